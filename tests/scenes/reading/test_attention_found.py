"""Attention: found however it is written, and nothing else is taken for it."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.attention_heads import heads
from scenes.reading.head_values import one_heads
from scenes.reading.makers import key_of
from scenes.reading.side_by_side import side_by_side
from scenes.reading.value_roles import roles_of
from tests import attentions as ways
from tests.attentions import MANY, K, Q, V


def found_in(call, *arguments):
    own = (one if isinstance(one, int) else one.copy() for one in arguments)
    roles = roles_of(record(call, *own))
    return list(roles.read(heads).values()), roles


def mixed_again(q, k, v, *, scale=1.0, causal=False):
    """Attention by loops over queries and keys."""
    out = np.zeros((len(q), v.shape[1]))
    for i, query in enumerate(q):
        seen = range(i + 1) if causal else range(len(k))
        powers = {j: np.exp(scale * float(np.dot(query, k[j]))) for j in seen}
        for j, power in powers.items():
            out[i] += power / sum(powers.values()) * v[j]
    return out


@pytest.mark.parametrize(
    "call, scale, causal",
    [
        (ways.plain, 1.0, False),
        (ways.scaled_in_one_line, 3**-0.5, False),
        (ways.by_dot, 3**-0.5, False),
        (ways.by_letters, 0.5, False),
        (ways.by_tensordot, 1.0, False),
        (ways.keys_first, 1.0, False),
        (ways.in_columns, 1.0, False),
        (ways.turned_for_the_sums, 0.5, False),
        (ways.mask_added, 0.5, True),
        (ways.mask_by_where, 1.0, True),
        (ways.mask_written, 1.0, True),
        (ways.mask_in_place, 1.0, True),
        (ways.mask_times, 1.0, True),
    ],
)
def test_found_however_it_is_written(call, scale, causal):
    (group,), roles = found_in(call, Q, K, V)
    (one,) = group.each
    assert one.scale == pytest.approx(scale, rel=1e-6) and not one.is_biased
    parts = one.parts
    for laid, array in zip((parts.queries, parts.keys, parts.values), (Q, K, V)):
        np.testing.assert_array_equal(laid.array, array[None])
    again = mixed_again(Q, K, V, scale=scale, causal=causal)
    np.testing.assert_allclose(parts.mixed.array[0], again, rtol=1e-6)
    seen = np.tri(4, dtype=bool) if causal else np.ones((4, 4), bool)
    np.testing.assert_array_equal(one.seen[0], seen)
    # Nothing after its first operation is left over.
    numbers = {operation.number for operation in roles.operations}
    assert group.numbers == {one for one in numbers if one >= min(group.numbers)}


def test_a_single_query_is_a_row():
    (group,), _ = found_in(ways.one_query, Q, K, V)
    parts = group.each[0].parts
    assert parts.shares.array.shape == (1, 1, 4)
    np.testing.assert_allclose(parts.mixed.array[0], mixed_again(Q[:1], K, V))


@pytest.mark.parametrize(
    "call", [ways.stacked, ways.stacked_by_letters, ways.stacked_apart]
)
def test_stacks_are_as_many_matrices(call):
    (group,), _ = found_in(call, *MANY)
    parts, scale = group.each[0].parts, 0.5 if call is ways.stacked else 1.0
    assert parts.scores.batch == (2, 3)
    again = [
        mixed_again(*(one.reshape(6, 5, 4)[place] for one in MANY), scale=scale)
        for place in range(6)
    ]
    np.testing.assert_allclose(parts.mixed.array, again, rtol=1e-6)


@pytest.mark.parametrize("call", [ways.split_in_calls, ways.split_in_a_loop])
def test_heads_of_one_layer_are_together(call):
    x = np.linspace(-1, 1, 24).reshape(4, 6)
    (group,), roles = found_in(call, x, 2)
    assert side_by_side(group, roles) == "head"
    for place, one in enumerate(group.each):
        columns = x[:, 3 * place : 3 * place + 3]
        np.testing.assert_array_equal(one.parts.queries.array[0], columns)
        assert one.numbers <= group.numbers


def all_scores_first(x):
    heads = np.split(x, 2, axis=1)
    scores = [one @ one.T for one in heads]
    shares = [ways.softmax(one) for one in scores]
    return [a @ one for a, one in zip(shares, heads)]


def test_operations_of_heads_are_in_the_order_in_which_they_were_computed():
    (group,), _ = found_in(all_scores_first, np.linspace(-1, 1, 24).reshape(4, 6))
    assert len(group.each) == 2
    numbers = [one.number for one in group.operations]
    assert numbers == sorted(group.numbers)
    assert group.operations[1].function == "matmul"  # the other head's scores


def in_two_layers(x):
    for _ in range(2):
        x = x + ways.plain(x, x, x)
    return x


def test_what_comes_out_of_one_layer_is_not_beside_it():
    groups, _ = found_in(in_two_layers, Q)
    assert [len(group.each) for group in groups] == [1, 1]
    assert not groups[0].numbers & groups[1].numbers


def test_a_key_that_gets_next_to_nothing_is_not_masked():
    (group,), _ = found_in(ways.scaled_in_one_line, 30 * Q, 30 * K, V)
    (one,) = group.each
    assert one.parts.shares.array.min() < 1e-9 and one.seen.all()
    (group,), _ = found_in(ways.mask_added, 30 * Q, 30 * K, V)
    np.testing.assert_array_equal(group.each[0].seen[0], np.tri(4))


def with_distances(q, k, v):
    far = np.abs(np.arange(len(q))[:, None] - np.arange(len(k)))
    return ways.softmax(q @ k.T - 0.5 * far) @ v


def test_what_else_is_added_to_the_scores_is_known():
    (group,), _ = found_in(with_distances, Q, K, V)
    assert group.each[0].is_biased and group.each[0].scale is None


@pytest.mark.parametrize(
    "call",
    [
        ways.no_softmax,
        ways.sums_of_other_rows,
        ways.scores_squared,
        ways.of_no_product,
        ways.values_come_later,
        ways.scores_below_a_number,
        ways.later_ones_alone,
        ways.weighed_scores,
    ],
)
def test_what_is_none(call):
    assert found_in(call, Q, K, V)[0] == []


@pytest.mark.parametrize("odd", [np.nan, np.inf])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_is_no_number_is_told_in_parts(odd, place):
    arrays = [np.copy(one) for one in (Q, K, V)]
    arrays[place][0, 0] = odd
    with np.errstate(all="ignore"):
        assert found_in(ways.plain, *arrays)[0] == []


def laid_for_the_mix(q, k, v):
    return ways.softmax(q @ k.T)[None] @ v


def over_all_cells(q, k, v):
    e = np.exp(q @ k.T)
    return (e / e.sum()) @ v


def by_sums_of_the_queries(q, k, v):
    return ways.softmax(np.einsum("qa,kb->qk", q, k)) @ v


def by_numbers_of_the_keys(q, k, v):
    return ways.softmax(np.einsum("qa,k->qk", q, k[:, 0])) @ v


def not_mixed(q, k, v):
    return np.einsum("qk,kf->qkf", ways.softmax(q @ k.T), v)


def mixed_over_queries(q, k, v):
    return np.einsum("qk,qf->kf", ways.softmax(q @ k.T), v)


def mixed_with_what_each_has(q, k, v):
    return np.einsum("qk,qkf->qf", ways.softmax(q @ k.T), np.stack([v] * 4))


def by_two_sums(q, k, v):
    q, k = (one.reshape(4, 3, 1) * np.ones(2) for one in (q, k))
    return ways.softmax(np.tensordot(q, k, axes=([1, 2], [1, 2]))) @ v


def by_no_sum(q, k, v):
    return ways.softmax(np.einsum("q,k->qk", q[:, 0], k[:, 0])) @ v


def of_one_number(q, k, v):
    e = np.exp(q[0] @ k[0])
    return (e / e.sum()) * v


def one_over_scores(q, k, v):
    return ways.softmax(1.0 / (q @ k.T)) @ v


@pytest.mark.parametrize(
    "call",
    [
        laid_for_the_mix,
        over_all_cells,
        by_sums_of_the_queries,
        by_numbers_of_the_keys,
        not_mixed,
        mixed_over_queries,
        mixed_with_what_each_has,
        one_over_scores,
        by_two_sums,
        by_no_sum,
        of_one_number,
    ],
)
def test_what_only_looks_like_it_is_none(call):
    assert found_in(call, Q, K, V)[0] == []


def test_one_query_may_have_its_shares_of_all_cells():
    (group,), _ = found_in(over_all_cells, Q[:1], K, V)
    np.testing.assert_allclose(
        group.each[0].parts.mixed.array[0], mixed_again(Q[:1], K, V)
    )
    assert group.each[0].parts.shares.array.shape == (1, 1, 4)


def test_shares_of_all_cells_are_those_of_no_query():
    assert found_in(over_all_cells, Q[:2], K, V)[0] == []


def with_a_little_more(q, k, v):
    far = np.abs(np.arange(len(q))[:, None] - np.arange(len(k)))
    return ways.softmax(q @ k.T + 0.002 * far) @ v


@pytest.mark.parametrize(
    "call, q, scale, is_biased",
    [
        (ways.plain, Q * 1e-5, 1.0, False),
        (ways.plain, Q * 0, None, False),  # all scores are 0
        (with_distances, Q * 0, None, True),
        (with_a_little_more, Q * 20, 1.0, False),  # not to be seen beside these
        (with_distances, Q, None, True),
    ],
)
def test_by_what_scores_are_scaled(call, q, scale, is_biased):
    (group,), _ = found_in(call, q, K, V)
    (one,) = group.each
    assert one.is_biased is is_biased
    assert one.scale == (None if scale is None else pytest.approx(scale, rel=1e-3))


def by_weights_of_their_own(x, first, second):
    out = []
    for weights in (first, second):
        part = x @ weights
        out.append(ways.plain(part, part, part))
    return np.concatenate(out, axis=1)


def of_each_example(batch):
    return [ways.plain(x, x, x) for x in batch]


def of_projected_examples(batch, weights):
    q = batch @ weights
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


def parted_by_a_reshape(x):
    q = x.reshape(4, 2, 3).transpose(1, 0, 2)
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


def examples_parted_by_a_reshape(x):
    q = x.reshape(2, 4, 3)
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


def parted_one_by_one(x):
    q = x.reshape(4, 6, 1).transpose(1, 0, 2)
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


def by_weights_all_at_first(x, first, second):
    parts = [x @ weights for weights in (first, second)]
    return [ways.plain(part, part, part) for part in parts]


def of_two_by_the_same_weights(x, other, weights):
    parts = [one @ weights for one in (x, other)]
    return [ways.plain(part, part, part) for part in parts]


def of_two_by_weights_of_their_own(x, other, first, second):
    parts = [x @ first, other @ second]
    return [ways.plain(part, part, part) for part in parts]


def of_two_that_are_bent(x, first, second):
    parts = [np.tanh(x @ weights) for weights in (first, second)]
    return [ways.plain(part, part, part) for part in parts]


def of_one_made_and_one_given(x, other, weights):
    parts = [x @ weights, other]
    return [ways.plain(part, part, part) for part in parts]


def in_windows(x):
    x = x * 2.0
    parts = [x[one : one + 4] for one in range(2)]
    return [ways.plain(part, part, part) for part in parts]


def of_every_second(x, axis):
    parts = [x[:, one::2] if axis else x[one::2] for one in range(2)]
    return [ways.plain(part, part, part) for part in parts]


def of_every_fourth(x):
    parts = [x[::2][one::2] for one in range(2)]
    return [ways.plain(part, part, part) for part in parts]


def of_rows_by_their_numbers(x):
    parts = [x[np.array([one, one + 2])] for one in range(2)]
    return [ways.plain(part, part, part) for part in parts]


def of_rows_split(x):
    return [ways.plain(part, part, part) for part in np.split(x, 2)]


def of_columns_of_a_list(numbers):
    q = numbers[:24].reshape(4, 2, 3)
    return [ways.plain(q[:, one], q[:, one], q[:, one]) for one in range(2)]


def of_a_stack_of_weights(x, weights):
    q = x @ weights
    return [ways.plain(one, one, one) for one in q]


def of_weights_and_a_bias(x, first, second, bias):
    parts = [x @ weights + bias for weights in (first, second)]
    return [ways.plain(part, part, part) for part in parts]


def of_columns_further_on(x):
    x = x * 2.0
    parts = [x[:, one : one + 3] for one in (3, 6)]
    return [ways.plain(part, part, part) for part in parts]


def of_single_queries(q, k, v):
    return [ways.softmax(one @ k.T) @ v for one in q[:2]]


def put_together(*parts):
    q = np.stack(parts)
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


def put_together_by_weights(x, first, second):
    return put_together(x @ first, x @ second)


def put_together_of_two(x, other, weights):
    return put_together(x @ weights, other @ weights)


def projected_one_by_one(batch, weights):
    q = batch @ weights
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


def laid_out_often(x, times):
    q = x.reshape(4, 2, 3).transpose(1, 0, 2)
    for _ in range(times):
        q = q.copy()
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


def bent_after_parting(x):
    q = np.tanh(x.reshape(4, 2, 3).transpose(1, 0, 2))
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


def picked_of_more(x):
    q = x.reshape(4, 3, 3).transpose(1, 0, 2)[1:]
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


def joined_by_a_reshape(x):
    q = x.reshape(2, 4, 3)
    return ways.softmax(q @ q.swapaxes(1, 2)) @ q


@pytest.mark.parametrize(
    "call, arguments, expected",
    [
        (by_weights_all_at_first, (Q, np.eye(3), K[:3]), ["head"]),
        (of_two_by_the_same_weights, (Q, K, V[:3]), ["example"]),
        (of_two_by_weights_of_their_own, (Q, K, np.eye(3), K[:3]), [""]),
        (of_two_that_are_bent, (Q, np.eye(3), K[:3]), [""]),
        (of_one_made_and_one_given, (Q, K, np.eye(3)), [""]),
        (in_windows, (np.vstack([Q, K]),), [""]),  # of one text, or each a text
        (of_every_second, (np.vstack([Q, K]), 0), [""]),
        (of_every_second, (np.hstack([Q, K]), 1), ["head"]),
        (of_every_fourth, (np.vstack([Q, K]),), [""]),
        (of_rows_by_their_numbers, (Q,), [""]),
        (of_rows_split, (np.vstack([Q, K]),), [""]),
        (of_columns_of_a_list, (np.linspace(-1, 1, 30),), ["head"]),
        (of_a_stack_of_weights, (Q, np.stack([np.eye(3), K[:3]])), ["head"]),
        (of_a_stack_of_weights, (np.stack([Q, K]), np.eye(3)), ["example"]),
        (of_weights_and_a_bias, (Q, np.eye(3), K[:3], np.ones(3)), ["head"]),
        (of_columns_further_on, (np.hstack([Q, K, V, V[:, :1]]),), ["head"]),
        (of_single_queries, (Q, K, V), [""]),
        (put_together, (Q,), [""]),
        (put_together, (Q, K), [""]),  # nobody can tell
        (put_together_by_weights, (Q, np.eye(3), K[:3]), ["head"]),
        (put_together_of_two, (Q, K, np.eye(3)), ["example"]),
        (projected_one_by_one, (np.stack([Q, K]), np.stack([np.eye(3), K[:3]])), [""]),
        (laid_out_often, (np.hstack([Q, K]), 6), ["head"]),
        (laid_out_often, (np.hstack([Q, K]), 7), [""]),  # too far back
        (bent_after_parting, (np.hstack([Q, K]),), [""]),
        (picked_of_more, (np.hstack([Q, K, V, V[:, :1]]),), ["head"]),
        (joined_by_a_reshape, (np.stack([np.vstack([Q, K])]),), [""]),
        (examples_parted_by_a_reshape, (np.vstack([Q, K]),), [""]),
        (parted_one_by_one, (np.hstack([Q, K]),), ["head"]),
        (of_each_example, (np.stack([Q, K]),), ["example"]),
        (of_projected_examples, (np.stack([Q, K]), np.eye(3)), ["example"]),
        (parted_by_a_reshape, (np.hstack([Q, K]),), ["head"]),
        (ways.stacked, MANY, [""]),  # nobody can tell
        # The second is computed when the first is over.
        (by_weights_of_their_own, (Q, np.eye(3), K[:3]), ["", ""]),
    ],
)
def test_what_stands_side_by_side(call, arguments, expected):
    groups, roles = found_in(call, *arguments)
    assert [side_by_side(group, roles) for group in groups] == expected


@pytest.mark.parametrize(
    "call, arguments, count",
    [
        (ways.split_in_a_loop, (np.linspace(-1, 1, 24).reshape(4, 6), 2), 2),
        (of_each_example, (np.stack([Q, K]),), 0),  # no heads of one layer
        (ways.plain, (Q, K, V), 0),  # a single one
    ],
)
def test_what_is_of_one_head_alone(call, arguments, count):
    groups, roles = found_in(call, *arguments)
    found = roles.read(one_heads)
    assert sorted(set(found.values())) == list(range(count))
    for number, one in enumerate(groups[0].each[:count]):
        assert found[key_of(one.parts.mixed.value)] == number


def test_heads_of_other_shapes_are_not_told_together():
    def attend(q, k, v):
        return [ways.plain(q[:count], k, v) for count in (4, 4, 2)]

    groups, _ = found_in(attend, Q, K, V)
    assert [len(group.each) for group in groups] == [2, 1]
