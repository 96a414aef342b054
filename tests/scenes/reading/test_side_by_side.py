"""Whether attentions side by side are heads or examples, by where they come from."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.attention_heads import heads
from scenes.reading.side_by_side import side_by_side
from scenes.reading.value_roles import roles_of

X = np.random.default_rng(4).normal(size=(6, 8))


def attended(q):
    scores = q @ q.swapaxes(-1, -2) / 2.0
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True) @ q


def told(call, *given):
    roles = roles_of(record(call, *given))
    (group,) = roles.read(heads).values()
    return side_by_side(group, roles)


def of_parted_features(x):
    return attended(x.reshape(6, 2, 4).transpose(1, 0, 2))


def of_parted_tokens(x):
    return attended(x.reshape(2, 3, 8))


def of_columns(x):
    return [attended(part) for part in np.split(x, 2, axis=1)]


def of_rows(x):
    return [attended(part) for part in (x[:3], x[3:])]


def of_every_second_row(x):
    return [attended(part) for part in (x[0::2], x[1::2])]


@pytest.mark.parametrize(
    "call, said",
    [
        (of_parted_features, "head"),
        (of_parted_tokens, ""),
        (of_columns, "head"),
        (of_rows, ""),
        (of_every_second_row, ""),
    ],
)
def test_what_parts_of_one_array_are(call, said):
    assert told(call, X.copy()) == said


@pytest.mark.parametrize("axis, said", [(0, "example"), (1, "head")])
def test_what_one_line_multiplies(axis, said):
    """Other tokens with the same weights, or the same tokens with others."""
    weights = np.random.default_rng(5).normal(size=(2, 8, 4))
    tokens = np.stack([X, X[::-1] + 1.0])

    def of_tokens(x, w):
        return [attended(q) for q in [one @ w for one in x]]

    def of_weights(x, w):
        return [attended(q) for q in [x @ one for one in w]]

    if axis == 0:
        assert told(of_tokens, list(tokens), weights[0]) == said
    else:
        assert told(of_weights, X.copy(), list(weights)) == said


@pytest.mark.parametrize("copies, said", [(6, "head"), (7, "")])
def test_how_far_back_it_is_looked_for_where_features_were_parted(copies, said):
    def copied(x):
        q = x.reshape(6, 2, 4).transpose(1, 0, 2)
        for _ in range(copies):
            q = q.copy()
        return attended(q)

    assert told(copied, X.copy()) == said


def each_of_a_stack(x, w):
    return [attended(q) for q in x @ w]


def as_one_batch(x, w):
    return attended(x @ w)


def stacked_products(x, w):
    return attended(np.stack([x[0] @ w, x[1] @ w]))


@pytest.mark.parametrize(
    "call, tokens, weights, said",
    [
        (each_of_a_stack, (6, 8), (2, 8, 4), "head"),
        (each_of_a_stack, (2, 6, 8), (8, 4), "example"),
        (as_one_batch, (2, 6, 8), (8, 4), "example"),
        (stacked_products, (2, 6, 8), (8, 4), "example"),
    ],
)
def test_what_a_stack_is_tells_what_it_is_a_product_of(call, tokens, weights, said):
    random = np.random.default_rng(6)
    given = random.normal(size=tokens), random.normal(size=weights)
    assert told(call, *given) == said
