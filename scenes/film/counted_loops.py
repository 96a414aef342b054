"""Loops of a film that is too long: most of their passes only counted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scenes.acts.counter import counter
from scenes.acts.film_step import FilmStep
from scenes.acts.strip import strip
from scenes.film.outline import Chapter, Leaf, Rounds, within
from scenes.film.step_lengths import SHORTEST, Told, usual
from scenes.reading.value_roles import Roles

FEWEST = 5  # passes of a loop some of which are left out
Deed = tuple[str, object, tuple[tuple[str, frozenset[str]], ...]]
SAVED = 6.0  # seconds that it has to save at least


def looped(top: Chapter, roles: Roles, seconds: float) -> list[Told]:
    """All steps but those of passes that only count, outer loops first."""
    folded: set[int] = set()
    told = _told(top, roles, folded)
    level = [top]
    while level and sum(map(usual, told)) > seconds:
        rounds = [one for chapter in level for one in _rounds(chapter)]
        worth = [one for one in rounds if _is_worth(one)]
        folded |= {id(one.loop) for one in worth}
        if worth:
            told = _told(top, roles, folded)
        level = [
            chapter
            for one in rounds
            for chapter in (
                _shown_passes(one) if id(one.loop) in folded else one.passes
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


def _shown_passes(rounds: Rounds) -> list[Chapter]:
    return [run[0] for run in _runs(rounds) if len(run) == 1]


def _is_worth(rounds: Rounds) -> bool:
    """Whether it saves time to count some of the passes."""
    between = [one for run in _runs(rounds) if len(run) > 1 for one in run]
    return sum(1 for one in between for _ in one.leaves()) * SHORTEST > SAVED


def _runs(rounds: Rounds) -> list[tuple[Chapter, ...]]:
    """The passes of a loop: each that is told alone, and those that only count
    in runs of several.

    The first, the second and the last are told, and those that do what none
    did before them: a layer of another kind, the other branch of an if.
    """
    passes = rounds.passes
    if len(passes) < FEWEST:
        return [(one,) for one in passes]
    runs: list[tuple[Chapter, ...]] = []
    waiting: tuple[Chapter, ...] = ()
    done: set[Deed] = set()
    for index, one in enumerate(passes):
        deeds = set(map(_deed, one.leaves()))
        if 1 < index < len(passes) - 1 and deeds <= done:
            waiting += (one,)
            continue
        done |= deeds
        runs += [waiting, (one,)] if waiting else [(one,)]
        waiting = ()
    return runs


def _deed(leaf: Leaf) -> Deed:
    """What a step does, whatever it does it with: its statement, and the
    functions in each of its acts."""
    step = leaf.step
    acts = tuple(
        (act.kind, frozenset(one.function for one in act.operations))
        for act in step.acts
    )
    return step.function, step.statement, acts


def _told(top: Chapter, roles: Roles, folded: set[int]) -> list[Told]:
    found: list[Told] = []
    done: set[Deed] = set()
    waiting: list[tuple[Chapter | Leaf | Rounds | Told, bool]] = [(top, False)]
    while waiting:
        node, is_again = waiting.pop()
        if isinstance(node, Told):
            found.append(node)
        elif isinstance(node, Leaf):
            deed = _deed(node)
            found.append(Told(node, node.step, is_again and deed in done))
            done.add(deed)
        elif isinstance(node, Chapter):
            waiting += [(one, is_again) for one in reversed(node.nodes)]
        else:
            runs = (
                _runs(node)
                if id(node.loop) in folded
                else [(one,) for one in node.passes]
            )
            for run in reversed(runs):
                is_later = is_again or run[0] is not node.passes[0]
                one = run[0] if len(run) == 1 else _counted(node, run, roles)
                waiting.append((one, is_later))
    return found


def _counted(rounds: Rounds, between: Sequence[Chapter], roles: Roles) -> Told:
    """The step that stands for passes one after the other."""
    loop = rounds.loop
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
