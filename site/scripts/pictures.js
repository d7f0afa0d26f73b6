// An explorer that reproduces a picture by a network, next to the exact optimum.

import { product, rootMeanSquare, scaled, transposed } from "./matrices.js";
import { Explorer } from "./explorer.js";
import { LinearNetwork } from "./network.js";
import { plotPicture } from "./plots.js";
import { adamWithDecay, train } from "./train.js";

const SEED = 0;

export class PictureExplorer extends Explorer {
  constructor(description, id) {
    super(description, id);
    const { range, pixels, shape, directions, widest } = description;
    const [, columns] = shape;
    this.matrix = unpacked(pixels, shape, range);
    this.range = extent(this.matrix);
    this.directions = unpacked(directions, [widest, columns], [-1, 1]); // Right singular vectors.
    this.scale = rootMeanSquare(this.matrix) || 1;
    this.blank = this.matrix.map((row) => row.map(() => this.range[1]));
  }

  // The best picture of a hidden size: the rows, projected on the leading directions.
  optimum(hiddenSize) {
    const kept = this.directions.slice(0, hiddenSize);
    return product(this.matrix, transposed(kept), kept);
  }

  async compute(asked, pause) {
    const { matrix } = this;
    const { epochs } = this.description;
    const sizes = [matrix.length, asked["hidden size"], matrix[0].length];
    const network = new LinearNetwork(sizes, "orthogonal_zero_outer", SEED);
    const optimizer = adamWithDecay(epochs);
    await train(network, scaled(matrix, 1 / this.scale), { epochs, optimizer, pause });
    return scaled(network.endToEnd(), this.scale);
  }

  // The picture and its optimum, which are there at once.
  preview(asked) {
    const sentence = `Hidden size ${asked["hidden size"]}: the network is being trained.`;
    return { panels: this.pictures(null, asked), sentence };
  }

  draw(found, asked) {
    const { matrix } = this;
    const hiddenSize = asked["hidden size"];
    const rmse = rootMeanSquare(matrix, found).toFixed(4);
    const optimum = rootMeanSquare(matrix, this.optimum(hiddenSize)).toFixed(4);
    const both = `RMSE of the network ${rmse}, of the exact optimum ${optimum}`;
    const sentence = `Hidden size ${hiddenSize}: ${both}.`;
    return { panels: this.pictures(found, asked), sentence };
  }

  // Three pictures on one scale of greys; one that is not there stays blank.
  pictures(found, asked) {
    const size = `h\u00a0=\u00a0${asked["hidden size"]}`; // It is not broken into two lines.
    return [
      plotPicture("the picture", this.matrix, this.range),
      plotPicture(`network, ${size}`, found ?? this.blank, this.range),
      plotPicture(`exact optimum, ${size}`, this.optimum(asked["hidden size"]), this.range),
    ];
  }
}

// The smallest and the largest number of a matrix.
function extent(matrix) {
  const low = Math.min(...matrix.map((row) => Math.min(...row)));
  const high = Math.max(...matrix.map((row) => Math.max(...row)));
  return [low, high];
}

// A matrix that is stored with one or two bytes for each number, in this range.
function unpacked(text, [rows, columns], [low, high]) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const whole = bytes.length === rows * columns ? bytes : new Uint16Array(bytes.buffer);
  const largest = whole === bytes ? 255 : 65535;
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      return low + (whole[i * columns + j] / largest) * (high - low);
    }),
  );
}
