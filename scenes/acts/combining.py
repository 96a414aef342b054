"""How two columns are combined: which rows tell most, on which scale."""

import numpy as np

from scenes.acts.legacy import ENLARGE, LINGER
from scenes.acts.schedule import first_alone
from scenes.reading.extremes import largest_row
from scenes.reading.extremes import is_one_hot

ALONE, TOGETHER = 4.2, 2.6  # seconds of a row alone, of all others
LOST = 0.01   # of a number: what is left of it where next to nothing is
SMALL = 2     # what could be so many times longer is enlarged


def in_turns(target, sign, operation):
    """(turns, seconds until all is done, options) of an act "combine".

    Args:
        target: the name that the statement assigns.
        sign: "+", "−", "×" or "÷".
    """
    arrays = [value.array.ravel().astype(float)
              for value in (*operation.operands, operation.result)]
    chosen = _telling_rows(target, sign, *arrays)
    turns = first_alone(len(arrays[0]), chosen, alone=ALONE,
                          together=TOGETHER)
    shared = _on_one_scale(sign, *arrays)
    factor = _enlargement(arrays[0], arrays[2]) if shared == 2 else None
    begin = turns.end + LINGER
    seconds = turns.end if factor is None else begin + ENLARGE
    return turns, seconds, {
        "sign": sign, "reasons": tuple(chosen.values()), "shared": shared,
        "factor": factor, "enlarged": begin}


def _telling_rows(target, sign, left, right, result):
    """{row: why it is shown alone}, in order; the words of the reasons are
    wording.telling's."""
    if sign == "−" and is_one_hot(right) and result.all():
        wanted = int(right.argmax())
        others = np.where(np.arange(len(right)) == wanted, 0, result)
        other = largest_row(others)
        return {wanted: "wanted" if result[wanted] < 0 else "wanted less",
                other: "other" if result[other] > 0 else "other more"}
    rows = {largest_row(result): "largest"}
    if target == "hidden_delta" and np.isfinite(right).all():
        flat = int(np.abs(right).argmin())
        if abs(result[flat]) < LOST * abs(left[flat]):
            rows.setdefault(flat, "flat")
    return rows


def _on_one_scale(sign, left, right, result):
    """How many columns share a scale: all 3 of a sum or difference, the left
    one and the result (2) of a product that makes shorter, else 1."""
    if not all(np.isfinite(array).all() for array in (left, right, result)):
        return 1
    if sign in "+−":
        return 3
    return 2 if sign == "×" and np.abs(right).max() <= 1 else 1


def _enlargement(before, after):
    """How many times longer the bars after can be drawn, in a number of two
    digits or less, or None."""
    both = np.concatenate([before, after, [0.0]])
    rooms = [room / need for room, need in (
        (both.max(), after.max()), (both.min(), after.min()))
        if need * room > 0]
    most = min(rooms, default=0)
    if most < SMALL:
        return None
    unit = 10.0 ** max(np.floor(np.log10(most)) - 1, 0)
    return float(np.floor(most / unit) * unit)
