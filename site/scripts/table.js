// An explorer for a table of one's own, in which entries may be missing.

import { readNumbers } from "./cells.js";
import { product, rootMeanSquare, scaled } from "./matrices.js";
import { Explorer } from "./explorer.js";
import { LinearNetwork } from "./network.js";
import { plotTable, plotVectors } from "./plots.js";
import { seedOfRun } from "./random.js";
import { optimalRmse } from "./theory.js";
import { adamWithDecay, train } from "./train.js";
import { general } from "./words.js";

const EPOCHS = 10_000;
const RUNS = 100; // For a table with missing entries.
const AS_GOOD = 1.02; // A run is as good as the best if its loss is at most so many times as large,
const AND_ROUNDING = 1e-10; // or larger by so little.
const MOST_WORDS = 24; // That can be written next to arrows.
const MOST_GUESSES_IN_WORDS = 4;

export class TableExplorer extends Explorer {
  async compute(asked, pause) {
    const { numbers, rowWords, columnWords } = readNumbers(asked.table);
    const observed = numbers.flat().filter((entry) => entry !== null);
    const complete = observed.length === numbers.flat().length;
    // The standard setup is made for entries of about 1.
    const unit = rootMeanSquare(numbers) || 1;
    const target = numbers.map((row) => row.map((entry) => (entry === null ? null : entry / unit)));
    const sizes = [rowWords.length, asked["hidden size"], columnWords.length];
    this.bar.max = complete ? EPOCHS : RUNS;
    const runs = [];
    for (let run = 0; run < (complete ? 1 : RUNS); run++) {
      const seed = complete ? 0 : seedOfRun(0, run);
      const network = new LinearNetwork(sizes, "orthogonal_zero_outer", seed);
      const history = await train(network, target, {
        epochs: EPOCHS,
        optimizer: adamWithDecay(EPOCHS),
        pause: (epochs) => pause(complete ? epochs : run),
      });
      const [W1, W2] = network.layers.map((layer) => scaled(layer, Math.sqrt(unit)));
      runs.push({ W1, W2, loss: history.loss.at(-1) });
      if (history.stoppedBy === "interrupted") break;
    }
    const best = runs.reduce((one, other) => (other.loss < one.loss ? other : one));
    const asGood = runs.filter(({ loss }) => loss <= AS_GOOD * best.loss + AND_ROUNDING);
    const guesses = complete ? null : asGood.map(({ W1, W2 }) => product(W1, W2));
    return { numbers, rowWords, columnWords, rowVectors: best.W1, columnVectors: best.W2, guesses };
  }

  draw({ numbers, rowWords, columnWords, rowVectors, columnVectors, guesses }, asked) {
    const found = product(rowVectors, columnVectors);
    const missing = numbers.map((row) => row.map((entry) => entry === null));
    const few = rowWords.length + columnWords.length <= MOST_WORDS;
    const title = "the network's table";
    const panels = [
      plotVectors(rowVectors, columnVectors, rowWords, few ? columnWords : []),
      plotTable(title, found, few ? rowWords : null, few ? columnWords : null, missing),
    ];
    const given = missing.flat().filter((isMissing) => !isMissing).length;
    const rmse = general(rootMeanSquare(numbers, found), 3);
    const sentence = `Hidden size ${asked["hidden size"]}: RMSE ${rmse} of the ${given} numbers given`;
    if (guesses === null) {
      const optimum = optimalRmse(numbers, asked["hidden size"]);
      return { panels, sentence: `${sentence}; exact optimum ${general(optimum, 3)}.` };
    }
    const places = missing.flatMap((row, i) => row.flatMap((isMissing, j) => (isMissing ? [[i, j]] : [])));
    const said = places.slice(0, MOST_GUESSES_IN_WORDS).map(([i, j]) => {
      const all = guesses.map((guess) => guess[i][j]);
      const [low, high] = [Math.min(...all), Math.max(...all)].map((guess) => general(guess, 3));
      return `${rowWords[i]} ${columnWords[j]} ${general(found[i][j], 3)} (${low} to ${high})`;
    });
    return {
      panels,
      sentence:
        `${sentence}, in the best of ${RUNS} runs; guesses, and in brackets those of all ` +
        `${guesses.length} runs that are as good: ${said.join(", ")}.`,
    };
  }
}
