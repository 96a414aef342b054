"""Softmax: each number's e to the power, as its share of their sum.

Found as a call or in the lines of any function, in one statement or spread
over several: e ** z / sum(e ** z), with or without the largest taken away
first, of a column, a row, or a batch of either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Step, Value
from scenes.acts.act import (
    MOST_BARS,
    MOST_ROW_CELLS,
    Act,
    ActKind,
    Found,
    Moment,
    shapes_of,
)
from scenes.acts.columns import NOTE, column_box
from scenes.acts.forms import fitted, row_of_boxes
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import HOLD, Schedule, first_alone, one_by_one, tenths
from scenes.arrays import shapes as arrange
from scenes.arrays.numbers import bar_number_format, number_format
from scenes.reading.cells_read import as_computed, is_plain
from scenes.reading.elementwise import name_outside
from scenes.reading.makers import Makers, is_same
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.rows_plane import RowsPlane
from scenes.words.naming import code, in_a_row, number, one_of, plain, said
from scenes.words.phrases import in_layer, the_others

VALUE = {"alone": 3.6, "together": 2.4}  # a number becomes a power of e
ADDED, SHARED = 2.6, 3.4  # seconds in which they are added; become shares
LINE = {"first": 4.4, "shrink": 0.6, "least": 0.5}  # the turn of a line
COME, GROWN = 0.45, 0.75  # phases of a turn: it is there; it has changed
SURE = 1e-5  # of 1: how far shares may be from those computed again


@dataclass(frozen=True, kw_only=True)
class SoftmaxAct(Act):
    """Scores become shares that add up to 1; operands: the scores.

    Attributes:
        target: the name that the statement assigns.
        powers: e to the power of each score, as recorded.
        is_shifted: whether the largest score was taken away first.
        axis: along which the shares add up to 1; None: all together.
    """

    kind = "softmax"

    target: str
    powers: Value
    is_shifted: bool
    axis: int | None


@dataclass(frozen=True)
class _Softmax:
    """Where a softmax stands among operations.

    Attributes:
        scores: what goes in.
        powers: the Operation whose result is divided.
        division: the Operation that gives the shares.
        axis: along which they add up to 1; None: all together.
        numbers: of all operations that are part of it.
        is_shifted: whether the largest was taken away first.
    """

    scores: Value
    powers: Operation
    division: Operation
    axis: int | None
    numbers: frozenset[int]
    is_shifted: bool


def _powers(makers: Makers, value: Value) -> tuple[list[Operation], Value] | None:
    """(the operations, the scores) of e ** scores or of
    e ** (scores - their largest)."""
    power = makers.of(value, "exp")
    if power is None or not is_plain(power, "exp", operands=1):
        return None
    scores, parts = power.operands[0], [power]
    # What has a name of its own is a value that the code goes on with.
    shift = None if scores.name else makers.of(scores, "subtract")
    if shift and is_plain(shift, "subtract"):
        largest = makers.behind(shift.operands[1], "max", "amax")
        if largest and is_same(largest[-1].operands[0], shift.operands[0]):
            return [*parts, shift, *largest], shift.operands[0]
    return parts, scores


def _softmaxes(operations: tuple[Operation, ...]) -> Iterator[_Softmax]:
    """All that some operations compute, by what goes into what."""
    makers = Makers(operations)
    for division in operations:
        if not is_plain(division, "divide"):
            continue
        powers = _powers(makers, division.operands[0])
        total = makers.behind(division.operands[1], "sum")
        added = total and _powers(makers, total[-1].operands[0])
        if not powers or not added or not is_same(powers[1], added[1]):
            continue
        parts = (division, *total, *powers[0], *added[0])
        found = _Softmax(
            powers[1],
            powers[0][0],
            division,
            _axis(total[-1], division.result.shape),
            frozenset(one.number for one in parts),
            len(powers[0]) > 1,
        )
        if _is_true(found):
            yield found


def _axis(total: Operation, shape: tuple[int, ...]) -> int | None:
    axis = total.parameters.get("axis")
    if not isinstance(axis, int) or arrange.is_column(shape):
        return None
    return axis % len(shape)


def _is_true(found: _Softmax) -> bool:
    """Whether the shares are those computed again from the scores."""
    scores = found.scores.array.astype(float)
    shares = found.division.result.array
    if shares.shape != scores.shape or not np.isfinite(shares).all():
        return False
    with np.errstate(all="ignore"):
        powers = np.exp(scores - scores.max(axis=found.axis, keepdims=True))
        again = powers / powers.sum(axis=found.axis, keepdims=True)
    return bool(np.allclose(shares, again, rtol=0, atol=SURE))


def recognise(moment: Moment) -> Found | None:
    """A softmax that a call is, or that begins with this operation."""
    following = (
        [
            (step, one)
            for step in moment.call
            for one in map(as_computed, step.operations)
        ]
        if moment.call
        else moment.following
    )
    operations = tuple(operation for _, operation in following)
    for found in _softmaxes(operations):
        if (
            min(found.numbers) == operations[0].number
            and _fits(found.scores.shape)
            and (not moment.call or _is_all(moment, found, operations))
        ):
            return _planned(moment, found, following)
    return None


def _fits(shape: tuple[int, ...]) -> bool:
    if arrange.is_column(shape):
        return 2 <= max(shape) <= MOST_BARS
    return len(shape) == 2 and max(shape) <= MOST_ROW_CELLS


def _is_all(moment: Moment, found: _Softmax, operations: tuple[Operation, ...]) -> bool:
    """Whether a call does nothing else, and returns the shares."""
    returned = moment.call[-1].assigned
    return (
        not any(map(moment.trace.children, moment.call))
        and found.numbers == {one.number for one in operations}
        and bool(returned)
        and returned[0].digest == found.division.result.digest
    )


def _planned(
    moment: Moment, found: _Softmax, following: Sequence[tuple[Step, Operation]]
) -> Found:
    division, scores = found.division, found.scores
    step = next(step for step, one in following if one is division)
    name, mark, shapes = _named(moment, found, step)
    if moment.call:
        scores = replace(
            scores, name=name_outside(moment.trace, scores, moment.call[0].number)
        )
    turns, seconds = _turns(found)
    lead = _lead(found)
    outcome = _outcome(name, division.result.array, found.axis)
    act = SoftmaxAct(
        operations=tuple(one for _, one in following if one.number in found.numbers),
        operands=(scores,),
        result=_said_by(division),
        result_name=name,
        seconds=tenths(seconds + HOLD),
        title=in_layer(name, _title()),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=seconds,
        mark=mark,
        shapes=shapes,
        step_name=_step_name(name),
        turns=turns,
        target=name,
        powers=_said_by(found.powers),
        is_shifted=found.is_shifted,
        axis=found.axis,
    )
    is_here = moment.call or step is moment.step
    return Found(act, found.numbers, None if is_here else step)


def _said_by(operation: Operation) -> Value:
    """What an operation computes, as the code says it."""
    return replace(operation.result, expression=operation.expression)


def _named(moment: Moment, found: _Softmax, step: Step):
    """(what the shares are called, the Span to light, their shapes)."""
    division = found.division
    if moment.call:
        first, shape = moment.call[0], division.result.shape
        function = first.function.rsplit(".", 1)[-1]
        name = moment.target if moment.closing else ""
        return (
            name or function,
            first.call,
            f"{shape}  =  {function}( {found.scores.shape} )",
        )
    ends = step.targets and step.operations[-1].number == division.number
    name = step.targets[0] if ends else division.result.name
    return (name or code(division.expression), division.span, shapes_of(division))


def _turns(found: _Softmax) -> tuple[Schedule, float]:
    """The Schedule of the numbers, or of the lines of a batch; seconds."""
    shares = found.division.result.array
    if arrange.is_column(shares.shape):
        turns = first_alone(shares.size, [int(shares.argmax())], **VALUE)
        return turns, turns.end + ADDED + SHARED
    lines = 1 if found.axis is None else shares.shape[1 - found.axis]
    turns = one_by_one(lines, **LINE)
    return turns, turns.end


def _title() -> str:
    return said("softmax: shares that add up to 1", "softmax：合计为 1 的份额")


def _step_name(name: str) -> str:
    return said("{name}: shares", "{name}：份额", name=plain(name))


def _lead(found: _Softmax) -> str:
    shifted = said(
        "The largest is taken away first, which changes no share.",
        "先减去最大值，这不改变任何份额。",
    )
    return in_a_row(
        said(
            "Each number becomes e to its power, then its share of their sum: "
            "none is below 0.",
            "每个数先变成 e 的幂，再除以总和：没有一个小于 0。",
        ),
        shifted if found.is_shifted else "",
    )


def _outcome(name: str, shares: np.ndarray, axis: int | None) -> str:
    """What came out: whose share is the largest, or what adds up to 1."""
    if not arrange.is_column(shares.shape):
        if axis is None:
            return said("All shares together are 1.", "全部份额合计为 1。")
        return said(
            "In each {line} the shares add up to 1.",
            "每{line}的份额合计为 1。",
            line=said("row", "行") if axis == 1 else said("column", "列"),
        )
    flat = shares.ravel()
    top = int(flat.argmax())
    value = number(flat[top], flat)
    if not _is_largest_alone(flat):
        return said(
            "The largest share is {value}, of more than one.",
            "最大的份额是 {value}，不止一个。",
            value=value,
        )
    return said(
        "{one} {index} has the largest share: {value}.",
        "{one} {index} 的份额最大：{value}。",
        one=one_of(name, flat.size),
        index=top,
        value=value,
    )


def _is_largest_alone(values: np.ndarray) -> bool:
    return np.count_nonzero(values == values.max()) == 1


def _power(
    name: str, count: int, index: int, score: str, power: str, *, is_largest: bool
) -> str:
    largest = said(", the largest", "，最大") if is_largest else ""
    return said(
        "{one} {index}{largest}: e to the power of {score} is {power}.",
        "{one} {index}{largest}：e 的 {score} 次方是 {power}。",
        one=one_of(name, count),
        index=index,
        largest=largest,
        score=score,
        power=power,
    )


def _added(total: str) -> str:
    return said("All of them added: {total}.", "全部相加：{total}。", total=total)


def _share(
    name: str, count: int, index: int, power: str, total: str, share: str
) -> str:
    return said(
        "{one} {index}: {power} ÷ {total} = {share}. All shares together are 1.",
        "{one} {index}：{power} ÷ {total} = {share}。全部份额合计为 1。",
        one=one_of(name, count),
        index=index,
        power=power,
        total=total,
        share=share,
    )


def _line(axis: int | None, index: int, total: str) -> str:
    if axis is None:
        return said(
            "All of them: each power of e ÷ {total}, their sum.",
            "全部：每个 e 的幂 ÷ 总和 {total}。",
            total=total,
        )
    one = said("Row", "行") if axis == 1 else said("Column", "列")
    return said(
        "{one} {index}: each power of e ÷ {total}, their sum.",
        "{one} {index}：每个 e 的幂 ÷ 总和 {total}。",
        one=one,
        index=index,
        total=total,
    )


class Softmax(ActPlayer):
    """Of a column bars: scores, powers of e and shares side by side. Of a
    batch three matrices, filled line by line."""

    act: SoftmaxAct

    def build(self) -> None:
        assert self.act.result is not None
        scores, powers, shares = self.values = (
            self.act.operands[0],
            self.act.powers,
            self.act.result,
        )
        self.arrays = [one.array.astype(float) for one in self.values]
        power = said(
            "e to the power of {name}", "e 的 {name} 次方", name=self._exponent(scores)
        )
        self.names = (
            code(scores.name or scores.expression),
            power,
            self.act.result_name,
        )
        self.totals = self.arrays[1].sum(axis=self.act.axis).ravel()
        self.is_column = arrange.is_column(shares.shape)
        if self.is_column:
            self._build_bars()
        else:
            self._build_grids()

    def _exponent(self, scores: Value) -> str:
        name = code(scores.name or scores.expression)
        return f"({name} − max)" if self.act.is_shifted else name

    def _build_bars(self) -> None:
        self.count = self.arrays[0].size
        spans = (None, None, (0.0, 1.0))
        self.columns = [
            self.bring(
                Bars(
                    value,
                    column_box(self.stage, place, self.count, foot=NOTE + 20),
                    name=name,
                    span=span,
                ),
                value,
            )
            for place, name, span, value in zip(
                (0, 0.5, 1), self.names, spans, self.values
            )
        ]
        box = self.columns[1].box
        self.total = self.bring(
            Label(
                f"Σ = {self._written(self.totals[0])}",
                Box(box.left, box.bottom + 4, box.width - 112, 34),
                size=24,
                color=palette.AMBER,
                family="code",
                align="right",
            )
        )
        middle = box.top + box.height / 2 - 40
        for column, sign in zip(self.columns, ("→", "÷ Σ =")):
            self.bring(
                Label(sign, Box(column.box.right + 18, middle, 110, 80), size=34)
            )
        self.slips = self.bring(Chips())

    def _written(self, value: float) -> str:
        return bar_number_format(self.arrays[1].ravel())(np.float64(value))

    def _build_grids(self) -> None:
        boxes = row_of_boxes(self.stage, self.arrays, gap=120)
        kinds = (MatrixPlane, RowsPlane, RowsPlane)
        self.planes = [
            self.bring(
                kind(
                    value,
                    fitted(value.shape, box),
                    name=name,
                    note=arrange.shape_note(value.shape),
                    source=code(value.name or value.expression),
                ),
                value,
            )
            for kind, box, name, value in zip(kinds, boxes, self.names, self.values)
        ]
        middle = self.stage.top + self.stage.height / 2 - 40
        for box, sign in zip(boxes, ("→", "÷ Σ =")):
            self.bring(Label(sign, Box(box.right + 5, middle, 110, 80), size=30))

    def move(self, time: float) -> None:
        if self.is_column:
            self._move_bars(time)
        else:
            self._move_grids(time)

    def _move_bars(self, time: float) -> None:
        powers = self.turns.shares(time)
        added = self.turns.end
        self.total.set_opacity(ease(time, added + 0.3, added + 1.0))
        shared = self._shares(time)
        left, middle, right = self.columns
        middle.grown = (powers >= GROWN).astype(float)
        right.grown = (shared >= GROWN).astype(float)
        alone = self.turns.alone(time)
        top = self.turns.peak if time >= added + ADDED else alone
        for column in self.columns:
            column.focus = top
        self.slips.items = (
            *_on_their_way(left, middle, powers),
            *_on_their_way(middle, right, shared),
        )

    def _shares(self, time: float) -> np.ndarray:
        """(count,) how far each power of e is on its way to its share: the
        largest first, then the others."""
        starts = np.full(self.count, self.turns.end + ADDED + SHARED / 2)
        starts[self.turns.peak] = self.turns.end + ADDED
        return np.clip((time - starts) / (SHARED / 2), 0, 1)

    def _move_grids(self, time: float) -> None:
        shares = self.turns.shares(time)
        for plane, start, end in (
            (self.planes[1], 0.1, 0.5),
            (self.planes[2], 0.5, 0.9),
        ):
            plane.fill(self._filled([ease(share, start, end) for share in shares]))
        index, _ = self.turns.at(time)
        mark = (self._mark(index),) if self.turns.playing(time) else ()
        for plane in self.planes:
            plane.marks = mark

    def _filled(self, shares: list[float]) -> np.ndarray:
        """How many cells of each row are there, by how far each line is."""
        rows, columns = self.arrays[0].shape
        if self.act.axis == 0:
            return np.full(rows, sum(share >= 0.5 for share in shares))
        if self.act.axis is None:
            shares = shares * rows
        return np.array([round(share * columns) for share in shares])

    def _mark(self, index: int) -> tuple[int, int, int, int]:
        rows, columns = self.arrays[0].shape
        return {
            None: (0, 0, rows, columns),
            0: (0, index, rows, 1),
            1: (index, 0, 1, columns),
        }[self.act.axis]

    def words(self, time: float) -> str:
        if not self.is_column:
            index, _ = self.turns.at(time)
            return (
                _line(self.act.axis, index, self._written(self.totals[index]))
                if self.turns.playing(time)
                else ""
            )
        top, added = self.turns.peak, self.turns.end
        scores, powers, shares = (
            column.write(column.values.array[top]) for column in self.columns
        )
        if self.turns.alone(time) is not None:
            score = self._score(top) if self.act.is_shifted else scores
            return _power(
                self.act.target,
                self.count,
                top,
                score,
                powers,
                is_largest=_is_largest_alone(self.arrays[2]),
            )
        if added - VALUE["together"] <= time < added:
            return the_others(self.count - 1)
        if added <= time < added + ADDED:
            return _added(self._written(self.totals[0]))
        return (
            _share(
                self.act.target,
                self.count,
                top,
                powers,
                self._written(self.totals[0]),
                shares,
            )
            if time >= added
            else ""
        )

    def _score(self, index: int) -> str:
        """What e is raised to: the score minus the largest."""
        scores = self.arrays[0].ravel()
        shifted = scores - scores.max()
        return number_format(shifted)(np.float64(shifted[index]))


def _on_their_way(start: Bars, end: Bars, shares: np.ndarray) -> Iterator[Slip]:
    """Bars on their way to the next column, where they take its length."""
    for k in np.flatnonzero((shares > 0) & (shares < GROWN)).tolist():
        come = ease(shares[k], 0, COME)
        yield Slip(
            mix_boxes(start.bar_box(k), end.bar_box(k), come),
            (start if come < 0.5 else end).bar_color(k),
        )


KIND = ActKind(SoftmaxAct, Softmax, recognise, of_calls=True)
