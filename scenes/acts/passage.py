"""Several statements in one act: what each gives, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Span, Value
from scenes.acts.act import Act, ActKind, Lit
from scenes.acts.forms import form, row_of_boxes
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import Schedule, one_by_one, tenths
from scenes.arrays import shapes as arrange
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import in_a_row, listed, number, said, short, truth

MOST_SHOWN = 8  # results at once
MOST_ACROSS = 4  # of them side by side; more stand in two rows
ROW_GAP = 20  # design pixels between two rows
STILL = 0.6  # seconds at the end
MOST_NAMED = 4
APPEARS = 0.4  # seconds in which a result is filled


@dataclass(frozen=True)
class Passed:
    """A statement that goes by.

    Attributes:
        name: what it gives, as in the code.
        value: that, or None.
        statement: its Span in the function that is shown, or None.
        mark: the Span of the sub-expression in it, or None.
    """

    name: str
    value: Value | None
    statement: Span | None
    mark: Span | None = None


@dataclass(frozen=True, kw_only=True)
class PassageAct(Act):
    """Statements that are told in one act.

    Attributes:
        passed: each of them.
        shown: which of them have their results on the stage.
    """

    kind = "passage"

    passed: tuple[Passed, ...]
    shown: tuple[int, ...]


def passage(
    passed: Sequence[Passed],
    *,
    operations: tuple[Operation, ...] = (),
    each: float = 0.5,
    title: str = "",
) -> PassageAct:
    """The plan that shows statements quickly.

    Args:
        operations: of the trace, that they are.
        each: seconds of one.
        title: of the act; "": what they give.
    """
    passed = tuple(passed)
    shown = _shown(passed)
    turns = one_by_one(len(passed), first=each, shrink=1.0, least=each, start=0.8)
    lead = _lead(passed)
    last = next((one for one in reversed(passed) if _can_be_shown(one)), None)
    outcome = _outcome(last) if last else ""
    return PassageAct(
        operations=operations,
        operands=(),
        result=last.value if last else None,
        result_name=passed[-1].name,
        seconds=tenths(turns.end + STILL),
        title=title or _title(passed),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=float(turns.starts[-1]) + APPEARS,
        lit=_lit(passed, turns),
        step_name=_names(passed, 2),
        turns=turns,
        passed=passed,
        shown=shown,
    )


def _shown(passed: tuple[Passed, ...]) -> tuple[int, ...]:
    """Those whose results can be drawn: of each name the last, and of more
    than there is room for some from the first to the last."""
    by_name = {
        one.name: index for index, one in enumerate(passed) if _can_be_shown(one)
    }
    found = sorted(by_name.values())
    count = min(len(found), MOST_SHOWN)
    kept = np.linspace(0, len(found) - 1, count).round().astype(int)
    return tuple(found[place] for place in kept.tolist())


def _lit(passed: tuple[Passed, ...], turns: Schedule) -> tuple[Lit, ...]:
    return tuple(
        Lit(0.0 if not index else float(turns.starts[index]), one.statement, one.mark)
        for index, one in enumerate(passed)
    )


def _names(passed: tuple[Passed, ...], most: int) -> str:
    names = list(dict.fromkeys(short(one.name, 24) for one in passed if one.name))
    if len(names) > most:
        names = [*names[: most - 1], names[-1]]
        return f"{', '.join(names[:-1])} … {names[-1]}"
    return ", ".join(names)


def _can_be_shown(one: Passed) -> bool:
    return one.value is not None and arrange.is_shown(one.value)


def _title(passed: tuple[Passed, ...]) -> str:
    count, names = len(passed), _names(passed, MOST_NAMED)
    if not names:
        return said("{count} steps, quickly", "快速经过 {count} 步", count=count)
    return said("Quickly: {names}", "快速经过：{names}", names=names)


def _lead(passed: tuple[Passed, ...]) -> str:
    names = list(dict.fromkeys(short(one.name, 24) for one in passed if one.name))
    count = len(passed)
    if len(names) > MOST_NAMED:
        return said(
            "{count} steps in one go, from {first} to {last}.",
            "一次经过 {count} 步，从 {first} 到 {last}。",
            count=count,
            first=names[0],
            last=names[-1],
        )
    if not names:
        return said("{count} steps in one go.", "一次经过 {count} 步。", count=count)
    if count == 1:
        return said("Computed in one go: {name}.", "一步得出 {name}。", name=names[0])
    return said(
        "{count} steps in one go: {names}.",
        "一次经过 {count} 步：{in_chinese}。",
        count=count,
        names=listed(names),
        in_chinese="、".join(names),
    )


def _outcome(last: Passed) -> str:
    """What the last of them gives."""
    assert last.value is not None
    array, name = last.value.array, short(last.name, 24) or said("The last", "最后一个")
    if array.size == 1:
        one = array.reshape(())
        value = number(one) if array.dtype.kind != "b" else truth(one)
        return said("{name} is {value}.", "{name} 是 {value}。", name=name, value=value)
    finite = array[np.isfinite(array)]
    if not finite.size:
        return ""
    if finite.size == array.size and finite.min() == finite.max():
        return said(
            "{name} is {value} everywhere.",
            "{name} 处处都是 {value}。",
            name=name,
            value=number(finite.min(), among=array),
        )
    return said(
        "{name} reaches from {low} to {high}.",
        "{name} 的值从 {low} 到 {high}。",
        name=name,
        low=number(finite.min(), among=array),
        high=number(finite.max(), among=array),
    )


class Passage(ActPlayer):
    """The results in their places; each is filled with its statement."""

    act: PassageAct

    def build(self):
        shown = self.act.shown
        across = len(shown) if len(shown) <= MOST_ACROSS else -(-len(shown) // 2)
        rows = [shown[at : at + across] for at in range(0, len(shown), across or 1)]
        high = self.stage.height / max(len(rows), 1)
        self.results = []
        for row, indices in enumerate(rows):
            room = Box(
                self.stage.left,
                self.stage.top + row * high,
                self.stage.width,
                high - (ROW_GAP if len(rows) > 1 else 0),
            )
            values = [self.act.passed[index].value for index in indices]
            boxes = row_of_boxes(room, [one.array for one in values], gap=90)
            for index, value, box in zip(indices, values, boxes):
                self._bring_result(index, value, box)

    def _bring_result(self, index, value, box):
        is_here = self.entrances.stood(value)
        part = self.bring(form(value, box, name=self.act.passed[index].name), value)
        if not is_here:
            self.results.append((part, index))

    def move(self, time):
        for part, index in self.results:
            start = float(self.turns.starts[index])
            share = ease(time, start, start + APPEARS)
            if isinstance(part, MatrixPlane):
                size = part.values.array.size
                part.revealed = None if share >= 1 else int(np.ceil(share * size))
            else:
                sheets = len(part.values.array)
                part.shown = None if share >= 1 else int(np.ceil(share * sheets))


KIND = ActKind(PassageAct, Passage)
