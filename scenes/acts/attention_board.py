"""Where the parts of attention stand, and how they show a query.

Above stand the queries, the matrix of shares and what comes out, with a row
for each query; below the keys, the scores of one query and the values, with a
row for each key. What stands beside the first matrix comes below at the end.
"""

from collections.abc import Sequence

import numpy as np

from network.trace import Value
from scenes.acts import attention_words
from scenes.acts.attention_beside import matrices_beside, shares_scale
from scenes.acts.attention_scores import QueryScores
from scenes.reading.attention_found import AttentionFound
from scenes.reading.attention_heads import Heads
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values
from scenes.words.naming import code

HEAD = 44  # room for names above a band
NAMED = 36  # from the keys to the query above them: their name is between
BETWEEN = 84  # from one band to the next
LABELS = 44  # room for the numbers of rows
SIDE = 0.28  # of the stage's width: queries and keys; values and results
COLUMN = 104  # width of a column of scores
TALLEST, WIDEST = 84, 104  # design pixels of a cell at most
MOST_LABELS = 20  # rows that are numbered


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
        self.scores = self._bring_scores()
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
        if name in ("queries", "keys", "values"):
            note = attention_words.size(name, rows, columns)
        labels = [str(row) for row in range(rows)] if rows <= MOST_LABELS else ()
        head = self._called[0] if name in ("queries", "keys", "values", "mixed") else ""
        part = kind(
            values,
            Box(left, band.top, width, height),
            name=attention_words.of_one(text, head),
            note=note if side != "middle" else "",
            row_labels=labels,
            source=_recorded(self._found, name),
            first=laid.first(0),
        )
        if name == "shares":
            part.color_scale = shares_scale(self._heads)
        return self._add(part, laid.value)

    def _bring_scores(self) -> QueryScores:
        keys, band, side = self.keys.box, self._below, self._stage.width * SIDE
        left, right = band.left + side + 40, band.right - side - 40
        scores = QueryScores(
            Box(left, keys.top, right - left, keys.height),
            self._found,
            self._values,
            queries=self.queries,
            keys=self.keys,
            query=self._query,
            end=self.values.box.left - LABELS + 6,
        )
        for part in scores.parts:
            self._add(part)
        return scores

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
        keys = self._values["shares"].shape[1]
        looked[self._told] = keys if phases["kept"] >= 0.99 else 0
        out[self._told] = round(phases["mixed"] * self._values["mixed"].shape[1])
        self.shares.fill(looked)
        self.mixed.fill(out)
        if query != self._told:
            phases = dict.fromkeys(phases, 1.0)
        self.scores.show(query, phases, self.shares)
        for plane in (self.queries, self.shares, self.mixed):
            plane.marks = ((query, 0, 1, plane.values.shape[1]),)
        met, width = self.scores.meets, self._values["keys"].shape[1]
        self.keys.marks = () if met is None else ((met, 0, 1, width),)

    def show_beside(self, share: float, filled: float) -> None:
        """Let the other matrices take the place of the keys and values.

        Args:
            share: how far they are there, 0..1.
            filled: how much of each holds a value.
        """
        if not self.beside:
            return
        for part in (self.keys, self.values, *self.scores.standing):
            if share > 0:
                part.set_opacity(1 - share)
        for plane, _ in self.beside:
            rows, columns = plane.values.shape
            plane.set_opacity(share)
            done = np.clip(filled * (rows + 1) - np.arange(rows), 0, 1)
            plane.fill(np.round(done * columns).astype(int))


def _recorded(found: AttentionFound, name: str) -> str:
    """What the trace calls a part of attention."""
    value = getattr(found.parts, name).value
    made = {"shares": found.softmax.division, "mixed": found.mix}.get(name)
    return code(value.name or (made.expression if made else value.expression))


def _name(value: Value) -> str:
    return code(value.name or value.expression)
