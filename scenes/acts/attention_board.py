"""Where the parts of attention stand, and how they show a query.

Above stand the queries, the matrix of shares and what comes out, with a row
for each query; below the keys, the scores of one query and the values, with a
row for each key. What stands beside the first matrix comes below at the end.
"""

from collections.abc import Sequence

import numpy as np

from network.trace import Value
from scenes.acts import attention_words
from scenes.acts.act import MOST_BARS
from scenes.acts.attention_beside import matrices_beside, shares_scale
from scenes.reading.attention_heads import Heads
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Slip
from scenes.stage.part import Box, Part, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.ribbons import Ribbons
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values
from scenes.words.naming import code

HEAD = 44  # room for names above a band
NAMED = 36  # from the keys to the query above them: their name is between
BETWEEN = 84  # from one band to the next
LABELS = 44  # room for the numbers of rows
SIDE = 0.28  # of the stage's width: queries and keys; values and results
COLUMN = 104  # width of a column of scores
TALLEST, WIDEST = 68, 96  # design pixels of a cell at most
MOST_LABELS = 20  # rows that are numbered


class RowBars(Bars):
    """Bars that can show another row of the same matrix."""

    def show_row(self, values: Values) -> None:
        self.values = values.ravel()
        self._column = self.values.reshape(-1, 1)


class AttentionBoard:
    """The parts of one attention.

    Args:
        stage: the Box of the act.
        heads: what is shown.
        query: that is told first.
        called: what each matrix of shares is called.
        result: what comes out is called.

    Attributes:
        parts: (part, the Value that it shows or None), in the order they are
            drawn.
    """

    def __init__(
        self,
        stage: Box,
        heads: Heads,
        query: int,
        called: Sequence[str],
        *,
        result: str,
    ) -> None:
        self.parts: list[tuple[Part, Value | None]] = []
        self._stage, self._heads, self._query = stage, heads, query
        self._called = called
        found = self._found = heads.each[0]
        layouts = found.parts
        names = attention_words.names()
        self._values = {
            name: Values.of(laid.value).laid(laid.of)[0]
            for name, laid in (
                ("queries", layouts.queries),
                ("keys", layouts.keys),
                ("values", layouts.values),
                ("scores", layouts.scores),
                ("ready", layouts.ready),
                ("shares", layouts.shares),
                ("mixed", layouts.mixed),
            )
        }
        self._columns: dict[tuple[str, int], Values] = {}
        room = stage.height - HEAD - BETWEEN - 16
        queries, keys = found.seen.shape[1:]
        share = min(max(queries / (queries + keys), 0.25), 0.75)
        above = min(room * share, TALLEST * queries)
        self._above = Box(stage.left, stage.top + HEAD, stage.width, above)
        self._below = Box(
            stage.left, self._above.bottom + BETWEEN, stage.width, room - above
        )
        self.queries = self._at(
            "queries", self._above, "left", _name(layouts.queries.value)
        )
        self.shares = self._at(
            "shares", self._above, "middle", names["shares"], kind=RowsPlane
        )
        self.mixed = self._at(
            "mixed", self._above, "right", result or names["mixed"], kind=RowsPlane
        )
        self.keys = self._at("keys", self._below, "left", _name(layouts.keys.value))
        self.values = self._at(
            "values", self._below, "right", _name(layouts.values.value)
        )
        self._bring_scores(names)
        self._bring_row()
        self.slips = self._add(Chips())
        self.beside = matrices_beside(heads, called, self._below)
        for plane, value in self.beside:
            self._add(plane, value)

    def _add(self, part, value=None):
        self.parts.append((part, value))
        return part

    def _at(self, name, band, side, text, *, kind=MatrixPlane):
        """A matrix in a band: its rows from the top of it."""
        values = self._values[name]
        rows, columns = values.shape
        room = self._stage.width * (SIDE if side != "middle" else 1 - 2 * SIDE)
        room -= LABELS + (90 if side == "middle" else 0)
        high = min(TALLEST, band.height / rows)
        wide = min(WIDEST, room / columns)
        if side == "middle":
            wide = min(wide, max(high * 1.6, 34)) if rows * columns < 200 else wide
        width, height = max(wide * columns, 8), high * rows
        left = {
            "left": band.left + LABELS,
            "middle": band.left + (band.width - width) / 2,
            "right": band.right - self._stage.width * SIDE + LABELS,
        }[side]
        laid = getattr(self._found.parts, name)
        note = f"{rows} × {columns}"
        labels = [str(row) for row in range(rows)] if rows <= MOST_LABELS else ()
        head = self._called[0] if name in ("queries", "keys", "values", "mixed") else ""
        part = kind(
            values,
            Box(left, band.top, width, height),
            name=attention_words.of_one(text, head),
            note=note if side != "middle" else "",
            row_labels=labels,
            source=_name(laid.value),
        )
        if name == "shares":
            part.color_scale = shares_scale(values.array)
        return self._add(part, laid.value)

    def _column(self, name, query):
        key = name, query
        if key not in self._columns:
            self._columns[key] = self._values[name][query].reshape(-1, 1)
        return self._columns[key]

    def _bring_scores(self, names):
        found, band = self._found, self._below
        rows = found.seen.shape[2]
        high = min(TALLEST, band.height / rows) * rows
        left = band.left + self._stage.width * SIDE + 40
        right = band.right - self._stage.width * SIDE - 40
        ready = attention_words.ready_name(
            found.scale, is_masked=not found.seen.all(), is_biased=found.is_biased
        )
        self.scores = []
        for name, text in (("scores", names["raw"]), ("ready", ready)):
            if not text:
                continue
            plane = RowsPlane(
                self._column(name, self._query),
                Box(left, band.top, COLUMN, high),
                name=text,
                scale=palette.Scale.of(self._values[name].array),
                source=names["raw"],
            )
            self.scores.append((name, self._add(plane)))
            left += COLUMN + 56
        box = Box(left, band.top, max((right - left) * 0.7, 260), high)
        if rows <= MOST_BARS:
            self.bars = RowBars(
                self._values["shares"][self._query],
                box,
                name=names["bars"],
                span=(0.0, 1.0),
            )
        else:
            self.bars = RowsPlane(
                self._column("shares", self._query),
                Box(box.left, box.top, COLUMN, high),
                name=names["bars"],
                scale=palette.Scale("grey", 1.0),
            )
        self._add(self.bars)
        middles = [band.top + (row + 0.5) * high / rows for row in range(rows)]
        end = self.bars.box.right + 6
        self.ribbons = self._add(
            Ribbons(
                Box(end, band.top, self.values.box.left - LABELS + 6 - end, high),
                middles,
                middles,
                thickest=high / rows * 0.9,
            )
        )

    def _bring_row(self):
        """The query's own row, that passes over the keys."""
        self.row = self._add(
            MatrixPlane(
                self._values["queries"][self._query].reshape(1, -1),
                self.queries.cell_box(
                    self._query, 0, 1, self._values["queries"].shape[1]
                ),
                scale=self.queries.color_scale,
                source=self.queries.source,
                first=(self._query, 0),
            )
        )
        self.row.accent = palette.AMBER

    def fill(self, shares: np.ndarray, told: int) -> None:
        """Fill the rows of queries that had their turn.

        Args:
            shares: (queries,) how far each turn is, 0..1.
            told: the query that goes alone: `tell` fills its row.
        """
        keys = self._values["shares"].shape[1]
        features = self._values["mixed"].shape[1]
        looked = np.where(shares >= 0.4, keys, 0)
        out = np.round(np.clip((shares - 0.4) / 0.5, 0, 1) * features).astype(int)
        self._filled = looked, out
        self._told = told

    def tell(self, query: int, phases: dict[str, float]) -> None:
        """Show the scores of a query below, and what is done with them.

        Args:
            phases: how far each is of the query that goes alone.
        """
        looked, out = self._filled
        features = self._values["mixed"].shape[1]
        keys = len(self._column("shares", query).array)
        looked[self._told] = keys if phases["kept"] >= 0.99 else 0
        out[self._told] = round(phases["mixed"] * features)
        self.shares.fill(looked)
        self.mixed.fill(out)
        if query != self._told:
            phases = dict.fromkeys(phases, 1.0)
        self._show_scores(query, keys, phases)
        self._mark(query, phases)

    def _show_scores(self, query, keys, phases):
        seen = min(int(phases["first"] + 1e-9) + int(phases["keys"] * (keys - 1)), keys)
        if phases["keys"] >= 1:
            seen = keys
        ready = round(phases["ready"] * keys)
        for name, plane in self.scores:
            plane.values = self._column(name, query)
            count = seen if name == "scores" else ready
            plane.fill(np.arange(keys) < count)
        row = self._values["shares"][query]
        if isinstance(self.bars, RowBars):
            self.bars.show_row(row)
            self.bars.grown = np.full(keys, phases["shared"])
        else:
            self.bars.values = self._column("shares", query)
            self.bars.fill(np.arange(keys) < round(phases["shared"] * keys))
        self.ribbons.shares = np.nan_to_num(row.array)
        self.ribbons.grown = phases["mixed"]
        self._show_row(query, phases, keys)
        self._show_slips(query, phases["kept"])

    def _show_row(self, query, phases, keys):
        """The query's row on its way over the keys, above the one it meets."""
        share = phases["first"]
        home = self.queries.cell_box(query, 0, 1, self._values["queries"].shape[1])
        at, onward = divmod(phases["keys"] * (keys - 1), 1)
        place = at + ease(onward, 0.6, 1)
        first = self.keys.cell_box(0, 0, 1, self._values["keys"].shape[1])
        high = first.height
        # Above the first key there is its name; on the way down each row that
        # it stands over has met it already.
        raised = NAMED * (1 - min(place, 1))
        over = Box(
            first.left, first.top + (place - 1) * high - raised, first.width, high
        )
        self.row.place(mix_boxes(home, over, ease(share, 0, 0.5)))
        gone = ease(phases["ready"], 0, 0.5)
        is_told = query == self._told and share > 0
        self.row.set_opacity((1 - gone) if is_told else 0.0)
        self._meets = (
            int(place + 0.5) if is_told and share >= 0.5 and gone < 1 else None
        )

    def _show_slips(self, query, share):
        if not 0 < share < 0.99 or not isinstance(self.bars, RowBars):
            self.slips.items = ()
            return
        slips = self.bars.cell_slips()
        self.slips.items = tuple(
            Slip(
                mix_boxes(slip.box, self.shares.cell_box(query, key), share),
                palette.POSITIVE,
                0.9,
            )
            for key, slip in enumerate(slips)
        )

    def _mark(self, query, phases):
        for plane in (self.queries, self.shares, self.mixed):
            plane.marks = ((query, 0, 1, plane.values.shape[1]),)
        width = self._values["keys"].shape[1]
        self.keys.marks = () if self._meets is None else ((self._meets, 0, 1, width),)
        if isinstance(self.bars, RowBars):
            self.bars.focus = self._meets
            row = self._values["shares"][query].array
            if phases["shared"] >= 1:
                self.bars.focus = int(row.argmax())

    def show_beside(self, share: float, filled: float) -> None:
        """Let the other matrices take the place of the keys and values.

        Args:
            share: how far they are there, 0..1.
            filled: how much of each holds a value.
        """
        if not self.beside:
            return
        below = (self.keys, self.values, self.bars, self.ribbons)
        for part in (*below, *(plane for _, plane in self.scores)):
            if share > 0:
                part.set_opacity(1 - share)
        for plane, _ in self.beside:
            rows, columns = plane.values.shape
            plane.set_opacity(share)
            done = np.clip(filled * (rows + 1) - np.arange(rows), 0, 1)
            plane.fill(np.round(done * columns).astype(int))


def _name(value: Value) -> str:
    return code(value.name or value.expression)
