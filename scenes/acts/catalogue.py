"""All acts there are, in the order in which they are asked."""

from scenes.acts import (
    arrive, generic, join, pick, plan_learning, rows, sheets, slope, softmax,
    through_curve, turned)
from scenes.acts.combine import Combine
from scenes.acts.compare import Compare
from scenes.acts.ending import Ending, Lesson
from scenes.acts.learned import Learned
from scenes.acts.mended import Mended
from scenes.acts.neurons import NEURON_PLAYERS
from scenes.acts.opening import Opening
from scenes.acts.stamp import Stamp
from scenes.acts.strokes import Strokes
from scenes.acts.table import Table
from scenes.acts.twins import Twins
from scenes.acts.update import UpdateBars, UpdateGrid
from scenes.acts.update_sheets import UpdateSheets
from scenes.acts.wanted import Wanted
from scenes.acts.legacy import BagAct
from scenes.acts.act import Act, ActKind, Found, Moment

OLD = [ActKind(BagAct, None, one) for one in (
    plan_learning.outer, plan_learning.update, plan_learning.combine)]
PLAYERS = {"opening": Opening, "combine": Combine,
           "table": Table, "stamp": Stamp,
           "update_grid": UpdateGrid, "update_bars": UpdateBars,
           "update_sheets": UpdateSheets, "compare": Compare, "twins": Twins, "learned": Learned,
           "strokes": Strokes, "mended": Mended,
           "wanted": Wanted, "ending": Ending, "lesson": Lesson,
           **NEURON_PLAYERS}

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
