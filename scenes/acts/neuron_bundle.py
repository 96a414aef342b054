"""All products of a neuron whose lines are not drawn: a fan, then a bundle."""

import numpy as np

from scenes.acts.neuron_board import NeuronBoard
from scenes.stage.fan import Fan, fan_box
from scenes.stage.neuron_layer import RADIUS
from scenes.stage.palette import NEGATIVE, POSITIVE, Scale
from scenes.words.naming import said

MOST_LINES = 1024  # of a fan; more are a bundle from the first
THICK = 5.0, 13.0  # design pixels: a bundle that adds nothing, and the most


def bundle_of(board: NeuronBoard) -> Fan | None:
    """The fan of what is left out of a layer's sums; None where nothing is.

    Args:
        board: its lines are there.
    """
    network, number = board.network, board.number
    before, lines = network.shown[number - 2], board.lines[number]
    gaps = [
        (lines.starts[at] + lines.starts[at + 1]) / 2
        for at in range(len(before) - 1)
        if before[at + 1] > before[at] + 1
    ]
    if not gaps:
        return None
    middle = min(gaps, key=lambda one: abs(one - 0.5))
    knot = lines.box.left - RADIUS, lines.box.top + lines.box.height * middle
    starts, colors = _starts(board)
    ends = [lines.point(to, 0, 1.0) for to in range(len(lines.ends))]
    return Fan(fan_box(starts, knot, *ends), starts, colors, knot, ends[0])


def all_products(board: NeuronBoard) -> np.ndarray:
    """Of each neuron shown of the layer its products with all that goes in:
    (shown, count) floats, as the code makes them."""
    layer = board.network.layer(board.number)
    shown = list(board.network.shown[board.number - 1])
    weights = layer.weights.array[shown]
    with np.errstate(all="ignore"):
        return weights * np.ravel(layer.source.array)


def _starts(board):
    """((count, 2) places of pixels whose lines are not drawn, a colour or None
    of each) of the first neuron; none where they are no picture's."""
    picture = board.network.run.picture
    if board.number > 2 or picture is None or picture.array.size > MOST_LINES:
        return np.empty((0, 2)), ()
    wide = picture.array.shape[1]
    drawn = set(board.network.shown[0])
    carried = np.nan_to_num(all_products(board)[0].astype(float))
    left_out = [at for at in range(len(carried)) if at not in drawn]
    scale = Scale("diverging", float(np.abs(carried).max()) or 1.0)
    boxes = [board.plane.cell_box(*divmod(at, wide)) for at in left_out]
    starts = [(box.left + box.width / 2, box.top + box.height / 2) for box in boxes]
    colors = [
        "#" + bytes(scale.colors(carried[at])[:3]).hex() if carried[at] else None
        for at in left_out
    ]
    return np.array(starts), tuple(colors)


def look_of(rest: float, most: float) -> tuple[float, str]:
    """(thickness, colour) of a bundle that adds up to a number, by the most that
    one does."""
    share = min(abs(rest) / most, 1.0) if most else 0.0
    least, thickest = THICK
    ink = NEGATIVE if rest < 0 else POSITIVE
    return least + (thickest - least) * share, ink


def all_send(count: int, zeros: int, *, is_picture: bool) -> str:
    """What is said while all lines come."""
    if is_picture and zeros == 1:
        return said(
            "{count} products; one of them is 0.",
            "{count} 个乘积；其中 1 个是 0。",
            count=count,
        )
    if is_picture and zeros:
        return said(
            "{count} products; {zeros} of them are 0.",
            "{count} 个乘积；其中 {zeros} 个是 0。",
            count=count,
            zeros=zeros,
        )
    return said(
        "All {count} send a product.", "{count} 个都送来一个乘积。", count=count
    )


def gathered(drawn: int, rest: int) -> str:
    """What is said when they have gathered."""
    return said(
        "{drawn} lines are drawn; the other {rest} are one bundle.",
        "画出 {drawn} 条线；其余 {rest} 条合成一束。",
        drawn=drawn,
        rest=rest,
    )
