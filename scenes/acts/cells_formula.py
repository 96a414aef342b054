"""Cells worked out by a formula: the arrays that go in, side by side, and
below them the formula with the numbers of one cell."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts import combine_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.cell_turns import cell_turns
from scenes.acts.cells_side_by_side import CellsSideBySide, place_read, side_of
from scenes.acts.schedule import HOLD, reading, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.arrays.extremes import furthest
from scenes.arrays.numbers import written
from scenes.reading.cell_formulas import (
    CellFormula,
    cell_formula,
    slope_in,
    written_with,
)
from scenes.reading.value_roles import Roles
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.typeface import Type
from scenes.words.cell_words import cell_named, furthest_cell, number_in
from scenes.words.formulas import WHOLE, formula
from scenes.words.naming import code, headed, headline, in_a_row, listed, said, short
from scenes.words.operations import DOING
from scenes.words.purposes import meant, step_name

ALONE, WAVE = 3.4, 2.0  # seconds of the cell that goes alone, of all
NAME = 24  # letters of a name in a formula
FOOT = 104  # design pixels below the arrays, for two lines


@dataclass(frozen=True, kw_only=True)
class CellsFormulaAct(Act):
    """Each cell is made of the cells at its place, in several operations.

    Attributes:
        formula: of what.
        named: the formula with the names of what goes in.
        told: the flat index of the cell whose numbers are put in.
        put_in: these.
    """

    kind = "cells_formula"

    formula: CellFormula
    named: str
    told: int
    put_in: str


def recognise(moment: Moment) -> Found | None:
    """Operations of one statement that are one formula of each cell."""
    found = cell_formula(moment.operations, moment.roles)
    if found is None:
        return None
    last, result = found.operations[-1], found.result
    target = moment.named(len(found.operations))
    name = target or result.name or code(last.expression)
    told = furthest(result.array.astype(float))
    named = written_with(found, _named, formula)
    put_in = written_with(found, lambda one: _number(one, result.shape, told), formula)
    outcome = _outcome(found)
    turns = cell_turns(1, alone=ALONE + reading(put_in) / 2, wave=WAVE)
    title, lead = meant(found.operations, moment.roles) or (
        _title(found, name if target else "", named),
        _lead(found, moment.roles),
    )
    act = CellsFormulaAct(
        operations=found.operations,
        operands=found.sources,
        result=result,
        result_name=name,
        seconds=tenths(turns.end + HOLD),
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=turns.end,
        mark=last.span,
        shapes=shapes_of(last),
        step_name=step_name(target),
        turns=turns,
        formula=found,
        named=named,
        told=told,
        put_in=put_in,
    )
    return Found(act, frozenset(one.number for one in found.operations))


def _named(value: Value) -> tuple[str, int]:
    """What goes in as the code has it, numbers as they are."""
    if value.shape == ():
        return written(value.array.item(), ".4g"), WHOLE
    text = short(code(value.name or value.expression), NAME)
    return text, WHOLE if text.replace("_", "").isalnum() or "[" in text else 0


def _number(value: Value, shape: tuple[int, ...], flat: int) -> tuple[str, int]:
    """The number of what goes in at the place of a cell of the result."""
    if value.shape == ():
        return written(value.array.item(), ".4g"), WHOLE
    text = number_in(value.array, place_read(value.shape, shape)(flat))
    return text.removeprefix("+"), WHOLE


def _title(found: CellFormula, target: str, named: str) -> str:
    if len(named) <= combine_words.LONGEST:
        return headed(target, named) if target else named
    if target:
        return said(
            "Work out {name}, cell by cell", "逐格算出 {name}", name=short(target, NAME)
        )
    doing = DOING.get(found.operations[-1].function)
    return headline(said(*doing)) if doing else short(named, combine_words.LONGEST)


def _lead(found: CellFormula, roles: Roles) -> str:
    names = list(dict.fromkeys(_named(one)[0] for one in found.sources))
    made = said(
        "Each cell is worked out from those at its place in {names}.",
        "每一格由 {in_chinese} 同一位置的格算出。",
        names=listed(names),
        in_chinese=" 和 ".join(names),
    )
    height = slope_in(found, roles)
    if height is None:
        return made
    told = said(
        "{height} × (1 − {height}) is how steep the curve is there.",
        "其中 {height} × (1 − {height}) 是曲线在该处的斜率。",
        height=_named(height)[0],
    )
    return in_a_row(made, told)


def _outcome(found: CellFormula) -> str:
    result = found.result
    for one in found.sources:
        is_same = one.shape == result.shape and np.array_equal(one.array, result.array)
        if is_same and result.array.any():
            return said(
                "{name} comes out again, cell by cell.",
                "结果逐格仍是 {name}。",
                name=_named(one)[0],
            )
    floats = result.array.astype(float)
    if not np.isfinite(floats).all():
        count = int((~np.isfinite(floats)).sum())
        return said(
            "{count} of {size} are no finite numbers.",
            "{size} 个中有 {count} 个不是有限的数。",
            count=count,
            size=floats.size,
        )
    return furthest_cell(result.array)


class CellsFormula(CellsSideBySide):
    """One cell of each array leaves it; they meet and become one. Below, the
    formula with names, and with their numbers."""

    act: CellsFormulaAct

    def build(self) -> None:
        act, whole = self.act, self.stage
        self.told = (act.told,)
        self.stage = Box(whole.left, whole.top, whole.width, whole.height - FOOT)
        sides = [side_of(value) for value in act.formula.sources]
        self.bring_all(sides, act.formula.result, ("",) * (len(sides) - 1) + ("→",))
        self.stage = whole
        value = number_in(act.formula.result.array, act.told).removeprefix("+")
        lines = (
            (act.named, 24, palette.QUIET),
            (f"{act.put_in} = {value}", 30, palette.TEXT),
        )
        self.lines = []
        for place, (text, size, ink) in enumerate(lines):
            fitted, kind = Type("code", size).fitted(text, whole.width)
            box = Box(
                whole.left, whole.bottom - FOOT + 10 + 46 * place, whole.width, 44
            )
            label = Label(fitted, box, size=kind.size, color=ink, family="code")
            self.lines.append(self.bring(label))

    def move(self, time: float) -> None:
        super().move(time)
        start, landed = self.turns.starts[0], self.turns.starts[1]
        self.lines[0].set_opacity(ease(time, 0.4, 0.8))
        self.lines[1].set_opacity(ease(time, float(start), float(start) + 0.5))
        if time >= landed:  # the numbers of one cell are not those of all
            self.lines[1].set_opacity(1.0)

    def words(self, time: float) -> str:
        turn, _ = self.turns.at(time)
        if not self.turns.playing(time):
            return self.act.outcome if time >= self.turns.end else ""
        if turn == 0:
            result = self.act.formula.result
            place = headline(cell_named(result.shape, self.act.told))
            value = number_in(result.array, self.act.told)
            return headed(place, f"{self.act.put_in} = {value.removeprefix('+')}")
        return combine_words.then_all(self.act.formula.result.array.size)


KIND = ActKind(CellsFormulaAct, CellsFormula, recognise)
