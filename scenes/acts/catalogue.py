"""All acts there are, in the order in which they are asked."""

from scenes.acts import (
    arrive, compare, ending, generic, join, learned, mended,
    neuron_answer, neuron_biases, neuron_curve, neuron_pixels, neuron_sums,
    neuron_weights, one_step, opening, parting, pick, plan_learning, rows,
    sheets, slope, softmax, strokes, through_curve, turned, twin_answers,
    twin_columns, twin_images, wanted)
from scenes.acts.combine import Combine
from scenes.acts.stamp import Stamp
from scenes.acts.table import Table
from scenes.acts.update import UpdateBars, UpdateGrid
from scenes.acts.update_sheets import UpdateSheets
from scenes.acts.legacy import BagAct
from scenes.acts.act import Act, ActKind, Found, Moment

OLD = [ActKind(BagAct, None, one) for one in (
    plan_learning.outer, plan_learning.update, plan_learning.combine)]
PLAYERS = {"combine": Combine,
           "table": Table, "stamp": Stamp,
           "update_grid": UpdateGrid, "update_bars": UpdateBars,
           "update_sheets": UpdateSheets}

# The first that recognises a moment shows it; the last one shows anything.
ACTS: tuple[ActKind, ...] = (
    softmax.KIND,
    through_curve.KIND,
    slope.KIND,
    *OLD[:1],
    turned.KIND,
    *OLD[1:2],
    sheets.KIND,
    rows.KIND,
    join.KIND,
    pick.KIND,
    *OLD[2:],
    arrive.KIND,
    generic.KIND,
    # Those that only films bring.
    opening.KIND,
    wanted.KIND,
    ending.KIND,
    compare.KIND,
    one_step.KIND,
    twin_images.KIND,
    twin_columns.KIND,
    twin_answers.KIND,
    parting.KIND,
    strokes.KIND,
    mended.KIND,
    learned.KIND,
    neuron_pixels.KIND,
    neuron_weights.KIND,
    neuron_sums.KIND,
    neuron_biases.KIND,
    neuron_curve.KIND,
    neuron_answer.KIND,
)


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


def player_of(act: Act) -> type:
    """The subclass of player.ActPlayer that shows a plan."""
    return PLAYERS[act.kind] if isinstance(act, BagAct) else BY_PLAN[type(act)]


BY_PLAN = {kind.plan: kind.player for kind in ACTS}
