"""The forms that a loss may have, each tried by computing it again."""

from collections.abc import Iterator, Sequence

import numpy as np

from network.trace import Operation
from scenes.reading.loss_form import Form
from scenes.reading.loss_of_differences import of_differences, of_sides
from scenes.reading.loss_of_far_differences import of_far_differences
from scenes.reading.loss_of_logits import of_logits
from scenes.reading.loss_of_pairs import of_pairs
from scenes.reading.loss_of_picks import of_picks
from scenes.reading.makers import Makers

_READERS = (
    *(of_picks, of_pairs, of_logits, of_differences, of_far_differences),
    of_sides,
)


def forms(end: Operation, path: Sequence[Operation], makers: Makers) -> Iterator[Form]:
    """All that the result of an operation may be, the likeliest first.

    Args:
        path: the operation and those behind it, in order.
    """
    with np.errstate(all="ignore"):
        for read in _READERS:
            yield from read(end, path, makers)
