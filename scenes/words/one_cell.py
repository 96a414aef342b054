"""One cell of a result, and the numbers that it was made of, in a sentence."""

from collections.abc import Sequence

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.extremes import furthest
from scenes.arrays.numbers import number_format
from scenes.arrays.shapes import is_column
from scenes.reading.as_written import as_written
from scenes.reading.cells_moved import moved
from scenes.reading.cells_read import REDUCTIONS, cells_read
from scenes.words.formulas import WHOLE, formula
from scenes.words.naming import said
from scenes.words.plain_deeds import takes_list

LARGEST = 100_000  # cells of an array: in a larger one no cell is looked for
ADDED = 4  # numbers that are written out where they are added up
MOST_WHOLE = 1e6  # a larger number of the code is not written out
_NOT_COMPUTED = ("where", "copy", "astype", "clip", "take", "item")
_SUMMED = {"sum": "+", "prod": "×"}


def example_cell(operation: Operation) -> int | None:
    """The flat index of the cell that is told: the one furthest from zero; of
    a diagonal that is written its first."""
    values = [*operation.operands, operation.result]
    if max(value.array.size for value in values) > LARGEST:
        return None
    if operation.function == "fill_diagonal":
        return 0
    return furthest(operation.result.array)


def example(operation: Operation) -> str:
    """The sentence about a cell; "" where there is none to be told."""
    operation = as_written(operation)
    cell = example_cell(operation)
    if cell is None or operation.function == "setitem":
        return ""
    result = operation.result
    if result.dtype.kind == "b" and result.array.size > 1:
        return _holds(result)
    # What gives several numbers is equal to none of them.
    made = _made(operation, cell) if len(operation.results) == 1 else ""
    value = _number(result, cell)
    if result.array.size == 1:
        return _equals(made, value) if made else ""
    where = place(result.shape, cell)
    source = _source(operation, cell)
    if source:
        return said(
            "{where} was {source}: {value}.",
            "{where}原为{source}：{value}。",
            where=where,
            source=source[:1].lower() + source[1:],
            value=value,
        )
    return said(
        "{where}: {told}",
        "{where}：{told}",
        where=where,
        told=_equals(made, value)
        if made
        else said("{value}.", "{value}。", value=value),
    )


def _equals(made: str, value: str) -> str:
    return said("{made} = {value}.", "{made} = {value}。", made=made, value=value)


def _holds(result: Value) -> str:
    return said(
        "It is so for {count} of {all}.",
        "{all} 个中有 {count} 个成立。",
        count=int(result.array.sum()),
        all=result.array.size,
    )


def _source(operation: Operation, cell: int) -> str:
    """Where the cell stood that was only moved; "" where it was made, or
    stands where it stood."""
    if operation.kind not in ("view", "index"):
        return ""
    value = operation.operands[0]
    reads = cells_read(operation, cell)[0]
    if reads is None or len(reads) != 1 or not value.shape:
        return ""
    source = place(value.shape, int(reads[0]))
    return "" if source == place(operation.result.shape, cell) else source


def place(shape: tuple[int, ...], cell: int) -> str:
    """Where a cell stands, in words: "Row 0, column 2"."""
    index = [int(k) for k in np.unravel_index(cell, shape)]
    if is_column(shape):
        return said("Number {k}", "第 {k} 个数", k=cell)
    if len(shape) == 2:
        return said(
            "Row {row}, column {column}",
            "第 {row} 行第 {column} 列",
            row=index[0],
            column=index[1],
        )
    return said("At {index}", "在 {index}", index=", ".join(map(str, index)))


def _made(operation: Operation, cell: int) -> str:
    """What the cell was made of, as arithmetic; ""."""
    if operation.kind.startswith("ufunc.") or not operation.operands:
        return ""
    if operation.kind in ("view", "index", "assign"):
        return ""
    reads = cells_read(operation, cell)
    if operation.function in ("matmul", "dot"):
        return _pairs(operation.operands, reads)
    if operation.function in REDUCTIONS:
        return _added(operation, reads[0])
    texts = []
    for value, read in zip(operation.operands, reads):
        if read is None or len(read) != 1:
            return ""
        texts.append((_number(value, int(read[0])), WHOLE))
    is_brought = operation.function in _NOT_COMPUTED or moved([operation]) is not None
    if is_brought or takes_list(operation):
        return ""
    return formula(operation.function, texts)[0]


def _pairs(operands: Sequence[Value], reads: Sequence[np.ndarray | None]) -> str:
    if len(operands) != 2:
        return ""
    left, right = (
        np.arange(value.array.size) if len(value.shape) == 1 else read
        for value, read in zip(operands, reads)
    )
    if left is None or right is None:
        return ""
    if len(left) != len(right) or len(left) > ADDED - 1:
        return ""
    return " + ".join(
        f"{_close(_number(operands[0], int(one)))} × "
        f"{_close(_number(operands[1], int(other)))}"
        for one, other in zip(left, right)
    )


def _added(operation: Operation, read: np.ndarray | None) -> str:
    sign = _SUMMED.get(operation.function)
    value = operation.operands[0]
    if read is None:
        read = np.arange(value.array.size)
    if sign is None or not 2 <= len(read) <= ADDED:
        return ""
    numbers = [_number(value, int(one)) for one in read]
    return f" {sign} ".join([numbers[0], *map(_close, numbers[1:])])


def _close(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _number(value: Value, cell: int) -> str:
    number = value.array.ravel()[cell]
    if value.dtype.kind == "b":
        return said("true", "真") if number else said("false", "假")
    is_whole = np.isfinite(number) and float(number) == int(number)
    if value.is_scalar and is_whole and abs(number) < MOST_WHOLE:
        return f"{int(number)}".replace("-", "−")
    text = number_format(np.array([float(number)]))(float(number))
    return text.replace("-", "−")
