// An explorer that goes through the snapshots of a training.

import { cosine, inner, leadingPlane, product, transposed } from "./matrices.js";
import { Explorer } from "./explorer.js";
import { plotModes, plotResidual, plotVectors } from "./plots.js";
import { general } from "./words.js";

export class SnapshotExplorer extends Explorer {
  constructor(description, id) {
    super(description, id);
    const { rowVectors, columnVectors } = description;
    this.plane = leadingPlane(rowVectors.at(-1)); // In which the last row vectors lie.
    const vectors = [...rowVectors.flat(), ...columnVectors.flatMap(transposed)];
    this.tips = vectors.map((vector) => this.plane.map((d) => inner(vector, d)));
  }

  draw(_, asked) {
    const { controls, matrix, rmse, rowWords, columnWords, ...drawn } = this.description;
    const epochs = controls[0].options;
    const place = epochs.indexOf(asked.epoch);
    const [rowVectors, columnVectors] = [drawn.rowVectors[place], drawn.columnVectors[place]];
    const residual = plotResidual(matrix, product(rowVectors, columnVectors));
    const sentence = `Epoch ${asked.epoch}: RMSE ${general(rmse[place], 3)}`;
    if (rowWords === null) {
      const theory = drawn.curves && transposed(drawn.curves);
      const options = { theory, epoch: asked.epoch };
      const modes = plotModes(epochs, transposed(drawn.strengths), drawn.singularValues, options);
      const now = drawn.strengths[place].map((strength) => strength.toFixed(2)).join(", ");
      return { panels: [modes, residual], sentence: `${sentence}; strengths of the modes ${now}.` };
    }
    const options = { plane: this.plane, seen: this.tips }; // One scale for all epochs.
    const arrows = plotVectors(rowVectors, columnVectors, rowWords, columnWords, options);
    const angle = cosine(rowVectors[0], rowVectors.at(-1)).toFixed(2);
    const between = `cosine of ${rowWords[0]} and ${rowWords.at(-1)} ${angle}`;
    return { panels: [arrows, residual], sentence: `${sentence}; ${between}.` };
  }
}
