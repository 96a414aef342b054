"""A matrix as a slab of coloured cells."""

from functools import lru_cache

import numpy as np

from scenes.arrays import shapes as arrange
from scenes.arrays.numbers import number_format
from scenes.stage import palette
from scenes.stage.chips import Slip
from scenes.stage.marks import shown_mask
from scenes.stage.notes import note_in
from scenes.stage.part import Box, Part, PartError, ease
from scenes.stage.perspective import points_on, ring
from scenes.stage.shown import ShownCells
from scenes.stage.space import way_out
from scenes.stage.typeface import SMALL, Type
from scenes.stage.values import Values, block_of

NAME = Type("code", SMALL)
NOTE = Type("words", SMALL)
HATCHES = (0.35, 0.7, 1.3, 1.65)  # slanted lines in a cell, none in its middle
GAP = 5  # around a sheet on its way, in design pixels: no other touches it
LEFT, ARRIVED = 0.15, 0.9  # of its way: from and until when it has all of it
OF_COLUMNS = 26  # room for labels above the columns, in design pixels
SMALLEST = 14  # no text on the screen is smaller, in design pixels


class MatrixPlane(Part):
    """A matrix of values as a slab that faces us, slants or turns.

    Args:
        values: (rows, columns) array, or a Values of one; or what a Values
            is made of, such as a network.trace.Value of any shape, which
            arrange.as_grid lays out.
        box: where, a Box in design pixels.
        name: as in the code, written above at the left.
        note: in words, written above at the right.
        scale: a palette.Scale; from the values when None.
        numbers: write the values into cells where they fit at 14 px.
        thickness: of the slab in design pixels.
        row_labels: texts to stand left of the rows.
        column_labels: texts to stand above the columns, below the name.
        source: the name that records give to the cells; `name` when empty.
        first: the index in the whole array of the cell [0, 0], as records
            give it.

    Attributes to change while it plays:
        values: as above.
        revealed: how many cells, row by row, hold a value already; None: all.
        hollow: what is not revealed lets what is behind show through.
        marks: (row, column, rows, columns) of cells outlined.
        note_below: a line in code, written below.
        accent: colour of the outline, or None.
        gap: how wide the ground is seen around it, in design pixels.

    >>> import numpy as np
    >>> from scenes.stage.camera import drawn
    >>> plane = MatrixPlane(np.eye(3), Box(100, 100, 300, 300))
    >>> frame = drawn([plane])
    >>> tuple(int(byte) for byte in frame[120, 120])  # row 0, column 0: 1.0
    (240, 244, 248, 255)
    """

    draws_turned = True
    written_as = None  # what the numbers' form depends on, besides the cells

    def __init__(
        self,
        values,
        box,
        *,
        name="",
        note="",
        scale=None,
        numbers=True,
        thickness=6,
        row_labels=(),
        column_labels=(),
        source="",
        first=(0, 0),
    ):
        super().__init__(box)
        self.values = values
        self.name_text, self.note = name, note
        self.color_scale = scale or palette.Scale.of(self.values.array)
        self.numbers = numbers
        self.thickness = thickness
        self.row_labels = tuple(row_labels)
        self.column_labels = tuple(column_labels)
        self.source = source or name
        self.first = first
        self.revealed = None
        self.hollow = False
        self.marks = ()
        self.note_below = ""
        self.gap = 0.0

    @property
    def values(self):
        """The Values that are shown; whatever they are made of can be set."""
        return self._values

    @values.setter
    def values(self, values):
        values = Values.laid_out(values, arrange.as_grid)
        if values.array.ndim != 2 or not values.array.size:
            raise PartError(
                f"expected a matrix of rows and columns, got shape {values.array.shape}"
            )
        self._values = values

    def swing_out(self, slot, face, share):
        """Put it on its way out of a rack, 0..1.

        Args:
            slot, face: (3, 2) corners in the rack and where it faces us then.
        """
        self.gap = GAP * ease(share, 0, LEFT) * (1 - ease(share, ARRIVED, 1))
        return self.place_corners(way_out(slot, face, share))

    def cell_box(self, row, column, rows=1, columns=1):
        """The Box of some cells of an upright plane."""
        box = self.box
        wide = box.width / self.values.array.shape[1]
        high = box.height / self.values.array.shape[0]
        return Box(
            box.left + column * wide, box.top + row * high, columns * wide, rows * high
        )

    def cell_slips(self):
        """A Slip for each cell of an upright plane, row by row."""
        rows, columns = self.values.array.shape
        colors = self.color_scale.colors(self.values.array)
        return [
            Slip(self.cell_box(row, column), "#" + bytes(colors[row, column, :3]).hex())
            for row in range(rows)
            for column in range(columns)
        ]

    def cells(self):
        corners = self.seen_corners
        upper_left, upper_right, lower_left = corners[:3]
        block = block_of(
            self.values.shape,
            int(np.hypot(*(lower_left - upper_left))),
            int(np.hypot(*(upper_right - upper_left))),
        )
        return (
            ShownCells(self.values, self.source, self._there(block), corners, block),
        )

    @property
    def has_begun(self):
        return super().has_begun and (self.revealed is None or self.revealed > 0)

    def _there(self, block):
        """Which blocks of cells hold a value: those whose first one does."""
        return shown_mask(self._shown_count(), self.values.shape, block)

    def draw(self, canvas):
        corners = self.seen_corners
        if self.gap:
            # Half of the line is under the sheet.
            canvas.polygon(ring(corners), stroke=palette.BACKGROUND, line=2 * self.gap)
        self._draw_sides(canvas, corners)
        if self.upright:
            box = self.box
            canvas.cached(
                (
                    self.values.key,
                    self.color_scale,
                    self._shown_count(),
                    self.numbers,
                    self.hollow,
                    self.source,
                    self.first,
                    self.written_as,
                ),
                box.left,
                box.top,
                box.width,
                box.height,
                lambda aside: self._draw_cells(aside, corners),
            )
            self._draw_words(canvas, box)
        else:
            self._draw_cells(canvas, corners)
        self._draw_outlines(canvas, corners)

    def _shown_count(self):
        size = self.values.array.size
        return size if self.revealed is None else int(min(max(self.revealed, 0), size))

    def _draw_sides(self, canvas, corners):
        if not self.thickness:
            return
        _, upper_right, lower_right, lower_left = ring(corners)
        deep = np.array([self.thickness, self.thickness])
        canvas.polygon(
            [
                lower_left,
                lower_right,
                upper_right,
                upper_right + deep,
                lower_right + deep,
                lower_left + deep,
            ],
            fill=palette.SIDE,
        )

    def _draw_cells(self, canvas, corners):
        upper_left, upper_right, lower_left = corners[:3]
        canvas.cells(
            self.values,
            corners,
            self.color_scale,
            shown=self._shown_count(),
            hollow=self.hollow,
            room=(
                float(np.hypot(*(upper_right - upper_left))),
                float(np.hypot(*(lower_left - upper_left))),
            ),
            name=self.source,
            first=self.first,
        )
        if self.upright:
            self._draw_grid(canvas)

    def _draw_grid(self, canvas):
        box, (rows, columns) = self.box, self.values.array.shape
        wide, high = box.width / columns, box.height / rows
        if min(wide, high) < 13:
            return
        for column in range(1, columns):
            canvas.rectangle(
                box.left + column * wide - 0.5,
                box.top,
                1,
                box.height,
                fill=palette.BACKGROUND,
                opacity=0.5,
            )
        for row in range(1, rows):
            canvas.rectangle(
                box.left,
                box.top + row * high - 0.5,
                box.width,
                1,
                fill=palette.BACKGROUND,
                opacity=0.5,
            )
        if self.color_scale.hidden is not None:
            self._draw_hatches(canvas, box, wide, high)
        if self.numbers and high >= SMALLEST + 4:
            self._draw_numbers(canvas, box, wide, high)

    def _draw_hatches(self, canvas, box, wide, high):
        """Slanted lines over the cells that a mask hides."""
        there = shown_mask(self._shown_count(), self.values.array.shape)
        hidden = there & (self.values.array <= self.color_scale.hidden)
        for row, column in np.argwhere(hidden).tolist():
            left, bottom = box.left + column * wide, box.top + (row + 1) * high
            for share in HATCHES:
                canvas.polygon(
                    [
                        (
                            left + wide * max(share - 1, 0),
                            bottom - high * min(share, 1),
                        ),
                        (
                            left + wide * min(share, 1),
                            bottom - high * max(share - 1, 0),
                        ),
                    ],
                    stroke=palette.HATCH,
                    line=1.2,
                    closed=False,
                )

    def written(self):
        """(text of each cell, length of the longest, colour of each text)."""
        return numbers_of(self.values, self.color_scale)

    def _draw_numbers(self, canvas, box, wide, high):
        texts, longest, inks = self.written()
        size = min((wide - 8) / (longest * 0.6), high * 0.5, 24)
        if size < SMALLEST:
            return
        kind = Type("code", size)
        shown = shown_mask(self._shown_count(), self.values.array.shape)
        for row, column in np.argwhere(shown).tolist():
            canvas.text(
                texts[row][column],
                box.left + (column + 0.5) * wide,
                box.top + (row + 0.5) * high + size * 0.36,
                kind,
                inks[row][column],
                align="middle",
            )

    @property
    def note_is_below(self) -> bool:
        """Whether the note has no room beside the name, and stands below."""
        return bool(self.note) and NOTE.width(self.note) > self._room_beside(self.box)

    def _room_beside(self, box):
        """Design pixels right of the name."""
        name, kind = NAME.fitted(self.name_text, max(box.width, 150))
        return box.width - kind.width(name) - 14

    def _draw_words(self, canvas, box):
        color, shown = self.accent or palette.TEXT, self.words_opacity
        name, kind = NAME.fitted(self.name_text, max(box.width, 150))
        room = self._room_beside(box)
        above = box.top - 14 - (OF_COLUMNS if self.column_labels else 0)
        canvas.text(name, box.left, above, kind, color, opacity=shown)
        beside = NOTE.width(self.note) <= room
        canvas.text(
            note_in(self.note, room if beside else box.width, NOTE),
            box.right if beside else box.left,
            above if beside else box.bottom + 26,
            NOTE,
            palette.QUIET,
            align="right" if beside else "left",
            opacity=shown,
        )
        canvas.text(
            self.note_below,
            box.left,
            box.bottom + 30,
            NAME,
            palette.QUIET,
            opacity=shown,
        )
        self._draw_labels(canvas, box, shown)

    def _draw_labels(self, canvas, box, shown):
        """What stands left of the rows, and above the columns."""
        wide = box.width / max(len(self.column_labels), 1)
        for column, label in enumerate(self.column_labels):
            canvas.text(
                label,
                box.left + (column + 0.5) * wide,
                box.top - 9,
                Type("code", SMALL),
                palette.QUIET,
                align="middle",
                opacity=shown,
            )
        rows = len(self.row_labels)
        high = box.height / max(rows, 1)
        kind = Type("code", min(max(high - 2, SMALLEST), SMALL))
        for row, label in enumerate(self.row_labels):
            lit = any(mark[0] == row for mark in self.marks)
            canvas.text(
                label,
                box.left - 14,
                box.top + (row + 0.5) * high + kind.size * 0.36,
                kind,
                palette.POINTED if lit else palette.QUIET,
                align="right",
                opacity=shown,
            )

    def _draw_outlines(self, canvas, corners):
        canvas.polygon(
            ring(corners),
            stroke=self.accent or palette.LINE,
            line=2.5 if self.accent else 1.5,
        )
        rows, columns = self.values.array.shape
        for row, column, high, wide in self.marks:
            along = np.array([column, column + wide, column + wide, column]) / columns
            down = np.array([row, row, row + high, row + high]) / rows
            canvas.polygon(
                points_on(corners, along, down), stroke=palette.POINTED, line=2.5
            )


@lru_cache(maxsize=256)
def numbers_of(values, color_scale):
    """(text of each cell of a matrix, length of the longest, colour of each
    text)."""
    hidden = color_scale.hidden
    write = number_format(values.array, hidden)
    texts = [[write(value) for value in row] for row in values.array]
    _, _, colors = values.coarse(*values.array.shape, color_scale)
    return (
        texts,
        max(len(text) for row in texts for text in row),
        [
            [
                palette.QUIET if hidden is not None and value <= hidden else ink
                for value, ink in zip(line, inks)
            ]
            for line, inks in zip(values.array, _inks(colors))
        ],
    )


def _inks(colors):
    return [[_ink_on(*color) for color in row] for row in colors[..., :3].tolist()]


@lru_cache(maxsize=4096)
def _ink_on(red, green, blue):
    return palette.ink_on((red, green, blue))
