"""Which hidden neuron a learning step moves most, and which it cannot move."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts import curve_words
from scenes.acts.act import Act, ActKind
from scenes.acts.columns import common_span
from scenes.acts.derived import difference
from scenes.acts.parting import by_difference, pulls_of
from scenes.acts.schedule import ENTER
from scenes.acts.twins import Twins, TwinsAct
from scenes.arrays.numbers import written
from scenes.reading.elementwise import ElementwiseFunction
from scenes.stage import palette
from scenes.stage.curve import Curve, Tangent
from scenes.stage.label import Label
from scenes.stage.palette import Scale
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.stage.sorted_bars import SortedBars
from scenes.stage.values import Values
from scenes.words.naming import in_a_row, said
from scenes.words.phrases import read_right_and_wrong

SECONDS = 11.6  # of the whole act
GROWS = ENTER, 3.4  # seconds between which the bars grow, the largest first
FAR = 2.0  # a sum so far from 0 stands where a sigmoid is flat
MOVES = 4.2, 7.4  # the neuron moved most goes along the curve
STAYS = 8.2, 9.6  # and so does the other one, as far as it does
SAMPLES = 241  # points of the curve
BARS, HIGH = 560, 0.62  # width of the bars; height of a tall stage for them
TITLE = 30  # room for what stands above the curve
FLAT = 0.1  # of the steepest: a curve that rises less is flat
STILL = 0.02  # of the largest move: what moves less hardly moves
TANGENT = 110  # half of the length of a tangent, in design pixels


@dataclass(frozen=True, kw_only=True)
class MovedAct(TwinsAct):
    """The hidden neurons of the image read wrong before and after a learning
    step, its operands: columns.

    Attributes:
        sums: what the neurons are made of, before and after: columns.
        weights: of the output layer, before and after: a row for each digit.
        rivals: (right, wrong), the digits that pull.
        function: that makes neurons of the sums.
        neurons: the index of the one whose pull changes most, and of the one
            that parted the two images most.
        pixels: the weights of the hidden layer, before and after: a row for
            each neuron; None where they are no picture's.
    """

    kind = "moved"

    sums: tuple[Value, Value]
    weights: tuple[Value, Value]
    rivals: tuple[int, int]
    function: ElementwiseFunction
    neurons: tuple[int, int]
    pixels: tuple[Value, Value] | None = None


def moved(
    curve: Act,
    neurons: tuple[Value, Value],
    sums: tuple[Value, Value],
    weights: tuple[Value, Value],
    images: tuple[Value, Value],
    rivals: tuple[int, int],
    parting: int,
    pixels: tuple[Value, Value] | None = None,
) -> MovedAct | None:
    """The plan that shows what a learning step does to each pull; None where
    nothing changes, or not by a curve.

    Args:
        curve: shows how the neurons come from their sums.
        neurons, sums, weights: before and after, as MovedAct has them.
        images: one read right, one read wrong.
        rivals: the digits that they are read as.
        parting: the index of the neuron that parts the two images most.
        pixels: as MovedAct has them.
    """
    function = getattr(curve, "function", None)
    shifts = shifts_of(weights, neurons, rivals).array
    sizes = np.abs(np.concatenate([one.array.ravel() for one in (*sums, *neurons)]))
    if function is None or not np.isfinite([*shifts, *sizes]).all() or not shifts.any():
        return None
    most = by_difference([np.zeros(len(shifts)), shifts])[0]
    lead = _lead()
    outcome = in_a_row(*_told(function, sums, neurons, most, parting))
    return MovedAct(
        operations=curve.operations,
        operands=neurons,
        result=neurons[1],
        result_name=curve.result_name,
        seconds=SECONDS if most != parting else STAYS[0],
        title=said("What one step moves", "一步推动了谁"),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=MOVES[0],
        mark=curve.mark,
        shapes=curve.shapes,
        step_name=said("what it moves", "推动了谁"),
        images=images,
        sums=sums,
        weights=weights,
        rivals=rivals,
        function=function,
        neurons=(most, parting),
        pixels=pixels,
    )


def shifts_of(
    weights: tuple[Value, Value], neurons: tuple[Value, Value], rivals: tuple[int, int]
):
    """By how much each neuron's pull changes: a Computed of (count,) floats."""
    before, after = (
        pulls_of(rows, (column, column), rivals)[0]
        for rows, column in zip(weights, neurons)
    )
    return difference(
        after, before, name=_shift(*rivals), expression="pull after - pull before"
    )


def _shift(right, wrong):
    """What stands above the bars."""
    return said(
        "change of its pull: − to {right}, + to {wrong}",
        "拉力的变化：− 向 {right}，+ 向 {wrong}",
        right=right,
        wrong=wrong,
    )


def _change(neuron):
    return said("neuron {neuron}, change", "神经元 {neuron}，变化", neuron=neuron)


def _lead():
    return said(
        "One learning step nudges all weights. Whose pull does it change most?",
        "学习一步把所有权重各推一点。谁的拉力变化最大？",
    )


def _told(function, sums, neurons, most, parting):
    """(of the one moved most, of the other one or "")."""
    slopes, moves = slopes_at(function, sums[0]), _moves(neurons)
    other = ""
    if parting != most:
        other = _of_one(parting, neurons)
        if slopes[parting] < FLAT * slopes.max() and moves[parting] < STILL * max(
            moves
        ):
            other = said(
                "Neuron {neuron} stands where the curve is flat: it hardly moves.",
                "神经元 {neuron} 在曲线平坦处：几乎不动。",
                neuron=parting,
            )
    return _of_one(most, neurons), other


def _moves(neurons):
    """How far each neuron moves, in size."""
    before, after = (one.array.ravel().astype(float) for one in neurons)
    return np.abs(after - before)


def _of_one(neuron, neurons):
    was, now = (written(float(one.array[neuron, 0]), ".3f") for one in neurons)
    return said(
        "Neuron {neuron} goes from {was} to {now}.",
        "神经元 {neuron} 从 {was} 到 {now}。",
        neuron=neuron,
        was=was,
        now=now,
    )


def slopes_at(function, sums: Value) -> np.ndarray:
    """How steep a curve is at each of some sums, in size: (count,) floats."""
    x = sums.array.ravel().astype(float)
    return np.abs(function(x + 1e-3) - function(x - 1e-3)) / 2e-3


class Moved(Twins):
    """Left the image and by how much each pull changes; right the curve, on
    which two of the neurons go as far as the step moves them."""

    act: MovedAct

    def bring_images(self):
        stage = self.stage
        self.bring_image(
            self.act.images[1],
            Box(stage.left, stage.top + 44, self.side, self.side),
            read_right_and_wrong()[1],
        )

    def build(self):
        super().build()
        act, stage = self.act, self.stage
        shifts = shifts_of(act.weights, act.operands, act.rivals)
        self.count = len(shifts.array)
        self.order = by_difference([np.zeros(self.count), shifts.array])
        self.bars = self.bring(
            SortedBars(
                Values(shifts),
                self.order,
                self._bars_box(),
                name=_shift(*act.rivals),
                span=common_span(shifts.array),
            )
        )
        self.sheets = self._bring_sheets()
        left = self.bars.box.right + 60
        room = Box(left, stage.top + 20, stage.right - left, stage.height - 60)
        if stage.is_tall:
            top = self.bars.box.bottom + 60
            room = Box(stage.left, top, stage.width, stage.bottom - 20 - top)
        self.curve = self._bring_curve(room)
        self.labels = [
            self.bring(
                Label(
                    said("neuron {neuron}", "神经元 {neuron}", neuron=neuron),
                    Box(0, 0, 150, 28),
                    size=22,
                    color=palette.TEXT,
                )
            )
            for neuron in dict.fromkeys(act.neurons)
        ]

    def _bars_box(self):
        stage, left = self.stage, self.stage.left + self.side + 40
        high, wide = min(stage.height - 70, 54 * self.count), BARS
        if stage.is_tall:
            high, wide = min(HIGH * stage.height, high), stage.right - left
        return Box(left, stage.top + 44, wide, high)

    def _bring_sheets(self):
        """Below the image what the weights of each neuron told of have changed
        by, in one scale."""
        act, stage = self.act, self.stage
        if act.pixels is None:
            return []
        changes = [
            difference(
                *(Values.of(one)[neuron].grid() for one in reversed(act.pixels)),
                name=_change(neuron),
                expression="after - before",
            )
            for neuron in dict.fromkeys(act.neurons)
        ]
        limit = max(float(np.abs(one.array).max()) for one in changes) or 1.0
        box = Box(stage.left, stage.top + 114 + self.side, self.side, self.side)
        return [
            self.bring(
                MatrixPlane(
                    Values(one),
                    box,
                    name=one.name,
                    scale=Scale("diverging", limit),
                    numbers=False,
                    thickness=0,
                )
            )
            for one in changes
        ]

    def _bring_curve(self, room):
        act = self.act
        sums = np.concatenate([one.array.ravel() for one in act.sums]).astype(float)
        two = [abs(float(one.array[k, 0])) for one in act.sums for k in act.neurons]
        reach = min(max(1.45 * max(two), 6.0), 1.08 * max(6.0, np.abs(sums).max()))
        xs = np.linspace(-reach, reach, SAMPLES)
        function = act.function
        return self.bring(
            Curve(
                xs,
                function(xs),
                room,
                title=curve_words.applied(function.name, function.parameter),
            )
        )

    def move(self, time):
        begin, end = GROWS
        starts = begin + (end - begin - 0.5) * np.arange(self.count) / self.count
        self.bars.grown = np.array([ease(time, one, one + 0.5) for one in starts])
        self.bars.focus = self.order.index(self._told_of(time))
        dots, tangents = [], []
        for neuron, label, (start, end) in zip(
            self.act.neurons, self.labels, (MOVES, STAYS)
        ):
            x, y = self._place(neuron, ease(time, start, end))
            seen = ease(time, start - 0.8, start - 0.3)
            dots.append((x, y, palette.POINTED, seen))
            label.set_opacity(seen)
            self._put(label, x, y)
            if time >= start - 0.3 and neuron == self._told_of(time):
                tangents.append(self._tangent(x, y))
        for sheet, neuron, start in zip(
            self.sheets, self.act.neurons, (MOVES[0] - 0.8, STAYS[0] - 0.8)
        ):
            is_told = neuron == self._told_of(time)
            sheet.set_opacity(ease(time, start, start + 0.5) * is_told)
        self.curve.dots, self.curve.tangents = tuple(dots), tuple(tangents)

    def _told_of(self, time):
        """The neuron that is looked at."""
        return self.act.neurons[int(time >= STAYS[0] - 0.8)]

    def _place(self, neuron, share):
        """(sum, height of the curve there) on the way from before to after."""
        before, after = (float(one.array[neuron, 0]) for one in self.act.sums)
        x = mix(before, after, share)
        return x, float(self.act.function(np.array([x]))[0])

    def _put(self, label, x, y):
        """Put a label beside its dot, where the curve does not run."""
        left, top = self.curve.point(x, y)
        is_low = y < (self.curve.low + self.curve.high) / 2
        if abs(x) > FAR:  # above the foot, below the head
            room = self.curve.room
            left = min(max(left - 75, room.left), room.right - 150)
            label.place(Box(left, top + (-50 if is_low else 22), 150, 28))
            return
        label.place(Box(left + (30 if is_low else -180), top - 14, 150, 28))

    def _tangent(self, x, y):
        rise = self.act.function(np.array([x - 1e-3, x + 1e-3]))
        return Tangent(x, y, float(rise[1] - rise[0]) / 2e-3, TANGENT)

    def words(self, time):
        most, other = _told(
            self.act.function, self.act.sums, self.act.operands, *self.act.neurons
        )
        if time < MOVES[0]:
            return ""
        return other if other and time >= STAYS[0] - 0.8 else most


KIND = ActKind(MovedAct, Moved)
