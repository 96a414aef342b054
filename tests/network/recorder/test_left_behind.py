"""What a recorded call leaves behind is plain, wherever the code has put it."""

import collections
import contextvars
import functools
import gc
import itertools
import operator
import sys
import threading
import types
import weakref
from dataclasses import dataclass

import numpy as np
import pytest

from network.recorder import record
from network.recorder.traced_array import SCALAR_TYPES, TracedArray

Pair = collections.namedtuple("Pair", "x z")
variable = contextvars.ContextVar("variable")
local = threading.local()
GLOBAL = {}


@dataclass(frozen=True)
class Frozen:
    z: object


class Slots:
    __slots__ = ("z",)

    def __init__(self, z):
        self.z = z


class Own:
    """A container that Python cannot look into."""

    def __init__(self, z):
        self.get = lambda: z


def generator_with(z):
    yield
    yield z


def started(z):
    made = generator_with(z)
    next(made)
    return made


def with_default(z):
    def function(kept=z):
        return kept

    return function


def cached(z):
    @functools.lru_cache
    def function():
        return z

    function()
    return function


def in_class(z):
    return type("Kept", (), {"z": z})


def raised(z):
    try:
        raise KeyError(z)
    except KeyError as error:
        return error


def held_by_frame(z):
    try:
        raise KeyError
    except KeyError as error:
        return error


def of_itself(z):
    kept = [z]
    kept.append(kept)
    return kept


def changed(function):
    """A holder of a name that is not the code's own: give it an array."""

    def keep(z):
        function(z)
        return None

    return keep


# What holds an array, and how it is got from there.
HOLDERS = {
    "tuple": (lambda z: (z,), operator.itemgetter(0)),
    "tuple in tuples": (lambda z: ((1, (z,)),), lambda kept: kept[0][1][0]),
    "named tuple": (lambda z: Pair(1, z), lambda kept: kept.z),
    "list": (lambda z: [z], operator.itemgetter(0)),
    "list in itself": (of_itself, lambda kept: kept[1][0]),
    "dictionary": (lambda z: {"z": z}, operator.itemgetter("z")),
    "dictionary in a tuple": (lambda z: ({"z": (z,)},), lambda kept: kept[0]["z"][0]),
    "default dictionary": (
        lambda z: collections.defaultdict(list, z=[z]),
        lambda kept: kept["z"][0],
    ),
    "ordered dictionary": (
        lambda z: collections.OrderedDict(z=z),
        operator.itemgetter("z"),
    ),
    "chained maps": (lambda z: collections.ChainMap({"z": z}), lambda kept: kept["z"]),
    "read-only map": (
        lambda z: types.MappingProxyType({"z": z}),
        operator.itemgetter("z"),
    ),
    "deque": (lambda z: collections.deque([z], 3), operator.itemgetter(0)),
    "tuple in a deque": (lambda z: collections.deque([(z,)]), lambda kept: kept[0][0]),
    "namespace": (lambda z: types.SimpleNamespace(z=z), lambda kept: kept.z),
    "frozen dataclass": (Frozen, lambda kept: kept.z),
    "slots": (Slots, lambda kept: kept.z),
    "closed over": (Own, lambda kept: kept.get()),
    "cell": (types.CellType, lambda kept: kept.cell_contents),
    "function": (lambda z: lambda: z, lambda kept: kept()),
    "default argument": (with_default, lambda kept: kept()),
    "partial": (
        lambda z: functools.partial(operator.pos, (z,)),
        lambda kept: kept.args[0][0],
    ),
    "keyword of a partial": (
        lambda z: functools.partial(dict, z=z),
        lambda kept: kept()["z"],
    ),
    "cache": (cached, lambda kept: kept()),
    "class": (in_class, lambda kept: kept.z),
    "generator": (started, next),
    "generator expression": (lambda z: (z for _ in range(1)), next),
    "iterator": (lambda z: iter([z]), next),
    "reversed": (lambda z: reversed([z]), next),
    "enumerated": (lambda z: enumerate([z]), lambda kept: next(kept)[1]),
    "zipped": (lambda z: zip([z]), lambda kept: next(kept)[0]),
    "mapped": (lambda z: map(lambda _: z, [1]), next),
    "chained": (lambda z: itertools.chain((z,)), next),
    "cycle": (lambda z: itertools.cycle([z]), next),
    "repeated": (itertools.repeat, next),
    "teed": (lambda z: itertools.tee([z])[1], next),
    "bound method": (lambda z: z.copy, lambda kept: kept.__self__),
    "built-in method": (lambda z: z.setflags, lambda kept: kept.__self__),
    "method caller": (
        lambda z: operator.methodcaller("get", "a", z),
        lambda kept: kept({}),
    ),
    "exception": (raised, lambda kept: kept.args[0]),
    "frame of an exception": (
        held_by_frame,
        lambda kept: kept.__traceback__.tb_frame.f_locals["z"],
    ),
    "array of objects": (
        lambda z: np.array([None, z, None], dtype=object),
        operator.itemgetter(1),
    ),
    "memory view": (memoryview, lambda kept: kept.obj),
    "flat iterator": (lambda z: z.flat, lambda kept: kept.base),
    "iterated by NumPy": (lambda z: np.nditer([z]), lambda kept: kept.operands[0]),
    "weak reference": (lambda z: (z, weakref.ref(z)), lambda kept: kept[1]()),
    "weak values": (
        lambda z: (z, weakref.WeakValueDictionary(z=z)),
        lambda kept: kept[1]["z"],
    ),
    "context": (
        lambda z: (lambda context: (context.run(variable.set, z), context)[1])(
            contextvars.copy_context()
        ),
        lambda kept: kept[variable],
    ),
    "local of a thread": (changed(lambda z: setattr(local, "z", z)), lambda _: local.z),
    "global": (changed(lambda z: GLOBAL.update(z=[z])), lambda _: GLOBAL["z"][0]),
    "attribute of a function": (
        changed(lambda z: setattr(started, "z", z)),
        lambda _: started.z,
    ),
    "module": (changed(lambda z: setattr(sys, "_z", z)), lambda _: sys.__dict__["_z"]),
}
NUMBERS = {
    "number": (lambda z: z.sum(), lambda kept: kept),
    "set": (lambda z: {z.sum()}, lambda kept: next(iter(kept))),
    "frozen set": (lambda z: frozenset([z.sum()]), lambda kept: next(iter(kept))),
    "tuple in a set": (lambda z: {(z.sum(),)}, lambda kept: next(iter(kept))[0]),
    "key": (lambda z: {z.sum(): 1}, lambda kept: next(iter(kept))),
    "value": (lambda z: {1: z[0]}, lambda kept: kept[1]),
    "counted": (lambda z: collections.Counter(z), lambda kept: next(iter(kept))),
    "cell": (lambda z: [z[1]], operator.itemgetter(0)),
    "iterated": (lambda z: iter([z.max()]), next),
}


@pytest.mark.parametrize("name", HOLDERS)
def test_an_array_is_plain_in_every_holder(name):
    keep, get = HOLDERS[name]
    x, holders = np.arange(3.0), []

    def call(x):
        made, view = x * 2, x[1:]
        holders.extend([keep(made), keep(x), keep(view)])
        holders[0] = holders[0] if holders[0] is not None else keep(made)
        return made, view

    trace = record(call, x)
    made, view = trace.returned
    if keep(x) is not None:
        wanted = (made, x, view)
    else:  # one place, and the last that was put there
        wanted, holders = (made,), [keep(made)]
    for holder, array in zip(holders, wanted):
        kept = get(holder)
        assert type(kept) is np.ndarray
        assert kept is array
    assert view.base is x and made.base is None and made.flags.owndata


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_plain_in_every_holder(name):
    keep, get = NUMBERS[name]
    kept = get(record(keep, np.arange(3.0)).returned)
    wanted = get(keep(np.arange(3.0)))
    assert type(kept) is type(wanted) is np.float64
    assert kept == wanted and hash(kept) == hash(wanted)


def test_nothing_traced_is_left_in_the_whole_process():
    def call(x, fail):
        kept = [x * number for number in range(20)]
        GLOBAL["all"] = iter(kept), {row.sum() for row in kept}, kept[0][0]
        if fail:
            raise KeyError(kept[3])
        return kept

    record(call, np.ones(3), False)
    with pytest.raises(KeyError) as raised:
        record(call, np.ones(3), True)
    assert type(raised.value.args[0]) is np.ndarray
    traced = {TracedArray, *SCALAR_TYPES.values()}
    found = [
        item
        for holder in gc.get_objects()
        # What a module has stands in its dictionary. To ask asyncio itself frees
        # what it has freed before, and the next search for garbage never ends: in
        # Python 3.12 before 3.12.6 (https://github.com/python/cpython/issues/122695).
        if type(holder) is not types.ModuleType
        for item in gc.get_referents(holder)
        if type(item) in traced
    ]
    assert found == []


def test_what_recordings_of_two_threads_share_is_traced_until_both_end():
    weights, meeting = np.eye(2), threading.Barrier(2)
    traces, ended = {}, threading.Event()

    def work(x, waits):
        meeting.wait(20)
        if waits:
            ended.wait(20)
        y = weights_of(weights) @ x
        return y

    def weights_of(array):
        return array

    def run(name, waits):
        traces[name] = record(work, np.ones((2, 1)), waits)
        if not waits:
            ended.set()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate((0, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for trace in traces.values():
        assert [one.function for _, one in trace.operations()] == ["matmul"]
        assert trace.verify().ok
    assert type(weights) is np.ndarray


class Sharing:
    """A network that two threads record: the one that begins later ends later."""

    def __init__(self):
        self.weights = np.ones((2, 2))
        self.past = [np.full(2, number) for number in range(100)]

    def waits(self, rate, begun, ended):
        begun.set()
        ended.wait(20)
        return self.weights * 2, rate * 2, self.past[7] * 2


def test_who_records_longer_goes_on_tracing_what_two_threads_share():
    network, rate, traces = Sharing(), np.float64(0.5), {}
    begun, ended = threading.Event(), threading.Event()

    def run():
        traces["later"] = record(network.waits, rate, begun, ended)

    later = threading.Thread(target=run)

    def first(network, rate):
        later.start()
        begun.wait(20)
        return network.weights + 1

    traces["first"] = record(first, network, rate)
    ended.set()
    later.join()
    assert [one.function for _, one in traces["first"].operations()] == ["add"]
    of_later = [one.function for _, one in traces["later"].operations()]
    assert of_later == ["multiply"] * 3
    everything = [network.weights, rate, *network.past]
    assert {type(one) for one in everything} == {np.ndarray, np.float64}


def test_an_array_of_a_long_history_can_be_resized():
    """NumPy resizes none to which there is a weak reference."""
    network = Sharing()

    def call(network):
        network.past[7].resize(3, refcheck=False)
        network.past[8].resize(3)
        return network.past[7] + network.past[8]

    record(call, Sharing())  # what is known of a place in the code holds the class, too
    references = sys.getrefcount(TracedArray)
    trace = record(call, network)
    np.testing.assert_array_equal(trace.returned, [15, 15, 0])
    assert sys.getrefcount(TracedArray) == references
    assert {type(one) for one in network.past} == {np.ndarray}
    assert trace.verify().ok


def test_the_memory_of_what_was_traced_is_freed():
    """Classes are held by as many references as before, and arrays die."""
    references = {kind: sys.getrefcount(kind) for kind in (TracedArray, np.ndarray)}
    alive = []

    def call(x):
        for _ in range(50):
            x = x + 1
            alive.append(weakref.ref(x))
        return x.sum()

    for _ in range(3):
        record(call, np.ones(5))
    gc.collect()
    assert not any(reference() is not None for reference in alive)
    for kind, count in references.items():
        assert abs(sys.getrefcount(kind) - count) < 10
