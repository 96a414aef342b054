"""Ways to take a gradient back through a normalisation, and what looks like one."""

import numpy as np

NUMBERS = np.random.default_rng(8)
X, D = NUMBERS.normal(size=(2, 5, 4)).round(2)
GAIN, SHIFT = (1 + NUMBERS.normal(size=(2, 4))).round(2)
GIVEN = (X, D, GAIN, SHIFT)


def layer_norm(x, gain, shift):
    mean = x.mean(axis=-1, keepdims=True)
    spread = np.sqrt(x.var(axis=-1, keepdims=True) + 1e-5)
    normal = (x - mean) / spread
    return gain * normal + shift, (normal, spread)


def batch_norm(x, gain, shift):
    mean, variance = x.mean(axis=0), x.var(axis=0)
    normal = (x - mean) / np.sqrt(variance + 1e-5)
    return gain * normal + shift, (normal, mean, variance)


def three_terms(x, d, gain, shift):
    out, (normal, spread) = layer_norm(x, gain, shift)
    dnormal = d * gain
    dx = dnormal - dnormal.mean(axis=-1, keepdims=True)
    dx -= normal * (dnormal * normal).mean(axis=-1, keepdims=True)
    dx /= spread
    return dx


def in_one_line(x, d, gain, shift):
    out, (normal, spread) = layer_norm(x, gain, shift)
    count = x.shape[-1]
    dgain, dshift = (d * normal).sum(axis=0), d.sum(axis=0)
    dnormal = d * gain
    dx = (1.0 / (count * spread)) * (
        count * dnormal
        - np.sum(dnormal, axis=-1, keepdims=True)
        - normal * np.sum(dnormal * normal, axis=-1, keepdims=True)
    )
    return dx, dgain, dshift


def by_variance_and_mean(x, d, gain, shift):
    out, (normal, mean, variance) = batch_norm(x, gain, shift)
    count = len(x)
    centred = x - mean
    inverse = 1.0 / np.sqrt(variance + 1e-5)
    dnormal = d * gain
    dvariance = np.sum(dnormal * centred, axis=0) * -0.5 * inverse**3
    dmean = np.sum(dnormal * -inverse, axis=0)
    dmean = dmean + dvariance * np.mean(-2.0 * centred, axis=0)
    dx = dnormal * inverse + dvariance * 2 * centred / count + dmean / count
    return dx


def node_by_node(x, d, gain, shift):
    count = len(x)
    mean = 1.0 / count * np.sum(x, axis=0)
    centred = x - mean
    squares = centred**2
    variance = 1.0 / count * np.sum(squares, axis=0)
    root = np.sqrt(variance + 1e-5)
    inverse = 1.0 / root
    normal = centred * inverse
    out = gain * normal + shift
    dnormal = d * gain
    dinverse = np.sum(dnormal * centred, axis=0)
    dcentred = dnormal * inverse
    droot = -1.0 / (root**2) * dinverse
    dvariance = 0.5 * 1.0 / np.sqrt(variance + 1e-5) * droot
    dsquares = 1.0 / count * np.ones((count, x.shape[1])) * dvariance
    dcentred = dcentred + 2 * centred * dsquares
    dmean = -1 * np.sum(dcentred, axis=0)
    dx = dcentred + 1.0 / count * np.ones((count, x.shape[1])) * dmean
    return dx, out


def by_gradients_of_what_is_learned(x, d, gain, shift):
    """Batch norm: the gradients of gain and shift are told by themselves."""
    out, (normal, mean, variance) = batch_norm(x, gain, shift)
    count = len(x)
    dshift = d.sum(axis=0)
    dgain = (d * normal).sum(axis=0)
    dx = gain / np.sqrt(variance + 1e-5) / count * (count * d - normal * dgain - dshift)
    return dx, dgain, dshift


def root_mean_square(x, d, gain, shift):
    size = np.sqrt((x**2).mean(axis=-1, keepdims=True) + 1e-6)
    normal = x / size
    out = normal * gain
    dnormal = d * gain
    dx = (dnormal - normal * (dnormal * normal).mean(axis=-1, keepdims=True)) / size
    return dx, out


def to_length_one(x, d, gain, shift):
    length = np.linalg.norm(x, axis=1, keepdims=True)
    unit = x / length
    dx = (d - unit * (unit * d).sum(axis=1, keepdims=True)) / length
    return dx


def beside_the_root(x, d, gain, shift):
    """A little is added to the root, not below it, and counted exactly."""
    deviation = np.std(x, axis=-1, keepdims=True)
    centred = x - x.mean(axis=-1, keepdims=True)
    normal = centred / (deviation + 1e-3)
    straight = d - d.mean(axis=-1, keepdims=True)
    along = (d * normal).mean(axis=-1, keepdims=True) / deviation
    return straight / (deviation + 1e-3) - normal * along


def with_statistics_held(x, d, gain, shift):
    """As if mean and spread were not made of x."""
    out, (normal, spread) = layer_norm(x, gain, shift)
    return d * gain / spread


def without_the_stretch(x, d, gain, shift):
    out, (normal, spread) = layer_norm(x, gain, shift)
    dnormal = d * gain
    return (dnormal - dnormal.mean(axis=-1, keepdims=True)) / spread


def along_another_axis(x, d, gain, shift):
    out, (normal, spread) = layer_norm(x, gain, shift)
    dnormal = d * gain
    mean, along = dnormal.mean(axis=0), (dnormal * normal).mean(axis=0)
    return (dnormal - mean - normal * along) / spread


def without_the_gain(x, d, gain, shift):
    """Half of the gain is left out."""
    out, (normal, spread) = layer_norm(x, gain, shift)
    dnormal = d * gain * 0.5 + d
    mean = dnormal.mean(axis=-1, keepdims=True)
    along = (d * normal).mean(axis=-1, keepdims=True)
    return (dnormal - mean - normal * along) / spread


def another_norm(x, d, gain, shift):
    """Of what comes back itself, which is normalised again."""
    out, (normal, spread) = layer_norm(x, gain, shift)
    again = d - d.mean(axis=-1, keepdims=True)
    return again / np.sqrt((again**2).mean(axis=-1, keepdims=True)) + out


FOUND = (
    *(three_terms, in_one_line, by_variance_and_mean, node_by_node),
    *(by_gradients_of_what_is_learned, root_mean_square, to_length_one),
    beside_the_root,
)
NONE = (
    *(with_statistics_held, without_the_stretch, along_another_axis),
    *(without_the_gain, another_norm),
)
