"""How the numbers of an array are written on the screen.

Zero has no sign, and neither has what rounds to it. The minus is a true one,
as wide as a plus: a hyphen is the code's own.
"""

from dataclasses import dataclass, replace

import numpy as np

from scenes.arrays.extremes import hidden_below, reach

LONGEST = 1e7  # larger numbers are written as powers of ten


def written(value, form):
    """A number in a form of Python's format, such as "+.3f".

    What rounds to zero has no sign: "0.000", not "−0.000". Numbers too long
    to be read are powers of ten, without zeros before the power: "1.70e+308",
    "5.6e−7".
    """
    if form.endswith("f") and LONGEST <= abs(float(value)) < np.inf:
        form = "+.2e" if form.startswith("+") else ".2e"
    text = format(value, form)
    digits, power, size = text.partition("e")
    if not float(text):
        text = digits.lstrip("+-")
    elif power:
        text = f"{digits}e{size[0]}{size[1:].lstrip('0') or '0'}"
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


def not_as_zero(value, write):
    """A number as a function writes it, or where that reads as zero and the
    number is none, with two digits: "5.6e−7" in place of "0.000"."""
    text = write(value)
    if _is_told(value, text):
        return text
    return written(value, "+.1e" if getattr(write, "signed", False) else ".1e")


def _is_told(value, text):
    """Whether a text says of a number that it is not zero, if it is not."""
    return not np.isfinite(value) or not value or bool(text.strip("+−0."))


def near_one(value, write):
    """A share 0..1 as a function writes it, or where that reads as 1 and the
    share is less, with two digits of what it lacks: "0.99999944"."""
    text = not_as_zero(value, write)
    if value >= 1 or text.lstrip("+").rstrip("0") != "1.":
        return text
    return written(value, f".{int(np.ceil(-np.log10(1 - value))) + 1}f")


def adding_up(parts, total, *, decimals=1, most=4):
    """Numbers and their sum, written so that what is read adds up:
    "12.3 − 3.7 = +8.6"; None where no number of decimals does so.

    Args:
        parts: at least one.
        total: their sum, but for the last bits.
        decimals, most: how many at least, and at most.
    """
    if not np.isfinite([*parts, total]).all():
        return None
    for places in range(decimals, most + 1):
        if round(sum(round(one, places) for one in parts), places) == round(
            total, places
        ):
            first, *others = (written(one, f"+.{places}f") for one in parts)
            signed = (f"{one[0]} {one[1:]}" for one in others)
            said = " ".join([first.removeprefix("+"), *signed])
            return f"{said} = {written(total, f'+.{places}f')}"
    return None


def multiplying_up(left, right, result, writes, *, most=3):
    """Two factors and their product as texts, with so many digits more of the
    factors that what is read multiplies up to what is read: −0.3906 × 0.1048 =
    −0.0409, as −0.391 × 0.105 would be −0.0411.

    Args:
        writes: the Writers of the three; none of them writes as zero what is
            none.
        most: digits that are added at most; where they do not do, none are.
    """
    end = _in_digits(result, writes[2], 0)
    for extra in range(most + 1):
        texts = [
            _in_digits(value, write, extra)
            for value, write in zip((left, right), writes)
        ]
        read = _read(texts[0]) * _read(texts[1])
        if abs(read - _read(end)) <= _half_of_last(end):
            return (*texts, end)
    return (
        *(_in_digits(value, write, 0) for value, write in zip((left, right), writes)),
        end,
    )


def _in_digits(value, write, extra):
    """A number as a Writer writes it, with some digits more; what would read as
    zero and is none as a power of ten."""
    form = f".{int(write.form[1:-1]) + extra}{write.form[-1]}"
    text = Writer(form, write.signed, write.hidden)(value)
    if _is_told(value, text):
        return text
    return written(value, f"{'+' if write.signed else ''}.{1 + extra}e")


def _read(text):
    """The number that a text says."""
    return float(text.replace("−", "-"))


def _half_of_last(text):
    """Half a unit of the last digit of a text."""
    digits, _, power = text.replace("−", "-").partition("e")
    _, _, decimals = digits.partition(".")
    return 0.5000001 * 10.0 ** (int(power or 0) - len(decimals))


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

    Three decimals, more where all are small, none of whole numbers or where
    all are zero; a sign
    where any value is negative; powers of ten for very large and very small
    magnitudes, and with two digits for a number beside larger ones that would
    else read as zero: "5.6e−7".
    """
    is_whole = np.asarray(values).dtype.kind in "iub"
    finite, largest = _finite(np.asarray(values, float))
    if is_whole or (finite.size and not largest):
        return _writer(finite, ".0f")
    if 0 < largest < 0.001 or largest >= 100_000:
        return _writer(finite, ".2e")
    form = ".5f" if largest < 0.01 else ".4f" if largest < 0.1 else ".3f"
    return replace(_writer(finite, form), tells_small=True)


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
        tells_small: whether a number that would read as zero, and is none, is
            written as `not_as_zero` has it.
    """

    form: str
    signed: bool
    hidden: float | None = None
    tells_small: bool = False

    def __call__(self, value):
        if self.hidden is not None and value <= self.hidden:
            return "−∞" if np.isinf(value) else _power_of_ten(float(value))
        if np.isnan(value):
            return "nan"
        if np.isinf(value):
            return written(value, "+f")
        if self.tells_small:
            return not_as_zero(value, replace(self, tells_small=False))
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
        return not_as_zero(value / UNITS[self.unit], Writer(".2f", signed=True))

    @property
    def decimals(self):
        """How many decimals a number has to have to tell of a unit."""
        return round(-np.log10(UNITS[self.unit]))
