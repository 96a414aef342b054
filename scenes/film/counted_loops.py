"""Loops of a film that is too long: most of their passes only counted."""

from collections.abc import Iterator
from dataclasses import replace

from scenes.acts.counter import counter
from scenes.acts.film_step import FilmStep
from scenes.acts.strip import StripAct, strip
from scenes.film.outline import Chapter, Leaf, Rounds, within
from scenes.film.step_lengths import SHORTEST, Told, usual
from scenes.reading.value_roles import Roles

FEWEST = 5  # passes of a loop some of which are left out
FEWEST_IN_TIME = 4  # of one that hands on a state: all of them stand in a strip
REPEATED = 0.5  # of the seconds of a film: what is longer repeats no recurrent loop
SAVED = 6.0  # seconds that it has to save at least


def looped(top: Chapter, roles: Roles, seconds: float) -> list[Told]:
    """All steps but those of passes that only count, outer loops first: as
    many as the seconds ask for, and in any case those that hand on a state
    where the film takes more than REPEATED of its seconds."""
    folded: set[int] = set()
    told = _told(top, roles, folded)
    level = [top]
    while level and (length := sum(map(usual, told))) > seconds * REPEATED:
        rounds = [one for chapter in level for one in _rounds(chapter)]
        worth = [
            one
            for one in rounds
            if _is_worth(one, roles)
            and (length > seconds or _strip_of(one, roles) is not None)
        ]
        folded |= {id(one.loop) for one in worth}
        if worth:
            told = _told(top, roles, folded)
        level = [
            chapter
            for one in rounds
            for chapter in (
                _shown_passes(one)
                if id(one.loop) in folded and _is_long(one, roles)
                else one.passes
            )
        ]
    return told


def _rounds(chapter: Chapter) -> Iterator[Rounds]:
    """The outermost loops in a chapter."""
    waiting = list(reversed(chapter.nodes))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Rounds):
            yield node
        elif isinstance(node, Chapter):
            waiting += reversed(node.nodes)


def _shown_passes(rounds: Rounds) -> tuple[Chapter, ...]:
    return (*rounds.passes[:2], rounds.passes[-1])


def _is_long(rounds: Rounds, roles: Roles) -> bool:
    """Whether some of the passes may be left out."""
    count = len(rounds.passes)
    return count >= FEWEST or (
        count >= FEWEST_IN_TIME and _strip_of(rounds, roles) is not None
    )


def _strip_of(rounds: Rounds, roles: Roles) -> StripAct | None:
    """The passes between the second and the last, as frames of a strip."""
    between = rounds.passes[2:-1]
    first, last = between[0].place.index, between[-1].place.index
    return strip(rounds.loop, roles, first, last)


def _is_worth(rounds: Rounds, roles: Roles) -> bool:
    """Whether it saves time to count some of the passes."""
    if not _is_long(rounds, roles):
        return False
    between = sum(
        len(leaf.step.acts) for one in rounds.passes[2:-1] for leaf in one.leaves()
    )
    return between * SHORTEST > SAVED


def _told(top: Chapter, roles: Roles, folded: set[int]) -> list[Told]:
    found: list[Told] = []
    waiting: list[tuple[Chapter | Leaf | Rounds | Told, bool]] = [(top, False)]
    while waiting:
        node, is_fast = waiting.pop()
        if isinstance(node, Told):
            found.append(node)
        elif isinstance(node, Leaf):
            found.append(Told(node, node.step, is_fast))
        elif isinstance(node, Chapter):
            waiting += [(one, is_fast) for one in reversed(node.nodes)]
        # An act across passes may part what is told of a loop.
        elif id(node.loop) not in folded or not _is_long(node, roles):
            waiting += [
                (one, is_fast or index > 0)
                for index, one in reversed(list(enumerate(node.passes)))
            ]
        else:
            first, second, *_, last = node.passes
            waiting += [
                (last, True),
                (_counted(node, roles), True),
                (second, True),
                (first, is_fast),
            ]
    return found


def _counted(rounds: Rounds, roles: Roles) -> Told:
    """The step that stands for the passes between the second and the last."""
    loop = rounds.loop
    between = rounds.passes[2:-1]
    first, last = between[0].place.index, between[-1].place.index
    act = _strip_of(rounds, roles) or counter(loop, roles, first, last)
    above = loop.above
    function = above.function if above and loop.source is None else loop.function
    leaf = next(between[0].leaves())
    step = FilmStep(
        f"passes-{first + 1}-to-{last + 1}",
        act.step_name,
        function,
        loop.header,
        (act,),
        within(above) if above else (),
    )
    return Told(replace(leaf, step=step, place=above or leaf.place), step, True, True)
