"""Which axes a product multiplies, written as einsum would write them."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.product_axes import product_axes
from scenes.reading.value_roles import roles_of

RANDOM = np.random.default_rng(3)


def lettered(axes):
    """ "ab,bc->ac": a letter for each axis, in the order in which they stand."""
    letters = {}
    left, right, result = (
        "".join(letters.setdefault(axis, "abcdefgh"[len(letters)]) for axis in own)
        for own in axes
    )
    return f"{left},{right}->{result}"


def at(x, w):
    return x @ w


def dotted(x, w):
    return np.dot(x, w)


def into_a_buffer(x, w):
    return np.matmul(x, w, out=np.zeros((3, 5)))


def along(axes):
    def summed(x, w):
        return np.tensordot(x, w, axes)

    return summed


def along_by_name(x, w):
    return np.tensordot(x, w, axes=([0], [1]))


def along_the_usual_ones(x, w):
    return np.tensordot(x, w)


def along_a_number_of_numpy(x, w):
    return np.tensordot(x, w, np.int64(1))


def along_arrays(x, w):
    return np.tensordot(x, w, np.array([[1], [0]]))


def the_other_way_round(x, w):
    return np.tensordot(b=w, a=x, axes=1)


def of(letters):
    def summed(x, w):
        return np.einsum(letters, x, w)

    return summed


def optimised(x, w):
    return np.einsum("ij,jk->ik", x, w, optimize=True, out=np.zeros((3, 5)))


def of_another_type(x, w):
    return np.einsum("ij,jk->ik", x, w, dtype=np.float32, casting="unsafe")


def counted(x, w):
    return np.einsum(x, [0, 1], w, [1, 2], [0, 2])


def counted_turned(x, w):
    return np.einsum(x, [3, 1], w, [1, 0], [0, 3])


def counted_without_an_end(x, w):
    return np.einsum(x, [0, 1], w, [1, 2])


def counted_with_dots(x, w):
    return np.einsum(x, [..., 0, 1], w, [1, 2], [..., 0, 2])


def counted_of_three(x, w):
    return np.einsum(x, [0, 1], w, [1, 2], np.ones(5), [2], [0, 2])


def outer_by_method(x, w):
    return np.multiply.outer(x, w)


def multiplied_in_place(x, w):
    x *= w


def multiplied_where(x, w):
    return np.multiply(x, w, where=x > -9, out=None)


@pytest.mark.parametrize(
    "call, left, right, letters",
    [
        (at, (3, 4), (4, 5), "ab,bc->ac"),
        (at, (4,), (4, 5), "a,ab->b"),
        (at, (3, 4), (4,), "ab,b->a"),
        (at, (4,), (4,), "a,a->"),
        (at, (2, 3, 4), (4, 5), "abc,cd->abd"),
        (at, (2, 3, 4), (2, 4, 5), "abc,acd->abd"),
        (at, (2, 1, 3, 4), (5, 4, 6), "abcd,edf->aecf"),
        (into_a_buffer, (3, 4), (4, 5), "ab,bc->ac"),
        (dotted, (2, 3, 4), (6, 4, 5), "abc,dce->abde"),
        (dotted, (3, 4), (4,), "ab,b->a"),
        (dotted, (), (4,), None),
        (dotted, (4,), (), None),
        (np.inner, (3, 4), (5, 4), "ab,cb->ac"),
        (np.inner, (4,), (5, 4), "a,ba->b"),
        (np.inner, (), (4,), None),
        (np.inner, (4,), (), None),
        (np.vdot, (4,), (4,), "a,a->"),
        (np.vdot, (4,), (2, 2), None),
        (np.vdot, (2, 2), (4,), None),
        (along(1), (3, 4), (4, 5), "ab,bc->ac"),
        (along(0), (3,), (5,), "a,b->ab"),
        (along((0, 0)), (4, 3), (4, 5), "ab,ac->bc"),
        (along((-1, -1)), (3, 4), (5, 4), "ab,cb->ac"),
        (along(([0, 1], [1, 0])), (3, 4), (4, 3), "ab,ba->"),
        (along(([0, 2], [2, 0])), (3, 4, 5), (5, 6, 3), "abc,cda->bd"),
        (along_by_name, (4, 3), (5, 4), "ab,ca->bc"),
        (along_the_usual_ones, (2, 3, 4), (3, 4, 5), "abc,bcd->ad"),
        (along_a_number_of_numpy, (3, 4), (4, 5), None),
        (along_arrays, (3, 4), (4, 5), None),
        (along((np.int64(1), np.array([0]))), (3, 4), (4, 5), None),
        (the_other_way_round, (3, 4), (4, 5), None),
        (of("ij,jk->ik"), (3, 4), (4, 5), "ab,bc->ac"),
        (of("ij, jk -> ki"), (3, 4), (4, 5), "ab,bc->ca"),
        (of("ij,jk"), (3, 4), (4, 5), "ab,bc->ac"),
        (of("kj,ji"), (3, 4), (4, 5), "ab,bc->ca"),
        (of("...ij,jk"), (2, 3, 4), (4, 5), "abc,cd->abd"),
        (of("...i,...i->..."), (2, 3, 4), (3, 4), "abc,bc->ab"),
        (of("i...,i...->..."), (4, 2, 3), (4, 3), "abc,ac->bc"),
        (of("i,j->ij"), (3,), (5,), "a,b->ab"),
        (of("ij,ij->ij"), (3, 4), (3, 4), "ab,ab->ab"),
        (of("ii,ij->ij"), (3, 3), (3, 4), None),  # of a diagonal
        (of("ij,kl->ik"), (3, 4), (5, 6), None),  # it adds up each on its own
        (optimised, (3, 4), (4, 5), "ab,bc->ac"),
        (of_another_type, (3, 4), (4, 5), None),
        (counted, (3, 4), (4, 5), "ab,bc->ac"),
        (counted_turned, (3, 4), (4, 5), "ab,bc->ca"),
        (counted_without_an_end, (3, 4), (4, 5), None),
        (counted_with_dots, (2, 3, 4), (4, 5), None),
        (counted_of_three, (3, 4), (4, 5), None),
        (np.outer, (3,), (5,), "a,b->ab"),
        (np.outer, (3, 1), (1, 5), "ab,cd->ad"),
        (np.outer, (3,), (1,), None),
        (np.outer, (1,), (5,), None),
        (np.outer, (1, 1), (1, 1), None),
        (np.outer, (3, 2), (5,), None),
        (outer_by_method, (3,), (5,), "a,b->ab"),
        (outer_by_method, (3, 2), (5,), "ab,c->abc"),
        (np.multiply, (3, 1), (1, 5), "ab,cd->ad"),
        (np.multiply, (3, 1), (5,), "ab,c->ac"),
        (np.multiply, (3, 1, 4), (5, 4), "abc,dc->adc"),
        (np.multiply, (3, 5), (1, 5), None),  # one is only stretched
        (np.multiply, (3, 5), (3, 5), None),
        (np.multiply, (3, 1), (1, 1), None),
        (np.multiply, (1, 1), (5,), None),
        (multiplied_in_place, (3, 5), (1, 5), None),
        (multiplied_where, (3, 1), (1, 5), None),
        (np.add, (3, 1), (1, 5), None),
    ],
)
def test_which_axes_are_multiplied(call, left, right, letters):
    x, w = RANDOM.normal(size=left), RANDOM.normal(size=right)
    trace = record(lambda x, w: call(x, w), x.copy(), w.copy())
    operation = roles_of(trace).operations[-1]
    axes = product_axes(operation)
    assert (axes and lettered(axes)) == letters
    if letters:
        again = np.einsum(letters, x, w)
        np.testing.assert_allclose(operation.result.array, again)
