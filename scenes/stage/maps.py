"""Several grids of cells of one shape side by side, each with its number.

The maps of a layer, the channels of a picture, the kernels that make them:
whatever has more axes than a matrix and is read grid by grid.
"""

import math

import numpy as np

from scenes.arrays import shapes as arrange
from scenes.stage import palette
from scenes.stage.notes import note_in
from scenes.stage.part import Box, Part
from scenes.stage.plane import NAME, NOTE
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.typeface import SMALL, Type
from scenes.stage.values import Values

LABEL = Type("code", SMALL)
NAMES = 40  # height above the grids for what all of them are called
LABELS = 28  # the same above each for its own number
GAP = 22
LARGEST_CELL, LARGEST_ALONE = 64, 96
BEYOND = 60  # how far a note may go beyond the grids, where there is room
MARGIN = 30  # how far beyond the box: so much is free beside every stage
MOST = 64  # grids that are shown; of more the first


class Maps(Part):
    """A (grids, rows, columns) array as grids in a grid.

    Args:
        values: the array, or a Values of one; or what a Values is made of,
            such as a network.trace.Value, which arrange.as_maps lays out.
        box: that they have room in, a Box in design pixels.
        name, note: written above, left and beside it.
        labels: of each grid; its number where there are none.
        scale: a palette.Scale; from the values when None.
        group: so many, or a multiple, stand side by side: as many as makes
            them largest.
        stretch: how wide a cell may be, by its height.
        source: the name that records give to the cells; `name` when empty.
        align: "middle" or "left", where they do not fill the box.
        start: the number, among all grids of the value, of the first of these.

    Attributes to change while it plays:
        revealed: (grids,) how many cells of each, row by row, hold a value
            already; None: all.
        filled: (rows,) how many cells of each row of every grid are there, in
            the place of `revealed`; None: as that says.
        outlined: grid -> its (row, column, rows, columns) outlined.
        dashed: (row, column, rows, columns) that is outlined in all of them,
            or None: what they were before they were given a border.
        faint: the grids that step back behind the others.
    """

    laid_anew = frozenset({"_planes"})

    def __init__(
        self,
        values,
        box,
        *,
        name="",
        note="",
        labels=(),
        scale=None,
        group=1,
        stretch=1.0,
        align="middle",
        source="",
        start=0,
    ):
        values = Values.laid_out(values, arrange.as_maps)
        if values.array.ndim != 3 or not values.array.size:
            raise ValueError(
                f"expected grids of rows and columns, got shape {values.array.shape}"
            )
        self._values = values
        self.count = min(len(values.array), MOST)
        self.name_text, self.note = name, note
        self.labels = tuple(labels) or tuple(map(str, range(self.count)))
        self.color_scale = scale or palette.Scale.of(values.array)
        self.revealed = self.filled = None
        self.outlined = {}
        self.dashed = None
        self.faint = frozenset()
        self._planes = [
            RowsPlane(
                values[index],
                Box(0, 0, 10, 10),
                scale=self.color_scale,
                thickness=3 if self.count > 1 else 6,
                source=source or name,
                first=(start + index, 0, 0),
            )
            for index in range(self.count)
        ]
        self.across, self._cell = self._arranged(box, group)
        self._wide = self._cell * self._stretched(box, stretch)
        tight = self._tight(box, align)
        self._beyond = min(max(box.right - tight.right, 0) + MARGIN, BEYOND)
        super().__init__(tight)

    def call(self, name):
        """Call the cells something else, above them and in records."""
        self.name_text = name
        for plane in self._planes:
            plane.source = name

    @property
    def values(self):
        """The Values that are shown; others of the same shape can be set."""
        return self._values

    @values.setter
    def values(self, values):
        self._values = Values.laid_out(values, arrange.as_maps)
        for index, plane in enumerate(self._planes):
            plane.values = self._values[index]

    def show(self, values, start=None):
        """Show other cells, of the same shape, in the same colours.

        Args:
            start: the number of the first of these grids, if it is another.
        """
        self.values = values
        if start is not None:
            for index, plane in enumerate(self._planes):
                plane.first = (start + index, 0, 0)

    def _stretched(self, box, stretch):
        """How wide cells are by their height, in a Box."""
        room = (box.width - GAP * (self.across - 1)) / self.across
        return max(min(stretch, room / self.values.shape[2] / self._cell), 1.0)

    def _arranged(self, box, group):
        """(how many side by side, the height of a cell) that fit a Box best."""
        rows, columns = self.values.shape[1:]
        largest = LARGEST_ALONE if self.count == 1 else LARGEST_CELL

        def cell(beside):
            below = -(-self.count // beside)
            wide = (box.width - GAP * (beside - 1)) / (beside * columns)
            high = box.height - self._head - self._above * below - GAP * (below - 1)
            return min(wide, high / (below * rows), largest)

        choices = range(group, self.count + 1, group)
        best = max(
            choices, key=lambda one: (round(cell(one), 6), -self.count // one, -one)
        )
        return best, max(cell(best), 0.05)

    @property
    def _head(self):
        return NAMES if self.name_text else 0

    @property
    def _above(self):
        return LABELS if self.count > 1 else 0

    def _tight(self, box, align):
        """The Box that all of it takes up, in a larger Box."""
        rows, columns = self.values.shape[1:]
        below = -(-self.count // self.across)
        wide = self._wide * columns * self.across + GAP * (self.across - 1)
        high = self._cell * rows + self._above
        high = high * below + GAP * (below - 1) + self._head
        left = box.left if align == "left" else box.left + (box.width - wide) / 2
        return Box(left, box.top + (box.height - high) / 2, wide, high)

    def grid_box(self, index):
        """The Box of the cells of one of the grids."""
        box, (rows, columns) = self.box, self.values.shape[1:]
        below = -(-self.count // self.across)
        row, column = divmod(index, self.across)
        whole = self._wide * columns * self.across + GAP * (self.across - 1)
        scale = box.width / whole
        wide, high, gap = (
            self._wide * columns * scale,
            self._cell * rows * scale,
            GAP * scale,
        )
        above = (
            box.height - below * high - (below - 1) * gap - self._head * scale
        ) / below
        return Box(
            box.left + column * (wide + gap),
            box.top + self._head * scale + above + row * (high + above + gap),
            wide,
            high,
        )

    def cell_box(self, index, row, column, rows=1, columns=1):
        """The Box of some cells of one of the grids."""
        box, (down, across) = self.grid_box(index), self.values.shape[1:]
        wide, high = box.width / across, box.height / down
        return Box(
            box.left + column * wide, box.top + row * high, columns * wide, rows * high
        )

    @property
    def marks(self):
        """What is outlined: (grid, row, column, rows, columns), ..."""
        return tuple(
            (index, *mark)
            for index, marks in self.outlined.items()
            for mark in marks
            if index < self.count
        )

    def cell_color(self, index, row, column):
        """The colour of a cell."""
        color = self.color_scale.colors(self.values.array[index, row, column])
        return "#" + bytes(color[:3]).hex()

    def reveal(self, cells):
        """Show only so many cells of all, grid after grid, in their order."""
        each = int(np.prod(self.values.shape[1:]))
        self.revealed = np.clip(cells - each * np.arange(self.count), 0, each)

    def last_revealed(self):
        """(grid, row, column) of the last cell that `reveal` has shown, or
        None."""
        shown = int(np.sum(self.revealed)) - 1
        if shown < 0:
            return None
        rows, columns = self.values.shape[1:]
        return (shown // (rows * columns), *divmod(shown % (rows * columns), columns))

    def _laid(self):
        """The planes of the grids, as they stand now."""
        for index, plane in enumerate(self._planes):
            plane.place(self.grid_box(index))
            plane.fill(self._filled(index))
            plane.opacity = 0.3 if index in self.faint else 1.0
        return self._planes

    def _filled(self, index):
        """(rows,) how many cells of each row of a grid are there."""
        rows, columns = self.values.shape[1:]
        if self.filled is not None:
            return np.minimum(self.filled, columns)
        if self.revealed is None:
            return np.full(rows, columns)
        return np.clip(self.revealed[index] - columns * np.arange(rows), 0, columns)

    def cells(self):
        return tuple(one for plane in self._laid() for one in plane.cells())

    @property
    def has_begun(self):
        return super().has_begun and any(
            self._filled(index).any() for index in range(self.count)
        )

    def draw(self, canvas):
        for plane in self._laid():
            plane.paint(canvas)
        self._draw_words(canvas)
        for mark in self.marks:
            self._draw_mark(canvas, self.cell_box(*mark))
        if self.dashed is not None:
            for index in range(self.count):
                box = self.cell_box(index, *self.dashed)
                canvas.rectangle(
                    box.left,
                    box.top,
                    box.width,
                    box.height,
                    stroke=palette.QUIET,
                    line=1.5,
                    dashes=(6, 5),
                )

    def _draw_mark(self, canvas, box):
        """An outline that is seen on any colour."""
        for color, line in ((palette.BACKGROUND, 7), (palette.POINTED, 3.5)):
            canvas.rectangle(
                box.left, box.top, box.width, box.height, stroke=color, line=line
            )

    def _draw_words(self, canvas):
        box = self.box
        room = max(box.width, 200)
        name, kind = NAME.fitted(self.name_text, room)
        baseline = box.top + 18
        shown = self.words_opacity
        canvas.text(name, box.left, baseline, kind, palette.TEXT, opacity=shown)
        beside = box.left + kind.width(name) + 14
        left = max(box.width + self._beyond, room) + box.left - beside
        if self.note and NOTE.width(self.note) <= left:
            note = note_in(self.note, left, NOTE)
            canvas.text(note, beside, baseline, NOTE, palette.QUIET, opacity=shown)
        if self.count == 1:
            return
        every = self._every()
        for index in range(self.count):
            if index % self.across % every:
                continue
            grid = self.grid_box(index)
            lit = bool(self.outlined.get(index))
            canvas.text(
                self.labels[index],
                grid.left,
                grid.top - 8,
                LABEL,
                palette.POINTED if lit else palette.QUIET,
                opacity=shown * (0.4 if index in self.faint else 1.0),
            )

    def _every(self):
        """Every so many of the labels stand there without touching."""
        pitch = self.grid_box(0).width + GAP * 0.8
        longest = max(LABEL.width(label) for label in self.labels[: self.count])
        return max(math.ceil((longest + 8) / pitch), 1)

    def extent(self):
        box = self.box
        return Box(box.left - 90, box.top - 30, box.width + 240, box.height + 60)
