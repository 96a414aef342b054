"""Losses: found by what they compute, and nothing else is taken for one."""

import cProfile

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.forms_tried import forms
from scenes.reading.losses import losses
from scenes.reading.value_roles import roles_of
from tests import losses as written
from tests.losses import HOT, LABELS, SCORES, SHARES, TRUE, YES


def found_in(function, *given):
    given = [one.copy() if isinstance(one, np.ndarray) else one for one in given]
    trace = record(function, *given)
    found = roles_of(trace).read(losses)
    return trace, list({id(one): one for one in found.values()}.values())


def nothing_else(trace):
    return sum(len(step.operations) for step in trace.steps)


SIDES = np.array([1, -1, 1, 1, -1])
CASES = [
    (written.picked, SHARES, LABELS, "shares", 1 / 5),
    (written.picked_by_a_range, SHARES, LABELS, "shares", 1 / 5),
    (written.picked_along, SHARES, LABELS, "shares", 1),
    (written.picked_and_kept_from_zero, SHARES, LABELS, "shares", 1 / 5),
    (written.clipped, SHARES, LABELS, "shares", 1 / 5),
    (written.picked_and_masked, SHARES, LABELS, "shares", 1 / 3),
    (written.picked_along_and_masked, SHARES, LABELS, "shares", 1),
    (written.one_hot, SHARES, HOT, "shares", 1 / 5),
    (written.one_hot_by_rows, SHARES, HOT, "shares", 1 / 5),
    (written.one_hot_by_letters, SHARES, HOT, "shares", 1 / 5),
    (written.of_scores, SCORES, LABELS, "scores", 1 / 5),
    (written.of_scores_added, SCORES, LABELS, "scores", 1 / 5),
    (written.of_log_shares, SCORES, LABELS, "scores", 1 / 5),
    (written.of_log_shares_one_hot, SCORES, HOT, "scores", 1 / 5),
    (written.in_place, SCORES, LABELS, "scores", 1 / 5),
    (written.yes_or_no, YES, TRUE, "binary", 1 / 6),
    (written.yes_or_no_of_numbers, YES, TRUE, "binary", 1),
    (written.yes_or_no_as_products, YES, TRUE, "binary", 1 / 6),
    (written.yes_or_no_clipped, YES, TRUE, "binary", 1 / 6),
    (written.squares, YES, TRUE, "squared", 1 / 6),
    (written.half_squares, YES, TRUE, "squared", 1 / 2),
    (written.half_a_length, YES, TRUE, "squared", 1 / 2),
    (written.squares_the_other_way, YES, TRUE, "squared", 1 / 12),
    (written.squares_as_a_product, YES, TRUE, "squared", 1 / 6),
    (written.squares_as_a_column, YES, TRUE, "squared", 1 / 12),
    (written.squares_on_a_diagonal, YES, TRUE, "squared", 1),
    (written.squares_written, YES, TRUE, "squared", 1 / 6),
    (written.squares_written_as_large, YES, TRUE, "squared", 1 / 6),
    (written.rooted, YES, TRUE, "squared", 1 / 6),
    (written.sizes, YES, TRUE, "absolute", 1 / 6),
    (written.hinge, SCORES, LABELS, "hinge", 1 / 5),
    (written.of_far_ones_less, 3 * YES, TRUE, "huber", 1 / 6),
    (written.of_far_ones_less, YES, TRUE, "huber", 1 / 6),
    (written.of_far_ones_cut, 3 * YES, TRUE, "huber", 1),
    (written.smoothed, 3 * YES, TRUE, "huber", 2 / 6),
    (written.of_logits, SCORES[:, :1], TRUE[:5], "logits", 1 / 5),
    (written.of_logits_and_sides, SCORES[:, :1], TRUE[:5], "logits", 1),
    (written.of_logits_kept_small, SCORES[:, :1], TRUE[:5], "logits", 1 / 5),
    (written.of_logits_added, SCORES[:, :1], TRUE[:5], "logits", 1 / 5),
    (written.yes_or_no_chosen, YES, TRUE, "binary", 1 / 6),
    (written.sides, SCORES[:, 0], SIDES, "sides", 1 / 5),
    (written.sides_of_margins, SCORES[:, 0], SIDES, "sides", 1 / 5),
]


@pytest.mark.parametrize("function, said, wanted, kind, scale", CASES)
def test_found_however_it_is_written(function, said, wanted, kind, scale):
    trace, (loss,) = found_in(function, said, wanted)
    assert (loss.form.kind, loss.form.scale) == (kind, pytest.approx(scale))
    assert len(loss.numbers) == nothing_else(trace)
    np.testing.assert_allclose(loss.form.said.array, said, rtol=1e-12)
    if loss.form.wanted is not None:
        np.testing.assert_array_equal(loss.form.wanted.array.ravel(), wanted.ravel())
    total = float(loss.total.result.array.reshape(-1)[0])
    again = loss.form.terms.sum() * loss.form.scale
    assert total == pytest.approx(np.sqrt(again) if loss.form.is_root else again)


@pytest.mark.parametrize("function, said, wanted, kind, scale", CASES)
def test_of_short_floats_too(function, said, wanted, kind, scale):
    short = said.astype(np.float32)
    _, (loss,) = found_in(
        function, short, wanted if wanted.dtype.kind == "i" else wanted.astype("f4")
    )
    assert loss.form.kind == kind


def each(scores, labels):
    """The cost of each example, all apart."""
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return -np.log(shares[np.arange(len(labels)), labels])


def each_of_logits(scores, wanted):
    return np.log(1 + np.exp(np.where(wanted > 0, -scores, scores)))


@pytest.mark.parametrize(
    "function, said, wanted",
    [
        *(case[:3] for case in CASES),
        (each, SCORES, LABELS),
        (each_of_logits, SCORES[:, :1], TRUE[:5]),
    ],
)
@np.errstate(all="ignore")
def test_a_batch_of_none_has_no_loss(function, said, wanted):
    """As the first of `range(-1, ...)`."""
    given = said[:0], wanted[:0]
    try:
        function(*given)
    except (ValueError, ZeroDivisionError) as error:
        pytest.skip(f"NumPy itself: {error}")
    _, found = found_in(function, *given)
    assert not found


@pytest.mark.parametrize("function", [written.picked, written.one_hot])
def test_the_right_answers_are_those_that_are_picked(function):
    _, (loss,) = found_in(
        function, SHARES, LABELS if function is written.picked else HOT
    )
    form = loss.form
    np.testing.assert_array_equal(form.picked, np.arange(5) * 3 + LABELS)
    assert form.classes == 3
    for index, label in enumerate(LABELS):
        assert form.xs[index] == SHARES[index, label]
        assert form.terms[index] == pytest.approx(-np.log(SHARES[index, label]))


@pytest.mark.parametrize(
    "function", [written.one_hot_written, written.one_hot_written_as_large]
)
def test_the_ones_may_be_written_into_zeros(function):
    """Also into zeros that are only as large as the answers, not made of them."""
    _, (loss,) = found_in(function, SHARES, LABELS)
    assert (loss.form.kind, loss.form.wanted.name) == ("shares", "hot")
    np.testing.assert_array_equal(loss.form.picked, np.arange(5) * 3 + LABELS)


PRODUCTS = {
    "@": lambda x, w: x @ w,
    "dot": np.dot,
    "inner": lambda x, w: np.inner(x, w.T),
    "einsum": lambda x, w: np.einsum("ij,jk->ik", x, w),
    "tensordot": lambda x, w: np.tensordot(x, w, 1),
}


@pytest.mark.parametrize("product", PRODUCTS)
def test_what_stands_before_the_last_product_is_no_part_of_it(product):
    """As a number that keeps a spread, and no logarithm, from zero."""

    def trained(x, w, labels):
        x = x / np.sqrt((x**2).mean(axis=1, keepdims=True) + 5e-4)
        powers = np.exp(PRODUCTS[product](x, w))
        shares = powers / powers.sum(axis=1, keepdims=True)
        return -np.log(shares[np.arange(5), labels] + 1e-4).mean()

    _, (loss,) = found_in(trained, SCORES, SCORES[:3], LABELS)
    assert (loss.form.kind, loss.form.said.name) == ("shares", "shares")


def test_columns_are_examples_where_the_ones_say_so():
    _, (loss,) = found_in(written.one_hot, SHARES.T.copy(), HOT.T.copy())
    assert loss.form.classes == 3 and loss.form.scale == pytest.approx(1 / 3)
    np.testing.assert_allclose(
        np.sort(loss.form.xs), np.sort(SHARES[np.arange(5), LABELS])
    )


def test_what_is_not_added_up_is_told_of_each():
    _, (loss,) = found_in(written.of_each, SHARES, LABELS)
    assert loss.form.is_each and loss.total.result.shape == (5,)


@pytest.mark.parametrize(
    "function, p",
    [(written.over_time, SHARES[..., None]), (written.taken_away, SHARES)],
)
def test_each_moment_adds_to_what_came_before(function, p):
    _, found = found_in(function, p, [2, 0, 1])
    assert [one.form.kind for one in found] == ["shares"] * 3
    sums = np.cumsum([one.value for one in found])
    expected = np.cumsum(-np.log(SHARES[[0, 1, 2], [2, 0, 1]]))
    np.testing.assert_allclose(sums, expected)
    for one, total in list(zip(found, sums))[1:]:
        assert one.running is not None
        assert float(one.running.result.array) == pytest.approx(total)


def a_line_is_fitted(x, y):
    """The weights are made of what was wanted in the rounds before."""
    w = np.zeros(x.shape[1])
    losses = []
    for _ in range(3):
        error = x @ w - y
        losses.append(np.mean(error**2))
        w = w - 0.1 * x.T @ error
    return losses


def seen_again(x, w):
    """What goes in is wanted, too."""
    code = x @ w
    return np.mean((code @ w.T - x) ** 2)


def test_each_round_has_its_loss():
    trace, found = found_in(a_line_is_fitted, SCORES, SHARES[:, 0])
    assert [one.form.kind for one in found] == ["squared"] * 3
    assert len({one.value for one in found}) == 3
    assert all(one.form.wanted.name == "y" for one in found)


def test_what_goes_in_may_be_wanted():
    _, (loss,) = found_in(seen_again, SCORES, SHARES[:3, :2].copy())
    assert (loss.form.kind, loss.form.wanted.name) == ("squared", "x")


STACK = np.stack([SHARES, SHARES[::-1]])
STACKED = np.stack([LABELS, LABELS])


@pytest.mark.parametrize(
    "function, p, wanted, scale, examples",
    [
        (written.of_a_stack, STACK, STACKED, 1 / 10, 10),
        (written.of_a_stack_one_hot, STACK, np.eye(3)[STACKED], 1 / 10, 10),
        (written.picked_by_ones, SHARES, HOT, 1 / 5, 5),
        (written.picked_by_a_mask, SHARES, HOT, 1, 5),
    ],
)
def test_of_stacks_and_of_ones_that_pick(function, p, wanted, scale, examples):
    _, (loss,) = found_in(function, p, wanted)
    form = loss.form
    assert (form.kind, form.picked.size, form.classes) == ("shares", examples, 3)
    assert form.scale == pytest.approx(scale)
    rows, labels = (
        p.reshape(-1, 3),
        (
            wanted.ravel()
            if wanted.dtype.kind == "i"
            else wanted.argmax(axis=-1).ravel()
        ),
    )
    expected = [-np.log(row[label]) for row, label in zip(rows, labels)]
    np.testing.assert_allclose(np.sort(form.terms), np.sort(expected))


def test_a_loss_may_be_scaled_before_it_is_added():
    answers, wanted = [YES, YES[::-1].copy()], [TRUE, TRUE.copy()]
    _, found = found_in(written.of_each_in_turn, answers, wanted)
    assert [one.form.scale for one in found] == [0.25, 0.25]
    assert [one.running is not None for one in found] == [True, True]
    for one, answer, right in zip(found, answers, wanted):
        assert one.value == pytest.approx(((answer - right) ** 2).sum() / 4)


@pytest.mark.parametrize("wanted", [SHARES[::-1].copy(), np.full((5, 3), 1 / 3)])
def test_what_is_wanted_may_be_shares(wanted):
    _, (loss,) = found_in(written.one_hot, SHARES, wanted)
    assert loss.form.is_soft and loss.form.picked is None
    np.testing.assert_allclose(loss.form.terms, -wanted * np.log(SHARES))


@pytest.mark.parametrize(
    "function, said, wanted",
    [
        (written.spread, YES, TRUE),
        (written.distance, YES, TRUE),
        (written.of_far_ones_less_still, 3 * YES, TRUE),
        (written.of_far_ones_not_at_all, 3 * YES, TRUE),
        (written.rounded_corners, SCORES[:, :1], TRUE[:5]),
        (written.of_other_sides, SCORES[:, :1], TRUE[:5]),
        (written.sides_in_halves, SCORES[:, 0], SIDES),
        (written.sides, SIDES[::-1].copy(), SIDES),  # sides are no scores
        (written.entropy, SHARES, LABELS),
        (written.picked_and_weighed, SHARES, LABELS),
        # Only 0, 1 and shares between them are wanted.
        (written.yes_or_no, YES, TRUE * 2),
        (written.yes_or_no, YES, TRUE - 0.5),
        (written.one_hot, SHARES, HOT * 2),
        (written.of_the_wrong_ones, SHARES, LABELS),
        (written.of_the_largest, SHARES, LABELS),
        (written.of_itself, SHARES, HOT),
        (written.halved_and_masked, SHARES, LABELS),
        (written.squares, YES * np.nan, TRUE),
        (written.picked, SHARES * -1, LABELS),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_what_is_none(function, said, wanted):
    assert found_in(function, said, wanted)[1] == []


SURE = np.array([[0.1, 1 - 2e-6], [0.9, 0.1]])


@pytest.mark.parametrize(
    "function, given",
    [
        (written.a_step_of_values, (SURE,)),
        (written.nothing_of_the_cut, (-np.abs(SCORES), LABELS)),
    ],
)
def test_tiny_numbers_make_no_loss(function, given):
    assert found_in(function, *given)[1] == []


def test_sizes_of_whole_differences_are_no_squares():
    _, found = found_in(written.halved_sizes, HOT * 0.0, HOT)
    assert {one.form.kind for one in found} <= {"absolute"}


def test_sure_answers_still_cost_what_they_cost():
    z = np.array([[40.0, 0, 0], [0, 38.0, 0]])
    _, (loss,) = found_in(written.of_scores, z, np.array([0, 1]))
    assert loss.form.kind == "scores" and loss.value < 1e-15


@pytest.mark.filterwarnings("ignore:divide by zero")
def test_no_share_at_all_costs_without_end():
    shares = np.array([[0.0, 1.0], [0.5, 0.5]])
    _, (loss,) = found_in(written.picked, shares, np.array([0, 1]))
    assert loss.value == np.inf and loss.form.terms[1] == pytest.approx(np.log(2))


def test_perfect_answers_cost_nothing():
    _, (loss,) = found_in(written.squares, TRUE, TRUE.copy())
    assert loss.value == 0 and not loss.form.terms.any()


SURE = np.eye(3)[[2, 0, 1]]  # each gives the right answer all of its share
RIGHT = np.array([2, 0, 1])
ZERO_AND_ONE = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]])


@pytest.mark.parametrize(
    "loss, said, wanted, scale, is_root",
    [
        (lambda p, y: -np.log(p[np.arange(3), y]).mean(), SURE, RIGHT, 1 / 3, False),
        (lambda p, y: -np.mean(np.log(p[np.arange(3), y])), SURE, RIGHT, 1 / 3, False),
        (lambda p, y: -np.log(p[np.arange(3), y]).sum() / 3, SURE, RIGHT, 1 / 3, False),
        (lambda p, y: -np.log(p[np.arange(3), y]).sum(), SURE, RIGHT, 1, False),
        (lambda p, y: 2 * -np.log(p[np.arange(3), y]).sum(), SURE, RIGHT, 2, False),
        (lambda a, b: ((a - b) ** 2).mean(), SURE, SURE, 1 / 9, False),
        (
            lambda a, b: 0.5 * ((a - b) ** 2).mean(axis=1).sum(),
            SURE,
            SURE,
            1 / 6,
            False,
        ),
        (lambda a, b: ((a - b) ** 2).sum() / len(a), SURE, SURE, 1 / 3, False),
        (lambda a, b: ((a - b) ** 2).sum() / a.sum(), SURE, SURE, 1 / 3, False),
        (lambda a, b: a.sum() * ((a - b) ** 2).sum(), SURE, SURE, 3, False),
        (lambda a, b: np.abs(a - b).mean(), SURE, SURE, 1 / 9, False),
        (lambda a, b: np.sqrt(((a - b) ** 2).mean()), SURE, SURE, 1 / 9, True),
        (lambda a, b: np.linalg.norm(a - b), SURE, SURE, 1, True),
        (
            lambda p, y: -np.log(p[np.arange(2), y]).mean(),
            ZERO_AND_ONE,
            np.array([1, 1]),
            1 / 2,  # a cost without end, and averaged all the same
            False,
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_what_costs_nothing_or_has_no_end_is_scaled_as_the_code_does(
    loss, said, wanted, scale, is_root
):
    """0 is 0 by whatever it is multiplied: the number alone does not tell."""
    _, (found,) = found_in(loss, said, wanted)
    assert not found.form.terms.any() or found.value == np.inf
    assert (found.form.scale, found.form.is_root) == (pytest.approx(scale), is_root)


def shrunk(w, said, wanted, rounds):
    """What is no loss many times over, and then one."""
    for _ in range(rounds):
        w = w / np.sqrt(np.sum(np.exp(w) * w * w))
    return w, np.mean((said - wanted) ** 2)


@pytest.mark.parametrize("rounds", [20, 60])
def test_what_is_no_loss_is_not_tried_in_every_round(rounds):
    trace = record(shrunk, np.linspace(0.3, 1.2, 4), YES, TRUE, rounds)
    roles = roles_of(trace)
    profile = cProfile.Profile()
    found = profile.runcall(losses, roles)
    assert {one.form.kind for one in found.values()} == {"squared"}
    tried = [one for one in profile.getstats() if one.code is forms.__code__]
    assert sum(one.callcount for one in tried) < 40


@pytest.mark.parametrize(
    "function, kept",
    [
        (written.picked_and_masked, [1, 3, 4]),
        (written.picked_along_and_masked, [1, 2, 3]),
    ],
)
def test_what_a_mask_leaves_out_costs_nothing(function, kept):
    _, (one,) = found_in(function, SHARES, LABELS)
    assert one.form.masked == 2 and list(one.form.kept) == kept
    np.testing.assert_array_equal(one.form.xs, SHARES[kept, LABELS[kept]])
    np.testing.assert_allclose(one.form.terms, -np.log(one.form.xs), rtol=1e-6)


def test_shares_are_those_that_the_costs_are_of():
    """Limits that only keep a logarithm from zero are passed over, no others."""
    _, (near,) = found_in(written.clipped, SHARES, LABELS)
    _, (far,) = found_in(written.clipped_far, SHARES, LABELS)
    right = SHARES[np.arange(5), LABELS]
    np.testing.assert_array_equal(near.form.xs, right)
    np.testing.assert_array_equal(far.form.xs, np.clip(right, 0.25, 0.5))
    np.testing.assert_allclose(far.form.terms, -np.log(far.form.xs))


def of_pairs_of_arrays(ys, ps):
    for y, p in zip(ys, ps):
        loss = -np.sum(y * np.log(p))
    return loss


@pytest.mark.parametrize("others, is_found", [(7, True), (8, False)])
def test_a_line_that_often_gave_no_loss_is_not_asked_again(others, is_found):
    shares = np.array([[0.7, 0.2, 0.1], [0.2, 0.5, 0.3]])
    wanted = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    ys = [shares - 2.0] * others + [wanted]  # what is below zero is not wanted
    ps = [shares + 0.01 * k for k in range(others)] + [shares]
    found = roles_of(record(of_pairs_of_arrays, ys, ps)).read(losses).values()
    assert {one.form.wanted.array.tolist() == wanted.tolist() for one in found} == (
        {True} if is_found else set()
    )


def of_three_heads(a, b, c, y):
    """Each is weighted once all are known."""
    of_a = np.mean((a - y) ** 2)
    of_b = np.mean((b - y) ** 2)
    of_c = np.mean((c - y) ** 2)
    return 0.5 * of_a + 0.25 * of_b + of_c * 0.125


def added_up_later(answers, y):
    costs = []
    for answer in answers:
        costs.append(np.mean((answer - y) ** 2))
    total = 0.0
    for cost in costs:
        total = total + cost
    return total


HEADS = [SHARES[:, 0] + 0.125, SHARES[:, 1] - 0.25, SHARES[:, 2] * 2, SHARES[:, 0]]


def test_each_of_several_losses_is_weighted():
    _, found = found_in(of_three_heads, *HEADS[:3], SHARES[:, 1].copy())
    weights = [one.form.scale * 5 for one in found]
    assert weights == pytest.approx([0.5, 0.25, 0.125])
    assert [one.running is not None for one in found] == [False, True, True]
    for one, head, weight in zip(found, HEADS, [0.5, 0.25, 0.125]):
        expected = weight * np.mean((head - SHARES[:, 1]) ** 2)
        assert one.value == pytest.approx(expected)


def test_losses_may_be_added_up_once_all_are_known():
    _, found = found_in(added_up_later, HEADS, SHARES[:, 1].copy())
    found = sorted(found, key=lambda one: one.operations[0].number)
    expected = [np.mean((head - SHARES[:, 1]) ** 2) for head in HEADS]
    np.testing.assert_allclose([one.value for one in found], expected)
    sums = [float((one.running or one.total).result.array) for one in found]
    np.testing.assert_allclose(sums, np.cumsum(expected))
