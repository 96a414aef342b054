"""What a film computes itself: of which cells of which Values it is made."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scenes.stage.values import Values


@dataclass(frozen=True, eq=False)
class Computed:
    """An array that a film computes, each cell from one of each operand.

    Attributes:
        array: as it was computed.
        name: what it is called on the screen.
        expression: what was computed, as code: "weights[3] * image".
        operands: Values of the array's shape: the cell at each place is the
            one that was read there.
    """

    array: np.ndarray
    name: str
    expression: str
    operands: tuple[Values, ...]


def computed(
    function: Callable[..., np.ndarray], *operands: Values, name: str, expression: str
) -> Computed:
    """What a function that works on each cell alone makes of some Values.

    Args:
        function: is given the operands' arrays in their own types; what
            overflows does so in silence, as in the code recorded.
        operands: Values whose shapes broadcast.
        name, expression: as Computed has them.
    """
    with np.errstate(all="ignore"):
        array = np.asarray(function(*(one.exact for one in operands)))
    array.flags.writeable = False
    return Computed(
        array,
        name,
        expression,
        tuple(one.broadcast_to(array.shape) for one in operands),
    )
