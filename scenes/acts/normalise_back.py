"""Back through a normalisation: what would only shift or stretch a line is
taken out of its gradient, and the rest divided by the spread.

Of layer norm, batch norm, RMS norm and lines made 1 long, however the gradient
is written and over however many statements.
"""

from dataclasses import dataclass

import numpy as np

from scenes.acts import normalise_back_words as words
from scenes.acts import normalise_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.lines_board import name_of
from scenes.acts.lit_statements import lit_statements
from scenes.acts.normalise import KEPT, OTHERS, Normalise, along, first_done, size
from scenes.acts.normalise_back_board import NormaliseBackBoard
from scenes.acts.schedule import HOLD, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.reading.gradients_through import NORMALISED, GradientThrough
from scenes.reading.normalised_gradients import NormalisedGradient, normalised_gradients
from scenes.words.naming import code, in_a_row, plain
from scenes.words.purposes import through_words


@dataclass(frozen=True, kw_only=True)
class NormaliseBackAct(Act):
    """What comes back for each line loses what made no difference.

    Attributes:
        found: what is computed.
        along: what a line is: "row", "column", "line" or "all".
        name: that the code gives to what comes out, or "".
    """

    kind = "normalise_back"

    found: NormalisedGradient
    along: str
    name: str


def recognise(moment: Moment) -> Found | None:
    """A gradient through a norm that begins with this operation, not shown yet."""
    found = moment.ahead(normalised_gradients)
    return None if found is None else _planned(moment, found)


def _planned(moment: Moment, found: NormalisedGradient) -> Found:
    forward, last = found.forward, found.operations[-1]
    step = moment.trace.steps[last.step]
    ends = step.targets and step.operations[-1].number == last.number
    name = step.targets[0] if ends else last.result.name
    kind = along(forward)
    title, lead = through_words(
        GradientThrough(NORMALISED, forward, found.back, forward.value)
    )
    stages = found.first_line()
    measured = "standard" if forward.kind == "standard" else "length"
    outcome = normalise_words.outcome(measured, kind, stages[0], stages[-1])
    phases = first_done(len(stages) - 1)
    lines = forward.value.array.size // len(stages[0])
    statements = {one.step: one for one in found.operations}  # the last of each
    act = NormaliseBackAct(
        operations=found.operations,
        operands=(found.back,),
        result=found.result,
        result_name=name or code(last.expression),
        seconds=tenths(phases + KEPT + (OTHERS if lines > 1 else 0) + HOLD),
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=phases,
        mark=last.span,
        shapes=shapes_of(last),
        lit=lit_statements(moment.trace, tuple(statements.values()), step, 0.0, phases),
        step_name=plain(name) or words.step_name(),
        found=found,
        along=kind,
        name=name,
    )
    return Found(act, found.numbers, step)


class NormaliseBack(Normalise):
    """What comes back and what was normalised at the left, the first line as
    dots on number lines in the middle, what goes on at the right."""

    act: NormaliseBackAct  # type: ignore[assignment]
    board: NormaliseBackBoard  # type: ignore[assignment]

    def build(self) -> None:
        self.board = NormaliseBackBoard(
            self.stage, self.act.found, self.act.along, name=self.act.name
        )
        for part, value in self.board.parts:
            self.bring(part, value)
        self.first_done = first_done(self.board.steps)

    def _step(self, step: int) -> str:
        found, board = self.act.found, self.board
        told = [
            words.gained(name_of(found.gain)) if found.is_gain_first else "",
            words.shifted(_number(board.before_shift)) if board.has_mean else "",
            words.stretched(_number(found.stretch), board.normal_name),
            words.divided(
                found.forward.kind,
                size(np.float64(found.forward.lines_of(found.forward.spread)[0])),
                "" if found.is_gain_first else name_of(found.gain),
            ),
        ]
        return [one for one in told if one][step]


def _number(value: float) -> str:
    return f"{value + 0.0:.3g}".replace("-", "−")


KIND = ActKind(NormaliseBackAct, NormaliseBack, recognise)
