"""Who voted for an answer: beside neurons of a network's map, what each adds to
the answer and what it looks for, its weights as a picture."""

from collections.abc import Sequence

import numpy as np

from scenes.acts.running_total import color_of
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.pointing_line import PointingLine
from scenes.stage.typeface import SMALL
from scenes.stage.values import Values
from scenes.words.naming import said

SIDE, APART = 112, 6  # of a picture; from one to the next, in design pixels
NUMBER, BESIDE = 142, 18  # width of a number; from it to its neuron
MOST = 3  # neurons that add to the answer and are told


def voters_of(added: np.ndarray) -> list[int]:
    """The neurons that add most to an answer, and the one that takes most.

    Args:
        added: (count,) what each adds.
    """
    order = np.argsort(added, kind="stable")
    told = [one for one in order[::-1][:MOST] if added[one] > 0]
    told += [one for one in order[:1] if added[one] < 0]
    return sorted(map(int, told))


def numbers_of(
    added: np.ndarray, voters: Sequence[int], places: Sequence[tuple[float, float]]
) -> list[Label]:
    """Left of each neuron what it adds.

    Args:
        places: (x, y) of each of the voters.
    """
    return [
        Label(
            f"{index}: {written(added[index], '+.2f')}",
            Box(x - NUMBER - BESIDE, y - 14, NUMBER, 28),
            size=SMALL,
            color=color_of(float(added[index])),
            family="code",
            align="right",
        )
        for index, (x, y) in zip(voters, places)
    ]


def pictures_of(
    weights: Values,
    name: str,
    voters: Sequence[int],
    places: Sequence[tuple[float, float]],
    room: Box,
) -> tuple[list[MatrixPlane], list[PointingLine]]:
    """Left of the numbers the weights of each as a picture, and a line to it.

    Args:
        weights: (neurons, pixels); `name` as in the code.
        places: (x, y) of each of the voters, from the top down.
        room: as high as they may stand.
    """
    scale = palette.Scale.of(weights.array)
    sheets = weights.sheets()
    middles = _apart([y for _, y in places], room)
    planes, lines = [], []
    for index, (x, y), middle in zip(voters, places, middles):
        right = x - NUMBER - BESIDE - 2 * APART
        planes.append(
            MatrixPlane(
                sheets[index],
                Box(right - SIDE, middle - SIDE / 2, SIDE, SIDE),
                scale=scale,
                source=name,
                first=(index, 0, 0),
                numbers=False,
                thickness=0,
            )
        )
        lines.append(PointingLine((right + 4, middle), (right + 2 * APART, y)))
    return planes, lines


def named_above(planes: Sequence[MatrixPlane]) -> list[Label]:
    """What the pictures are, above the first."""
    return [
        Label(
            said("what each looks for", "各自在找什么"),
            Box(box.left - SIDE / 2, box.top - 34, 2 * SIDE, 28),
            size=SMALL,
        )
        for box in [plane.box for plane in planes[:1]]
    ]


def _apart(middles: Sequence[float], room: Box) -> list[float]:
    """Where pictures stand, from the top down: near some heights, none over
    another."""
    found = list(middles)
    lowest = room.bottom - SIDE / 2
    for place in reversed(range(len(found))):
        found[place] = lowest = min(found[place], lowest)
        lowest -= SIDE + APART
    highest = room.top + SIDE / 2
    for place, middle in enumerate(found):
        found[place] = highest = max(middle, highest)
        highest += SIDE + APART
    return found
