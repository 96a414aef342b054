"""What is said of single cells of arrays of any shape, and of many of them."""

import numpy as np

from scenes.arrays.extremes import furthest
from scenes.arrays.numbers import number_format
from scenes.words.naming import said

SUMS = "+-"  # the signs that bind less than a product's


def cell_named(shape: tuple[int, ...], flat: int) -> str:
    """Where a cell stands: "row 0, column 2", of one column or row "row 0" or
    "column 2", of one axis "cell 5"."""
    place = tuple(int(one) for one in np.unravel_index(flat, shape))
    if len(shape) == 2 and shape[1] == 1:
        return said("row {row}", "第 {row} 行", row=place[0])
    if len(shape) == 2 and shape[0] == 1:
        return said("column {column}", "第 {column} 列", column=place[1])
    if len(place) == 2:
        row, column = place
        return said(
            "row {row}, column {column}",
            "第 {row} 行第 {column} 列",
            row=row,
            column=column,
        )
    if len(place) == 1:
        return said("cell {index}", "第 {index} 格", index=place[0])
    return said("cell {index}", "格 {index}", index=list(place))


def of_so_many(count: int, size: int) -> str:
    """A count of cells among all: "7 of 20"."""
    return said("{count} of {size}", "{size} 个中有 {count} 个", count=count, size=size)


def counted(english: tuple[str, str], chinese: str, count: int, size: int) -> str:
    """A sentence about so many cells of all.

    Args:
        english: of one, and of another number of them; {many} stands for
            "1 of 20".
        chinese: of any.
    """
    one, more = english
    many = of_so_many(count, size)
    return said(one if count == 1 else more, chinese, many=many)


def number_in(array: np.ndarray, flat: int) -> str:
    """A cell's number as the cells of its array have it."""
    floats = array.astype(float)
    return number_format(floats)(floats.ravel()[flat])


def furthest_cell(array: np.ndarray) -> str:
    """The sentence about the cell that is furthest from zero, of an array of
    any shape; of one that is zero everywhere, that it is."""
    floats = array.astype(float)
    if not floats.any():
        return said("All of it is 0.", "全部是 0。")
    at = furthest(floats)
    return said(
        "Furthest from zero is {cell}: {value}.",
        "离零最远的是{cell}：{value}。",
        cell=cell_named(array.shape, at),
        value=number_in(array, at),
    )


def in_brackets(text: str) -> str:
    """A number behind a sign: one that has a sign stands in brackets."""
    return f"({text})" if text.startswith(("−", "+")) else text


def as_operand(name: str, signs: str = "+-*/@<>=%&|") -> str:
    """A name beside a sign: what has signs of its own stands in brackets."""
    depth = 0
    if name.startswith("−"):  # a number below 0
        return f"({name})"
    for place, letter in enumerate(name):
        depth += (letter in "([{") - (letter in ")]}")
        if place and depth == 0 and letter in signs:
            return f"({name})"
    return name
