"""A stage seen through a window: nearer or farther, its texts still legible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.mark_edges import around, texts_in
from scenes.stage.marks import Group, Mark
from scenes.stage.part import Box, Part, mix
from scenes.stage.placing import PlacedLayers, Placing


@dataclass(frozen=True)
class Window:
    """Where the stage is in the frame.

    Attributes:
        scale: pixels for each design pixel of the stage.
        left, top: where the design's corner comes to.
    """

    scale: float
    left: float
    top: float

    @property
    def placing(self) -> Placing:
        return Placing(self.scale, self.left, self.top)

    def to(self, other: Window, share: float) -> Window:
        """The Window on the way to another one."""
        # Python's own: marks of NumPy's numbers cannot be compared with others.
        return Window(
            float(mix(self.scale, other.scale, share)),
            float(mix(self.left, other.left, share)),
            float(mix(self.top, other.top, share)),
        )


class StageWindow(Part):
    """What stands on the stage, through a window.

    Args:
        area: the Box of the frame in which it is seen.
        least: the size of its texts there, in pixels, but for those in cells.

    Attributes to change while it plays:
        shown: the parts.
        window: the Window; there is none until it is set.
    """

    window: Window
    laid_anew = frozenset({"_drawings", "_kept", "_placed", "_groups"})

    def __init__(self, area: Box, least: float) -> None:
        super().__init__(area)
        self.shown: Sequence[Part] = ()
        self._drawings, self._kept = Drawings(), KeptMarks()
        self._placed = PlacedLayers(least=least, area=area)
        # Of the frame before: each layer's placed marks, and the Group of them.
        self._groups: dict[int, tuple[tuple[Mark, ...], Group]] = {}  # by id

    def layers(self) -> list[tuple[Mark, ...]]:
        """The marks of each part."""
        return self._kept.of(self.shown, lambda part: marks_of(part, self._drawings))

    def placed_layers(self) -> list[tuple[Mark, ...]]:
        """The marks of each part where they come to."""
        return self._placed.of(self.window.placing, self.layers())

    def draw(self, canvas: Any) -> None:
        before, self._groups = self._groups, {}
        for marks in filter(None, self.placed_layers()):
            known = before.get(id(marks)) or (marks, self._group(marks))
            self._groups[id(marks)] = known
            canvas.marks.append(known[1])

    def _group(self, marks: tuple[Mark, ...]) -> Group:
        box = self.box
        return Group(1.0, box.left, box.top, box.width, box.height, marks)

    def box_of(self, part: Part) -> Box:
        """The Box in the frame around one of the parts, and around the texts in it,
        which may be larger than there was room for."""
        placing = self.window.placing
        box = part.box
        placed = Box(
            placing.x(box.left),
            placing.y(box.top),
            box.width * placing.scale,
            box.height * placing.scale,
        )
        index = next(k for k, one in enumerate(self.shown) if one is part)
        inked = [
            Box(text.left, text.baseline - size, text.kind.width(text.text), size)
            for text in texts_in(self.placed_layers()[index])
            for size in (text.kind.size,)
        ]
        found = around([placed, *(one for one in inked if _meet(one, placed))])
        assert found is not None
        return found


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
