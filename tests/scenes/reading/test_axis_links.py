"""Which axes of an operation's values count the same things."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.axis_links import links
from scenes.reading.value_roles import roles_of

X = np.arange(1.0, 7.0).reshape(2, 3)


def links_of(call):
    """Of the last operation: (axis of its first operand, axis of the result)."""
    operation = roles_of(record(lambda x: call(x), X.copy())).operations[-1]
    return {(one.one[1], one.other[1]) for one in links(operation)}


@pytest.mark.parametrize(
    "name",
    [
        *("sum", "prod", "mean", "average", "median", "std", "var", "max", "amax"),
        *("min", "amin", "argmax", "argmin", "any", "all", "linalg.norm", "ptp"),
        *("count_nonzero", "nansum", "nanmean"),
    ],
)
def test_what_is_made_of_each_column_counts_the_columns(name):
    def of_columns(x):
        function = np.linalg.norm if name == "linalg.norm" else getattr(np, name)
        return function(x, axis=0)

    assert links_of(of_columns) == {(1, 0)}


@pytest.mark.parametrize(
    "name", ["sort", "argsort", "cumsum", "cumprod", "flip", "roll", "triu", "tril"]
)
def test_what_leaves_each_cell_a_place_counts_the_same(name):
    def of_cells(x):
        further = {"roll": (1, 0), "triu": (), "tril": ()}.get(name, (0,))
        return getattr(np, name)(x, *further)

    assert links_of(of_cells) == {(0, 0), (1, 1)}
