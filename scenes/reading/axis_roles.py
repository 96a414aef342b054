"""What axes count, told by what is computed along them.

Answers of which one is right are classes; what a layer multiplies with what
it has learned are features, or neurons where they go through a curve; what
looks at each other are tokens; windows slide along rows and columns.
"""

from collections.abc import Iterator
from enum import Enum

import numpy as np

from network.trace import Value
from scenes.reading.accuracies import accuracies
from scenes.reading.activations import activations
from scenes.reading.attention_heads import heads
from scenes.reading.axis_classes import axis_classes
from scenes.reading.errors_of_answers import answer_errors
from scenes.reading.laid import Laid
from scenes.reading.learned_products import learned_matrices, learned_products
from scenes.reading.loss_form import lines_of
from scenes.reading.losses import losses
from scenes.reading.side_by_side import side_by_side
from scenes.reading.sliding_window import SlidingWindow
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles
from scenes.reading.windows import sliding_windows


class AxisRole(Enum):
    """What the places along an axis are."""

    EXAMPLES = "examples"
    CLASSES = "classes"
    FEATURES = "features"
    NEURONS = "neurons"
    TOKENS = "tokens"
    QUERIES = "queries"
    KEYS = "keys"
    HEADS = "heads"
    CHANNELS = "channels"
    FILTERS = "filters"
    ROWS = "rows"
    COLUMNS = "columns"


Spots = Iterator[tuple[Value, int, AxisRole]]
_OF_LETTERS = {
    "C": AxisRole.CHANNELS,
    "F": AxisRole.CHANNELS,
    "H": AxisRole.ROWS,
    "W": AxisRole.COLUMNS,
}


def roles_by_use(roles: Roles) -> Spots:
    """(value, axis, role) of what nothing else can be."""
    yield from _classes(roles)
    yield from _tokens(roles)
    for window in roles.read(sliding_windows):
        yield from _of_window(window)


def usual_roles(roles: Roles) -> Spots:
    """(value, axis, role) of what the code may have a better name for: the
    steps of a sequence lie side by side as examples do."""
    yield from _examples_of_answers(roles)
    yield from _layers(roles)
    yield from _tables(roles)
    for window in roles.read(sliding_windows):
        for _, value, axes in _lettered(window):
            if "N" in axes:
                yield value, axes.index("N"), AxisRole.EXAMPLES


def _answers(roles: Roles) -> Iterator[tuple[Value, int, int]]:
    """(answers, axis of the examples, axis of the classes)."""
    picked = [
        (one.form.said, one.form.picked)
        for one in roles.read(losses).values()
        if one.form.picked is not None
    ]
    picked += [(one.said, one.picked) for one in roles.read(answer_errors).values()]
    seen = set()
    for said, cells in picked:
        if len(said.shape) != 2 or said.identity in seen:
            continue
        seen.add(said.identity)
        lines = lines_of(np.asarray(cells).ravel(), said.shape)
        if lines is not None and lines.shape[0] > 1:
            of_classes = 1 if lines[0, 1] - lines[0, 0] == 1 else 0
            yield said, 1 - of_classes, of_classes
    for accuracy in roles.read(accuracies).values():
        chosen = accuracy.chosen
        if chosen is not None and len(chosen.source.shape) == 2:
            (axis,) = chosen.axes
            yield chosen.source, 1 - axis, axis


def _classes(roles: Roles) -> Spots:
    for said, _, axis in _answers(roles):
        yield said, axis, AxisRole.CLASSES


def _examples_of_answers(roles: Roles) -> Spots:
    for said, axis, _ in _answers(roles):
        yield said, axis, AxisRole.EXAMPLES


def _tokens(roles: Roles) -> Spots:
    """Tokens where the same ones look at each other; else queries and keys."""
    classes = roles.read(axis_classes)
    for group in roles.read(heads).values():
        beside = side_by_side(group, roles)
        for one in group.each:
            parts = one.parts
            query, key = (_axis(laid, -2) for laid in (parts.queries, parts.keys))
            if query is None or key is None:
                continue
            is_self = classes.of(*query) == classes.of(*key)
            names = (
                (AxisRole.TOKENS,) * 2 if is_self else (AxisRole.QUERIES, AxisRole.KEYS)
            )
            yield *query, names[0]
            yield *key, names[1]
            for laid in (parts.scores, parts.shares):
                for back, name in ((-2, names[0]), (-1, names[1])):
                    spot = _axis(laid, back)
                    if spot is not None:
                        yield *spot, name
            batch = [_axis(parts.queries, at) for at in range(len(parts.scores.batch))]
            if beside == "head" and len(group.each) == 1 and batch and batch[-1]:
                yield *batch[-1], AxisRole.HEADS


def _axis(laid: Laid, place: int) -> tuple[Value, int] | None:
    axis = laid.axes[place]
    return None if axis is None else (laid.value, axis)


def _of_window(window: SlidingWindow) -> Spots:
    """Channels, filters, rows and columns; images are examples."""
    of_filters = {"kernels"} | ({"map"} if window.kind == "kernel gradient" else set())
    for role, value, axes in _lettered(window):
        for axis, letter in enumerate(axes):
            if letter == "N" or letter == "W" and "H" not in axes:
                continue  # of one line of cells nobody knows what they are
            is_filter = letter == "F" and role in of_filters
            yield value, axis, AxisRole.FILTERS if is_filter else _OF_LETTERS[letter]


def _lettered(window: SlidingWindow) -> Iterator[tuple[str, Value, str]]:
    """(role, value, a letter for each of its axes) of what a window is of."""
    for role, value in window.values.items():
        axes = window.fit.axes.get("picture" if role == "original" else role, "")
        if "(" not in axes and len(axes) == len(value.shape):
            yield role, value, axes


def _layers(roles: Roles) -> Spots:
    """Examples, features and neurons where several examples meet what is
    learned."""
    for one in roles.read(learned_products):
        data, learned = one.data, one.learned
        beside = [axis for axis, other in enumerate(one.of_data) if other is None]
        if len(beside) != 1 or data.shape[beside[0]] < 2:
            continue
        yield data, beside[0], AxisRole.EXAMPLES
        is_curved = _goes_through_a_curve(one.operation.result, roles)
        for axis in range(2):
            if axis not in one.of_data and is_curved:
                yield learned, axis, AxisRole.NEURONS
            elif axis in one.of_data and one.is_given:
                yield learned, axis, AxisRole.FEATURES


def _goes_through_a_curve(sums: Value, roles: Roles) -> bool:
    """Whether sums, or these with biases added, go through a curve."""
    added = [
        one.result
        for one in roles.read(uses).of(sums)
        if one.function == "add" and one.result.shape == sums.shape
    ]
    return any(
        one.function is not None
        for value in (sums, *added)
        for one in activations(roles, value)
    )


def _tables(roles: Roles) -> Spots:
    """Features of what is looked up, row by row, in a table that is learned."""
    learned = roles.read(learned_matrices)
    for operation in roles.operations:
        if operation.function not in ("getitem", "take"):
            continue
        table, *index = operation.operands
        if table.identity not in learned or [len(one.shape) for one in index] != [1]:
            continue
        if operation.result.shape == (*index[0].shape, table.shape[1]):
            yield table, 1, AxisRole.FEATURES
