"""Two columns of the same length, bar by bar: subtract, multiply, add."""

from dataclasses import dataclass, replace

import numpy as np

from scenes.acts import combine_words
from scenes.acts.act import MOST_BARS, Act, ActKind, Found, Moment, planned
from scenes.acts.columns import NOTE, column_box, common_span
from scenes.acts.first_alone import FirstAlone
from scenes.acts.schedule import HOLD, first_alone
from scenes.arrays import shapes as arrange
from scenes.arrays.numbers import multiplying_up, not_as_zero
from scenes.reading.paired_cells import combined
from scenes.reading.plain_calls import is_plain
from scenes.reading.slopes_found import is_slope
from scenes.reading.two_columns import comparable, room_to_grow, telling_rows
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix, mix_boxes
from scenes.stage.typeface import SMALL
from scenes.words.naming import code, headed, one_of, said
from scenes.words.phrases import furthest, own_scale
from scenes.words.purposes import step_name

SIGNS = {"subtract": "−", "multiply": "×", "add": "+", "divide": "÷"}
ROW = {"alone": 4.2, "together": 2.6}  # seconds of a row, of all others
OF_NOTHING = {"alone": 1.8, "together": 1.0}  # where one of the columns is all 0
LINGER = 1.5  # seconds in which a result stands before it is enlarged
ENLARGE = 1.2  # seconds in which it is
# Shares of a turn: the left bar comes to the result's place; it changes. One that
# stays as it is takes all of that to come.
COME, CHANGING, CHANGED = 0.34, 0.46, 0.84
GHOSTS = 0.8  # seconds after the last turn in which ghosts stand
GHOST = 0.28  # opacity of the left bar where the result stands


@dataclass(frozen=True, kw_only=True)
class CombineAct(Act):
    """left sign right = result, all columns of one length.

    Attributes:
        target: the name that the statement assigns.
        sign: "+", "−", "×" or "÷".
        reasons: why each of the `firsts` of the turns goes alone, a key of
            _REASONS.
        shared: how many columns share a scale: 3, 2 (left and result) or 1.
        factor: how many times longer the result's bars are drawn at the
            end, or None.
        enlarged: the second at which they begin to grow so.
        is_brief: whether one of the columns is 0 everywhere.
    """

    kind = "combine"

    target: str
    sign: str
    reasons: tuple[str, ...]
    shared: int
    factor: float | None
    enlarged: float
    is_brief: bool


def recognise(moment: Moment) -> Found | None:
    """A sum, difference, product or quotient of two columns."""
    operation = moment.operation
    shape = operation.result.shape
    if (
        not is_plain(operation, *SIGNS)
        or operation.in_place
        or not arrange.is_column(shape)
        or not 2 <= max(shape) <= MOST_BARS
        or [value.shape for value in operation.operands] != [shape] * 2
    ):
        return None
    found = combined(operation, moment.roles)
    if found is None:
        return None
    sign, target = SIGNS[operation.function], moment.target
    arrays = [
        value.array.ravel().astype(float)
        for value in (*operation.operands, operation.result)
    ]
    chosen = telling_rows(
        sign,
        *arrays,
        is_wanted=moment.roles.is_target(operation.operands[1]),
        is_slope=is_slope(moment.roles, operation.operands[1]),
    )
    if not arrays[2].any():
        chosen = {0: "any"}
    seconds = ROW if found.nothing is None else OF_NOTHING
    turns = first_alone(operation.result.array.size, chosen, **seconds)
    shared = comparable(sign, *arrays)
    factor = room_to_grow(arrays[0], arrays[2]) if shared == 2 else None
    begin = turns.end + LINGER
    values = operation.result.array.ravel()
    top = int(np.argmax(np.abs(np.nan_to_num(values))))
    return planned(
        CombineAct,
        moment,
        (turns.end if factor is None else begin + ENLARGE) + HOLD,
        combine_words.title(found, target),
        combine_words.lead(found),
        turns=turns,
        step_name=step_name(target),
        outcome=furthest(target, values, top)
        if found.nothing is None
        else combine_words.outcome(found),
        outcome_at=turns.ended(top) if found.nothing is None else turns.end,
        target=target,
        sign=sign,
        reasons=tuple(chosen.values()),
        shared=shared,
        factor=factor,
        enlarged=begin,
        is_brief=found.nothing is not None,
    )


def _combined(target, count, index, left, sign, right, result, *, why):
    """One row of two columns that are combined.

    Args:
        left, right, result: as written.
        why: a key of _REASONS: why this row is shown alone.
    """
    right = f"({right})" if right.startswith(("−", "+")) else right
    head, tail = (said(*pair) for pair in _REASONS[why])
    one = f"{one_of(target, count)} {index}{head}"
    return f"{headed(one, f'{left} {sign} {right} = {result}')}{tail}"


# Why a row is shown alone: what is said of it before and after its numbers,
# each in English and in Chinese.
_REASONS = {
    "any": (("", ""), (".", "。")),
    "largest": ((", the largest in size", "，绝对值最大"), (".", "。")),
    "wanted": ((", the right answer", "，正确答案"), (": too low.", "：太低。")),
    "wanted less": ((", the right answer", "，正确答案"), (": too high.", "：太高。")),
    "other": ((", largest of the rest", "，其余中最大"), (": too high.", "：太高。")),
    "other more": (
        (", largest of the rest", "，其余中最大"),
        (": too low.", "：太低。"),
    ),
    "flat": ((", the flattest", "，最平坦"), (".", "。")),
}


class Combine(FirstAlone):
    """left sign right = result, for each row the same.

    On one scale, the left bar comes over and becomes the result's; a factor
    that makes all bars shorter shows so. At the end what has become short is
    enlarged.
    """

    act: CombineAct

    def build(self):
        left, right = self.act.operands
        self.arrays = [
            value.array.ravel().astype(float)
            for value in (left, right, self.act.result)
        ]
        self.count = len(self.arrays[0])
        self.sign = self.act.sign
        self.factor = self.act.factor
        self.shared = self.act.shared
        names = (left.name or left.expression, right.name or right.expression)
        values = (left, right, self.act.result)
        self.notes = []
        self.columns = [
            self.bring(
                Bars(
                    value,
                    column_box(
                        self.stage,
                        place,
                        self.count,
                        foot=0 if self.shared == 3 else NOTE,
                    ),
                    name=name,
                    span=span,
                ),
                value,
            )
            for place, name, span, value in zip(
                (0, 0.5, 1),
                (*map(code, names), self.act.result_name),
                self._span_of_each(),
                values,
            )
        ]
        if self.shared == 3:
            self._write_alike()
        self._build_notes()
        first, second, _ = (column.box for column in self.columns)
        middle = first.top + first.height / 2 - 40
        for box, text in ((first, self.sign), (second, "=")):
            self.bring(Label(text, Box(box.right + 48, middle, 80, 80), size=48))
        self.slips = self.bring(Chips())

    def _span_of_each(self):
        """The span of each column, None where it has its own."""
        left, right, result = self.arrays
        if self.shared == 3:
            return (common_span(left, right, result),) * 3
        if self.shared == 2:
            span = common_span(left, result)
            return span, None, span
        return None, None, None

    def _build_notes(self):
        """A note under each column whose bars have a scale of their own."""
        for place in {3: (), 2: (1,), 1: (1, 2)}[self.shared]:
            self._note(place, own_scale())
        self.note = None
        if self.factor is not None:
            self.note = self._note(2, own_scale(self.factor))

    def _note(self, place, text):
        box = self.columns[place].box
        return self.bring(
            Label(
                text,
                Box(box.left + 62, box.bottom, box.width - 62, 30),
                size=SMALL,
                align="left",
            )
        )

    def _write_alike(self):
        """As many decimals in all columns as the finest has."""
        decimals = [
            column for column in self.columns if column.write.form.endswith("f")
        ]
        finest = max((column.write.form for column in decimals), default="")
        for column in decimals:
            column.write = replace(column.write, form=finest)

    def move(self, time):
        alone = self.turns.alone(time)
        shares = self.turns.shares(time)
        for column in self.columns:
            column.focus = alone
        result = self.columns[2]
        if self.shared == 1:
            result.grown = np.array([ease(share, COME, CHANGED) for share in shares])
        else:
            result.grown = (shares >= CHANGED).astype(float)
        larger = self._enlarge(time)
        self.slips.items = (
            ()
            if self.shared == 1
            else tuple(
                slip
                for k in np.flatnonzero((shares > 0) & (larger <= 0))
                for slip in self._becoming(k, shares[k], time)
            )
        )

    def _enlarge(self, time):
        """Let the result's bars grow to a scale of their own; how far."""
        if self.factor is None:
            return 0.0
        begin = self.act.enlarged
        share = ease(time, begin, begin + ENLARGE)
        low, high = self.columns[0].span
        self.columns[2].span = tuple(
            mix(1, 1 / self.factor, share) * np.array([low, high])
        )
        self.note.set_opacity(ease(time, begin, begin + 0.3))
        return share

    def _becoming(self, k, share, time):
        """The left bar as it comes over, and as it becomes the result's."""
        left, _, result = self.columns
        start, end = self.arrays[0][k], self.arrays[2][k]
        come = ease(share, 0, CHANGED if start == end else COME)
        place = mix_boxes(left.bar_box(k), result.bar_box(k, start), come)
        ghost = GHOST * (1 - self._ghosts_gone(time))
        if come < 1:
            yield Slip(place, left.bar_color(k))
            return
        if ghost > 0:
            yield Slip(place, left.bar_color(k), ghost)
        if share < CHANGED:
            now = mix(start, end, ease(share, CHANGING, CHANGED))
            yield Slip(
                result.bar_box(k, now),
                palette.NEGATIVE if now < 0 else palette.POSITIVE,
            )

    def _ghosts_gone(self, time):
        end = self.turns.end + GHOSTS if self.factor is None else self.act.enlarged
        return ease(time, end - 0.4, end)

    def words(self, time):
        """At the end what came out, where hardly anything was to be seen."""
        is_over = self.act.is_brief and time >= self.turns.end
        return self.act.outcome if is_over else super().words(time)

    def turn_words(self, index):
        values = [float(column.values.array[index]) for column in self.columns]
        writes = [column.write for column in self.columns]
        if self.sign == "×":
            left, right, result = multiplying_up(*values, writes)
        else:
            left, right, result = map(not_as_zero, values, writes)
        why = self.act.reasons[self.turns.firsts.index(index)]
        return _combined(
            self.act.target, self.count, index, left, self.sign, right, result, why=why
        )


KIND = ActKind(CombineAct, Combine, recognise)
