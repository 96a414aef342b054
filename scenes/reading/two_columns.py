"""What stands out where two columns are combined, row by row, to a third."""

import numpy as np

from scenes.arrays.extremes import largest_row

LOST = 0.01  # of a number: what is left of it where next to nothing is
SMALL = 2  # numbers that can grow so many times have shrunk


def telling_rows(
    sign: str,
    left: np.ndarray,
    right: np.ndarray,
    result: np.ndarray,
    *,
    is_wanted: bool,
    is_slope: bool,
) -> dict[int, str]:
    """The rows that tell most, in order: {row: why}.

    Args:
        sign: "+", "−", "×" or "÷".
        left, right, result: of one length.
        is_wanted: whether the right one is the right answer, one-hot.
        is_slope: whether it is how steep a curve is.

    Returns:
        Of a difference to the right answer, its row ("wanted", or "wanted
        less" where the left was too large) and the largest of the rest
        ("other", or "other more" where it was too small). Else the "largest",
        and the "flat" one where a curve lets next to nothing through.
    """
    is_number = not np.isnan(result).any()  # what is none is not too low or high
    if sign == "−" and is_wanted and is_number and result.all():
        wanted = int(right.argmax())
        others = np.where(np.arange(len(right)) == wanted, 0, result)
        other = largest_row(others)
        return {
            wanted: "wanted" if np.sign(result[wanted]) == -1 else "wanted less",
            other: "other" if np.sign(result[other]) == 1 else "other more",
        }
    rows = {largest_row(result): "largest"}
    if is_slope and np.isfinite(right).all():
        flat = int(np.abs(right).argmin())
        if abs(result[flat]) < LOST * abs(left[flat]):
            rows.setdefault(flat, "flat")
    return rows


def comparable(
    sign: str, left: np.ndarray, right: np.ndarray, result: np.ndarray
) -> int:
    """How many columns can be compared: all 3 of a sum or difference, the left
    one and the result (2) of a product that makes smaller, else 1."""
    if not all(np.isfinite(array).all() for array in (left, right, result)):
        return 1
    if sign in "+−":
        return 3
    return 2 if sign == "×" and np.abs(right).max() <= 1 else 1


def room_to_grow(before: np.ndarray, after: np.ndarray) -> float | None:
    """How many times the numbers after can be taken to reach as far as those
    before, rounded down to two digits or to a whole number; None where they
    have hardly shrunk."""
    both = np.concatenate([before, after, [0.0]])
    rooms = [
        room / need
        for room, need in ((both.max(), after.max()), (both.min(), after.min()))
        if need > 0 < room or need < 0 > room
    ]
    most = min(rooms, default=0)
    if most < SMALL:
        return None
    unit = 10.0 ** max(np.floor(np.log10(most)) - 1, 0)
    return float(np.floor(most / unit) * unit)
