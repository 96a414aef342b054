"""What leaves every cell where it is takes no time of a film, or says so."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.told import acts_of, numbers

X, B, W = numbers(2, 3, 4), numbers(3), numbers(4, 3)


def beside_a_product(x, b):
    return np.einsum("nij,ji->ni", x, W) * 2 + b[None, :]


def as_an_operand(x, b):
    return x + b.reshape(1, -1, 1)


def to_a_call(x, b):
    return as_an_operand(x.reshape(2, 3, 4), b)


def no_border(x, b, width=0):
    padded = np.pad(x, ((0, 0), (width, width), (width, width)))
    return padded * 2


def the_same_shape(x, b):
    y = x.reshape(x.shape[0], 3, -1)
    return y * 2


def turned_over(x, b):
    return x.transpose(0, 2, 1) * 2


def turned_over_and_laid_out(x, b):
    return x.transpose(0, 2, 1).reshape(2, 1, 4, 3) * 2


def one_axis_more(x, b):
    column = b[:, None]
    return column * 2


def a_border(x, b):
    return no_border(x, b, 1)


def nothing_else(x, b):
    return x.reshape(2, 3, 4)


def nothing_else_but_a_border(x, b):
    return np.pad(x, 0)


@pytest.mark.parametrize(
    "call, rearranged",
    [
        (beside_a_product, 0),
        (as_an_operand, 0),
        (to_a_call, 0),
        (no_border, 0),
        (the_same_shape, 0),
        (turned_over, 1),
        (turned_over_and_laid_out, 1),
        (one_axis_more, 1),
        (a_border, 1),
        (nothing_else, 1),
        (nothing_else_but_a_border, 1),
    ],
)
def test_what_moves_nothing_is_passed_over(call, rearranged):
    acts = acts_of(call, X, B)
    assert sum(act.kind == "rearrange" for act in acts) == rearranged
    assert acts and (rearranged == len(acts) or acts[-1].kind != "rearrange")


@pytest.mark.parametrize(
    "call, title, lead, chinese",
    [
        (
            nothing_else,
            "Nothing moves: the shape it has",
            "It is 2 × 3 × 4 already: every cell stays where it is.",
            "它已经是 2 × 3 × 4：每格原位不动。",
        ),
        (
            nothing_else_but_a_border,
            "Nothing moves: a border 0 wide",
            "The border is 0 wide: 2 × 3 × 4 stays 2 × 3 × 4.",
            "边框宽为 0：2 × 3 × 4 仍是 2 × 3 × 4。",
        ),
    ],
)
def test_what_ends_a_film_says_that_nothing_moves(call, title, lead, chinese):
    (act,) = acts_of(call, X, B)
    assert (act.title, act.caption) == (title, lead)
    assert act.seconds < 3
    with language("zh"):
        (act,) = acts_of(call, X, B)
    assert act.lead == chinese


def copied_and_doubled(x, b):
    return x.astype(np.float32).copy() * 2


def copied(x, b):
    y = x.copy()
    return y * 2


@pytest.mark.parametrize(
    "call, x, copies",
    [
        (copied_and_doubled, np.rint(X), 0),
        (copied_and_doubled, X, 1),  # in 32 bits its numbers are others
        (copied, X, 1),
    ],
)
def test_a_copy_is_told_only_where_a_statement_makes_it(call, x, copies):
    acts = acts_of(call, x, B)
    assert sum(act.kind in ("generic", "begins") for act in acts) == copies


def test_a_copy_is_brief_as_each_of_its_cells_is_known():
    assert (
        acts_of(copied, X, B)[0].seconds < acts_of(copied_and_doubled, X, B)[0].seconds
    )


def test_of_a_diagonal_that_is_written_one_of_its_cells_is_told():
    def emptied(w):
        np.fill_diagonal(w, 0)
        return w * 2

    first = acts_of(emptied, numbers(3, 3))[0]
    assert first.told == 0 and first.outcome == "Row 0, column 0: 0."
