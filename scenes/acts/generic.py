"""Any operation: what goes in, what is done, what comes out."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import Act, ActKind, Found, Moment, planned
from scenes.acts.forms import form, row_of_boxes
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, tenths
from scenes.arrays import shapes as arrange
from scenes.reading.as_written import as_written
from scenes.reading.cells_read import cells_read
from scenes.reading.laid_anew import repeats_cells
from scenes.stage.label import Label
from scenes.stage.maps import Maps
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.words.deeds import deed
from scenes.words.one_cell import example, example_cell
from scenes.words.operations import COMPARISONS, OPERATORS, doing

SIGN_ROOM = 110
MOST_OPERANDS = 3
MOST_RESULTS = 4
BETWEEN = 70  # design pixels from one result to the next below it, for its name
# Seconds in which the result is filled: at least, at most, and how many cells
# take a second more.
LEAST, MOST, CELLS_A_SECOND = 1.0, 2.6, 60


@dataclass(frozen=True, kw_only=True)
class GenericAct(Act):
    """Operands, operation and results, whatever they are.

    Attributes:
        told: flat index of the cell of the result that is told, or None.
        names: of the results, as in the code, where there are several.
    """

    kind = "generic"

    told: int | None = None
    names: tuple[str, ...] = ()

    @property
    def results(self):
        if not self.names:
            return super().results
        return tuple(zip(self.names, self.operations[0].results))


def recognise(moment: Moment) -> Found:
    """Any operation at all."""
    results = moment.operation.results
    size = max(value.array.size for value in results)
    fill = min(LEAST + size / CELLS_A_SECOND, MOST)
    if repeats_cells(moment.operation):
        fill = LEAST  # every cell is known already
    return planned(
        GenericAct,
        moment,
        ENTER + fill + HOLD,
        doing(moment.operation),
        deed(moment.operation),
        outcome=example(moment.operation),
        outcome_at=tenths(ENTER + fill),
        told=example_cell(moment.operation),
        names=moment.names_of_results() if len(results) > 1 else (),
    )


class Generic(ActPlayer):
    """The operands side by side, then the result, filled cell by cell; several
    below one another.

    While the result fills, the cells that are read now are outlined; at the
    end those of the cell that is told.
    """

    act: GenericAct

    def build(self):
        self.operation = operation = as_written(self.act.operations[0])
        operands = list(operation.operands)[:MOST_OPERANDS]
        results = operation.results[:MOST_RESULTS]
        widest = max(results, key=lambda value: arrange.as_grid(value.array).shape[1])
        boxes = row_of_boxes(
            self.stage, [value.array for value in (*operands, widest)], gap=SIGN_ROOM
        )
        self.operands = []
        for value, box in zip(operands, boxes):
            self.operands.append(self.bring(form(value, box), value))
        names = self.act.names or (self.act.result_name,)
        self.results = [
            self.bring(form(value, box, name=name), value)
            for value, box, name in zip(results, _column(boxes[-1], results), names)
        ]
        self.result = self.results[0]
        self._bring_signs(boxes, len(operands))

    def _bring_signs(self, boxes, count):
        function = self.operation.function
        sign = OPERATORS.get("matmul" if function == "dot" else function)
        is_equation = self.operation.function not in COMPARISONS
        middle = self.stage.top + self.stage.height / 2
        for k, box in enumerate(boxes[:-1]):
            if k == count - 1:
                text = "=" if sign and count == 2 and is_equation else "→"
            else:
                text = sign or ","
            self.bring(
                Label(
                    text, Box(box.right + 10, middle - 40, SIGN_ROOM - 20, 80), size=42
                )
            )

    def move(self, time):
        end = self.act.seconds - HOLD
        share = min(max((time - ENTER) / (end - ENTER), 0.0), 1.0)
        for part, value in zip(self.results, self.operation.results):
            filled = int(np.ceil(share * value.array.size))
            if isinstance(part, MatrixPlane):
                part.revealed = filled
            elif isinstance(part, Maps):
                part.reveal(filled)
            else:
                part.shown = int(np.ceil(share * len(part.values.array)))
        now = int(np.ceil(share * self.operation.result.array.size)) - 1
        self._mark(
            self.act.told
            if share >= 1 and self.act.outcome
            else now
            if 0 < share < 1
            else None
        )

    def words(self, time):
        return self.act.outcome if time >= self.act.outcome_at else ""

    def _mark(self, cell):
        reads = (
            [None] * len(self.operands)
            if cell is None
            else cells_read(self.operation, cell)
        )
        for part, value, read in zip(self.operands, self.operation.operands, reads):
            if isinstance(part, MatrixPlane):
                part.marks = _marks(value, read)
        if isinstance(self.result, MatrixPlane):
            self.result.marks = (
                () if cell is None else _marks(self.operation.result, np.array([cell]))
            )


def _column(box, values):
    """Boxes below one another for values, higher for those with more rows."""
    rows = [arrange.as_grid(value.array).shape[0] for value in values]
    weights = np.array([1 + min(count, 8) for count in rows])
    heights = (box.height - BETWEEN * (len(rows) - 1)) * weights / weights.sum()
    tops = box.top + np.concatenate([[0], np.cumsum(heights + BETWEEN)[:-1]])
    return [Box(box.left, top, box.width, height) for top, height in zip(tops, heights)]


def _marks(value, cells):
    """The smallest rectangle of a value's cells around some flat indices."""
    if cells is None or not len(cells) or value.is_scalar:
        return ()
    columns = arrange.as_grid(value.array).shape[1]
    rows, across = np.divmod(cells, columns)
    return (
        (
            int(rows.min()),
            int(across.min()),
            int(np.ptp(rows)) + 1,
            int(np.ptp(across)) + 1,
        ),
    )


KIND = ActKind(GenericAct, Generic, recognise)
