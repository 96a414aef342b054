"""Which arrays are kept from time to time, and what takes whose place.

An array is kept if the call found it there or began it itself, with zeros or
at random; and so is what it becomes by an update. What has been computed from
what came in is not.
"""

from collections.abc import Sequence

from network.trace import Operation, Step, Value
from scenes.reading.assigned_names import assigned_values, names_alone
from scenes.reading.beginnings import EMPTY
from scenes.reading.makers import Key, key_of
from scenes.reading.value_roles import Roles

BLANK = ("zeros", "zeros_like", *EMPTY, "full", "full_like")
BEGUN = (*BLANK, "ones", "ones_like", "eye", "identity")


class KeptArrays:
    """What is kept in a whole trace; ask for it as `roles.read(kept_arrays)`."""

    def __init__(self, roles: Roles) -> None:
        trace = roles.trace
        assert trace is not None
        self._steps = trace.steps
        self._names: dict[int, set[str]] = {}
        self._first: dict[int, str] = {}
        given = (*trace.attributes, *trace.inputs)
        for value in (*given, *assigned_values(trace)):
            if value.name:
                self._names.setdefault(value.identity, set()).add(value.name)
        for value in given:
            self._first.setdefault(value.identity, value.name)
        self._given = {value.identity for value in given}
        self._arguments = {
            one.identity for one in trace.inputs if not set(".[") & set(one.name)
        } - {one.identity for one in trace.attributes}
        # What nothing in the trace has made was there before it: of a global object.
        self._made = {
            value.identity
            for one in roles.operations
            if not one.in_place
            for value in one.results
        }
        self._bases: dict[int, set[str]] = {}
        self._begun_in: dict[int, int] = {}  # by identity: a step
        self._begun: set[Key] = set()
        self._sums: set[Key] = set()
        for operation in roles.operations:
            self._take_in(operation)

    def _take_in(self, operation: Operation) -> None:
        """Follow what begins at zero and only has something added to it."""
        if not operation.results:
            return
        result, key = operation.result, key_of(operation.result)
        arrays = [one for one in operation.operands if not one.is_scalar]
        if operation.function in BEGUN or not arrays:
            self._begun.add(key)
            self._bases[result.identity] = set(self._steps[operation.step].targets)
            self._begun_in[result.identity] = operation.step
            if _is_blank(operation):
                self._sums.add(key)
        elif operation.function in ("add", "subtract"):
            old = operation.operands[0]
            if key_of(old) in self._sums and self.takes_place(operation, old):
                self._sums.add(key)
        is_anew = _is_one_anew(arrays, result) and not result.name
        if is_anew and key_of(arrays[0]) in self._begun:
            self._begun.add(key)

    def name_of(self, value: Value, now: Value | None = None) -> str:
        """What a value is called where it is kept: "weights[1]" where the
        line says "w", or "params['W1']" where it says "params[key]".

        Args:
            now: what takes its place, which may be known better.
        """
        names = self._names.get(value.identity, set())
        if now is not None:
            names = names | self._names.get(now.identity, set())
        known = sorted(names, key=lambda name: (len(name), name))
        base = value.name.split("[")[0] + "["
        alike = [name for name in known if name.startswith(base)]
        own = (value.name,) if value.name in known else ()
        first = self._first.get(value.identity, "")
        if first.rpartition(".")[2] == value.name:  # self.weights, outside
            first = value.name
        called = (*alike, *((first,) if first else ()), *own, *known, value.name)
        return called[0]

    def is_kept(self, value: Value) -> bool:
        """Whether an array was there before the call, or was begun in it."""
        return self._was_there(value) or key_of(value) in self._begun

    def _was_there(self, value: Value) -> bool:
        return value.identity in self._given or value.identity not in self._made

    def is_argument(self, value: Value) -> bool:
        """Whether it is an argument of the call itself, or of nobody knows where: it
        may be data."""
        is_known = value.identity in self._given or key_of(value) in self._begun
        return value.identity in self._arguments or not is_known

    def is_sum(self, value: Value) -> bool:
        """Whether it began at zero and has only been added to since."""
        return key_of(value) in self._sums

    def takes_place(self, operation: Operation, old: Value) -> bool:
        """Whether the code keeps an operation's result where `old` was."""
        result = operation.result
        if result.shape != old.shape:
            return False
        if result.identity == old.identity:
            return result.version > old.version
        new = self._names.get(result.identity, set())
        known = self._names.get(old.identity)
        if known and old.identity in self._given:  # net.weights, from outside
            known = known | {name.partition(".")[2] for name in known} - {""}
        if known is None:  # begun where the code has no name for each
            if self._begun_in.get(old.identity) == operation.step:
                return False  # on the way to the result, and kept nowhere
            known = self._bases.get(old.identity, set())
            new = {name.split("[")[0] for name in new}
        if new & known:
            return True
        return bool(old.name) and _is_assigned(self._steps[operation.step], old, result)

    def follow(self, operation: Operation) -> None:
        """Say that what an operation computes is kept from then on."""
        self._begun.add(key_of(operation.result))


def _is_one_anew(arrays: Sequence[Value], result: Value) -> bool:
    """Whether a result is one array scaled, shifted or laid out anew, as what is drawn
    at random is before it is kept. What several make is computed, even if a script has
    drawn them all."""
    return (
        len({key_of(one) for one in arrays}) == 1
        and arrays[0].array.size == result.array.size
    )


def _is_blank(operation: Operation) -> bool:
    """Whether zeros begin there, made by NumPy or by what it does not see, or room
    whatever was left over in it."""
    known = operation.function in BLANK or operation.kind == "gap"
    return known and (operation.function in EMPTY or not operation.result.array.any())


def _is_assigned(step: Step, old: Value, result: Value) -> bool:
    """Whether a statement such as m[k] = 0.9 * m[k] + d assigns where it
    read."""
    name = old.name.split("[")[0]
    if old.expression.startswith("self.") and name in names_alone(step.text):
        return False
    return name in step.targets and any(
        one.identity == result.identity for one in step.assigned
    )


def kept_arrays(roles: Roles) -> KeptArrays:
    """The KeptArrays of a trace."""
    return KeptArrays(roles)
