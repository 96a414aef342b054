"""Where a trace may slide a window, and which arrays it may slide over.

Two things are looked for: an array that is filled by the same statement again
and again, and a product or reduction of what was laid out as windows before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from network.trace import Operation, Value
from scenes.reading.data_flow import Flow

LAID_OUT = frozenset(
    "getitem setitem reshape ravel flatten transpose swapaxes moveaxis rollaxis pad "
    "squeeze expand_dims copy astype array asarray ascontiguousarray stack concatenate "
    "vstack hstack zeros empty zeros_like empty_like full ones broadcast_to repeat "
    "tile flip take rot90 kron lib.stride_tricks.sliding_window_view "
    "sliding_window_view lib.stride_tricks.as_strided as_strided arange".split()
)
PRODUCTS = frozenset("matmul dot einsum tensordot inner".split())
REDUCTIONS = frozenset("sum max amax mean average min amin".split())
ENDS = PRODUCTS | REDUCTIONS | {"multiply", "where"}
KEEPING = ("maximum", "minimum")
ADDING = ("add", "multiply", "divide")  # of views, and by plain numbers
DIRECT = ("convolve", "correlate")
LISTS = ("array", "asarray", "stack", "concatenate", "vstack", "hstack")
AS_WINDOWS = ("sliding_window_view", "as_strided", "repeat", "kron")
OFTEN = 4  # readers of an array that may be what a window slides over


@dataclass(frozen=True)
class Candidate:
    """What may be filled by a window that slides.

    Attributes:
        ends: the operations that write it or make it, in order.
        value: what came out.
        is_filled: whether piece by piece.
    """

    ends: tuple[int, ...]
    value: Value
    is_filled: bool = True

    @property
    def first(self) -> int:
        return self.ends[0]

    @property
    def last(self) -> int:
        return self.ends[-1]


def candidates(flow: Flow) -> Iterator[Candidate]:
    """All of a trace, those that begin first and end last before others."""
    yield from _listed(flow)  # of what others have filled
    found = [*_filled(flow), *_chained(flow), *_at_once(flow)]
    yield from sorted(found, key=lambda one: (_begin(flow, one), -one.last))


def _begin(flow: Flow, one: Candidate) -> int:
    """Where what a candidate is filled with was begun to be filled itself."""
    begin = one.first
    while True:
        operands = flow.operations[begin].operands
        memory = operands[-1].memory if operands else one.value.memory
        writes = flow.writes.get(memory, ())
        if not writes or writes[0] >= begin or memory == one.value.memory:
            return begin
        begin = writes[0]


def _filled(flow: Flow) -> Iterator[Candidate]:
    for memory, writes in flow.writes.items():
        often = _of_the_commonest_place(flow, writes)
        is_scattered = flow.operations[writes[0]].kind == "ufunc.at"
        if len(often) < 2 and not is_scattered:
            continue
        again = [one for one in writes if len(flow.stands[flow.places[one]]) > 1]
        for last in dict.fromkeys([*again[-1:], often[-1]]):
            value = _after(flow, memory, last)
            if value is not None and 1 <= len(value.shape) <= 4:
                yield Candidate(tuple(one for one in writes if one <= last), value)


def _of_the_commonest_place(flow: Flow, writes: Sequence[int]) -> list[int]:
    places: dict[int, list[int]] = {}
    for index in writes:
        places.setdefault(flow.places[index], []).append(index)
    return max(places.values(), key=lambda those: (len(those), those[-1]))


def _after(flow: Flow, memory: int, index: int) -> Value | None:
    """A whole array after an operation that wrote into it."""
    result = flow.operations[index].result
    if result is not None and result.base is None:
        return result
    for reader in flow.fed[index]:
        for value in flow.operations[reader].operands:
            if value.memory == memory and value.base is None:
                return value
    return flow.wholes.get(memory)


def _listed(flow: Flow) -> Iterator[Candidate]:
    for index, operation in enumerate(flow.operations):
        if operation.function in LISTS and len(operation.operands) >= 2:
            begun = [
                flow.writes[value.memory][0]
                for value in operation.operands
                if value.memory in flow.writes
            ]
            first = min([*flow.feeds[index], *begun], default=index)
            yield Candidate((first, index), operation.result)


def _chained(flow: Flow) -> Iterator[Candidate]:
    """Sums that the same code goes on adding to: out = out + ..."""
    begun: dict[int, int] = {}
    for index, operation in enumerate(flow.operations):
        if operation.function != "add" or operation.in_place:
            continue
        if operation.result.is_scalar:
            continue
        same = [
            one for one in flow.feeds[index] if flow.places[one] == flow.places[index]
        ]
        begun[index] = begun[same[0]] if same and same[0] in begun else index
        goes_on = any(flow.places[one] == flow.places[index] for one in flow.fed[index])
        if not goes_on and begun[index] != index:
            yield Candidate((begun[index], index), operation.result)


def _at_once(flow: Flow) -> Iterator[Candidate]:
    windowed: set[int] = set()
    summed: set[int] = set()  # of windows, whatever they were taken by
    for index, operation in enumerate(flow.operations):
        function = operation.function
        if function in DIRECT:
            yield Candidate((index,), operation.result, is_filled=False)
            continue
        fed_windows = any(one in windowed for one in flow.feeds[index])
        is_end = function in ENDS or (
            function in KEEPING
            and not any(
                flow.operations[one].function == function for one in flow.fed[index]
            )
        )
        is_scaled = scales(operation) and fed_windows
        is_added = (is_sum(operation) and fed_windows) or (
            is_scaled and not summed.isdisjoint(flow.feeds[index])
        )
        if is_added:
            summed.add(index)
            is_end = is_end or not any(
                is_sum(flow.operations[one]) or scales(flow.operations[one])
                for one in flow.fed[index]
            )
        if is_end and fed_windows and not operation.result.is_scalar:
            yield Candidate((index,), operation.result, is_filled=False)
        is_laid_out = function in LAID_OUT or function in (
            "multiply",
            "equal",
            *KEEPING,
        )
        goes_on = (is_laid_out and fed_windows) or is_scaled or is_added
        if _makes_windows(flow, index) or goes_on:
            windowed.add(index)


def is_sum(operation: Operation) -> bool:
    """Whether it adds two arrays, of which both may be views of windows."""
    arrays = [one for one in operation.operands if not one.is_scalar]
    return operation.function == "add" and len(arrays) == 2 and not operation.in_place


def scales(operation: Operation) -> bool:
    """Whether it takes an array by a plain number."""
    arrays = [one for one in operation.operands if not one.is_scalar]
    is_scaling = operation.function in ADDING and operation.function != "add"
    return is_scaling and len(arrays) == 1 and not operation.in_place


def _makes_windows(flow: Flow, index: int) -> bool:
    operation = flow.operations[index]
    function = operation.function.rsplit(".", 1)[-1]
    if function in AS_WINDOWS:
        return True
    if function == "getitem":
        picked, result = operation.operands[0], operation.result
        if len(operation.operands) == 1:
            return _skips(picked, result)
        indices = [one for one in operation.operands[1:] if one.shape]
        return (
            bool(indices)
            and all(one.dtype.kind in "iu" for one in indices)
            and len(result.shape) >= len(picked.shape)
            and (len(indices) > 1 or len(result.shape) > len(picked.shape))
        )
    if function == "reshape":
        return len(operation.result.shape) > len(operation.operands[0].shape) >= 2
    if function in LISTS:
        return len(operation.operands) >= OFTEN
    if function == "setitem":
        writes = flow.writes.get(operation.result.memory, ())
        return len(writes) >= OFTEN and only_laid_out(flow, operation.result)
    return False


def _skips(picked: Value, result: Value) -> bool:
    """Whether a view takes every so many of the cells, the same along axes."""
    if picked.memory != result.memory or len(picked.shape) != len(result.shape):
        return False
    return any(
        abs(after) > abs(before) > 0
        for before, after in zip(picked.strides, result.strides)
    )


def only_laid_out(flow: Flow, value: Value) -> bool:
    """Whether all that is ever written into an array is cells of others."""
    if value.memory not in flow.laid_out:
        flow.laid_out[value.memory] = all(
            flow.operations[index].function in LAID_OUT
            for write in flow.writes.get(value.memory, ())
            for index in (write, *flow.feeds[write])
        )
    return flow.laid_out[value.memory]
