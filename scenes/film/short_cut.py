"""A film cut to less than a minute: one surprise, and what it takes to get it."""

from collections.abc import Sequence

from scenes.acts.film_step import FilmStep
from scenes.film.step_lengths import in_seconds, seconds_of

LEAST, MOST = 20.0, 40.0  # seconds, as short videos are watched
AIM = 38.0  # seconds that a longer cut is hastened to: acts last whole tenths


def short_cut(
    steps: Sequence[FilmStep], surprise: Sequence[str] = ()
) -> tuple[FilmStep, ...]:
    """Some steps of a film, in its order, LEAST to MOST seconds together.

    Args:
        steps: of all of it; where they take less than LEAST, all stay.
        surprise: slugs of those to keep; of a film that has none of them its
            first, its last and its longest step.
    """
    kept = {one.slug for one in steps} & set(surprise)
    if not kept:
        longest = max(steps, key=lambda one: seconds_of([one]))
        kept = {steps[0].slug, steps[-1].slug, longest.slug}
    by_length = sorted(steps, key=lambda one: -seconds_of([one]))
    while _seconds(steps, kept) < LEAST + 1 and len(kept) < len(steps):
        more = [one for one in by_length if one.slug not in kept]
        room = MOST - _seconds(steps, kept)
        fitting = [one for one in more if seconds_of([one]) <= room]
        kept.add((fitting or more)[0].slug)
    cut = [one for one in steps if one.slug in kept]
    share = AIM / max(seconds_of(cut), AIM)
    return tuple(in_seconds(one, share * seconds_of([one])) for one in cut)


def _seconds(steps: Sequence[FilmStep], kept: set[str]) -> float:
    return seconds_of([one for one in steps if one.slug in kept])
