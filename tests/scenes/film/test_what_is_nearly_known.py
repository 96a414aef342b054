"""What is found and said of networks that are only nearly those that are known.

Of each network some variants are kept, see tests/variants.py: what is found in it and
what its film says in both languages, and in which lines each of its variants differs.

    pytest tests/scenes/film/test_what_is_nearly_known.py --regenerate-golden

writes the texts anew; read what git says has changed before it is committed, as each
line is a claim about code that is not what it seems. Which variants are kept stands in
the texts, by their numbers; into a file that is empty go the first that are told
otherwise, MOST of them.
"""

import difflib
import re
import string
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from tests import dense_networks, told_calls, told_families
from tests.conftest import GOLDEN_FLAG
from tests.scenes.film.test_what_films_say import told_by
from tests.scenes.reading.test_what_is_found import found_in
from tests.variants import how_many, variant

pytestmark = pytest.mark.broad

KEPT = Path(__file__).parent / "nearly"
MOST = 4
_HEAD = re.compile(r"^(\d+)\. ", re.MULTILINE)
_IN_LINES = re.compile(r", (?=\w+=|\d+: |\(\d+, \d+\): )")
_BESIDES = re.compile(r", by_result=.*", re.MULTILINE)  # the same curves in other order
_NO_DIGITS = str.maketrans("", "", string.digits)


def networks():
    """name -> (function, arguments), made anew; names are those of files."""
    found = dict(told_calls.calls())
    found |= {f"dense_{name}": one for name, one in dense_networks.calls().items()}
    for family in told_families.NAMES:
        for call, given in told_families.family(family):
            name = f"{family.removesuffix('_in_words')}_{call.__name__}"
            found.setdefault(name, (call, tuple(given)))
    return found


def lines_of(one):
    """What is found in a variant, and what its film says."""
    trace = record(one.call, *one.given)
    found = _IN_LINES.sub("\n", _BESIDES.sub("", found_in(trace)))
    told = told_by(partial(Film, trace), stage=False, pictures=False)
    return [*found.splitlines(), *told.splitlines()]


def differing(lines, others):
    """Lines that came, after "+", and how many went in their place, after "-"."""
    made = difflib.SequenceMatcher(None, lines, others, autojunk=False)
    for kind, start, end, first, last in made.get_opcodes():
        if kind != "equal":
            yield f"-{end - start}"
            yield from (f"+{line}" for line in others[first:last])


def telling(call, given):
    """Numbers of the first variants in which more than numbers is told otherwise."""
    known, numbers = {_without_digits(lines_of(variant(call, given)))}, []
    for number in range(how_many(call, given)):
        try:
            lines = lines_of(variant(call, given, number))
        except Exception:  # a variant need not run, nor give anything to show
            continue
        if _without_digits(lines) not in known and len(numbers) < MOST:
            known.add(_without_digits(lines))
            numbers.append(number)
    return numbers


def _without_digits(lines):
    return "\n".join(lines).translate(_NO_DIGITS)


@pytest.mark.parametrize("name", sorted(path.stem for path in KEPT.glob("*.txt")))
def test_what_is_nearly_known(name, request):
    call, given = networks()[name]
    path = KEPT / f"{name}.txt"
    kept = path.read_text(encoding="utf-8")
    with np.errstate(all="ignore"):
        numbers = map(int, _HEAD.findall(kept)) if kept else telling(call, given)
        lines = lines_of(variant(call, given))
        texts = ["\n".join(lines)]
        for number in numbers:
            one = variant(call, given, number)
            texts.append("\n".join([one.what, *differing(lines, lines_of(one))]))
            texts[-1] = f"{number}. {texts[-1]}"
    text = "\n\n".join(texts) + "\n"
    if request.config.getoption(GOLDEN_FLAG):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
