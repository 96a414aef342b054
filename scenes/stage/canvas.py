"""Drawing in design pixels of a frame 1920 wide: parts put marks on a canvas.

What a part draws is kept as scenes.stage.marks; painters turn them into
pixels.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager

from scenes.stage.bounded_cache import BoundedCache
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
from scenes.stage.palette import Scale
from scenes.stage.typeface import Type, printable
from scenes.stage.values import Values

DESIGN_WIDTH, DESIGN_HEIGHT = 1920, 1080


class Drawings(BoundedCache):
    """The marks of pictures drawn before, by key and size.

    Args:
        limit: how many marks they may have together.
    """

    def __init__(self, limit: int = 100_000) -> None:
        super().__init__(limit, lambda drawn: len(drawn[1]))


class Canvas:
    """Collects the marks of what is drawn on it.

    Args:
        drawings: Drawings that outlive the canvas.

    Attributes:
        marks: in the order they are drawn.
    """

    marks: list[Mark]

    def __init__(self, drawings: Drawings) -> None:
        self.marks = []
        self._drawings = drawings

    def rectangle(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        line: float = 1.5,
        radius: float = 0,
        opacity: float = 1.0,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """A rectangle, its corners rounded by `radius` design pixels."""
        if radius:
            radius = max(0, min(radius, width / 2, height / 2))
        self.marks.append(
            Rectangle(
                float(left),
                float(top),
                float(width),
                float(height),
                float(radius),
                fill,
                stroke,
                float(line),
                dashes,
                float(opacity),
            )
        )

    def polygon(
        self,
        points: Iterable,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        line: float = 1.5,
        opacity: float = 1.0,
        dashes: tuple[float, ...] = (),
        closed: bool = True,
    ) -> None:
        """A polygon or, not closed, a line through (count, 2) points."""
        self.marks.append(
            Polygon(
                _points(points),
                closed,
                fill,
                stroke,
                float(line),
                dashes,
                float(opacity),
            )
        )

    def disc(
        self, x: float, y: float, radius: float, *, fill: str, opacity: float = 1.0
    ) -> None:
        """A filled circle."""
        self.marks.append(Disc(float(x), float(y), float(radius), fill, float(opacity)))

    def text(
        self,
        text: str,
        x: float,
        baseline: float,
        kind: Type,
        color: str,
        *,
        align: str = "left",
        opacity: float = 1.0,
    ) -> None:
        """A line of text; `kind.width(text)` says how long it is.

        Args:
            x: of its start, middle or end as `align` says "left", "middle"
                or "right".
        """
        text = printable(text)
        if text and opacity > 0:
            self.marks.append(
                Text(
                    text, float(x), float(baseline), kind, color, align, float(opacity)
                )
            )

    def cells(
        self,
        values: Values,
        corners: Iterable,
        color_scale: Scale,
        *,
        shown: int | tuple[int, ...] | None = None,
        hollow: bool = False,
        room: tuple[float, float] | None = None,
        name: str | None = None,
        first: tuple[int, ...] = (0, 0),
    ) -> None:
        """A grid of coloured cells; the arguments are as marks.Cells has
        them."""
        self.marks.append(
            Cells(
                values, color_scale, _points(corners), shown, hollow, room, name, first
            )
        )

    def relief(self, relief: Relief) -> None:
        """Cells in space."""
        self.marks.append(relief)

    def cached(
        self,
        key: Hashable,
        left: float,
        top: float,
        width: float,
        height: float,
        paint: "Callable[[Canvas], None]",
    ) -> None:
        """Draw `paint(canvas)` once for a key and size; then only copy it.

        Args:
            key: everything that changes the picture, but not the place and
                not the size.
            left, top, width, height: what `paint` may touch.
            paint: draws on the canvas it is given, in the coordinates of the
                whole frame.
        """
        left, top, width, height = map(float, (left, top, width, height))

        def drawn():
            aside = Canvas(self._drawings)
            paint(aside)
            return (left, top), tuple(aside.marks)

        origin, marks = self._drawings.get(
            (key, round(width, 6), round(height, 6)), drawn
        )
        self.marks.append(Kept(key, left, top, width, height, marks, origin))

    @contextmanager
    def faded(
        self, opacity: float, left: float, top: float, width: float, height: float
    ) -> Iterator[None]:
        """Draw what is drawn within, inside a box, with an opacity 0..1."""
        if opacity >= 1:
            yield
            return
        outer, self.marks = self.marks, []
        yield
        outer.append(
            Group(
                float(opacity),
                float(left),
                float(top),
                float(width),
                float(height),
                tuple(self.marks),
            )
        )
        self.marks = outer


def _points(points):
    return tuple([(float(x), float(y)) for x, y in points])


def marks_of(part, drawings: Drawings) -> tuple[Mark, ...]:
    """What a part.Part draws."""
    canvas = Canvas(drawings)
    part.paint(canvas)
    return tuple(canvas.marks)
