"""An array and what becomes of each of its lines, at the sides of a stage."""

import numpy as np

from network.trace import Value
from scenes.acts.forms import fitted
from scenes.arrays import shapes as arrange
from scenes.reading.normalised_lines import NormalisedFound
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.typeface import SMALL, enlarged
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import code

SIDE = 0.29  # of the stage's width that an array has
LEARNED = 46  # height of what was learned, below what it is applied to
NOTED = 22  # further down below what has its note there
HEAD = 46
MIDDLE = 1 - 2 * SIDE  # of the width between the arrays


def below_learned() -> float:
    """Design pixels below what was learned: the next one's name stands there."""
    return 30 + SMALL * (enlarged() - 1)


class LinesBoard:
    """The arrays at the left, the result at the right, that fills line by line.

    Args:
        stage: the Box of the act.
        found: along what the lines are.
        along: what a line is: "row", "column", "line" or "all".

    Attributes:
        parts: (part, the Value that it shows or None), in the order they are
            drawn.
        sources: the parts whose lines are marked with those of the result.
        result: the part that fills.
        lines: how many there are.
    """

    result: RowsPlane

    def __init__(self, stage: Box, found: NormalisedFound, along: str) -> None:
        self.parts: list[tuple[Part, Value | None]] = []
        self.sources: list[MatrixPlane] = []
        self._found, self._along = found, along
        self._layout = found.lines if along == "line" else arrange.as_grid
        shape = found.value.shape
        of_a_line = int(np.prod([shape[axis] for axis in found.axes]))
        self.lines = int(np.prod(shape)) // of_a_line
        self._middle = Box(
            stage.left + SIDE * stage.width + 12,
            stage.top,
            stage.width * MIDDLE - 24,
            stage.height - 20,
        )

    def _add(self, part, value=None):
        self.parts.append((part, value))
        return part

    def _plane(self, value, box, name, kind=MatrixPlane, source=""):
        values = Values.of(value).laid(self._layout)
        rows = values.shape[0]
        return self._add(
            kind(
                values,
                fitted(values.shape, box),
                name=name,
                note=shape_of(value),
                source=source or name_of(value),
                row_labels=[str(row) for row in range(rows)] if rows <= 16 else (),
            ),
            value,
        )

    def _bring_learned(self, learned) -> None:
        """What was learned, in rows below the result."""
        box, (rows, columns) = self.result.box, self.result.values.shape
        at = box.bottom + 48 + NOTED * self.result.note_is_below
        for value in learned:
            size = 0 if value is None else int(np.prod(value.shape))
            if size == columns and self._along != "line":
                wide = box.width
            elif size == rows and self._along == "line":
                wide = min(box.width, 40 * rows)
            else:
                continue
            self._add(
                MatrixPlane(
                    Values.of(value).reshape(1, -1),
                    Box(box.left, at, wide, LEARNED - 10),
                    name=name_of(value),
                    source=name_of(value),
                ),
                value,
            )
            at += LEARNED + below_learned()

    def _of_first(self, value: Value) -> float:
        """What was learned for the first number of the first line."""
        spread = np.broadcast_to(value.array.astype(float), self._found.value.shape)
        return float(self._found.lines(spread)[0, 0])

    def fill(self, first: float, others: float) -> None:
        """Show the first line so far, 0..1, then the others."""
        rows, columns = self.result.values.shape
        if self._along == "column":
            done = first if others <= 0 else 1 + others * (columns - 1)
            self.result.fill(
                np.full(rows, int(done))
                if done >= 1
                else (np.arange(rows) < round(first * rows)).astype(int)
            )
            return
        if self._along == "all":
            self.result.fill(np.full(rows, round(first * columns)))
            return
        counts = np.where(np.arange(rows) < 1 + round(others * (rows - 1)), columns, 0)
        counts[0] = round(first * columns)
        self.result.fill(counts)

    def mark(self, line: int | None) -> None:
        """Outline a line in what goes in and comes out, or none."""
        for plane in (*self.sources, self.result):
            rows, columns = plane.values.shape
            plane.marks = (
                ()
                if line is None or self._along == "all"
                else ((0, line, rows, 1),)
                if self._along == "column"
                else ((line, 0, 1, columns),)
            )


def name_of(value: Value | None) -> str:
    """What the code calls a value, "" of none."""
    return "" if value is None else code(value.name or value.expression)
