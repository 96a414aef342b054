"""Shapes, and what lies along an axis, by the names of the axes.

What an axis counts by its role is said in words, "4 examples × 3 classes";
names of the code, and those that a recording was told, stand as they are:
"5 (t) × 8 (d)".
"""

from collections.abc import Sequence
from math import prod

from network.trace import Value
from scenes.arrays.shapes import shape_note
from scenes.reading.axis_names import Name
from scenes.reading.axis_roles import AxisRole
from scenes.words.naming import axes_of, said

_CHINESE = {
    AxisRole.EXAMPLES: "个样本",
    AxisRole.CLASSES: "个类别",
    AxisRole.FEATURES: "个特征",
    AxisRole.NEURONS: "个神经元",
    AxisRole.TOKENS: "个词元",
    AxisRole.QUERIES: "个查询",
    AxisRole.KEYS: "个键",
    AxisRole.HEADS: "个头",
    AxisRole.CHANNELS: "个通道",
    AxisRole.FILTERS: "个滤波器",
    AxisRole.ROWS: "行",
    AxisRole.COLUMNS: "列",
}


class Note(str):
    """A shape in numbers, "4 × 3".

    Attributes:
        named: the same with what the axes are called, to stand there where
            there is room for it.
    """

    named: str

    def __new__(cls, text: str, named: str = "") -> "Note":
        note = super().__new__(cls, text)
        note.named = named or text
        return note


def shape_words(shape: Sequence[int]) -> str:
    """A shape in numbers, "4 × 3"; of none that it is a number."""
    return shape_note(shape) if shape else said("a number", "一个数")


def shape_of(value: Value) -> Note:
    """The shape of a value, with the names of its axes."""
    names = axes_of(value) if value.shape else ()
    text = shape_words(value.shape)
    if not any(names):
        return Note(text)
    return Note(text, " × ".join(map(_counted, value.shape, names)))


def _counted(length: int, name: Name) -> str:
    """A length and what it counts: "4 examples", "5 (t)", "3"."""
    if isinstance(name, AxisRole):
        return said(f"{length} {_many(name, length)}", f"{length} {_CHINESE[name]}")
    return f"{length} ({name})" if name else str(length)


def _many(role: AxisRole, length: int) -> str:
    if length != 1:
        return role.value
    return {"classes": "class", "queries": "query"}.get(role.value, role.value[:-1])


def has_names(value: Value, axes: Sequence[int]) -> bool:
    """Whether each of some axes has a name."""
    names = axes_of(value)
    return bool(axes) and all(
        -len(names) <= axis < len(names) and names[axis] for axis in axes
    )


def cells_along(value: Value, axes: Sequence[int], cells: str) -> str:
    """What a line along some axes has: "3 classes", "8 rows × 8 columns", or
    "5 columns (t)"; "5 columns" where it has no name.

    Args:
        cells: what they are without one.
    """
    shape, names = value.shape, axes_of(value)
    length = prod(shape[axis] for axis in axes)
    if not has_names(value, axes):
        return f"{length} {cells}"
    if any(not isinstance(names[axis], AxisRole) for axis in axes):
        return f"{length} {cells} ({', '.join(_plain(names[axis]) for axis in axes)})"
    return " × ".join(_counted(shape[axis], names[axis]) for axis in axes)


def _plain(name: Name) -> str:
    return (
        said(name.value, _CHINESE[name].removeprefix("个"))
        if isinstance(name, AxisRole)
        else name
    )


def along(value: Value, axis: int) -> str:
    """Along what an axis goes, "the classes", "t"; "" where it has no name."""
    names = axes_of(value)
    name = names[axis] if -len(names) <= axis < len(names) else ""
    if isinstance(name, AxisRole):
        return said(f"the {name.value}", _plain(name))
    return name


def how_many(value: Value) -> str:
    """A shape in a sentence: "one number", "5 numbers", "4 × 5"."""
    if not value.shape:
        return said("one number", "一个数")
    if len(value.shape) == 1:
        count = value.shape[0]
        if count == 1:
            return said("one number", "一个数")
        return said("{count} numbers", "{count} 个数", count=count)
    return shape_words(value.shape)
