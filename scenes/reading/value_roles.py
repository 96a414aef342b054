"""What part the values of a trace play: parameters, targets, images.

Told from what the trace computes, so that no sentence says of a value what
only its name promises.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

import numpy as np

from network.trace import Operation, Trace, Value
from scenes.arrays.extremes import is_one_hot
from scenes.arrays.shapes import is_picture
from scenes.reading.assigned_names import assigned_values
from scenes.reading.elementwise import ElementwiseFunction, elementwise_function
from scenes.reading.inline_functions import inline_functions
from scenes.reading.makers import Makers
from scenes.reading.picked_names import PickedNames
from scenes.reading.pieces import pieces_of, shown_of
from scenes.reading.plain_calls import as_computed
from scenes.reading.softmax_found import SoftmaxFound, softmaxes

Reading = TypeVar("Reading")


@dataclass(frozen=True)
class Roles:
    """The roles of the values of a trace, read once.

    Attributes:
        parameters: identities of the arrays that were kept from before the
            recorded call and are only ever adjusted: the same whatever the
            call is given.
        targets: of the one-hot columns that results are compared with: given,
            and never used but to be taken away from something.
        makers: which operation made a value.
        functions: the ElementwiseFunctions, called or written where they are
            used, by the identity of what they compute.
        inline: of these the latter, by the number of their first operation.
        softmaxes: the SoftmaxFound, by the number of its first operation.
        trace: that they are of; None in tests of single acts.
        operations: all of it, in order, as reading.as_computed has them, and
            with these names:
        names: that arrays have where they are kept.
    """

    parameters: frozenset[int] = frozenset()
    targets: frozenset[int] = frozenset()
    makers: Makers = field(default_factory=Makers)
    functions: Mapping[int, ElementwiseFunction] = field(default_factory=dict)
    inline: Mapping[int, ElementwiseFunction] = field(default_factory=dict)
    softmaxes: Mapping[int, SoftmaxFound] = field(default_factory=dict)
    trace: Trace | None = None
    operations: tuple[Operation, ...] = ()
    names: PickedNames | None = None
    _readings: dict[Callable, Any] = field(
        default_factory=dict, repr=False, compare=False
    )

    def read(self, reader: Callable[["Roles"], Reading]) -> Reading:
        """What a reader finds in the whole trace; it is asked once.

        Args:
            reader: a function of a module in this room that looks for one
                kind of thing; it may ask for other readings in turn.
        """
        if reader not in self._readings:
            self._readings[reader] = reader(self)
        return self._readings[reader]

    def is_parameter(self, value: Value) -> bool:
        return value.identity in self.parameters

    def is_target(self, value: Value) -> bool:
        return value.identity in self.targets


def roles_of(trace: Trace) -> Roles:
    """The Roles in a trace."""
    names = PickedNames(trace)
    named = (
        operation
        for step in trace.steps
        for operation in names.resolved(map(as_computed, step.operations))
    )
    operations = tuple(sorted(named, key=lambda one: one.number))
    shares = {one.operations[0].number: one for one in softmaxes(operations)}
    taken = frozenset().union(*(one.numbers for one in shares.values()))
    called, inline = _functions(trace, taken)
    targets = frozenset(_targets(trace, operations))
    return Roles(
        frozenset(_parameters(trace)) - targets,
        targets,
        Makers(operations),
        {one.result.identity: one for one in (*called, *inline)},
        {one.operations[0].number: one for one in inline},
        shares,
        trace,
        operations,
        names,
    )


def _functions(trace, taken):
    """The ElementwiseFunctions that are called, and those written inline.

    Args:
        taken: numbers of operations that are part of something larger.
    """
    called, inline = [], []
    for step in trace.steps:
        for piece in pieces_of(trace, step):
            if piece.call:
                called.append(elementwise_function(trace, piece.call))
            else:
                for is_taken, run in groupby(
                    shown_of(piece.operations), lambda one: one.number in taken
                ):
                    inline += () if is_taken else inline_functions(tuple(run))
    return [one for one in called if one is not None], inline


def _parameters(trace):
    """An argument itself is none, as nobody can tell whether it is data; an
    array inside one ("network.biases") is, unless it is assigned anew."""
    names, arguments = {}, set()
    for value in (*trace.attributes, *trace.inputs):
        names.setdefault(value.identity, set()).add(value.name)
    for value in trace.inputs:
        if "." not in value.name and "[" not in value.name:
            arguments.add(value.identity)
    assigned = {}
    for value in assigned_values(trace):
        assigned.setdefault(value.name, set()).add(value.identity)
    return {
        identity
        for identity, known in names.items()
        if identity not in arguments
        and all(assigned.get(name, set()) <= {identity} for name in known)
    }


def _targets(trace, operations):
    given = {value.identity for value in trace.inputs if is_one_hot(value.array)}
    taken, used = set(), set()
    for operation in operations:
        for place, value in enumerate(operation.operands):
            is_taken = operation.function == "subtract" and place == 1
            (taken if is_taken else used).add(value.identity)
    return given & taken - used


def is_inked(array: np.ndarray) -> bool:
    """Whether numbers can be the ink of pixels: all from 0 to 1."""
    return bool(((array >= 0) & (array <= 1)).all())


def is_image(value: Value) -> bool:
    """Whether a value is 28 x 28 pixels of ink, flat or not."""
    return is_picture(value.shape) and is_inked(value.array)


DIGITS = "network/digit_network.py"  # the source of the project's own network


def of_digits(trace: Trace) -> bool:
    """Whether a trace is of the project's own network, which reads nothing
    but handwritten digits, whatever calls it."""
    return DIGITS in trace.sources
