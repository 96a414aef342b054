"""Where the parts of a normalisation stand."""

import numpy as np

from network.trace import Value
from scenes.acts import normalise_words as words
from scenes.acts.forms import fitted
from scenes.arrays import shapes as arrange
from scenes.arrays.numbers import number_format
from scenes.reading.normalised_lines import NormalisedFound
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.tracks import Track, Tracks
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import code

SIDE = 0.29  # of the stage's width that an array has
LEARNED = 46  # height of what was learned, below what it is applied to
HEAD = 46


class NormaliseBoard:
    """The parts of one normalisation.

    Args:
        stage: the Box of the act.
        found: what is computed.
        along: what a line is.
        name: what comes out is called, or "".

    Attributes:
        parts: (part, the Value that it shows or None), in the order they are
            drawn.
        before: (count,) the first line as it goes in.
        lines: how many there are.
        steps: how many tracks there are below the first.
        followed: (normal, gain, shift or None, after) of its first number.
    """

    def __init__(
        self, stage: Box, found: NormalisedFound, along: str, *, name: str
    ) -> None:
        self.parts: list[tuple[Part, Value | None]] = []
        self._found, self._along = found, along
        layout = found.lines if along in ("line", "all") else arrange.as_grid
        if along == "all":
            layout = arrange.as_grid
        result = found.last.result
        name = name or words.comes_out()
        foot = LEARNED * 2 + 60 if found.gain is not None else 0
        high = stage.height - HEAD - 30 - foot
        boxes = [
            Box(left, stage.top + HEAD, stage.width * SIDE - 30, high)
            for left in (stage.left + 30, stage.right - stage.width * SIDE)
        ]
        self.source = self._array(found.value, layout, boxes[0], _name(found.value))
        source = code(result.name or found.last.expression)
        self.result = self._array(result, layout, boxes[1], name, RowsPlane, source)
        self._bring_learned(found, stage)
        self._bring_tracks(found, stage)

    def _add(self, part, value=None):
        self.parts.append((part, value))
        return part

    def _array(self, value, layout, box, name, kind=MatrixPlane, source=""):
        values = Values.of(value).laid(layout)
        rows = values.shape[0]
        return self._add(
            kind(
                values,
                fitted(values.shape, box),
                name=name,
                note=shape_of(value),
                source=source or _name(value),
                row_labels=[str(row) for row in range(rows)] if rows <= 16 else (),
            ),
            value,
        )

    def _bring_learned(self, found, stage):
        """Gain and shift in a row below the result, or as columns beside it."""
        box, (rows, columns) = self.result.box, self.result.values.shape
        at = box.bottom + 48
        for value in (found.gain, found.shift):
            size = 0 if value is None else int(np.prod(value.shape))
            if size == columns and self._along != "line":
                shape = (1, -1)
                place = Box(box.left, at, box.width, LEARNED - 10)
                at += LEARNED + 30
            elif size == rows and self._along == "line":
                shape = (-1, 1)
                place = Box(box.left, at, min(box.width, 40 * rows), LEARNED - 10)
                shape = (1, -1)
                at += LEARNED + 30
            else:
                continue
            self._add(
                MatrixPlane(
                    Values.of(value).reshape(*shape),
                    place,
                    name=_name(value),
                    source=_name(value),
                ),
                value,
            )

    def _bring_tracks(self, found, stage):
        self.before = found.lines(found.value.array.astype(float))[0]
        after = found.lines(found.last.result.array.astype(float))[0]
        self.lines = int(np.prod(found.value.shape)) // len(self.before)
        taken = float(found.lines_of(found.taken)[0])
        spread = float(found.lines_of(found.spread)[0])
        normal = (self.before - taken) / spread
        kept = [(self.before, _line_name(self._along))]
        names = words.tracks(found.kind)
        if names[0]:
            kept.append((self.before - taken, names[0]))
        kept.append((normal, names[1]))
        if found.gain is not None:
            kept.append(
                (after, words.learned_names(_name(found.gain), _name(found.shift)))
            )
        write = number_format(np.concatenate([values for values, _ in kept]))
        is_spread = found.kind in ("standard", "kept")
        tracks = [
            Track(
                values,
                name,
                words.middle_and_spread(values, write) if is_spread else "",
                float(values.mean()) if is_spread else None,
                float(values.std()) if is_spread else None,
            )
            for values, name in kept
        ]
        self.steps = len(tracks) - 1
        gain, shift = (
            None if value is None else self._of_first(value)
            for value in (found.gain, found.shift)
        )
        self.followed = float(normal[0]), gain, shift, float(after[0])
        width = stage.width * (1 - 2 * SIDE) - 24
        self.tracks = self._add(
            Tracks(
                Box(
                    stage.left + (stage.width - width) / 2,
                    stage.top,
                    width,
                    stage.height - 20,
                ),
                tracks,
                write,
            )
        )

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
        for plane in (self.source, self.result):
            rows, columns = plane.values.shape
            plane.marks = (
                ()
                if line is None or self._along == "all"
                else ((0, line, rows, 1),)
                if self._along == "column"
                else ((line, 0, 1, columns),)
            )


def _line_name(along: str) -> str:
    return words.first_line(along)


def _name(value: Value | None) -> str:
    return "" if value is None else code(value.name or value.expression)
