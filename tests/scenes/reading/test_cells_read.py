"""What an operation reads, found out by changing its operands."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.shape_lines import shapes_of
from scenes.film.film import Film
from scenes.publish.cells import cells_of
from scenes.publish.rules import cells_of_rule, rule_of
from scenes.reading.cells_read import cells_read
from scenes.reading.plain_calls import as_computed

A = np.array([[1.0, -2.0, 3.0], [4.0, 5.5, -6.0], [0.5, 7.0, -8.0]])
B = np.array([[2.0, 9.0, -4.0], [1.5, -3.0, 6.0], [2.5, 1.0, 0.25]])
CALLS = {
    "add": lambda a, b: np.add(a, b),
    "a row to all": lambda a, b: np.add(a, b[0]),
    "matmul": lambda a, b: np.matmul(a, b),
    "matmul of a column": lambda a, b: np.matmul(a, b[:, 0]),
    "matmul of other axes": lambda a, b: np.matmul(a, b, axes=[(1, 0), (0, 1), (0, 1)]),
    "where": lambda a, b: np.where(a > 0, a, b),
    "sum of rows": lambda a, b: np.sum(a, axis=1),
    "largest of columns": lambda a, b: a.max(axis=0),
    "cumsum": lambda a, b: np.cumsum(a, axis=0),
    "sort": lambda a, b: np.sort(a, axis=1),
    "roll": lambda a, b: np.roll(a, 1, axis=1),
    "vecdot": lambda a, b: np.vecdot(a, b),
    "einsum": lambda a, b: np.einsum("ij,kj->ik", a, b),
    "out": lambda a, b: np.subtract(a, b, out=np.zeros((3, 3))),
    "out of a product": lambda a, b: np.matmul(a, b, out=np.ones((3, 3))),
    "out of a sum": lambda a, b: np.sum(a, axis=1, out=np.ones(3)),
}


@pytest.fixture(params=CALLS)
def call(request):
    return CALLS[request.param]


def cells_that_matter(call, place, cell):
    """Flat indices of an argument's cells that change a cell of the result."""
    plain = np.ravel(call(A, B))[cell]
    changed = []
    for index in range(A.size):
        arguments = [A.copy(), B.copy()]
        arguments[place].flat[index] += 100.0
        if np.ravel(call(*arguments))[cell] != plain:
            changed.append(index)
    return changed


def test_what_changes_a_cell_was_read(call):
    trace = record(call, A.copy(), B.copy())
    operation = [as_computed(one) for _, one in trace.operations()][-1]
    names = {value.identity: place for place, value in enumerate(trace.inputs)}
    compared = 0
    for cell in range(operation.result.array.size):
        read = cells_read(operation, cell)
        for value, cells in zip(operation.operands, read, strict=True):
            place = names.get(value.identity)
            if place is not None and cells is not None:
                missed = set(cells_that_matter(call, place, cell)) - set(
                    np.asarray(cells).tolist()
                )
                assert missed == set()
                compared += 1
    assert compared or None in read


def into(a, b, c):
    np.add(a, b, out=c)
    return c


def into_itself(a, b, c):
    np.add(a, b, out=a)
    return a


def with_a_mask(a, b, c):
    np.add(a, b, out=c, where=a > 0)
    return c


def whole_and_rest(a, b, c):
    np.divmod(a, b, out=(c, None))
    return c


@pytest.mark.parametrize(
    "call, operands, in_place",
    [
        (into, 2, False),
        (into_itself, 2, True),
        (with_a_mask, 4, True),
        (whole_and_rest, 2, False),
    ],
)
def test_what_only_takes_the_result_is_no_operand(call, operands, in_place):
    trace = record(call, A.copy(), B.copy(), np.zeros((3, 3)))
    operation = as_computed([one for _, one in trace.operations()][-1])
    assert len(operation.operands) == operands
    assert operation.in_place == in_place


VIEWS = {
    "a row": lambda a: a[1],
    "every second, backwards": lambda a: a[::-2, 1:],
    "turned": lambda a: a.T,
    "diagonal": lambda a: a[0].diagonal(),
    "one number to many": lambda a: np.broadcast_to(a[0, 0, :1], (3, 4)),
    # Both ends are where equal steps would lead, what is between is not.
    "as it lies in memory": lambda a: a.transpose(1, 0, 2).ravel(order="K"),
    "bytes": lambda a: a.view(np.uint8),
    "product": lambda a: a[0] @ a[1].T,
    "sums": lambda a: a.sum(axis=1),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_rule_gives_the_cells_that_were_read(name):
    array = np.arange(40.0).reshape(5, 4, 2)
    compared = 0
    for _, operation in record(VIEWS[name], array).operations():
        for k in range(len(operation.operands)):
            rule, shape = rule_of(operation, k), operation.result.shape
            for cell in range(operation.result.array.size):
                read = cells_read(operation, cell)[k]
                given = rule and (
                    rule["table"][cell]
                    if isinstance(rule, dict)
                    else cells_of_rule(rule, shape, cell)
                )
                assert (given is None) == (read is None)
                if read is not None:
                    np.testing.assert_array_equal(given, read)
                    compared += 1
    assert compared >= 3


def columns(*arrays):
    return [np.array(array, float).reshape(-1, 1) for array in arrays]


def product_into(weights, x, out):
    np.matmul(weights, x, out=out)
    return out


def turned_into(weights, x, out):
    np.matmul(weights.T, x, out=out)
    return out


def product_of_axes(weights, x):
    return np.matmul(weights, x, axes=[(1, 0), (0, 1), (0, 1)])


def not_turned(weights, x):
    return np.transpose(weights, (0, 1)) @ x


def other_turned(row, column, other):
    return row.T, column @ other


def with_mask(weights, change, mask):
    np.subtract(weights, change, out=weights, where=mask)
    return weights


def taken_from(change, weights):
    np.subtract(change, weights, out=weights)
    return weights


def in_tenths(weights, change):
    weights -= change / 10
    return weights


THREE = columns([1, 2, 3], [0.5, 1, 9])
MASK = np.array([[True], [False], [True]])


@pytest.mark.parametrize(
    "call, arguments, kinds",
    [
        (into, [*THREE, np.zeros((3, 1))], ["combine"]),
        (product_into, [B, THREE[0], np.zeros((3, 1))], ["rows"]),
        (turned_into, [B, THREE[0], np.zeros((3, 1))], ["turned"]),
        (product_of_axes, [B, THREE[0]], ["generic"]),
        (not_turned, [B, THREE[0]], ["rows"]),
        (
            other_turned,
            [THREE[0].T.copy(), THREE[0], THREE[1].T.copy()],
            ["rearrange", "table"],
        ),
        (with_mask, [*THREE, MASK], ["generic"]),
        (taken_from, THREE, ["cells_combine"]),
        (in_tenths, THREE, ["update_bars"]),
    ],
)
def test_an_operation_is_shown_as_what_it_is(call, arguments, kinds):
    film = Film(record(call, *(one.copy() for one in arguments)))
    acts = [shot.player.act for shot in film.shots if shot.player.act.kind != "arrive"]
    assert [act.kind for act in acts] == kinds


def test_one_cell_without_axes_is_read_everywhere():
    trace = record(lambda s: np.broadcast_to(s, (2, 2)), np.array(2.5))
    ((_, operation),) = trace.operations()
    for cell in range(4):
        (read,) = cells_read(operation, cell)
        assert read.tolist() == [0]
    film = Film(trace)
    assert cells_of(film)["arrays"]
    comes, stands = (step.caption for step in film.steps)
    assert comes == "What goes in: s: a number."
    assert stands.endswith("a number becomes 2 × 2. s is now result[1, 1].")


def test_a_page_names_only_what_was_read():
    film = Film(record(into, *(one.copy() for one in THREE), np.zeros((3, 1))))
    (described,) = (
        one for one in cells_of(film, rate=10)["operations"] if one["operands"]
    )
    assert [one["name"] for one in described["operands"]] == ["a", "b"]


def test_what_is_taken_from_is_named_as_in_the_code():
    trace = record(taken_from, *(one.copy() for one in THREE))
    (operation,) = (one for _, one in trace.operations())
    assert shapes_of(operation) == "(3, 1)  =  (3, 1) - (3, 1)"


def test_what_is_no_learn_rate_is_not_called_one():
    film = Film(record(in_tenths, *(one.copy() for one in THREE)))
    act = film.shots[-1].player.act
    assert act.rate.array == 0.1 and "learning rate" not in act.caption


@pytest.mark.parametrize(
    "function, cells",
    [
        (lambda a, b: np.cumsum(a[0, 0]), [[0]]),
        (lambda a, b: np.cumsum(a[0, 0], axis=0), [None]),
        (lambda a, b: np.cumsum(a), [[0, 1]]),
        (lambda a, b: np.cumsum(a, axis=-1), [[0, 1]]),
        (lambda a, b: np.cumsum(a, axis=0, out=np.zeros((3, 3))), [[1], None]),
        (lambda a, b: np.split(a, 3), [None]),  # one of several that come out
        (lambda a, b: a[0, 1], [[1]]),
        (lambda a, b: a[int(b[0, 0]) :, 0], [[6]]),
        (lambda a, b: np.sum(a, axis=0), [[1, 4, 7]]),
        (lambda a, b: np.sum(a, axis=1, where=[True, False, True]), [[3, 5]]),
        (lambda a, b: np.sum(a, axis=1, where=range(3)), [[3, 4, 5]]),
        (lambda a, b: np.sum(a, axis=0, where=b > 2), [[1], [1, 4, 7]]),
        (lambda a, b: np.sum(a, where=[True, False, False]), [[0, 3, 6]]),
        (lambda a, b: np.sum(a), [None]),
    ],
)
def test_which_cells_the_second_one_is_made_of(function, cells):
    operation = [one for _, one in record(function, A.copy(), B.copy()).operations()][
        -1
    ]
    cell = min(1, operation.result.array.size - 1)
    read = cells_read(operation, cell)
    assert [one if one is None else np.asarray(one).tolist() for one in read] == cells
