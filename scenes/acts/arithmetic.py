"""Numbers alone: a statement's arithmetic with the numbers put in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.acts.act import Act, ActKind, Found, Moment, planned
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD
from scenes.arrays.numbers import bar_number_format, written
from scenes.reading.as_written import as_written
from scenes.reading.plain_calls import CELL_BY_CELL, spelled
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import Type
from scenes.words.formulas import WHOLE, formula
from scenes.words.naming import code, said, short, truth

WORK = 1.4  # seconds in which it is worked out
LONGEST = 64  # characters of a formula; a longer one begins with its results
NAMED = 36  # characters of an expression in a title


@dataclass(frozen=True, kw_only=True)
class ArithmeticAct(Act):
    """Some numbers make another.

    Attributes:
        formula: with the numbers put in.
    """

    kind = "arithmetic"

    formula: str


def recognise(moment: Moment) -> Found | None:
    """Operations one after the other that are of single numbers alone."""
    count = 0
    for operation in moment.operations:
        if not _is_of_numbers(operation):
            break
        count += 1
    if not count:
        return None
    last = moment.operations[count - 1]
    put_in = _put_in(moment.operations[:count])
    result = write(last.result)
    name = moment.named(count) or last.result.name or code(spelled(last))
    title = said("Work out {name}", "算出 {name}", name=short(name, NAMED))
    return planned(
        ArithmeticAct,
        moment,
        ENTER + WORK + HOLD,
        title if name else said("Compare two numbers", "比较两个数"),
        said("With its numbers: {formula}.", "代入数值：{formula}。", formula=put_in),
        count=count,
        outcome=said("That is {result}.", "结果是 {result}。", result=result),
        outcome_at=ENTER + WORK,
        formula=put_in,
    )


def _is_of_numbers(operation: Operation) -> bool:
    values = [*operation.operands, *operation.results]
    return (
        len(operation.results) == 1
        and bool(operation.operands)
        and all(int(np.prod(value.shape)) == 1 for value in values)
        and (operation.kind == "ufunc" or operation.function in CELL_BY_CELL)
    )


def write(value: Value) -> str:
    """A number as it stands in a formula: a whole one without decimals."""
    number = value.array.ravel()[0]
    if value.dtype.kind == "b":
        return truth(number)
    number = float(number)
    if not np.isfinite(number):
        return str(number).replace("-", "−")
    if number == int(number) and abs(number) < 1e6:
        return written(number, ".0f")
    if value.is_scalar and abs(number) >= 1e-4 and len(f"{number:g}") <= 6:
        return written(number, "g")
    return bar_number_format(np.abs(np.array([number])))(number)


def _put_in(operations: Sequence[Operation]) -> str:
    """The formula of the last of some operations, their results put in; of a
    long one only the last step."""
    made = {(one.result.identity, one.result.version): one for one in operations}
    last = operations[-1]
    text, _ = _bound(last, made)
    return text if len(text) <= LONGEST else _bound(last, {})[0]


def _bound(
    operation: Operation, made: Mapping[tuple[int, int], Operation]
) -> tuple[str, int]:
    written_as, texts = as_written(operation), []
    for value in written_as.operands:
        maker = made.get((value.identity, value.version))
        texts.append(
            _bound(maker, made) if maker is not None else (write(value), WHOLE)
        )
    return formula(written_as.function, texts)


class Arithmetic(ActPlayer):
    """The code's expression, the same with its numbers, and what it is."""

    act: ArithmeticAct

    def build(self) -> None:
        act, stage = self.act, self.stage
        assert act.result is not None
        middle = stage.top + stage.height / 2
        last = act.operations[-1]
        self.lines = []
        for text, up, kind, ink in (
            (code(last.expression), 170, Type("code", 24), palette.QUIET),
            (act.formula, 100, Type("code", 38), palette.TEXT),
            ("=", 40, Type("code", 38), palette.QUIET),
        ):
            fitted, kind = kind.fitted(text, stage.width)
            box = Box(stage.left, middle - up - 30, stage.width, 60)
            label = Label(fitted, box, size=kind.size, color=ink, family="code")
            self.lines.append(self.bring(label))
        wide, high = 220, 84
        box = Box(stage.left + (stage.width - wide) / 2, middle + 40, wide, high)
        self.result = self.bring(
            MatrixPlane(act.result, box, name=act.result_name), act.result
        )

    def move(self, time: float) -> None:
        for label, start in zip(self.lines, (0.0, ENTER * 0.6, ENTER + WORK * 0.5)):
            if start:
                label.set_opacity(ease(time, start, start + 0.4))
        self.result.set_opacity(ease(time, ENTER + WORK * 0.5, ENTER + WORK))

    def words(self, time: float) -> str:
        return self.act.outcome if time >= self.act.outcome_at else ""


KIND = ActKind(ArithmeticAct, Arithmetic, recognise)
