"""The form of a loss: of which answers, with what each of them costs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.makers import Makers

SHARES, SCORES, BINARY = "shares", "scores", "binary"
SQUARED, ABSOLUTE, HINGE, SIDES = "squared", "absolute", "hinge", "sides"
LOGITS, HUBER = "logits", "huber"
TINY = 1e-3  # numbers added so that no logarithm is of zero are smaller
_LAID = ("reshape", "ravel", "flatten", "squeeze", "astype", "expand_dims", "getitem")
# Of a loss: so far it may be from what is computed again, by how exact it is.
ALIKE, ALIKE_SHORT = 1e-8, 2e-4


@dataclass(frozen=True)
class Form:
    """Which loss it is, of which answers.

    Attributes:
        kind: SHARES: -log of the share of the right answer; SCORES: the same
            after a softmax; BINARY: of what two-way shares say; LOGITS: the
            same after a sigmoid; SQUARED, ABSOLUTE: of differences; HUBER:
            squared up to a margin, then straight; HINGE: how far wrong scores
            come within a margin of the right one; SIDES: of answers on the
            wrong side.
        said: what the network answered.
        wanted: what it should have answered, or None: the code says which.
        picked: (examples,) flat indices in `said` of the right answers, or
            None.
        xs: what each of the terms is the function of, any shape.
        terms: what each adds to the loss, shaped as `xs`.
        is_each: whether the terms are not added up.
        scale: what the sum of the terms is multiplied by; 1 for a sum.
        is_root: whether the root is taken at the end.
        is_negative: whether the result is less than 0 by what the loss is.
        margin: of HINGE, SIDES and HUBER.
        classes: among how many answers one is right; 0: no such choice.
        kept: of what was picked the examples that a mask lets count; () without
            one.
        masked: how many more were picked, but masked, so that they cost nothing.
    """

    kind: str
    said: Value
    wanted: Value | None
    picked: np.ndarray | None
    xs: np.ndarray
    terms: np.ndarray
    scale: float
    is_root: bool
    margin: float = 0.0
    classes: int = 0
    is_each: bool = False
    is_negative: bool = False
    kept: tuple[int, ...] = ()
    masked: int = 0

    @property
    def is_soft(self) -> bool:
        """Whether what is wanted is shares of its own, that weigh the costs."""
        if self.wanted is None or self.picked is not None:
            return False
        return self.kind == SHARES or (
            self.kind == BINARY and not np.isin(self.wanted.array, (0, 1)).all()
        )


def fitted(
    end: Operation,
    terms: np.ndarray,
    counts: Sequence[int],
    *halves: float,
    among: float = 0.0,
    is_short: bool = False,
) -> tuple[float, bool, bool] | None:
    """(scale, whether a root is taken, whether each is apart) by which the
    terms give a result, or None.

    Args:
        counts: of examples, that it may be divided by.
        halves: what else it may be multiplied by.
        among: the largest of the numbers that the terms are the differences
            of: what is left of those is as exact as they are.
        is_short: whether the terms are made of numbers of few bits, whatever
            they are added up as.
    """
    result = np.asarray(end.result.array, float).ravel()
    is_short = is_short or any(
        value.dtype.itemsize < 8 and value.dtype.kind == "f"
        for value in (*end.operands, end.result)
    )
    alike = ALIKE_SHORT if is_short else ALIKE
    apart = 8 * among * float(np.finfo(np.float32 if is_short else float).eps)
    flat = terms.astype(float).ravel()
    if result.size > 1:
        same = result.size == flat.size and np.allclose(
            result, flat, rtol=alike, atol=apart
        )
        return (1.0, False, True) if same else None
    total, apart = float(flat.sum()), apart * flat.size
    value = float(result[0])
    counts = sorted({one for one in counts if one > 1}, reverse=True)
    scales = [1.0, *(1.0 / one for one in counts)]
    if (
        end.function == "log"
        and flat.size == 1
        and np.isclose(-value, total, rtol=alike, atol=apart)
    ):
        return -1.0, False, False
    for factor in (1.0, *halves):
        for scale in scales:
            if np.isclose(value, total * scale * factor, rtol=alike, atol=apart):
                return scale * factor, False, False
    if end.function in ("sqrt", "linalg.norm"):
        for scale in scales:
            if np.isclose(value, np.sqrt(total * scale), rtol=alike, atol=0.0):
                return scale, True, False
    return None


def scale_in_code(
    end: Operation, path: Sequence[Operation], makers: Makers
) -> tuple[float, bool]:
    """What the code multiplies the sum of the terms by, and whether it takes a root of
    that, as far back as it is clear.

    For terms that are 0, or infinite, together: those are the same whatever they are
    multiplied by.

    Args:
        end: gives the loss.
        path: all that leads to it.
    """
    scale, is_root, numbers = 1.0, False, {one.number for one in path}
    made: Operation | None = end
    while made is not None and made.number in numbers and made.operands:
        value = made.operands[0]
        if made.function in ("multiply", "divide"):
            scaled = _scaled(made)
            if scaled is None:
                break
            value, factor = scaled
            scale *= factor
        elif made.function == "mean":
            scale *= made.result.array.size / value.array.size
        elif made.function in ("sqrt", "linalg.norm") and not is_root and scale == 1:
            is_root = True
        elif made.function not in (*_LAID, "negative", "sum", "float", "item"):
            break
        made = makers.maker(value)
    return scale, is_root


def _scaled(made: Operation) -> tuple[Value, float] | None:
    """What a multiplication or a division scales, and by which number."""
    pairs = [made.operands, made.operands[::-1]][: 2 - (made.function == "divide")]
    for value, other in sorted(pairs, key=lambda one: -one[0].array.size):
        factor = float(other.array.ravel()[0]) if other.array.size == 1 else 0.0
        if factor and math.isfinite(factor):
            return value, factor if made.function == "multiply" else 1 / factor
    return None


def origin(value: Value, path: Sequence[Operation], makers: Makers) -> Value:
    """What a value was before it was only laid out anew, by some operations."""
    numbers = {one.number for one in path}
    while (made := makers.maker(value)) is not None and made.number in numbers:
        source = made.operands[0] if made.operands else None
        if (
            made.function not in _LAID
            or source is None
            or source.array.size != value.array.size
        ):
            return value
        value = source
    return value


def lines_of(cells: np.ndarray, shape: tuple[int, ...]) -> np.ndarray | None:
    """(examples, classes) flat indices of the lines that cells stand in, one
    in each; None where they stand otherwise."""
    size = int(np.prod(shape))
    numbered = np.arange(size)
    if not cells.size or size < 2:
        return None
    if max(shape) == size:
        return numbered.reshape(1, -1) if cells.size == 1 else None
    rows = numbered.reshape(-1, shape[-1])
    for lines in (rows, rows.T) if len(shape) == 2 else (rows,):
        if lines.shape[1] < 2:
            continue
        row, column = np.divmod(cells, shape[-1])
        own = row if lines is rows else column
        if len(np.unique(own)) == cells.size:
            return lines[own]
    return None


def hot_cells(y):
    """(flat indices of the ones, classes) of one-hot lines, or (None, 0)."""
    if not np.isin(y, (0, 1)).all():
        return None, 0
    if max(y.shape) == y.size:
        return (np.flatnonzero(y.ravel()), y.size) if y.sum() == 1 else (None, 0)
    if (y.sum(axis=-1) == 1).all():
        return np.flatnonzero(y.ravel()), y.shape[-1]
    if y.ndim == 2 and (y.sum(axis=0) == 1).all():
        rows = y.argmax(axis=0)
        return rows * y.shape[1] + np.arange(y.shape[1]), y.shape[0]
    return None, 0


def are_shares(lines):
    return bool((lines >= -1e-9).all() and (lines <= 1 + 1e-6).all())


def smallest(path):
    """The small number that is added before a logarithm, or 0."""
    numbers = [
        float(value.array)
        for one in path
        for value in one.operands
        if value.shape == () and one.function in ("add", "maximum", "clip")
    ]
    return max((one for one in numbers if 0 < one < TINY), default=0.0)


def arrays_in(path):
    """All arrays that some operations read, the first read first."""
    seen = {}
    for operation in path:
        for value in operation.operands:
            if value.shape != ():
                seen.setdefault((value.identity, value.version), value)
    return list(seen.values())


def are_alike(wanted, said):
    """Whether two values are as long, and not the same."""
    return wanted.array.size == said.array.size and wanted.identity != said.identity


def counts_of(value):
    """How many numbers there may be to take the mean of: all, those of each
    axis, or all lines of the last."""
    return (value.array.size, *value.shape, math.prod(value.shape[:-1]))


def form(kind, said, wanted, picked, xs, terms, fit, **more):
    scale, is_root, is_each = fit
    more["is_negative"], scale = scale < 0, abs(scale)
    return Form(
        kind, said, wanted, picked, xs, terms, scale, is_root, is_each=is_each, **more
    )
