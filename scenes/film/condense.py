"""A film that is too long, told in the time there is.

Of a loop the first pass is told in full, the second fast, the others go by as
one act, and the last is told again. If that is still too long, what has been
seen is hastened more, and steps that matter less go by several in one act.
"""

from collections.abc import Sequence

from network.trace import Trace
from scenes.acts.film_step import FilmStep
from scenes.film.counted_loops import REPEATED, looped
from scenes.film.outline import outline
from scenes.film.step_lengths import in_time, seconds_of
from scenes.film.together import merged
from scenes.reading.roles_once import known_roles

KEPT = 0.97  # of the length that is asked for


def condensed(
    trace: Trace, steps: Sequence[FilmStep], seconds: float
) -> tuple[FilmStep, ...]:
    """The steps of a film of a trace, in about so many seconds at most; those
    of a film that is not longer as they are, but of a loop that hands on a
    state not every pass."""
    if seconds_of(steps) <= seconds * REPEATED:
        return tuple(steps)
    roles = known_roles(trace)
    told = looped(outline(trace, steps), roles, seconds)
    if seconds_of(steps) <= seconds and not any(one.is_fixed for one in told):
        return tuple(steps)
    told = merged(trace, told, seconds * KEPT)
    return tuple(in_time(told, seconds * KEPT))
