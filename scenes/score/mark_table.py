"""Marks as numbers, texts and lists, each written once."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from scenes.stage import marks
from scenes.stage.palette import Scale
from scenes.stage.themes import THEMES
from scenes.stage.values import Values

UNIT = 100  # to a design pixel
OPAQUE = 1000
RAMPS = ("diverging", "grey")


class MarkTable:
    """All marks of a piece of a score, as scenes.score says.

    Attributes:
        marks: each mark, written once.
        looks: each part's marks, by their numbers.
        types: (family, size, weight) of each type.
        grids: name -> (Values, Scale) of the cells that are shown.
    """

    def __init__(self) -> None:
        self.marks: list[list[Any]] = []
        self.looks: list[tuple[int, ...]] = []
        self.types: list[tuple[str, float, int]] = []
        self.grids: dict[str, tuple[Values, Scale]] = {}
        self._colors: dict[str, int] = {}
        self._types: dict[Any, int] = {}
        self._marks: dict[marks.Mark, int] = {}
        self._written: dict[str, int] = {}
        self._looks: dict[tuple[int, ...], int] = {}
        self._grids: dict[tuple[Any, Scale], int] = {}
        self._ways = {
            marks.Rectangle: self._rectangle,
            marks.Polygon: self._polygon,
            marks.Disc: self._disc,
            marks.Text: self._text,
            marks.Cells: self._cells,
            marks.Relief: self._relief,
            marks.Group: self._group,
            marks.Kept: self._kept,
        }

    @property
    def colors(self) -> list[list[str]]:
        """Each colour in every theme."""
        dark = list(self._colors)
        return [list(row) for row in zip(*(theme.colors(dark) for theme in THEMES))]

    def look(self, drawn: Iterable[marks.Mark]) -> int:
        """The number of what a part looks like."""
        numbers = tuple([self._mark(mark) for mark in drawn])
        if numbers not in self._looks:
            self._looks[numbers] = len(self.looks)
            self.looks.append(numbers)
        return self._looks[numbers]

    def _mark(self, mark: marks.Mark) -> int:
        number = self._marks.get(mark)
        if number is None:
            written = self._ways[type(mark)](mark)
            # What differs by less than a hundredth of a pixel is the same.
            number = self._written.setdefault(repr(written), len(self.marks))
            if number == len(self.marks):
                self.marks.append(written)
            self._marks[mark] = number
        return number

    def _rectangle(self, mark):
        *box, radius, fill, stroke, line, dashes, opacity = mark
        return [
            0,
            *_units((*box, radius)),
            self._color(fill),
            self._color(stroke),
            _unit(line),
            _opacity(opacity),
            *_dashes(dashes),
        ]

    def _polygon(self, mark):
        points, closed, fill, stroke, line, dashes, opacity = mark
        return [
            1,
            _units(length for point in points for length in point),
            int(closed),
            self._color(fill),
            self._color(stroke),
            _unit(line),
            _opacity(opacity),
            *_dashes(dashes),
        ]

    def _disc(self, mark):
        return [2, *_units(mark[:3]), self._color(mark.fill), _opacity(mark.opacity)]

    def _text(self, mark):
        return [
            3,
            mark.text,
            *_units((mark.left, mark.baseline, mark.kind.width(mark.text))),
            self._type(mark.kind),
            self._color(mark.color),
            _opacity(mark.opacity),
        ]

    def _cells(self, mark):
        shown = -1 if mark.shown is None else mark.shown
        return [
            4,
            self._grid(mark.values, mark.color_scale),
            _units(length for point in mark.corners for length in point),
            list(shown) if isinstance(shown, tuple) else shown,
            int(mark.hollow),
            _units(mark.room or ()),
        ]

    def _relief(self, mark):
        places, weight = mark.lens[:8], mark.lens[8:]
        return [
            7,
            self._grid(mark.values, mark.color_scale),
            [*(round(one * UNIT, 2) for one in places), *(round(w, 7) for w in weight)],
            round(mark.rise, 6),
            self._color(mark.side),
        ]

    def _group(self, mark):
        opacity, *box, inside = mark
        return [5, _opacity(opacity), *_units(box), [self._mark(one) for one in inside]]

    def _kept(self, mark):
        box = mark.left, mark.top, mark.width, mark.height
        return [6, *_units((*box, *mark.origin)), self.look(mark.marks)]

    def _color(self, color: str | None) -> int:
        return (
            -1 if color is None else self._colors.setdefault(color, len(self._colors))
        )

    def _type(self, kind) -> int:
        if kind not in self._types:
            self._types[kind] = len(self.types)
            self.types.append((kind.family, kind.size, kind.weight))
        return self._types[kind]

    def _grid(self, values: Values, scale: Scale) -> int:
        key = values.key, scale
        if key not in self._grids:
            self._grids[key] = len(self._grids)
            name = hashlib.blake2b(repr(key).encode(), digest_size=8).hexdigest()
            self.grids[name] = values, scale
        return self._grids[key]


def _unit(length: float) -> int:
    return round(length * UNIT)


def _units(lengths: Iterable[float]) -> list[int]:
    return [round(length * UNIT) for length in lengths]


def _dashes(dashes: Sequence[float]) -> list[list[int]]:
    return [_units(dashes)] if dashes else []


def _opacity(opacity: float) -> int:
    return round(opacity * OPAQUE)
