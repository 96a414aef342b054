"""Loops of a film that is too long: most of their passes only counted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scenes.acts.counter import counter
from scenes.acts.film_step import FilmStep
from scenes.acts.strip import StripAct, strip
from scenes.film.outline import Chapter, Leaf, Rounds, within
from scenes.film.step_lengths import SHORTEST, Told, usual
from scenes.reading.value_roles import Roles

FEWEST = 5  # passes of a loop some of which are left out
Deed = tuple[str, object, tuple[tuple[str, frozenset[str]], ...]]
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
            and (
                length > seconds or _strip_of(one, one.passes[2:-1], roles) is not None
            )
        ]
        folded |= {id(one.loop) for one in worth}
        if worth:
            told = _told(top, roles, folded)
        level = [
            chapter
            for one in rounds
            for chapter in (
                _shown_passes(one, roles) if id(one.loop) in folded else one.passes
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


def _shown_passes(rounds: Rounds, roles: Roles) -> list[Chapter]:
    return [run[0] for run in _runs(rounds, roles) if len(run) == 1]


def _is_long(rounds: Rounds, roles: Roles) -> bool:
    """Whether some of the passes may be left out."""
    count = len(rounds.passes)
    return count >= FEWEST or (
        count >= FEWEST_IN_TIME
        and _strip_of(rounds, rounds.passes[2:-1], roles) is not None
    )


def _strip_of(
    rounds: Rounds, between: Sequence[Chapter], roles: Roles
) -> StripAct | None:
    """Passes one after the other, as frames of a strip."""
    first, last = between[0].place.index, between[-1].place.index
    return strip(rounds.loop, roles, first, last)


def _is_worth(rounds: Rounds, roles: Roles) -> bool:
    """Whether it saves time to count some of the passes."""
    if not _is_long(rounds, roles):
        return False
    runs = _runs(rounds, roles)
    told = {id(run[0]) for run in runs if len(run) == 1}
    acts = sum(
        len(leaf.step.acts)
        for one in rounds.passes
        if id(one) not in told
        for leaf in one.leaves()
    )
    return acts * SHORTEST > SAVED


def _runs(rounds: Rounds, roles: Roles) -> list[tuple[Chapter, ...]]:
    """The passes of a loop: each that is told alone, and those that only count
    in runs of several.

    The first, the second and the last are told, and those that do what none
    did before them: a layer of another kind, the other branch of an if.
    """
    passes = rounds.passes
    if not _is_long(rounds, roles):
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
                _runs(node, roles)
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
    act = _strip_of(rounds, between, roles) or counter(loop, roles, first, last)
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
