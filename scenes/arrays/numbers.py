"""How the numbers of an array are written on the screen.

Zero has no sign, and neither has what rounds to it. The minus is a true one,
as wide as a plus: a hyphen is the code's own.
"""

from dataclasses import dataclass

import numpy as np

from scenes.arrays.extremes import hidden_below, reach

LONGEST = 1e7  # larger numbers are written as powers of ten


def written(value, form):
    """A number in a form of Python's format, such as "+.3f".

    What rounds to zero has no sign: "0.000", not "−0.000". Numbers too long
    to be read are powers of ten: "1.70e+308".
    """
    if form.endswith("f") and LONGEST <= abs(float(value)) < np.inf:
        form = "+.2e" if form.startswith("+") else ".2e"
    text = format(value, form)
    if not float(text):
        text = text.lstrip("+-")
    return text.replace("-", "−")


def told_apart(before, after, *, decimals=5):
    """Two numbers with as many decimals as it takes to tell them apart.

    Args:
        decimals: the least. Numbers that differ only in the last of 17 digits
            are written as powers of ten, with all of them.
    """
    texts = [written(value, f".{decimals}f") for value in (before, after)]
    if before != after and texts[0] == texts[1]:
        if decimals < 9:
            return told_apart(before, after, decimals=decimals + 1)
        for form in (".3e", ".6e", ".16e"):
            texts = [written(value, form) for value in (before, after)]
            if texts[0] != texts[1]:
                break
    return texts


def number_format(values, hidden=None):
    """How numbers in cells are written: a function value -> text.

    Two decimals, three where all are below 0.1; a sign where any value is
    negative; short numbers for large magnitudes. What a mask hides is "−1e10"
    or "−∞", and leaves the format to the rest.

    Args:
        hidden: as extremes.hidden_below has it, of an array that these are
            a part of; None: as it is of these.
    """
    hidden = hidden_below(values) if hidden is None else hidden
    if hidden is not None:
        rest = number_format(values[values > hidden])
        return Writer(rest.form, rest.signed, hidden)
    finite, largest = _finite(values)
    if finite.size and largest < 10_000 and np.array_equal(finite, np.rint(finite)):
        return _writer(finite, ".0f")
    if largest >= 1000 or 0 < largest < 0.005:
        return _writer(finite, ".1e")
    return _writer(
        finite, ".3f" if largest < 0.1 else ".2f" if largest < 100 else ".1f"
    )


def bar_number_format(values):
    """How numbers beside bars are written: a function value -> text.

    Three decimals, more where all are small; a sign where any value is
    negative; powers of ten for very large and very small magnitudes.
    """
    finite, largest = _finite(values)
    if 0 < largest < 0.001 or largest >= 100_000:
        return _writer(finite, ".2e")
    return _writer(
        finite, ".5f" if largest < 0.01 else ".4f" if largest < 0.1 else ".3f"
    )


def _power_of_ten(value):
    """A number of which only the size matters: "−1e10"."""
    if not value:
        return "0"
    digits, power = f"{value:.0e}".split("e")
    return f"{digits}e{int(power)}".replace("-", "−")


def _finite(values):
    """The values that are numbers, and the largest of their magnitudes."""
    return values[np.isfinite(values)], reach(values)


def _writer(finite, form):
    return Writer(form, bool(finite.size and finite.min() < 0))


@dataclass(frozen=True)
class Writer:
    """Called with a number, returns it as text.

    Attributes:
        form: of Python's format, without a sign.
        signed: whether positive numbers get a sign too.
        hidden: the number at or below which a mask hides, or None.
    """

    form: str
    signed: bool
    hidden: float | None = None

    def __call__(self, value):
        if self.hidden is not None and value <= self.hidden:
            return "−∞" if np.isinf(value) else _power_of_ten(float(value))
        if np.isnan(value):
            return "nan"
        if np.isinf(value):
            return "+inf" if value > 0 else "−inf"
        return written(value, f"+{self.form}" if self.signed else self.form)


UNITS = {
    "thousandths": 1e-3,
    "millionths": 1e-6,
    "billionths": 1e-9,
    "trillionths": 1e-12,
}


def unit_for(values):
    """The name of the unit, of UNITS, that small numbers are counted in.

    None where the largest is 0.01 or more, or too small for all of them.
    """
    _, largest = _finite(values)
    if largest >= 0.01:
        return None
    return next((name for name, unit in UNITS.items() if largest >= unit), None)


@dataclass(frozen=True)
class UnitWriter:
    """Writes numbers in a unit, with a sign: −3.25 for -3.25e-06.

    Attributes:
        unit: a name of UNITS.
    """

    unit: str

    def __call__(self, value):
        if not np.isfinite(value):
            return Writer(".2f", signed=True)(value)
        return written(value / UNITS[self.unit], "+.2f")

    @property
    def decimals(self):
        """How many decimals a number has to have to tell of a unit."""
        return round(-np.log10(UNITS[self.unit]))
