"""Who voted for an answer: beside neurons of a network's map, what each adds to
the answer and what it saw, its weights times the picture."""

from collections.abc import Sequence

import numpy as np

from scenes.acts.derived import all_of, products
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
from scenes.words.phrases import product_name

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
    pixels: Values,
    voters: Sequence[int],
    places: Sequence[tuple[float, float]],
    room: Box,
) -> tuple[list[MatrixPlane], list[PointingLine]]:
    """Left of the numbers the products of each as a picture, and a line to it.

    Weights alone would tell less: where the picture has no ink they are noise.

    Args:
        weights: (neurons, pixels).
        pixels: (pixels, 1) of the picture.
        places: (x, y) of each of the voters, from the top down.
        room: as high as they may stand.
    """
    sheets, grid = weights.sheets(), pixels.grid()
    seen = {index: Values(products(sheets[index], grid, of=index)) for index in voters}
    # Of those that are shown: what others have would make them pale.
    scale = palette.Scale.of(all_of(seen.values())) if seen else None
    middles = _apart([y for _, y in places], room)
    planes, lines = [], []
    for index, (x, y), middle in zip(voters, places, middles):
        right = x - NUMBER - BESIDE - 2 * APART
        planes.append(
            MatrixPlane(
                seen[index],
                Box(right - SIDE, middle - SIDE / 2, SIDE, SIDE),
                scale=scale,
                source=product_name(),
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
            said("weights × image", "权重 × 图像"),
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
