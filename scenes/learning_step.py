"""The film of one whole learning step, and of what it changed."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from network.runs.default_traces import lesson_trace
from network.trace import Span, Trace, Value
from scenes.acts.act import MOST_BARS, Act
from scenes.acts.columns import answer_of
from scenes.acts.compare import CompareAct, comparison
from scenes.acts.film_step import FilmStep
from scenes.acts.one_step import Later, one_step
from scenes.acts.question import question
from scenes.acts.schedule import QUICKEST
from scenes.acts.update import UpdateAct
from scenes.acts.wanted import WantedAct
from scenes.arrays.shapes import is_column
from scenes.film.learning_frame import (
    changed_in,
    with_ending,
    with_last,
    with_quick_updates,
    with_right_answer,
)
from scenes.film.look_again import look_again_steps
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps
from scenes.reading.backward_pass import backward_pass
from scenes.reading.film_error import FilmError
from scenes.reading.inputs import picture_of
from scenes.reading.value_roles import of_digits, roles_of
from scenes.words.film_titles import title_after
from scenes.words.naming import code, in_a_row, said

MORE = 2  # learning steps, at least, before a look that is one after more
SHORTEST = 3.4  # seconds of an act of the second look, at least


class LearningStep(ReplayScene):
    """Forward, back, and the same image once more.

    A trace that ends with the step, as `network trace --learn` writes it, has
    no second look: its film ends with what was changed.
    """

    surprise = "the-question", "detected", "before-and-after", "one-step"

    def default_trace(self):
        return lesson_trace()

    def steps(self, trace):
        if not of_digits(trace):
            return look_again_steps(trace)
        back = roles_of(trace).read(backward_pass)
        steps, begins = film_steps(trace), back and back.begins.span
        if begins and changed_in(steps) and not looks_again(steps, begins):
            steps = with_quick_updates(with_right_answer(trace, steps))
            return with_question(trace, with_ending(steps))
        told = with_right_answer(trace, before_and_after(steps, begins))
        told = with_quick_updates(told)
        lesson = with_lesson(trace, told, last_look(steps, begins))
        return with_question(trace, lesson)


def with_question(trace: Trace, steps: tuple[FilmStep, ...]) -> tuple[FilmStep, ...]:
    """The steps, before them one that asks what a learning step will change.

    Args:
        steps: unchanged where no picture goes in or no right answer comes.
    """
    picture, answered = picture_of(trace), _answered(steps)
    if picture is None or answered is None:
        return steps
    outputs, wanted = answered.operands
    act = question(picture, outputs, answer_of(wanted))
    asked = FilmStep("the-question", act.step_name, steps[0].function, None, (act,))
    return (asked, *steps)


def _answered(steps: tuple[FilmStep, ...]) -> WantedAct | None:
    """The act in which the right answer comes, if there is one."""
    acts = (act for step in steps for act in step.acts)
    return next((act for act in acts if isinstance(act, WantedAct)), None)


def with_lesson(
    trace: Trace, steps: tuple[FilmStep, ...], later: Later | None = None
) -> tuple[FilmStep, ...]:
    """The steps of before_and_after, and a last one: one image, one step.

    Args:
        later: what is read after more steps.
    """
    compared = steps[-1].acts[-1]
    assert isinstance(compared, CompareAct)
    answered = _answered(steps)
    right = None if answered is None else answer_of(answered.operands[1])
    picture, changed = picture_of(trace), changed_in(steps)
    following = title_after("learning_step") if of_digits(trace) else ""
    act = one_step(compared, changed, picture, later, right, following)
    return with_last(steps, "one-step", act)


def last_look(steps: tuple[FilmStep, ...], back: Span | None) -> Later | None:
    """What is computed in the last of more than two looks; else None.

    Args:
        back: where the code begins to go back.
    """
    looks = _two_looks(steps, back)
    key, place = _computed(looks.after), None
    count, at_last, last = 0, 0, looks.after
    for act in (act for step in steps for act in step.acts):
        if isinstance(act, UpdateAct):
            memory = act.operands[0].memory
            place = memory if place is None else place
            count += memory == place
        elif _computed(act) == key:
            at_last, last = count, act
    if last.result is looks.after.result or at_last < MORE:
        return None
    assert last.result is not None
    return Later(at_last, last.result)


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


def looks_again(steps: tuple[FilmStep, ...], back: Span | None) -> bool:
    """Whether the same is computed before and after something has changed."""
    try:
        _two_looks(steps, back)
    except FilmError:
        return False
    return True


def _two_looks(steps: tuple[FilmStep, ...], back: Span | None) -> _Looks:
    """What is computed last in the second look, and the same in the first.

    Raises:
        FilmError: nothing is.
    """
    first: dict[tuple, tuple[int, Act]] = {}
    seen: Counter[tuple] = Counter()
    changed = -1
    found: _Looks | None = None
    begun: tuple | None = None
    for index, step in enumerate(steps):
        for act in step.acts:
            is_back = any(one.span == back for one in act.operations)
            if found and (is_back or changed > found.changed):
                return found
            key = _computed(act)
            start, before = first.setdefault(key, (index, act)) if key else (index, act)
            if key and start <= changed:
                if found and key == begun:  # a third look begins
                    return found
                if found is None and seen[key] == 1:
                    begun = key
                found = _Looks(before, act, changed, index)
            if key:
                seen[key] += 1
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
        "Once more, with changed weights and biases.", "用改变后的权重和偏置再算一次。"
    )
    return replace(
        step,
        acts=(replace(act, lead=lead, caption=in_a_row(lead, act.caption)), *others),
    )
