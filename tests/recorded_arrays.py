"""What plain code may do to an array besides computing with it.

None of it knows of the recorder. Each is a function of a vector of three, made
anew for each call; what it gives, or raises, is told by `told`.
"""

import contextvars
import copy
import functools
import io
import json
import math
import operator
import pickle
import sys
import threading
import warnings
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor

import numpy as np


def vector():
    return np.array([1.0, -2.0, 3.0])


def told(value):
    """A value as text: types, dtypes, shapes and cells, also inside."""
    if isinstance(value, (list, tuple, deque)):
        return f"{type(value).__name__}({', '.join(map(told, value))})"
    if isinstance(value, dict):
        return str({key: told(item) for key, item in value.items()})
    if isinstance(value, np.ndarray):
        return (f"{type(value).__name__} {value.dtype} {value.shape} "
                f"{value.strides} {value.tolist()} {value.flags.owndata} "
                f"{value.flags.writeable} {value.base is None}")
    if isinstance(value, np.generic):
        return f"{type(value).__name__} {value.dtype} {value!r}"
    return f"{type(value).__name__} {value!r}"


def outcome(call, *args):
    """What a call gives, or raises, as text."""
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            result = call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return " ".join([told(result), *(str(one.message) for one in warned)])


def then(change, give=None):
    """A function that changes y = x + 1 in place, and gives it."""
    def function(x):
        y = x + 1
        change(y)
        return y if give is None else give(y)
    return function


def put(name, value):
    return then(lambda y: setattr(y, name, value))


def in_a_thread(call):
    def function(x):
        y = x + 1
        found = []
        thread = threading.Thread(target=lambda: found.append(call(y)))
        thread.start()
        thread.join()
        return found, y
    return function


def items(y, index, value):
    y[index] = value


def with_errors(x):
    try:
        with np.errstate(all="raise"):
            return x / 0
    except FloatingPointError as error:
        return str(error), x


def called_back(x):
    seen = []
    with np.errstate(divide="call", call=lambda kind, flag: seen.append(kind)):
        y = x / 0
    return y, seen


def iterated(x):
    y = np.zeros((2, 3))
    with np.nditer([y, x], op_flags=[["readwrite"], ["readonly"]]) as both:
        for a, b in both:
            a[...] = b * 2
    return y


def in_context(x):
    variable = contextvars.ContextVar("y", default=None)
    context = contextvars.copy_context()
    context.run(variable.set, x * 2)
    return context[variable]


def matched(x):
    match x:
        case np.ndarray(shape=(3,)):
            return x * 2
        case [first, *_]:
            return first


def unpacked(x):
    a, *b = x
    return a, b


def cached(x):
    @functools.lru_cache
    def total(key):
        return y.sum() * key
    y = x + 1
    return total(2), total(2), total.cache_info().hits


def deleted(x):
    y = x + 1
    del y[0]


def counted(x):
    y = x + 1
    before = sys.getrefcount(y)
    z = [y, y]
    return sys.getrefcount(y) - before, len(z)


def appended_shape(x):
    y = x + 1
    y.shape += (1,)
    return y, y @ y.T


def resized_with_view(x):
    y = x + 1
    view = y[1:]
    y.resize(5)
    return y, view


def shared(x):
    y = x + 1
    z = y
    z += 1
    return y is z, y, np.shares_memory(y, z), id(y) == id(z)


def structured(x):
    y = np.zeros(3, [("a", float), ("b", int)])
    y["a"] = x
    y["b"][1] = 5
    return y.tolist(), y["a"] * 2


def written_to(x):
    y = np.empty(3)
    kept = y
    np.add(x, 1, out=y)
    np.multiply(y, [[2], [3]], out=np.zeros((2, 3)))
    return kept is y, np.negative(x, out=y) is y, y


def broadcast_out(x):
    return np.add(x, np.ones((2, 3)), out=np.zeros(3))


def saved(x):
    file = io.BytesIO()
    np.save(file, x + 1)
    file.seek(0)
    return np.load(file)


def printed(x):
    file = io.StringIO()
    print(x + 1, x.sum(), file=file)
    return file.getvalue()


class Units(np.ndarray):
    """A class of somebody's own."""


class Wrapped:
    """Has an array, and is taken for one."""

    def __init__(self, array):
        self.array = array

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.array, dtype)


FUNCTIONS = {
    # attributes that are set
    "shape": put("shape", (3, 1)),
    "shape, -1": put("shape", (-1, 1)),
    "shape, wrong": put("shape", (2, 2)),
    "shape +=": appended_shape,
    "shape deleted": then(lambda y: delattr(y, "shape")),
    "dtype": put("dtype", np.int64),
    "dtype, smaller": put("dtype", np.float32),
    "dtype, wrong": put("dtype", "nonsense"),
    "dtype, objects": put("dtype", object),
    "strides": put("strides", (8,)),
    "strides, wrong": put("strides", (800,)),
    "real": put("real", 5),
    "real of complex": lambda x: then(lambda y: setattr(y, "real", 5))(x + 1j),
    "imag of complex": lambda x: then(lambda y: setattr(y, "imag", x))(x + 1j),
    "imag of real": put("imag", 5),
    "flat": put("flat", 7),
    "flat, fewer": put("flat", [7, 8]),
    "flat, wrong": put("flat", "text"),
    "T": put("T", 1),
    "size": put("size", 1),
    "ndim": put("ndim", 1),
    "base": put("base", None),
    "nothing that is": put("color", "red"),
    "missing": lambda x: (x + 1).color,
    "flags.writeable": then(lambda y: setattr(y.flags, "writeable", False)),
    "flags, then written": then(
        lambda y: (setattr(y.flags, "writeable", False), items(y, 0, 1))),
    "flags, then added": then(
        lambda y: (y.setflags(write=False), operator.iadd(y, 1))),
    "flags, then sorted": then(lambda y: (y.setflags(write=False), y.sort())),
    "flags, then filled": then(lambda y: (y.setflags(write=False), y.fill(1))),
    "flags, then out": then(
        lambda y: (y.setflags(write=False), np.exp(y, out=y))),
    "flags, then copyto": then(
        lambda y: (y.setflags(write=False), np.copyto(y, 1))),
    "flags, then at": then(
        lambda y: (y.setflags(write=False), np.add.at(y, [0], 1))),
    "flags of an argument": lambda x: (x.setflags(write=False), x)[1],
    "flags back": then(
        lambda y: (y.setflags(write=False), y.setflags(write=True))),
    "flags of a view": lambda x: np.broadcast_to(x, (2, 3)),
    "flags, all": lambda x: str((x + 1).flags),
    # changed in place
    "resize": then(lambda y: y.resize(5)),
    "resize, two lengths": then(lambda y: y.resize(2, 2)),
    "resize, smaller": then(lambda y: y.resize((2,), refcheck=False)),
    "resize, held": then(lambda y: (y, y.resize(5))),
    "resize, a view": lambda x: then(lambda y: y.resize(5))((x + 1)[1:]),
    "resize, viewed": resized_with_view,
    "resize, nonsense": then(lambda y: y.resize("a")),
    "resize, then used": then(lambda y: y.resize(4), lambda y: y @ y),
    "sort": then(lambda y: y.sort()),
    "partition": then(lambda y: y.partition(1)),
    "fill": then(lambda y: y.fill(np.nan)),
    "put": then(lambda y: y.put([0, 5], 9, mode="clip")),
    "put, out of bounds": then(lambda y: y.put([7], 9)),
    "itemset": then(lambda y: y.itemset(0, 9)),
    "setfield": then(lambda y: y.setfield(5.0, np.float64)),
    "byteswap": then(lambda y: y.byteswap(inplace=True)),
    "delete an item": deleted,
    "assign out of bounds": then(lambda y: items(y, 9, 1)),
    "assign another shape": then(lambda y: items(y, slice(None), np.ones(4))),
    "assign text": then(lambda y: items(y, 0, "a")),
    "add another shape": then(lambda y: operator.iadd(y, np.ones(4))),
    "add in place, complex": then(lambda y: operator.iadd(y, 1j)),
    "matmul in place": then(lambda y: operator.imatmul(y, np.eye(3))),
    "power in place": then(lambda y: operator.ipow(y, 2)),
    # views
    "view": lambda x: x.view(),
    "view as integers": lambda x: x.view(np.uint8)[::8],
    "view of a class": lambda x: x.view(Units),
    "view written": then(lambda y: items(y[::2], slice(None), 0)),
    "view of a view": lambda x: (x + 1)[1:][:1],
    "base of a view": lambda x: then(lambda y: None, lambda y: y[1:].base is y)(x),
    "base of a row": lambda x: (lambda y: y[0][1:].base is y)(np.outer(x, x)),
    "base of T": lambda x: (lambda y: y.T.base is y)(np.outer(x, x)),
    "transposed twice": lambda x: np.outer(x, x).T.T,
    "diagonal": lambda x: np.outer(x, x).diagonal(),
    "as_strided": lambda x: np.lib.stride_tricks.as_strided(x, (2, 2), (8, 8)),
    "windows": lambda x: np.lib.stride_tricks.sliding_window_view(x, 2),
    "squeeze": lambda x: x[None].squeeze(),
    "expand_dims": lambda x: np.expand_dims(x, 0),
    "ravel": lambda x: x.ravel() is x,
    "asarray is the same": lambda x: np.asarray(x) is x,
    "array is another": lambda x: np.array(x) is x,
    "astype, no copy": lambda x: x.astype(float, copy=False) is x,
    "ascontiguousarray": lambda x: np.ascontiguousarray(x) is x,
    "split": lambda x: np.split(x, 3),
    "broadcast_arrays": lambda x: np.broadcast_arrays(x, x[:, None])[1],
    # ufuncs and outputs
    "at": then(lambda y: np.add.at(y, [0, 0], 1)),
    "at, out of bounds": then(lambda y: np.add.at(y, [9], 1)),
    "reduceat": lambda x: np.add.reduceat(x, [0, 1]),
    "accumulate": lambda x: np.maximum.accumulate(x),
    "outer": lambda x: np.subtract.outer(x, x),
    "reduce with where": lambda x: np.add.reduce(x, where=x > 0, initial=1),
    "outputs": written_to,
    "output, broadcast": broadcast_out,
    "output, integers": lambda x: np.add(x, 1, out=np.zeros(3, int)),
    "output of two": lambda x: np.divmod(x, 2, out=(x, np.empty(3))),
    "where": lambda x: np.sqrt(x, out=np.zeros(3), where=x > 0),
    "casting": lambda x: np.add(x, 1, dtype=np.float32, casting="no"),
    "no such keyword": lambda x: np.add(x, 1, colour=2),
    "shapes that do not fit": lambda x: x @ np.ones(4),
    "frompyfunc": lambda x: np.frompyfunc(lambda a: a * 2, 1, 1)(x),
    "vectorize": lambda x: np.vectorize(lambda a: a if a > 0 else 0)(x),
    "einsum": lambda x: np.einsum("i,j->ij", x, x),
    "divide by zero": lambda x: x / 0,
    "errstate, raise": with_errors,
    "errstate, call": called_back,
    "nditer": iterated,
    "ndenumerate": lambda x: list(np.ndenumerate(x)),
    "apply_along_axis": lambda x: np.apply_along_axis(sum, 0, np.outer(x, x)),
    # taken for something else
    "float of one": lambda x: float(x[0]),
    "float of three": float,
    "int of a cell": lambda x: int(x[1]),
    "complex of a cell": lambda x: complex(x[1]),
    "complex of an array": lambda x: complex(x[:1].sum()),
    "complex of a 0-d array": lambda x: complex(np.array(x.sum())),
    "index of a float": lambda x: [1, 2][x[0]],
    "index of an integer": lambda x: [1, 2][x.astype(int)[0]],
    "index of a 0-d array": lambda x: [1, 2][np.array(x.argmax()) - 1],
    "bool of three": bool,
    "bool of a cell": lambda x: bool(x[1]),
    "bool of none": lambda x: bool(x[:0]),
    "round": lambda x: (round(x[1], 1), round(x[1])),
    "math": lambda x: (math.exp(x[1]), math.isfinite(x[0]), math.fsum(x)),
    "abs, min, sum": lambda x: (abs(x), min(x), max(x), sum(x)),
    "divmod": lambda x: divmod(x, 2),
    "len of 0-d": lambda x: len(np.array(x.sum())),
    "iterate over 0-d": lambda x: list(np.array(x.sum())),
    "0-d": lambda x: (np.array(x.sum())[()], np.array(2.0) * x.sum()),
    "in": lambda x: (3.0 in x, 9 in x),
    "hash": hash,
    "hash of a cell": lambda x: hash(x[0]) == hash(1.0),
    "key": lambda x: {x[0]: 1, 1.0: 2},
    "set": lambda x: {*x, 1.0},
    "Counter": lambda x: Counter(x.tolist()),
    "call": lambda x: x(),
    "with": lambda x: operator.methodcaller("__enter__")(x),
    "await": lambda x: x.__await__(),
    "plus text": lambda x: x + "a",
    "plus None": lambda x: x + None,
    "plus a list": lambda x: x + [1, 2, 3],
    "plus an object": lambda x: x + object(),
    "equal to None": lambda x: (x == None, list(x != "a")),  # noqa: E711
    "ordered text": lambda x: x < "a",
    "chained": lambda x: 0 < x < 2,
    "not": lambda x: not x,
    "index by float": lambda x: x[1.0],
    "index by text": lambda x: x["a"],
    "too many indices": lambda x: x[0, 0],
    "out of bounds": lambda x: x[3],
    "is": shared,
    "isinstance": lambda x: (isinstance(x, np.ndarray), isinstance(x, list),
                             isinstance(x[0], float), isinstance(x[0], np.floating)),
    "names of types": lambda x: (type(x).__name__, type(x[0]).__name__, str(type(x))),
    "__class__": lambda x: x.__class__.__name__,
    "dir": lambda x: sorted(set(dir(x))) == sorted(set(dir(np.ndarray))),
    "match": matched,
    "unpacked": unpacked,
    "repr": lambda x: (repr(x), str(x), f"{x}", f"{x[0]:.2f}", f"{x.sum()!r}"),
    "format of three": lambda x: f"{x:.2f}",
    "printed": printed,
    "array2string": lambda x: np.array2string(x, precision=1),
    "printoptions": lambda x: np.array_repr(x / 3, precision=2),
    # copies, files, buffers
    "copy": lambda x: (copy.copy(x), copy.deepcopy({"x": x}), x.copy()),
    "deepcopy of one twice": lambda x: (lambda two: two[0] is two[1])(
        copy.deepcopy([x, x])),
    "pickle": lambda x: pickle.loads(pickle.dumps((x, x[0], x[1:]))),
    "pickle, old": lambda x: pickle.loads(pickle.dumps(x, 0)),
    "json": lambda x: json.dumps({"x": x}),
    "json of a cell": lambda x: json.dumps(x[0]),
    "json of integers": lambda x: json.dumps(x.astype(int)[0]),
    "save": saved,
    "tobytes": lambda x: (x.tobytes(), x.tolist(), x.item(0), bytes(x)[:4]),
    "memoryview": then(lambda y: operator.setitem(memoryview(y), 0, 9.0)),
    "memoryview, format": lambda x: (memoryview(x).format, memoryview(x).readonly),
    "memoryview kept": lambda x: (lambda m, y: (m.tolist(), y))(
        memoryview(x), operator.iadd(x, 1)),
    "frombuffer": lambda x: np.frombuffer(x),
    "ctypes": lambda x: x.ctypes.shape[:],
    "interface": lambda x: x.__array_interface__["typestr"],
    "dlpack": lambda x: np.from_dlpack(x) * 2,
    "sizeof": lambda x: (sys.getsizeof(x), sys.getsizeof(x[1:]), x.__sizeof__()),
    "sizeof a cell": lambda x: sys.getsizeof(x[0]),
    "references": counted,
    "made of its type": lambda x: type(x)((2,), buffer=np.ones(2)),
    "made of the type of a cell": lambda x: type(x[0])(2.5),
    "dtype of the type of a cell": lambda x: np.dtype(type(x[0])),
    "zeros_like": lambda x: np.zeros_like(x, dtype=type(x[0])),
    "structured": structured,
    "objects": lambda x: np.array([x, None, "a"], dtype=object)[0],
    "masked": lambda x: np.ma.array(x, mask=[0, 1, 0]).sum(),
    "matrix": lambda x: np.matrix(x) * 2,
    "an array inside": lambda x: np.add(Wrapped(x), 1),
    "records": lambda x: np.rec.fromarrays([x, x]).f1,
    "times": lambda x: x.astype("m8[s]") + np.timedelta64(1, "m"),
    "text": lambda x: x.astype(str),
    "bits": lambda x: x.astype(np.uint8)[[0, 2]] << 1,
    "integers over": lambda x: np.int8(127) + x.astype(np.int8)[0],
    "scalar methods": lambda x: (x[0].is_integer(), x[1].hex(),
                                 x[2].as_integer_ratio(), x[0].real, x[0].T),
    "scalar, in place": lambda x: operator.iadd(x[0], 1),
    "scalar, indexed": lambda x: (x[0][()], x[0][...]),
    "scalar, wrong index": lambda x: x[0][0],
    "scalar, set": lambda x: operator.setitem(x[0], 0, 1),
    # elsewhere
    "cached": cached,
    "context": in_context,
    "thread": in_a_thread(lambda y: y * 2),
    "thread that writes": in_a_thread(lambda y: operator.iadd(y, 1) is y),
    "thread that reads": in_a_thread(lambda y: (y[0], y.sum(), y.T, list(y))),
    "thread that sets": in_a_thread(lambda y: setattr(y, "shape", (3, 1))),
    "thread that fails": in_a_thread(lambda y: outcome(lambda: y @ np.ones(4))),
    "pool": lambda x: list(ThreadPoolExecutor(2).map(np.sum, [x, x * 2])),
    "sorted": lambda x: sorted(x, key=abs),
    "zip and map": lambda x: list(map(operator.mul, x, x)),
    "reduce": lambda x: functools.reduce(operator.add, x),
    "random": lambda x: np.random.default_rng(1).permutation(x),
    "shuffled": lambda x: (np.random.default_rng(1).shuffle(x), x),
    "choice": lambda x: np.random.default_rng(1).choice(x, 2, p=abs(x) / 6),
    "searchsorted": lambda x: np.searchsorted(np.sort(x), 2),
    "linalg": lambda x: np.linalg.solve(np.diag(x), x),
    "singular": lambda x: np.linalg.inv(np.outer(x, x) * 0),
    "polynomial": lambda x: np.polynomial.Polynomial(x)(2),
    "set of an own attribute": lambda x: setattr(x[0], "a", 1),
}
