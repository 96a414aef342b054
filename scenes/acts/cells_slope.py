"""How steep a curve is where each value of an array stands on it."""

from dataclasses import dataclass

import numpy as np

from scenes.acts import slope_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.cell_moments import Place, first_number, place_at
from scenes.acts.cell_turns import cell_turns, first_few
from scenes.acts.cells_curve import as_called
from scenes.acts.cells_on_curve import LEAVES, ON_CURVE, CellsOnCurve
from scenes.acts.fields import dot_color, flat_at
from scenes.acts.schedule import HOLD, reading_of, tenths
from scenes.reading.cell_functions import cell_functions
from scenes.reading.makers import key_of
from scenes.reading.slopes_found import SlopeFound, slopes_found
from scenes.stage.curve import Tangent
from scenes.stage.part import ease
from scenes.words.naming import in_a_row
from scenes.words.purposes import step_name

ALONE = 3.6  # seconds of a value that goes alone
LONG, SHORT = 120, 30  # half of a tangent, in design pixels
FAINT = 0.22  # opacity of tangents of values that have gone


@dataclass(frozen=True, kw_only=True)
class CellsSlopeAct(Act):
    """How steep the curve of a function is at each value of an array.

    Attributes:
        slope: of which curve, and where on it.
        formula: what stands above the curve.
        told: flat indices of the cells that go alone.
    """

    kind = "cells_slope"

    slope: SlopeFound
    formula: str
    told: tuple[int, ...]


def recognise(moment: Moment) -> Found | None:
    """The slopes of a known curve that begin here, or that a call gives."""
    number = first_number(moment)
    if number is None:
        return None
    computed = moment.roles.read(cell_functions).by_first.get(number)
    if computed is None or computed.is_mask:
        return None
    slope = moment.roles.read(slopes_found).get(key_of(computed.result))
    if slope is None:
        return None
    place = place_at(moment, computed.operations, computed.argument)
    if place is None:
        return None
    return Found(_plan(moment, slope, place), place.numbers, place.step)


def _plan(moment: Moment, slope: SlopeFound, place: Place) -> CellsSlopeAct:
    computed = as_called(moment, slope.computed, place)
    told = _telling(slope)
    turns = cell_turns(len(told), alone=ALONE)
    lead = slope_words.lead_of(
        slope.name, computed.argument, is_of_heights=slope.is_of_heights
    )
    outcome = slope_words.outcome(slope)
    return CellsSlopeAct(
        operations=place.operations,
        operands=(computed.argument,),
        result=computed.result,
        result_name=place.name_of(computed.result),
        seconds=tenths(turns.end + max(HOLD, reading_of(slope_words.outcome, slope))),
        title=slope_words.title_of(slope.name),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=turns.end,
        mark=place.mark,
        shapes=place.shapes,
        lit=place.lit,
        step_name=step_name(place.target),
        turns=turns,
        slope=slope,
        formula=slope_words.formula(slope, computed.argument),
        told=told,
    )


def _telling(slope: SlopeFound) -> tuple[int, ...]:
    """The steepest, and the flattest if that is flatter."""
    slopes = slope.computed.result.array.ravel().astype(float)
    is_number = np.isfinite(slopes) & np.isfinite(slope.x.ravel())
    if not is_number.any():
        return ()
    steepest = int(np.where(is_number, np.abs(slopes), -np.inf).argmax())
    flattest = int(np.where(is_number, np.abs(slopes), np.inf).argmin())
    is_flatter = abs(slopes[flattest]) < abs(slopes[steepest])
    return first_few([steepest, flattest] if is_flatter else [steepest])


class CellsSlope(CellsOnCurve):
    """Each value slides to its place on the curve, a line touches the curve
    there, and what it rises in a step of 1 lands in its cell."""

    act: CellsSlopeAct

    def build(self) -> None:
        slope, self.told = self.act.slope, self.act.told
        self.slopes = slope.computed.result.array.ravel().astype(float)
        self.bring_all(
            self.act.operands[0],
            slope.computed.result,
            slope.curve,
            (slope.x, slope.y),
            self.act.formula,
        )

    def rest(self, lead: int | None, share: float, count: int, turn: int) -> None:
        super().rest(lead, share, count, turn)
        self.curve.tangents = (
            *(
                self._tangent(flat_at(self.after, place), SHORT, FAINT)
                for place in self.resting[self.resting < count][::4]
                if self.is_number[flat_at(self.after, place)]
            ),
            *(self._tangent(flat, SHORT, 0.6) for flat in self.told[: max(turn, 0)]),
        )
        if lead is not None and share > ON_CURVE:
            drawn = ease(share, ON_CURVE, ON_CURVE + 0.1)
            step = ease(share, ON_CURVE + 0.1, LEAVES)
            alone = self._tangent(lead, LONG * drawn, 1.0, step=step)
            self.curve.tangents += (alone,)

    def _tangent(self, flat, half, opacity, *, step=0.0):
        return Tangent(
            self.x[flat], self.y[flat], self.slopes[flat], half, opacity, step
        )

    def color_at(self, flat: int, share: float) -> str:
        """What flies away from the curve is the slope."""
        value = self.slopes[flat] if share > LEAVES else self.x[flat]
        return dot_color(value)

    def words(self, time: float) -> str:
        turn, _ = self.turns.at(time)
        if not self.turns.playing(time):
            return self.act.outcome if time >= self.turns.end else ""
        if turn < len(self.told):
            return slope_words.one_value(
                self.act.slope, self.told[turn], is_steepest=turn == 0
            )
        return slope_words.then_all(self.x.size)


KIND = ActKind(CellsSlopeAct, CellsSlope, recognise, of_calls=True)
