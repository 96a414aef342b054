"""How steep a curve is where each value stands on it."""

import numpy as np

from scenes.acts import slope_words
from scenes.acts.act import ActKind, Found, Moment, planned
from scenes.acts.first_alone import FirstAlone
from scenes.acts.schedule import ENTER, HOLD, first_alone
from scenes.acts.through_curve import CurveAct, ThroughCurve
from scenes.arrays.numbers import near_one, not_as_zero
from scenes.reading.plain_calls import is_plain
from scenes.stage import palette
from scenes.stage.chips import Dot, Slip
from scenes.stage.curve import Tangent
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix, mix_boxes
from scenes.stage.typeface import SMALL
from scenes.words.naming import headed, one_of, said
from scenes.words.phrases import furthest, own_scale
from scenes.words.purposes import step_name

VALUE = {"alone": 4.4, "together": 3.0}  # seconds of one, of all others
# Phases of a turn, as shares of it: on the curve, touched, measured, landed.
ON_CURVE, TOUCHED, STEPPED, SENT, LANDED = 0.22, 0.34, 0.46, 0.62, 0.86
FADED = 0.16  # opacity of the tangents of values that went before
LONG, SHORT = 125, 44  # half of a tangent, in design pixels
FLAT = 6  # design pixels: a rise no one would see


class SlopeAct(CurveAct):
    """How steep the curve of a function is at what it has computed."""

    kind = "slope"


def recognise(moment: Moment) -> Found | None:
    """y * (1 - y), where y came from the sigmoid: the slope of its curve."""
    if len(moment.operations) < 2:
        return None
    flipped, product = moment.operations[:2]
    if (
        not is_plain(flipped, "subtract")
        or product.in_place
        or not is_plain(product, "multiply")
    ):
        return None
    function = moment.roles.functions.get(product.operands[0].identity)
    if function is None or not function.has_slope(product.result):
        return None
    count = max(product.result.shape)
    values = product.result.array.ravel()
    top = int(np.argmax(values))
    turns = first_alone(count, [top, int(np.argmin(values))], **VALUE)
    return planned(
        SlopeAct,
        moment,
        turns.end + HOLD,
        slope_words.title_of(function.name),
        slope_words.lead_of(function.name, product.operands[0], is_of_heights=True),
        count=2,
        turns=turns,
        step_name=step_name(moment.target),
        outcome=furthest(product.operands[0].name, values, top),
        outcome_at=turns.ended(top),
        target=moment.target,
        function=function,
    )


def _step(rise, *, is_flat):
    """A step of 1 on a line that touches a curve."""
    if is_flat:
        return said("1 across, {rise} up: flat", "横 1，竖 {rise}：平坦", rise=rise)
    return said("1 across, {rise} up", "横 1，竖 {rise}", rise=rise)


def _turn(name, count, index, y, result, *, is_flattest):
    """How steep the sigmoid is at one value, from its height.

    Args:
        is_flattest: whether it is the flattest of all, not the steepest.
    """
    why = (
        said(", the flattest", "，最平坦")
        if is_flattest
        else said(", the steepest", "，最陡")
    )
    one = headed(f"{one_of(name, count)} {index}{why}", f"{y} × (1 − {y}) = {result}")
    return one + said(".", "。")


class Slope(FirstAlone, ThroughCurve):
    """y * (1 - y): each value slides to its place on the curve, a line
    touches the curve there, and what it rises in a step of 1 is the bar."""

    act: SlopeAct

    def build(self):
        function = self.act.function
        self.x = function.argument.array.ravel().astype(float)
        self.y = function.result.array.ravel().astype(float)
        self.slopes = self.act.result.array.ravel().astype(float)
        self.build_columns(function, self.act.operands[0])
        self.notes = {}
        for k in self.turns.firsts:
            self.notes[k] = Label(
                "",
                self._note_box(k),
                size=20,
                color=palette.POINTED,
                align="left" if self._rises(k) else "right",
            )
        self.parts += self.notes.values()
        box = self.after.box
        self.bring(
            Label(
                own_scale(),
                Box(box.left + 62, box.bottom - 2, box.width - 62, 26),
                size=SMALL,
                align="left",
            )
        )

    def end_of(self, end):
        return end.max(initial=0.25)  # no sigmoid is steeper than 1/4

    def _rises(self, k):
        """Whether one sees that the curve rises where a value stands."""
        return self._step(k)[0][1] - self._step(k)[1][1] > FLAT

    def _step(self, k):
        """(x, y) pixels of the foot and the head of the step's upright."""
        return (
            self.curve.point(self.x[k] + 1, self.y[k]),
            self.curve.point(self.x[k] + 1, self.y[k] + self.slopes[k]),
        )

    def _note_box(self, k):
        (x, foot), (_, head) = self._step(k)
        if self._rises(k):
            return Box(x + 18, (foot + head) / 2 - 15, 300, 30)
        return Box(self.curve.room.right - 420, foot + 14, 420, 30)

    def move(self, time):
        shares, alone = self.turns.shares(time), self.turns.alone(time)
        self.after.grown = np.array([ease(share, LANDED, 1.0) for share in shares])
        if alone is not None and time >= ENTER:
            self.after.grown[alone] = float(shares[alone] >= LANDED)
        self.before.focus = self.after.focus = alone
        self.curve.dots = tuple(
            (self.x[k], self.y[k], self.before.bar_color(k), 0.55)
            for k in np.flatnonzero(shares > ON_CURVE)
        )
        self.curve.tangents = tuple(
            self._tangent(k, shares[k], k == alone)
            for k in np.flatnonzero(shares > ON_CURVE)
        )
        self.dots.items = tuple(
            item
            for k in np.flatnonzero((shares > 0) & (shares < 1))
            for item in self._in_flight(k, shares[k], k == alone)
        )
        self._write_notes(alone, shares)

    def _tangent(self, k, share, is_alone):
        drawn = ease(share, ON_CURVE, TOUCHED)
        return Tangent(
            self.x[k],
            self.y[k],
            self.slopes[k],
            (LONG if is_alone else SHORT) * drawn,
            1.0 if is_alone or share < 1 else FADED,
            ease(share, TOUCHED, STEPPED) if is_alone else 0.0,
        )

    def _in_flight(self, k, share, is_alone):
        """The value on its way to the curve; its rise on the way from it."""
        room, at = self.curve.room, self.curve.point(self.x[k], self.y[k])
        bar, row = self.before, self.before.row_middle(k)
        if share < ON_CURVE:
            start = bar.x_of(bar.values.array[k]), row
            half = ON_CURVE / 2
            begin, end = (
                (start, (room.left, at[1]))
                if share < half
                else ((room.left, at[1]), at)
            )
            way = ease(share % half, 0, half)
            yield Dot(
                mix(begin[0], end[0], way),
                mix(begin[1], end[1], way),
                bar.bar_color(k),
                9 if is_alone else 7,
            )
            return
        if SENT <= share < LANDED:
            (x, foot), (_, head) = self._step(k)
            end, way = self.after.bar_box(k), ease(share, SENT, LANDED)
            start = Box(x - 2, head, 4, max(foot - head, 2))
            yield Slip(mix_boxes(start, end, way), palette.POINTED)

    def _write_notes(self, alone, shares):
        for k, note in self.notes.items():
            shown = ease(shares[k], TOUCHED, STEPPED) if k == alone else 0.0
            note.set_opacity(shown)
            note.text = _step(
                not_as_zero(self.slopes[k], self.after.write),
                is_flat=not self._rises(k),
            )

    def turn_words(self, index: int) -> str:
        values = (
            near_one(self.y[index], self.before.write),
            not_as_zero(self.slopes[index], self.after.write),
        )
        return _turn(
            self.act.operands[0].name,
            self.count,
            index,
            *values,
            is_flattest=index != self.turns.peak,
        )


KIND = ActKind(SlopeAct, Slope, recognise)
