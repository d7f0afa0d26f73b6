// An explorer that trains a network from new initial weights at each move.

import { product } from "./matrices.js";
import { Explorer } from "./explorer.js";
import { LinearNetwork } from "./network.js";
import { plotResidual, plotRmse, plotVectors } from "./plots.js";
import { optimalRmse } from "./theory.js";
import { OPTIMIZERS, train } from "./train.js";
import { general } from "./words.js";

export class TrainingExplorer extends Explorer {
  compute(asked, pause) {
    const { matrix, epochs } = this.description;
    const hidden = new Array(asked["hidden layers"]).fill(asked["hidden size"]);
    const sizes = [matrix.length, ...hidden, matrix[0].length];
    const network = new LinearNetwork(sizes, asked.initialization, asked.seed);
    const optimizer = OPTIMIZERS[asked.optimizer](asked["learning rate"], epochs);
    return train(network, matrix, { epochs, optimizer, pause });
  }

  draw(history, asked) {
    const { matrix, rowWords, columnWords } = this.description;
    const optimum = optimalRmse(matrix, asked["hidden size"]);
    const [rowVectors, ...others] = history.network.layers;
    const columnVectors = product(...others);
    const right = rowWords
      ? plotVectors(rowVectors, columnVectors, rowWords, columnWords)
      : plotResidual(matrix, product(rowVectors, columnVectors));
    const panels = [plotRmse(history, optimum), right];
    const setting = this.setting(asked);
    if (history.stoppedBy === "diverged") {
      const why = "because the learning rate is too large; the picture shows the last finite weights.";
      return { panels, sentence: `${setting}: diverged at epoch ${history.epochs}, ${why}` };
    }
    const rmse = `RMSE ${general(history.rmse.at(-1), 3)} at epoch ${history.epochs}`;
    return { panels, sentence: `${setting}: ${rmse}; exact optimum ${general(optimum, 3)}.` };
  }

  // What is asked for, in words.
  setting(asked) {
    const { optimizer } = asked;
    const named = optimizer.endsWith("learning rate") ? optimizer : `${optimizer}, learning rate`;
    return (
      `Hidden size ${asked["hidden size"]}, hidden layers ${asked["hidden layers"]}, ` +
      `initialization ${asked.initialization}, seed ${asked.seed}, ` +
      `${named} ${general(asked["learning rate"])}`
    );
  }
}
