"""Which axes of attention are queries, keys and features, by their letters."""

from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.contraction import Contraction, contraction, permuted
from scenes.reading.laid import Laid, laid
from scenes.reading.makers import Makers, is_same
from scenes.reading.softmax_found import SoftmaxFound

_SPARE = "αβγδεζηθικλμν"  # letters that no product has


@dataclass(frozen=True)
class Axes:
    """The axes of the scores.

    Attributes:
        letters: of the product that makes them.
        names: a letter for each axis of the scores.
        batch: those of axes that stand beside each other.
        query, key: those of the others; query is "" for a single one.
        feature: the one that is summed.
        key_side: which operand of the product the keys are, 0 or 1.
        lengths: of the batch's axes.
    """

    letters: Contraction
    names: str
    batch: tuple[str, ...]
    query: str
    key: str
    feature: str
    key_side: int
    lengths: tuple[int, ...]


@dataclass(frozen=True)
class Parts:
    """What attention is of and gives, each laid out as matrices.

    Attributes:
        queries, keys, values: (matrices, tokens, features) each.
        scores: (matrices, queries, keys), before scale and mask.
        ready: the same, what the softmax is of.
        shares: the same, what adds up to 1 along the keys.
        mixed: (matrices, queries, features of the values).
    """

    queries: Laid
    keys: Laid
    values: Laid
    scores: Laid
    ready: Laid
    shares: Laid
    mixed: Laid

    @property
    def all(self) -> tuple[Laid, ...]:
        return (
            *(self.queries, self.keys, self.values, self.scores),
            *(self.ready, self.shares, self.mixed),
        )


def axes_of(product: Operation, softmax: SoftmaxFound) -> Axes | None:
    """The Axes of scores of which a softmax is taken; None where a product
    is not one of queries and keys."""
    letters = contraction(product)
    axis = _key_axis(product.result.shape, softmax)
    if letters is None or axis is None:
        return None
    names = letters.result
    key = names[axis]
    if (key in letters.left) == (key in letters.right):
        return None
    summed = [one for one in letters.left if one not in names]
    if len(summed) != 1 or summed[0] not in letters.right:
        return None
    shared = set(letters.left) & set(letters.right)
    rest = [one for one in names if one not in shared and one != key]
    query = rest[-1] if rest else ""
    batch = tuple(one for one in names if one not in (query, key))
    lengths = tuple(product.result.shape[names.index(one)] for one in batch)
    return Axes(
        letters, names, batch, query, key, summed[0], int(key in letters.right), lengths
    )


def _key_axis(shape: tuple[int, ...], softmax: SoftmaxFound) -> int | None:
    """Along which axis of the scores the shares add up to 1."""
    axis = softmax.axis
    if softmax.division.result.shape != shape:
        return None
    if axis is None:
        if sum(length > 1 for length in shape) > 1:
            return None
        axis = int(np.argmax(shape))
    return axis % len(shape)


def parts_of(
    axes: Axes,
    product: Operation,
    softmax: SoftmaxFound,
    mix: Operation,
    shares: Value,
    *,
    names: str,
    makers: Makers,
) -> Parts | None:
    """All that attention is of, laid out; None where a part does not fit.

    Args:
        shares: as the mix reads them.
        names: the letters of their axes.
    """

    def placed(value: Value, known: str, row: str, column: str) -> Laid | None:
        return laid(
            value, known, batch=axes.batch, row=row, column=column, lengths=axes.lengths
        )

    mixed = _mixed_names(axes, mix, shares, names)
    if mixed is None:
        return None
    value, of_values, of_result, spare = mixed
    side = axes.key_side
    known = (axes.letters.left, axes.letters.right)
    operands = product.operands
    found = (
        placed(
            *_as_before(operands[1 - side], known[1 - side], product, makers),
            axes.query,
            axes.feature,
        ),
        placed(
            *_as_before(operands[side], known[side], product, makers),
            axes.key,
            axes.feature,
        ),
        placed(*_as_before(value, of_values, mix, makers), axes.key, spare),
        placed(product.result, axes.names, axes.query, axes.key),
        placed(softmax.scores, axes.names, axes.query, axes.key),
        placed(softmax.division.result, axes.names, axes.query, axes.key),
        placed(mix.result, of_result, axes.query, spare),
    )
    return None if None in found else Parts(*found)  # type: ignore[arg-type]


def _as_before(
    value: Value, names: str, product: Operation, makers: Makers
) -> tuple[Value, str]:
    """A value and its letters, before it was turned over for a product."""
    made = makers.maker(value)
    order = permuted(made) if made else None
    if made is None or order is None or made.step != product.step:
        return value, names
    turned = dict(zip(order, names))
    return made.operands[0], "".join(turned[axis] for axis in range(len(order)))


def _mixed_names(
    axes: Axes, mix: Operation, shares: Value, names: str
) -> tuple[Value, str, str, str] | None:
    """(the values, their letters, those of the result, that of features)."""
    letters = contraction(mix)
    if letters is None:
        return None
    sides, operands = (letters.left, letters.right), mix.operands
    place = next(at for at, one in enumerate(operands) if is_same(one, shares))
    if len(names) != len(sides[place]):
        return None
    known = dict(zip(sides[place], names))
    spare = iter(_SPARE)
    for letter in sides[1 - place]:
        known.setdefault(letter, next(spare))
    values = "".join(known[letter] for letter in sides[1 - place])
    result = "".join(known[letter] for letter in letters.result)
    features = [one for one in values if one in _SPARE]
    is_mix = axes.key in values and axes.key not in result
    if not is_mix or len(features) != 1 or (axes.query and axes.query in values):
        return None
    return operands[1 - place], values, result, features[0]
