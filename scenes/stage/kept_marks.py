"""Marks of parts that are made again only when a part has changed.

A part draws what its attributes hold and nothing else. From one frame to the
next most parts hold the same, and telling so takes far less time than making
their marks.
"""

from dataclasses import is_dataclass

import numpy as np
from manim import ManimColor

from scenes.arrays.numbers import Writer
from scenes.stage.palette import Scale
from scenes.stage.source_panel import Listing
from scenes.stage.typeface import Type
from scenes.stage.values import Values

_NEVER_CHANGE = frozenset(
    {
        str,
        bytes,
        int,
        float,
        bool,
        type(None),
        np.float64,
        np.int64,
        ManimColor,
        Values,
        Scale,
        Writer,
        Listing,
        Type,
    }
)
# Of more, a part is made again: looking through all of it would take as long.
_MOST_ITEMS = 64
_MOST_BYTES = 65_536
_HIDDEN = "hidden"


class KeptMarks:
    """The marks of the parts in the frame before."""

    def __init__(self):
        self._kept = {}  # (look, marks) of each part

    def of(self, parts, make):
        """The marks of each part.

        Args:
            parts: in the order they are drawn.
            make: a function that is given a part and makes its marks.
        """
        before, self._kept = self._kept, {}
        for part in parts:
            now = look(part)
            known, marks = before.get(part, (None, None))
            self._kept[part] = now, marks if known == now else make(part)
        return [self._kept[part][1] for part in parts]


def look(part):
    """What a part holds: equal for two moments at which it looks the same.

    What may have changed unseen, such as another part, is equal to nothing.
    Of a hidden part nothing matters.
    """
    if part.hidden:
        return _HIDDEN
    return {
        name: value if type(value) in _NEVER_CHANGE else _frozen(value)
        for name, value in vars(part).items()
        if name not in part.laid_anew
    }


def _frozen(value):
    kind = type(value)
    if kind is np.ndarray and value.nbytes <= _MOST_BYTES and not value.dtype.hasobject:
        return value.dtype, value.shape, value.tobytes()
    if kind in (tuple, frozenset) and all(type(one) in _NEVER_CHANGE for one in value):
        return value
    if kind in (tuple, list) and len(value) <= _MOST_ITEMS:
        return _frozen_items(value)
    if kind is dict and len(value) <= _MOST_ITEMS:
        return _frozen_items(value), _frozen_items(value.values())
    if is_dataclass(value) and kind.__dataclass_params__.frozen:
        return kind, _frozen_items(vars(value).values())
    return object()


def _frozen_items(values):
    return [
        value if type(value) in _NEVER_CHANGE else _frozen(value) for value in values
    ]
