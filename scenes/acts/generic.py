"""Any operation: what goes in, what is done, what comes out."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import Act, ActKind, Found, Moment, planned
from scenes.acts.forms import form, row_of_boxes
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, tenths
from scenes.arrays import shapes as arrange
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
# Seconds in which the result is filled: at least, at most, and how many cells
# take a second more.
LEAST, MOST, CELLS_A_SECOND = 1.0, 2.6, 60


@dataclass(frozen=True, kw_only=True)
class GenericAct(Act):
    """Operands, operation and result, whatever they are.

    Attributes:
        told: flat index of the cell of the result that is told, or None.
    """

    kind = "generic"

    told: int | None = None


def recognise(moment: Moment) -> Found:
    """Any operation at all."""
    size = moment.operation.result.array.size
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
    )


class Generic(ActPlayer):
    """The operands side by side, then the result, filled cell by cell.

    While the result fills, the cells that are read now are outlined; at the
    end those of the cell that is told.
    """

    act: GenericAct

    def build(self):
        operation = self.act.operations[0]
        self.operation = operation
        operands = list(operation.operands)[:MOST_OPERANDS]
        values = [*operands, operation.result]
        boxes = row_of_boxes(
            self.stage, [value.array for value in values], gap=SIGN_ROOM
        )
        self.operands = []
        for value, box in zip(operands, boxes):
            self.operands.append(self.bring(form(value, box), value))
        self.result = self.bring(
            form(operation.result, boxes[-1], name=self.act.result_name),
            operation.result,
        )
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
        size = self.operation.result.array.size
        end = self.act.seconds - HOLD
        share = min(max((time - ENTER) / (end - ENTER), 0.0), 1.0)
        filled = int(np.ceil(share * size))
        if isinstance(self.result, MatrixPlane):
            self.result.revealed = filled
        elif isinstance(self.result, Maps):
            self.result.reveal(filled)
        else:
            sheets = len(self.result.values.array)
            self.result.shown = int(np.ceil(share * sheets))
        now = filled - 1 if 0 < share < 1 else None
        self._mark(self.act.told if share >= 1 and self.act.outcome else now)

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
