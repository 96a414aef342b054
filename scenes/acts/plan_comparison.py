"""The film of a learning step: all of it, a second look, what has changed."""

from dataclasses import replace

import numpy as np

from scenes import words as wording
from scenes.reading.film_error import FilmError
from scenes.acts.act import MOST_BARS
from scenes.acts.legacy import Act
from scenes.reading import shapes as arrange
from scenes.acts.schedule import QUICKEST
from scenes.acts.film_step import FilmStep

SHORTEST = 3.4  # seconds of an act of the second look, at least


def before_and_after(steps, name):
    """The steps, those of the second look quickly, then both compared.

    Args:
        name: of the column that is computed twice, as in the code.

    Raises:
        FilmError: it is not computed twice, or nothing changes in between,
            or it is no column.
    """
    made = [(index, act) for index, step in enumerate(steps)
            for act in step.acts if act.result_name == name]
    if len(made) != 2:
        raise FilmError(f"expected a trace that computes {name} twice, "
                        f"before and after learning, got {len(made)} times")
    (start, first), (last, second) = made
    changed = max((index for index in range(start, last)
                   if any(act.operations and act.operations[-1].in_place
                          for act in steps[index].acts)), default=None)
    if changed is None:
        raise FilmError(f"expected a trace that learns before it computes "
                        f"{name} again, got one that changes nothing there")
    if not _are_columns(first.result, second.result):
        raise FilmError(f"expected {name} as a column of at most {MOST_BARS} "
                        f"numbers, got shapes {first.result.shape} and "
                        f"{second.result.shape}")
    again = [replace(step, acts=tuple(map(_hastened, step.acts)))
             for step in steps[changed + 1:last + 1]]
    again[0] = _announced(again[0])
    compared = plan_comparison(name, first.result, second.result)
    return (*steps[:changed + 1], *again, FilmStep(
        "before-and-after", compared.step_name, steps[last].function, None,
        (compared,)))


def _are_columns(before, after):
    return before.shape == after.shape and arrange.is_column(before.shape) \
        and before.array.size <= MOST_BARS


def _hastened(act):
    """An act of the second look: quick, and its lead, which has been said
    before, is not said again."""
    return replace(act, lead="",
                   haste=min(1.0, max(QUICKEST * 2,
                                  SHORTEST / act.seconds)))


def _announced(step):
    """The first step of the second look, which says that it is one."""
    act, *others = step.acts
    return replace(step, acts=(replace(
        act, lead=wording.once_more(),
        caption=wording.in_a_row(wording.once_more(), act.caption)),
        *others))


def plan_comparison(name, before, after):
    """The Act that shows a column before and after learning."""
    change = after.array.astype(float) - before.array
    label = int(np.nan_to_num(change).argmax())
    values = [value.array.ravel()[label] for value in (before, after)]
    title, lead = wording.comparison(name)
    return Act("compare", (), (replace(before, name=name),
                               replace(after, name=name)), after, name,
               8.0, title, lead, wording.compared(name, label, *values),
               step_name=wording.said("before and after", "之前与之后"),
               options={"label": label})
