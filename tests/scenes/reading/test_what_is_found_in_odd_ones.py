"""What is found in odd little programs, all that a reading says of it.

    pytest tests/scenes/reading/test_what_is_found_in_odd_ones.py --regenerate-golden

writes the findings anew; read what git says has changed before it is committed. The
programs are those of `odd` beside this file, and those whose films are kept as text.
"""

import re
from pathlib import Path
from textwrap import indent

import numpy as np
import pytest

from scenes.reading.answered_examples import answered_examples
from scenes.reading.axis_indices import along_an_axis, indexed
from scenes.reading.axis_links import links
from scenes.reading.axis_names import axis_names
from scenes.reading.drawn_choice import drawn_choice
from scenes.reading.laid_anew import keeps_cells, repeats_cells, wanted_by
from scenes.reading.lookups import lookup
from scenes.reading.loop_courses import carried, is_cut, same_statements, states
from scenes.reading.loop_figures import figures
from scenes.reading.loop_flow import flow
from scenes.reading.loops import loops
from scenes.reading.value_roles import roles_of
from tests.conftest import GOLDEN_FLAG
from tests.odd_programs import programs, traced
from tests.scenes.reading.test_what_is_found import described, found_in

pytestmark = pytest.mark.broad

HERE = Path(__file__).parent / "odd"
FILMS = Path(__file__).parents[1] / "film" / "odd"
TEXTS = sorted(
    path
    for path in (*HERE.glob("*.programs"), *FILMS.glob("*.programs"))
    if path.stem != "short_ones"  # as the others, only that their films are shorter
)
MOST = 30  # operations of a program of which each is told
# What is empty, and the same curves in other order.
_BESIDES = re.compile(r"\w+\n    \w*(\{\}|\((\w+=\{\}(, )?)+\))\n|, by_result=.*")


def at_each(trace):
    """What is said of single operations, where it is anything."""
    operations = roles_of(trace).operations
    wanted = wanted_by(operations)
    for place, one in enumerate(operations[:MOST]):
        said = {
            "draws": drawn_choice(operations[place:]),
            "keeps": keeps_cells(one),
            "repeats": repeats_cells(one),
            "wanted by": wanted.get(one.number, ""),
            "looks up": _looked_up(one),
            "index": _indexed(one),
            "links": " ".join(map(_link, links(one))),
        }
        if one.results:
            said["along"] = along_an_axis(one, len(one.result.shape))
        told = [
            f"{name}: {described(what) if name == 'draws' else what}"
            for name, what in said.items()
            if what or what == 0 and what is not False
        ]
        if told:
            yield f"{described(one)} {', '.join(told)}"


def _looked_up(operation):
    found = lookup(operation)
    if found is None:
        return ""
    units = "; ".join(" ".join(map(str, unit)) for unit in found.units())
    also = "each" * found.is_each + "mask" * found.is_mask
    return f"{found.kind} {found.places} by {found.index and found.index.name} " + (
        f"{found.cells.ravel().tolist()} as {units} {also}"
    )


def _spot(value, axis):
    return f"{value and (value.name or value.expression or 'result')}/{axis}"


def _link(link):
    sign = ">" if link.is_part else "="
    return f"{_spot(*link.one)}{sign}{_spot(*link.other)}"


def _indexed(operation):
    if operation.function not in ("getitem", "setitem"):
        return ""
    found = indexed(operation)
    if found is None:
        return "not told"
    axes = " ".join(f"{_spot(*one[:2])}{'>' * one[2]}" for one in found.axes)
    rows = [
        " ".join(f"{at}:{_spot(*row)}" for at, *row in some)
        for some in (found.picked, found.beside)
    ]
    return f"[{axes} | {' | '.join(rows)}]"


def of_loops(trace):
    """What is said of each loop, and what goes through it."""
    roles = roles_of(trace)
    for loop in roles.read(loops).loops:
        courses = carried(loop, roles)
        yield (
            f"loop {loop.variable} {loop.values} {len(loop.passes)} "
            f"{'cut ' * is_cut(loop)}{'alike' * same_statements(loop)}"
        )
        own = states(loop, courses)
        come_and_gone = flow(loop, own) if own else ()
        for name, some in (("carries", courses), ("state", own), ("", come_and_gone)):
            for one in filter(None, some):
                held = " ".join(f"{_sum(value):.5g}" for value in one.values)
                yield f"    {name} {one.name} {one.is_adjusted} {one.is_shown} {held}"
        found = figures(loop, roles, courses)
        if found:
            numbers = " ".join(f"{one:.5g}" for one in found.numbers)
            yield f"    told by {found.of} {found.name}: {numbers}"


def _sum(value):
    return float(np.nansum(value.array)) if value.dtype.kind in "biuf" else 0


def of_names(trace):
    """The names of axes, and which examples are answered."""
    roles = roles_of(trace)
    names = roles.read(axis_names)
    values = {
        (value.identity, value.name): value
        for one in roles.operations
        for value in (*one.operands, *one.results)
    }
    told = {
        f"{value.name}: "
        + " ".join(getattr(one, "name", one) or "-" for one in names.of(value)): None
        for value in values.values()
        if value.name and any(names.of(value))
    }
    yield from told
    for one in roles.read(answered_examples):
        yield (
            f"answered {one.number}: {one.answered}, wanted {one.wanted}, by "
            f"{described(one.compared)} {len(one.layers)} {one.is_binary}"
        )


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_is_found_in_odd_ones(text, tmp_path, request):
    parts = []
    for program in programs(text.read_text(encoding="utf-8")):
        trace = traced(program, tmp_path / "odd.py")
        found = _BESIDES.sub("", found_in(trace)).strip()
        found = "\n".join([found, *at_each(trace), *of_loops(trace), *of_names(trace)])
        parts.append(f"{program}\n{indent(found.strip(), '    ')}\n")
    found = "\n".join(parts)
    path = HERE / f"{text.stem}.found"
    if request.config.getoption(GOLDEN_FLAG):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")
