"""A statement falls into its own operations and the calls between them."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.pieces import numbers_in, pieces_of, shown_of

X = np.array([[1.0], [2.0]])


def half(x):
    return x / 2


def quarter(x):
    y = half(x)
    return half(y)


def alone(x):
    y = -x * 2
    return y


def between(x):
    y = half(x * 2) + 1
    return y


def one_in_the_other(x):
    y = half(quarter(-x))
    return y


def side_by_side(x):
    y = half(x) - quarter(x * 3)
    return y


def in_a_list(x):
    return [half(one * 2) for one in (x, x)]


def right_after_each_other(x):
    return [half(one) for one in (x, 3.0 * x, x)]


def raised(x):
    x += 1.0


def without_a_return(x):
    return [raised(factor * x) for factor in (1.0, 2.0)]


def through_a_generator(x):
    def rows():
        for row in x:
            yield row * 2

    return sum(rows())


def described(trace, piece):
    """ "call(3)" of a call with so many operations, or its functions."""
    if piece.call:
        assert piece.operations == ()
        name = piece.call[0].function.rsplit(".", 1)[-1]
        return f"{name}({len(list(numbers_in(trace, piece)))})"
    return " ".join(one.function for one in piece.operations)


@pytest.mark.parametrize(
    "call, pieces",
    [
        (alone, ["negative multiply"]),
        (between, ["multiply", "half(1)", "add"]),
        (one_in_the_other, ["negative", "quarter(2)", "half(1)"]),
        (side_by_side, ["half(1)", "multiply", "quarter(2)", "subtract"]),
        (in_a_list, ["multiply", "half(1)", "multiply", "half(1)"]),
        (without_a_return, ["multiply", "raised(1)", "multiply", "raised(1)"]),
        (right_after_each_other, ["multiply", "half(1)", "half(1)", "half(1)"]),
    ],
)
def test_the_pieces_of_a_statement_in_order(call, pieces):
    trace = record(call, X)
    first = trace.children(None)[0]
    found = list(pieces_of(trace, first))
    assert [described(trace, one) for one in found] == pieces
    numbers = [number for one in found for number in numbers_in(trace, one)]
    assert numbers == [one.number for _, one in trace.operations()]


def of_many_kinds(x):
    y = x * 1j
    z = np.array(["a"])
    none = x[:0] * 2
    return y.real + 1, z, none


def into(x, out):
    np.add(x, x, out=out)
    return out


def test_what_can_be_shown_has_real_numbers_in_and_out():
    with np.errstate(all="ignore"):
        trace = record(of_many_kinds, X)
    shown = shown_of(tuple(one for _, one in trace.operations()))
    assert [one.function for one in shown] == ["add"]


def test_what_is_shown_reads_nothing_of_what_takes_the_result():
    trace = record(into, X, np.zeros((2, 1)))
    (operation,) = shown_of(tuple(one for _, one in trace.operations()))
    assert [value.name for value in operation.operands] == ["x", "x"]


def viewed(x):
    same = x.view()
    bits = x.view(np.int64)
    return same, bits


def test_the_same_array_once_more_is_not_shown_and_its_bits_as_numbers_are():
    trace = record(viewed, X)
    shown = shown_of(tuple(one for _, one in trace.operations()))
    assert [one.expression for one in shown] == ["x.view(np.int64)"]
