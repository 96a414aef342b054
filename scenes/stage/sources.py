"""What the cells on the screen are of: arrays recorded, given or computed.

A network.trace.Value is a source as it stands. What no trace holds is here;
what a film computes itself is in computed.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np


class Source(Protocol):
    """What cells are of: an array with a name in the code, or none."""

    @property
    def name(self) -> str: ...

    @property
    def array(self) -> np.ndarray: ...


@dataclass(frozen=True, eq=False)
class Given:
    """An array that no trace holds.

    Attributes:
        array: of any shape, never changed.
        name: of the field in another record; "" for a scene's own.
    """

    array: np.ndarray
    name: str = ""
