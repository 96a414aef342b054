"""The film of one whole learning step, and of what it changed."""

from dataclasses import replace
from typing import NamedTuple

from network.runs.default_traces import lesson_trace
from network.trace import Span, Trace, Value
from scenes.acts.act import MOST_BARS, Act
from scenes.acts.compare import CompareAct, comparison
from scenes.acts.film_step import FilmStep
from scenes.acts.one_step import one_step
from scenes.acts.schedule import QUICKEST
from scenes.arrays.shapes import is_column
from scenes.film.learning_frame import changed_in, with_last, with_right_answer
from scenes.film.look_again import look_again_steps
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps
from scenes.reading.backward_pass import backward_pass
from scenes.reading.film_error import FilmError
from scenes.reading.inputs import picture_of
from scenes.reading.value_roles import of_digits, roles_of
from scenes.words.naming import code, in_a_row, said

SHORTEST = 3.4  # seconds of an act of the second look, at least


class LearningStep(ReplayScene):
    """Forward, back, and the same image once more."""

    def default_trace(self):
        return lesson_trace()

    def steps(self, trace):
        if not of_digits(trace):
            return look_again_steps(trace)
        back = roles_of(trace).read(backward_pass)
        told = before_and_after(film_steps(trace), back and back.begins.span)
        return with_lesson(trace, with_right_answer(trace, told))


def with_lesson(trace: Trace, steps: tuple[FilmStep, ...]) -> tuple[FilmStep, ...]:
    """The steps of before_and_after, and a last one: one image, one step."""
    compared = steps[-1].acts[-1]
    assert isinstance(compared, CompareAct)
    return with_last(
        steps, "one-step", one_step(compared, changed_in(steps), picture_of(trace))
    )


def before_and_after(
    steps: tuple[FilmStep, ...], back: Span | None = None
) -> tuple[FilmStep, ...]:
    """The steps, those of the second look quickly, then what was computed in
    both compared.

    What comes after the second look is left out.

    Args:
        back: where the code begins to go back: there a look ends.

    Raises:
        FilmError: nothing is computed twice, or nothing changes in between,
            or it is no column.
    """
    looks = _two_looks(steps, back)
    before, after = looks.before.result, looks.after.result
    assert before is not None and after is not None
    name = looks.after.result_name
    if not _are_columns(before, after):
        raise FilmError(
            f"expected {name} as a column of at most {MOST_BARS} "
            f"numbers, got shapes {before.shape} and "
            f"{after.shape}"
        )
    again = [
        replace(step, acts=tuple(map(_hastened, step.acts)))
        for step in steps[looks.changed + 1 : looks.last + 1]
    ]
    again[0] = _announced(again[0])
    compared = comparison(name, before, after)
    return (
        *steps[: looks.changed + 1],
        *again,
        FilmStep(
            "before-and-after",
            compared.step_name,
            steps[looks.last].function,
            None,
            (compared,),
        ),
    )


class _Looks(NamedTuple):
    """Where the same is computed before and after something has changed.

    Attributes:
        before, after: the acts in which it is.
        changed: index of the last step that changes something.
        last: index of the step of the act after.
    """

    before: Act
    after: Act
    changed: int
    last: int


def _two_looks(steps: tuple[FilmStep, ...], back: Span | None) -> _Looks:
    """What is computed last in the second look, and the same in the first."""
    first: dict[tuple, tuple[int, Act]] = {}
    changed, found = -1, None
    for index, step in enumerate(steps):
        for act in step.acts:
            is_over = found and (
                changed > found.changed or back in (one.span for one in act.operations)
            )
            if is_over:
                return found
            key = _computed(act)
            start, before = first.setdefault(key, (index, act)) if key else (index, act)
            if start <= changed:
                found = _Looks(before, act, changed, index)
        if any(act.operations and act.operations[-1].in_place for act in step.acts):
            changed = index
    if found is None:
        raise FilmError(
            "expected a trace that computes the same twice, before and after "
            f"learning, got one that {_missing(changed)}"
        )
    return found


def _missing(changed: int) -> str:
    if changed < 0:
        return "changes nothing in place"
    return "computes nothing again after it has changed something"


def _computed(act: Act) -> tuple | None:
    """What is the same where an act shows the same computation again."""
    if not act.operations or act.result is None or act.result.is_scalar:
        return None
    return act.kind, code(act.operations[-1].expression), act.result_name


def _are_columns(before: Value, after: Value) -> bool:
    return (
        before.shape == after.shape
        and is_column(before.shape)
        and before.array.size <= MOST_BARS
    )


def _hastened(act: Act) -> Act:
    """An act of the second look: quick, and its lead, which has been said
    before, is not said again."""
    return replace(
        act, lead="", haste=min(1.0, max(QUICKEST * 2, SHORTEST / act.seconds))
    )


def _announced(step: FilmStep) -> FilmStep:
    """The first step of the second look, which says that it is one."""
    act, *others = step.acts
    lead = said(
        "Once more, with the changed weights and biases.",
        "用改变后的权重和偏置再算一次。",
    )
    return replace(
        step,
        acts=(replace(act, lead=lead, caption=in_a_row(lead, act.caption)), *others),
    )
