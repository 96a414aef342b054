"""Products are found however they are spelled, and nothing else is one."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.reading import products as module
from scenes.reading.products import products
from scenes.reading.value_roles import roles_of
from tests import product_networks as of
from tests.product_networks import normal


def found(call, *arguments):
    return roles_of(record(call, *arguments)).read(products)


def matrices(product):
    """(left, right, result) as (stacks, rows, columns)."""
    left, right = product.left, product.right
    return (
        left.laid(left.value.array),
        right.laid(right.value.array),
        product.laid(product.operation.result.array),
    )


X, W = normal(3, 4), normal(4, 5)


@pytest.mark.parametrize("call", of.SPELLINGS)
@pytest.mark.parametrize("dtype", [float, np.float32, int])
def test_found_however_it_is_spelled(call, dtype):
    x, w = (X * 9).astype(dtype), (W * 9).astype(dtype)
    (product,) = found(call, x, w)
    assert (product.shape, product.cells) == ((1, 3, 5), 4)
    left, right, result = matrices(product)
    np.testing.assert_array_equal(left[0], x)
    np.testing.assert_array_equal(right[0], w)
    np.testing.assert_allclose(result[0], x @ w, rtol=1e-5)
    assert product.left.source.name == "x" and product.right.source.name == "w"


@pytest.mark.parametrize(
    "call, left, right, shape, cells",
    [
        (of.at, (4,), (4, 5), (1, 1, 5), 4),
        (of.at, (3, 4), (4,), (1, 3, 1), 4),
        (of.at, (4,), (4,), (1, 1, 1), 4),
        (np.vdot, (4,), (4,), (1, 1, 1), 4),
        (of.at, (3, 1), (1, 5), (1, 3, 5), 1),
        (of.at, (1, 1), (1, 1), (1, 1, 1), 1),
        (of.at, (2, 3, 4), (4, 5), (1, 6, 5), 4),
        (of.at, (2, 3, 4), (2, 4, 5), (2, 3, 5), 4),
        (of.at, (2, 3, 4), (1, 4, 5), (1, 6, 5), 4),
        (of.at, (6, 2, 3, 4), (6, 2, 4, 5), (12, 3, 5), 4),
        (of.dotted, (2, 3, 4), (4, 5), (1, 6, 5), 4),
        (np.outer, (3,), (5,), (1, 3, 5), 1),
        (np.outer, (3, 1), (1, 5), (1, 3, 5), 1),
        (np.multiply.outer, (3,), (5,), (1, 3, 5), 1),
        (np.multiply, (3, 1), (1, 5), (1, 3, 5), 1),
        (np.multiply, (3, 1), (5,), (1, 3, 5), 1),
        (np.inner, (3, 4), (5, 4), (1, 3, 5), 4),
        (np.tensordot, (3, 4, 5), (4, 5, 2), (1, 3, 2), 20),
    ],
)
def test_rows_cells_and_columns(call, left, right, shape, cells):
    def computed(a, b):
        return call(a, b)

    (product,) = found(computed, normal(*left), normal(*right))
    assert (product.shape, product.cells) == (shape, cells)
    rows, columns, result = matrices(product)
    np.testing.assert_allclose(rows @ columns, result, rtol=1e-9)


@pytest.mark.parametrize(
    "letters, left, right, shape, cells",
    [
        ("ij,kj->ik", (3, 4), (5, 4), (1, 3, 5), 4),
        ("ij,ik->jk", (4, 3), (4, 5), (1, 3, 5), 4),
        ("ij,jk->ki", (3, 4), (4, 5), (1, 5, 3), 4),
        ("i,j->ij", (3,), (5,), (1, 3, 5), 1),
        ("i,j->ji", (3,), (5,), (1, 5, 3), 1),
        ("i,i->", (4,), (4,), (1, 1, 1), 4),
        ("i,i", (4,), (4,), (1, 1, 1), 4),
        ("bij,bjk->bik", (2, 3, 4), (2, 4, 5), (2, 3, 5), 4),
        ("bthd,bshd->bhts", (2, 3, 6, 4), (2, 5, 6, 4), (12, 3, 5), 4),
        ("bthd,bshd->tbsh", (2, 3, 6, 4), (2, 5, 6, 4), (12, 3, 5), 4),
        ("...ij,jk->...ik", (2, 3, 4), (4, 5), (1, 6, 5), 4),
        ("bti,btj->ij", (2, 4, 3), (2, 4, 5), (1, 3, 5), 8),
    ],
)
def test_einsum_with_any_letters(letters, left, right, shape, cells):
    def computed(a, b):
        return np.einsum(letters, a, b)

    a, b = normal(*left), normal(*right)
    (product,) = found(computed, a, b)
    assert (product.shape, product.cells) == (shape, cells)
    rows, columns, result = matrices(product)
    np.testing.assert_allclose(rows @ columns, result, rtol=1e-9)


@pytest.mark.parametrize(
    "call",
    [
        lambda a, b: np.tensordot(a, b, 1),
        lambda a, b: np.tensordot(a, b, (1, 0)),
        lambda a, b: np.tensordot(a, b, ([1], [0])),
    ],
)
def test_tensordot_with_its_axes_in_place(call):
    (product,) = found(call, normal(3, 4), normal(4, 5))
    assert (product.shape, product.cells) == ((1, 3, 5), 4)
    rows, columns, result = matrices(product)
    np.testing.assert_allclose(rows @ columns, result, rtol=1e-9)


def test_einsum_with_counted_axes():
    def computed(a, b):
        return np.einsum(a, [0, 1], b, [2, 1], [0, 2])

    (product,) = found(computed, normal(3, 4), normal(5, 4))
    assert (product.shape, product.cells) == ((1, 3, 5), 4)


@pytest.mark.parametrize(
    "call, left, right",
    [
        (lambda a, b: a * b, (3, 4), (3, 4)),
        (lambda a, b: a * b, (3, 4), (4,)),
        (lambda a, b: a * b, (3, 1), (1,)),
        (lambda a, b: a * 2 + b, (3, 4), (4,)),
        (lambda a, b: a / b, (3, 1), (1, 4)),
        (lambda a, b: np.einsum("ij,ij->ij", a, b), (3, 4), (3, 4)),
        (lambda a, b: np.einsum("ij,ij->i", a, b), (3, 4), (3, 4)),
        (lambda a, b: np.einsum("ij,kl->ik", a, b), (3, 4), (2, 4)),
        (lambda a, b: np.einsum("ii,ij->ij", a, b), (3, 3), (3, 3)),
        (lambda a, b: np.einsum("ij->ji", a) + b, (3, 3), (3, 3)),
        (lambda a, b: np.dot(a, 2.0) + b, (3, 3), (3, 3)),
        (lambda a, b: np.matmul(a, b, axes=[(1, 0), (0, 1), (0, 1)]), (3, 3), (3, 3)),
        (lambda a, b: np.kron(a, b), (2, 2), (2, 2)),
        (lambda a, b: np.matmul(a * 1j, b), (2, 2), (2, 2)),
        (lambda a, b: a[:, :0] @ b[:0], (2, 2), (2, 2)),
    ],
)
def test_what_is_none(call, left, right):
    def computed(a, b):
        return call(a, b)

    assert found(computed, normal(*left), normal(*right)) == ()


def turned(a, b):
    return a.T @ b


def turned_with_more_beside(a, b):
    return a.T @ (b * 2)


def turned_in_another_line(a, b):
    t = a.T
    return t @ b


def turned_for_two(a, b):
    t = np.transpose(a)
    return t @ b + t.sum()


def both_laid_out(a, b):
    return a[:, None] @ b.reshape(1, -1)


@pytest.mark.parametrize(
    "call, left, right, count, is_turned",
    [
        (turned, (4, 3), (4, 5), 2, True),
        (turned_with_more_beside, (4, 3), (4, 5), 2, True),
        (turned_in_another_line, (4, 3), (4, 5), 1, False),
        (turned_for_two, (4, 3), (4, 5), 1, False),
        (both_laid_out, (3,), (5,), 3, False),
    ],
)
def test_what_was_turned_over_for_it_is_part_of_it(call, left, right, count, is_turned):
    (product,) = found(call, normal(*left), normal(*right))
    assert len(product.operations) == count
    assert product.left.is_turned is is_turned
    assert (product.left.source is product.left.value) is (count == 1)


def test_not_finite_ones_are_found_too():
    x = np.array([[np.nan, 1.0], [np.inf, 2.0]])
    (product,) = found(of.at, x, normal(2, 3))
    assert product.shape == (1, 2, 3)


@pytest.mark.parametrize(
    "shape, letters, side, given, index",
    [
        ((3, 4), (4, 5), "left", {"row": 1}, "1"),
        ((3, 4), (4, 5), "right", {"column": 2}, ":, 2"),
        ((4,), (4, 5), "left", {"row": 0}, ""),
        ((2, 3, 4), (4, 5), "left", {"row": 4}, "1, 1"),
        ((2, 3, 4), (2, 4, 5), "right", {"stack": 1, "column": 3}, "1, :, 3"),
        ((2, 3, 4), (2, 4, 5), "left", {"stack": 1}, "1"),
    ],
)
def test_how_the_code_would_write_a_line(shape, letters, side, given, index):
    (product,) = found(of.at, normal(*shape), normal(*letters))
    assert getattr(product, side).index(**given) == index


@pytest.mark.parametrize(
    "changed, is_found",
    [
        (lambda out: out, True),
        (lambda out: out * 1.005, True),
        (lambda out: out * 1.05, False),
        (lambda out: out * 1.9, False),
        # Of the largest, so much may be lost beside it.
        (lambda out: out + 5e-4 * np.abs(out).max(), True),
        (lambda out: out + 5e-3 * np.abs(out).max(), False),
        (lambda out: out + 0.9 * np.abs(out).max(), False),
        (lambda out: (out * 3).astype(int), True),  # whole numbers wrap around
    ],
)
@pytest.mark.parametrize("size", [1.0, 100.0])
def test_it_is_multiplied_again_to_be_sure(changed, is_found, size):
    left, right = size * np.eye(3)[::-1], np.eye(3) + 1e-9
    trace = record(of.at, left, right)
    (step,) = [one for one in trace.steps if one.operations]
    (operation,) = step.operations
    other = Value.of(
        changed(operation.result.array), identity=operation.result.identity
    )
    step.operations = (replace(operation, results=(other,)),)
    assert bool(roles_of(trace).read(products)) is is_found


@pytest.mark.parametrize("cells, is_found", [(4_000_000, False), (4_000_001, True)])
def test_how_much_is_multiplied_again(cells, is_found):
    trace = record(of.at, np.ones((1, cells)), np.ones((cells, 1)))
    (step,) = [one for one in trace.steps if one.operations]
    (operation,) = step.operations
    wrong = Value.of(-operation.result.array, identity=operation.result.identity)
    step.operations = (replace(operation, results=(wrong,)),)
    assert bool(roles_of(trace).read(products)) is is_found


@pytest.mark.parametrize("most, is_found", [(120, False), (119, True)])
def test_what_is_too_much_to_multiply_again_is_believed(monkeypatch, most, is_found):
    monkeypatch.setattr(module, "MOST_SURE", most)
    trace = record(of.at, normal(2, 3, 4), normal(2, 4, 5))
    (step,) = [one for one in trace.steps if one.operations]
    (operation,) = step.operations
    wrong = Value.of(-operation.result.array, identity=operation.result.identity)
    step.operations = (replace(operation, results=(wrong,)),)
    assert bool(roles_of(trace).read(products)) is is_found
