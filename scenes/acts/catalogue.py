"""All acts there are, in the order in which they are asked."""

from scenes.acts import (
    accuracy,
    answer_error,
    arithmetic,
    arrive,
    attention,
    batch_product,
    begins,
    bias_gradient,
    blame,
    cells_combine,
    cells_curve,
    cells_formula,
    cells_gate,
    cells_slope,
    closing,
    collapse,
    collapse_pairs,
    combine,
    compare,
    convolve,
    counter,
    descent,
    draw,
    ending,
    facing_sheets,
    fetch,
    flatten,
    generic,
    glow,
    input_gradient,
    join,
    kernel_gradient,
    learned,
    loss,
    mended,
    moved,
    neuron_answer,
    neuron_biases,
    neuron_curve,
    neuron_pixels,
    neuron_sums,
    neuron_weights,
    normalise,
    normalise_back,
    one_step,
    one_weight,
    opening,
    overwrite,
    parting,
    passage,
    penalty,
    pick,
    pool,
    pool_back,
    question,
    rearrange,
    rounds_learnt,
    rounds_left_out,
    rows,
    sheets,
    slope,
    softmax,
    stamp,
    strip,
    strokes,
    swapped,
    table,
    through_curve,
    triangle,
    turned,
    twin_answers,
    twin_columns,
    twin_images,
    two_examples,
    update_bars,
    update_grid,
    update_sheets,
    wanted,
)
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.player import ActPlayer
from scenes.reading.film_error import FilmError

# The first that recognises a moment shows it; the last one shows anything.
ACTS: tuple[ActKind, ...] = (
    rounds_left_out.KIND,
    loss.KIND,
    attention.KIND,
    normalise.KIND,
    normalise_back.KIND,
    convolve.KIND,
    penalty.KIND,
    pool.KIND,
    kernel_gradient.KIND,
    input_gradient.KIND,
    bias_gradient.KIND,
    pool_back.KIND,
    triangle.KIND,
    flatten.KIND,
    softmax.KIND,
    answer_error.KIND,
    descent.KIND,  # what it squares goes through a curve, too
    slope.KIND,  # y * (1 - y) is a curve of y, too
    stamp.KIND,
    table.KIND,
    turned.KIND,
    update_bars.KIND,
    update_sheets.KIND,
    update_grid.KIND,
    sheets.KIND,
    batch_product.KIND,  # a row with its bias before rows
    rows.KIND,
    join.KIND,
    pick.KIND,
    draw.KIND,
    accuracy.KIND,
    collapse_pairs.KIND,
    collapse.KIND,
    cells_gate.KIND,  # zeros written where a mask stops are written cells, too
    overwrite.KIND,
    fetch.KIND,
    # What works on each cell alone, after all that it may be a part of.
    cells_formula.KIND,
    cells_slope.KIND,
    through_curve.KIND,
    cells_curve.KIND,
    combine.KIND,
    arithmetic.KIND,
    begins.KIND,
    cells_combine.KIND,
    rearrange.KIND,
    generic.KIND,
    # Those that only films bring.
    arrive.KIND,
    opening.KIND,
    closing.KIND,
    blame.KIND,
    one_weight.KIND,
    glow.KIND,
    wanted.KIND,
    ending.KIND,
    compare.KIND,
    one_step.KIND,
    question.KIND,
    twin_images.KIND,
    twin_columns.KIND,
    twin_answers.KIND,
    parting.KIND,
    two_examples.KIND,
    passage.KIND,
    counter.KIND,
    strip.KIND,
    strokes.KIND,
    swapped.KIND,
    mended.KIND,
    moved.KIND,
    learned.KIND,
    facing_sheets.KIND,
    rounds_learnt.KIND,
    neuron_pixels.KIND,
    neuron_weights.KIND,
    neuron_sums.KIND,
    neuron_biases.KIND,
    neuron_curve.KIND,
    neuron_answer.KIND,
)
PLAYERS: dict[type[Act], type[ActPlayer]] = {kind.plan: kind.player for kind in ACTS}


def recognised(moment: Moment) -> Found | None:
    """The first act of the list that shows what begins at a moment.

    Returns:
        None where a call begins that no act shows as a whole.
    """
    for kind in ACTS:
        if kind.recognise and (kind.of_calls or not moment.call):
            found = kind.recognise(moment)
            if found is not None:
                return found
    return None


def player_of(act: Act) -> type[ActPlayer]:
    """The subclass of player.ActPlayer that shows a plan.

    Raises:
        FilmError: the kind of act is in no list, and names no player.
    """
    player = PLAYERS.get(type(act), act.player)
    if player is None:
        raise FilmError(
            f"expected an act of ACTS in scenes/acts/catalogue.py, or one whose plan "
            f"names its player, got a {type(act).__name__}; give it `player = ...`"
        )
    return player
