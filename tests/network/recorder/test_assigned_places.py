"""What a step has assigned, and from where: places in lists, gaps, stars."""

import cmath
from operator import methodcaller
from types import SimpleNamespace

import numpy as np
import pytest

from network.recorder import record


def last_of_list(x):
    """A list whose last item is assigned by its place from the end."""
    items = [x, x + 1, x + 2]
    items[-1] = x * 3
    items[-2] = x * 2
    return items[1] + items[2]


def test_places_are_counted_from_the_end_too():
    trace = record(last_of_list, np.ones((2, 1)))
    assigned = [step.assigned[0] for step in trace.steps[1:3]]
    assert [value.name for value in assigned] == ["items[-1]", "items[-2]"]
    for value, wanted in zip(assigned, (3, 2), strict=True):
        np.testing.assert_array_equal(value.array, np.full((2, 1), wanted))


@pytest.mark.parametrize("count, told", [(64, 64), (65, 0)])
def test_of_a_long_list_no_item_is_told(count, told):
    def listed(x):
        items = [x + k for k in range(count)]
        return items[-1]

    trace = record(listed, np.ones((2, 1)))
    step = next(one for one in trace.steps if one.targets == ("items",))
    assert len(step.assigned) == told


def test_a_complex_number_of_no_operation_is_a_gap():
    def turned(x):
        turn = cmath.exp(1j)
        return x * turn

    trace = record(turned, np.ones((2, 1)))
    gap, product = [one for _, one in trace.operations()]
    assert (gap.kind, gap.function) == ("gap", "cmath.exp")
    assert gap.result.array == cmath.exp(1j)
    assert product.function == "multiply"


def test_arguments_behind_a_star_have_no_expression():
    def starred(x, y):
        return np.add(*[x], y)

    trace = record(starred, np.ones((2, 1)), np.ones((2, 1)))
    (operation,) = (one for _, one in trace.operations())
    assert [value.expression for value in operation.operands] == ["", ""]


def test_a_method_of_another_name_names_no_operands():
    def called(x, y):
        return named.product(x)

    y = np.ones((1, 2))
    named = SimpleNamespace(product=methodcaller("dot", y))
    trace = record(called, np.ones((2, 1)), y)
    (operation,) = (one for _, one in trace.operations())
    assert operation.function == "dot"
    assert [value.expression for value in operation.operands] == ["", ""]
