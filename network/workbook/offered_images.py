"""The images among which the workbook's reader chooses, for all sheets."""

from dataclasses import dataclass

import numpy as np

from network.digits import digit_images as digits

UNKNOWN = "?"  # stands for a digit that is not told
OF_MNIST = 20  # images, where one of MNIST is asked for
# Easily misread; in the workbook no name says which digit they show.
HARD = ("1-leaning", "4-closed", "1-flag", "7-bar")


@dataclass(frozen=True)
class Choice:
    """An image that can be chosen.

    Attributes:
        name: what it is called, in English and in Chinese.
        image: (784, 1) in 0..1.
        label: the digit 0..9 that it shows; None: nobody says.
        is_told: whether the workbook says the digit before the reader has
            judged.
    """

    name: tuple[str, str]
    image: np.ndarray
    label: int | None
    is_told: bool


def drawn_choices():
    """The ten drawn digits, then those that are hard to read."""
    plain = [
        Choice(
            (f"digit {digit}", f"数字 {digit}"),
            digits.drawn_digit(str(digit)),
            digit,
            True,
        )
        for digit in range(digits.DIGITS)
    ]
    hard = [
        Choice(
            (f"hard {letter}", f"难题 {letter}"),
            digits.drawn_digit(name),
            digits.drawn_label(name),
            False,
        )
        for letter, name in zip("ABCD", HARD, strict=True)
    ]
    return (*plain, *hard)


def is_hard(image):
    """Whether an image (784, 1) is one of HARD."""
    return any(np.array_equal(image, digits.drawn_digit(name)) for name in HARD)


def is_drawn(image):
    """Whether an image (784, 1) is one of those that drawn_choices gives."""
    return any(np.array_equal(image, choice.image) for choice in drawn_choices())


def mnist_choices(split, first):
    """Twenty images of MNIST from a number on, each once; after the last
    comes 0. What stands in the place of MNIST may have fewer."""
    images, labels = digits.mnist(split)
    count = len(images)
    numbers = [(first + i) % count for i in range(min(OF_MNIST, count))]
    return tuple(
        Choice(
            (f"MNIST {split} {number}",) * 2,
            digits.column(images[number]),
            int(labels[number]),
            False,
        )
        for number in numbers
    )


def with_own(choices, image, source, label):
    """Choices with an image in their midst, and its place among them.

    Args:
        choices: tuple of Choice.
        image: (784, 1); where none of them has it, one with it is added.
        source: where it is from, its name then.
        label: the digit that it shows; None: nobody says.
    """
    for place, choice in enumerate(choices):
        if np.array_equal(choice.image, image):
            return choices, place
    return (*choices, Choice(_own_name(source), image, label, True)), len(choices)


def _own_name(source):
    """A name that a spreadsheet finds in a list, letter by letter.

    It takes *, ? and ~ for wild cards, and compares no more than 255 letters.
    """
    plain = "".join("_" if letter in "*?~" else letter for letter in source)
    return (f"own: {plain[:60]}", f"自备：{plain[:60]}")
