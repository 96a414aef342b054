"""What was read of a trace is not changed by those who are given it."""

from dataclasses import FrozenInstanceError, fields

import pytest

from scenes.reading.elementwise import ElementwiseFunction
from scenes.reading.forward_pass import ForwardPass, LayerPass
from scenes.reading.pieces import Piece
from scenes.reading.symbols import Symbol


@pytest.mark.parametrize(
    "kind", [ElementwiseFunction, ForwardPass, LayerPass, Piece, Symbol]
)
def test_a_reading_is_frozen(kind):
    names = [field.name for field in fields(kind)]
    reading = kind(**dict.fromkeys(names))
    for name in names:
        with pytest.raises(FrozenInstanceError):
            setattr(reading, name, 1)
