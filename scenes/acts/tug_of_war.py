"""Two answers as a tug of war: what pulls the sums to one or the other."""

import numpy as np

from scenes.stage import palette
from scenes.stage.part import Box
from scenes.stage.rope import Rope

ROOM = 66  # height of a rope with its number, in design pixels


def margin_of(sums: np.ndarray, rivals: tuple[int, int]) -> float:
    """By how much the sum of the wrong answer is larger than the right one's.

    Args:
        sums: (count,) of the outputs.
        rivals: (right, wrong), their indices.
    """
    right, wrong = rivals
    return float(sums[wrong]) - float(sums[right])


def winner_of(total: float, rivals: tuple[int, int]) -> int:
    """The answer that wins by such a margin."""
    right, wrong = rivals
    return wrong if total > 0 else right


def knots(pulls: np.ndarray, total: float) -> np.ndarray:
    """Where the knot lies before the first of some pulls and after each of
    them: (count + 1,) numbers; what is there before comes from the biases.

    Args:
        pulls: (count,), in order.
        total: where it lies after the last.
    """
    before = total - np.cumsum(pulls[::-1])[::-1]
    return np.nan_to_num(np.append(before, total))


def rope_of(left: float, top: float, width: float, rivals, reach: float) -> Rope:
    """The rope that the right answer pulls to the left, the wrong one to the
    right.

    Args:
        left, top, width: of it, in design pixels.
        reach: the largest margin that has room.
    """
    return Rope(Box(left, top, width, ROOM), tuple(map(str, rivals)), reach)


def light_winner(rope: Rope, total: float | None) -> None:
    """Light who wins by a margin; None: nobody has won yet."""
    rope.winner = None if total is None else int(total > 0)
    rope.winner_ink = palette.WRONG if rope.winner else palette.RIGHT
