// The exact answers with which results are compared, as in utils/theory.py.

import { entries, singularValues } from "./matrices.js";

const ROUNDING = 1e-12; // Of the largest entry: what is smaller cannot be told from zero.
const LARGEST_LOGIT = 40; // There a strength cannot be told from its limit.
const GRID = 4096;

// The lowest RMSE that any product W1 W2 of this hidden size can reach (Eckart and Young).
export function optimalRmse(matrix, hiddenSize) {
  const leftOut = singularValues(matrix).values.slice(hiddenSize);
  const rmse = Math.hypot(...leftOut) / Math.sqrt(entries(matrix).length);
  return rmse <= ROUNDING * Math.max(...entries(matrix).map(Math.abs)) ? 0 : rmse;
}

// How strong each mode is at each time: an array of strengths for each singular value.
export function modeStrength(times, singularValues, initialStrength, depth = 2) {
  return singularValues.map((s) => {
    const { logits, reached } = course(s, initialStrength, depth);
    return times.map((time) => s / (1 + Math.exp(-interpolated(time, reached, logits))));
  });
}

// The time at which each mode reaches half its singular value.
export function halfLearningTime(singularValues, initialStrength, depth = 2) {
  return singularValues.map((s) => {
    const { logits, reached } = course(s, initialStrength, depth);
    return interpolated(0, logits, reached);
  });
}

// A grid of logits q = ln(u / (s - u)), and when they are reached: dt/dq = u^(2/N-1) / (N s).
function course(s, begin, depth) {
  const first = Math.log(begin / (s - begin));
  const step = (LARGEST_LOGIT - first) / (GRID - 1);
  const slowness = (logit) => (s / (1 + Math.exp(-logit))) ** (2 / depth - 1) / (depth * s);
  const logits = [first];
  const reached = [0];
  for (let i = 1; i < GRID; i++) {
    logits.push(first + i * step);
    const mean = (slowness(logits[i - 1]) + slowness(logits[i])) / 2;
    reached.push(reached[i - 1] + step * mean);
  }
  return { logits, reached };
}

function interpolated(x, xs, ys) {
  if (x <= xs[0]) return ys[0];
  if (x >= xs.at(-1)) return ys.at(-1);
  let [low, high] = [0, xs.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  const along = (x - xs[low]) / (xs[high] - xs[low]);
  return ys[low] + along * (ys[high] - ys[low]);
}
