"""The forms that a loss may have, each tried by computing it again."""

from collections.abc import Iterator, Sequence

import numpy as np

from network.trace import Operation
from scenes.reading.loss_form import Form
from scenes.reading.loss_of_differences import of_differences, of_sides
from scenes.reading.loss_of_pairs import of_pairs
from scenes.reading.loss_of_picks import of_picks
from scenes.reading.makers import Makers


def forms(end: Operation, path: Sequence[Operation], makers: Makers) -> Iterator[Form]:
    """All that the result of an operation may be, the likeliest first.

    Args:
        path: the operation and those behind it, in order.
    """
    with np.errstate(all="ignore"):
        for read in (of_picks, of_pairs, of_differences, of_sides):
            yield from read(end, path, makers)
