"""What one learning step made of the answer: the end of a film of learning."""

from dataclasses import dataclass, replace

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.changed_values import Changed, all_small, in_all
from scenes.acts.columns import answer_of
from scenes.acts.compare import CompareAct, changes_written
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.acts.signature import HEIGHT, signature
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import SMALL, enlarged
from scenes.words.axis_words import shape_of
from scenes.words.naming import in_a_row, said

SECONDS = 6.2  # of the whole act
SIDE = 360  # of the image
SIGNED = (3.6, 4.4)  # seconds in which the project's name comes
SHARE = 0.26  # of a tall stage's height: the side of the image
DIGIT = 150  # design pixels that a digit is wide there
LINE = 1.35  # lines on a tall stage, by the size of their letters
APART = (0.6, 2.4)  # seconds in which the first answer after it comes, the second


@dataclass(frozen=True)
class Later:
    """What is read after more learning steps.

    Attributes:
        steps: how many there were.
        outputs: a column.
    """

    steps: int
    outputs: Value


@dataclass(frozen=True, kw_only=True)
class OneStepAct(Act):
    """The answer before, after one step and perhaps after more, its operands:
    columns.

    Attributes:
        label: the index of what has grown most.
        picture: what went into the recorded call, or None.
        counts: after how many steps each of them was computed.
        right: the index of the right answer, or None where none is known.
        following: what the next film is called, or "".
    """

    kind = "one_step"

    label: int
    picture: Value | None
    counts: tuple[int, ...]
    right: int | None
    following: str = ""


def one_step(
    compared: CompareAct,
    changed: Changed,
    picture: Value | None,
    later: Later | None = None,
    right: int | None = None,
    following: str = "",
) -> OneStepAct:
    """The plan of how a film of a whole learning step ends.

    Args:
        compared: the plan in which the answers are compared.
        changed: what was changed in place.
        picture: what went into the recorded call, or None.
        later: what is read after more steps.
        right: the index of the right answer, or None where none is known.
        following: what the next film is called.
    """
    before, now = compared.operands
    lead = in_a_row(in_all(changed), _many_steps())
    more = () if later is None else (replace(later.outputs, name=now.name),)
    return OneStepAct(
        operands=(before, now, *more),
        result=now,
        result_name=now.name,
        seconds=SECONDS,
        title=_title(answer_of(before), answer_of(now), is_small=all_small(changed)),
        lead=lead,
        caption=lead,
        step_name=said("one step", "一步"),
        label=compared.label,
        picture=picture,
        right=right,
        following=following,
        counts=(0, 1, *(() if later is None else (later.steps,))),
    )


def _title(before, now, *, is_small):
    """
    Args:
        before, now: what is answered.
        is_small: whether every change is, beside the values.
    """
    if before != now:
        return said(
            "It read {before}. One nudge. It reads {now}.",
            "原来读作 {before}。推一下。现在读作 {now}。",
            before=before,
            now=now,
        )
    if not is_small:
        return said("One image, one step", "一张图像，一步")
    return said("One image, one tiny step", "一张图像，一小步")


def _many_steps():
    return said("Training is many such steps.", "训练就是一步接一步地重复许多次。")


def _when(count):
    """
    Args:
        count: of learning steps.
    """
    if count == 0:
        return said("before", "之前")
    if count == 1:
        return said("after one step", "一步之后")
    return said("after {count} such steps", "这样 {count} 步之后", count=count)


class OneStep(ActPlayer):
    """The image, what was read before, and what is read after steps: side by side, on
    a tall stage below each other."""

    act: OneStepAct

    def build(self):
        self.rows, left = self._rows(), self.stage.left + 60
        self.answers, self.arrows = [], []
        (self._build_down if self.stage.is_tall else self._build_across)(left)
        self.signature = [
            self.bring(label)
            for label in signature(left, self.stage.bottom - HEIGHT, self.act.following)
        ]

    def _build_across(self, left):
        stage, count = self.stage, len(self.act.operands)
        top, pitch = stage.top + 70, (stage.width - 100) / (1 + count)
        self._bring_picture(Box(left, top, SIDE, SIDE))
        for place in range(1, 1 + count):
            box = Box(left + pitch * place + (pitch - SIDE) / 2, top, SIDE, SIDE)
            self._bring_answer(
                place - 1,
                Box(box.left, top, SIDE, 40),
                Box(box.left, top + 50, SIDE, 220),
                Box(box.left, top + 300, SIDE, 40),
            )
        for place in range(2, 1 + count):
            self._bring_arrow("→", Box(left + pitch * place - 60, top + 100, 120, 120))

    def _build_down(self, left):
        """Each answer is a row: the digit, and beside it when it was read."""
        stage, count = self.stage, len(self.act.operands)
        side = SHARE * stage.height if self.act.picture is not None else 0
        middle = stage.left + (stage.width - side) / 2
        self._bring_picture(Box(middle, stage.top, side, side))
        top = stage.top + side
        pitch = (stage.bottom - HEIGHT - top) / count
        line = LINE * SMALL * enlarged()
        for place in range(count):
            digit = Box(left, top + pitch * place, DIGIT, pitch)
            beside = digit.right + 20
            high = line * (1 + len(self.rows))
            first = digit.top + (pitch - high) / 2
            wide = stage.right - beside
            self._bring_answer(
                place,
                Box(beside, first, wide, line),
                digit,
                Box(beside, first + line, wide, line),
                align="left",
            )
            if place:
                self._bring_arrow("↓", Box(digit.left, digit.top - 40, digit.width, 80))

    def _bring_picture(self, box):
        picture = self.act.picture
        if picture is not None:
            plane = MatrixPlane(picture, box, name=picture.name, note=shape_of(picture))
            self.bring(plane, picture)

    def _bring_arrow(self, text, box):
        self.arrows.append(self.bring(Label(text, box, size=70)))

    def _rows(self):
        """Indices of the numbers that are shown: what has grown most, and all
        that were ever the answer."""
        return sorted({self.act.label, *map(answer_of, self.act.operands)})

    def _bring_answer(self, place, when, digit, number, *, align="middle"):
        """When it was read; what, large; the numbers of the rivals.

        Args:
            when, digit: the Boxes of these.
            number: of the first number; the others stand below it.
        """
        value, count = self.act.operands[place], self.act.counts[place]
        values, answer = value.array.ravel(), answer_of(value)
        before, now = self.act.operands[:2]
        write = changes_written(before.array, now.array, self.act.label)
        color = palette.POINTED if count else palette.TEXT
        if self.act.right is not None:
            color = palette.RIGHT if answer == self.act.right else palette.WRONG
        more = {"size": 24, "align": align}
        labels = [
            Label(_when(count), when, color=palette.QUIET, **more),
            Label(str(answer), digit, size=190, color=color, weight=600),
        ]
        for below, row in enumerate(self.rows):
            box = replace(number, top=number.top + number.height * below)
            text = f"{value.name}[{row}] = {write(values[row])}"
            ink = palette.TEXT if row == answer else palette.QUIET
            labels.append(Label(text, box, color=ink, family="code", **more))
        self.answers.append([self.bring(label) for label in labels])

    def move(self, time):
        for arrow, parts, start in zip(self.arrows, self.answers[1:], APART):
            for part in (arrow, *parts):
                part.set_opacity(ease(time, ENTER + start, ENTER + start + 0.8))
        for label in self.signature:
            label.set_opacity(ease(time, *SIGNED))


KIND = ActKind(OneStepAct, OneStep)
