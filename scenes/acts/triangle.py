"""A triangle of two values: who may see whom, row by row."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind, Found, Moment, planned
from scenes.acts.forms import fitted
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD
from scenes.arrays.numbers import number_format
from scenes.arrays.shapes import as_grid
from scenes.reading.diagonal_masks import Triangle, triangle
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import code, headline, said

FILL = 1.8  # seconds in which the rows come
HIDES = -1e3  # a number below hides a score that it is added to


@dataclass(frozen=True, kw_only=True)
class TriangleAct(Act):
    """Numbers alone become a triangle; there are no operands.

    Attributes:
        triangle: what it is.
    """

    kind = "triangle"

    triangle: Triangle


def recognise(moment: Moment) -> Found | None:
    """What numbers alone make from this operation on, if a triangle."""
    found = triangle(moment.operations)
    if found is None:
        return None
    return planned(
        TriangleAct,
        moment,
        ENTER + FILL + HOLD,
        headline(said("a mask with a diagonal", "带对角线的遮罩")),
        _lead(found),
        count=len(found.operations),
        outcome=_outcome(found),
        outcome_at=ENTER + FILL,
        triangle=found,
    )


def _lead(found: Triangle) -> str:
    write = number_format(found.operations[-1].result.array)
    below, above = (write(np.float64(one)) for one in (found.below, found.above))
    text = said(
        *_where(found.offset), below=below, above=above, count=abs(found.offset)
    )
    if found.below == 0 and found.above < HIDES and found.offset == 0:
        return text + said(
            " Added to a score, {above} hides it.",
            "加到得分上，{above} 就把它遮住。",
            above=above,
        )
    return text


def _where(offset: int) -> tuple[str, str]:
    """In both languages, which side of the diagonal has which value: an offset of
    -1, as of np.triu, counts the diagonal itself to what is above."""
    if offset == -1:
        return (
            "Below the diagonal stands {below}, on and above it {above}.",
            "对角线下方是 {below}，对角线及其上方是 {above}。",
        )
    if offset < 0:
        return (
            "From {count} left of the diagonal on stands {below}, right of that "
            "{above}.",
            "从对角线左侧第 {count} 格起往左是 {below}，其右是 {above}。",
        )
    if offset:
        return (
            "Up to {count} right of the diagonal stands {below}, beyond that {above}.",
            "到对角线右侧第 {count} 格为止是 {below}，再往右是 {above}。",
        )
    return (
        "On and below the diagonal stands {below}, above it {above}.",
        "对角线及其下方是 {below}，上方是 {above}。",
    )


def _outcome(found: Triangle) -> str:
    rows, columns = found.operations[-1].result.shape[-2:]
    counts = np.clip(np.arange(rows) + found.offset + 1, 0, columns)
    write = number_format(found.operations[-1].result.array)
    below = write(np.float64(found.below))
    return said(
        "{below} stands in {first} of {columns} columns of row 0, in {most} of row "
        "{last}.",
        "第 0 行 {columns} 列中有 {first} 列是 {below}，第 {last} 行有 {most} 列。",
        first=int(counts[0]),
        columns=columns,
        below=below,
        last=rows - 1,
        most=int(counts[-1]),
    )


class TrianglePlayer(ActPlayer):
    """One matrix, in which row after row comes."""

    act: TriangleAct

    def build(self) -> None:
        value: Value | None = self.act.result
        assert value is not None
        values = Values.of(value).laid(_one_sheet)
        rows, columns = values.shape
        box = Box(
            self.stage.left,
            self.stage.top + 40,
            self.stage.width,
            self.stage.height - 70,
        )
        self.plane = self.bring(
            MatrixPlane(
                values,
                fitted((rows, columns), box),
                name=self.act.result_name,
                note=shape_of(value),
                source=code(value.name or value.expression),
                row_labels=[str(row) for row in range(rows)] if rows <= 20 else (),
            ),
            value,
        )

    def move(self, time: float) -> None:
        rows, columns = self.plane.values.shape
        row = int(np.ceil(ease(time, ENTER, ENTER + FILL) * rows))
        self.plane.revealed = row * columns
        self.plane.marks = ((row - 1, 0, 1, columns),) if 0 < row < rows else ()


def _one_sheet(array: np.ndarray) -> np.ndarray:
    """The first sheet: all are alike."""
    return (
        as_grid(array) if array.ndim <= 2 else array.reshape(-1, *array.shape[-2:])[0]
    )


KIND = ActKind(TriangleAct, TrianglePlayer, recognise)
