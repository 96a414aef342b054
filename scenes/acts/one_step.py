"""What one learning step made of the answer: the end of a film of learning."""

from dataclasses import dataclass

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.changed_values import Changed, all_small, in_all
from scenes.acts.compare import CompareAct
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.arrays.numbers import Writer
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.words.axis_words import shape_of
from scenes.words.naming import in_a_row, said

SECONDS = 7.0  # of the whole act
SIDE = 360  # of the image


@dataclass(frozen=True, kw_only=True)
class OneStepAct(Act):
    """The answer before and after, its operands: columns.

    Attributes:
        label: the index of what has grown most.
        picture: what went into the recorded call, or None.
    """

    kind = "one_step"

    label: int
    picture: Value | None


def one_step(
    compared: CompareAct, changed: Changed, picture: Value | None
) -> OneStepAct:
    """The plan of how a film of a whole learning step ends.

    Args:
        compared: the plan in which the answers are compared.
        changed: what was changed in place.
        picture: what went into the recorded call, or None.
    """
    _, now = compared.operands
    lead = in_a_row(in_all(changed), _many_steps())
    return OneStepAct(
        operands=compared.operands,
        result=now,
        result_name=now.name,
        seconds=SECONDS,
        title=_title(is_small=all_small(changed)),
        lead=lead,
        caption=lead,
        step_name=said("one step", "一步"),
        label=compared.label,
        picture=picture,
    )


def _title(*, is_small):
    """
    Args:
        is_small: whether every change is, beside the values.
    """
    if not is_small:
        return said("One image, one step", "一幅图像，一步")
    return said("One image, one tiny step", "一幅图像，一小步")


def _many_steps():
    return said(
        "Training is many such steps, one after the other.",
        "训练就是一步接一步地重复许多次。",
    )


def _when(name):
    """
    Args:
        name: "before" or "now".
    """
    return said(*{"before": ("before", "之前"), "now": ("now", "现在")}[name])


class OneStep(ActPlayer):
    """The image, what was read before, and what is read now."""

    act: OneStepAct

    def build(self):
        before, now = self.act.operands
        picture = self.act.picture
        stage, top = self.stage, self.stage.top + 70
        if picture is not None:
            self.bring(
                MatrixPlane(
                    picture,
                    Box(stage.left + 60, top, SIDE, SIDE),
                    name=picture.name,
                    note=shape_of(picture),
                ),
                picture,
            )
        label = self.act.label
        self.answers = [
            self._build_answer(
                value, label, when, Box(stage.left + 640 + place * 640, top, 400, SIDE)
            )
            for place, (value, when) in enumerate(((before, "before"), (now, "now")))
        ]
        self.arrow = self.bring(
            Label("→", Box(stage.left + 1060, top + 100, 160, 120), size=70)
        )

    def _build_answer(self, value, label, when, box):
        """What was read, large; below it, the number of the label."""
        values = value.array.ravel()
        amount = Writer(".5f", signed=False)(values[label])
        color = palette.AMBER if when == "now" else palette.TEXT
        return [
            self.bring(
                Label(
                    text,
                    Box(box.left, box.top + down, box.width, high),
                    size=size,
                    color=ink,
                    family=family,
                    weight=weight,
                )
            )
            for text, down, high, size, ink, family, weight in (
                (_when(when), 0, 40, 24, palette.QUIET, "words", 500),
                (str(int(values.argmax())), 50, 220, 190, color, "words", 600),
                (
                    f"{value.name}[{label}] = {amount}",
                    300,
                    40,
                    24,
                    palette.TEXT,
                    "code",
                    500,
                ),
            )
        ]

    def move(self, time):
        for part in (self.arrow, *self.answers[1]):
            part.set_opacity(ease(time, ENTER + 0.6, ENTER + 1.4))


KIND = ActKind(OneStepAct, OneStep)
