"""Numbers of a line as they are added up, written out: "0.31 − 0.10 + …"."""

from collections.abc import Callable, Iterable

MOST = 6  # numbers that are written out; the rest are dots

Write = Callable[[float], str]


def terms(numbers: Iterable[float], write: Write, *, most: int = MOST) -> list[str]:
    """The first numbers as they are written, and "…" for the others."""
    numbers = list(numbers)
    written = [write(number) for number in numbers[:most]]
    return [*written, *(["…"] if len(numbers) > most else [])]


def added(numbers: Iterable[float], write: Write, *, most: int = MOST) -> str:
    """Numbers with the signs between them: "0.31 − 0.10 + …"."""
    first, *others = terms(numbers, write, most=most)
    text = first.removeprefix("+")
    for one in others:
        if one[:1] == "−":
            text += f" − {one[1:]}"
        else:
            text += f" + {one.removeprefix('+')}"
    return text


def power_sum(numbers: Iterable[float], write: Write, *, most: int = MOST) -> str:
    """Squares of numbers: "0.31² + 0.10² + …"."""
    return " + ".join(
        one if one == "…" else f"{one.lstrip('+−')}²"
        for one in terms(numbers, write, most=most)
    )
