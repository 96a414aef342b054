"""All acts there are, in the order in which they are asked."""

from scenes.acts import (
    arrive, compare, ending, generic, learned, mended, one_step, opening,
    parting, pick, plan_layers, plan_learning, strokes, twin_answers,
    twin_columns, twin_images, wanted)
from scenes.acts.combine import Combine
from scenes.acts.join import Join
from scenes.acts.neurons import NEURON_PLAYERS
from scenes.acts.rows import Rows
from scenes.acts.sheets import Sheets
from scenes.acts.slope import Slope
from scenes.acts.stamp import Stamp
from scenes.acts.table import Table
from scenes.acts.through_curve import ThroughCurve
from scenes.acts.turned import Turned
from scenes.acts.update import UpdateBars, UpdateGrid
from scenes.acts.update_sheets import UpdateSheets
from scenes.acts.legacy import BagAct
from scenes.acts.act import Act, ActKind, Found, Moment

OLD = [ActKind(BagAct, None, one, of_calls=one is plan_layers.curve) for one in (
    plan_layers.curve, plan_learning.slope, plan_learning.outer, plan_learning.turned_matmul, plan_learning.update,
    plan_layers.matmul, plan_layers.join, plan_learning.combine)]
PLAYERS = {"sheets": Sheets,
           "rows": Rows, "join": Join,
           "curve": ThroughCurve, "combine": Combine,
           "slope": Slope, "table": Table, "stamp": Stamp, "turned": Turned,
           "update_grid": UpdateGrid, "update_bars": UpdateBars,
           "update_sheets": UpdateSheets,
           **NEURON_PLAYERS}

# The first that recognises a moment shows it; the last one shows anything.
ACTS: tuple[ActKind, ...] = (
    *OLD[:7],
    pick.KIND,
    *OLD[7:],
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
