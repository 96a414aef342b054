"""A look-up: what is read is outlined in its array, and comes out."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from network.trace import Value
from scenes.acts import fetch_words
from scenes.acts.act import Act, ActKind, Found, Moment, planned
from scenes.acts.filled import filled
from scenes.acts.first_alone import FirstAlone
from scenes.acts.forms import SQUARE
from scenes.acts.schedule import HOLD, first_alone
from scenes.acts.told_steps import called
from scenes.reading.cells_moved import moved
from scenes.reading.lookups import BLOCK, CELLS, COLUMNS, ROWS, Lookup, lookup
from scenes.reading.uses import uses
from scenes.stage import palette
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of

TURN = {"alone": 2.2, "together": 2.0}
QUICK = 1.2  # seconds of the turn of a single cell
TRAVEL = (0.3, 0.85)  # of a turn: when what is read is on its way
MOST_MARKED = 64  # cells that stay outlined in the end
MOST_LABELS = 24  # rows whose indices stand beside them
GAP, NAMES, FOOT, LABELS = 150, 56, 40, 60

Rectangle = tuple[int, int, int, int]  # row, column, rows, columns


@dataclass(frozen=True, kw_only=True)
class FetchAct(Act):
    """Cells that are looked up.

    Attributes:
        lookup: which cells, in which things of their own.
    """

    kind: ClassVar[str] = "fetch"

    lookup: Lookup


def recognise(moment: Moment) -> Found | None:
    """Any index that picks, of an array of numbers."""
    count = 1 + _is_counted(moment)
    found = lookup(moment.operations[count - 1])
    if found is None or _is_of_maps(moment, found):
        return None
    source = called(found.source)
    index = found.index and called(found.index)
    units = len(found.units())
    if units > 1:
        turns = first_alone(units, [0], **TURN)
    else:
        alone = QUICK if found.cells.size == 1 else TURN["alone"]
        turns = first_alone(1, [0], alone=alone, together=0.0)
    return planned(
        FetchAct,
        moment,
        turns.end + HOLD,
        fetch_words.title(found, source),
        fetch_words.lead(found, source, index or ""),
        count=count,
        turns=turns,
        outcome=fetch_words.outcome(found),
        outcome_at=turns.end,
        lookup=found,
    )


def _is_of_maps(moment: Moment, found: Lookup) -> bool:
    """Whether the same rows and columns are kept of each of several maps, which
    the act of what only goes elsewhere shows as maps."""
    before, after = found.source.shape, found.result.shape
    return (
        found.index is None
        and found.kind in (BLOCK, CELLS)
        and len(before) == len(after) > 2
        and min(before[-2:]) >= SQUARE
        and moved(moment.operations) is not None
    )


def _is_counted(moment: Moment) -> bool:
    """Whether the numbers of rows are counted up first, for nothing else."""
    first, *others = moment.operations
    return (
        first.function == "arange"
        and bool(others)
        and others[0].function in ("getitem", "take")
        and first.result.identity in [one.identity for one in others[0].operands[1:]]
        and len(moment.roles.read(uses).of(first.result)) == 1
    )


class Fetch(FirstAlone):
    """The array, what says where to look, and what comes out of it."""

    act: FetchAct

    def build(self) -> None:
        found = self.act.lookup
        self.found, self.units = found, found.units()
        self.count = len(self.units)
        source = Values.of(found.source).grid()
        result = self._result_grid(found.result)
        box, end, beside = self._boxes(source.array.shape, result.array.shape)
        self.plane = self.bring(
            MatrixPlane(
                source,
                box,
                name=called(found.source),
                note=shape_of(found.source),
                row_labels=self._labels(source.array.shape[0]),
            ),
            found.source,
        )
        self.index: MatrixPlane | None = None
        if beside is not None and found.index is not None:
            self.index = self.bring(
                MatrixPlane(
                    Values.of(found.index).reshape(-1, 1),
                    beside,
                    name=called(found.index),
                ),
                found.index,
            )
        else:
            middle = (box.right + end.left) / 2
            self.bring(
                Label("→", Box(middle - 40, end.top + end.height / 2 - 40, 80, 80))
            )
        self.result = self.bring(
            MatrixPlane(
                result,
                end,
                name=self.act.result_name,
                note=shape_of(found.result),
                scale=self.plane.color_scale,
                row_labels=self._result_labels(result.array.shape[0]),
            ),
            found.result,
        )
        self.slips = self.bring(Chips())
        shape = self.result.values.array.shape
        self._ends = [_around(unit, shape[1]) for unit in self.units]
        columns = source.array.shape[1]
        flat = found.cells.ravel()
        self._starts = [_around(flat[unit], columns) for unit in self.units]

    def _result_grid(self, value: Value) -> Values:
        """The result as rows and columns; one cell of each row is a column."""
        found, values = self.found, Values.of(value)
        is_column = len(value.shape) == 1 and (
            found.is_each or found.kind == COLUMNS and len(found.places) == 1
        )
        return values.reshape(-1, 1) if is_column else values.grid()

    def _labels(self, rows: int) -> tuple[str, ...]:
        few = 1 < rows <= MOST_LABELS and len(self.found.source.shape) == 2
        return tuple(map(str, range(rows))) if few else ()

    def _result_labels(self, rows: int) -> tuple[str, ...]:
        """Which row each of those that come out was."""
        places = self.found.places
        few = 1 < rows == len(places) <= MOST_LABELS
        return (
            tuple(map(str, places))
            if few and self.found.kind == ROWS and self.index is None
            else ()
        )

    def _boxes(
        self, source: tuple[int, int], result: tuple[int, int]
    ) -> tuple[Box, Box, Box | None]:
        """Where the array, the result and what says where to look stand."""
        stage = self.stage
        room = Box(
            stage.left + LABELS,
            stage.top + NAMES,
            stage.width - LABELS,
            stage.height - NAMES - FOOT,
        )
        found = self.found
        has_index = (
            found.index is not None
            and not found.is_mask
            and found.index.array.size == result[0] <= MOST_LABELS
            and found.kind in (ROWS, CELLS)
        )
        beside = 110.0 if has_index else 0.0
        space = room.width - GAP - (beside + 40 if has_index else 0)
        shares = np.array([source[1], result[1]], float) ** 0.5
        left, right = space * shares / shares.sum()
        box = filled(source, Box(room.left, room.top, left, room.height))
        end = filled(result, Box(room.left, room.top, right, room.height))
        if found.is_each:
            end = Box(end.left, box.top, max(end.width, 110.0), box.height)
        gap = GAP + (beside + 40 if has_index else 0)
        start = room.left + (room.width - box.width - end.width - gap) / 2
        box = Box(start, box.top, box.width, box.height)
        end = Box(box.right + gap, end.top, end.width, end.height)
        if not has_index:
            return box, end, None
        index = Box(end.left - 40 - beside, end.top, beside, end.height)
        return box, end, index

    def move(self, time: float) -> None:
        shares = self.turns.shares(time)
        there = shares >= TRAVEL[1]
        if self.found.kind == COLUMNS and self.count > 1:
            self.result.set_opacity(self.result.opacity)
            self.result.revealed = self.result.values.array.size if there.all() else 0
        else:
            self.result.revealed = sum(
                unit.size for unit, is_there in zip(self.units, there) if is_there
            )
        playing = np.flatnonzero((shares > 0.05) & (shares < 1))
        alone = self.turns.alone(time)
        lit = playing if alone is None else [alone]
        if time >= self.turns.end and self.found.kind == CELLS:
            lit = np.arange(self.count if self.count <= MOST_MARKED else 0)
        self.plane.marks = tuple(self._starts[int(k)] for k in lit)
        if self.index is not None:
            self.index.marks = tuple((int(k), 0, 1, 1) for k in lit)
        self.slips.items = tuple(
            Slip(
                mix_boxes(
                    self.plane.cell_box(*self._starts[int(k)]),
                    self.result.cell_box(*self._ends[int(k)]),
                    ease(float(shares[k]), *TRAVEL),
                ),
                palette.POINTED,
                0.5,
            )
            for k in playing
            if TRAVEL[0] < shares[k] < TRAVEL[1]
        )

    def turn_words(self, index: int) -> str:
        return fetch_words.turn(self.found, index)


def _around(flats: np.ndarray, columns: int) -> Rectangle:
    """The smallest rectangle of a grid around some flat indices."""
    rows, across = np.divmod(flats, columns)
    return (
        int(rows.min()),
        int(across.min()),
        int(np.ptp(rows)) + 1,
        int(np.ptp(across)) + 1,
    )


KIND = ActKind(FetchAct, Fetch, recognise)
