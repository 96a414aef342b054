"""Many sheets of one array, standing one behind the other, away from us."""

import numpy as np

from scenes.arrays import shapes as arrange
from scenes.stage import palette
from scenes.stage.notes import note_in
from scenes.stage.part import Part, ease
from scenes.stage.plane import NAME, NOTE
from scenes.stage.shown import ShownCells
from scenes.stage.space import standing
from scenes.stage.typeface import SMALL, Type
from scenes.stage.values import Values, block_of


class Rack(Part):
    """A (sheets, rows, columns) array as a row of slanted slabs, the first of
    them nearest to us.

    Args:
        values: the array, or a Values of one; or what a Values is made of,
            such as a network.trace.Value, which arrange.as_sheets lays out.
        box: of the whole row, a Box in design pixels.
        name, note: written above, left and beside it.
        scale: a palette.Scale; from the values when None.
        renewal: the same of another array of the same shape, that takes the
            place of `values` sheet by sheet.

    Attributes to change while it plays:
        away: numbers of the sheets that are out; their places stay dashed.
        shown: how many sheets are there already, from the first; None: all.
        absent: numbers of the sheets that are not there yet.
        renewed: numbers of the sheets that show the rack's `renewal`.
        opened: 0..1: how far they are spread, like a fan.
    """

    THICKNESS = 4

    def __init__(self, values, box, *, name="", note="", scale=None, renewal=None):
        super().__init__(box)
        self.values = Values.laid_out(values, arrange.as_sheets)
        if self.values.array.ndim != 3:
            raise ValueError(
                "expected sheets of rows and columns, got "
                f"shape {self.values.array.shape}"
            )
        self.name_text, self.note = name, note
        self.color_scale = scale or palette.Scale.of(self.values.array)
        self.away = frozenset()
        self.shown = None
        self.renewal = (
            self.values
            if renewal is None
            else Values.laid_out(renewal, arrange.as_sheets)
        )
        self.absent = frozenset()
        self.renewed = frozenset()
        self.opened = 1.0

    def sheet_corners(self, sheet):
        """Upper left, upper right, lower left of one sheet: (3, 2)."""
        return self._all_corners()[sheet]

    def _all_corners(self):
        return standing(self.box, len(self.values.array), self.opened)

    def cells(self):
        return tuple(
            self._sheet_cells(sheet)
            for sheet in reversed(self._there())
            if sheet not in self.away
        )

    def _sheet_cells(self, sheet):
        source = self.renewal if sheet in self.renewed else self.values
        corners = self.sheet_corners(sheet)
        upper_left, upper_right, lower_left = corners
        block = block_of(
            source.shape[1:],
            int((lower_left - upper_left)[1]),
            int((upper_right - upper_left)[0]),
        )
        blocks = tuple(
            -(-length // step) for length, step in zip(source.shape[1:], block)
        )
        return ShownCells(
            source[sheet], self.name_text, np.ones(blocks, bool), corners, block
        )

    def _there(self):
        """The numbers of the sheets that are there, in or out."""
        count = len(self.values.array)
        shown = count if self.shown is None else int(self.shown)
        return [sheet for sheet in range(shown) if sheet not in self.absent]

    @property
    def has_begun(self):
        if self.renewal is not self.values:
            return super().has_begun and bool(self.renewed)
        return super().has_begun and bool(self._there())

    def draw(self, canvas):
        extent, box = self.extent(), self.box
        canvas.cached(
            (
                self.values.key,
                self.renewal.key,
                self.renewed,
                self.color_scale,
                self.away,
                self.shown,
                self.absent,
                self.opened,
                self.words_opacity,
                round(box.width, 1),
                self.name_text,
                self.note,
            ),
            extent.left,
            extent.top,
            extent.width,
            extent.height,
            self._paint,
        )

    def _paint(self, canvas):
        box = self.box
        words = self.words_opacity
        canvas.text(
            self.name_text, box.left, box.top - 22, NAME, palette.TEXT, opacity=words
        )
        end = box.left + NAME.width(self.name_text) + 14
        canvas.text(
            note_in(self.note, box.right - end, NOTE),
            end,
            box.top - 22,
            NOTE,
            palette.QUIET,
            opacity=words,
        )
        there = self._there()
        for sheet in reversed(there):  # what is nearer hides what is behind it
            if sheet in self.away:
                self._paint_gap(canvas, sheet)
            else:
                self._paint_sheet(canvas, sheet)
        self._paint_numbers(canvas, there)

    def _paint_gap(self, canvas, sheet):
        upper_left, upper_right, lower_left = self.sheet_corners(sheet)
        canvas.polygon(
            [
                upper_left,
                upper_right,
                upper_right + lower_left - upper_left,
                lower_left,
            ],
            stroke=palette.POINTED,
            line=1.2,
            dashes=(5, 6),
            opacity=0.6,
        )

    def _paint_sheet(self, canvas, sheet):
        corners = self.sheet_corners(sheet)
        upper_left, upper_right, lower_left = corners
        lower_right = upper_right + lower_left - upper_left
        deep = np.array([self.THICKNESS, 0])
        canvas.polygon(
            [upper_right, upper_right + deep, lower_right + deep, lower_right],
            fill=palette.LINE,
        )
        canvas.polygon(
            [lower_left, lower_right, lower_right + deep, lower_left + deep],
            fill=palette.SIDE,
        )
        source = self.renewal if sheet in self.renewed else self.values
        canvas.cells(
            source[sheet],
            corners,
            self.color_scale,
            room=(
                float((upper_right - upper_left)[0]),
                float((lower_left - upper_left)[1]),
            ),
            name=self.name_text,
            first=(sheet, 0, 0),
        )

    def _paint_numbers(self, canvas, sheets):
        """Each sheet's number; every second, third ... where they crowd."""
        kind = Type("code", SMALL)
        count = len(self.values.array)
        corners = self._all_corners()
        places = (corners[:, 0, 0] + corners[:, 1, 0]) / 2
        pitch = places[1] - places[0] if count > 1 else np.inf
        every = max(int(np.ceil((kind.width(str(count - 1)) + 8) / max(pitch, 1))), 1)
        for sheet in sheets:
            if sheet % every:
                continue
            canvas.text(
                str(sheet),
                places[sheet],
                corners[sheet, 2, 1] + 24,
                kind,
                palette.POINTED if sheet in self.away else palette.QUIET,
                align="middle",
                opacity=self.words_opacity * ease(self.opened, 0.8, 1),
            )
