// The network of a film, computed on the page in numbers of 64 bits.
"use strict";

const PIXELS = 784, DIGITS = 10;

class PadNetwork {
  // numbers: those of the file, as scenes/publish/pad_network.py has them.
  constructor(numbers, hidden) {
    this.hidden = hidden;
    const sizes = [hidden * PIXELS, hidden, DIGITS * hidden, DIGITS];
    let from = 0;
    [this.hiddenWeights, this.hiddenBiases, this.outputWeights, this.outputBiases]
      = sizes.map((size) => numbers.subarray(from, from += size));
  }
  static async load(folder, { file, hidden }) {
    const bytes = await loadBytes(folder, file), view = new DataView(bytes.buffer);
    return new PadNetwork(Float64Array.from({ length: bytes.length / 8 }, (_, k) => view.getFloat64(8 * k, true)), hidden);
  }
  // What comes of 784 pixels in 0..1; neurons that are left out count as 0.
  forward(image, leftOut = new Set()) {
    const sums = layer(this.hiddenWeights, this.hiddenBiases, image);
    const neurons = sums.map((sum, k) => (leftOut.has(k) ? 0 : sigmoid(sum)));
    const outputSums = layer(this.outputWeights, this.outputBiases, neurons);
    const outputs = outputSums.map(sigmoid);
    return { sums, neurons, outputSums, outputs, answer: outputs.indexOf(Math.max(...outputs)) };
  }
  // The hidden neuron that adds most to a digit's sum, or takes most from it.
  strongest(digit, neurons) {
    const sizes = neurons.map((value, k) => Math.abs(value * this.outputWeights[digit * this.hidden + k]));
    return sizes.indexOf(Math.max(...sizes));
  }
}

function layer(weights, biases, values) {
  return biases.map((bias, k) => {
    let sum = 0;
    for (let j = 0; j < values.length; j += 1) sum += weights[k * values.length + j] * values[j];
    return bias + sum;
  });
}
function sigmoid(x) { return 1 / (1 + Math.exp(-x)); }
