"""Which operations are one function of each value of an array alone.

However it is written - in one statement or several, in functions or where it
is used, in place or not - and of whatever shape: y = f(x), where all that goes
in besides x are numbers. What is computed on the way is used for nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from network.trace import Operation, Value
from network.trace.call_arguments import Unrepeatable
from scenes.arrays.shapes import is_shown
from scenes.reading.cell_arithmetic import works_on_each_cell
from scenes.reading.cell_expressions import expression_of, is_written
from scenes.reading.elementwise import is_curve_of
from scenes.reading.function_of_cells import FULL, CellFunction
from scenes.reading.inline_functions import is_literal
from scenes.reading.known_curves import (
    OF_MINUS_X,
    OTHER,
    is_nearly,
    is_straight,
    known_name,
    slope_name,
)
from scenes.reading.makers import Key, key_of
from scenes.reading.uses import Uses, uses
from scenes.reading.value_roles import Roles

SATURATING = ("sigmoid", OF_MINUS_X, "tanh")  # asked for where they end
MOST_OPERATIONS = 40  # of one function
# What keeps a straight line straight: of any numbers, and with a constant.
_SUMS = ("add", "subtract", "negative", "positive", "copy")
_SCALES = ("multiply", "divide", "true_divide")


@dataclass(frozen=True)
class CellFunctions:
    """All the CellFunctions of a trace.

    Attributes:
        by_first: by the number of the first operation.
        by_result: by the `key_of` what comes out.
        by_argument: those that go through a curve, by the `key_of` x.
        different: the same; of several that compute alike the first.
        search: finds what is none of them, as it is part of one.
    """

    by_first: Mapping[int, CellFunction] = field(default_factory=dict)
    by_result: Mapping[Key, CellFunction] = field(default_factory=dict)
    by_argument: Mapping[Key, tuple[CellFunction, ...]] = field(default_factory=dict)
    different: Mapping[Key, tuple[CellFunction, ...]] = field(default_factory=dict)
    search: "Search | None" = field(default=None, repr=False, compare=False)

    def computing(self, value: Value) -> CellFunction | None:
        """The function that gives a value, even if it is part of another."""
        found = self.by_result.get(key_of(value))
        return found or (self.search.ended_by(value) if self.search else None)


def cell_functions(roles: Roles) -> CellFunctions:
    """The CellFunctions of the whole trace; ask `roles.read(cell_functions)`."""
    search = Search(roles)
    found = list(search.found())
    by_argument: dict[Key, list[CellFunction]] = {}
    different: dict[Key, dict[tuple, CellFunction]] = {}
    for one in found:  # the last first
        by_argument.setdefault(key_of(one.argument), []).append(one)
        different.setdefault(key_of(one.argument), {})[_written(one)] = one
    return CellFunctions(
        {number: one for one in found for number in _beginnings(one)},
        {key_of(one.result): one for one in found},
        {key: tuple(several) for key, several in by_argument.items()},
        {key: tuple(several.values()) for key, several in different.items()},
        search,
    )


def _beginnings(function: CellFunction) -> Iterator[int]:
    """The numbers of the operations with which it may begin: where a mask
    has been shown already, that after it."""
    for operation in function.operations:
        yield operation.number
        if operation.result.dtype.kind != "b":
            break


class Search:
    """Goes through a trace from its end: what is part of a function that
    ends later is none itself."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._uses: Uses = roles.read(uses)
        self._barred = frozenset().union(
            *(one.numbers for one in roles.softmaxes.values())
        )
        self._makers = {
            key_of(value): one for one in roles.operations for value in one.results
        }
        steps = roles.trace.steps if roles.trace else ()
        self._returned = {key_of(value) for step in steps for value in step.assigned}
        self._assigned = {
            key_of(value) for step in steps if step.targets for value in step.assigned
        }
        self._constants: dict[Key, bool] = {}
        self._names: dict[tuple, tuple[str, str, bool]] = {}

    def ended_by(self, value: Value) -> CellFunction | None:
        """The longest function that gives a value, or None."""
        made = self._makers.get(key_of(value))
        if made is None or not self._is_member(made):
            return None
        return self._longest(made, frozenset())

    def found(self) -> Iterator[CellFunction]:
        taken: set[int] = set()
        bent = self._bent()
        for operation in reversed(self._roles.operations):
            is_open = operation.number in bent and operation.number not in taken
            if not is_open or not self._is_member(operation):
                continue
            function = self._ended_by(operation)
            if function is not None:
                taken |= function.numbers
                yield function

    def _bent(self) -> set[int]:
        """The numbers of the operations that bend, or rest on one that does:
        what ends in no other can be no curve."""
        bent: set[int] = set()
        values: set[Key] = set()
        for operation in self._roles.operations:
            if not self._is_straight(operation) or any(
                key_of(value) in values for value in operation.operands
            ):
                bent.add(operation.number)
                values |= {key_of(value) for value in operation.results}
        return bent

    def _is_straight(self, operation: Operation) -> bool:
        if operation.function in _SCALES:
            first, *_, last = operation.operands
            is_by_first = operation.function == "multiply" and self._is_constant(first)
            return is_by_first or self._is_constant(last)
        return operation.function in _SUMS

    def _is_member(self, operation: Operation) -> bool:
        """What is gathered in an array that begins at zero is none."""
        return (
            operation.number not in self._barred
            and works_on_each_cell(operation)
            and not (operation.in_place and self._is_constant(operation.operands[0]))
        )

    def _ended_by(self, last: Operation) -> CellFunction | None:
        """The longest function that an operation ends, or one that begins
        behind a known curve which has a name of its own in the code."""
        function = self._longest(last, frozenset())
        if function is None:
            return None
        # 1 - sigmoid(x) is a sigmoid of −x, and told as what it is written as.
        may_be_left_over = function.name == OF_MINUS_X
        if function.name != OTHER and not function.is_mask and not may_be_left_over:
            return function
        # A function may call another one for its slope, and keep nothing.
        is_kept = function.slope_of or function.is_mask
        ends = self._assigned if is_kept else self._returned
        for inner in function.operations[-2::-1]:
            is_changed = inner.in_place and bool(inner.result.name)
            has_name = key_of(inner.result) in ends or is_changed
            # sigmoid(x) > 0.5 is a curve, and then a question.
            is_mask = last.result.dtype.kind == "b"
            is_asked = is_mask and inner is function.operations[-2]
            if not has_name and not is_asked:
                continue
            before = self._longest(inner, frozenset())
            if before is None or before.name == OTHER:
                continue
            if may_be_left_over and before.name != "sigmoid":
                continue
            if has_name or before.name in SATURATING:
                return self._longest(last, before.numbers)
        return function

    def _longest(self, last: Operation, barred: frozenset[int]) -> CellFunction | None:
        members: dict[int, Operation] = {}
        outside: dict[Key, Value] = {}  # the arrays that go in
        latest, best = last, None
        while True:
            members[latest.number] = latest
            self._go_back(outside, latest, members)
            if len(outside) == 1:
                best = len(members), next(iter(outside.values()))
            producers = [
                made
                for value in outside.values()
                if (made := self._makers.get(key_of(value))) is not None
                and made.number not in barred
                and self._is_member(made)
                and self._is_used_within(made, members)
            ]
            if not producers or len(members) >= MOST_OPERATIONS:
                break
            latest = max(producers, key=lambda one: one.number)
        if best is None:
            return None
        count, argument = best  # the members come in from the last on
        operations = tuple(sorted(list(members.values())[:count], key=_number))
        return self._function(self._with_constants(operations, argument), argument)

    def _with_constants(
        self, operations: tuple[Operation, ...], argument: Value
    ) -> tuple[Operation, ...]:
        """Operations, with those before them that made an array full of one
        number for them alone, after x was there."""
        members = {one.number: one for one in operations}
        begins = self._makers.get(key_of(argument))
        for value in [value for one in operations for value in one.operands]:
            made = self._makers.get(key_of(value))
            if (
                made is not None
                and made.function in FULL
                and (begins is None or made.number > begins.number)
                and self._is_used_within(made, members)
            ):
                members[made.number] = made
        return tuple(members[number] for number in sorted(members))

    def _go_back(
        self, outside: dict[Key, Value], operation: Operation, members: Mapping
    ) -> None:
        """Put what an operation is computed from in the place of what it gives;
        numbers do not go in."""
        outside.pop(key_of(operation.result), None)
        for value in operation.operands:
            made = self._makers.get(key_of(value))
            is_inside = made is not None and made.number in members
            if not is_inside and not self._is_constant(value):
                outside[key_of(value)] = value

    def _is_used_within(self, made: Operation, members: Mapping[int, object]) -> bool:
        """Whether only members use it; a mask is asked for once more later,
        where the gradient comes back."""
        if made.result.dtype.kind == "b":
            return True
        return all(one.number in members for one in self._uses.of(made.result))

    def _is_constant(self, value: Value) -> bool:
        """Whether a value is a number that no array of the trace has given,
        or an array full of one that was made for this place alone."""
        if is_literal(value):
            return True
        if value.shape and value.name:  # parameters["b1"] is kept, if only there
            return False
        key = key_of(value)
        if key not in self._constants:
            made = self._makers.get(key)
            self._constants[key] = (
                self._is_free(value)
                if value.shape == ()
                else made is not None
                and made.function in FULL
                and key not in self._assigned  # what has a name may be kept
                and bool((value.array == value.array.ravel()[:1]).all())
            )
        return self._constants[key]

    def _is_free(self, value: Value) -> bool:
        """Whether a number comes from no array."""
        made, waiting = self._roles.makers.maker(value), []
        for _ in range(MOST_OPERATIONS):
            if made is not None:
                if any(one.shape != () for one in made.operands):
                    return False
                waiting += [one for one in made.operands if not is_literal(one)]
            if not waiting:
                return True
            made = self._roles.makers.maker(waiting.pop())
        return False

    def _function(
        self, operations: tuple[Operation, ...], argument: Value
    ) -> CellFunction | None:
        last = operations[-1]
        result = last.result
        made = self._makers.get(key_of(argument))
        if (
            result.shape != argument.shape
            or result.array.size < 2
            or not is_shown(argument)
            or not is_shown(result)
            or made is not None
            and made.number > operations[0].number
            or any(
                value.dtype.kind == "c" for one in operations for value in one.results
            )
        ):
            return None
        function = CellFunction(
            OTHER,
            last.span,
            argument,
            result,
            operations,
            expression_of(operations),
            argument.name or (is_written(last) and last.operands[0].name) or "x",
            frozenset(one.number for one in operations),
        )
        try:
            return self._named(function) if is_curve_of(function) else None
        except (Unrepeatable, ValueError, TypeError, IndexError, KeyError):
            return None

    def _named(self, function: CellFunction) -> CellFunction | None:
        """The function with its name; None where it is a line."""
        sign = _written(function)
        if sign not in self._names:
            self._names[sign] = (
                known_name(function),
                slope_name(function),
                not function.is_mask and is_straight(function),
            )
        name, slope_of, straight = self._names[sign]
        if straight:
            return None
        x, heights = function.argument.array, function.result.array.astype(float)
        if not is_nearly(name, x, heights):
            name = OTHER
        return replace(function, name=name, slope_of=slope_of)


def _number(operation: Operation) -> int:
    return operation.number


def _written(function: CellFunction) -> tuple:
    """What is the same for functions that compute the same."""
    numbers: dict[Key, int] = {key_of(function.argument): 0}
    lines = []
    for operation in function.operations:
        operands = tuple(
            numbers.get(key_of(one), (one.digest, one.dtype.str))
            for one in operation.operands
        )
        numbers[key_of(operation.result)] = len(numbers)
        lines.append((operation.function, str(operation.parameters), operands))
    return tuple(lines)
