"""Where each cell comes from, in whatever way it is brought elsewhere."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.cells_moved import LARGEST, alike, blocks_of, groups, moved
from scenes.reading.value_roles import roles_of
from tests.told import numbers

X, Y, CUBE = numbers(4, 6), -numbers(4, 3), numbers(2, 3, 2)

WAYS = {
    "turned": lambda x, y: x.T,
    "laid anew": lambda x, y: x.reshape(3, 8),
    "in one row": lambda x, y: x.ravel(),
    "heads": lambda x, y: x.reshape(4, 2, 3).transpose(1, 0, 2),
    "heads back": lambda x, y: x.reshape(2, 4, 3).swapaxes(0, 1).reshape(4, 6),
    "side by side": lambda x, y: np.concatenate([x, y], axis=1),
    "hstack": lambda x, y: np.hstack((y, x)),
    "below": lambda x, y: np.vstack([y, y]),
    "stacked": lambda x, y: np.stack([y, y], axis=1),
    "an array of arrays": lambda x, y: np.array([y, y]),
    "column_stack": lambda x, y: np.column_stack([x, y]),
    "a new axis": lambda x, y: x[:, None],
    "expand_dims": lambda x, y: np.expand_dims(x, 0),
    "a block": lambda x, y: x[1:3, 2:],
    "backwards": lambda x, y: x[::-1],
    "repeated": lambda x, y: np.repeat(x, 2, axis=0),
    "tiled": lambda x, y: np.tile(x, (2, 1)),
    "broadcast": lambda x, y: np.broadcast_to(x, (2, 4, 6)),
    "rolled": lambda x, y: np.roll(x, 1, axis=1),
    "flipped": lambda x, y: np.flip(x),
    "rot90": lambda x, y: np.rot90(x),
    "with a border": lambda x, y: np.pad(x, 1),
    "of another number": lambda x, y: np.pad(x, ((0, 0), (1, 2)), constant_values=7.0),
    "of the edge": lambda x, y: np.pad(x, 2, mode="edge"),
}


def moved_by(call, *arguments):
    operations = tuple(one for _, one in record(call, *arguments).operations())
    return moved(operations), operations


@pytest.mark.parametrize("name", WAYS)
def test_every_cell_is_one_that_went_in(name):
    found, operations = moved_by(WAYS[name], X.copy(), Y.copy())
    assert found.operations == operations
    ((source, index),) = found.origins
    result = WAYS[name](X, Y)
    assert source.shape == result.shape
    for place in np.ndindex(result.shape):
        if source[place] < 0:
            assert result[place] in (0.0, 7.0)
        else:
            array = found.sources[source[place]].array
            assert array.ravel()[index[place]] == result[place]


@pytest.mark.parametrize(
    "name, new", [("with a border", 24), ("of another number", 12), ("of the edge", 0)]
)
def test_what_is_new_is_known(name, new):
    found, _ = moved_by(WAYS[name], X.copy(), Y.copy())
    assert (found.origins[0][0] < 0).sum() == new


CUTS = {
    "split": lambda x: np.split(x, 3, axis=1),
    "array_split": lambda x: np.array_split(x, 4, axis=1),
    "at places": lambda x: np.split(x, [1], axis=0),
    "hsplit": lambda x: np.hsplit(x, 2),
}


@pytest.mark.parametrize("name", CUTS)
def test_every_part_of_a_cut_is_known(name):
    found, _ = moved_by(CUTS[name], X.copy())
    parts = CUTS[name](X)
    assert len(found.results) == len(parts)
    for part, (source, index) in zip(parts, found.origins):
        assert not source.any()
        np.testing.assert_array_equal(X.ravel()[index], part)


SPREAD = {
    "each among zeros": (lambda x: np.kron(x, [[1.0, 0.0], [0.0, 1.0]]), None),
    "a whole one among zeros": (lambda x: np.kron(np.eye(2), x), None),
    "each by ones": (lambda x: np.kron(x, np.ones((2, 2))), 24),
    "one by zeros": (lambda x: np.kron(x * 0 + 1, np.zeros((2, 2))), 4),
    "by ones, a whole one each": (lambda x: np.kron(np.ones((2, 2)), x), 24),
}


@pytest.mark.parametrize("name", SPREAD)
def test_what_a_kronecker_product_brings(name):
    call, count = SPREAD[name]
    operations = [one for _, one in record(call, X.copy()).operations()]
    found = moved(operations[-1:])
    if count is None:
        assert found is None
    else:
        ((source, index),) = found.origins
        assert not source.any() and len(np.unique(index)) == count
        np.testing.assert_array_equal(
            found.sources[0].array.ravel()[index], call(X.copy())
        )


NONE = {
    "picked by number": lambda x: x[1],
    "picked by numbers": lambda x: x[[2, 0]],
    "picked by a mask": lambda x: x[x > 1],
    "added": lambda x: x + 1,
    "the mean at the edge": lambda x: np.pad(x, 1, mode="mean"),
    "sorted": lambda x: np.sort(x),
    "the lower triangle": lambda x: np.tril(x),
    "summed": lambda x: x.sum(axis=0),
    "what cannot be drawn": lambda x: (x + 1j)[...].T,
    "beside what cannot be drawn": lambda x: np.hstack([x, x.astype(complex)]),
    "beside what cannot be drawn, last": lambda x: np.hstack([x, x[:, :0]]),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_none(name):
    assert moved_by(NONE[name], X.copy())[0] is None


@pytest.mark.parametrize("more, is_found", [(0, True), (1, False)])
def test_of_very_many_cells_it_is_not_asked(more, is_found):
    operations = [
        one
        for _, one in record(
            lambda x: x[:, None], np.zeros(LARGEST // 2 + more, np.int8)
        ).operations()
    ]
    assert (moved(operations) is not None) == is_found


def named_on_the_way(x):
    rows = x.reshape(4, 2, 3)
    return rows.transpose(1, 0, 2)


def with_more_after(x):
    return x.reshape(3, 8).T * 2


def test_a_chain_ends_where_something_has_a_name_or_is_computed():
    found, _ = moved_by(named_on_the_way, X.copy())
    assert [one.function for one in found.operations] == ["reshape"]
    found, _ = moved_by(with_more_after, X.copy())
    assert [one.function for one in found.operations] == ["reshape", "transpose"]


def each_in_halves(x, y):
    return [np.split(one, 2, axis=0) for one in (x, y)]


def the_second_of_the_first(x, y):
    out = [x]
    for _ in range(2):
        out.append(out[-1].reshape(out[-1].shape[::-1]))
    return out


@pytest.mark.parametrize(
    "call, count", [(each_in_halves, 2), (the_second_of_the_first, 1)]
)
def test_the_same_with_others_that_are_there_already(call, count):
    roles = roles_of(record(call, X.copy(), Y.copy()))
    found = alike(moved(roles.operations), roles)
    assert len(found) == count
    for one, array in zip(found, (X, Y)):
        np.testing.assert_array_equal(one.sources[0].array, array)


def nine_of_them(x, y):
    return [one.T for one in (x,) * 9]


def one_of_another_kind(x, y):
    return [one.T for one in (x, y * 1j, x)]


def ends_otherwise(x, y):
    z = x + 1
    a = x.reshape(3, 8).T
    b = z.reshape(3, 8)[::-1]
    return a, b


def ends_alike(x, y):
    z = x + 1
    a = x.reshape(3, 8).T
    b = z.reshape(3, 8).T
    return a, b


def ends_with_another_array(x, y):
    z, other = x + 1, np.ones((3, 8))
    a = x.reshape(3, 8).T
    b = z.reshape(3, 8)
    c = other.T
    return a, b, c


def by_two_statements(x, y):
    z = y * 2
    a = x.reshape(3, 8).T
    b = x.reshape(3, 8).T
    return a, b, z


@pytest.mark.parametrize(
    "call, expression, count",
    [
        (nine_of_them, "one.T", 8),
        (one_of_another_kind, "one.T", 1),
        (ends_otherwise, "x.reshape(3, 8)", 1),
        (ends_alike, "x.reshape(3, 8)", 2),
        (ends_with_another_array, "x.reshape(3, 8)", 1),
        (by_two_statements, "x.reshape(3, 8)", 2),
    ],
)
def test_how_many_are_done_alike(call, expression, count):
    roles = roles_of(record(call, X.copy(), Y.copy()))
    begin = next(
        at for at, one in enumerate(roles.operations) if one.expression == expression
    )
    assert len(alike(moved(roles.operations[begin:]), roles)) == count


def test_what_is_written_into_something_is_no_move():
    def joined(x):
        return np.concatenate([x, x], out=np.zeros((8, 6)))

    _, operations = moved_by(joined, X.copy())
    assert operations[-1].function == "concatenate" and moved(operations[-1:]) is None


def laid_by_another(x):
    return x.reshape(3, 8)


def goes_on_outside(x):
    return laid_by_another(x).T


def test_a_chain_ends_with_its_statement():
    found, operations = moved_by(goes_on_outside, X.copy())
    assert [one.function for one in operations] == ["reshape", "transpose"]
    assert found.operations == operations[:1]


@pytest.mark.parametrize(
    "call, times",
    [
        (lambda x: np.repeat(x, 2, axis=0), (2, 1)),
        (lambda x: np.kron(x, np.ones((2, 3))), (2, 3)),
        (lambda x: np.tile(x, (2, 1)), None),
        (lambda x: x.T, None),
        (lambda x: np.pad(x[:1, :1], ((0, 1), (0, 1))), None),  # new cells are none
        (lambda x: x.reshape(2, 12), None),
    ],
)
def test_how_often_each_cell_stands_beside_itself(call, times):
    operations = [one for _, one in record(call, X.copy()).operations()]
    assert blocks_of(moved(operations[-1:])) == times


@pytest.mark.parametrize(
    "before, after, expected",
    [
        ((4, 6), (4, 2, 3), [((4,), (4,)), ((6,), (2, 3))]),
        ((2, 3, 2), (12,), [((2, 3, 2), (12,))]),
        ((5, 1), (5,), [((5,), (5,))]),
        ((4, 6), (3, 8), [((4, 6), (3, 8))]),
        ((1, 1), (1,), []),
    ],
)
def test_which_axes_become_which(before, after, expected):
    assert groups(before, after) == expected


@pytest.mark.parametrize(
    "call, count, is_found",
    [
        (lambda x: x[:-1], 1_100_001, False),
        (lambda x: x[::-1], 1_100_000, True),  # 2,200,000 go in and come out
        (lambda x: x[:-1], 1_100_000, True),
    ],
)
def test_of_how_many_cells_it_is_asked_where_they_go(call, count, is_found):
    roles = roles_of(record(lambda x: call(x), np.zeros(count)))
    assert (moved(roles.operations) is not None) == is_found
