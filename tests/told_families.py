"""Calls of one kind in the spellings that people use: what their films say is kept
as text, without what stands on their stage."""

import numpy as np

from tests import (
    attentions,
    losses,
    normalisations,
    normalised_gradients,
    softmaxes,
    window_networks,
)
from tests.losses import HOT, LABELS, SCORES, SHARES, TRUE, YES

ROWS = np.random.default_rng(3).normal(size=(3, 4, 3)).round(2)

_LOSSES = {
    "picked picked_by_a_range picked_along picked_and_kept_from_zero clipped of_each "
    "of_the_wrong_ones picked_and_masked": (SHARES, LABELS),
    "one_hot one_hot_by_rows one_hot_by_letters entropy picked_by_ones "
    "picked_by_a_mask": (SHARES, HOT),
    "of_scores of_log_shares in_place hinge nothing_of_the_cut": (SCORES, LABELS),
    "of_log_shares_one_hot": (SCORES, HOT),
    "of_logits of_logits_and_sides of_logits_kept_small of_logits_added "
    "rounded_corners of_other_sides": (SCORES[:, :1], TRUE[:5]),
    "yes_or_no yes_or_no_of_numbers yes_or_no_as_products yes_or_no_clipped "
    "yes_or_no_chosen squares half_squares half_a_length squares_the_other_way "
    "squares_as_a_product squares_as_a_column rooted sizes spread distance "
    "of_far_ones_less halved_sizes": (YES, TRUE),
    "of_far_ones_less of_far_ones_cut smoothed": (3 * YES, TRUE),
    "sides": (SCORES[:, 0], np.array([1, -1, 1, 1, -1])),
}
_SOFTMAXES = {
    "called called_in_a_line with_others_between of_columns of_all in_place masked "
    "called_for_more called_for_nothing called_with_an_aside called_in_turn "
    "shifted_and_used divided_by_the_mean": (softmaxes.BATCH,),
    "called_for_a_line in_three_lines of_squares not_divided_by_its_own_sum "
    "summed_the_other_way": (softmaxes.COLUMN,),
}
_ATTENTIONS = {
    "plain scaled_in_one_line by_letters in_columns one_query mask_added mask_by_where "
    "mask_written mask_in_place mask_times no_softmax sums_of_other_rows "
    "scores_squared of_no_product values_come_later": tuple(ROWS)
}
_NORMALISATIONS = {
    "layer_norm in_a_call with_inverse with_features_below in_place by_sample of_all "
    "of_a_vector root_mean_square to_length_one into_range divided_by_the_mean "
    "only_centred divided_by_the_variance by_kept_numbers by_given_numbers "
    "along_another_axis by_what_happens_to_fit": (
        normalisations.X,
        normalisations.GAIN,
        normalisations.SHIFT,
    )
}
_NORM_GRADIENTS = {
    " ".join(
        one.__name__
        for one in (*normalised_gradients.FOUND, *normalised_gradients.NONE)
    ): normalised_gradients.GIVEN
}
_WINDOWS = {
    "in_loops by_a_total kernel_loop_anew by_views by_strides by_columns "
    "without_a_border cut_at_zero": (window_networks.IMAGE, window_networks.EDGE),
    "deep": (window_networks.CHANNELS, window_networks.DEEP, window_networks.BIASES),
    "with_gaps with_gaps_kernel_loop": (window_networks.WIDE, window_networks.EDGE),
    "largest_by_views mean_of_windows mean_of_pairs between_views moving_average": (
        window_networks.IMAGE,
    ),
}


def relu_and_back(x, g):
    passed = np.maximum(x, 0)
    return passed, g * (passed > 0)


def stopped_where_below(x, g):
    g[x <= 0] = 0
    return g


def chosen_where(x, g):
    return np.where(x > 0.5, g, 0)


def chosen_elsewhere(x, g):
    return np.where(x < 0, 0, g)


def leaky(x, g):
    return g * np.where(x > 0, 1, 0.01)


def dropped(x, g):
    mask = np.random.default_rng(1).random(x.shape) < 0.5
    kept = x * mask
    return kept, g * mask


def dropped_and_scaled(x, g):
    mask = (np.random.default_rng(2).random(x.shape) < 0.5) / 0.5
    return x * mask, g * mask


def masked_by_hand(x, g):
    return x * np.array([[1.0, 0, 1], [0, 1, 1], [1, 1, 0], [0, 0, 1]]), g


def all_stopped(x, g):
    return g * (x > 100)


def added_up(x, g):
    return x.sum(), x.mean(axis=0), g.max(axis=1), g.min(), x.std(), x.prod(axis=1)


def written_over(x, g):
    x[0] = 0
    x[:, 1] = g[:, 1]
    x[1:3] += 1.5
    x[x < 0] = 0
    g[[0, 2]] = x[[1, 3]]
    return x, g


def written_whole(x, g):
    x[2, 1] = 5
    g[:] = x
    x[...] = 0
    kinds = np.zeros(4)
    kinds[2] = 1
    rows = np.zeros((3, 4))
    rows[np.arange(3), [0, 3, 1]] = 1
    return x, g, kinds, rows


def laid_anew(x, g):
    flat = x.reshape(-1)
    turned = g.T
    doubled = np.concatenate([x, g])
    beside = np.stack([x, g])
    return flat, turned, doubled, beside, x[:, ::-1], np.repeat(x, 2, axis=0), x[None]


def combined(x, g):
    return x + g, x - g[0], x * 2, g / 4, x - x.mean(axis=0), 1 - x, x * g, x**2


def from_the_standard_normal(x, g):
    return -0.5 * np.sum(1 + g - x**2 - np.exp(g))


def drawn_by_their_shares(x, g):
    shares = np.abs(x[0]) / np.abs(x[0]).sum()
    some = np.random.default_rng(2).choice(len(shares), size=4, p=shares)
    return g[0][some]


def products(x, g):
    return (
        x.T @ g,
        x @ g.T,
        x[0] @ g[1],
        x @ g[0],
        np.outer(x[0], g[0]),
        x @ g.T + g[:, 0],
    )


_KINDS = {
    "gates": (
        relu_and_back,
        stopped_where_below,
        chosen_where,
        chosen_elsewhere,
        leaky,
        dropped,
        dropped_and_scaled,
        masked_by_hand,
        all_stopped,
    ),
    "arrays": (
        *(added_up, written_over, written_whole, laid_anew, combined, products),
        *(from_the_standard_normal, drawn_by_their_shares),
    ),
}
_OF_MODULES = {
    "losses": (losses, _LOSSES),
    "softmaxes": (softmaxes, _SOFTMAXES),
    "attentions": (attentions, _ATTENTIONS),
    "normalisations": (normalisations, _NORMALISATIONS),
    "norm_gradients": (normalised_gradients, _NORM_GRADIENTS),
    "windows": (window_networks, _WINDOWS),
}
NAMES = tuple(f"{name}_in_words" for name in (*_OF_MODULES, *_KINDS))


def family(name):
    """The calls of one of NAMES: [(function, copies of arguments)]."""
    kind = name.removesuffix("_in_words")
    if kind in _KINDS:
        return [(call, [ROWS[0].copy(), ROWS[1].copy()]) for call in _KINDS[kind]]
    module, table = _OF_MODULES[kind]
    return [
        (getattr(module, one), [np.array(array) for array in given])
        for names, given in table.items()
        for one in names.split()
    ]
