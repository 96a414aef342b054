"""Formulas that several sheets spell alike, and the values that they have.

Only functions that Excel 2010, LibreOffice, Gnumeric, Google Sheets and Numbers
have; no array formulas.
"""

import numpy as np

MOST_SUM = 700  # beyond it EXP has no value in a spreadsheet


def bar_formula(cell):
    """A bar of up to 20 blocks for a value 0..1, in every spreadsheet."""
    return f'=REPT("█",ROUND(20*{cell},0))'


def bar(value):
    """What bar_formula shows for a value."""
    return "█" * int(np.floor(20 * float(value) + 0.5))


def argmax_formula(cells):
    """The first place, from 0, of the largest: what np.argmax gives."""
    return f"MATCH(MAX({cells}),{cells},0)-1"


def sigmoid_formula(total):
    """The sigmoid of a sum, without "=", of any size: 1 / (1 + e^-sum)."""
    return f"1/(1+EXP(-MAX(-{MOST_SUM},MIN({MOST_SUM},{total}))))"


def sigmoid(total):
    """What sigmoid_formula gives."""
    return 1 / (1 + np.exp(-np.clip(total, -MOST_SUM, MOST_SUM)))


def loss_formula(total, expected):
    """A neuron's cross-entropy, without "=", from the cell of its sum.

    -t ln y - (1 - t) ln (1 - y) with y = sigmoid(sum), written so that no
    logarithm is taken of 0: max(sum, 0) + ln(1 + e^-|sum|) - t sum.
    """
    return f"MAX({total},0)+LN(1+EXP(-MIN({MOST_SUM},ABS({total}))))-{expected}*{total}"


def loss(total, expected):
    """What loss_formula gives."""
    total = np.asarray(total, np.float64)
    shrunk = np.exp(-np.minimum(MOST_SUM, np.abs(total)))
    return np.maximum(total, 0) + np.log(1 + shrunk) - expected * total
