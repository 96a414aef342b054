"""The steps of a film of a trace that are told: those that were chosen, in
the time that there is, each named by the calls and passes that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from network.trace import Trace
from scenes.acts.film_step import FilmStep
from scenes.film.choice import Choice
from scenes.film.condense import condensed
from scenes.film.outline import Chapter, outline, within
from scenes.film.selected import only_calls_of, only_pass, only_steps, to_depth
from scenes.film.step_lengths import seconds_of
from scenes.film.storyboard import hastened, slug_of, unique
from scenes.reading.loop_places import Place

NAMED = 12  # of what there is, in an error


def chosen_steps(
    trace: Trace, steps: Sequence[FilmStep], choice: Choice, *, longest: float | None
) -> tuple[FilmStep, ...]:
    """The steps that are told.

    Args:
        steps: of the whole film.
        longest: seconds of the film at most, where the choice says nothing;
            None: as long as it is.

    Raises:
        FilmError: nothing is left of the film.
    """
    seconds = choice.seconds or longest
    is_long = seconds is not None and seconds_of(steps) > seconds
    if not choice and not is_long:
        return with_places(trace, steps)
    told = _named(outline(trace, steps))
    if choice.only:
        told = only_calls_of(trace, told, choice.only)
    if choice.iteration:
        told = only_pass(trace, told, choice.iteration)
    if choice.depth is not None:
        told = to_depth(trace, told, choice.depth)
    if choice.steps:
        told = only_steps(told, steps, choice.steps)
    if len(told) < len(steps):  # what was before is not seen any more
        told = hastened(told)
    if seconds is not None and seconds_of(told) > seconds:
        told = condensed(trace, told, seconds)
    return unique(told)


def with_places(trace: Trace, steps: Sequence[FilmStep]) -> tuple[FilmStep, ...]:
    """The same steps, which say in which calls and passes they stand."""
    return tuple(
        replace(leaf.step, within=within(leaf.place))
        for leaf in outline(trace, steps).leaves()
    )


def _named(top: Chapter) -> tuple[FilmStep, ...]:
    """The steps, with slugs that say in which passes they stand: "t3-hidden"."""
    named = []
    for leaf in top.leaves():
        passes = [
            _of_pass(one)
            for one in leaf.place.chain()
            if one.loop is not None and len(one.loop.passes) > 1
        ]
        own = re.sub(r"-\d+$", "", leaf.step.slug) if passes else leaf.step.slug
        named.append(
            replace(
                leaf.step,
                slug=slug_of("-".join([*passes, own])),
                within=within(leaf.place),
            )
        )
    return unique(named)


def _of_pass(place: Place) -> str:
    """A pass in a slug: "t3", "Ws3", "pass4", "call2"."""
    assert place.loop is not None
    value = re.sub(r"\W", "", place.value)
    if value:
        return f"{place.loop.variable}{value}" if "[" not in place.value else value
    return f"{'call' if place.is_call else 'pass'}{place.index + 1}"
