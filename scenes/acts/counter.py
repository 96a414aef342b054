"""Many passes of a loop go by: a counter, the curve of what matters, and what
is adjusted beside it."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.counter_words import (
    changed_words,
    count_words,
    curve_title,
    lead_words,
    outcome_words,
    pass_label,
    since,
    title_words,
    unit_words,
)
from scenes.acts.entrances import key_of
from scenes.acts.forms import form
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, tenths
from scenes.arrays import shapes as arrange
from scenes.reading.loop_courses import Course, carried, same_statements
from scenes.reading.loop_figures import Figures, figures
from scenes.reading.loop_places import Loop
from scenes.reading.value_roles import Roles
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.line_chart import LineChart
from scenes.stage.maps import Maps
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.naming import in_a_row

LEAST, MOST = 5.0, 9.0  # seconds in which the passes go by
FEW, LEAST_OF_FEW = 3, 3.0  # passes, and seconds of so many at most
BARE = 2.0  # where nothing is known but how many
EACH = 0.45  # of them, for each pass, up to MOST
MOST_SHEETS = 4
TALLEST, WIDEST = 12, 60  # rows by columns, columns by rows, of what is shown
LOOKED_AT = 40  # passes whose arrays say how far the colours reach


@dataclass(frozen=True, kw_only=True)
class CounterAct(Act):
    """Passes of a loop that are counted.

    Attributes:
        labels: of all passes of the loop: "j = 3", or "pass 4".
        first, last: indices of the passes that go by.
        figures: what is drawn as a curve, for all passes, or None.
        courses: what is adjusted, with a Value for each pass.
    """

    kind = "counter"

    labels: tuple[str, ...]
    first: int
    last: int
    figures: Figures | None
    courses: tuple[Course, ...]


def counter(loop: Loop, roles: Roles, first: int, last: int) -> CounterAct:
    """The plan that counts passes of a loop, from index `first` to `last`."""
    known = carried(loop, roles)
    curve = figures(loop, roles, known, since=first)
    alike = tuple(one for one in known if one.is_shown)
    sheets = tuple(one for one in alike if one.is_adjusted) or alike
    sheets = tuple(filter(_is_legible, sheets)) or sheets
    title = title_words(loop, first, last)
    lead = lead_words(loop, first, last, alike=same_statements(loop))
    outcome = (
        outcome_words(curve, first, last)
        if curve
        else changed_words(sheets[0], first, last)
        if sheets
        else count_words(loop, last)
    )
    count = last - first + 1
    least, most = (LEAST, MOST) if curve or sheets else (BARE, BARE)
    least = min(least, LEAST_OF_FEW) if count <= FEW else least
    passing = min(max(EACH * count, least), most)
    return CounterAct(
        operands=tuple(one.values[since(first, last)] for one in sheets[:1]),
        result=sheets[0].values[last] if sheets else None,
        result_name=sheets[0].name if sheets else "",
        seconds=tenths(ENTER + passing + HOLD),
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=ENTER + passing,
        mark=loop.header,
        step_name=title,
        labels=tuple(pass_label(loop, index) for index in range(len(loop.passes))),
        first=first,
        last=last,
        figures=curve,
        courses=sheets[:MOST_SHEETS],
    )


def _is_legible(course: Course) -> bool:
    """Whether its cells would not stand in a sliver."""
    first, *_ = course.values
    if arrange.is_rack(first.shape):
        return True
    rows, columns = arrange.as_grid(first.array).shape
    return rows <= TALLEST * columns and columns <= WIDEST * rows


class Counter(ActPlayer):
    """The curve grows pass by pass; the sheets hold each pass's values."""

    act: CounterAct

    def build(self):
        act, stage = self.act, self.stage
        self.begin = since(act.first, act.last)
        top = stage.top + 96
        self.count = self.bring(
            Label(
                "",
                Box(stage.left, stage.top, 1100, 76),
                size=54,
                color=palette.POINTED,
                family="code",
                align="left",
            )
        )
        self.number = self.bring(
            Label(
                "",
                Box(stage.right - 760, stage.top, 760, 76),
                size=36,
                color=palette.TEXT,
                family="code",
                align="right",
            )
        )
        room = Box(stage.left, top, stage.width, stage.bottom - top - 10)
        share = 0.5 if act.courses else 1.0
        self.chart = None
        if act.figures:
            self.chart = self.bring(
                LineChart(
                    act.figures.numbers,
                    Box(room.left, room.top, room.width * share, room.height),
                    title=curve_title(act.figures),
                    unit=unit_words(),
                    labels=(act.labels[0], act.labels[-1]),
                )
            )
        beside = room.width * share + 60 if act.figures else 0.0
        self._bring_sheets(
            Box(room.left + beside, room.top, room.width - beside, room.height)
        )

    def _bring_sheets(self, room):
        courses = self.act.courses
        self.sheets = []
        for course, box in zip(courses, _boxes(room, len(courses))):
            begin = course.values[self.begin]
            part = form(begin, box, name=course.name)
            part.color_scale = _scale(course, self.begin, self.act.last)
            self.bring(part, begin)
            self.cast[key_of(course.values[self.act.last])] = part
            self.sheets.append((part, course))

    def pass_at(self, time):
        """The index of the pass that stands at a second."""
        act = self.act
        share = ease(time, ENTER * 0.5, act.outcome_at)
        return self.begin + int(round(share * (act.last - self.begin)))

    def move(self, time):
        act, index = self.act, self.pass_at(time)
        self.count.text = f"{act.labels[index]}"
        self.number.text = count_words(None, index, len(act.labels))
        if self.chart:
            self.chart.shown = index + 1
        for part, course in self.sheets:
            part.values = _laid_out(part, course.values[index])


def _laid_out(part, value: Value):
    """A pass's value as the part of another pass shows it."""
    if isinstance(part, (MatrixPlane, Maps)):
        return value
    return Values.laid_out(value, arrange.as_sheets)


def _scale(course, first, last):
    """The colours' Scale for the passes that are shown."""
    stride = max((last - first) // LOOKED_AT, 1)
    seen = [course.values[index] for index in (*range(first, last, stride), last)]
    return palette.Scale.of(np.concatenate([one.array.ravel() for one in seen]))


def _boxes(room, count):
    """Boxes for so many sheets: one, two one above the other, or a grid."""
    if count <= 1:
        return [room]
    across = 1 if count == 2 else 2
    down = -(-count // across)
    wide, high = (room.width - 70 * (across - 1)) / across, room.height / down
    return [
        Box(
            room.left + (wide + 70) * (index % across),
            room.top + 34 + high * (index // across),
            wide,
            high - 64,
        )
        for index in range(count)
    ]


KIND = ActKind(CounterAct, Counter)
