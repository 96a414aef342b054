"""Pictures that a network learns in no time, for the tests of training."""

import numpy as np

from network.digits import digit_images as digits


def small_set(count=60, seed=3):
    """Pictures that a network can learn: noise over the drawn digits."""
    random = np.random.default_rng(seed)
    names = random.choice(digits.DRAWN, count)
    noise = random.uniform(0.5, 1, (count, 28, 28))
    images = [
        np.rint(255 * digits.picture(digits.drawn_digit(name))) * share
        for name, share in zip(names, noise)
    ]
    labels = [digits.drawn_label(name) for name in names]
    return np.array(images, np.uint8), np.array(labels, np.uint8)


SMALL, SMALL_TEST = small_set(), small_set(20, seed=4)
