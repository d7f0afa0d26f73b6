// A linear network, W1 W2 ... WN, and its random initial weights, as in utils/network.py.

import { inner, product, transposed } from "./matrices.js";
import { RandomState } from "./random.js";

const drawn = (rows, columns, generator) =>
  Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => generator.standardNormal()),
  );

function glorotNormal(rows, columns, generator) {
  const size = Math.sqrt(2 / (rows + columns));
  return drawn(rows, columns, generator).map((row) => row.map((x) => size * x));
}

// Perpendicular rows of length 1, or such columns if there are fewer.
function orthogonal(rows, columns, generator) {
  const matrix = drawn(rows, columns, generator);
  return rows < columns ? perpendicular(matrix) : transposed(perpendicular(transposed(matrix)));
}

// Gram and Schmidt's vectors: those of the QR factorization in which R has positive signs.
function perpendicular(vectors) {
  const found = [];
  for (const vector of vectors) {
    const rest = vector.slice();
    for (let twice = 0; twice < 2; twice++) { // The second time removes rounding.
      for (const direction of found) {
        const along = inner(rest, direction);
        for (let k = 0; k < rest.length; k++) rest[k] -= along * direction[k];
      }
    }
    const length = Math.hypot(...rest);
    found.push(rest.map((x) => x / length));
  }
  return found;
}

export const INITIALIZERS = {
  normal: drawn,
  glorot_normal: glorotNormal,
  orthogonal,
  orthogonal_zero_outer: orthogonal, // One layer is set to zero afterwards.
};

export class LinearNetwork {
  constructor(layerSizes, initializer = "normal", seed = 0) {
    this.layerSizes = layerSizes;
    // All weights lie in one array of single precision, as in TensorFlow.
    this.weights = new Float32Array(this.count());
    const generator = new RandomState(seed);
    const layers = this.shapes.map((shape) => INITIALIZERS[initializer](...shape, generator));
    if (initializer === "orthogonal_zero_outer") {
      const outer = layerSizes.at(-1) >= layerSizes[0] ? layers.at(-1) : layers[0];
      for (const row of outer) row.fill(0);
    }
    this.assign(layers);
  }

  // The shapes of W1, W2, ..., WN.
  get shapes() {
    return this.layerSizes.slice(1).map((columns, layer) => [this.layerSizes[layer], columns]);
  }

  count() {
    return this.shapes.reduce((sum, [rows, columns]) => sum + rows * columns, 0);
  }

  // W1, W2, ..., WN as arrays of rows.
  get layers() {
    let place = 0;
    return this.shapes.map(([rows, columns]) =>
      Array.from({ length: rows }, () =>
        Array.from(this.weights.subarray(place, (place += columns))),
      ),
    );
  }

  assign(layers) {
    this.weights.set(layers.flat(2));
  }

  endToEnd() {
    return product(...this.layers);
  }
}
