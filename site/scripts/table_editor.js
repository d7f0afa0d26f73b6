// A control for a table of one's own: typed, pasted or uploaded. It never leaves the page.

import { decoded, readCells, readNumbers } from "./cells.js";
import { tag } from "./controls.js";

const MOST_CELLS = 300; // That can be edited one by one.

export class TableEditor {
  constructor({ name, value }, moved) {
    this.name = name;
    this.moved = moved;
    this.grid = tag("div", { class: "cells" });
    this.note = tag("p", { role: "status" });
    this.pasted = tag("textarea", {
      rows: 2,
      placeholder: "from a spreadsheet or CSV: words in the first row and column",
    });
    this.pasted.addEventListener("change", () => {
      if (this.pasted.value && this.take(this.pasted.value)) this.pasted.value = "";
    });
    const uploaded = tag("input", { type: "file", accept: ".csv,.tsv,.txt" });
    uploaded.addEventListener("change", async () => {
      const [file] = uploaded.files;
      if (file) this.take(decoded(new Uint8Array(await file.arrayBuffer())));
      uploaded.value = ""; // So that the same file can be chosen again.
    });
    this.element = tag(
      "div",
      { class: "table-editor" },
      this.grid,
      tag("label", {}, "or paste ", this.pasted),
      tag("label", {}, "or upload CSV ", uploaded),
      this.note,
    );
    this.value = value;
  }

  leavesAChoice = true;
  setting = null; // A table is too large for an address, and is nobody else's business.

  get value() {
    return this.cells;
  }

  set value(cells) {
    this.cells = cells.map((row) => [...row]);
    this.note.textContent = "";
    const [rows, columns] = [cells.length, cells[0].length];
    if (rows * columns > MOST_CELLS) {
      this.note.textContent = `${rows * columns} cells are too many to edit here one by one.`;
      this.grid.replaceChildren();
      return;
    }
    this.grid.style.gridTemplateColumns = `repeat(${columns}, minmax(4.5em, 6.5em))`;
    this.grid.replaceChildren(...cells.flatMap((row, i) => row.map((text, j) => this.cell(text, i, j))));
  }

  cell(text, row, column) {
    const label = `row ${row}, column ${column}`;
    const placeholder = row && column ? "unknown" : "word";
    const input = tag("input", { type: "text", "aria-label": label, placeholder });
    input.value = text;
    input.addEventListener("change", () => {
      this.cells[row][column] = input.value;
      this.moved();
    });
    return input;
  }

  // Take a whole table; one that cannot be read leaves the present one as it is.
  take(text) {
    try {
      const cells = readCells(text);
      readNumbers(cells);
      this.value = cells;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.note.textContent = error.message;
      return false;
    }
    this.moved();
    return true;
  }
}
