"""Which gap of a trace stands for rounds that were not recorded."""

import numpy as np
import pytest

from network.trace import Operation, Span, Value
from scenes.reading.unseen_rounds import UnseenRounds, unseen_rounds

MADE = Value.of(np.ones(3), name="w")


def gap(function="rounds-left-out", kind="gap", **parameters):
    span = Span("a.py", 3, 0, 3, 20)
    return Operation(
        0, 0, function, kind, span, "for n in x", (), parameters, (MADE,), False
    )


@pytest.mark.parametrize("rounds", [1, 38])
def test_what_they_made_and_how_many_they_were(rounds):
    assert unseen_rounds(gap(rounds=rounds)) == UnseenRounds(rounds, (MADE,))


@pytest.mark.parametrize(
    "other",
    [
        gap(),
        gap(rounds=0),
        gap(rounds=True),
        gap(rounds="38"),
        gap("changed-outside", rounds=38),
        gap(kind="function", rounds=38),
    ],
)
def test_other_gaps_are_none(other):
    assert unseen_rounds(other) is None
