"""How many values a learning step has changed, and by how little."""

import pytest

from scenes.acts.changed_values import all_small, in_all
from tests.scenes.acts.given import changes, in_both


@pytest.mark.parametrize(
    "pairs, small, english, chinese",
    [
        (
            [([1, 2, 3], [1, 2, 3.001])],
            True,
            "1 of 3 weights and biases changed, each very little.",
            "3 个权重和偏置中有 1 个改变了，每个都只变了一点点。",
        ),
        (
            [([1, 2, 3], [1, 4, 3.001])],
            False,
            "2 of 3 weights and biases changed.",
            "3 个权重和偏置中有 2 个改变了。",
        ),
        (
            [([1.0] * 2000, [1.001] * 2000), ([1.0], [9.0])],
            False,
            "2,001 of 2,001 weights and biases changed.",
            "2,001 个权重和偏置中有 2,001 个改变了。",
        ),
    ],
)
def test_how_many_have_changed(pairs, small, english, chinese):
    assert all_small(changes(*pairs)) is small
    assert in_both(in_all, changes(*pairs)) == [english, chinese]
