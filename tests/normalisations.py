"""Ways to normalise an array, and what looks like it and is none."""

import numpy as np

NUMBERS = np.random.default_rng(5)
X = NUMBERS.normal(loc=1.5, scale=2.0, size=(4, 6)).round(3)
GAIN = NUMBERS.normal(loc=1.0, scale=0.2, size=6).round(3)
SHIFT = NUMBERS.normal(scale=0.3, size=6).round(3)
MAPS = NUMBERS.normal(size=(3, 2, 4, 4)).round(3)


def layer_norm(x, gain, shift):
    mean = np.mean(x, axis=-1, keepdims=True)
    variance = np.var(x, axis=-1, keepdims=True)
    x = (x - mean) / np.sqrt(variance + 1e-5)
    return gain * x + shift


def in_a_call(x, gain, shift):
    return layer_norm(x, gain, shift) * 2.0


def in_one_line(x, gain, shift):
    return gain * (x - x.mean(-1, keepdims=True)) / x.std(-1, keepdims=True) + shift


def with_inverse(x, gain, shift):
    centred = x - x.mean(axis=0)
    inverse = 1.0 / np.sqrt((centred**2).mean(axis=0) + 1e-5)
    normal = centred * inverse
    out = gain * normal + shift
    return out


def with_features_below(x, gain, shift):
    """Batch norm of a batch whose examples are columns."""
    gain, shift = gain[:4, None], shift[:4, None]
    normal = (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)
    return gain * normal + shift


def by_power(x, gain, shift):
    mean = x.mean(axis=1)
    variance = ((x - mean[:, None]) ** 2).sum(axis=1) / x.shape[1]
    return (x - mean[:, None]) * np.power(variance + 1e-5, -0.5)[:, None] * gain


def with_running_mean(x, gain, shift):
    mean, variance = x.mean(axis=0), x.var(axis=0)
    kept = 0.9 * np.zeros(6) + 0.1 * mean
    normal = (x - mean) / np.sqrt(variance + 1e-5)
    return gain * normal + shift, kept


def in_place(x, gain, shift):
    x = x.copy()
    x -= x.mean(axis=0)
    x /= x.std(axis=0)
    return x


def by_sample(x, gain, shift):
    return (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)


def of_all(x, gain, shift):
    return (x - x.mean()) / x.std()


def of_a_vector(x, gain, shift):
    x = x[0].copy()
    return gain * (x - x.mean()) / np.sqrt(x.var() + 1e-5) + shift


def root_mean_square(x, gain, shift):
    return x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + 1e-6) * gain + 0.0


def to_length_one(x, gain, shift):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def into_range(x, gain, shift):
    low, high = x.min(axis=0), x.max(axis=0)
    return (x - low) / (high - low)


def of_channels(x, gain, shift):
    mean = x.mean(axis=(0, 2, 3), keepdims=True)
    variance = x.var(axis=(0, 2, 3), keepdims=True)
    normal = (x - mean) / np.sqrt(variance + 1e-5)
    return gain.reshape(1, -1, 1, 1) * normal + shift.reshape(1, -1, 1, 1)


def divided_by_the_mean(x, gain, shift):
    return x / x.mean(axis=1, keepdims=True)


def only_centred(x, gain, shift):
    return x - x.mean(axis=1, keepdims=True)


def divided_by_the_variance(x, gain, shift):
    return (x - x.mean(axis=0)) / x.var(axis=0)


def by_kept_numbers(x, gain, shift):
    """Batch norm as it is after training."""
    mean, variance = shift, gain**2
    x = x * 1.0
    return 1.5 * gain * (x - mean) / np.sqrt(variance + 1e-5) + shift


def by_given_numbers(x, gain, shift):
    return (x - shift) / gain


def along_another_axis(x, gain, shift):
    return (x - x.mean(axis=0)) / x.std(axis=1, keepdims=True)


def by_what_happens_to_fit(x, gain, shift):
    """Halved, where the range, or the root of the mean square, is 2 by chance."""
    fits = np.array([[0.0, 1.0, 2.0], [2.0, 0.0, 1.0]])
    return fits * 0.5 + np.full(3, 0.5) * 2.0


def by_what_half_of_it_was(x, gain, shift):
    """Mean and variance are those of twice what is normalised, and just computed."""
    mean = x.mean(axis=1, keepdims=True)
    variance = x.var(axis=1, keepdims=True)
    return (x * 0.5 - mean) / np.sqrt(variance + 1e-5)


def by_one_number_twice(x, gain, shift):
    return (x - gain) / gain


def a_vector_besides(x, gain, shift):
    """What is added at the end is what went in: nothing that was learned."""
    x = x[0].copy()
    return gain * (x - x.mean()) / np.sqrt(x.var() + 1e-5) + x


def a_vector_times_itself(x, gain, shift):
    x = x[0].copy()
    return x * (x - x.mean()) / np.sqrt(x.var() + 1e-5)
