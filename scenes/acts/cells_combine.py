"""Arrays of any shape, cell by cell: +, −, ×, ÷, comparisons and the like."""

from dataclasses import dataclass

import numpy as np

from scenes.acts import combine_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.cell_moments import place_at
from scenes.acts.cell_turns import cell_turns, first_few
from scenes.acts.cells_side_by_side import CellsSideBySide, shared_scale, side_of
from scenes.acts.schedule import HOLD, reading_of, tenths
from scenes.reading.gradient_parts import gradient_parts
from scenes.reading.paired_cells import Combined, combined
from scenes.words.naming import in_a_row
from scenes.words.purposes import meant, step_name

ALONE, WAVE = 2.8, 2.0  # seconds of a cell that goes alone, of all
OF_A_NUMBER = 0.7  # of them, where all cells meet the same number


@dataclass(frozen=True, kw_only=True)
class CellsCombineAct(Act):
    """Each cell of the cells at the same place in one or two arrays.

    Attributes:
        combined: what is done with what.
        told: flat indices of the cells that go alone.
    """

    kind = "cells_combine"

    combined: Combined
    told: tuple[int, ...]


def recognise(moment: Moment) -> Found | None:
    """An operation on each cell of one or two arrays of any shape."""
    found = combined(moment.operation, moment.roles)
    if found is None:
        return None
    place = place_at(moment, (moment.operation,))
    if place is None:
        return None
    result = found.result
    told = _telling(found)
    is_brief = found.spread == "number" or found.nothing is not None
    pace = OF_A_NUMBER if is_brief else 1.0
    turns = cell_turns(len(told), alone=ALONE * pace, wave=WAVE * pace)
    outcome = combine_words.outcome(found)
    title, lead = meant((moment.operation,), moment.roles) or (
        combine_words.title(found, place.target),
        combine_words.lead(found),
    )
    count = moment.roles.read(gradient_parts).mean_over(moment.operation)
    if count:
        title = combine_words.mean_title(place.target, count)
        lead = combine_words.mean_lead(found, count)
    act = CellsCombineAct(
        operations=place.operations,
        operands=moment.operation.operands,
        result=result,
        result_name=place.name_of(result),
        seconds=tenths(turns.end + max(HOLD, reading_of(combine_words.outcome, found))),
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=turns.end,
        mark=place.mark,
        shapes=place.shapes,
        step_name=step_name(place.target),
        turns=turns,
        combined=found,
        told=told,
    )
    return Found(act, place.numbers, place.step)


def _telling(found: Combined) -> tuple[int, ...]:
    """The cell that is furthest from zero; of true and false one each."""
    result = found.result.array.ravel()
    if result.dtype.kind == "b":
        return first_few([int(result.argmax()), int(result.argmin())])
    floats = result.astype(float)
    sizes = np.where(np.isfinite(floats), np.abs(floats), -np.inf)
    return (int(sizes.argmax()),)


class CellsCombine(CellsSideBySide):
    """Cells leave their arrays, meet and become one of the result."""

    act: CellsCombineAct

    def build(self) -> None:
        found, self.told = self.act.combined, self.act.told
        sides = [side_of(value) for value in found.operands]
        scale = None
        if found.function in ("add", "subtract"):
            scale = shared_scale(found.operands, found.result)
        self.bring_all(
            sides,
            found.result,
            combine_words.signs(found),
            scales=(scale,) * (len(sides) + 1),
        )

    def words(self, time: float) -> str:
        turn, _ = self.turns.at(time)
        if not self.turns.playing(time):
            return self.act.outcome if time >= self.turns.end else ""
        if turn < len(self.told):
            return combine_words.one_cell(self.act.combined, self.told[turn])
        return combine_words.then_all(self.act.combined.result.array.size)


KIND = ActKind(CellsCombineAct, CellsCombine, recognise)
