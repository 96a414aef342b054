"""Which operation made a value: by what it is, a number by what it says."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.makers import Makers


def converted(x):
    total = float(x.sum())
    return x * total


def kept_in_a_list(x):
    totals = []
    totals.append(x.sum().item())
    return x * totals[-1]


def assigned(x):
    total = x.sum()
    return x * total


def traced(call, *given):
    trace = record(call, *given)
    operations = [one for _, one in trace.operations()]
    return operations, Makers(operations)


@pytest.mark.parametrize(
    "call, function",
    [(converted, "float"), (kept_in_a_list, "item"), (assigned, "sum")],
)
def test_a_number_comes_from_what_gave_it_last(call, function):
    operations, makers = traced(call, np.array([1.5, 2.0, -1.25]))
    (product,) = (one for one in operations if one.function == "multiply")
    x, total = product.operands
    assert makers.maker(total).function == function and makers.maker(x) is None
    assert makers.of(total, function, "mean") is makers.maker(total)
    assert makers.of(total, "mean") is None


def compared(x):
    is_more = bool(x[0] > x[1])
    return x * is_more


def test_one_that_python_has_made_anew_is_known_by_what_it_says():
    trace = record(compared, np.array([1.5, 1.0]))
    makers = Makers(one for _, one in trace.operations())
    (value,) = trace.steps[0].assigned
    assert value.name == "is_more" and makers.maker(value).function == "greater"


def counted(x):
    count = (x > 0).sum()
    rest = x - 2
    return rest / count


def counted_below(x):
    share = x.mean()
    less = x * -0.5
    return less + share


@pytest.mark.parametrize(
    "call, given, number",
    [(counted, (1.0, -1.0, 3.0), 2), (counted_below, (-1.0, -1.0, 0.5), -0.5)],
)
def test_a_number_that_stands_in_the_code_is_made_by_nothing(call, given, number):
    """Though something has come to the same before."""
    operations, makers = traced(call, np.array(given))
    first, *_, (_, literal), (_, computed) = (one.operands for one in operations)
    assert (literal.array, computed.array) == (number, number)
    assert makers.maker(literal) is None
    assert makers.maker(computed).function in ("sum", "mean")


def along_a_way(x, y):
    a = x * 2.0
    b = a + a
    c = np.exp(b - a)
    return c * c, y + 1.0


def test_what_a_value_is_made_of():
    """However many steps lie between them, and by more than one way."""
    operations, makers = traced(along_a_way, np.array([1.5, 2.0]), np.array([3.0, 4.0]))
    x, a = operations[0].operands[0], operations[0].result
    y = operations[-1].operands[0]
    last, other = operations[-2].result, operations[-1].result
    assert makers.is_made_of(last, x) and makers.is_made_of(last, a)
    assert makers.is_made_of(x, x) and makers.is_made_of(other, y)
    assert not makers.is_made_of(last, y) and not makers.is_made_of(other, x)
    assert not makers.is_made_of(x, last)


def again(x):
    one = x.sum()
    y = x * one
    return y * x.sum()


def test_what_was_there_before_an_operation():
    operations, makers = traced(again, np.array([1.5, 2.0]))
    first, product, second, last = operations
    _, one = product.operands
    assert makers.before(one, first.number) is None
    assert not makers.is_there(one, first.number)
    assert makers.before(one, product.number) is first
    assert makers.is_there(one, product.number)
    x = first.operands[0]
    assert makers.before(x, last.number) is None
    assert makers.is_there(x, first.number)
