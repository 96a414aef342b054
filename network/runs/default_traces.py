"""The trace that everything shows unless told otherwise: a drawn digit read.

Scenes ask `default_trace()`; the command line asks `record_digit`.
"""

from pathlib import Path

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.digits.mnist_files import check_number, is_mnist
from network.digits.weight_files import WEIGHTS
from network.recorder import record

DEFAULT_WEIGHTS = WEIGHTS / "784-20-10"
UNSURE_DRAWN = "4-closed"
MISREAD_DRAWN = "1-leaning"


def default_trace(*, learn=False):
    """Record how the trained network reads the default drawn digit.

    Args:
        learn: record a whole learning step, from a digit that the network
            reads right but is not sure of.

    Returns:
        The Trace, in memory.
    """
    if not learn:
        return record_digit()
    return record_digit(digit=UNSURE_DRAWN, learn=digits.drawn_label(UNSURE_DRAWN))


def lesson_trace():
    """Record ten learning steps from a digit that the network reads wrong, and
    how it reads the same digit after the first and after the last.

    Returns:
        The Trace, in memory.
    """
    label = digits.drawn_label(MISREAD_DRAWN)
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    return record(
        learn_and_look_again,
        network,
        digits.drawn_digit(MISREAD_DRAWN),
        digits.one_hot(label),
        about={
            "source": f"drawn digit {MISREAD_DRAWN}",
            "label": str(label),
            "weights": DEFAULT_WEIGHTS.name,
        },
    )


def learn_and_look_again(network, image, expected_output):
    """Learn from an image and read it once more; then learn nine times more
    from it, and read it a last time."""
    network.learn(image, expected_output)
    network.detect(image)
    for _ in range(9):
        network.learn(image, expected_output)
    return network.detect(image)


def mistake_trace():
    """Record a digit read right, one read wrong, and the mending of that.

    Returns:
        The Trace, in memory.
    """
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    label = digits.drawn_label(MISREAD_DRAWN)
    return record(
        read_two_and_mend,
        network,
        digits.drawn_digit(str(label)),
        digits.drawn_digit(MISREAD_DRAWN),
        digits.one_hot(label),
        about={
            "source": f"drawn digits {label}, {MISREAD_DRAWN}",
            "label": str(label),
            "weights": DEFAULT_WEIGHTS.name,
        },
    )


def read_two_and_mend(network, image, misread, expected_output):
    """Read two images, learn from the second, and read it once more."""
    network.detect(image)
    network.detect(misread)
    network.learn(misread, expected_output)
    return network.detect(misread)


def record_digit(
    path=None,
    *,
    digit=None,
    image=None,
    mnist=None,
    picture=None,
    learn=None,
    weights=DEFAULT_WEIGHTS,
):
    """Record how the network reads one digit, or learns from it.

    Args:
        path: of the trace file to write; None: the trace is in memory.
        digit: name of a drawn digit, as "7" or "7-bar".
        image: path of a picture file, in place of a drawn digit.
        mnist: ("test" or "train", number from 0), in place of both.
        picture: (28, 28) uint8 as MNIST has them, in place of all these.
        learn: the label 0..9 to learn; None: the digit is only read.
        weights: folder that `DigitNetwork.load` reads.

    Raises:
        TraceError, WeightsError, ImageError, MnistError, ValueError: what a
            file or argument has to be, and what it is.
    """
    column, about = _digit(digit, image, mnist, picture)
    network = DigitNetwork.load(weights)
    about["weights"] = Path(weights).name
    if learn is None:
        return record(network.detect, column, path=path, about=about)
    about["learned label"] = str(learn)
    return record(network.learn, column, digits.one_hot(learn), path=path, about=about)


def record_drawing(picture, *, learn=None, path=None):
    """Record how the network reads what somebody drew, or learns from it and
    reads it once more.

    Args:
        picture: (28, 28) uint8, as mnist_like.mnist_like fits what is drawn.
        learn: the label 0..9 to learn; None: it is only read.
        path: of the trace file to write; None: the trace is in memory.
    """
    if learn is None:
        return record_digit(path, picture=picture)
    column, about = _digit(None, None, None, picture)
    return record(
        learn_and_look_again,
        DigitNetwork.load(DEFAULT_WEIGHTS),
        column,
        digits.one_hot(learn),
        path=path,
        about={**about, "weights": DEFAULT_WEIGHTS.name, "learned label": str(learn)},
    )


def _digit(digit, image, mnist, picture):
    """Return a (784, 1) column and what is known about it."""
    if picture is not None:
        return digits.column(picture), {"source": "a digit drawn by hand"}
    if image is not None:
        return digits.read_image(image), {"source": Path(image).name}
    if mnist is not None:
        split, number = mnist
        check_number(split, number)
        images, labels = digits.mnist(split)
        return digits.column(images[number]), {
            "source": f"MNIST {split} image {number}"
            if is_mnist(split, images, labels)
            else f"{split} image {number} (not MNIST)",
            "label": str(labels[number]),
        }
    name = digits.DEFAULT_DRAWN if digit is None else digit
    return digits.drawn_digit(name), {
        "source": f"drawn digit {name}",
        "label": str(digits.drawn_label(name)),
    }
