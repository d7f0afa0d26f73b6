// Training: from a network, a matrix and an optimizer to a history of losses, as in
// utils/training.py. The updates are those of Keras.

const TINY = 1e-7; // Keras' epsilon.
const single = Math.fround; // A number rounded to single precision, as TensorFlow has it.
const MILLISECONDS_OF_A_CALL = 30; // Then the page may hear a newer move.

// A learning rate that decays to zero along half a cosine.
const cosineDecay = (rate, updates) => (made) =>
  rate * 0.5 * (1 + Math.cos((Math.PI * Math.min(made, updates)) / updates));

// An update of Adam. Like all updates, it has a memory for each weight, which begins at zero.
function adam(learningRate, beta2) {
  const beta1 = 0.9;
  // One minus a power of beta: for the first updates, rounding changes this in the fifth digit.
  const oneMinus = (beta, power) => 1 - single(single(beta) ** power);
  return (weights, gradient, made, [mean, square]) => {
    const correction = Math.sqrt(oneMinus(beta2, made + 1)) / oneMinus(beta1, made + 1);
    const rate = single(learningRate(made)) * correction;
    for (let i = 0; i < weights.length; i++) {
      mean[i] += (1 - beta1) * (gradient[i] - mean[i]);
      square[i] += (1 - beta2) * (gradient[i] * gradient[i] - square[i]);
      weights[i] -= (rate * mean[i]) / (Math.sqrt(square[i]) + TINY);
    }
  };
}

function gradientDescent(rate) {
  return (weights, gradient) => {
    for (let i = 0; i < weights.length; i++) weights[i] -= rate * gradient[i];
  };
}

function momentum(rate) {
  return (weights, gradient, made, [velocity]) => {
    for (let i = 0; i < weights.length; i++) {
      velocity[i] = 0.9 * velocity[i] - rate * gradient[i];
      weights[i] += velocity[i];
    }
  };
}

function rmsprop(rate) {
  return (weights, gradient, made, [square]) => {
    for (let i = 0; i < weights.length; i++) {
      square[i] = 0.9 * square[i] + 0.1 * gradient[i] * gradient[i];
      weights[i] -= (rate * gradient[i]) / Math.sqrt(square[i] + TINY);
    }
  };
}

// The standard setup of the series: a decaying learning rate, and a short memory.
export const adamWithDecay = (epochs, rate = 0.03) => adam(cosineDecay(rate, epochs), 0.99);

// Functions of the learning rate and the number of epochs, with the names of the notebooks.
export const OPTIMIZERS = {
  "Adam, decaying learning rate": (rate, epochs) => adamWithDecay(epochs, rate),
  "Adam, constant learning rate": (rate) => adam(() => rate, 0.999),
  "gradient descent": gradientDescent,
  momentum,
  RMSprop: rmsprop,
};

// The loss of a network, which is the mean squared error, and its gradient.
class Loss {
  constructor(network, matrix) {
    const [rows, columns] = [matrix.length, matrix[0].length];
    // A missing entry is null. Its residual is zero whatever the network says.
    this.observed = Uint8Array.from(matrix.flat(), (entry) => entry !== null);
    this.count = this.observed.reduce((sum, seen) => sum + seen, 0);
    this.target = Float32Array.from(matrix.flat(), (entry) => entry ?? 0);
    this.gradient = new Float32Array(network.weights.length);
    let place = 0;
    this.layers = network.shapes.map(([from, to]) => {
      const piece = [place, (place += from * to)];
      return {
        from,
        to,
        weights: network.weights.subarray(...piece),
        gradient: this.gradient.subarray(...piece),
        product: new Float32Array(rows * to), // W1 ... Wj
        error: new Float32Array(rows * to), // The gradient with respect to this product.
      };
    });
    this.rows = rows;
    this.residual = this.layers.at(-1).error;
  }

  // Compute the products W1 ... Wj, and return the loss.
  forward() {
    const { layers, rows, residual, target, observed } = this;
    layers[0].product.set(layers[0].weights);
    for (let j = 1; j < layers.length; j++) {
      const { from, to, weights, product } = layers[j];
      multiply(layers[j - 1].product, weights, product, rows, from, to);
    }
    const { product } = layers[layers.length - 1];
    let sum = 0;
    for (let i = 0; i < residual.length; i++) {
      residual[i] = observed[i] ? product[i] - target[i] : 0;
      sum += residual[i] * residual[i];
    }
    return single(sum / this.count);
  }

  // Fill the gradient, from the last layer to the first: this is backpropagation.
  backward() {
    const { layers, rows, residual } = this;
    const factor = 2 / this.count;
    for (let i = 0; i < residual.length; i++) residual[i] *= factor;
    for (let j = layers.length - 1; j > 0; j--) {
      const { from, to, weights, gradient, error } = layers[j];
      const before = layers[j - 1];
      multiplyTransposedLeft(before.product, error, gradient, rows, from, to);
      multiplyTransposedRight(error, weights, before.error, rows, to, from);
    }
    layers[0].gradient.set(layers[0].error);
  }
}

// C = A B for A of n rows and k columns, and B of m columns.
function multiply(A, B, C, n, k, m) {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[i * k + l] * B[l * m + j];
      C[i * m + j] = sum;
    }
  }
}

// C = A^T B for A of n rows and k columns, and B of m columns.
function multiplyTransposedLeft(A, B, C, n, k, m) {
  for (let l = 0; l < k; l++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += A[i * k + l] * B[i * m + j];
      C[l * m + j] = sum;
    }
  }
}

// C = A B^T for A of n rows and k columns, and B of m rows.
function multiplyTransposedRight(A, B, C, n, k, m) {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[i * k + l] * B[j * k + l];
      C[i * m + j] = sum;
    }
  }
}

// Train a network in place. The entries of the matrix that are null are missing. Now and then
// `pause` is called with the number of epochs done; training ends if it returns true.
export async function train(network, matrix, { epochs, optimizer, snapshotEvery, pause }) {
  const { weights } = network;
  const loss = new Loss(network, matrix);
  const memory = [new Float32Array(weights.length), new Float32Array(weights.length)];
  const before = new Float32Array(weights.length);
  const history = { loss: new Float64Array(epochs), snapshots: new Map(), stoppedBy: "epochs", network };
  let epoch = 0;
  let called = performance.now();
  while (epoch < epochs) {
    if (snapshotEvery && epoch % snapshotEvery === 0) history.snapshots.set(epoch, network.layers);
    const now = loss.forward();
    history.loss[epoch] = now;
    if (!Number.isFinite(now)) {
      weights.set(before); // The last weights with a finite loss.
      history.stoppedBy = "diverged";
      epoch += 1;
      break;
    }
    before.set(weights);
    loss.backward();
    optimizer(weights, loss.gradient, epoch, memory);
    epoch += 1;
    if (epoch % 16 === 0 && pause && performance.now() - called > MILLISECONDS_OF_A_CALL) {
      if (await pause(epoch)) {
        history.stoppedBy = "interrupted";
        break;
      }
      called = performance.now();
    }
  }
  history.loss = history.loss.slice(0, epoch);
  history.rmse = history.loss.map(Math.sqrt);
  history.epochs = epoch;
  return history;
}
