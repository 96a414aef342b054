"""What an operation does with the cells at the same place of its operands."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.paired_cells import combined
from scenes.reading.value_roles import roles_of

RNG = np.random.default_rng(4)


@pytest.mark.parametrize(
    "call, function, names",
    [
        (lambda p: RNG.random(p.shape) < p, "less", ["", "p"]),
        (lambda p: RNG.random(p.shape) >= p, "greater_equal", ["", "p"]),
        (lambda p: p > RNG.random(p.shape), "greater", ["p", ""]),
        (lambda p: np.less(RNG.random(p.shape), p), "less", ["", "p"]),
        (lambda p: 0.5 <= p, "less_equal", ["", "p"]),
    ],
)
def test_a_comparison_is_told_as_it_is_written(call, function, names):
    """Python asks the right one first, where only that is traced."""
    trace = record(call, np.array([0.2, 0.9, 0.4]))
    (operation,) = (
        one
        for step in trace.steps
        for one in step.operations
        if one.result is not None and one.result.dtype.kind == "b"
    )
    found = combined(operation, roles_of(trace))
    assert found.function == function
    assert [one.name for one in found.operands] == names


X = np.array([1.0, -2.0, 3.0])
Z = X * 1j


def found_in(call, *given):
    roles = roles_of(record(call, *(np.copy(one) for one in given)))
    return combined(roles.operations[-1], roles)


@pytest.mark.parametrize(
    "call, given, function, spread",
    [
        (lambda x, y: x + y, (X, X), "add", "same"),
        (lambda x, y: x + y, (X[:2], X[:2]), "add", "same"),
        (lambda x, y: x + y, (X[:, None], X), "add", "other"),
        (lambda x, y: x * y, (np.eye(3), X), "multiply", "row"),
        (lambda x, y: x * y, (np.eye(3), X[:, None]), "multiply", "column"),
        (lambda x, y: x * 2.0, (X, X), "multiply", "number"),
        (lambda x, y: np.where(x > 0, x, y), (X, X), "where", "same"),
        (lambda x, y: np.where(x > 0, x, y), (X[:2], X[:2]), "where", "same"),
        (lambda x, y: np.where(x > 0, 1.0, y), (X, X), "where", "same"),
        (lambda x, y: x + y, (X[:1], X[:1]), None, None),
        (lambda x, y: x + y, (X, Z), None, None),
        (lambda x, y: y * x, (X, Z), None, None),
        (lambda x, y: np.where(x > 0, x, y), (X[:1], X[:1]), None, None),
        (lambda x, y: np.where(x > 0, x, y), (X, Z), None, None),
        (lambda x, y: np.where(x, x, y), (X, X), None, None),  # no mask
        (lambda x, y: np.where(x[:1] > 0, x, y), (X, X), None, None),
        (lambda x, y: np.where(x > 0)[0], (X, X), None, None),
        (lambda x, y: np.add(x, y, where=x > 0, out=None), (X, X), None, None),
    ],
)
def test_which_cells_are_combined(call, given, function, spread):
    found = found_in(call, *given)
    assert (found and (found.function, found.spread)) == (
        function and (function, spread)
    )


def beside_itself(w, x):
    return x + np.tanh(w @ x)


def the_other_way_round(w, x):
    return np.tanh(w @ x) + x


def in_place(w, x):
    x += np.tanh(w @ x)
    return x


def without_a_product(w, x):
    return x + np.tanh(x)


def of_another(w, x):
    return x + np.tanh(w @ (w @ np.ones(3)))


def through_two(w, x):
    return x + w.T @ np.maximum(w @ x, 0)


def beside_what_was_there_long(w, x):
    """What was made before x is not looked through for where it goes."""
    share = x
    for _ in range(450):
        share = -share
    x = x * 2.0
    return x + (w @ x) * share


def doubled_again_and_again(w, x):
    added = w @ np.ones(3)
    for _ in range(30):
        added = added + added
    return x + added


def added_in_rounds(w, x):
    """A bias is added to what came of it a round before."""
    for _ in range(2):
        x = x + np.tanh(w @ x)
    return x


def less(w, x):
    return x - w @ x


def of_one_number(w, x):
    total = x.sum()
    return total + w @ (x * total)


def by_its_length(w, x):
    """A number for all of x, which a product gives, is no layer."""
    length = np.sqrt(x @ x)
    return x + x / length


@pytest.mark.parametrize("between, kept", [(399, True), (400, False)])
def test_how_far_back_is_looked_for_what_is_kept(between, kept):
    def through_many(w, x):
        added = w @ x
        for _ in range(between):
            added = -added
        return x + added

    assert found_in(through_many, np.eye(3) + 0.5, X).is_residual is kept


@pytest.mark.parametrize(
    "call, kept",
    [
        (beside_itself, 0),
        (by_its_length, None),
        (the_other_way_round, 1),
        (in_place, None),
        (without_a_product, None),
        (of_another, None),
        (through_two, 0),
        (beside_what_was_there_long, 0),
        (doubled_again_and_again, None),
        (added_in_rounds, 0),
        (less, None),
        (of_one_number, None),
    ],
)
def test_what_goes_round_a_layer(call, kept):
    found = found_in(call, np.eye(3) + 0.5, X)
    assert found.is_residual == (kept is not None)
    assert found.kept == (kept or 0)
