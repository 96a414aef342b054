"""A column through a function of one number: bars, a curve, bars."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

import numpy as np

from scenes.acts import curve_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.columns import column_box
from scenes.acts.live_words import is_read_in, reading, said_at
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, Schedule, one_by_one, tenths
from scenes.acts.shape_lines import shapes_through
from scenes.arrays.extremes import reach
from scenes.arrays.numbers import written
from scenes.reading.cell_functions import cell_functions
from scenes.reading.elementwise import ElementwiseFunction, elementwise_function
from scenes.reading.known_curves import OTHER, known_name, slope_name
from scenes.reading.known_curves import Curve as Shape
from scenes.reading.leading_rows import winners
from scenes.reading.makers import key_of
from scenes.reading.opened_gates import opened_gates
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Dot
from scenes.stage.curve import FURTHEST, Curve
from scenes.stage.part import Box, ease, mix
from scenes.words.naming import code, headed, in_a_row, layer_name, number, one_of, said
from scenes.words.phrases import and_so_for_all, in_layer

AnyCurve = TypeVar("AnyCurve", bound=Act)
VALUE = {"first": 2.6, "shrink": 0.45, "least": 0.1}  # the turn of each
LANDS = 1.4  # seconds after the last turn in which its value lands
RIDE = 2.0  # seconds that a value is on its way, at least
ARRIVED = 0.45  # share of the way at which a value is on the curve
UNSHAPED = (OTHER, "exp")  # one side of zero is enough to know them by
HIGHER = 3.0  # than all values stand: how high a curve is not followed where none is
SAMPLES = 400
BESIDE = 24  # of the curve on a tall stage, in design pixels
LONGEST_FORMULA = 36  # letters
STRAIGHT = 1e-6  # of the heights: a curve that bends less is a line
ALIKE = 0.9  # of the sharpest bend: what is as sharp counts, too


@dataclass(frozen=True, kw_only=True)
class CurveAct(Act):
    """Each value of a column becomes the height of a curve.

    Attributes:
        target: the name that the statement assigns, or "".
        function: whose curve it is, with what went in and came out.
        winner: the index of the value that becomes the answer and goes first,
            or None.
    """

    kind = "curve"

    target: str
    function: ElementwiseFunction
    winner: int | None = None


def recognise(moment: Moment) -> Found | None:
    """A call that an ElementwiseFunction is, or one that is written inline."""
    if not moment.call:
        return _inline(moment)
    function = elementwise_function(moment.trace, moment.call)
    if function is None or _is_slope(function):
        return None
    target = moment.target if moment.closing else ""
    return Found(
        as_gate(moment, planned(target, function, _winner(moment, function))),
        frozenset(one.number for step in moment.call for one in step.operations),
    )


def _is_slope(function: ElementwiseFunction) -> bool:
    """Whether a call gives how steep a curve is, as sigmoid(x, derivative=True) may:
    what it is called would be false, and its statements tell of curve and slope."""
    return known_name(function) == OTHER and slope_name(function) != ""


def _inline(moment: Moment) -> Found | None:
    function = moment.roles.inline.get(moment.operation.number)
    numbers = [one.number for one in function.operations] if function else []
    here = [one.number for one in moment.operations[: len(numbers)]]
    if function is None or numbers != here or _is_of_more(moment, numbers):
        return None
    act = planned(moment.named(len(numbers)), function, _winner(moment, function))
    return Found(as_gate(moment, act), frozenset(numbers))


def as_gate(moment: Moment, act: AnyCurve) -> AnyCurve:
    """The same act, told as what opens a gate, if that is what comes of it."""
    result = act.result
    assert result is not None
    through = moment.roles.read(opened_gates).get(key_of(result))
    if through is None:
        return act
    names = dict.fromkeys(code(one.name) for one in through if one.name)
    assigned = moment.step.assigned
    lead = curve_words.gate_lead(tuple(names))
    return replace(
        act,
        title=curve_words.gate_title(
            code(
                next(
                    (one.name for one in assigned if key_of(one) == key_of(result)), ""
                )
            )
        ),
        lead=lead,
        caption=in_a_row(lead, act.outcome),
    )


def _winner(moment: Moment, function: ElementwiseFunction) -> int | None:
    return moment.roles.read(winners).get(key_of(function.argument))


def _is_of_more(moment: Moment, numbers: list[int]) -> bool:
    """Whether they begin a function that goes on in later statements."""
    whole = moment.roles.read(cell_functions).by_first.get(numbers[0])
    return whole is not None and whole.numbers > set(numbers)


def planned(
    target: str, function: ElementwiseFunction, winner: int | None = None
) -> CurveAct:
    """The plan of a column of at most elementwise.MOST_VALUES values."""
    name, argument, result = (function.name, function.argument, function.result)
    turns = one_by_one(max(argument.shape), **VALUE)
    lead = _lead(function)
    outcome = _largest(target, function)
    return CurveAct(
        operations=function.operations,
        operands=(argument,),
        result=result,
        result_name=target or _unnamed(function),
        seconds=tenths(turns.end + LANDS + HOLD),
        title=_title(target, function),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=_landed(
            turns, _top(function), _first_of(function) if winner is None else winner
        ),
        mark=function.call,
        shapes=shapes_through(name, result.shape, argument.shape),
        step_name=_step_name(target, name),
        turns=turns,
        target=target,
        function=function,
        winner=winner,
    )


def _unnamed(function: ElementwiseFunction) -> str:
    """What its result is called where the code gives it no name."""
    return function.name if function.name != OTHER else code(function.expression)


def _step_name(target: str, name: str) -> str:
    """Of a curve that has no name of its own, what is assigned is called."""
    if name == OTHER:
        return ""
    return f"{layer_name(target)} {name}".strip()


def _top(function: ElementwiseFunction) -> int:
    """The index of the value that comes out largest."""
    return int(np.argmax(np.nan_to_num(function.result.array.ravel())))


def _landed(turns: Schedule, index: int, first: int) -> float:
    """The second at which a value is there to be seen: that which goes first
    once it is on the curve; it puts those before it off by a turn."""
    if index == first:
        return float(turns.starts[0] + ARRIVED * max(turns.lengths[0], RIDE))
    others = [one for one in range(len(turns.starts)) if one != first]
    turn = 1 + others.index(index)
    return float(turns.starts[turn] + max(turns.lengths[turn], RIDE))


def _samples(function: ElementwiseFunction, x: np.ndarray) -> tuple:
    """(xs, ys) of the curve, as far as values reach."""
    width = max(min(reach(x), FURTHEST / 2) * 1.08, 6.0)
    return samples(function, x, width, is_known=known_name(function) not in UNSHAPED)


def samples(
    function: Shape, x: np.ndarray, width: float, *, is_known: bool = True
) -> tuple:
    """(xs, ys) of a curve on both sides of zero.

    Of one that is known by no shape of its own, on one side alone where no value stands
    on the other and it rises far above all of them there, as exp(-x) does left of zero.

    Args:
        x: the values on it.
        width: how far from zero it is drawn.
        is_known: whether its shape on both sides is what it is known by.
    """
    xs = np.linspace(-1, 1, SAMPLES) * width
    with np.errstate(all="ignore"):
        ys = np.asarray(function(xs), float)
        for side, here, ends in (
            (xs >= 0, x >= 0, (0.0, width)),
            (xs <= 0, x <= 0, (-width, 0.0)),
        ):
            is_alone = not is_known and (here | np.isnan(x)).all()
            if is_alone and _height(ys[~side]) > HIGHER * _height(ys[side]):
                xs = np.linspace(*ends, SAMPLES)
                return xs, np.asarray(function(xs), float)
    return xs, ys


def _height(ys: np.ndarray) -> float:
    return float(np.nanmax(np.abs(ys), initial=0.0))


def _nearest(x: np.ndarray, bends: np.ndarray) -> int:
    """The index of the value nearest to where the slope changes fastest."""
    if not len(bends):
        return 0
    return int(np.argmin(away_from(bends, np.nan_to_num(x, nan=np.inf))))


def away_from(bends: np.ndarray, x: np.ndarray) -> np.ndarray:
    """How far each of some x is from the nearest bend, infinite beyond all numbers."""
    with np.errstate(over="ignore"):
        return np.min([np.abs(x - bend) for bend in bends], axis=0)


def _first_of(function: ElementwiseFunction) -> int:
    """The index of the value that goes first."""
    x = function.argument.array.ravel().astype(float)
    return _nearest(x, bends_of(*_samples(function, x)))


def _largest(target, function):
    """The sentence about the value that comes out largest."""
    x, y = (value.array.ravel() for value in (function.argument, function.result))
    top = _top(function)
    return _turn(
        target, len(y), top, function.name, number(x[top], x), number(y[top], y)
    )


def _title(target: str, function: ElementwiseFunction) -> str:
    name, known = function.name, known_name(function)
    if known != OTHER:
        return curve_words.title(target, known)
    title = said("through the curve of {name}", "经过 {name} 的曲线", name=name)
    return in_layer(target, title)


def _lead(function: ElementwiseFunction) -> str:
    name, known = function.name, known_name(function)
    if known not in (OTHER, "sigmoid", "tanh"):
        return curve_words.lead(replace(function, name=known), known)
    formula = _formula(function) if name == OTHER else ""
    if formula:
        return said(
            "Each value alone decides what it becomes: f(x) = {formula}.",
            "每个值变成什么只由它自己决定：f(x) = {formula}。",
            formula=formula,
        )
    if known == "sigmoid":
        return said(
            "Each value comes between 0, a sure no, and 1, a sure yes.",
            "每个值变成 0 到 1 之间的数：0 表示肯定不是，1 表示肯定是。",
        )
    return _landing(name, *function.reach)


def _above(function: ElementwiseFunction) -> str:
    """What stands above the curve: "sigmoid(z) = 1 / (1 + np.exp(-z))"."""
    applied = curve_words.applied(function.name, function.parameter)
    return f"{applied} = {function.expression}"


def _formula(function: ElementwiseFunction) -> str:
    """What a curve without a name is in the code, of x; "" if that is long, or if
    one expression is not all of it, as where a loop goes on with its own result."""
    text, argument = code(function.expression), function.argument
    spans = [one.span for one in function.operations]
    if len(set(spans)) < len(spans):
        return ""
    for own in (function.parameter, argument.name, code(argument.expression)):
        place = re.compile(rf"(?<![\w.]){re.escape(own)}(?![\w(])")
        if own and place.search(text):
            formula = place.sub("x", text)
            return formula if len(formula) <= LONGEST_FORMULA else ""
    return ""


def _landing(function, low, high):
    if -1 <= low <= high <= 1:
        low, high = written(low, "g"), written(high, "g")
        return said(
            "Every value slides onto the curve and lands between {low} and {high}.",
            "每个值落到曲线上，变成 {low} 到 {high} 之间的数。",
            low=low,
            high=high,
        )
    return said(
        "Every value slides onto the curve of {function} and lands there.",
        "每个值落到 {function} 的曲线上。",
        function=function,
    )


def _first(target, count, index):
    one = f"{one_of(target, count)} {index}"
    return said(
        "{one} first: it is nearest to the bend.", "先看{one}：它最靠近弯处。", one=one
    )


def _wins(target, count, index):
    one = f"{one_of(target, count)} {index}"
    return said(
        "{one} first: it comes out largest.", "先看{one}：它的结果最大。", one=one
    )


def _turn(target, count, index, function, x, y):
    value = f"{curve_words.applied(function, x)} = {y}"
    return headed(f"{one_of(target, count)} {index}", value)


class ThroughCurve(ActPlayer):
    """f(column): each bar's end becomes a dot, drops to its x, rises to the
    curve, slides to its y and lands as a bar."""

    act: CurveAct
    turns: Schedule

    def build(self):
        function = self.act.function
        self.x = function.argument.array.ravel().astype(float)
        self.y = function.result.array.ravel().astype(float)
        self.build_columns(function, function.argument)

    def _curve_box(self):
        """Between both columns."""
        stage = self.stage
        left, wide = stage.left + 510, 770
        if stage.is_tall:
            left = self.before.box.right + BESIDE
            wide = column_box(stage, 1, self.count).left - BESIDE - left
        return Box(left, stage.top + 20, wide, stage.height - 40)

    def build_columns(self, function, before):
        """Bars of a value `before` at the left, the curve, bars of the
        result."""
        self.function, self.count = function, before.array.size
        self.is_number = ~(np.isnan(self.x) | np.isnan(self.y))
        stage = self.stage
        self.before = self.bring(
            Bars(
                before,
                column_box(stage, 0, self.count, width=440),
                name=code(before.name or before.expression),
            ),
            before,
        )
        xs, ys = _samples(function, self.x)
        bends = bends_of(xs, ys)
        self.order, self.is_bent = self._order(bends), len(bends) > 0
        self.curve = self.bring(
            Curve(xs, ys, self._curve_box(), title=_above(function))
        )
        end = self.act.result.array.ravel().astype(float)
        finite = end[np.isfinite(end)]
        self.after = self.bring(
            Bars(
                self.act.result,
                column_box(stage, 1, self.count),
                name=self.act.result_name,
                span=(finite.min(initial=0.0), self.end_of(finite)),
            ),
            self.act.result,
        )
        self.dots = self.bring(Chips())

    def end_of(self, end: np.ndarray) -> float:
        """The value at the end of the room for the result's bars."""
        return end.max(initial=1.0)

    def shares(self, time: float) -> np.ndarray:
        """How far each value is on its way, (count,) of 0..1."""
        shares = np.zeros(self.count)
        shares[self.order] = [
            min(max((time - start) / max(length, RIDE), 0.0), 1.0)
            for start, length in zip(self.turns.starts, self.turns.lengths)
        ]
        return shares

    def _order(self, bends):
        """Which value goes first, slowly: the one that becomes the answer, else
        the one nearest to where the slope changes fastest; then all others as
        they stand."""
        winner = self.act.winner
        first = _nearest(self.x, bends) if winner is None else winner
        return np.array([first, *(k for k in range(self.count) if k != first)])

    def move(self, time):
        shares = self.shares(time)
        lead = self.order[0]
        first = time >= ENTER and shares[lead] < 1
        self.after.grown = np.array([ease(share, 0.86, 1.0) for share in shares])
        self.before.focus = self.after.focus = lead if first else None
        self.curve.dots = tuple(
            (self.x[k], self.y[k], self.before.bar_color(k), 0.55)
            for k in np.flatnonzero((shares > ARRIVED) & self.is_number)
        )
        self.curve.guide = (
            (self.x[lead], self.y[lead])
            if first and shares[lead] > 0.3 and self.is_number[lead]
            else None
        )
        self.dots.items = tuple(
            Dot(
                *_along(self.stations(k), shares[k]),
                self.before.bar_color(k),
                9 if k == lead else 7,
            )
            for k in np.flatnonzero((shares > 0) & (shares < 1) & self.is_number)
        )

    def stations(self, k):
        """(share, (x, y)) of the way of a value, from bar to bar."""
        room = self.curve.room
        on_curve = self.curve.point(self.x[k], self.y[k])
        start, end = self.before.values.array[k], self.after.values.array[k]
        return (
            (0.0, (self.before.x_of(start), self.before.row_middle(k))),
            (0.10, (self.curve.box.left - 20, self.before.row_middle(k))),
            (0.28, (on_curve[0], room.bottom)),
            (ARRIVED, on_curve),
            (0.55, on_curve),
            (0.72, (room.right, on_curve[1])),
            (0.90, (self.after.x_of(0.0), self.after.row_middle(k))),
            (1.0, (self.after.x_of(end), self.after.row_middle(k))),
        )

    def words(self, time: float) -> str:
        return said_at(self._told, time)

    @cached_property
    def _told(self):
        """What is told from when on: why the first value is first, what
        becomes of it, and that all others do the same."""
        k, start = int(self.order[0]), float(self.turns.starts[0])
        ride = max(float(self.turns.lengths[0]), RIDE)
        value = _turn(
            self.act.target,
            self.count,
            k,
            self.function.name,
            self.before.write(self.before.values.array[k]),
            self.after.write(self.after.values.array[k]),
        )
        why = _first if self.act.winner is None else _wins
        first = why(self.act.target, self.count, k)
        others = and_so_for_all(self.count)
        both, end, haste = f"{first}\n{value}", self.act.seconds, self.act.haste
        arrived = start + ride * ARRIVED
        if self.is_bent and self._is_read(both, end - start):
            told = [(start, first), (arrived, both)]
            after = start + reading(both) / haste
        elif self._is_read(value, end - arrived):
            told, after = [(arrived, value)], arrived + reading(value) / haste
        else:
            return ()
        after = max(start + ride, after)
        if self.count > 1 and self._is_read(others, end - after):
            told.append((after, f"{value}\n{others}"))
        return tuple(told)

    def _is_read(self, words, seconds):
        """Whether words can be read that stand for some of the act's own
        seconds."""
        return is_read_in(seconds * self.act.haste, words)


def bends_of(xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Where the slope of a curve changes fastest, (count,) x.

    None where it changes nowhere or as fast in most places. For the sigmoid
    there is one on each side of 0.

    Args:
        xs, ys: (samples,) points of the curve, x rising in equal steps.
    """
    ys = ys / 8  # so that no difference of the largest numbers overflows
    bend = np.abs(
        np.diff(np.nan_to_num(ys, posinf=FURTHEST / 2, neginf=-FURTHEST / 2), 2)
    )
    is_sharp = bend >= ALIKE * bend.max()
    if bend.max() <= STRAIGHT * reach(ys) or is_sharp.mean() > 0.5:
        return np.array([])
    sides = np.pad(bend, 1)
    is_peak = (bend >= sides[:-2]) & (bend >= sides[2:])
    return xs[1:-1][is_peak & is_sharp]


def _along(stations, share):
    """Where something is on its way through stations, at the last at 1."""
    (begin, here), (end, there) = next(
        leg for leg in pairwise(stations) if share <= leg[1][0]
    )
    along = ease(share, begin, end)
    return tuple(mix(here[k], there[k], along) for k in range(2))


KIND = ActKind(CurveAct, ThroughCurve, recognise, of_calls=True)
