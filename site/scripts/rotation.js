// An explorer of the freedom Q: the vectors change, and their products do not.

import { cosine, identity, product, transposed } from "./matrices.js";
import { Explorer } from "./explorer.js";
import { plotTable, plotVectors } from "./plots.js";
import { general } from "./words.js";

export class RotationExplorer extends Explorer {
  // The vectors of the rows times Q, and the inverse of Q times those of the columns. Q turns by
  // the angle, and then stretches the first direction as much as it shrinks the second one.
  async compute(asked) {
    const angle = (asked.angle * Math.PI) / 180;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const { stretch } = asked;
    const Q = [[c * stretch, s / stretch], [-s * stretch, c / stretch]];
    const inverse = [[c / stretch, -s / stretch], [s * stretch, c * stretch]];
    const { rowVectors, columnVectors } = this.description;
    return [product(rowVectors, Q), product(inverse, columnVectors)];
  }

  draw([rowVectors, columnVectors], asked) {
    const { rowWords, columnWords, ...before } = this.description;
    const all = [...before.rowVectors, ...transposed(before.columnVectors)];
    const reach = 1.2 * Math.max(...all.map((vector) => Math.hypot(...vector)));
    const corners = [[reach, reach], [-reach, -reach]]; // One scale for all angles.
    const options = { plane: identity(2), seen: corners };
    const table = product(rowVectors, columnVectors);
    const panels = [
      plotVectors(rowVectors, columnVectors, rowWords, columnWords, options),
      plotTable("inner products", table, rowWords, columnWords),
    ];
    const initial = product(before.rowVectors, before.columnVectors).flat();
    const change = Math.max(...table.flat().map((entry, i) => Math.abs(entry - initial[i])));
    const now = cosine(rowVectors[0], rowVectors.at(-1)).toFixed(2);
    const initially = cosine(before.rowVectors[0], before.rowVectors.at(-1)).toFixed(2);
    const sentence =
      `Angle ${asked.angle}, stretch ${general(asked.stretch)}: inner products as before, to ` +
      `${general(change, 1)}; cosine of ${rowWords[0]} and ${rowWords.at(-1)} ${now}, ` +
      `initially ${initially}.`;
    return { panels, sentence };
  }
}
