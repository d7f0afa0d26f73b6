// A table as cells of text: from what is pasted or uploaded, and to numbers.

// The cells of a table that is written as text, a line for each row. They are parted by tabs,
// semicolons or commas, whichever the first line has most of.
export function readCells(text) {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim());
  if (!lines.length) return [];
  const count = (mark) => lines[0].split(mark).length;
  const separator = ["\t", ";", ","].reduce((most, mark) => (count(mark) > count(most) ? mark : most));
  const rows = lines.map((line) => readLine(line, separator));
  const longest = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...new Array(longest - row.length).fill("")]);
}

// The cells of a line; one in quotes may hold the separator, and two quotes stand for one.
function readLine(line, separator) {
  const cells = [""];
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (quoted && line[i] === '"' && line[i + 1] === '"') cells[cells.length - 1] += line[++i];
    else if (line[i] === '"' && (quoted || cells.at(-1) === "")) quoted = !quoted;
    else if (line[i] === separator && !quoted) cells.push("");
    else cells[cells.length - 1] += line[i];
  }
  return cells;
}

// The numbers in cells, null for blanks, and the words above them and at their left. What cannot
// be read is a RangeError, whose message is shown to the reader.
export function readNumbers(cells) {
  const [rows, columns] = [Math.max(cells.length - 1, 0), Math.max((cells[0]?.length ?? 0) - 1, 0)];
  if (rows < 2 || columns < 1) {
    throw new RangeError(
      "The table must have words in its first row and its first column, and at least 2 rows and " +
        `1 column of numbers; got ${rows} and ${columns}.`,
    );
  }
  const columnWords = cells[0].slice(1);
  const rowWords = cells.slice(1).map((row) => row[0]);
  const numbers = cells.slice(1).map((row, i) =>
    row.slice(1).map((text, j) => {
      const trimmed = text.trim();
      if (!trimmed) return null;
      const number = Number(trimmed.replace(",", "."));
      if (Number.isFinite(number)) return number;
      throw new RangeError(
        `Row '${rowWords[i]}', column '${columnWords[j]}' must be a number, or empty if it is ` +
          `unknown; got '${trimmed}'.`,
      );
    }),
  );
  if (numbers.flat().every((number) => number === null)) {
    throw new RangeError("The table must hold at least one number, but all are blank.");
  }
  return { numbers, rowWords, columnWords };
}

// The bytes of a file as text, in any code that spreadsheets write.
export function decoded(bytes) {
  const marks = { "255,254": "utf-16le", "254,255": "utf-16be" };
  const code = marks[`${bytes[0]},${bytes[1]}`] ?? "utf-8";
  try {
    return new TextDecoder(code, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
