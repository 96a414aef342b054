"""Softmax: each number's e to the power, as its share of their sum.

Found as a call or in the lines of any function, in one statement or spread
over several: e ** z / sum(e ** z), with or without the largest taken away
first, of a column, a row, or a batch of either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Step, Value
from scenes.acts import softmax_words
from scenes.acts.act import MOST_BARS, MOST_ROW_CELLS, Act, ActKind, Found, Moment
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import HOLD, Schedule, first_alone, one_by_one, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.acts.softmax_bars import SoftmaxBars
from scenes.acts.softmax_lines import SoftmaxLines, as_lines
from scenes.acts.told_steps import lit_of, name_of
from scenes.arrays import shapes as arrange
from scenes.arrays.numbers import bar_number_format, number_format
from scenes.reading.called_functions import called_as
from scenes.reading.elementwise import name_outside
from scenes.reading.softmax_found import SoftmaxFound
from scenes.stage.part import ease
from scenes.words.naming import code, in_a_row
from scenes.words.phrases import in_layer, the_others

VALUE = {"alone": 3.6, "together": 2.4}  # a number becomes a power of e
ADDED, SHARED = 2.6, 3.4  # seconds in which they are added; become shares
WAVE = {"alone": 4.4, "together": 3.0}  # where there are many lines
LINE = {"first": 4.4, "shrink": 0.6, "least": 0.5}  # the turn of a line


@dataclass(frozen=True, kw_only=True)
class SoftmaxAct(Act):
    """Scores become shares that add up to 1; operands: the scores.

    Attributes:
        target: the name that the statement assigns.
        powers: e to the power of each score, as recorded.
        is_shifted: whether the largest score was taken away first.
        axis: along which the shares add up to 1; None: all together.
        is_log: whether the logarithms of the shares come out.
    """

    kind = "softmax"

    target: str
    powers: Value
    is_shifted: bool
    axis: int | None
    is_log: bool = False


def recognise(moment: Moment) -> Found | None:
    """A softmax that a call is, or that begins with this operation."""
    operations = [one for step in moment.call for one in step.operations]
    first = next(iter(operations or moment.operations), None)
    found = first and moment.roles.softmaxes.get(first.number)
    if not found or not _fits(found):
        return None
    is_whole = (
        _is_all(moment, found, operations) if moment.call else _is_here(moment, found)
    )
    return _planned(moment, found) if is_whole else None


def _is_here(moment: Moment, found: SoftmaxFound) -> bool:
    """Whether all of it stands in this run of the function, not shown yet."""
    steps = [moment.trace.steps[one.step] for one in found.operations]
    return not found.numbers & moment.shown and all(
        (one.parent, one.call) == (moment.step.parent, moment.step.call)
        for one in steps
    )


def _fits(found: SoftmaxFound) -> bool:
    """Whether there is anything to share out."""
    shape = found.scores.shape
    if found.axis is None:  # as of any column
        return int(np.prod(shape)) >= 2
    return shape[found.axis] >= 2


def _is_few(shape: tuple[int, ...]) -> bool:
    """Whether a column is shown as bars."""
    return arrange.is_column(shape) and max(shape) <= MOST_BARS


def _is_all(
    moment: Moment, found: SoftmaxFound, operations: Sequence[Operation]
) -> bool:
    """Whether a call does nothing else, and returns the shares."""
    returned = moment.call[-1].assigned
    return (
        not any(map(moment.trace.children, moment.call))
        and found.numbers == {one.number for one in operations}
        and bool(returned)
        and returned[0].digest == found.division.result.digest
    )


def _planned(moment: Moment, found: SoftmaxFound) -> Found:
    division, scores = found.division, found.scores
    step = moment.trace.steps[division.step]
    name, mark, shapes = _named(moment, found, step)
    if moment.call:
        scores = replace(
            scores, name=name_outside(moment.trace, scores, moment.call[0].number)
        )
    turns, seconds = _turns(found)
    lead = softmax_words.lead(is_shifted=found.is_shifted, is_log=found.is_log)
    outcome = softmax_words.outcome(
        name, division.result, found.axis, is_log=found.is_log
    )
    act = SoftmaxAct(
        operations=found.operations,
        operands=(scores,),
        result=_said_by(division),
        result_name=name,
        seconds=tenths(seconds + HOLD),
        title=in_layer(name, softmax_words.title(is_log=found.is_log)),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=seconds,
        mark=mark,
        shapes=shapes,
        lit=() if moment.call else lit_of(moment.trace, found.operations, turns.end),
        step_name=softmax_words.step_name(name),
        turns=turns,
        target=name,
        powers=_said_by(found.powers),
        is_shifted=found.is_shifted,
        axis=found.axis,
        is_log=found.is_log,
    )
    is_here = moment.call or step is moment.step
    return Found(act, found.numbers, None if is_here else step)


def _said_by(operation: Operation) -> Value:
    """What an operation computes, as the code says it."""
    return replace(operation.result, expression=operation.expression)


def _named(moment: Moment, found: SoftmaxFound, step: Step):
    """(what the shares are called, the Span to light, their shapes)."""
    division = found.division
    if moment.call:
        first, shape = moment.call[0], division.result.shape
        function = called_as(first)
        name = moment.target if moment.closing else ""
        return (
            name or function,
            first.call,
            f"{shape}  =  {function}( {found.scores.shape} )",
        )
    name = name_of(moment.trace, division)
    return (name, division.span, shapes_of(division))


def _turns(found: SoftmaxFound) -> tuple[Schedule, float]:
    """The Schedule of the numbers, or of the lines of a batch; seconds."""
    shares = found.division.result.array
    if _is_few(shares.shape) and not found.is_log:
        turns = first_alone(shares.size, [int(shares.argmax())], **VALUE)
        return turns, turns.end + ADDED + SHARED
    lines = 1 if found.axis is None else shares.size // shares.shape[found.axis]
    turns = (
        one_by_one(lines, **LINE)
        if lines <= MOST_ROW_CELLS
        else first_alone(lines, [0], **WAVE)
    )
    return turns, turns.end


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
        scores_name = code(scores.name or scores.expression)
        self.names = (
            scores_name,
            softmax_words.powers_of(scores_name, is_shifted=self.act.is_shifted),
            self.act.result_name,
        )
        self.count = self.arrays[0].size
        self.totals = np.atleast_1d(
            as_lines(self.arrays[1], self.act.axis).sum(axis=self._lines_axis)
        )
        self.is_column = _is_few(shares.shape) and not self.act.is_log
        if self.is_column:
            self._build_bars()
        else:
            self._build_lines()

    def _build_bars(self) -> None:
        total = self._written(self.totals[0])
        self.bars = SoftmaxBars(self.stage, self.values, self.names, total)
        self.columns = [
            self.bring(column, value)
            for column, value in zip(self.bars.columns, self.values)
        ]
        for part in self.bars.signs:
            self.bring(part)

    def _written(self, value: float) -> str:
        return bar_number_format(self.arrays[1].ravel())(np.float64(value))

    @property
    def _lines_axis(self) -> int | None:
        """Along which axis of what is shown the shares add up to 1."""
        is_stack = self.act.axis is not None and len(self.values[0].shape) > 2
        return 1 if is_stack else self.act.axis

    def _build_lines(self) -> None:
        self.lines = SoftmaxLines(
            self.stage,
            self.values,
            self.names,
            self.act.axis,
            signs=("→", "log ÷ Σ =" if self.act.is_log else "÷ Σ ="),
        )
        self.planes = [
            self.bring(plane, value)
            for plane, value in zip(self.lines.planes, self.values)
        ]
        for sign in self.lines.signs:
            self.bring(sign)

    def move(self, time: float) -> None:
        if self.is_column:
            self._move_bars(time)
        else:
            self._move_lines(time)

    def _move_lines(self, time: float) -> None:
        self.lines.fill(self.turns.shares(time))
        self.lines.mark(self._line(time))

    def _line(self, time: float) -> int | None:
        """The line that has its turn, or None: many have."""
        if self.turns.together is not None:
            return self.turns.alone(time)
        index, _ = self.turns.at(time)
        return index if self.turns.playing(time) else None

    def _move_bars(self, time: float) -> None:
        added = self.turns.end
        self.bars.total.set_opacity(ease(time, added + 0.3, added + 1.0))
        self.bars.grow(self.turns.shares(time), self._shares(time))
        is_over = time >= added + ADDED
        self.bars.focus(self.turns.peak if is_over else self.turns.alone(time))

    def _shares(self, time: float) -> np.ndarray:
        """(count,) how far each power of e is on its way to its share: the
        largest first, then the others."""
        starts = np.full(self.count, self.turns.end + ADDED + SHARED / 2)
        starts[self.turns.peak] = self.turns.end + ADDED
        return np.clip((time - starts) / (SHARED / 2), 0, 1)

    def words(self, time: float) -> str:
        if not self.is_column:
            return self._line_words(time)
        top, added = self.turns.peak, self.turns.end
        scores, powers, shares = (
            column.write(column.values.array[top]) for column in self.columns
        )
        if self.turns.alone(time) is not None:
            score = self._score(top) if self.act.is_shifted else scores
            return softmax_words.power(
                self.act.target,
                self.count,
                top,
                score,
                powers,
                is_largest=softmax_words.is_largest_alone(self.arrays[2]),
            )
        if added - VALUE["together"] <= time < added:
            return the_others(self.count - 1)
        if added <= time < added + ADDED:
            return softmax_words.added(self._written(self.totals[0]))
        return (
            softmax_words.share(
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

    def _line_words(self, time: float) -> str:
        index = self._line(time)
        if index is None:
            is_wave = self.turns.together is not None and time >= self.turns.together
            return the_others(len(self.totals) - 1) if is_wave else ""
        return softmax_words.line(
            self._lines_axis,
            index,
            self._written(self.totals[index]),
            is_log=self.act.is_log,
        )

    def _score(self, index: int) -> str:
        """What e is raised to: the score minus the largest."""
        scores = self.arrays[0].ravel()
        shifted = scores - scores.max()
        return number_format(shifted)(np.float64(shifted[index]))


KIND = ActKind(SoftmaxAct, Softmax, recognise, of_calls=True)
