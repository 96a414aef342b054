"""Some of a film's steps: the calls of a function, a pass of a loop, a range."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from network.trace import Trace
from scenes.acts.film_step import FilmStep
from scenes.acts.passage import Passed, passage
from scenes.film.outline import Chapter, Leaf, Rounds, function_name, outline, within
from scenes.reading.film_error import FilmError
from scenes.reading.loop_places import Place
from scenes.reading.loops import loops
from scenes.reading.roles_once import known_roles
from scenes.words.naming import code, said

NAMED = 12  # of what there is, in an error


def only_calls_of(
    trace: Trace, steps: Sequence[FilmStep], function: str
) -> tuple[FilmStep, ...]:
    """Those in calls of a function, and those that show one as a whole."""
    leaves = tuple(outline(trace, steps).leaves())
    found = tuple(
        leaf.step
        for leaf in leaves
        if any(_is_called(one.function, function) for one in _around(trace, leaf))
    )
    if not found:
        called = dict.fromkeys(
            function_name(one.function)
            for leaf in leaves
            for one in _around(trace, leaf)
        )
        raise FilmError(
            f"expected ONLY to name a function with steps in the film of {trace.call}: "
            f"{_listed(called)}; got {function!r}"
        )
    return found


def _around(trace: Trace, leaf: Leaf) -> tuple[Place, ...]:
    """The Places that a step stands in, and those of what it shows first."""
    own = next((one for act in leaf.step.acts for one in act.operations), None)
    places = known_roles(trace).read(loops).places
    return leaf.place.chain() if own is None else places[own.step].chain()


def _is_called(function: str, wanted: str) -> bool:
    plain = function.replace(".<locals>", "")
    return plain == wanted or plain.endswith(f".{wanted}")


def only_pass(
    trace: Trace, steps: Sequence[FilmStep], wanted: str
) -> tuple[FilmStep, ...]:
    """Those of one pass: of the outermost loops, or where a variable was so."""
    top = outline(trace, steps)
    variable, _, value = wanted.partition("=")
    if value:
        found = tuple(
            leaf.step
            for leaf in top.leaves()
            if any(
                one.loop is not None
                and one.loop.variable == variable
                and one.value.strip("'\"") == value.strip("'\"")
                for one in leaf.place.chain()
            )
        )
    else:
        found = tuple(
            leaf.step
            for rounds in _outermost(top)
            for leaf in _pass(rounds, int(wanted))
        )
    if not found:
        loops = [
            f"{one.loop.source.text if one.loop.source else one.loop.expression} "
            f"({len(one.loop.passes)} passes)"
            for one in _outermost(top)
        ]
        raise FilmError(
            f"expected ITERATION to be a pass of a loop of {trace.call}: "
            f"{_listed(loops) or 'it has none'}; got {wanted}"
        )
    return found


def _outermost(top: Chapter) -> list[Rounds]:
    found: list[Rounds] = []
    waiting: list[Chapter | Leaf | Rounds] = list(reversed(top.nodes))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Rounds):
            found.append(node)
        elif isinstance(node, Chapter):
            waiting += reversed(node.nodes)
    return found


def _pass(rounds: Rounds, number: int) -> Iterable[Leaf]:
    """The leaves of a pass by its number in the loop, from 1 or from -1 back."""
    for one in rounds.passes:
        if one.place.index in (number - 1, len(rounds.loop.passes) + number):
            yield from one.leaves()


def to_depth(
    trace: Trace, steps: Sequence[FilmStep], depth: int
) -> tuple[FilmStep, ...]:
    """Steps of calls that are deeper become one for each such call."""
    found: list[FilmStep] = []
    waiting: list[tuple[Chapter | Leaf | Rounds, int]] = [(outline(trace, steps), -1)]
    while waiting:
        node, deep = waiting.pop()
        if isinstance(node, Leaf):
            found.append(node.step)
        elif isinstance(node, Rounds):
            waiting += [(one, deep) for one in reversed(node.passes)]
        else:
            deep += node.place.is_call
            if deep > depth:
                found += _as_one(trace, node)
            else:
                waiting += [(one, deep) for one in reversed(node.nodes)]
    return tuple(found)


def _as_one(trace: Trace, chapter: Chapter) -> Iterable[FilmStep]:
    """A call as one step: what it returned."""
    leaves = tuple(chapter.leaves())
    # What comes in before its first step is not part of it.
    yield from (leaf.step for leaf in leaves if not _computes(leaf))
    own = [leaf for leaf in leaves if _computes(leaf)]
    first, above = trace.steps[chapter.place.first], chapter.place.above
    assert first.parent is not None and above is not None  # it is called
    caller, call = trace.steps[first.parent], first.call
    operations = tuple(
        operation
        for leaf in own
        for act in leaf.step.acts
        for operation in act.operations
    )
    last = own[-1].step.acts[-1]
    is_all = not caller.operations
    returned = [
        Passed(value.name or last.result_name, value, caller.span, call)
        for value in (caller.assigned if is_all else ())
    ] or [Passed(last.result_name, last.result, caller.span, call)]
    expression = code(chapter.place.expression)
    act = passage(
        returned[:8],
        operations=operations,
        title=said("{call} in one step", "{call}：一步带过", call=expression),
    )
    yield FilmStep(
        own[-1].step.slug,
        act.step_name,
        caller.function,
        caller.span,
        (act,),
        within(above),
    )


def _computes(leaf: Leaf) -> bool:
    """Not so a step in which something comes in, which has no other acts."""
    return bool(leaf.step.acts[0].operations)


def only_steps(
    told: Sequence[FilmStep], steps: Sequence[FilmStep], wanted: Sequence[str]
) -> tuple[FilmStep, ...]:
    """Those of some slugs, as they are now or as they are in the whole film."""
    places: dict[str, int] = {}
    for index, step in enumerate(told):
        places.setdefault(step.slug, index)
    by_act = {id(step.acts[0]): step.slug for step in steps}
    for index, step in enumerate(told):
        places.setdefault(by_act.get(id(step.acts[0]), ""), index)
    found: set[int] = set()
    for one in wanted:
        first, _, last = one.partition("..")
        start, end = _place(places, first), _place(places, last or first)
        if end < start:
            raise FilmError(
                f"expected STEPS from an earlier step to a later one, got {one}: "
                f"{last} comes before {first}"
            )
        found.update(range(start, end + 1))
    return tuple(told[index] for index in sorted(found))


def _place(places: dict[str, int], slug: str) -> int:
    if slug not in places:
        raise FilmError(
            f"expected STEPS to name steps of the film: {_listed(places)}; got {slug!r}"
        )
    return places[slug]


def _listed(names: Iterable[str]) -> str:
    names = [one for one in names if one]
    more = ["..."] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])
