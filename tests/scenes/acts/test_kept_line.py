"""The products of a table's first line stay in the corner that is free."""

import numpy as np
import pytest

from tests.told import numbers, player_of

PICTURE = numbers(4, 784) % 1.0


def layer(x, w, b):
    y = x @ w + b
    return y


def product(a, b):
    c = a @ b
    return c


def each_with_first(left, right):
    return left * right[:, 0]


def first_with_each(left, right):
    return left[0] * right.T


CASES = {
    "a row goes first": (
        layer,
        (numbers(6, 4) - 2, numbers(4, 3), numbers(3)),
        first_with_each,
    ),
    "a column goes first": (
        layer,
        (numbers(5, 4) - 2, numbers(4, 6), numbers(5, 1)),
        each_with_first,
    ),
    "one column": (product, (numbers(5, 40), numbers(40, 1) - 3), each_with_first),
    "one number": (product, (numbers(1, 3), numbers(3, 1)), first_with_each),
    "pictures": (product, (PICTURE, numbers(784, 10)), first_with_each),
    "more than stay": (product, (numbers(3, 4), numbers(4, 80)), first_with_each),
}


def shown(player):
    """(products that are there, as rows; the boxes of what shows them)."""
    kept = player.kept
    planes = [part for part in kept.parts if part.opacity > 0]
    rows = []
    for plane in planes:
        array = plane.values.array
        if plane.values.shape[0] == 28:
            rows.append(array.ravel())
        else:
            rows += list(array[getattr(plane, "filled", np.ones(len(array))) > 0])
    return np.array(rows), [plane.box for plane in planes]


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def kept_case(request):
    call, arrays, products = request.param
    return player_of("batch_product", call, *arrays), products(*arrays[:2])


def test_they_stay_to_the_end(kept_case):
    player, products = kept_case
    player.show(player.act.seconds)
    rows, boxes = shown(player)
    assert len(rows) == min(len(products), player.kept.count) >= min(len(products), 10)
    np.testing.assert_array_equal(rows, products[: len(rows)])
    bench = player.table.layout.bench
    for box in boxes:
        assert bench.top - 1 <= box.top and box.bottom <= bench.bottom + 1
        assert bench.left - 1 <= box.left and box.right <= bench.right + 1


def test_as_many_as_there_are_sums(kept_case):
    player, products = kept_case
    beats = player.act.beats
    player.show(beats.landed - 0.01)
    assert len(shown(player)[0]) == 0
    stands = beats.landed + 0.6
    for time in np.linspace(stands, max(beats.others, stands), 7):
        player.show(time)
        filled = player.table.sums.filled
        down = products.shape[0] == player.table.rows > 1
        sums = np.sum(filled > 0) if down else filled[0]
        assert len(shown(player)[0]) == min(sums, player.kept.count)


def test_the_first_come_from_the_bench():
    call, arrays, _ = CASES["a row goes first"]
    player = player_of("batch_product", call, *arrays)
    player.show(player.act.beats.landed + 1e-6)
    rows, (box,) = shown(player)
    assert len(rows) == 1
    home = player.bench.made.box
    np.testing.assert_allclose(box.corners, home.corners, atol=0.01)


def test_they_leave_before_other_products_of_a_stack_are_shown():
    player = player_of("batch_product", product, numbers(2, 3, 4), numbers(2, 4, 3))
    player.show(player.act.beats.biased)
    assert len(shown(player)[0]) == 3
    player.show(player.act.seconds)
    assert len(shown(player)[0]) == 0


def test_of_single_pairs_the_products_are_the_sums():
    player = player_of("batch_product", product, numbers(2, 3, 1), numbers(2, 1, 4))
    assert player.kept is None
