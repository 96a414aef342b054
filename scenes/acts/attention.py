"""Attention: each query looks at the keys, and mixes the values accordingly.

Found in one statement or over several and over calls, of one head or of
several, stacked or one after the other.
"""

from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Step, Trace
from scenes.acts import attention_words as words
from scenes.acts.act import Act, ActKind, Found, Lit, Moment
from scenes.acts.attention_board import AttentionBoard
from scenes.acts.lit_statements import place_in
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import HOLD, Schedule, first_alone, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.arrays.numbers import number_format
from scenes.reading.attention_found import AttentionFound
from scenes.reading.attention_heads import Heads, heads
from scenes.reading.side_by_side import side_by_side
from scenes.stage.part import ease
from scenes.words.naming import code, headline, in_a_row, plain

ALONE, TOGETHER = 8.4, 2.2  # seconds of the query told first; of all others
BESIDE = 2.2  # seconds of what stands beside the first matrix
# Shares of the first query's turn at which something is over: the first key,
# all keys, scale and mask, the shares, their way into the matrix.
FIRST_KEY, ALL_KEYS, READY, SHARED, KEPT = 0.16, 0.3, 0.42, 0.62, 0.7


@dataclass(frozen=True, kw_only=True)
class AttentionAct(Act):
    """Queries look at keys; operands: queries, keys, values.

    Attributes:
        heads: all that are told together, the first in full.
        query: of its first matrix, that is told first and alone.
        called: what each of the matrices of shares is called, in order;
            ("",) where there is but one.
        beside: what they are: "head", "example" or "".
        name: that the code gives to what comes out, or "".
    """

    kind = "attention"

    heads: Heads
    query: int
    called: tuple[str, ...]
    beside: str
    name: str


def recognise(moment: Moment) -> Found | None:
    """An attention that begins with this operation, not shown yet."""
    found = moment.ahead(heads)
    return None if found is None else _planned(moment, found)


def _planned(moment: Moment, found: Heads) -> Found:
    first = found.each[0]
    step = moment.trace.steps[first.mix.step]
    query = _told_first(first)
    turns = _turns(first.seen.shape[1], query)
    beside = side_by_side(found, moment.roles)
    called = _called(found, beside)
    ends = step.targets and step.operations[-1].number == first.mix.number
    name = step.targets[0] if ends else first.mix.result.name
    lead = words.lead(is_biased=first.is_biased)
    outcome = words.outcome(query, first.parts.shares.array[0, query], called[0])
    act = AttentionAct(
        operations=found.operations,
        operands=tuple(
            one.value
            for one in (first.parts.queries, first.parts.keys, first.parts.values)
        ),
        result=first.mix.result,
        result_name=name or code(first.mix.expression),
        seconds=tenths(turns.end + BESIDE * (len(called) > 1) + HOLD),
        title=headline(words.title()),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=turns.starts[query] + SHARED * ALONE,
        mark=first.mix.span,
        shapes=shapes_of(first.mix),
        lit=_lit(moment.trace, first, step, turns.starts[query]),
        step_name=words.step_name(plain(name)),
        turns=turns,
        heads=found,
        query=query,
        called=called,
        beside=beside,
        name=name,
    )
    return Found(act, found.numbers, step)


def _told_first(found: AttentionFound) -> int:
    """The query that sees the most keys, of several the last."""
    seen = found.seen[0].sum(axis=1)
    return int(len(seen) - 1 - seen[::-1].argmax())


def _turns(count: int, query: int) -> Schedule:
    """The Schedule of the queries."""
    return first_alone(
        count, [query], alone=ALONE, together=TOGETHER if count > 1 else 0.0
    )


def _called(found: Heads, beside: str) -> tuple[str, ...]:
    batch = found.each[0].parts.scores.batch
    count = int(np.prod(batch, dtype=int))
    if count == len(found.each) == 1:
        return ("",)
    return tuple(
        words.called(
            beside,
            (
                *(map(int, np.unravel_index(inside, batch)) if count > 1 else ()),
                *((head,) if len(found.each) > 1 else ()),
            ),
        )
        for head in range(len(found.each))
        for inside in range(count)
    )


def _lit(
    trace: Trace, found: AttentionFound, step: Step, start: float
) -> tuple[Lit, ...]:
    """The statements of the first query: compare, make ready, share, mix."""
    told = [
        (0.0, found.product),
        (ALL_KEYS, _last_before(found)),
        (READY, found.softmax.division),
        (KEPT, found.mix),
    ]
    lit = []
    for share, operation in told:
        if operation is None:
            continue
        place = place_in(trace, operation, step)
        if place:
            statement, mark = place
            second = float(start + share * ALONE) if share else 0.0
            lit.append(Lit(second, statement, mark, shapes_of(operation)))
    return tuple(lit)


def _last_before(found: AttentionFound) -> Operation | None:
    """The last that is done to the scores before the softmax, if anything."""
    powers = min(one.number for one in found.softmax.operations)
    between = [
        one for one in found.operations if found.product.number < one.number < powers
    ]
    return between[-1] if between else None


class Attention(ActPlayer):
    """Above the queries, the matrix of shares and what comes out, row by
    row; below the keys and values, with the scores of one query."""

    act: AttentionAct

    def build(self) -> None:
        self.board = AttentionBoard(
            self.stage,
            self.act.heads,
            self.act.query,
            self.act.called,
            result=self.act.name,
        )
        for part, value in self.board.parts:
            self.bring(part, value)

    def move(self, time: float) -> None:
        turns = self.turns
        shares = turns.shares(time)
        self.board.fill(shares, self.act.query)
        self.board.tell(self._current(time), self._phases(time))
        beside = ease(time, turns.end, turns.end + 0.6) if self._has_beside else 0.0
        self.board.show_beside(beside, ease(time, turns.end + 0.6, turns.end + BESIDE))

    @property
    def _has_beside(self) -> bool:
        return len(self.act.called) > 1

    def _current(self, time: float) -> int:
        """The query whose scores stand there."""
        assert self.turns.together is not None
        if not self.turns.together <= time < self.turns.end:
            return self.act.query
        begun = np.where(self.turns.starts <= time, self.turns.starts, -1)
        begun[self.act.query] = self.turns.together - 1e-6
        return int(begun.argmax())

    def _phases(self, time: float) -> dict[str, float]:
        """How far each phase of the query that is told is, 0..1."""
        start = self.turns.starts[self.act.query]
        ends = {
            "first": (0.0, FIRST_KEY),
            "keys": (FIRST_KEY, ALL_KEYS),
            "ready": (ALL_KEYS, READY),
            "shared": (READY, SHARED),
            "kept": (SHARED, KEPT),
            "mixed": (KEPT, 0.97),
        }
        return {
            phase: ease(time, start + begin * ALONE, start + end * ALONE)
            for phase, (begin, end) in ends.items()
        }

    def words(self, time: float) -> str:
        turns, query, found = self.turns, self.act.query, self.act.heads.each[0]
        start = turns.starts[query]
        if time < start:
            return ""
        share = (time - start) / ALONE
        count = found.seen.shape[1]
        if share < 1:
            return self._alone(share, query, found)
        if time < turns.end:
            return words.others(count - 1)
        if self._has_beside:
            return words.other_beside(len(self.act.called) - 1, self.act.beside)
        return ""

    def _alone(self, share: float, query: int, found: AttentionFound) -> str:
        parts = found.parts
        shares = parts.shares.array[0]
        if share < ALL_KEYS:
            return words.compared(
                query,
                0,
                parts.queries.array[0, query],
                parts.keys.array[0, 0],
                parts.scores.array[0],
            )
        if share < READY:
            hidden = int((~found.seen[0, query]).sum())
            return words.made_ready(found.scale, hidden, is_biased=found.is_biased)
        if share < KEPT:
            top = int(shares[query].argmax())
            write = number_format(shares)
            return words.shared(top, write(shares[query, top]))
        return words.mixed(
            query, shares[query], parts.values.array[0, :, 0], parts.mixed.array[0]
        )


KIND = ActKind(AttentionAct, Attention, recognise)
