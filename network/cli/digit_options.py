"""What of the command line says which digit is recorded."""

import functools

import click

from network.digits import digit_images as digits
from network.digits import weight_files
from network.digits.mnist_files import SPLITS, check_number
from network.trace import TraceError

# What recording a digit raises where an option is not what it has to be.
RECORDING_ERRORS = (
    TraceError,
    digits.MnistError,
    digits.ImageError,
    weight_files.WeightsError,
    ValueError,
    OSError,
)


class MnistImage(click.ParamType):
    """SPLIT:NUMBER as a pair, ("test", 123)."""

    name = "SPLIT:NUMBER"

    def convert(self, value, parameter, context):
        split, colon, number = value.partition(":")
        if split not in SPLITS or not (colon and number.isascii() and number.isdigit()):
            self.fail(
                f"expected test:NUMBER or train:NUMBER, as test:123, got {value!r}",
                parameter,
                context,
            )
        try:
            check_number(split, int(number))
        except ValueError as error:
            self.fail(str(error), parameter, context)
        return split, int(number)


_OPTIONS = (
    click.option(
        "--digit",
        type=click.Choice(digits.DRAWN + digits.HARD),
        help=f"A digit drawn for this project; the default is {digits.DEFAULT_DRAWN}, "
        "of a workbook 1-leaning, which visibly learns.",
    ),
    click.option(
        "--image",
        type=click.Path(exists=True, dir_okay=False),
        help="A PNG or JPEG picture of one digit.",
    ),
    click.option(
        "--mnist",
        type=MnistImage(),
        help="An image of MNIST, as test:123: test:0 to test:9999, "
        "train:0 to train:59999.",
    ),
)


def digit_options(function):
    """Give a command's function the options digit, image and mnist, of which
    at most one is not None."""

    @functools.wraps(function)
    def with_one_digit(*, digit, image, mnist, **others):
        if sum(chosen is not None for chosen in (digit, image, mnist)) > 1:
            raise click.UsageError("give one of --digit, --image and --mnist")
        return function(digit=digit, image=image, mnist=mnist, **others)

    for option in reversed(_OPTIONS):
        with_one_digit = option(with_one_digit)
    return with_one_digit
