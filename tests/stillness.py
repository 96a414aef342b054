"""How much of a film stands still: nothing but its timeline moves."""

from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.timeline import Timeline

EVERY = 0.2  # seconds from one look to the next


def still_share(film):
    """The share 0..1 of a film's moments at which all is drawn as it was
    EVERY seconds before."""
    still = [is_still for _, is_still in stillness(film)]
    return sum(still) / len(still)


def stillness(film):
    """(second of the film, whether nothing has moved since the last look) of
    each look but the first."""
    kept, drawings, before = KeptMarks(), Drawings(), None
    for shot in film.shots:
        for count in range(round(shot.seconds / EVERY)):
            film.show(shot, count * EVERY)
            parts = [one for one in film.parts(shot) if not isinstance(one, Timeline)]
            drawn = kept.of(parts, lambda part: marks_of(part, drawings))
            now = [marks for marks in drawn if marks]
            if before is not None:
                yield round(shot.start + count * EVERY, 1), _same(now, before)
            before = now


def _same(now, before):
    """Whether two looks have the same marks; those kept are the same tuples."""
    return len(now) == len(before) and all(
        one is other or one == other for one, other in zip(now, before)
    )


def longest_stills(film, most=6):
    """[(seconds that it lasts, second at which it begins), ...], the longest."""
    runs, length = [], 0
    for second, is_still in stillness(film):
        if is_still:
            length += 1
        elif length:
            runs.append((round(length * EVERY, 1), round(second - length * EVERY, 1)))
            length = 0
    return sorted(runs, reverse=True)[:most]
