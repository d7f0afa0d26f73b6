// An explorer of the nearest words of a word, with few dimensions and with many.

import { Explorer } from "./explorer.js";
import { plotBars, widthAlone } from "./plots.js";

export class NeighbourExplorer extends Explorer {
  // The nearest words, nearest first, and their cosines: the notebook has stored them all.
  async compute() {
    const [word, hiddenSize] = this.controls;
    return this.description.answers[word.place][hiddenSize.place];
  }

  draw([neighbours, cosines], asked) {
    const xlabel = `cosine of the angle to ${asked.word}`;
    const panels = [plotBars(neighbours, cosines, xlabel, widthAlone(this.figure))];
    const setting = `Nearest to ${asked.word} with hidden size ${asked["hidden size"]}`;
    return { panels, sentence: `${setting}: ${neighbours.join(", ")}.` };
  }
}
