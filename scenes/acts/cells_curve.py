"""An array of any shape through a function of one number."""

from dataclasses import dataclass, replace

import numpy as np

from scenes.acts import curve_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.cell_moments import Place, first_number, place_at
from scenes.acts.cell_turns import WAVE, cell_turns, first_few
from scenes.acts.cells_on_curve import CellsOnCurve, width_of
from scenes.acts.schedule import HOLD, reading_of, tenths
from scenes.acts.through_curve import UNSHAPED, as_gate, away_from, bends_of, samples
from scenes.acts.through_curve import planned as planned_column
from scenes.reading.cell_functions import cell_functions
from scenes.reading.elementwise import name_outside, takes
from scenes.reading.function_of_cells import CellFunction
from scenes.reading.known_curves import NAMES, OTHER, known_name, limits_of
from scenes.words.naming import in_a_row, layer_name, said

ALONE = 3.0  # seconds of a value that goes alone
CALM = 1.6  # where a curve leaves all values as they are
FAR = 20  # times the width of the values: limits beyond are not drawn
LONGEST_FORMULA = 46  # characters above the curve


@dataclass(frozen=True, kw_only=True)
class CellsCurveAct(Act):
    """Each value of an array becomes the height of a curve.

    Attributes:
        function: whose curve it is, with what went in and came out.
        formula: what stands above the curve.
        told: flat indices of the cells that go alone.
    """

    kind = "cells_curve"

    function: CellFunction
    formula: str
    told: tuple[int, ...]


def recognise(moment: Moment) -> Found | None:
    """A function of each value alone that begins here, or that a call is."""
    functions = moment.roles.read(cell_functions)
    number = first_number(moment)
    function = functions.by_first.get(number) if number is not None else None
    if function is None or function.is_mask:
        return None
    place = place_at(moment, function.operations, function.argument)
    if place is None:
        return None
    if takes(function.argument, function.result):
        column = replace(planned_column(place.target, function), lit=place.lit)
        return Found(as_gate(moment, column), place.numbers, place.step)
    act = as_gate(moment, _plan(moment, function, place))
    return Found(act, place.numbers, place.step)


def _plan(moment: Moment, function: CellFunction, place: Place) -> CellsCurveAct:
    function = as_called(moment, function, place)
    told = _telling(function)
    is_calm = curve_words.is_unchanged(function)
    turns = cell_turns(
        len(told), alone=CALM if is_calm else ALONE, wave=CALM if is_calm else WAVE
    )
    formula = formula_of(function, place)
    lead = curve_words.lead(function, formula)
    outcome = curve_words.outcome(function)
    name = "" if function.name == OTHER else function.name
    return CellsCurveAct(
        operations=place.operations,
        operands=(function.argument,),
        result=function.result,
        result_name=place.name_of(function.result),
        seconds=tenths(
            turns.end + max(HOLD, reading_of(curve_words.outcome, function))
        ),
        title=curve_words.title(place.target, function.name),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=turns.end,
        mark=place.mark,
        shapes=place.shapes,
        lit=place.lit,
        step_name=f"{layer_name(place.target)} {name}".strip(),
        turns=turns,
        function=function,
        formula=formula,
        told=told,
    )


def as_called(moment: Moment, function: CellFunction, place: Place) -> CellFunction:
    """The function with the name that its caller gives to what goes in, and
    that of the function called if the field has none."""
    argument = function.argument
    if moment.call:
        outside = name_outside(moment.trace, argument, moment.call[0].number)
        argument = replace(argument, name=outside)
    name = function.name
    if name == OTHER and place.called and place.called not in NAMES:
        name = place.called
    return replace(function, name=name, argument=argument)


def formula_of(function: CellFunction, place: Place) -> str:
    """f(x) and what it is in the code, if one expression says it; else as
    the field writes it."""
    called = place.called or function.name
    last = place.operations[-1]
    text, parameter = " ".join(function.expression.split()), function.parameter
    own = " ".join(function.argument.expression.split())
    if own and parameter == "x":
        text = text.replace(own, "x")
    is_one = len({one.step for one in place.operations}) == 1 and not last.in_place
    if is_one and len(text) <= LONGEST_FORMULA:
        shown = parameter if parameter.isidentifier() else "x"
        at_shown = curve_words.applied(called, shown)
        return f"{at_shown} = {text.replace(parameter, shown)}"
    at_x = curve_words.applied(called, "x")
    known = curve_words.FORMULAS.get(function.name)
    if known:
        return f"{at_x} = {known}"
    return said(
        "{function}, in {count} operations",
        "{function}，分 {count} 步运算",
        function=at_x,
        count=len(place.operations),
    )


def _telling(function: CellFunction) -> tuple[int, ...]:
    """The cells that go alone: the lowest and the highest where the curve has
    a corner; else that which is nearest to where the curve bends most, and the
    furthest on the other side of 0."""
    x = function.argument.array.ravel().astype(float)
    y = function.result.array.ravel().astype(float)
    is_number = np.isfinite(x) & np.isfinite(y)
    if not is_number.any():
        return ()
    if function.name in curve_words.CORNERED:
        low, high = np.where(is_number, x, np.inf), np.where(is_number, x, -np.inf)
        both = [int(low.argmin()), int(high.argmax())]
        return first_few(both[:1] if curve_words.is_unchanged(function) else both)
    is_known = known_name(function) not in UNSHAPED
    bends = bends_of(*samples(function, x, width_of(x), is_known=is_known))
    size = np.abs(x)
    away = -size
    if len(bends):
        away = away_from(bends[:4], x)
    first = int(np.where(is_number, away, np.inf).argmin())
    across = np.flatnonzero(is_number & (np.sign(x) == -np.sign(x[first])))
    if not x[first] or not across.size:
        return (first,)
    return first, int(across[size[across].argmax()])


class CellsCurve(CellsOnCurve):
    """f(array): a value leaves its cell for its x, rises to the curve and
    lands in the cell of its y."""

    act: CellsCurveAct

    def build(self) -> None:
        function, self.told = self.act.function, self.act.told
        argument, result = function.argument, function.result
        self.bring_all(
            argument, result, function, (argument.array, result.array), self.act.formula
        )

    def least_width(self) -> float:
        """The limits of what is clipped are seen, unless they are far away."""
        if self.act.function.name != "clip":
            return 0.0
        limits = np.abs(limits_of(self.act.function))
        near = limits[limits < FAR * width_of(self.x)]
        return float(1.3 * near.max(initial=0.0))

    def is_known(self) -> bool:
        return known_name(self.act.function) not in UNSHAPED

    def words(self, time: float) -> str:
        turn, _ = self.turns.at(time)
        if not self.turns.playing(time):
            return self.act.outcome if time >= self.turns.end else ""
        if turn < len(self.told):
            return curve_words.one_value(self.act.function, self.told[turn])
        return curve_words.then_all(self.x.size)


KIND = ActKind(CellsCurveAct, CellsCurve, recognise, of_calls=True)
