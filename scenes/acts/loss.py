"""A loss: what each answer costs, read off a curve, and all added up."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from network.trace import Operation
from scenes.acts import loss_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.first_alone import FirstAlone
from scenes.acts.loss_board import boxes_of, curve_of, standing
from scenes.acts.schedule import HOLD, first_alone
from scenes.acts.told_steps import called, planned_through
from scenes.arrays.numbers import bar_number_format
from scenes.reading.loss_form import SHARES
from scenes.reading.losses import Loss, losses
from scenes.stage import palette
from scenes.stage.chips import Chips, Dot, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import said

TURN = {"alone": 4.4, "together": 2.4}
ADDED = 2.4  # seconds in which all become one number
READ, RIDDEN, LANDED = 0.28, 0.72, 0.92  # of a turn: taken out; on the curve; there
MOST_DOTS, MOST_SLIPS = 300, 64


@dataclass(frozen=True, kw_only=True)
class LossAct(Act):
    """Answers and what they cost.

    Attributes:
        loss: of which form, with its terms.
    """

    kind: ClassVar[str] = "loss"

    loss: Loss


def recognise(moment: Moment) -> Found | None:
    """A loss that begins with this operation, or what is left of one."""
    loss = moment.roles.read(losses).get(moment.operation.number)
    if loss is None:
        return None
    left = [one for one in loss.operations if one.number not in moment.shown]
    if left[0].number != moment.operation.number:
        return None
    return _planned(moment, loss, tuple(left))


def _planned(moment: Moment, loss: Loss, left: tuple[Operation, ...]) -> Found:
    form = loss.form
    first = loss_words.telling(form)
    turns = first_alone(form.terms.size, [first], **TURN)
    if form.terms.size == 1:
        turns = first_alone(1, [0], alone=TURN["alone"], together=0.0)
    added = turns.end if form.is_each else turns.end + ADDED
    total = loss.value
    running = None
    if loss.running is not None:
        running = float(loss.running.result.array.ravel()[0])
    return planned_through(
        LossAct,
        moment,
        left,
        turns=turns,
        hold=HOLD,
        title=loss_words.title(form),
        lead=loss_words.lead(form),
        outcome=loss_words.outcome(form, total, running),
        outcome_at=added,
        lit_until=turns.end,
        step_name=loss_words.step_name(form),
        operands=tuple(one for one in (form.said, form.wanted) if one is not None),
        loss=loss,
    )


class LossPlayer(FirstAlone):
    """Answers, what counts of them, the curve, what they cost, the sum."""

    act: LossAct

    def build(self) -> None:
        loss = self.act.loss
        self.form, self.count = loss.form, loss.form.terms.size
        self.wanted: MatrixPlane | None = None
        form = self.form
        self.xs, self.terms = (
            np.asarray(one, float).ravel() for one in (form.xs, form.terms)
        )
        shown = [one for one in (form.said, form.wanted) if one is not None]
        grids = [Values.of(value).laid(standing) for value in shown]
        middle, terms = self._x_values(), self._term_values()
        shapes = [one.array.shape for one in (*grids, middle, terms)]
        *boxes, curve, end, total = boxes_of(self.stage, shapes)
        for value, grid, box in zip(shown, grids, boxes):
            plane = self.bring(
                MatrixPlane(grid, box, name=called(value), note=shape_of(value)), value
            )
            if value is form.said:
                self.said = plane
            else:
                self.wanted = plane
        self.middle = self.bring(
            MatrixPlane(middle, boxes[-1], name=loss_words.x_name(form))
        )
        self.curve = self.bring(curve_of(form, curve, loss_words.curve_name(form)))
        self.costs = self.bring(
            MatrixPlane(terms, end, name=loss_words.term_name()),
            loss.total.result if form.is_each else None,
        )
        self._bring_total(total)
        self.slips = self.bring(Chips())

    def _x_values(self) -> Values:
        form = self.form
        if form.kind == SHARES and form.picked is not None:
            picked = form.picked
            return Values.of(form.said).laid(
                lambda array: standing(array.ravel()[picked])
            )
        return self._recorded(form.xs).laid(standing)

    def _term_values(self) -> Values:
        return self._recorded(self.form.terms).laid(standing)

    def _recorded(self, array: np.ndarray) -> Values:
        """The value of the trace that holds these numbers, if there is one."""
        for operation in self.act.operations:
            for value in operation.results:
                if value.array.size == array.size > 1 and np.array_equal(
                    value.array.ravel(), array.ravel()
                ):
                    return Values.of(value)
        return Values.of(np.asarray(array, float))

    def _bring_total(self, box: Box) -> None:
        loss = self.act.loss
        total = loss.value
        middle, stage = box.top + box.height / 2, self.stage
        text = loss_words.totalled(self.form, total) if self.count > 1 else ""
        if loss.running is not None:
            before = float(loss.running.result.array.ravel()[0])
            write = bar_number_format(np.array([total, before]))
            text = f"{write(before - total)} + {write(total)} = {write(before)}"
            total = before
        written = bar_number_format(np.array([total]))(total)
        size = min(64.0, box.width / (0.62 * max(len(written), 1)))
        self.total = [
            self.bring(
                Label(
                    written,
                    Box(box.left, middle - 50, box.width, 80),
                    size=size,
                    color=palette.POINTED,
                    family="code",
                ),
                (loss.running or loss.total).result,
            ),
            self.bring(
                Label(
                    _short(self.act.result_name),
                    Box(box.left, middle + 36, box.width, 40),
                    size=22,
                    color=palette.TEXT,
                    family="code",
                )
            ),
            self.bring(
                Label(
                    text,
                    Box(stage.left, stage.bottom - 66, stage.width, 56),
                    size=min(28.0, stage.width / (0.62 * max(len(text), 1))),
                    color=palette.TEXT,
                    family="code",
                )
            ),
        ]
        self._end = Box(box.left + box.width / 2 - 20, middle - 24, 40, 40)

    def move(self, time: float) -> None:
        shares = self.turns.shares(time)
        self._fill(self.middle, shares >= READ)
        self._fill(self.costs, shares >= LANDED)
        alone = self.turns.alone(time)
        self._mark(alone)
        far = np.flatnonzero((shares > RIDDEN) & np.isfinite(self.terms))
        self.curve.dots = tuple(
            (self.xs[k], self.terms[k], palette.POINTED, 0.6) for k in far[:MOST_DOTS]
        )
        self.curve.guide = (
            (self.xs[alone], self.terms[alone])
            if alone is not None
            and not self.form.is_soft
            and shares[alone] > READ
            and np.isfinite(self.terms[alone])
            else None
        )
        items: list[Slip | Dot] = [*self._taken_out(shares), *self._riding(shares)]
        begin = self.turns.end
        share = ease(time, begin + 0.2, begin + 1.4)
        if not self.form.is_each:
            items += self._gathering(share) if 0 < share < 1 else []
        for place, part in enumerate(self.total):
            shown = ease(time, begin + 0.9 + 0.3 * place, begin + 1.6 + 0.3 * place)
            part.set_opacity(0.0 if self.form.is_each else shown)
        self.slips.items = tuple(items)

    @staticmethod
    def _fill(plane: MatrixPlane, there: np.ndarray) -> None:
        """Show the cells from the first on, as far as they are there."""
        gone = np.flatnonzero(~there)
        plane.revealed = int(gone[0]) if gone.size else there.size

    def _place(self, plane: MatrixPlane, flat: int) -> tuple[int, int]:
        return divmod(flat, plane.values.array.shape[1])

    def _cell_of(self, index: int) -> int:
        """The flat index in what was said of a term."""
        picked = self.form.picked
        if picked is not None and picked.size == self.count:
            return int(picked[index])
        return index

    def _mark(self, alone: int | None) -> None:
        lit = [] if alone is None else [alone]
        self.middle.marks = tuple((*self._place(self.middle, k), 1, 1) for k in lit)
        self.costs.marks = tuple((*self._place(self.costs, k), 1, 1) for k in lit)
        cells = [self._cell_of(k) for k in lit]
        if not lit and self.form.picked is not None:
            few = self.form.picked.size <= MOST_SLIPS
            cells = [int(cell) for cell in self.form.picked] if few else []
        self.said.marks = tuple((*self._place(self.said, k), 1, 1) for k in cells)
        if self.wanted is not None:
            self._mark_wanted(lit)

    def _mark_wanted(self, lit: list[int]) -> None:
        """Outline what is wanted of the answer that has its turn."""
        assert self.wanted is not None
        size = self.wanted.values.array.size
        lines = self.form.said.array.size if size == self.form.said.array.size else 0
        if lines:
            places = [self._cell_of(k) for k in lit]
        else:
            places = [k * size // self.count for k in lit]
        self.wanted.marks = tuple((*self._place(self.wanted, k), 1, 1) for k in places)

    def _taken_out(self, shares: np.ndarray) -> list[Slip]:
        """What counts, on its way out of the answers."""
        moving = np.flatnonzero((shares > 0) & (shares < READ))[:MOST_SLIPS]
        return [
            Slip(
                mix_boxes(
                    self.said.cell_box(*self._place(self.said, self._cell_of(int(k)))),
                    self.middle.cell_box(*self._place(self.middle, int(k))),
                    ease(float(shares[k]), 0.04, READ),
                ),
                palette.POINTED,
                0.45,
            )
            for k in moving
        ]

    def _riding(self, shares: np.ndarray) -> list[Dot]:
        """Dots from the numbers over the curve to what they cost."""
        moving = np.flatnonzero(
            (shares >= READ) & (shares < LANDED) & np.isfinite(self.terms)
        )
        return [self._dot(int(k), float(shares[k])) for k in moving[:MOST_DOTS]]

    def _dot(self, k: int, share: float) -> Dot:
        start = _center(self.middle.cell_box(*self._place(self.middle, k)))
        end = _center(self.costs.cell_box(*self._place(self.costs, k)))
        on_curve = self.curve.point(self.xs[k], self.terms[k])
        foot = (on_curve[0], self.curve.room.bottom)
        half = mix(READ, RIDDEN, 0.55)
        for one, other, begin, until in (
            (start, foot, READ, half),
            (foot, on_curve, half, RIDDEN),
            (on_curve, end, RIDDEN, LANDED),
        ):
            if share <= until:
                way = ease(share, begin, until)
                return Dot(
                    mix(one[0], other[0], way),
                    mix(one[1], other[1], way),
                    palette.POINTED,
                )
        return Dot(*end, palette.POINTED)

    def _gathering(self, share: float) -> list[Slip]:
        """What is added up, on its way to the sum."""
        if self.count > MOST_SLIPS:
            box = self.costs.cell_box(0, 0, *self.costs.values.array.shape)
            return [Slip(mix_boxes(box, self._end, share), palette.POINTED, 0.35)]
        return [
            Slip(
                mix_boxes(
                    self.costs.cell_box(*self._place(self.costs, k)), self._end, share
                ),
                palette.POINTED,
                0.4,
            )
            for k in range(self.count)
        ]

    def words(self, time: float) -> str:
        if time >= self.turns.end and self.count > 1 and not self.form.is_each:
            return loss_words.together(self.form)
        return super().words(time)

    def turn_words(self, index: int) -> str:
        return loss_words.turn(self.form, index)


def _short(name: str) -> str:
    """A name of the code, or what it is where that is no name but a formula."""
    return name if name.replace("_", "").isalnum() else said("loss", "损失")


def _center(box: Box) -> tuple[float, float]:
    return box.left + box.width / 2, box.top + box.height / 2


KIND = ActKind(LossAct, LossPlayer, recognise)
