"""Of several products of one input, such as the gates of a cell: through the
curve of which of them something came back."""

from collections.abc import Iterator, Sequence

from network.trace import Operation, Value
from scenes.reading.affine_layers import AffineLayer
from scenes.reading.cell_functions import cell_functions
from scenes.reading.known_curves import OTHER
from scenes.reading.makers import Key, key_of
from scenes.reading.value_roles import Roles

MOST_ADDED = 4  # sums of sums
MOST = 40  # operations behind what came back that are looked at
PRODUCTS = ("multiply", "divide")
OF_ONE = ("subtract", "add", "negative", "square", "power")
LAYINGS = ("reshape", "transpose", "swapaxes", "moveaxis", "copy", "getitem")
KEEPING = (*PRODUCTS, *LAYINGS)  # of one array
MOST_LAYINGS = 6
SQUARES = ("square", "power")


def layer_behind(
    value: Value, layers: Sequence[AffineLayer], roles: Roles
) -> AffineLayer | None:
    """The one layer whose curve's slope is a factor of a value: what came out of
    that curve is in it twice, as in y * (1 - y) or 1 - y ** 2, and in what it
    was computed from no other's nearer by. None where that is so of none."""
    curves = roles.read(cell_functions).by_result
    made = {
        key_of(one.result): index
        for index, layer in enumerate(layers)
        for one in layer.operations
    }
    times = [0] * len(layers)
    for operation in _behind(value, roles):
        for operand in operation.operands:
            curve = curves.get(key_of(operand))
            if curve is None or curve.name == OTHER:
                continue
            came = _summed(curve.argument, roles) & made.keys()
            for at in {made[one] for one in came}:
                times[at] += 2 if operation.function in SQUARES else 1
        if max(times) > 1:
            return layers[times.index(max(times))]
    return None


def laid_out_of(value: Value, roles: Roles) -> Operation | None:
    """What computed a value, before it was laid out in another way or scaled."""
    operation = roles.makers.maker(value)
    for _ in range(MOST_LAYINGS):
        source = _kept(operation) if operation else None
        if source is None:
            break
        operation = roles.makers.maker(source)
    return operation


def _kept(operation: Operation) -> Value | None:
    """The one array that an operation lays out in another way, or scales."""
    arrays = [one for one in operation.operands if one.shape != ()]
    if len(arrays) != 1 or operation.function not in KEEPING:
        return None
    is_below = operation.function == "divide" and arrays[0] is operation.operands[1]
    return None if is_below else arrays[0]


def _summed(value: Value, roles: Roles) -> set[Key]:
    """A value, and what it is a sum of."""
    found, waiting = {key_of(value)}, [value]
    for _ in range(MOST_ADDED):
        operation = roles.makers.maker(waiting.pop(0)) if waiting else None
        if operation is not None and operation.function == "add":
            found |= {key_of(one) for one in operation.operands}
            waiting += operation.operands
    return found


def _behind(value: Value, roles: Roles) -> Iterator[Operation]:
    """The operations that made the factors of a value, since the last known
    curves: products, and what is worked out of one array alone, as 1 - y."""
    curves = roles.read(cell_functions).by_result
    waiting, seen = [value], set[int]()
    while waiting and len(seen) < MOST:
        operation = roles.makers.maker(waiting.pop(0))
        if operation is None or operation.number in seen:
            continue
        arrays = [one for one in operation.operands if one.shape != ()]
        if operation.function in PRODUCTS or (
            operation.function in OF_ONE and len(arrays) == 1
        ):
            seen.add(operation.number)
            yield operation
            waiting += [
                one
                for one in arrays
                if key_of(one) not in curves or curves[key_of(one)].name == OTHER
            ]
