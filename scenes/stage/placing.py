"""Marks drawn elsewhere and in another size, with texts that stay legible.

Where a frame is laid out anew, what stands on the stage becomes smaller or
larger; its texts are written as large as they have to be there (placed_texts).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scenes.stage.mark_edges import edges_of
from scenes.stage.marks import (
    Cells,
    Disc,
    Group,
    Kept,
    Mark,
    Polygon,
    Rectangle,
    Relief,
    Text,
)
from scenes.stage.part import Box
from scenes.stage.placed_texts import PlacedTexts

Shift = tuple[float, float]  # by which what is in a Kept stands elsewhere


@dataclass(frozen=True)
class Placing:
    """Where what was drawn comes to.

    Attributes:
        scale: pixels for each design pixel.
        left, top: where the design's corner comes to.
    """

    scale: float
    left: float = 0.0
    top: float = 0.0

    def x(self, x: float) -> float:
        return self.left + self.scale * x

    def y(self, y: float) -> float:
        return self.top + self.scale * y


class Placed:
    """Places marks; what is left out is decided for all of them together.

    Args:
        placing: where they come to.
        least: the size of texts, in pixels, but for those in cells: as large
            they may lie on each other; 0: they stay as they are.
        area: outside which no text stands, or None.
    """

    def __init__(
        self, placing: Placing, *, least: float = 0.0, area: Box | None = None
    ) -> None:
        self._placing, self._least, self._area = placing, least, area
        self._texts = PlacedTexts(placing, least, area)
        self._is_looking = False

    def of(self, layers: Iterable[Sequence[Mark]]) -> tuple[Mark, ...]:
        """The marks of some layers, in order, at their new places."""
        marks = [mark for layer in layers for mark in layer]
        self._look(marks)
        return self._all(marks)

    def _look(self, marks: Iterable[Mark]) -> None:
        """Find a place for all texts in marks."""
        self._texts = PlacedTexts(self._placing, self._least, self._area)
        self._is_looking = True
        self._all(marks)
        self._is_looking = False
        self._texts.place()

    def left_out(self, layers: Iterable[Sequence[Mark]], size: float) -> float:
        """The share of the texts of that size or larger that have no place."""
        self._look([mark for layer in layers for mark in layer])
        return self._texts.left_out(size)

    def _all(self, marks: Iterable[Mark], shift: Shift = (0.0, 0.0)):
        return tuple(new for mark in marks for new in self._of(mark, shift))

    def _of(self, mark: Mark, shift: Shift) -> Iterator[Mark]:
        if isinstance(mark, Kept):
            right, down = mark.left - mark.origin[0], mark.top - mark.origin[1]
            inner = shift[0] + right, shift[1] + down
            for one in mark.marks:
                yield from self._of(one, inner)
        elif isinstance(mark, Group):
            yield self._group(mark, shift)
        elif isinstance(mark, Text):
            yield from self._text(mark, shift)
        else:
            yield self._shape(mark, shift)

    def _group(self, mark: Group, shift: Shift) -> Group:
        x, y, scale = *self._corner(shift), self._placing.scale
        room = self._least  # texts become larger than the box was made for
        return Group(
            mark.opacity,
            x + mark.left * scale - room,
            y + mark.top * scale - room,
            mark.width * scale + 2 * room,
            mark.height * scale + 2 * room,
            self._all(mark.marks, shift),
        )

    def _text(self, mark: Text, shift: Shift) -> Iterator[Text]:
        if self._is_looking:
            self._texts.look_at(
                mark._replace(x=mark.x + shift[0], baseline=mark.baseline + shift[1])
            )
        else:
            yield from self._texts.next()

    def _corner(self, shift: Shift) -> tuple[float, float]:
        return self._placing.x(shift[0]), self._placing.y(shift[1])

    def _shape(self, mark: Any, shift: Shift) -> Mark:
        x, y, scale = *self._corner(shift), self._placing.scale
        if self._is_looking:
            if self._least:
                self._note(mark, shift)
            return mark
        if isinstance(mark, Rectangle):
            return mark._replace(
                left=x + mark.left * scale,
                top=y + mark.top * scale,
                width=mark.width * scale,
                height=mark.height * scale,
                radius=mark.radius * scale,
                line=mark.line * scale,
                dashes=tuple(one * scale for one in mark.dashes),
            )
        if isinstance(mark, Polygon):
            return mark._replace(
                points=tuple((x + a * scale, y + b * scale) for a, b in mark.points),
                line=mark.line * scale,
                dashes=tuple(one * scale for one in mark.dashes),
            )
        if isinstance(mark, Disc):
            return mark._replace(
                x=x + mark.x * scale, y=y + mark.y * scale, radius=mark.radius * scale
            )
        if isinstance(mark, Relief):
            across, down, weight = np.array(mark.lens).reshape(3, 4)
            lens = (scale * across + x * weight, scale * down + y * weight, weight)
            return mark._replace(lens=tuple(np.concatenate(lens).tolist()))
        assert isinstance(mark, Cells)
        return mark._replace(
            corners=tuple((x + u * scale, y + v * scale) for u, v in mark.corners),
            room=mark.room and (mark.room[0] * scale, mark.room[1] * scale),
        )

    def _note(self, mark: Any, shift: Shift) -> None:
        """Note what no text is to come to lie on."""
        is_cells = isinstance(mark, (Cells, Relief))
        if is_cells or (not isinstance(mark, Polygon) and mark.fill and mark.opacity):
            box = edges_of(mark, shift)
            if box is not None:
                self._texts.avoid(box, mark.values.shape if is_cells else None)
