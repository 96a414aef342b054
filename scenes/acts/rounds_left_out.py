"""Rounds of a loop that were not recorded: they are counted, and what they
have made comes in."""

from dataclasses import dataclass, replace

from network.trace import Value
from scenes.acts.act import Act, ActKind, Found, Moment, planned
from scenes.acts.forms import form, row_of_boxes
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD
from scenes.reading.unseen_rounds import unseen_rounds
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.words.naming import code, listed, said

MOST_SHOWN = 4
COUNTING = 2.5  # seconds
APPEARING = 0.8
COUNTER_HEIGHT = 110


@dataclass(frozen=True, kw_only=True)
class RoundsLeftOutAct(Act):
    """A loop that went on unseen.

    Attributes:
        rounds: how many.
        made: what is shown of what they have made.
    """

    kind = "rounds_left_out"

    rounds: int
    made: tuple[Value, ...]


def recognise(moment: Moment) -> Found | None:
    """The gap that a recording leaves for such rounds."""
    found = unseen_rounds(moment.operation)
    if found is None:
        return None
    made = [value for value in found.made if value.array.size]
    told = planned(
        RoundsLeftOutAct,
        moment,
        ENTER + COUNTING + APPEARING + HOLD,
        _rounds(found.count),
        said("The loop goes on without being recorded.", "循环继续运行，不再记录。"),
        outcome=_outcome(found.made),
        outcome_at=ENTER + COUNTING,
        step_name=_rounds(found.count),
        rounds=found.count,
        made=tuple(made[:MOST_SHOWN]),
    )
    return replace(told, act=replace(told.act, shapes=""))


def _rounds(count):
    if count == 1:
        return said("1 more round", "再 1 轮")
    return said("{count} more rounds", "再 {count} 轮", count=f"{count:,}")


def _outcome(made):
    names = list(dict.fromkeys(code(value.name) for value in made if value.name))
    if len(names) > MOST_SHOWN:
        more = len(names) - MOST_SHOWN + 1
        names = names[: MOST_SHOWN - 1] + [said("{n} more", "另外 {n} 个", n=more)]
    if not names:
        return ""
    return said(
        "After it: {names}.",
        "之后的值：{listed}。",
        names=listed(names),
        listed="、".join(names),
    )


class RoundsLeftOut(ActPlayer):
    """A counter runs through the rounds; then what they have made stands there."""

    def build(self):
        stage, made = self.stage, self.act.made
        top = Box(stage.left, stage.top, stage.width, COUNTER_HEIGHT)
        self.counter = self.bring(
            Label(_rounds(1), top, size=54, color=palette.TEXT, family="words")
        )
        self.made = []
        below = Box(
            stage.left,
            stage.top + COUNTER_HEIGHT,
            stage.width,
            stage.height - COUNTER_HEIGHT,
        )
        if made:
            boxes = row_of_boxes(below, [value.array for value in made])
            self.made = [
                self.bring(form(value, box), value) for value, box in zip(made, boxes)
            ]

    def move(self, time):
        share = min(max((time - ENTER) / COUNTING, 0.0), 1.0)
        self.counter.text = _rounds(max(1, round(share * self.act.rounds)))
        start = ENTER + COUNTING
        for part in self.made:
            part.set_opacity(ease(time, start, start + APPEARING))


KIND = ActKind(RoundsLeftOutAct, RoundsLeftOut, recognise)
