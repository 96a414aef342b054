"""What the axes of pictures, kernels and maps stand for, as letters.

N counts images, C channels, F filters, H and W are rows and columns, of
kernels as of pictures. What is in brackets is laid out along one axis: a
matrix "F(CHW)" holds one whole kernel in each row.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

import numpy as np

Shape = tuple[int, ...]
Lengths = dict[str, int]

PICTURES: dict[int, Sequence[str]] = {
    1: ("W",),
    2: ("HW", "CW", "WC", "NW"),
    3: ("CHW", "HWC", "NHW", "NCW", "NWC"),
    4: ("NCHW", "NHWC"),
}
KERNELS: dict[int, Sequence[str]] = {
    1: ("W", "(HW)", "(CHW)", "(HWC)", "(CW)"),
    2: (
        *("HW", "FW", "CW", "WF", "WC", "F(HW)", "(HW)F"),
        *("F(CHW)", "(CHW)F", "F(HWC)", "(HWC)F", "F(CW)", "(CW)F"),
    ),
    3: ("FHW", "CHW", "HWF", "HWC", "FCW", "WCF", "FWC"),
    4: ("FCHW", "HWCF", "FHWC", "CFHW"),
}
MAPS: dict[int, Sequence[str]] = {
    1: ("W",),
    2: ("HW", "FW", "WF", "NW"),
    3: ("FHW", "HWF", "NHW", "NFW", "NWF"),
    4: ("NFHW", "NHWF"),
}


def opened(axes: str, shape: Sequence[int], sizes: Mapping[str, int]) -> Lengths | None:
    """Letter -> length, of an array whose axes are so called.

    Args:
        sizes: lengths known from elsewhere; those in brackets that are not,
            rows and columns, are taken to be equal.

    Returns:
        None where it cannot be so.
    """
    lengths = {}
    for part, length in zip(parts_of(axes), shape, strict=True):
        found = {part: length} if len(part) == 1 else _inside(part, length, sizes)
        if found is None:
            return None
        lengths.update(found)
    if any(lengths.get(letter, size) != size for letter, size in sizes.items()):
        return None
    return lengths


def parts_of(axes: str) -> Iterator[str]:
    """The axes one by one; of those laid out along one all letters."""
    while axes:
        if axes[0] == "(":
            inside, axes = axes[1:].split(")", 1)
            yield inside
        else:
            yield axes[0]
            axes = axes[1:]


def _inside(letters: str, length: int, sizes: Mapping[str, int]) -> Lengths | None:
    known = {letter: sizes[letter] for letter in letters if letter in sizes}
    if "C" in letters:
        known.setdefault("C", 1)
    rest, over = divmod(length, int(np.prod(list(known.values()), dtype=int)) or 1)
    unknown = [letter for letter in letters if letter not in known]
    if over:
        return None
    side = rest if len(unknown) == 1 else round(rest ** (1 / max(len(unknown), 1)))
    if side ** len(unknown) != rest:
        return None
    return {**known, **dict.fromkeys(unknown, side)}


def ordered(array: np.ndarray, axes: str, order: str, lengths: Mapping) -> np.ndarray:
    """An array with its axes in an order; those it has not are of length 1.

    Args:
        lengths: as `opened` gives them.
    """
    letters = axes.replace("(", "").replace(")", "")
    array = array.reshape([lengths[letter] for letter in letters])
    array = array.transpose([letters.index(one) for one in order if one in letters])
    return array[tuple(slice(None) if one in letters else None for one in order)]


@lru_cache(maxsize=4096)
def of_convolution(
    picture: Shape, kernels: Shape, maps: Shape
) -> tuple[tuple[tuple[str, str, str], tuple[Lengths, Lengths, Lengths]], ...]:
    """What the axes of a picture, of kernels and of the maps between them can
    stand for: ((their axes, their lengths), ...), as far as shapes tell."""
    tables = PICTURES, KERNELS, MAPS
    shapes = picture, kernels, maps
    agreed = []
    for axes in product(*(one.get(len(s), ()) for one, s in zip(tables, shapes))):
        one, other, third = axes
        if _belong_together(one, other, third):
            lengths = _agreed((one, other, third), shapes)
            if lengths is not None:
                agreed.append(((one, other, third), lengths))
    return tuple(agreed)


def _belong_together(picture: str, kernels: str, maps: str) -> bool:
    flat = "H" not in picture
    if flat != ("H" not in kernels) or flat != ("H" not in maps):
        return False
    if ("N" in picture) != ("N" in maps) or ("C" in picture) != ("C" in kernels):
        return False
    return ("F" in kernels) == ("F" in maps) or is_by_channel(kernels, maps)


def is_by_channel(kernels: str, maps: str) -> bool:
    """Whether each channel has a kernel of its own, and a map."""
    return "C" in kernels and "F" not in kernels and "F" in maps and "(" not in kernels


def _agreed(
    axes: tuple[str, str, str], shapes: tuple[Shape, Shape, Shape]
) -> tuple[Lengths, Lengths, Lengths] | None:
    """The lengths of each, if filters, channels and images are as many."""
    picture, kernels, maps = axes
    if is_by_channel(kernels, maps):
        maps = maps.replace("F", "C")
    shared: Lengths = {}
    lengths = []
    for called, shape in zip(
        (picture, maps, kernels), (shapes[0], shapes[2], shapes[1])
    ):
        known = {key: shared[key] for key in shared if key in called}
        found = opened(called, shape, known)
        if found is None:
            return None
        shared.update({key: one for key, one in found.items() if key in "NFC"})
        lengths.append(found)
    return lengths[0], lengths[2], lengths[1]
