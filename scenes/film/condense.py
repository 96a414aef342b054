"""A film that is too long, told in the time there is.

Of a loop the first pass is told in full, the second fast (or, where there are
too many, not at all), the others go by as one act, and the last is told again,
if there is time.
If that is still too long, what has been seen is hastened more, and steps that
matter less go by several in one act.
"""

from collections.abc import Sequence

from network.trace import Trace
from scenes.acts.film_step import FilmStep
from scenes.film.counted_loops import COUNTINGS, looped
from scenes.film.outline import outline
from scenes.film.step_lengths import in_time, least, seconds_of
from scenes.film.together import gathered, merged
from scenes.reading.roles_once import known_roles

KEPT = 0.97  # of the length that is asked for


def condensed(
    trace: Trace, steps: Sequence[FilmStep], seconds: float
) -> tuple[FilmStep, ...]:
    """The steps of a film of a trace, in about so many seconds at most; those
    of a film that is not longer as they are, but of a loop that hands on a
    state not every pass."""
    whole = seconds_of(steps)
    if whole > seconds:
        steps = tuple(map(gathered, steps))
    roles = known_roles(trace)
    top = outline(trace, steps, by_rounds=True)
    # Before what is new goes by several at once, what is not has less time.
    for counting in COUNTINGS:
        told = looped(top, roles, seconds, counting)
        if least(told) <= seconds * KEPT:
            break
    is_brief = counting is not COUNTINGS[0]
    if whole <= seconds and not any(one.is_fixed for one in told):
        return tuple(steps)
    told = merged(trace, told, seconds * KEPT, is_brief=is_brief)
    return tuple(in_time(told, seconds * KEPT))
