"""The forms that a loss may have, each tried by computing it again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.makers import Makers
from scenes.reading.picked_cells import picked_cells

SHARES, SCORES, BINARY = "shares", "scores", "binary"
SQUARED, ABSOLUTE, HINGE, SIDES = "squared", "absolute", "hinge", "sides"
TINY = 1e-3  # numbers added so that no logarithm is of zero are smaller
# Of a loss: so far it may be from what is computed again, by how exact it is.
ALIKE, ALIKE_SHORT = 1e-8, 2e-4
_LOGGED = ("log", "add", "clip", "maximum", "negative")
_PICKS = ("getitem", "take", "take_along_axis", "item")


@dataclass(frozen=True)
class Form:
    """Which loss it is, of which answers.

    Attributes:
        kind: SHARES: -log of the share of the right answer; SCORES: the same
            after a softmax; BINARY: of what two-way shares say; SQUARED,
            ABSOLUTE: of differences; HINGE: how far wrong scores come within
            a margin of the right one; SIDES: of answers on the wrong side.
        said: what the network answered.
        wanted: what it should have answered, or None: the code says which.
        picked: (examples,) flat indices in `said` of the right answers, or
            None.
        xs: what each of the terms is the function of, any shape.
        terms: what each adds to the loss, shaped as `xs`.
        scale: what the sum of the terms is multiplied by; 1 for a sum.
        is_root: whether the root is taken at the end.
        margin: of HINGE and SIDES.
        classes: among how many answers one is right; 0: no such choice.
    """

    kind: str
    said: Value
    wanted: Value | None
    picked: np.ndarray | None
    xs: np.ndarray
    terms: np.ndarray
    scale: float = 1.0
    is_root: bool = False
    margin: float = 0.0
    classes: int = 0
    is_each: bool = False


def forms(
    end: Operation, path: Sequence[Operation], makers: Makers
) -> Iterator[Form]:
    """All that the result of an operation may be, the likeliest first.

    Args:
        path: the operation and those behind it, in order.
    """
    with np.errstate(all="ignore"):
        for read in (_of_picks, _of_pairs, _of_differences, _of_sides):
            yield from read(end, path, makers)


def _fits(end: Operation, terms: np.ndarray, counts: Sequence[int], *halves: float):
    """(scale, whether a root is taken, whether each is apart) by which the
    terms give a result, or None."""
    result = np.asarray(end.result.array, float).ravel()
    is_short = any(value.dtype.itemsize < 8 and value.dtype.kind == "f"
                   for value in (*end.operands, end.result))
    alike = ALIKE_SHORT if is_short else ALIKE
    flat = terms.astype(float).ravel()
    if result.size > 1:
        same = result.size == flat.size and np.allclose(
            result, flat, rtol=alike, atol=1e-9
        )
        return (1.0, False, True) if same else None
    total = float(flat.sum())
    value = float(result[0])
    if np.isnan(total) or np.isnan(value):
        return None
    counts = sorted({one for one in counts if one > 1}, reverse=True)
    scales = [(1.0, 1)] + [(1.0 / one, one) for one in counts]
    if total == 0 and end.function == "mean":
        scales = scales[::-1]
    for factor in (1.0, *halves):
        for scale, _ in scales:
            if np.isclose(value, total * scale * factor, rtol=alike, atol=1e-12):
                return scale * factor, False, False
    if end.function in ("sqrt", "linalg.norm"):
        for scale, _ in scales:
            if np.isclose(value, np.sqrt(total * scale), rtol=alike, atol=1e-12):
                return scale, True, False
    return None


# Cross-entropy and hinge, where an index picks the right answers.


def _of_picks(end, path, makers):
    for operation in reversed(path):
        if operation.function not in _PICKS or not operation.operands:
            continue
        said = operation.operands[0]
        if said.dtype.kind != "f" or operation.result is None:
            continue
        if operation.result.array.size > max(said.shape, default=0):
            continue
        cells = picked_cells(operation)
        lines = None if cells is None else lines_of(cells.ravel(), said.shape)
        if lines is None:
            continue
        wanted = next(
            (one for one in operation.operands[:0:-1] if one.dtype.kind in "iu"
             and one.array.size == cells.size), None)
        yield from _shares(end, path, makers, said, wanted, cells.ravel(), lines)
        yield from _margins(end, path, said, wanted, cells.ravel(), lines)


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
        own = cells // shape[-1] if lines is rows else cells % shape[-1]
        if len(np.unique(own)) == cells.size and (cells.size > 1 or lines is rows):
            return lines[own]
    return None


def _shares(end, path, makers, said, wanted, cells, lines):
    array = said.array.astype(float).reshape(-1)
    for value in (said, *_upstream(said, path, makers, *_LOGGED)):
        array = value.array.astype(float).reshape(-1)
        right = array[cells]
        if _are_shares(array[lines]):
            for terms in (-np.log(right), -np.log(right + _smallest(path))):
                fit = _fits(end, terms, (cells.size, *said.shape))
                if fit:
                    yield _form(SHARES, value, wanted, cells, right, terms, fit,
                                classes=lines.shape[1])
                    return
    if not any(one.function in ("log", "logaddexp") for one in path):
        return
    for value in (*reversed(_upstream(said, path, makers, "subtract")), said):
        array = value.array.astype(float).reshape(-1)
        all_of = array[lines]
        largest = all_of.max(axis=1)
        shares = np.exp(all_of - largest[:, None])
        logs = np.log(shares.sum(axis=1)) + largest - array[cells]
        fit = _fits(end, logs, (cells.size, *said.shape))
        if fit:
            yield _form(SCORES, value, wanted, cells, np.exp(-logs), logs, fit,
                        classes=lines.shape[1])
            return


def _are_shares(lines):
    return bool((lines >= -1e-9).all() and (lines <= 1 + 1e-6).all())


def _smallest(path):
    """The small number that is added before a logarithm, or 0."""
    numbers = [
        float(value.array)
        for one in path
        for value in one.operands
        if value.shape == () and one.function in ("add", "maximum", "clip")
    ]
    return max((one for one in numbers if 0 < one < TINY), default=0.0)


def _upstream(value, path, makers, *functions):
    """Values of the same shape that some functions made a value of, the
    latest first."""
    numbers = {one.number for one in path}
    found = []
    while (made := makers.maker(value)) is not None and made.number in numbers:
        same = [
            one
            for one in made.operands
            if one.shape == value.shape and one.dtype.kind == "f"
        ]
        if len(same) != 1 or made.function not in functions:
            break
        value = same[0]
        found.append(value)
    return found


def _margins(end, path, said, wanted, cells, lines):
    if not any(one.function in ("maximum", "clip", "where") for one in path):
        return
    array = said.array.astype(float).reshape(-1)
    margins = {
        abs(float(value.array))
        for one in path
        for value in one.operands
        if value.shape == () and value.dtype.kind in "if"
    }
    for margin in sorted(margins | {1.0}):
        xs = array[lines] - array[cells][:, None] + margin
        xs[lines == cells[:, None]] = 0.0
        terms = np.maximum(xs, 0)
        for shown in (terms, terms.sum(axis=1)):
            fit = _fits(end, shown, (cells.size,))
            if fit:
                yield _form(HINGE, said, wanted, cells, xs, terms, fit,
                            margin=margin, classes=lines.shape[1])
                return


def _form(kind, said, wanted, picked, xs, terms, fit, **more):
    scale, is_root, is_each = fit
    return Form(kind, said, wanted, picked, xs, terms, scale, is_root,
                is_each=is_each, **more)


# Cross-entropy, where the right answers are given as shares or one-hot.


def _of_pairs(end, path, makers):
    logs = [one for one in path if one.function in ("log", "log1p")]
    if not logs:
        return
    values = _values(path)
    wanted_ones = [one for one in values if _may_be_wanted(one)]
    for operation in reversed(logs):
        said = _bare(operation.operands[0], path, makers)
        if said.dtype.kind != "f" or said.shape == ():
            continue
        for wanted in wanted_ones:
            if _are_alike(wanted, said):
                yield from _pair(end, path, said, wanted)
    yield from _scored(end, values, wanted_ones)


def _pair(end, path, said, wanted):
    p = said.array.astype(float).ravel()
    y = wanted.array.astype(float).ravel()
    if not _are_shares(p) or not _are_shares(y):
        return
    counts = _counts(said)
    small = _smallest(path)
    two = sum(one.function in ("log", "log1p") for one in path) > 1
    for eps in dict.fromkeys((0.0, small)):
        q = np.clip(p, eps, 1 - eps) if eps else p
        if two:
            terms = _no_nan(-y * np.log(q) - (1 - y) * np.log(1 - q))
            fit = _fits(end, terms, counts)
            if not fit and eps:
                terms = -y * np.log(p + eps) - (1 - y) * np.log(1 - p + eps)
                fit = _fits(end, terms, counts)
            if fit:
                xs = np.where(y == 1, p, np.where(y == 0, 1 - p, np.exp(-terms)))
                yield _form(BINARY, said, wanted, None, xs.reshape(said.shape),
                            terms.reshape(said.shape), fit)
                return
        logged = np.log(q if q is not p else p + eps)
        terms = _no_nan(-y * logged)
        for shape, shown in _added_up(terms, said):
            fit = _fits(end, shown, counts)
            if fit:
                yield _one_hot(SHARES, said, wanted, terms, p, fit)
                return
        if eps:
            terms = -y * np.log(p + eps)
            for shape, shown in _added_up(terms, said):
                fit = _fits(end, shown, counts)
                if fit:
                    yield _one_hot(SHARES, said, wanted, terms, p, fit)
                    return


def _added_up(terms, said):
    """The terms, and their sums along each of the axes."""
    yield said.shape, terms
    if len(said.shape) == 2:
        grid = terms.reshape(said.shape)
        yield "rows", grid.sum(axis=1)
        yield "columns", grid.sum(axis=0)


def _one_hot(kind, said, wanted, terms, shares, fit):
    """A cross-entropy of one-hot rows is one of picked cells."""
    y = wanted.array.reshape(said.shape)
    picked, lines = _hot(y)
    if picked is None:
        return _form(kind, said, wanted, None, np.exp(-terms).reshape(said.shape),
                     terms.reshape(said.shape), fit)
    return _form(kind, said, wanted, picked, shares.ravel()[picked],
                 terms.ravel()[picked], fit, classes=lines)


def _hot(y):
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


def _scored(end, values, wanted_ones):
    """Cross-entropy of scores with one-hot rows: log-softmax in the code."""
    hot = [one for one in wanted_ones if _hot(one.array)[0] is not None]
    for said in values if hot else ():
        if said.dtype.kind != "f" or said.array.size < 2:
            continue
        for wanted in hot:
            if not _are_alike(wanted, said):
                continue
            picked, classes = _hot(wanted.array.reshape(said.shape))
            if picked is None or (
                len(said.shape) > 1
                and max(said.shape) != said.array.size
                and classes != said.shape[-1]
            ):
                continue
            z = said.array.astype(float).reshape(-1, classes)
            largest = z.max(axis=1)
            logs = np.log(np.exp(z - largest[:, None]).sum(axis=1)) + largest
            terms = logs - z.ravel()[picked]
            fit = _fits(end, terms, _counts(said))
            if fit:
                yield _form(SCORES, said, wanted, picked, np.exp(-terms), terms,
                            fit, classes=classes)
                return


def _bare(value, path, makers):
    """What a logarithm is of, before a small number was added or cells were
    kept within limits, or 1 - it."""
    numbers = {one.number for one in path}
    while (made := makers.maker(value)) is not None and made.number in numbers:
        arrays = [one for one in made.operands if one.shape == value.shape]
        small = [
            one
            for one in made.operands
            if one.shape == () and abs(float(one.array)) in (0.0, 1.0)
            or one.shape == () and abs(float(one.array)) < TINY
            or one.shape == () and made.function == "clip"
        ]
        if (
            made.function not in ("add", "subtract", "clip", "maximum", "minimum")
            or len(arrays) != 1
            or not small
        ):
            return value
        value = arrays[0]
    return value


def _values(path):
    """All arrays that some operations read, the first read first."""
    seen = {}
    for operation in path:
        for value in operation.operands:
            if value.shape != ():
                seen.setdefault((value.identity, value.version), value)
    return list(seen.values())


def _are_alike(wanted, said):
    """Whether two values are as long, and not the same."""
    return wanted.array.size == said.array.size and wanted.identity != said.identity


def _may_be_wanted(wanted):
    array = wanted.array
    return array.dtype.kind in "biuf" and bool(((array >= 0) & (array <= 1)).all())


def _no_nan(terms):
    """Terms as 0 * log(0) is meant: 0."""
    return np.where(np.isnan(terms), 0.0, terms)


def _counts(value):
    return (value.array.size, *value.shape)


# Errors of differences.


def _of_differences(end, path, makers):
    functions = {one.function for one in path}
    for operation in reversed(path):
        if operation.function != "subtract" or len(operation.operands) != 2:
            continue
        one, other = operation.operands
        if not _are_compared(one, other, operation, path, makers):
            continue
        said, wanted = _told(one, other, makers)
        xs = said.array.astype(float).reshape(operation.result.shape) - (
            wanted.array.astype(float).reshape(operation.result.shape)
        )
        counts = _counts(operation.result)
        if functions & {"square", "power", "multiply", "linalg.norm", "dot", "vdot",
                        "inner", "matmul", "einsum"}:
            fit = _fits(end, xs * xs, counts, 0.5)
            if fit and not (fit[2] and end.function == "subtract"):
                yield _form(SQUARED, said, wanted, None, xs, xs * xs, fit)
                return
        if functions & {"absolute", "abs", "fabs"}:
            fit = _fits(end, np.abs(xs), counts)
            if fit:
                yield _form(ABSOLUTE, said, wanted, None, xs, np.abs(xs), fit)
                return


def _are_compared(one, other, operation, path, makers):
    """Whether a difference is of two things of one size, neither of them
    made of the other."""
    if one.array.size != other.array.size or one.identity == other.identity:
        return False
    if operation.in_place or one.array.size != operation.result.array.size:
        return False
    if all(value.shape == () for value in (one, other)):
        return False
    return not (_made_of(one, other, makers) or _made_of(other, one, makers))


def _made_of(value, source, makers, deep=6):
    made = makers.maker(value)
    if made is None or deep == 0:
        return False
    return any(
        operand.identity == source.identity or _made_of(operand, source, makers, deep - 1)
        for operand in made.operands[:3]
    )


def _told(one, other, makers):
    """(what was said, what was wanted): that one was given, never computed."""
    made = makers.maker(one) is not None, makers.maker(other) is not None
    if made[0] == made[1]:
        # Of two that were given, or computed, whole numbers are labels.
        whole = _is_whole(one.array), _is_whole(other.array)
        return (other, one) if whole == (True, False) else (one, other)
    return (one, other) if made[0] else (other, one)


def _is_whole(array):
    return array.dtype.kind in "biu" or bool(np.all(array == np.rint(array)))


def _of_sides(end, path, makers):
    """Hinge of two sides: max(0, margin - y * score), y either 1 or -1."""
    if not any(one.function in ("maximum", "clip", "where") for one in path):
        return
    values = _values(path)
    for wanted in values:
        if not bool((np.abs(wanted.array) == 1).all()):
            continue
        for said in values:
            if not _are_alike(wanted, said) or said.dtype.kind != "f":
                continue
            product = wanted.array.astype(float).ravel() * said.array.ravel()
            terms = np.maximum(0, 1 - product)
            fit = _fits(end, terms, _counts(said))
            if fit and not fit[2]:
                yield _form(SIDES, said, wanted, None, product.reshape(said.shape),
                            terms.reshape(said.shape), fit, margin=1.0)
                return
