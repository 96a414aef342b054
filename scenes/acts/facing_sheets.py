"""What hidden neurons have learned: their sheets of changes, facing us."""

from dataclasses import dataclass, replace

import numpy as np

from network.runs.history import History
from scenes.acts.act import Act, ActKind
from scenes.acts.entrances import Role
from scenes.acts.history_values import HistoryValues
from scenes.acts.learned import between
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.acts.signature import signature
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.palette import Scale
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.relief_sheet import ReliefSheet
from scenes.words.naming import in_a_row, said

# Seconds: the first sheet lies back and its cells rise, it stands so, it faces us
# again, flat; then the others come.
RISES, FLAT = (1.0, 3.7), (5.5, 7.2)
OTHERS = 6.8
SECONDS = OTHERS + 8.8  # of the whole act
TURNED, TILTED, RISE = -0.4, 0.9, 0.17  # as a ReliefSheet has them
STANDING = 700, 0.62  # its side then: design pixels, and at most by the stage's width
LARGE, LARGEST, PITCH = 2, 390, 420  # sheets that are shown large, how large, and
#                                      from one to the next
COMES = 3.4  # seconds in which all the others come, one after the other
TOLD = OTHERS + COMES + 0.4  # second at which it is told what the large ones like
COLORED = ENTER * 0.4  # seconds in which what was seen before has their colours
GROWS = 1.0  # seconds in which a sheet comes out of its row and is large
SIGNED = OTHERS + 6.0, OTHERS + 6.6  # seconds between which the project's name comes
LIKES = TOLD + GROWS  # second at which the digits come that those like
OF_TALL = 0.27  # how large by the width of a tall stage
ROOM = 860  # width for all the sheets
LABEL = 30  # room for an index below each
SMALLEST = 90  # side of a sheet that has its index below


@dataclass(frozen=True, kw_only=True)
class FacingSheetsAct(Act):
    """The hidden weights at a checkpoint, less those at the first.

    Attributes:
        history: of the training.
        checkpoint: the last.
        large: indices of the neurons that are shown large.
    """

    kind = "facing_sheets"

    history: History
    checkpoint: int
    large: tuple[int, ...]


def facing_sheets(history: History) -> FacingSheetsAct:
    """The plan of how the film of a training ends: what was learned, large."""
    last = len(history) - 1
    large = liking_most(history.hidden_to_output_weights[..., last])
    lead = _lead()
    outcome = _digits_liked(history, last, large)
    return FacingSheetsAct(
        result=None,
        result_name="",
        seconds=SECONDS,
        title=_title(),
        lead=lead,
        caption=in_a_row(lead, _heights(large[0]), outcome),
        outcome=outcome,
        outcome_at=TOLD,
        step_name=said("what neurons look for", "神经元在找什么"),
        history=history,
        checkpoint=last,
        large=large,
    )


def liking_most(weights: np.ndarray) -> tuple[int, ...]:
    """The neurons from which the largest weights lead, to digits of their own.

    Args:
        weights: (10, count), a row for each digit.
    """
    largest, liked = weights.max(axis=0), weights.argmax(axis=0)
    chosen: list[int] = []
    for neuron in np.argsort(-largest, kind="stable").tolist():
        if all(liked[neuron] != liked[one] for one in chosen):
            chosen.append(neuron)
    return tuple(chosen[:LARGE])


def _title():
    return said("What each hidden neuron has learned", "每个隐藏神经元学到了什么")


def _lead():
    return said(
        "Orange: ink there counts more than at first; blue: less.",
        "橙色：那里的墨比最初分量更重；蓝色：更轻。",
    )


def _heights(neuron):
    return said(
        "Neuron {neuron}: each cell as high as its change; below zero it sinks.",
        "神经元 {neuron}：每格的高低就是它的变化，小于零就沉下。",
        neuron=neuron,
    )


def _digits_liked(history, checkpoint, large):
    weights = history.hidden_to_output_weights[..., checkpoint]
    told = [
        said(
            "Neuron {neuron} speaks most for {digit}.",
            "神经元 {neuron} 最支持 {digit}。",
            neuron=neuron,
            digit=int(weights[:, neuron].argmax()),
        )
        for neuron in large
    ]
    return in_a_row(*told)


class FacingSheets(ActPlayer):
    """One sheet, its changes as heights; then two large, with the digit that
    each speaks most for, and all of them in rows."""

    act: FacingSheetsAct

    def __init__(self, act, stage, before=None):
        limits = getattr(before, "limits", None)
        self.limit_before = None if limits is None else float(limits[-1])
        super().__init__(act, stage, before)

    def build(self):
        act, stage = self.act, self.stage
        known = HistoryValues(act.history)
        sheets = known.weights(
            "input_to_hidden_weights", act.checkpoint, is_change=True
        )
        self.scale = replace(palette.Scale.of(sheets.array), kind="diverging")
        top = stage.top + 40
        room = Box(stage.right - ROOM, top, ROOM, stage.bottom - top)
        if stage.is_tall:
            wide = stage.width * (1 - OF_TALL) - 60
            room = Box(stage.left, top, wide, stage.bottom - 60 - top)
        self._bring_all(sheets, room)
        self.large = [
            self._bring_large(known, sheets, place) for place in range(len(act.large))
        ]
        self._bring_relief()
        self.signature = [
            self.bring(label)
            for label in signature(stage.left - 12, stage.bottom - 44, "")
        ]
        self.legend = self.bring(
            Legend(self.scale, Box(stage.right - 212, stage.top, 150, 9))
        )

    def _bring_relief(self):
        """The first sheet in space, and the scale of its heights and colours:
        that in which it was seen before, if that reaches as far."""
        plane, stage = self.large[0][0], self.stage
        largest = float(np.abs(np.nan_to_num(plane.values.array)).max()) or 1.0
        limit = max(largest, self.limit_before or 0.0)
        own = Scale("diverging", limit)
        self.home = plane.box
        most, share = STANDING
        side = min(most, share * stage.width)
        self.standing = Box(
            stage.left + (stage.width - side) / 2,
            stage.top + 0.46 * stage.height - side / 2,  # its near corner hangs low
            side,
            side,
        )
        self.relief = self.bring(
            ReliefSheet(plane.values, self.home, scale=own, name=plane.name_text)
        )
        below = Box(stage.right - 212, stage.bottom - 40, 150, 9)
        self.relief_legend = self.bring(Legend(own, below))

    def _large_box(self, place):
        """Beside each other at the left; on a tall stage below each other at the
        right."""
        stage, top = self.stage, self.stage.top + 40
        if stage.is_tall:
            side = OF_TALL * stage.width
            return Box(stage.right - side, top + place * stage.height / 2, side, side)
        return Box(stage.left + 20 + place * PITCH, top, LARGEST, LARGEST)

    def _bring_large(self, known, sheets, place):
        """A sheet, large, and below it the digit that it speaks most for. The
        first is the one that has been looked at."""
        neuron, box = self.act.large[place], self._large_box(place)
        left, top, side = box.left, box.top, box.width
        history, last = self.act.history, self.act.checkpoint
        weights = history.hidden_to_output_weights[:, neuron, last]
        digit = int(weights.argmax())
        below = Box(left, top + side + 20, side, 40)
        plane = MatrixPlane(
            sheets[neuron],
            box,
            name=said("neuron {index}", "神经元 {index}", index=neuron),
            scale=self.scale,
            numbers=False,
            thickness=0,
        )
        told = Label(
            said(
                "its weight to {digit}: {weight}",
                "到 {digit} 的权重：{weight}",
                digit=digit,
                weight=written(weights[digit], "+.2f"),
            ),
            below,
            size=24,
            color=palette.TEXT,
        )
        shown = np.flatnonzero(history.labels == digit)
        pictures = [
            MatrixPlane(
                known.picture(int(index)),
                Box(left + side / 2 - 50, below.bottom + 12, 100, 100)
                if self.stage.is_tall
                else Box(left + side / 2 - 66, below.bottom + 16, 132, 132),
                thickness=0,
            )
            for index in shown[:1]
        ]
        self.bring(plane, None if place else Role("sheet", True))
        return [plane, *(self.bring(part) for part in (told, *pictures))]

    def _bring_all(self, sheets, room):
        count = len(sheets.array)
        across, side = _grid(count, room)
        pitch = side + 16
        left = room.left + (room.width - across * pitch) / 2
        self.sheets = []
        for index in range(count):
            row, column = divmod(index, across)
            high = pitch + (LABEL if side >= SMALLEST else 0)
            box = Box(left + column * pitch, room.top + row * high, side, side)
            parts = [
                MatrixPlane(
                    sheets[index], box, scale=self.scale, numbers=False, thickness=0
                )
            ]
            if side >= SMALLEST:
                below = Box(box.left, box.bottom + 4, side, 24)
                parts.append(Label(str(index), below, size=20, family="code"))
            self.sheets.append([self.bring(part) for part in parts])

    def move(self, time):
        count = len(self.sheets)
        for index, parts in enumerate(self.sheets):
            start = OTHERS + COMES * index / count
            for part in parts:
                part.set_opacity(ease(time, start, start + 0.5))
        self._grow(time)
        for label in self.signature:
            label.set_opacity(ease(time, *SIGNED))
        self._look_again(time)
        self._rise(time)

    def _rise(self, time):
        """The first sheet lies back, its cells rise and sink, and it faces us
        again; meanwhile the plane it is else is not there."""
        up, down = ease(time, *RISES), ease(time, *FLAT)
        way = up * (1 - down)
        self.relief.place(mix_boxes(self.home, self.standing, way))
        self.relief.turned, self.relief.tilted = TURNED * way, TILTED * way
        self.relief.rise = RISE * way
        self.relief.is_read = way >= 1
        is_there = RISES[0] <= time < FLAT[1]
        self.relief.set_opacity(float(is_there))
        if is_there:
            self.large[0][0].set_opacity(0.0)
        self.relief_legend.set_opacity(way)
        self.legend.set_opacity(ease(time, OTHERS, OTHERS + 0.5))

    def _look_again(self, time):
        """The sheet that has been looked at takes on the colours of them all,
        before there are any others."""
        own = self.relief.color_scale.limit
        limit = between(own, self.scale.limit, ease(time, FLAT[1], FLAT[1] + COLORED))
        self.large[0][0].color_scale = replace(self.scale, limit=limit)

    def _grow(self, time):
        """The large ones come out of their rows, but for the first, which was seen
        before; then what they like."""
        for place, (neuron, parts) in enumerate(zip(self.act.large, self.large)):
            plane, *others = parts
            if place:
                large = self._large_box(place)
                small = self.sheets[neuron][0].box
                way = ease(time, TOLD, TOLD + GROWS)
                plane.place(mix_boxes(small, large, way))
                plane.set_opacity(float(time >= TOLD))
                plane.words_opacity = float(way >= 1)
            for part in others:
                part.set_opacity(ease(time, LIKES, LIKES + 0.6))

    def words(self, time):
        if RISES[0] <= time < OTHERS:
            return _heights(self.act.large[0])
        return self.act.outcome if time >= TOLD else ""


def _grid(count, room):
    """(how many side by side, side of each) so that all have room."""
    best = 1, 0.0
    for across in range(1, count + 1):
        down = -(-count // across)
        side = min(room.width / across - 16, room.height / down - 16 - LABEL)
        best = max(best, (across, side), key=lambda one: one[1])
    return best


KIND = ActKind(FacingSheetsAct, FacingSheets)
