"""The scores of one query: what is made of them, key by key."""

import numpy as np

from scenes.acts import attention_words
from scenes.acts.act import MOST_BARS
from scenes.reading.attention_found import AttentionFound
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Slip
from scenes.stage.part import Box, Part, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.ribbons import Ribbons
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values
from scenes.words.naming import code

COLUMN, BESIDE = 104, 56  # width of a column of scores; between two
BARS, LEAST_BARS = 0.7, 260  # of the room left: the bars; their width at least
NAMED = 36  # from the keys to the query above them: their name is between


class RowBars(Bars):
    """Bars that can show another row of the same matrix."""

    def show_row(self, values: Values) -> None:
        self.values = values.ravel()
        self._column = self.values.reshape(-1, 1)


class QueryScores:
    """Between keys and values: scores, what the softmax is of, shares.

    Args:
        room: the Box between keys and values, as high as they are.
        found: the attention.
        matrices: its parts by name, each (rows, columns).
        queries, keys: the planes that show them.
        query: that stands there first.
        end: the x where the values begin.

    Attributes:
        parts: in the order they are drawn.
        meets: the key that the query's row stands over, or None.
    """

    def __init__(
        self,
        room: Box,
        found: AttentionFound,
        matrices: dict[str, Values],
        *,
        queries: MatrixPlane,
        keys: MatrixPlane,
        query: int,
        end: float,
    ) -> None:
        self._matrices, self._queries, self._keys = matrices, queries, keys
        self._kept: dict[tuple[str, int], Values] = {}
        self._told = query
        self.meets: int | None = None
        names = attention_words.names()
        ready = attention_words.ready_name(
            found.scale, is_masked=not found.seen.all(), is_biased=found.is_biased
        )
        sources = {
            "scores": code(found.product.expression),
            "ready": code(found.softmax.scores.name or found.softmax.scores.expression),
        }
        left = room.left
        self.columns: list[tuple[str, RowsPlane]] = []
        for name, text in (("scores", names["raw"]), ("ready", ready)):
            if text:
                plane = RowsPlane(
                    self._column(name, query),
                    Box(left, room.top, COLUMN, room.height),
                    name=text,
                    scale=palette.Scale.of(matrices[name].array),
                    source=sources[name],
                )
                self.columns.append((name, plane))
                left += COLUMN + BESIDE
        width = max((room.right - left) * BARS, LEAST_BARS)
        self.bars = self._bars(Box(left, room.top, width, room.height), names["bars"])
        self.ribbons = self._ribbons(room, end)
        self.row = MatrixPlane(
            matrices["queries"][query].reshape(1, -1),
            self._home(query),
            scale=queries.color_scale,
            source=queries.source,
            first=(query, 0),
        )
        self.row.accent = palette.POINTED
        self.slips = Chips()

    @property
    def standing(self) -> tuple[Part, ...]:
        """All that stands there, but for what is on its way."""
        return (*(plane for _, plane in self.columns), self.bars, self.ribbons)

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.standing, self.row, self.slips)

    def _column(self, name: str, query: int) -> Values:
        """The row of a query, as a column."""
        key = name, query
        if key not in self._kept:
            self._kept[key] = self._matrices[name][query].reshape(-1, 1)
        return self._kept[key]

    def _bars(self, box: Box, name: str) -> RowBars | RowsPlane:
        shares = self._matrices["shares"]
        if shares.shape[1] <= MOST_BARS:
            return RowBars(shares[self._told], box, name=name, span=(0.0, 1.0))
        return RowsPlane(
            self._column("shares", self._told),
            Box(box.left, box.top, COLUMN, box.height),
            name=name,
            scale=palette.Scale("grey", 1.0),
        )

    def _ribbons(self, room: Box, end: float) -> Ribbons:
        rows = self._matrices["shares"].shape[1]
        high = room.height / rows
        middles = [room.top + (row + 0.5) * high for row in range(rows)]
        start = self.bars.box.right + 6
        box = Box(start, room.top, max(end - start, 1), room.height)
        return Ribbons(box, middles, middles, thickest=high * 0.9)

    def _home(self, query: int) -> Box:
        columns = self._matrices["queries"].shape[1]
        return self._queries.cell_box(query, 0, 1, columns)

    def show(self, query: int, phases: dict[str, float], shares: RowsPlane) -> None:
        """Show a query.

        Args:
            phases: how far each is, 0..1.
            shares: the matrix that its shares go to.
        """
        keys = self._matrices["shares"].shape[1]
        seen = int(phases["first"]) + int(phases["keys"] * (keys - 1))
        counts = {
            "scores": keys if phases["keys"] >= 1 else min(seen, keys),
            "ready": round(phases["ready"] * keys),
        }
        for name, plane in self.columns:
            plane.values = self._column(name, query)
            plane.fill(np.arange(keys) < counts[name])
        row = self._matrices["shares"][query]
        if isinstance(self.bars, RowBars):
            self.bars.show_row(row)
            self.bars.grown = np.full(keys, phases["shared"])
        else:
            self.bars.values = self._column("shares", query)
            self.bars.fill(np.arange(keys) < round(phases["shared"] * keys))
        self.ribbons.shares = row.array
        self.ribbons.grown = phases["mixed"]
        self._show_row(query, phases, keys)
        self._show_slips(query, phases["kept"], shares)
        if isinstance(self.bars, RowBars):
            is_over = phases["shared"] >= 1
            self.bars.focus = int(row.array.argmax()) if is_over else self.meets

    def _show_row(self, query: int, phases: dict[str, float], keys: int) -> None:
        """The query's row on its way over the keys, above the one it meets."""
        share = phases["first"]
        at, onward = divmod(phases["keys"] * (keys - 1), 1)
        place = at + ease(onward, 0.6, 1)
        first = self._keys.cell_box(0, 0, 1, self._matrices["keys"].shape[1])
        # Above the first key there is its name; on the way down each row that
        # it stands over has met it already.
        top = first.top + (place - 1) * first.height - NAMED * (1 - min(place, 1))
        over = Box(first.left, top, first.width, first.height)
        self.row.place(mix_boxes(self._home(self._told), over, ease(share, 0, 0.5)))
        gone = ease(phases["ready"], 0, 0.5)
        is_there = query == self._told and share > 0
        self.row.set_opacity((1 - gone) if is_there else 0.0)
        self.meets = (
            int(place + 0.5) if is_there and share >= 0.5 and gone < 1 else None
        )

    def _show_slips(self, query: int, share: float, shares: RowsPlane) -> None:
        """The bars on their way to the row of the query."""
        self.slips.items = ()
        if 0 < share < 0.99 and isinstance(self.bars, RowBars):
            self.slips.items = tuple(
                Slip(
                    mix_boxes(slip.box, shares.cell_box(query, key), share),
                    palette.POSITIVE,
                    0.9,
                )
                for key, slip in enumerate(self.bars.cell_slips())
            )
