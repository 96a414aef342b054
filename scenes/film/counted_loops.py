"""Loops of a film that is too long: most of their passes only counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scenes.acts.counter import CounterAct, counter
from scenes.acts.film_step import FilmStep
from scenes.acts.strip import StripAct, strip
from scenes.film.outline import Chapter, Leaf, Rounds, within
from scenes.film.step_lengths import SHORTEST, Told, usual
from scenes.reading.loop_places import Loop
from scenes.reading.value_roles import Roles

Deed = tuple[str, object, tuple[tuple[str, frozenset[str]], ...]]
FEWEST_IN_TIME = 4  # of one that hands on a state: all of them stand in a strip
REPEATED = 0.5  # of the seconds of a film: what is longer repeats no recurrent loop
SAVED = 6.0  # seconds that it has to save at least
SAVED_OF_FEW = 12.0  # where so few passes are left out that all might be told
FEW = 4


@dataclass(frozen=True)
class Counting:
    """Which passes of a loop are told, where not all of them are.

    Attributes:
        alone: so many, from the first on.
        fewest: passes of a loop some of which only count.
        ends: the last one is told again.
        new: share of its statements that a pass has to have that none before
            it had, to be told.
    """

    alone: int
    fewest: int
    ends: bool
    new: float = 0.0


@dataclass(frozen=True)
class Run:
    """Passes of a loop one after the other, all told or all only counted."""

    told: tuple[Chapter, ...] = ()
    counted: tuple[Chapter, ...] = ()


# The first that leaves a film time enough is taken.
COUNTINGS = (
    Counting(2, 5, True),
    Counting(1, 5, True),
    Counting(1, 4, True),
    Counting(1, 2, False, new=0.1),
)


def looped(
    top: Chapter, roles: Roles, seconds: float, counting: Counting = COUNTINGS[0]
) -> list[Told]:
    """All steps but those of passes that only count, outer loops first: as
    many as the seconds ask for, and in any case those that hand on a state
    where the film takes more than REPEATED of its seconds.

    Args:
        counting: which passes are told of those loops.
    """
    folded: set[Loop] = set()
    told = _told(top, roles, folded, counting)
    level = [top]
    while level and (length := sum(map(usual, told))) > seconds * REPEATED:
        rounds = [one for chapter in level for one in _rounds(chapter)]
        worth = [
            one
            for one in rounds
            if _is_worth(one, roles, counting)
            and (
                length > seconds or _strip_of(one, one.passes[2:-1], roles) is not None
            )
        ]
        folded |= {one.loop for one in worth}
        if worth:
            told = _told(top, roles, folded, counting)
        level = [
            chapter
            for one in rounds
            for chapter in (
                _shown_passes(one, roles, counting)
                if one.loop in folded
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


def _shown_passes(rounds: Rounds, roles: Roles, counting: Counting) -> list[Chapter]:
    return [one for run in _runs(rounds, roles, counting) for one in run.told]


def _is_long(rounds: Rounds, roles: Roles, counting: Counting) -> bool:
    """Whether some of the passes may be left out."""
    count = len(rounds.passes)
    return count >= counting.fewest or (
        count >= FEWEST_IN_TIME
        and _strip_of(rounds, rounds.passes[2:-1], roles) is not None
    )


def _strip_of(
    rounds: Rounds, between: Sequence[Chapter], roles: Roles
) -> StripAct | None:
    """Passes one after the other, as frames of a strip."""
    first, last = between[0].place.index, between[-1].place.index
    return strip(rounds.loop, roles, first, last)


def _is_worth(rounds: Rounds, roles: Roles, counting: Counting) -> bool:
    """Whether it saves time to count some of the passes."""
    if not _is_long(rounds, roles, counting):
        return False
    acts = sum(
        len(leaf.step.acts)
        for run in _runs(rounds, roles, counting)
        for one in run.counted
        for leaf in one.leaves()
    )
    is_few = len(rounds.passes) <= FEW and not counting.ends
    return acts * SHORTEST > (SAVED_OF_FEW if is_few else SAVED)


def _runs(rounds: Rounds, roles: Roles, counting: Counting) -> list[Run]:
    """The passes of a loop, in order.

    The first ones and, as `counting` says, the last are told, and those that
    do what none did before them: a layer of another kind, the other branch of
    an if.
    """
    passes = rounds.passes
    if not _is_long(rounds, roles, counting):
        return [Run(told=(one,)) for one in passes]
    runs: list[Run] = []
    waiting: tuple[Chapter, ...] = ()
    done: set[Deed] = set()
    for index, one in enumerate(passes):
        deeds = set(map(_deed if counting.alone > 1 else _statement, one.leaves()))
        is_between = counting.alone <= index < len(passes) - counting.ends
        if is_between and len(deeds - done) <= counting.new * len(deeds):
            waiting += (one,)
            continue
        done |= deeds
        runs += [*_left_out(waiting, counting), Run(told=(one,))]
        waiting = ()
    return [*runs, *_left_out(waiting, counting)]


def _left_out(passes: tuple[Chapter, ...], counting: Counting) -> Iterator[Run]:
    """Passes that do nothing new; one alone only counts where time is short."""
    if len(passes) > 1 or (passes and not counting.ends):
        yield Run(counted=passes)
    elif passes:
        yield Run(told=passes)


def _deed(leaf: Leaf) -> Deed:
    """What a step does, whatever it does it with: its statement, and the
    functions in each of its acts."""
    step = leaf.step
    acts = tuple(
        (act.kind, frozenset(one.function for one in act.operations))
        for act in step.acts
    )
    return step.function, step.statement, acts


def _statement(leaf: Leaf) -> Deed:
    """Its statement alone, however it is shown."""
    return leaf.step.function, leaf.step.statement, ()


def _told(
    top: Chapter, roles: Roles, folded: set[Loop], counting: Counting
) -> list[Told]:
    found: list[Told] = []
    done: set[Deed] = set()
    counted: set[object] = set()  # the loops whose passes were counted before
    waiting: list[tuple[Chapter | Leaf | Rounds | Told, bool]] = [(top, False)]
    while waiting:
        node, is_again = waiting.pop()
        if isinstance(node, Told):
            deed = _counting(node.step)
            found.append(replace(node, is_fast=deed in counted))
            counted.add(deed)
        elif isinstance(node, Leaf):
            deed = _deed(node)
            found.append(Told(node, node.step, is_again and deed in done))
            done.add(deed)
        elif isinstance(node, Chapter):
            waiting += [(one, is_again) for one in reversed(node.nodes)]
        else:
            runs = (
                _runs(node, roles, counting)
                if node.loop in folded
                else [Run(told=node.passes)]
            )
            for run in reversed(runs):
                if run.counted:
                    waiting.append((_counted(node, run.counted, roles), True))
                for one in reversed(run.told):
                    waiting.append((one, is_again or one is not node.passes[0]))
    return found


def _counting(step: FilmStep) -> object:
    """Which loop it counts, and what it shows meanwhile."""
    act = step.acts[0]
    curve = act.figures.name if isinstance(act, CounterAct) and act.figures else ""
    return step.function, step.statement, act.kind, curve


def _counted(rounds: Rounds, between: Sequence[Chapter], roles: Roles) -> Told:
    """The step that stands for passes one after the other."""
    loop = rounds.loop
    first, last = between[0].place.index, between[-1].place.index
    act = _strip_of(rounds, between, roles) or counter(loop, roles, first, last)
    above = loop.above
    function = above.function if loop.source is None else loop.function
    leaf = next(between[0].leaves())
    step = FilmStep(
        f"passes-{first + 1}-to-{last + 1}",
        act.step_name,
        function,
        loop.header,
        (act,),
        within(above),
    )
    leaf = replace(leaf, step=step, place=above)
    return Told(leaf, step, is_fixed=True)
