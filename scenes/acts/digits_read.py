"""What ten digits are read as while a network learns, and how large that output is."""

from dataclasses import replace

from network.runs.history import History
from scenes.acts.history_values import HistoryValues
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import SMALL
from scenes.words.naming import said

SIDE, ACROSS, DOWN = 100, 128, 151  # of a digit, and from one to the next
READ = 26  # size of what was read
LARGER = 8  # by so much it is, where it is new


class DigitsRead:
    """The digits of a history that it is never trained on, in two rows.

    Args:
        known: the history's values.
        left, top: of the first of them, in design pixels.

    Attributes:
        parts: (part, what it is called) in the order they are drawn.
        digits: (picture, what it is read as, that output), a part each.
    """

    def __init__(
        self, known: HistoryValues, history: History, left: float, top: float
    ) -> None:
        self._history = history
        title = Label(
            said(
                "Ten digits it never trains on: its answer, and that output",
                "十个没有用来训练的数字：读成什么，那个输出多少",
            ),
            Box(left, top - 36, 612, 30),
            size=SMALL,
            color=palette.TEXT,
            align="left",
        )
        self.digits = [
            _digit(known, index, left + index % 5 * ACROSS, top + index // 5 * DOWN)
            for index in range(len(history.pictures))
        ]
        self.parts: list[tuple[Part, str]] = [(title, "digits")]
        for index, parts in enumerate(self.digits):
            names = ("picture", "read", "strength")
            self.parts += [
                (part, f"{name} {index}") for part, name in zip(parts, names)
            ]

    def show(self, checkpoint: int, fresh: float, told: float | None = None) -> None:
        """Show what they are read as at a checkpoint; what is read anew stands
        out, 1 at once to 0 no more.

        Args:
            told: of how many of them it has been told, and how far the next one
                is: that stands out, too; None: of all. At the first checkpoint
                nothing is known of the others.
        """
        history = self._history
        for index, (plane, read, strength) in enumerate(self.digits):
            digits = history.read[index]
            digit = digits[checkpoint]
            is_right = digit == history.labels[index]
            is_new = checkpoint > 0 and digit != digits[checkpoint - 1]
            plane.accent = palette.RIGHT if is_right else None
            read.text = str(digit)
            read.kind = replace(
                read.kind,
                size=READ + LARGER * fresh * is_new,
                weight=600 if is_right else 500,
            )
            strength.text = f"{history.outputs[index, digit, checkpoint]:.2f}"
            read.ink = strength.ink = palette.RIGHT if is_right else palette.QUIET
            if told is None:
                continue
            if index >= int(told) and checkpoint == 0:
                plane.accent, read.text, strength.text = None, "", ""
            elif index == int(told) - 1:
                larger = READ + LARGER * (1 - told % 1)
                read.kind = replace(read.kind, size=larger)


def _digit(
    known: HistoryValues, index: int, left: float, top: float
) -> tuple[MatrixPlane, Label, Label]:
    plane = MatrixPlane(
        known.picture(index),
        Box(left, top, SIDE, SIDE),
        thickness=0,
        source=f"pictures[{index}]",
    )
    below = top + SIDE + 6
    read = Label("", Box(left, below, 30, 32), size=READ, family="code", align="left")
    strength = Label(
        "", Box(left + 40, below, 60, 32), size=SMALL, family="code", align="right"
    )
    return plane, read, strength
