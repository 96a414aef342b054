"""The film of one whole learning step, and of what it changed."""

from dataclasses import replace

from network.runs.default_traces import lesson_trace
from network.trace import Trace, Value
from scenes.acts.act import MOST_BARS, Act
from scenes.acts.compare import CompareAct, comparison
from scenes.acts.film_step import FilmStep
from scenes.acts.one_step import one_step
from scenes.acts.schedule import QUICKEST
from scenes.arrays.shapes import is_column
from scenes.film.learning_frame import changed_in, with_last, with_right_answer
from scenes.film.replay import ReplayScene
from scenes.film.storyboard import film_steps
from scenes.reading.film_error import FilmError
from scenes.reading.inputs import picture_of
from scenes.words.naming import in_a_row, said

SHORTEST = 3.4  # seconds of an act of the second look, at least


class LearningStep(ReplayScene):
    """Forward, back, and the same image once more."""

    def default_trace(self):
        return lesson_trace()

    def steps(self, trace):
        told = before_and_after(film_steps(trace), "output_neurons")
        return with_lesson(trace, with_right_answer(trace, told))


def with_lesson(trace: Trace,
                steps: tuple[FilmStep, ...]) -> tuple[FilmStep, ...]:
    """The steps of before_and_after, and a last one: one image, one step."""
    compared = steps[-1].acts[-1]
    assert isinstance(compared, CompareAct)
    return with_last(steps, "one-step", one_step(
        compared, changed_in(steps), picture_of(trace)))


def before_and_after(steps: tuple[FilmStep, ...],
                     name: str) -> tuple[FilmStep, ...]:
    """The steps, those of the second look quickly, then both compared.

    Args:
        name: of the column that is computed twice, as in the code.

    Raises:
        FilmError: it is not computed twice, or nothing changes in between,
            or it is no column.
    """
    start, before, last, after = _computed_twice(steps, name)
    changed = max((index for index in range(start, last)
                   if any(act.operations and act.operations[-1].in_place
                          for act in steps[index].acts)), default=None)
    if changed is None:
        raise FilmError(f"expected a trace that learns before it computes "
                        f"{name} again, got one that changes nothing there")
    if not _are_columns(before, after):
        raise FilmError(f"expected {name} as a column of at most {MOST_BARS} "
                        f"numbers, got shapes {before.shape} and "
                        f"{after.shape}")
    again = [replace(step, acts=tuple(map(_hastened, step.acts)))
             for step in steps[changed + 1:last + 1]]
    again[0] = _announced(again[0])
    compared = comparison(name, before, after)
    return (*steps[:changed + 1], *again, FilmStep(
        "before-and-after", compared.step_name, steps[last].function, None,
        (compared,)))


def _computed_twice(steps: tuple[FilmStep, ...],
                    name: str) -> tuple[int, Value, int, Value]:
    """(index of the step, value) of the first time, and of the second."""
    made = [(index, act.result) for index, step in enumerate(steps)
            for act in step.acts if act.result_name == name]
    if len(made) != 2:
        raise FilmError(f"expected a trace that computes {name} twice, "
                        f"before and after learning, got {len(made)} times")
    (start, before), (last, after) = made
    assert before is not None and after is not None
    return start, before, last, after


def _are_columns(before: Value, after: Value) -> bool:
    return before.shape == after.shape and is_column(before.shape) \
        and before.array.size <= MOST_BARS


def _hastened(act: Act) -> Act:
    """An act of the second look: quick, and its lead, which has been said
    before, is not said again."""
    return replace(act, lead="",
                   haste=min(1.0, max(QUICKEST * 2,
                                      SHORTEST / act.seconds)))


def _announced(step: FilmStep) -> FilmStep:
    """The first step of the second look, which says that it is one."""
    act, *others = step.acts
    lead = said("Once more, with the changed weights and biases.",
                "用改变后的权重和偏置再算一次。")
    return replace(step, acts=(
        replace(act, lead=lead, caption=in_a_row(lead, act.caption)),
        *others))
