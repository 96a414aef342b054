"""The steps of a film as they stand in calls and loops: a tree of chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from network.trace import Trace
from scenes.acts.counter_words import pass_label
from scenes.acts.film_step import FilmStep
from scenes.reading.loop_places import Loop, Loops, Place
from scenes.reading.loops import loops
from scenes.reading.roles_once import known_roles


@dataclass(frozen=True)
class Leaf:
    """A step of the film, and where it stands.

    Attributes:
        step: the FilmStep.
        place: the innermost Place that all of it stands in.
        number: of the trace's step that it ends in, or that of the next film
            step, of one that shows no operations.
    """

    step: FilmStep
    place: Place
    number: int


@dataclass(frozen=True)
class Chapter:
    """What stands in one Place: steps, calls and passes of loops, in order."""

    place: Place
    nodes: tuple[Leaf | Chapter | Rounds, ...]

    def leaves(self) -> Iterator[Leaf]:
        """All steps in it, in order."""
        waiting: list[Leaf | Chapter | Rounds] = list(reversed(self.nodes))
        while waiting:
            node = waiting.pop()
            if isinstance(node, Leaf):
                yield node
            else:
                waiting += reversed(
                    node.nodes if isinstance(node, Chapter) else node.passes
                )


@dataclass(frozen=True)
class Rounds:
    """A Loop, with a Chapter of each pass that the film shows."""

    loop: Loop
    passes: tuple[Chapter, ...]


def outline(
    trace: Trace, steps: Sequence[FilmStep], *, by_rounds: bool = False
) -> Chapter:
    """The steps of a film of a trace as the Chapter of the recorded call.

    Args:
        by_rounds: whether what a statement does itself between its calls by one
            expression stands in the pass of the call before, as the cost does in
            [cost(net(x)) for x in xs].
    """
    places = known_roles(trace).read(loops)
    leaves = leaves_of(trace, steps, places)
    return _chapter(places.places[0].chain()[0], leaves, by_rounds)


def within(place: Place) -> tuple[str, ...]:
    """What the calls and passes are called that a place stands in, the
    outermost first: ("lossFun", "t = 3")."""
    names = []
    for one in place.chain()[1:]:
        if one.is_call:
            names.append(function_name(one.function))
        if one.loop is not None and len(one.loop.passes) > 1:
            names.append(pass_label(one.loop, one.index))
    return tuple(name for name in names if name)


def function_name(function: str) -> str:
    """A function as it is called, without where it stands; "" of a lambda."""
    own = function.replace(".<locals>", "").rpartition(".")[2]
    return "" if own.startswith("<") else own


def leaves_of(
    trace: Trace, steps: Sequence[FilmStep], places: Loops
) -> tuple[Leaf, ...]:
    """The Leaf of each step of a film."""
    found: list[Leaf] = []
    after, last = places.places[0].chain()[0], 0
    for step in reversed(steps):
        numbers = [one.step for act in step.acts for one in act.operations]
        if numbers:
            last = max(numbers)
            after = _of_function(_place_of(places, min(numbers), last), step.function)
        found.append(Leaf(step, after, last))
    return tuple(reversed(found))


def _place_of(places: Loops, first: int, last: int) -> Place:
    """Where an act stands that begins and ends in some steps: of what goes on
    through some passes of a loop, but not all, the pass in which it ends."""
    place = places.common(first, last)
    begun, ended = (
        places.places[one].chain()[place.depth + 1 :] for one in (first, last)
    )
    if not begun or not ended:
        return place
    begin, end = begun[0], ended[0]
    is_through = (
        end.loop is not None
        and begin.loop is end.loop
        and (begin.index > 0 or end.index < len(end.loop.passes) - 1)
    )
    return places.places[last] if is_through else place


def _of_function(place: Place, function: str) -> Place:
    """The Place of the function whose lines are shown: a call that is shown
    as a whole stands where it is made."""
    around: Place | None = place
    while around is not None and around.function != function:
        around = around.above
    return around or place


def _chapter(place: Place, leaves: Sequence[Leaf], by_rounds: bool) -> Chapter:
    # Innermost first, without one function asking itself: code may call
    # itself deeper than Python lets this.
    open_: list[tuple[Place, list[Leaf | Chapter | Rounds]]] = [(place, [])]
    for leaf in leaves:
        chain = leaf.place.chain()
        while len(open_) > len(chain) or open_[-1][0] is not chain[len(open_) - 1]:
            _close(open_, by_rounds)
        for inner in chain[len(open_) :]:
            open_.append((inner, []))
        open_[-1][1].append(leaf)
    while len(open_) > 1:
        _close(open_, by_rounds)
    return Chapter(place, tuple(open_[0][1]))


def _close(
    open_: list[tuple[Place, list[Leaf | Chapter | Rounds]]], by_rounds: bool
) -> None:
    place, nodes = open_.pop()
    chapter = Chapter(place, tuple(nodes))
    around = open_[-1][1]
    if place.loop is None or len(place.loop.passes) < 2:
        around.append(chapter)
        return
    between = _between_calls(around, place) if by_rounds else []
    before = around[-1 - len(between)] if len(around) > len(between) else None
    if not isinstance(before, Rounds) or before.loop is not place.loop:
        around.append(Rounds(place.loop, (chapter,)))
        return
    *others, last = before.passes
    last = Chapter(last.place, (*last.nodes, *between))
    around[len(around) - 1 - len(between) :] = [
        Rounds(place.loop, (*others, last, chapter))
    ]


def _between_calls(
    around: Sequence[Leaf | Chapter | Rounds], place: Place
) -> list[Leaf]:
    """What a statement has done itself since the last of its calls by one
    expression."""
    loop = place.loop
    if loop is None or loop.source is not None:
        return []
    caller = loop.steps[place.first].parent
    between: list[Leaf] = []
    for node in reversed(around):
        if not isinstance(node, Leaf) or node.number != caller:
            break
        between.insert(0, node)
    return between
