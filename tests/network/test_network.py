"""The network's arithmetic against computations that share no code with it."""

import math

import numpy as np
import pytest

from network.digit_network import DigitNetwork, sigmoid
from network.digits import weight_files

PUBLISHED_NAMES = {
    "input_to_hidden_weights": "inputToHiddenWeights",
    "hidden_biases": "hiddenBiases",
    "hidden_to_output_weights": "hiddenToOutputWeights",
    "output_biases": "outputBiases",
}


def upright(images):
    return images.reshape(-1, 784, 1) / 255


def clockwise(images):
    """As the seed's weights were trained: a quarter turn, 256 grey levels."""
    return np.rot90(images, k=-1, axes=(1, 2)).reshape(-1, 784, 1) / 256


@pytest.fixture
def network():
    return small_network()


def small_network():
    network = DigitNetwork(hidden=3, seed=5)
    random = np.random.default_rng(6)
    network.hidden_biases += random.uniform(-1, 1, (3, 1))
    network.output_biases += random.uniform(-1, 1, (10, 1))
    return network


@pytest.fixture
def image():
    return np.random.default_rng(7).uniform(0, 1, (784, 1))


def loop_layer(weights, biases, inputs):
    """One layer in lists and loops, each sum exactly rounded."""
    sums = [
        math.fsum([bias, *(w * x for w, x in zip(row, inputs))])
        for row, bias in zip(weights.tolist(), biases.ravel().tolist())
    ]
    return [1 / (1 + math.exp(-total)) for total in sums]


def test_forward_is_what_loops_compute(network, image):
    hidden = loop_layer(
        network.input_to_hidden_weights, network.hidden_biases, image.ravel().tolist()
    )
    output = loop_layer(network.hidden_to_output_weights, network.output_biases, hidden)
    hidden_neurons, output_neurons = network.forward(image)
    assert hidden_neurons.shape == (3, 1) and output_neurons.shape == (10, 1)
    np.testing.assert_allclose(hidden_neurons.ravel(), hidden, rtol=1e-12)
    np.testing.assert_allclose(output_neurons.ravel(), output, rtol=1e-12)
    assert network.detect(image) == output.index(max(output))


def gradient(function, at, step=1e-5):
    """Central differences of a function of a matrix, in long double."""
    slopes = np.zeros(at.shape, dtype=np.longdouble)
    for index in np.ndindex(at.shape):
        change = np.zeros(at.shape, dtype=np.longdouble)
        change[index] = step
        slopes[index] = (function(at + change) - function(at - change)) / (
            2 * np.longdouble(step)
        )
    return slopes


def test_learn_goes_down_the_slope_of_the_loss(network, image):
    """The output layer follows the cross-entropy; the hidden layer follows
    the same error sent back through the output weights already updated."""
    W1, b1, W2, b2 = (
        np.array(getattr(network, name), dtype=np.longdouble)
        for name in weight_files.NAMES
    )
    x = image.astype(np.longdouble)
    e = np.zeros((10, 1), dtype=np.longdouble)
    e[4] = 1

    def neurons(weights, biases, inputs):
        return 1 / (1 + np.exp(-(biases + weights @ inputs)))

    h = neurons(W1, b1, x)

    def cross_entropy(weights, biases):
        o = neurons(weights, biases, h)
        return -np.sum(e * np.log(o) + (1 - e) * np.log(1 - o))

    W2_new = W2 - 0.01 * gradient(lambda w: cross_entropy(w, b2), W2)
    b2_new = b2 - 0.01 * gradient(lambda b: cross_entropy(W2, b), b2)
    delta = neurons(W2, b2, h) - e

    def sent_back(weights, biases, through):
        return np.sum(delta * (through @ neurons(weights, biases, x)))

    W1_new = W1 - 0.01 * gradient(lambda w: sent_back(w, b1, W2_new), W1)
    b1_new = b1 - 0.01 * gradient(lambda b: sent_back(W1, b, W2_new), b1)
    b1_old_order = b1 - 0.01 * gradient(lambda b: sent_back(W1, b, W2), b1)

    o = neurons(W2, b2, h)
    assert network.learn(image, e.astype(np.float64)) == np.argmax(o)
    for name, expected in zip(weight_files.NAMES, (W1_new, b1_new, W2_new, b2_new)):
        np.testing.assert_allclose(
            getattr(network, name),
            expected.astype(np.float64),
            rtol=0,
            atol=1e-11,
            err_msg=name,
        )
    assert np.abs(network.hidden_biases - b1_old_order).max() > 1e-6


@pytest.mark.parametrize(
    "epoch, turned, share",
    [
        ("0", clockwise, 0.9133),
        ("62", clockwise, 0.9533),
        ("0", upright, 0.135),
        ("62", upright, 0.156),
    ],
)
def test_published_weights_read_what_they_are_known_to_read(
    seed_weights, mnist_test, epoch, turned, share
):
    network = DigitNetwork()
    for name, published in PUBLISHED_NAMES.items():
        array = np.load(seed_weights / epoch / f"{published}.npy")
        assert array.shape == getattr(network, name).shape
        setattr(network, name, array)
    images, labels = mnist_test
    right = sum(
        network.detect(column) == label for column, label in zip(turned(images), labels)
    )
    digits = 4 if turned is clockwise else 3  # as the shares were published
    assert round(right / len(labels), digits) == share


@pytest.mark.parametrize("hidden", [1, 20, 30])
def test_a_new_network_is_random_within_half_and_unbiased(hidden):
    network, same = DigitNetwork(hidden, seed=1), DigitNetwork(hidden, seed=1)
    other = DigitNetwork(hidden, seed=2)
    for name, shape in [
        ("input_to_hidden_weights", (hidden, 784)),
        ("hidden_to_output_weights", (10, hidden)),
    ]:
        weights = getattr(network, name)
        assert weights.shape == shape and weights.dtype == np.float64
        assert -0.5 <= weights.min() < -0.2 and 0.2 < weights.max() < 0.5
        np.testing.assert_array_equal(weights, getattr(same, name))
        assert (weights != getattr(other, name)).any()
    np.testing.assert_array_equal(network.hidden_biases, np.zeros((hidden, 1)))
    np.testing.assert_array_equal(network.output_biases, np.zeros((10, 1)))


@pytest.mark.parametrize(
    "x, expected",
    [
        (0.0, 0.5),
        (math.log(3), 0.75),
        (-math.log(3), 0.25),
        (40.0, 1.0),
        (-700.0, math.exp(-700)),
    ],
)
def test_sigmoid(x, expected):
    np.testing.assert_allclose(sigmoid(np.array([[x]])), [[expected]], rtol=1e-15)


def test_a_saved_network_computes_the_same(network, image, tmp_path):
    network.save(tmp_path / "weights")
    loaded = DigitNetwork.load(tmp_path / "weights")
    np.testing.assert_array_equal(loaded.forward(image)[1], network.forward(image)[1])
    expected_output = np.eye(10)[:, [3]]
    network.learn(image, expected_output)
    loaded.learn(image, expected_output)
    for name in weight_files.NAMES:
        np.testing.assert_array_equal(getattr(loaded, name), getattr(network, name))
