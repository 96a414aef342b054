"""What is found in odd little programs, all that a reading says of it.

    pytest tests/scenes/reading/test_what_is_found_in_odd_ones.py --regenerate-golden

writes the findings anew; read what git says has changed before it is committed. The
programs are those of `odd` beside this file, and those whose films are kept as text.
"""

import re
from pathlib import Path
from textwrap import indent

import pytest

from scenes.reading.drawn_choice import drawn_choice
from scenes.reading.laid_anew import keeps_cells, repeats_cells, wanted_by
from scenes.reading.value_roles import roles_of
from tests.conftest import GOLDEN_FLAG
from tests.odd_programs import programs, traced
from tests.scenes.reading.test_what_is_found import described, found_in

HERE = Path(__file__).parent / "odd"
FILMS = Path(__file__).parents[1] / "film" / "odd"
TEXTS = sorted(
    path
    for path in (*HERE.glob("*.programs"), *FILMS.glob("*.programs"))
    if path.stem != "short_ones"  # as the others, only that their films are shorter
)
# What is empty, and the same curves in other order.
_BESIDES = re.compile(r"\w+\n    \w*(\{\}|\((\w+=\{\}(, )?)+\))\n|, by_result=.*")


def at_each(trace):
    """What is said of single operations, where it is anything."""
    operations = roles_of(trace).operations
    wanted = wanted_by(operations)
    for place, one in enumerate(operations):
        draw = None
        if any(other.function == "searchsorted" for other in operations):
            draw = drawn_choice(operations[place:])
        said = {
            "draws": described(draw) if draw else "",
            "keeps": keeps_cells(one),
            "repeats": repeats_cells(one),
            "wanted by": wanted.get(one.number, ""),
        }
        if any(said.values()):
            told = ", ".join(f"{name}: {what}" for name, what in said.items() if what)
            yield f"{described(one)} {told}"


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_is_found_in_odd_ones(text, tmp_path, request):
    parts = []
    for program in programs(text.read_text(encoding="utf-8")):
        trace = traced(program, tmp_path / "odd.py")
        found = _BESIDES.sub("", found_in(trace)).strip()
        found = "\n".join([found, *at_each(trace)]).strip()
        parts.append(f"{program}\n{indent(found, '    ')}\n")
    found = "\n".join(parts)
    path = HERE / f"{text.stem}.found"
    if request.config.getoption(GOLDEN_FLAG):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")
