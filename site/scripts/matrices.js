// Matrices as arrays of rows, and what the explorers need of linear algebra.

export const transposed = (matrix) =>
  matrix[0].map((_, column) => matrix.map((row) => row[column]));

export const identity = (size) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => Number(i === j)));

export const scaled = (matrix, factor) => matrix.map((row) => row.map((x) => x * factor));

export const entries = (matrix) => matrix.flat().filter((x) => x !== null);

export function inner(first, second) {
  let sum = 0;
  for (let i = 0; i < first.length; i++) sum += first[i] * second[i];
  return sum;
}

export function product(...matrices) {
  return matrices.reduce((left, right) => {
    const columns = right.length ? transposed(right) : [];
    return left.map((row) => columns.map((column) => inner(row, column)));
  });
}

// The cosine of the angle between two vectors; 0 if one of them is zero.
export function cosine(first, second) {
  const lengths = Math.hypot(...first) * Math.hypot(...second);
  return lengths === 0 ? 0 : inner(first, second) / lengths;
}

// The root of the mean squared difference, over the entries that are given.
export function rootMeanSquare(matrix, other = null) {
  let sum = 0;
  let count = 0;
  matrix.forEach((row, i) =>
    row.forEach((entry, j) => {
      if (entry === null) return;
      sum += (entry - (other ? other[i][j] : 0)) ** 2;
      count += 1;
    }),
  );
  return Math.sqrt(sum / count);
}

// The singular values of a matrix, the largest first, and its right singular vectors as rows.
// One-sided Jacobi rotations make its columns perpendicular (Hestenes 1958).
export function singularValues(matrix) {
  const columns = transposed(matrix).map((column) => column.slice());
  const directions = identity(columns.length);
  for (let sweep = 0; sweep < 60; sweep++) {
    let largest = 0;
    for (let p = 0; p < columns.length; p++) {
      for (let q = p + 1; q < columns.length; q++) {
        const [a, b] = [columns[p], columns[q]];
        const together = inner(a, b);
        const lengths = Math.sqrt(inner(a, a) * inner(b, b));
        if (Math.abs(together) <= 1e-16 * lengths || lengths === 0) continue;
        largest = Math.max(largest, Math.abs(together) / lengths);
        const ratio = (inner(b, b) - inner(a, a)) / (2 * together);
        const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
        const c = 1 / Math.hypot(tangent, 1);
        const s = c * tangent;
        for (const [first, second] of [[a, b], [directions[p], directions[q]]]) {
          for (let k = 0; k < first.length; k++) {
            const [x, y] = [first[k], second[k]];
            first[k] = c * x - s * y;
            second[k] = s * x + c * y;
          }
        }
      }
    }
    if (largest < 1e-14) break;
  }
  const found = columns.map((column, i) => ({ value: Math.hypot(...column), direction: directions[i] }));
  found.sort((one, other) => other.value - one.value);
  const kept = found.slice(0, Math.min(matrix.length, columns.length));
  return { values: kept.map(({ value }) => value), directions: kept.map(({ direction }) => direction) };
}

// The plane that holds most of some vectors: two perpendicular directions, as rows. Without a
// second direction, that row is zero.
export function leadingPlane(vectors) {
  const { directions } = singularValues(vectors);
  const size = vectors[0].length;
  return [0, 1].map((place) => directions[place] ?? new Array(size).fill(0));
}
