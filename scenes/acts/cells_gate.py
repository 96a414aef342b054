"""A mask lets some cells through and stops the others."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts import gate_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.cell_moments import Place, first_number, place_at
from scenes.acts.cell_turns import cell_turns, first_few
from scenes.acts.cells_side_by_side import CellsSideBySide, side_of
from scenes.acts.fields import fill, part_of
from scenes.acts.schedule import ENTER, HOLD, reading_of, tenths
from scenes.reading.gates import Gate, gates
from scenes.reading.paired_cells import comes_from
from scenes.stage import palette
from scenes.stage.part import ease
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import code, in_a_row
from scenes.words.purposes import step_name

ALONE, WAVE = 3.0, 2.4  # seconds of a cell that goes alone, of all
MASKING = 1.6  # seconds in which what is compared becomes the mask


@dataclass(frozen=True, kw_only=True)
class CellsGateAct(Act):
    """Only where a mask is open do cells of an array pass.

    Attributes:
        gate: which array, mask and result.
        is_gradient: whether what comes was computed from what the curve gave,
            whose slope the mask is.
        is_masked_here: whether the mask is made in this act.
        told: flat indices of the cells that go alone.
    """

    kind = "cells_gate"

    gate: Gate
    is_gradient: bool
    is_masked_here: bool
    told: tuple[int, ...]


def recognise(moment: Moment) -> Found | None:
    """A Gate whose mask, or whose own operation, begins here."""
    number, found = first_number(moment), moment.roles.read(gates)
    if number is None:
        return None
    for gate, begin in (
        (found.by_first.get(number), 0),
        (found.by_last.get(number), -1),
    ):
        if gate is None:
            continue
        place = place_at(moment, gate.operations[begin:])
        if place is not None:
            return Found(_plan(moment, gate, place), place.numbers, place.step)
    return None


def _plan(moment: Moment, gate: Gate, place: Place) -> CellsGateAct:
    is_gradient = gate.curve is not None and comes_from(
        gate.source, gate.curve.result, moment.roles
    )
    is_masked_here = len(place.operations) > 1
    told = _telling(gate)
    turns = cell_turns(
        len(told),
        alone=ALONE,
        wave=WAVE,
        start=ENTER + (MASKING if is_masked_here else 0.0),
    )
    lead, outcome = gate_words.lead(gate), gate_words.outcome(gate)
    return CellsGateAct(
        operations=place.operations,
        operands=(gate.source, gate.mask),
        result=gate.result,
        result_name=place.name_of(gate.result),
        seconds=tenths(turns.end + max(HOLD, reading_of(gate_words.outcome, gate))),
        title=gate_words.title(gate, is_gradient=is_gradient),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=turns.end,
        mark=place.mark,
        shapes=place.shapes,
        lit=place.lit,
        step_name=step_name(place.target),
        turns=turns,
        gate=gate,
        is_gradient=is_gradient,
        is_masked_here=is_masked_here,
        told=told,
    )


def _telling(gate: Gate) -> tuple[int, ...]:
    """The largest that is stopped, and the largest that passes."""
    sizes = np.abs(np.nan_to_num(gate.source.array.astype(float))).ravel()
    is_open = gate.is_open.ravel()
    cells = (np.flatnonzero(which) for which in (~is_open, is_open))
    return first_few(some[sizes[some].argmax()] for some in cells if some.size)


class CellsGate(CellsSideBySide):
    """What comes, the mask - which is made of what is compared - and what
    passes."""

    act: CellsGateAct

    def build(self) -> None:
        gate, self.told = self.act.gate, self.act.told
        self.under: MatrixPlane | None = None
        mask = side_of(gate.mask)
        scale = palette.Scale.of(gate.source.array) if gate.factor == 1 else None
        self.bring_all(
            [side_of(gate.source), mask],
            gate.result,
            gate_words.signs(gate),
            scales=(scale, None, scale),
        )
        if self.act.is_masked_here and gate.compared is not None:
            self._bring_compared(gate.compared.argument)

    def _bring_compared(self, value: Value) -> None:
        """Let what is compared stand where the mask will be."""
        mask = self.sides[1]
        if not isinstance(mask, MatrixPlane):
            return
        mask.hollow = True
        name = code(value.name or value.expression)
        under = part_of(value, mask.box, name=name)
        if not isinstance(under, MatrixPlane):  # pragma: no cover
            return
        under.place(mask.box)
        under.thickness = 0
        self.under = self.bring(under, value)
        # Below the mask, which comes over it.
        self.parts.remove(under)
        self.parts.insert(self.parts.index(mask), under)

    def move(self, time: float) -> None:
        super().move(time)
        mask = self.sides[1]
        if not self.act.is_masked_here or mask is None:
            return
        share = ease(time, ENTER, ENTER + 0.8 * MASKING)
        fill(mask, int(share * mask.values.array.size))
        if self.under is None:
            return
        mask.words_opacity = share
        self.under.words_opacity = 1 - share
        if share >= 1:
            self.under.set_opacity(0.0)

    def words(self, time: float) -> str:
        turn, _ = self.turns.at(time)
        if time < self.turns.starts[0]:
            is_made = self.act.is_masked_here and time >= ENTER
            return gate_words.masking(self.act.gate) if is_made else ""
        if not self.turns.playing(time):
            return self.act.outcome
        if turn < len(self.told):
            return gate_words.one_cell(self.act.gate, self.told[turn])
        return gate_words.then_all(self.act.gate.result.array.size)


KIND = ActKind(CellsGateAct, CellsGate, recognise)
