// An explorer of how modes are learned: theory draws first, then a run is laid over it.

import { identity, product, scaled } from "./matrices.js";
import { Explorer } from "./explorer.js";
import { LinearNetwork } from "./network.js";
import { plotModes, widthAlone } from "./plots.js";
import { halfLearningTime, modeStrength } from "./theory.js";
import { OPTIMIZERS, train } from "./train.js";
import { general } from "./words.js";

const SNAPSHOTS = 60;
const LARGEST_GROWTH = 0.1; // Of the fastest mode in an epoch, as a fraction.
const ALONE = "theory alone";

export class ModeExplorer extends Explorer {
  // What theory says of a training by gradient descent with small steps.
  forecast(asked) {
    const singularValues = this.controls
      .filter(({ name }) => name.startsWith("singular value"))
      .map(({ value }) => value);
    const depth = asked.matrices;
    const halfTimes = halfLearningTime(singularValues, asked["initial strength"], depth);
    const duration = 1.3 * Math.max(...halfTimes);
    // The theory is exact only if the steps are small compared with the fastest growth.
    const fastest = depth * Math.max(...singularValues) ** (2 - 2 / depth);
    const every = Math.max(10, Math.floor((duration * fastest) / SNAPSHOTS / LARGEST_GROWTH));
    const timeOfAnEpoch = duration / (SNAPSHOTS * every);
    return {
      singularValues,
      every,
      timeOfAnEpoch,
      epochs: Array.from({ length: SNAPSHOTS + 1 }, (_, k) => k * every),
      halfEpochs: halfTimes.map((time) => time / timeOfAnEpoch),
    };
  }

  async compute(asked, pause) {
    if (asked.show === ALONE) return null;
    const { singularValues, every, timeOfAnEpoch, epochs } = this.forecast(asked);
    const size = singularValues.length;
    const depth = asked.matrices;
    const network = new LinearNetwork(new Array(depth + 1).fill(size));
    const layers =
      asked.initialization === "aligned"
        ? new Array(depth).fill(identity(size))
        : network.layers.map((layer) => scaled(layer, 1 / Math.sqrt(size)));
    const scale = asked["initial strength"] ** (1 / depth);
    network.assign(layers.map((layer) => scaled(layer, scale)));
    const matrix = identity(size).map((row, k) => row.map((x) => x * singularValues[k]));
    // The loss is a mean over size ** 2 entries, and its gradient has a factor of 2.
    const optimizer = OPTIMIZERS["gradient descent"]((timeOfAnEpoch * size ** 2) / 2);
    this.bar.max = epochs.at(-1);
    return train(network, matrix, { epochs: epochs.at(-1) + 1, optimizer, snapshotEvery: every, pause });
  }

  // The theory, which is there at once.
  preview(asked) {
    return this.draw(null, asked);
  }

  draw(history, asked) {
    const { singularValues, timeOfAnEpoch, epochs, halfEpochs } = this.forecast(asked);
    const strength = asked["initial strength"];
    const times = epochs.map((epoch) => epoch * timeOfAnEpoch);
    const theory = modeStrength(times, singularValues, strength, asked.matrices);
    const sentence =
      `Singular values ${singularValues.map((s) => general(s)).join(", ")}, initial strength ` +
      `${general(strength)}, matrices ${asked.matrices}, ${asked.initialization}: half learned at ` +
      `epochs ${halfEpochs.map((epoch) => epoch.toFixed(0)).join(", ")} in theory`;
    const options = { halfEpochs, width: widthAlone(this.figure) };
    if (history === null) {
      const panels = [plotModes(epochs, theory, singularValues, options)];
      return { panels, sentence: `${sentence}.` };
    }
    const products = [...history.snapshots.values()].map((layers) => product(...layers));
    const strengths = singularValues.map((_, mode) => products.map((matrix) => matrix[mode][mode]));
    const panels = [plotModes(epochs, strengths, singularValues, { theory, ...options })];
    const found = strengths.map((course, mode) => {
      const first = course.findIndex((strength) => strength >= singularValues[mode] / 2);
      return first < 0 ? "never" : epochs[first];
    });
    return { panels, sentence: `${sentence}, by epochs ${found.join(", ")} in the run.` };
  }
}
