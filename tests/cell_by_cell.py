"""Functions of each value alone, as they are written, and what reads them."""

import numpy as np
import pytest

Z = np.array([[0.5, -1.5, 2.0, 0.0], [-0.25, 3.0, -2.5, 1.0], [1.5, -0.5, 0.75, -3.0]])
ANY = np.random.default_rng(5)

erf = pytest.importorskip("scipy.special").erf  # manim brings it


def relu_by_maximum(z):
    return np.maximum(0, z)


def relu_of_zeros(z):
    a = np.maximum(z, np.zeros_like(z))
    return a


def relu_of_made_zeros(z):
    return np.maximum(z, np.zeros(z.shape))


def relu_by_product(z):
    return z * (z > 0)


def relu_by_kept_mask(z):
    mask = z > 0
    a = z * mask
    return a


def relu_by_where(z):
    return np.where(z > 0, z, 0)


def relu_by_clip(z):
    return z.clip(0)


def relu_by_sizes(z):
    return (abs(z) + z) / 2


def relu_in_place(z):
    a = z * 1.0
    a[a < 0] = 0
    return a


def relu_of_a_copy(z):
    a = np.array(z, copy=True)
    a[z <= 0] = 0
    return a


def relu_into_itself(z):
    a = z + 0.0
    np.maximum(a, 0, out=a)
    return a


def relu_by_putmask(z):
    a = z.copy()
    np.putmask(a, a < 0, 0)
    return a


def leaky_by_where(z, leak=0.1):
    return np.where(z > 0, z, leak * z)


def leaky_by_maximum(z, leak=0.01):
    return np.maximum(leak * z, z)


def leaky_of_a_copy(z):
    a = z.copy()
    a[z < 0] *= 0.2
    return a


def elu_by_mask(z, alpha=0.7):
    a = z.copy()
    low = z < 0
    a[low] = alpha * (np.exp(z[low]) - 1)
    return a


def elu_by_where(z, alpha=1.0):
    return np.where(z > 0, z, alpha * (np.exp(z) - 1))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_in_lines(z):
    e = np.exp(-z)
    below = 1 + e
    return 1 / below


def sigmoid_by_sign(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


def tanh_of_powers(z):
    up, down = np.exp(z), np.exp(-z)
    return (up - down) / (up + down)


def tanh_of_a_sigmoid(z):
    return 2 * sigmoid(2 * z) - 1


def swish(z):
    return z * sigmoid(z)


def swish_kept(z):
    s = sigmoid(z)
    a = z * s
    return a


def gelu(z):
    return 0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3)))


def gelu_in_lines(z):
    inner = np.sqrt(2 / np.pi) * (z + 0.044715 * np.power(z, 3))
    half = 0.5 * z
    return half * (1 + np.tanh(inner))


def gelu_by_erf(z):
    return 0.5 * z * (1 + erf(z / np.sqrt(2)))


def softplus(z):
    return np.log(1 + np.exp(z))


def softplus_by_log1p(z):
    return np.log1p(np.exp(z))


def clipped(z):
    return np.clip(z, -1, 1)


def clipped_in_place(z):
    np.clip(z, -1.0, 1.0, out=z)
    return z


def clipped_twice(z):
    return np.minimum(np.maximum(z, -1), 1)


def squared(z):
    return z * z


def rooted(z):
    return np.sqrt(np.square(z))


def rooted_with_a_little(z):
    return np.sqrt(z + 1e-8)


# How it is written, what it is called, in how many operations.
CURVES = (
    *(
        (call, "ReLU")
        for call in (
            relu_by_maximum,
            relu_of_zeros,
            relu_of_made_zeros,
            relu_by_product,
            relu_by_kept_mask,
            relu_by_where,
            relu_by_clip,
            relu_by_sizes,
            relu_in_place,
            relu_of_a_copy,
            relu_into_itself,
            relu_by_putmask,
        )
    ),
    (leaky_by_where, "leaky ReLU"),
    (leaky_by_maximum, "leaky ReLU"),
    (leaky_of_a_copy, "leaky ReLU"),
    (elu_by_mask, "ELU"),
    (elu_by_where, "ELU"),
    (sigmoid, "sigmoid"),
    (sigmoid_in_lines, "sigmoid"),
    (sigmoid_by_sign, "sigmoid"),
    (tanh_of_powers, "tanh"),
    (tanh_of_a_sigmoid, "tanh"),
    (swish, "swish"),
    (swish_kept, "swish"),
    (gelu, "GELU"),
    (gelu_in_lines, "GELU"),
    (gelu_by_erf, "GELU"),
    (softplus, "softplus"),
    (softplus_by_log1p, "softplus"),
    (clipped, "clip"),
    (clipped_in_place, "clip"),
    (clipped_twice, "clip"),
    (squared, "square"),
    (rooted, "abs"),
    (rooted_with_a_little, "sqrt"),
)
SHAPES = ((3, 4), (12,), (2, 3, 2), (1, 2, 2, 3), (12, 1), (1, 12))
