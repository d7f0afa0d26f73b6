// An explorer that shows each nickname how its held-out answers were guessed.

import { Explorer } from "./explorer.js";
import { entries } from "./matrices.js";
import { plotGuesses, widthAlone } from "./plots.js";
import { general } from "./words.js";

export class GuessExplorer extends Explorer {
  constructor(description, id) {
    super(description, id);
    [this.method, this.guesses] = description.guesses.at(-1); // By it the nicknames are ranked.
    this.errors = new Map(); // The RMSE of each nickname that has held-out answers.
    description.names.forEach((name, row) => {
      const columns = this.heldOut(row);
      if (!columns.length) return;
      const guess = this.guesses[row];
      const answers = description.ratings[row];
      const squares = columns.map((column) => (guess[column] - answers[column]) ** 2);
      const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
      this.errors.set(name, Number(Math.sqrt(mean).toFixed(2))); // As shown, so that ties count.
    });
  }

  heldOut(row) {
    return this.description.heldOut[row].flatMap((isHeldOut, column) => (isHeldOut ? [column] : []));
  }

  draw(_, { nickname }) {
    const { names, things, ratings, guesses } = this.description;
    const row = names.indexOf(nickname);
    const columns = this.heldOut(row);
    const at = (values) => columns.map((column) => values[row][column]);
    const byMethod = guesses.map(([method, guess]) => [method, at(guess)]);
    const all = entries(ratings);
    const range = [Math.min(...all), Math.max(...all)];
    const named = columns.map((column) => things[column]);
    const panels = [plotGuesses(named, at(ratings), byMethod, range, widthAlone(this.figure))];
    if (!this.errors.has(nickname)) {
      return { panels, sentence: `${nickname}: none of the answers is held out.` };
    }
    const answered = columns.map((column) => {
      const guess = this.guesses[row][column].toFixed(1);
      return `${things[column]} ${general(ratings[row][column])}, guessed ${guess}`;
    });
    const error = this.errors.get(nickname);
    const place = 1 + [...this.errors.values()].filter((other) => other < error).length;
    const sentence =
      `${nickname}: ${answered.join("; ")}. RMSE ${error.toFixed(2)} by ${this.method}, place ` +
      `${place} of ${this.errors.size}.`;
    return { panels, sentence };
  }
}
