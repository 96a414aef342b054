"""The network that reads handwritten digits: 784 pixels, H hidden, 10 digits.

Arrays are float64 matrices, images and layers columns; shapes are unchecked.
"""

import numpy as np

from network.digits import weight_files


def sigmoid(x):
    """Squash every value into 0..1: 1 / (1 + e^-x), elementwise."""
    return 1 / (1 + np.exp(-x))


class DigitNetwork:
    """One hidden layer of H neurons between a 28 x 28 image and ten digits.

    Args:
        hidden: H, the number of hidden neurons: 1 or more, unchecked too.
        seed: of the random weights, uniform in -0.5..0.5; biases start at 0.
    """

    def __init__(self, hidden=20, seed=0):
        uniform = np.random.default_rng(seed).uniform
        self.learn_rate = 0.01
        self.input_to_hidden_weights = uniform(-0.5, 0.5, (hidden, 784))
        self.hidden_to_output_weights = uniform(-0.5, 0.5, (10, hidden))
        self.hidden_biases = np.zeros((hidden, 1))
        self.output_biases = np.zeros((10, 1))

    def forward(self, image):
        """Return the (H, 1) hidden and (10, 1) output neurons of an image.

        Args:
            image: (784, 1) pixels in 0..1, row after row of the picture.
        """
        hidden_pre_sigmoid = (self.hidden_biases
                              + self.input_to_hidden_weights @ image)  # (H, 1)
        hidden_neurons = sigmoid(hidden_pre_sigmoid)
        output_pre_sigmoid = (self.output_biases
                              + self.hidden_to_output_weights
                              @ hidden_neurons)  # (10, 1)
        output_neurons = sigmoid(output_pre_sigmoid)
        return hidden_neurons, output_neurons

    def detect(self, image):
        """Return the digit 0..9 that a (784, 1) image shows."""
        hidden_neurons, output_neurons = self.forward(image)
        detected = np.argmax(output_neurons)
        return detected

    def learn(self, image, expected_output):
        """Adjust every weight and bias by one image; return what was read.

        Args:
            image: (784, 1) pixels in 0..1.
            expected_output: (10, 1), 1 at the digit shown, else 0.
        """
        hidden_neurons, output_neurons = self.forward(image)
        detected = np.argmax(output_neurons)

        output_delta = output_neurons - expected_output  # (10, 1)
        hidden_to_output_adjustment = (output_delta
                                       @ hidden_neurons.T)  # (10, H)
        self.hidden_to_output_weights += (
            -self.learn_rate * hidden_to_output_adjustment)
        self.output_biases += -self.learn_rate * output_delta

        sigmoid_differential = hidden_neurons * (1 - hidden_neurons)  # (H, 1)
        hidden_error = self.hidden_to_output_weights.T @ output_delta
        hidden_delta = hidden_error * sigmoid_differential
        input_to_hidden_adjustment = hidden_delta @ image.T  # (H, 784)
        self.input_to_hidden_weights += (
            -self.learn_rate * input_to_hidden_adjustment)
        self.hidden_biases += -self.learn_rate * hidden_delta
        return detected

    @classmethod
    def load(cls, folder):
        """Read the four .npy files of a folder; their shapes give H.

        Raises:
            weight_files.WeightsError: a file is missing, damaged, or of a
                shape or type that does not fit the others.
        """
        arrays = weight_files.load(folder)
        network = cls(hidden=len(arrays["hidden_biases"]))
        vars(network).update(arrays)
        return network

    def save(self, folder):
        """Write the four arrays as .npy files, all of them or none."""
        weight_files.save(folder, {
            name: getattr(self, name) for name in weight_files.NAMES})
