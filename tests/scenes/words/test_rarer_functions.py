"""What is said of NumPy's rarer functions: no sentence could stand under another."""

import re
from pathlib import Path

import pytest

from scenes.words.deeds import deed
from scenes.words.naming import language
from scenes.words.operations import doing
from scenes.words.rarer_functions import RARER
from tests.rarer_functions import ELSE, LINES

KEPT = Path(__file__).parent / "rarer_functions.txt"
OTHER_VERSIONS = {"trapz"}  # what NumPy has no more, or not yet


def is_of_any(operation):
    """Whether its sentence is one that any function could have: "f of x"."""
    return bool(re.match(rf"{re.escape(operation.function)} of ", deed(operation)))


@pytest.mark.parametrize("text", LINES)
def test_each_has_a_title_and_a_sentence_of_its_own(text, operation_of):
    operation = operation_of(text)
    assert not is_of_any(operation)
    assert deed(operation)[-1] == "." and "{" not in deed(operation)
    title = doing(operation)
    with language("zh"):
        assert deed(operation).endswith("。") and "{" not in deed(operation)
        if not operation.kind.startswith("ufunc."):
            assert title != doing(operation)
            assert title.lower() != operation.function


def test_none_is_without_a_line(operation_of):
    asked = {operation_of(text).function for text in LINES}
    assert RARER.keys() - asked == OTHER_VERSIONS


@pytest.mark.parametrize("text", ELSE)
def test_nothing_is_said_that_a_call_does_not_do(text, operation_of):
    assert is_of_any(operation_of(text))


def test_both_languages_say_it(as_kept):
    as_kept(LINES, KEPT)
