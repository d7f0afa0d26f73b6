// Figures as SVG, with the colours and line styles of utils/plots. Each function returns one
// panel; panels stand beside each other on wide pages, and below each other on narrow ones.

import { inner, leadingPlane, transposed } from "./matrices.js";
import { general, plainNumber, withCommas } from "./words.js";

const BLUE = "#0072B2";
const VERMILION = "#D55E00";
const GREEN = "#009E73";
const PINK = "#CC79A7";
const ORANGE = "#E69F00";
const SKY = "#56B4E9";
const MODES = [
  { stroke: BLUE },
  { stroke: VERMILION, "stroke-dasharray": "8 4" },
  { stroke: GREEN, "stroke-dasharray": "9 3 2 3" },
  { stroke: PINK, "stroke-dasharray": "2 3" },
  { stroke: ORANGE },
  { stroke: SKY, "stroke-dasharray": "8 4" },
];
const OPTIMUM = { stroke: "black", "stroke-width": 1.5, "stroke-dasharray": "5 4" };
const [WIDTH, HEIGHT, LETTER] = [400, 320, 15]; // Of a panel, in units of its own.
const WIDEST = 640; // Of a panel that stands alone.
const POINTS = 300; // That a curve has at most.
const MOST_NUMBERS = 80; // That are written into a table.

const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// How wide to draw a panel that stands alone: on a narrow page less, so that its letters stay large.
export const widthAlone = (figure) => Math.min(Math.max(figure.clientWidth, WIDTH), WIDEST);

// A panel with a title, and a rectangle inside in which `x` and `y` place numbers.
class Axes {
  constructor(title, { left = 62, right = 18, top = 30, bottom = 52, width = WIDTH } = {}) {
    this.box = { left, right: width - right, top, bottom: HEIGHT - bottom };
    this.svg = element("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": title });
    this.svg.style.maxWidth = `${1.4 * width}px`;
  }

  // The limits of the axes: [low, high] for each. A logarithmic axis has ticks at powers of ten.
  limits(x, y, { logarithmic = false } = {}) {
    this.logarithmic = logarithmic;
    const vertical = logarithmic ? y.map(Math.log10) : y;
    const { left, right, top, bottom } = this.box;
    this.x = (value) => left + ((value - x[0]) / (x[1] - x[0])) * (right - left);
    this.y = (value) => {
      const height = logarithmic ? Math.log10(value) : value;
      return bottom - ((height - vertical[0]) / (vertical[1] - vertical[0])) * (bottom - top);
    };
    this.ranges = { x, y };
  }

  add(name, attributes, ...children) {
    const made = element(name, attributes, ...children);
    this.svg.append(made);
    return made;
  }

  text(x, y, words, attributes = {}) {
    return this.add("text", { x, y, "font-size": LETTER, ...attributes }, words);
  }

  line(x1, y1, x2, y2, style = {}) {
    return this.add("line", { x1, y1, x2, y2, stroke: "black", "stroke-width": 1, ...style });
  }

  // The axes themselves, with ticks and what they show.
  frame(xlabel, ylabel, { xticks = steps(this.ranges.x, 3), yticks = null } = {}) {
    const { left, right, top, bottom } = this.box;
    this.line(left, bottom, right, bottom);
    this.line(left, top, left, bottom);
    for (const tick of xticks) {
      this.line(this.x(tick), bottom, this.x(tick), bottom + 5);
      const words = xlabel === "epoch" ? withCommas(tick) : general(tick, 3);
      this.text(this.x(tick), bottom + 21, words, { "text-anchor": "middle" });
    }
    yticks ??= this.logarithmic ? powersOfTen(this.ranges.y) : steps(this.ranges.y, 5);
    for (const tick of yticks) {
      this.line(left - 5, this.y(tick), left, this.y(tick));
      const words = this.logarithmic ? plainNumber(tick) : general(tick, 3);
      this.text(left - 8, this.y(tick) + 5, words, { "text-anchor": "end" });
    }
    this.text((left + right) / 2, HEIGHT - 8, xlabel, { "text-anchor": "middle" });
    this.text(left - 50, top - 14, ylabel);
  }

  curve(xs, ys, style = {}) {
    const { top, bottom } = this.box;
    let path = "";
    let down = false; // Whether the pen is on the paper.
    for (let i = 0; i < xs.length; i++) {
      const drawn = Number.isFinite(ys[i]) && !(this.logarithmic && ys[i] <= 0);
      if (drawn) {
        const y = Math.min(Math.max(this.y(ys[i]), top - 4), bottom + 4);
        path += `${down ? "L" : "M"}${this.x(xs[i]).toFixed(1)} ${y.toFixed(1)}`;
      }
      down = drawn;
    }
    this.add("path", { d: path, fill: "none", "stroke-width": 2, ...style });
  }

  // Labels at the right ends of lines, moved apart where they would overlap.
  labels(lines) {
    const { right, top, bottom } = this.box;
    const gap = 1.25 * LETTER;
    const placed = [...lines].sort((one, other) => other.y - one.y);
    for (const label of placed) label.y = Math.min(Math.max(label.y, top), bottom - 8);
    let lowest = bottom - 8;
    for (const label of placed) {
      label.y = Math.min(label.y, lowest);
      lowest = label.y - gap;
    }
    let highest = top;
    for (const label of [...placed].reverse()) {
      label.y = Math.max(label.y, highest);
      highest = label.y + gap;
    }
    for (const { words, colour, y } of placed) this.text(right + 5, y + 5, words, { fill: colour });
  }
}

// Round numbers in a range, about as many as wanted.
function steps([low, high], wanted) {
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
    found.push(Number((k * step).toPrecision(12)));
  }
  return found;
}

function powersOfTen([low, high]) {
  const decades = Math.log10(high / low);
  const every = Math.ceil(decades / 7);
  const factors = decades <= 2 ? [1, 2, 5] : [1];
  const found = [];
  for (let k = Math.floor(Math.log10(low)); k <= Math.log10(high); k++) {
    if (k % every !== 0) continue;
    found.push(...factors.map((factor) => factor * 10 ** k));
  }
  return found.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
}

// The lowest and the highest value of each piece of a long curve, in their order.
function thinned(values) {
  const size = Math.max(1, Math.ceil((2 * values.length) / POINTS));
  const [xs, ys] = [[], []];
  for (let begin = 0; begin < values.length; begin += size) {
    const end = Math.min(begin + size, values.length);
    let [lowest, highest] = [begin, begin];
    for (let i = begin; i < end; i++) {
      if (values[i] < values[lowest]) lowest = i;
      if (values[i] > values[highest]) highest = i;
    }
    for (const i of new Set([lowest, highest].sort((a, b) => a - b))) {
      xs.push(i);
      ys.push(values[i]);
    }
  }
  return { xs, ys };
}

// The RMSE of each epoch on a logarithmic axis, with the exact optimum.
export function plotRmse(history, optimum) {
  const axes = new Axes("RMSE against the epoch", { right: 96 });
  const { xs, ys } = thinned(history.rmse);
  const seen = ys.filter((y) => Number.isFinite(y) && y > 0);
  if (optimum > 0) seen.push(optimum);
  if (!seen.length) seen.push(1);
  let [low, high] = [Math.min(...seen), Math.max(...seen)];
  [low, high] = [low / (high / low) ** 0.05 / 1.05, high * (high / low) ** 0.05 * 1.05];
  axes.limits([0, Math.max(history.epochs, 2)], [low, high], { logarithmic: true });
  axes.frame("epoch", "RMSE", { xticks: steps([0, history.epochs], 2) });
  axes.curve(xs, ys, { stroke: BLUE });
  // The last one may be zero; and where the training diverged, it is no number.
  const last = Number.isFinite(ys.at(-1)) ? Math.min(Math.max(ys.at(-1), low), high) : high;
  const lines = [{ words: "network", colour: BLUE, y: axes.y(last) }];
  if (optimum > 0) axes.curve([0, history.epochs], [optimum, optimum], OPTIMUM);
  lines.push({ words: "optimum", colour: "black", y: optimum > 0 ? axes.y(optimum) : HEIGHT });
  axes.labels(lines);
  return axes.svg;
}

// Words as arrows in a plane: thick blue for rows, thin vermilion for columns. `seen` are points
// that the picture has to show besides the arrows, so that several pictures have one scale.
export function plotVectors(rowVectors, columnVectors, rowWords, columnWords, { plane, seen } = {}) {
  plane ??= leadingPlane(rowVectors);
  const tipsOf = (vectors) => vectors.map((vector) => plane.map((d) => inner(vector, d)));
  const columns = columnWords.length ? transposed(columnVectors) : [];
  const arrows = [
    ...tipsOf(rowVectors).map((tip, i) => ({ tip, word: rowWords[i], colour: BLUE, width: 4 })),
    ...tipsOf(columns).map((tip, i) => ({ tip, word: columnWords[i], colour: VERMILION, width: 2 })),
  ];
  const axes = new Axes("Words as arrows", { left: 62, right: 12, top: 12 });
  const { left, right, top, bottom } = axes.box;
  const points = [[0, 0], ...arrows.map(({ tip }) => tip), ...(seen ?? [])];
  axes.limits(...withOneScale(points, right - left, bottom - top, seen ? 1.25 : 1.5));
  axes.frame("first direction", "", { xticks: steps(axes.ranges.x, 4) });
  const middle = (top + bottom) / 2;
  axes.text(14, middle, "second direction", {
    "text-anchor": "middle",
    transform: `rotate(-90 14 ${middle})`,
  });
  const ends = arrows.map(({ tip: [x, y] }) => [axes.x(x), axes.y(y)]);
  const origin = [axes.x(0), axes.y(0)];
  arrows.forEach(({ colour, width }, i) => arrow(axes, origin, ends[i], colour, width));
  const places = placeWords(arrows, origin, ends, axes.box);
  arrows.forEach(({ word, colour }, i) => {
    const [x, y] = places[i];
    axes.text(x, y + 5, word, { fill: colour, "text-anchor": "middle", "font-weight": "bold" });
  });
  return axes.svg;
}

// The limits of axes of this width and height that show these points, with room for words around
// them; a step to the right is as long as a step upwards.
function withOneScale(points, width, height, room) {
  const spans = [0, 1].map((k) => {
    const values = points.map((point) => point[k]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { middle: (low + high) / 2, length: high - low };
  });
  const perUnit = room * Math.max(spans[0].length / width, spans[1].length / height) || 1;
  return [width, height].map((size, k) => {
    const half = (size * perUnit) / 2;
    return [spans[k].middle - half, spans[k].middle + half];
  });
}

function arrow(axes, [x0, y0], [x1, y1], colour, width) {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [along, across] = [[(x1 - x0) / length, (y1 - y0) / length], 1.6 * width + 1];
  const head = Math.min(length, 3.2 * width + 3);
  const [neckX, neckY] = [x1 - head * along[0], y1 - head * along[1]];
  axes.line(x0, y0, neckX, neckY, { stroke: colour, "stroke-width": width });
  const corners = [
    [x1, y1],
    [neckX - across * along[1], neckY + across * along[0]],
    [neckX + across * along[1], neckY - across * along[0]],
  ];
  const points = corners.map((corner) => corner.map((x) => x.toFixed(1)).join(",")).join(" ");
  axes.add("polygon", { points, fill: colour });
}

// Where to write each word: at the nearest free place around its tip, outwards first.
function placeWords(arrows, origin, ends, box) {
  const obstacles = ends.flatMap(([x, y]) =>
    Array.from({ length: 20 }, (_, k) => {
      const along = (k + 1) / 20;
      return [origin[0] + along * (x - origin[0]), origin[1] + along * (y - origin[1])];
    }),
  );
  const taken = [];
  return arrows.map(({ word }, i) => {
    const [halfWidth, halfHeight] = [0.3 * LETTER * word.length + 3, 0.55 * LETTER];
    const outwards = Math.atan2(ends[i][1] - origin[1], ends[i][0] - origin[0]);
    let best = null;
    for (const distance of [16, 24, 34, 48, 64]) {
      for (const turn of [0, 0.4, -0.4, 0.8, -0.8, 1.2, -1.2, 1.7, -1.7, 2.4, -2.4, Math.PI]) {
        const stretch = distance + (halfWidth - halfHeight) * Math.abs(Math.cos(outwards + turn)) * 0.8;
        const x = ends[i][0] + stretch * Math.cos(outwards + turn);
        const y = ends[i][1] + distance * Math.sin(outwards + turn);
        const covers = (px, py, w = 0, h = 0) =>
          Math.abs(px - x) < halfWidth + w && Math.abs(py - y) < halfHeight + h;
        const cost =
          10 * taken.filter((other) => covers(...other)).length +
          obstacles.filter((point) => covers(...point)).length +
          20 * (x - halfWidth < box.left || x + halfWidth > box.right + 10) +
          20 * (y - halfHeight < box.top - 8 || y + halfHeight > box.bottom);
        if (best === null || cost < best.cost) best = { cost, x, y };
      }
      if (best.cost === 0) break;
    }
    taken.push([best.x, best.y, halfWidth, halfHeight]);
    return [best.x, best.y];
  });
}

// The cells of a table: `cell(entry, row, column)` gives the colour and the words of each.
function plotCells(title, table, rowWords, columnWords, cell, { right = 14 } = {}) {
  const longest = Math.max(0, ...(rowWords ?? []).map((word) => word.length));
  const left = rowWords ? Math.min(14 + 0.56 * LETTER * longest, 150) : 14;
  const axes = new Axes(title, { left, right, bottom: columnWords ? 70 : 14 });
  const { box } = axes;
  const [rows, columns] = [table.length, table[0].length];
  const [width, height] = [(box.right - box.left) / columns, (box.bottom - box.top) / rows];
  axes.text((box.left + box.right) / 2, 18, title, { "text-anchor": "middle" });
  table.forEach((entries, row) =>
    entries.forEach((entry, column) => {
      const [x, y] = [box.left + column * width, box.top + row * height];
      const { fill, words, bold } = cell(entry, row, column);
      axes.add("rect", { x, y, width: width + 0.3, height: height + 0.3, fill });
      if (!words) return;
      axes.text(x + width / 2, y + height / 2 + 5, words, {
        "text-anchor": "middle",
        "font-size": Math.min(LETTER, (1.6 * width) / words.length),
        "font-weight": bold ? "bold" : "normal",
      });
    }),
  );
  (rowWords ?? []).forEach((word, row) => {
    const size = Math.min(LETTER, height, (1.7 * (left - 8)) / Math.max(word.length, 1));
    const y = box.top + (row + 0.5) * height + size / 3;
    axes.text(box.left - 6, y, word, { "text-anchor": "end", "font-size": size });
  });
  const letters = (columnWords ?? []).reduce((sum, word) => sum + word.length + 1, 0);
  const tilted = letters * 0.56 * LETTER > box.right - box.left;
  (columnWords ?? []).forEach((word, column) => {
    const [x, y] = [box.left + (column + 0.5) * width, box.bottom + (tilted ? 14 : 20)];
    const size = Math.min(LETTER, 1.2 * width);
    const turned = { "text-anchor": "end", transform: `rotate(-30 ${x} ${y})`, "font-size": size };
    axes.text(x, y, word, tilted ? turned : { "text-anchor": "middle" });
  });
  return axes;
}

// A table as colours with its numbers. Those that are marked are guesses, with a question mark.
export function plotTable(title, table, rowWords, columnWords, marked = null) {
  const all = table.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const cell = (entry, row, column) => {
    const guess = marked?.[row][column];
    const words = `${entry.toFixed(2)}${guess ? "?" : ""}`;
    const fill = mixture("#f1f6fa", "#7fb8d8", high > low ? (entry - low) / (high - low) : 0);
    return { fill, words: all.length <= MOST_NUMBERS ? words : "", bold: guess };
  };
  return plotCells(title, table, rowWords, columnWords, cell).svg;
}

// What a product lacks of a matrix as colours: white is zero, blue lacks, and red is too much.
export function plotResidual(matrix, product) {
  const limit = Math.max(...matrix.flat().map(Math.abs)) || 1;
  const residual = matrix.map((row, i) => row.map((entry, j) => entry - product[i][j]));
  const colour = (entry) =>
    mixture("#f7f7f7", entry < 0 ? "#8c0d26" : "#0f3e7a", Math.min(1, Math.abs(entry) / limit));
  const cell = (entry) => ({ fill: colour(Number.isFinite(entry) ? entry : limit) });
  const axes = plotCells("residual", residual, null, null, cell, { right: 84 });
  const { right, top, bottom } = axes.box;
  for (let k = 0; k < 40; k++) {
    const height = (bottom - top) / 40;
    const fill = colour(limit * (1 - (2 * k + 1) / 40));
    axes.add("rect", { x: right + 16, y: top + k * height, width: 16, height: height + 0.3, fill });
  }
  for (const [place, value] of [limit, 0, -limit].entries()) {
    axes.text(right + 37, top + (place * (bottom - top)) / 2 + 5, general(value, 2));
  }
  return axes.svg;
}

function mixture(from, to, fraction) {
  const parts = (colour) => [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16));
  const [begin, end] = [parts(from), parts(to)];
  const mixed = begin.map((part, k) => Math.round(part + fraction * (end[k] - part)));
  return `rgb(${mixed.join(",")})`;
}

// How strong each mode is at each epoch, with theory over it if there is one: strengths and
// theory are arrays of one array for each mode.
export function plotModes(epochs, strengths, singularValues, options = {}) {
  const { theory, halfEpochs, epoch, width = WIDTH } = options;
  const axes = new Axes("Strengths of the modes against the epoch", { right: 74, width });
  const all = [...strengths.flat(), ...singularValues, 0];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  axes.limits([0, epochs.at(-1)], [low - 0.04 * (high - low), high + 0.04 * (high - low)]);
  axes.frame("epoch", "strength of the mode", { xticks: steps([0, epochs.at(-1)], width > 500 ? 5 : 2) });
  const lines = singularValues.map((s, mode) => {
    const style = theory
      ? { stroke: MODES[mode % 6].stroke, "stroke-width": 7, opacity: 0.5 }
      : MODES[mode % 6];
    axes.curve([0, epochs.at(-1)], [s, s], { stroke: "gray", "stroke-width": 1, "stroke-dasharray": "2 3" });
    axes.curve(epochs.slice(0, strengths[mode].length), strengths[mode], style);
    return { words: `mode ${mode + 1}`, colour: MODES[mode % 6].stroke, y: axes.y(strengths[mode].at(-1)) };
  });
  for (const curve of theory ?? []) axes.curve(epochs, curve, { stroke: "black", "stroke-width": 1.3 });
  (halfEpochs ?? []).forEach((x, mode) => cross(axes, axes.x(x), axes.y(singularValues[mode] / 2)));
  if (epoch !== undefined) {
    axes.line(axes.x(epoch), axes.box.top, axes.x(epoch), axes.box.bottom, { "stroke-width": 2 });
  }
  axes.labels(lines);
  return axes.svg;
}

function cross(axes, x, y) {
  const style = { "stroke-width": 2.5 };
  axes.line(x - 6, y - 6, x + 6, y + 6, style);
  axes.line(x - 6, y + 6, x + 6, y - 6, style);
}

// The answers about some things, and what was guessed: [[method, values], ...]. `range` is that of
// all answers.
export function plotGuesses(things, answers, guesses, range, width) {
  const longest = Math.max(4, ...things.map((thing) => thing.length));
  const left = Math.min(20 + 0.56 * LETTER * longest, 0.43 * width);
  const top = 14 + 22 * (guesses.length + 1); // Below the legend.
  const axes = new Axes("Answers and guesses", { left, right: 24, top, width });
  axes.limits([range[0] - 0.5, range[1] + 0.5], [-0.5, things.length - 0.2]);
  axes.frame("rating", "", { xticks: steps(range, 6), yticks: [] });
  things.forEach((thing, place) => {
    axes.line(axes.box.left, axes.y(place), axes.box.right, axes.y(place), { stroke: "#dddddd" });
    axes.text(left - 8, axes.y(place) + 5, thing, { "text-anchor": "end" });
  });
  const methods = [["answer", answers], ...guesses];
  methods.forEach(([method, values], number) => {
    const style = number ? { fill: MODES[(number - 1) % 6].stroke } : { fill: "black" };
    const y = 18 + 22 * number;
    marker(axes, number, left + 8, y - 5, style);
    axes.text(left + 22, y, method, style);
    values.forEach((value, place) => {
      marker(axes, number, axes.x(value), axes.y(place + 0.12 * number), style);
    });
  });
  return axes.svg;
}

// A bar for each word, of a length from 0 to 1.
export function plotBars(words, lengths, xlabel, width) {
  const axes = new Axes(xlabel, { left: 150, right: 24, top: 30, width });
  axes.limits([0, 1.03], [words.length, 0]);
  axes.frame(xlabel, "", { xticks: [0, 0.2, 0.4, 0.6, 0.8, 1], yticks: [] });
  const height = axes.y(0.8) - axes.y(0);
  words.forEach((word, place) => {
    const width = Math.max(0, axes.x(lengths[place]) - axes.x(0));
    axes.add("rect", { x: axes.x(0), y: axes.y(place + 0.1), width, height, fill: BLUE });
    axes.text(axes.box.left - 8, axes.y(place + 0.5) + 5, word, { "text-anchor": "end" });
  });
  const end = { stroke: ORANGE, "stroke-width": 2, "stroke-dasharray": "8 4" };
  axes.line(axes.x(1), axes.box.top, axes.x(1), axes.box.bottom, end);
  axes.text(axes.x(1), axes.box.top - 8, "same direction", { "text-anchor": "end" });
  return axes.svg;
}

// A diamond for the answers, and another shape for each method.
function marker(axes, number, x, y, style) {
  const shapes = [
    "M0 -8L8 0L0 8L-8 0Z",
    "M-6 0A6 6 0 1 0 6 0A6 6 0 1 0 -6 0Z",
    "M-5 -5H5V5H-5Z",
    "M0 6L6 -5H-6Z",
    "M0 -6L6 5H-6Z",
    "M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
  ];
  axes.add("path", { d: shapes[number % shapes.length], transform: `translate(${x} ${y})`, ...style });
}

// A matrix as a picture of greys; the larger a number in the range, the lighter its pixel.
export function plotPicture(title, matrix, [low, high]) {
  const figure = document.createElement("figure");
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", title);
  const caption = document.createElement("figcaption");
  caption.textContent = title;
  figure.append(canvas, caption);
  [canvas.width, canvas.height] = [matrix[0].length, matrix.length];
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(canvas.width, canvas.height);
  matrix.flat().forEach((entry, place) => {
    const grey = (255 * (entry - low)) / (high - low || 1);
    pixels.data.set([grey, grey, grey, 255], 4 * place);
  });
  context.putImageData(pixels, 0, 0);
  return figure;
}
