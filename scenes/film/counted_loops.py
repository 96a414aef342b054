"""Loops of a film that is too long: most of their passes only counted.

A loop that does something else in most of its passes, as one over layers that
are unlike each other, repeats nothing, and nothing of it is left out.
"""

from collections.abc import Hashable, Iterator
from dataclasses import replace

from scenes.acts.counter import counter
from scenes.acts.film_step import FilmStep
from scenes.acts.strip import strip
from scenes.film.outline import Chapter, Leaf, Rounds, within
from scenes.film.step_lengths import SHORTEST, Told, usual
from scenes.reading.value_roles import Roles

FEWEST = 5  # passes of a loop some of which are left out
SAVED = 6.0  # seconds that it has to save at least
UNLIKE = 0.25  # of the passes: with more that are new, a loop repeats nothing


def looped(top: Chapter, roles: Roles, seconds: float) -> list[Told]:
    """All steps but those of passes that only count, outer loops first."""
    folded: set[int] = set()
    again = _told_again(top)
    told = _told(top, roles, folded, again)
    level = [top]
    while level and sum(map(usual, told)) > seconds:
        rounds = [one for chapter in level for one in _rounds(chapter)]
        worth = [one for one in rounds if _is_worth(one, again)]
        folded |= {id(one.loop) for one in worth}
        if worth:
            told = _told(top, roles, folded, again)
        level = [
            chapter
            for one in rounds
            for chapter in (
                _shown_passes(one)
                if id(one.loop) in folded and len(one.passes) >= FEWEST
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


def _told_again(top: Chapter) -> set[int]:
    """The ids of the leaves that do what an earlier pass of a loop around
    them has done: the same movement for the same place in the code."""
    again: set[int] = set()
    level = list(_rounds(top))
    while level:
        for rounds in level:
            seen: set[Hashable] = set()
            for one in rounds.passes:
                leaves = list(one.leaves())
                again |= {id(leaf) for leaf in leaves if _deeds(leaf) <= seen}
                seen = seen.union(*map(_deeds, leaves))
        level = [
            inner for rounds in level for one in rounds.passes for inner in _rounds(one)
        ]
    return again


def _deeds(leaf: Leaf) -> set[Hashable]:
    step = leaf.step
    return {(act.kind, step.function, step.statement, act.mark) for act in step.acts}


def _repeats(rounds: Rounds, again: set[int]) -> bool:
    """Whether few of the passes after the first do anything new."""
    later = rounds.passes[1:]
    new = sum(any(id(leaf) not in again for leaf in one.leaves()) for one in later)
    return new <= UNLIKE * len(later)


def _is_worth(rounds: Rounds, again: set[int]) -> bool:
    """Whether it saves time to count some of the passes."""
    if len(rounds.passes) < FEWEST or not _repeats(rounds, again):
        return False
    between = sum(1 for one in rounds.passes[2:-1] for _ in one.leaves())
    return between * SHORTEST > SAVED


def _told(top: Chapter, roles: Roles, folded: set[int], again: set[int]) -> list[Told]:
    found: list[Told] = []
    waiting: list[Chapter | Leaf | Rounds | Told] = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Told):
            found.append(node)
        elif isinstance(node, Leaf):
            found.append(Told(node, node.step, id(node) in again))
        elif isinstance(node, Chapter):
            waiting += reversed(node.nodes)
        # An act across passes may part what is told of a loop.
        elif id(node.loop) not in folded or len(node.passes) < FEWEST:
            waiting += reversed(node.passes)
        else:
            first, second, *_, last = node.passes
            waiting += [last, _counted(node, roles), second, first]
    return found


def _counted(rounds: Rounds, roles: Roles) -> Told:
    """The step that stands for the passes between the second and the last."""
    loop = rounds.loop
    between = rounds.passes[2:-1]
    first, last = between[0].place.index, between[-1].place.index
    act = strip(loop, roles, first, last) or counter(loop, roles, first, last)
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
