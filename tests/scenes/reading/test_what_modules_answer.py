"""What each module of the readings answers, when all of them are asked: in odd little
programs, in networks of every kind, and in what only looks like one.

    pytest tests/scenes/reading/test_what_modules_answer.py --regenerate-golden

writes the letters anew; what `python -m tests.scenes.reading.test_what_modules_answer
GROUP MODULE` tells, before and after a change, says what they stand for.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace
from scenes.reading.backward_pass import backward_pass
from scenes.reading.batches import summed_over_rows
from scenes.reading.gradient_parts import gradient_parts
from scenes.reading.head_values import head_axes, one_heads
from scenes.reading.in_place_update import in_place_update
from scenes.reading.leading_rows import leading_rows, winners
from scenes.reading.matrix_times_column import matrix_times_column, turned_over
from scenes.reading.outer_product import outer_product
from scenes.reading.paired_cells import combined
from scenes.reading.plain_updates import updates_of_numbers
from scenes.reading.reductions import reduction
from scenes.reading.rival_answers import mistake
from scenes.reading.row_dots import row_dots
from scenes.reading.unchanged import changes_nothing
from scenes.reading.value_roles import roles_of
from scenes.reading.written_cells import write
from tests.conftest import GOLDEN_FLAG
from tests.odd_programs import programs, traced
from tests.scenes.answers import Answers
from tests.scenes.reading import test_what_is_found as found
from tests.scenes.reading import test_what_is_found_besides as found_besides
from tests.scenes.reading.test_what_is_found_in_odd_ones import (
    MOST,
    TEXTS,
    at_each,
    of_loops,
    of_names,
)

pytestmark = pytest.mark.broad

ANSWERS = Path(__file__).parent / "answers"
# It is asked some hundred times for each operation, and has tests of its own.
BUT = ("makers",)
READINGS = (
    *found.READINGS,
    *found_besides.READINGS,
    backward_pass,
    gradient_parts,
    head_axes,
    leading_rows,
    mistake,
    one_heads,
    summed_over_rows,
    updates_of_numbers,
    winners,
    found_besides.training_rounds,
    found_besides.whereabouts,
)
SEVERAL = 4  # operations that an act may be found at the first of


def groups() -> dict[str, Callable[[Path], Iterator[Trace]]]:
    """Name -> function of a folder that gives the traces of the group."""
    networks = {
        **found_besides.traces(),
        **{
            name: partial(record, call, *given)
            for name, (call, given) in found.spellings().items()
        },
    }
    kinds = {}
    for name, trace in networks.items():
        kinds.setdefault(name.split("_")[0], []).append(trace)
    many = {name: traces for name, traces in kinds.items() if len(traces) > 1}
    few = [one for name, traces in kinds.items() if name not in many for one in traces]
    return {
        **{text.stem: partial(_programs, text) for text in TEXTS},
        **{f"of_{name}": partial(_networks, traces) for name, traces in many.items()},
        "of_others": partial(_networks, few),
    }


def _programs(text: Path, folder: Path) -> Iterator[Trace]:
    for program in programs(text.read_text(encoding="utf-8")):
        yield traced(program, folder / "odd.py")


def _networks(traces: list[Callable[[], Trace]], _: Path) -> Iterator[Trace]:
    for trace in traces:
        yield trace()


def of_acts(trace: Trace) -> None:
    """Ask what acts ask of the first operations."""
    roles = roles_of(trace)
    for place, one in enumerate(roles.operations[:MOST]):
        following = roles.operations[place : place + SEVERAL]
        for several in in_place_update, outer_product, turned_over:
            several(following)
        row_dots(following, roles)
        changes_nothing([one], roles)
        if one.results:
            matrix_times_column(one)
            combined(one, roles)
            reduction(one)
            write(one, roles.makers)


def answers(traces: Iterator[Trace]) -> Answers:
    """What is answered when all is read in these."""
    heard = Answers("scenes.reading", but=BUT)
    for trace in traces:
        with np.errstate(all="ignore"), heard.heard():
            found.found_in(trace, READINGS)
            for more in (at_each, of_loops, of_names):
                list(more(trace))
            of_acts(trace)
    return heard


@pytest.mark.parametrize("group", groups())
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_modules_answer(group, tmp_path, request):
    letters = answers(groups()[group](tmp_path)).letters()
    told = "".join(f"{module} {one}\n" for module, one in letters.items())
    path = ANSWERS / f"{group}.txt"
    if request.config.getoption(GOLDEN_FLAG):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def test_no_answers_are_kept_to_what_is_not_asked():
    assert {path.stem for path in ANSWERS.glob("*.txt")} == set(groups())


if __name__ == "__main__":
    group, module = sys.argv[1:]
    with TemporaryDirectory() as folder:
        print(*answers(groups()[group](Path(folder))).told(module), sep="\n")
