"""What is computed of arrays: a function, operator, method or attribute, and
how operations of it are written down."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import getitem, setitem
from typing import Any

import numpy as np

from network.recorder.operation_kinds import NUMBERS_ARE_OPERANDS
from network.recorder.operation_names import function_name, ufunc_name
from network.trace.array_methods import (
    ATTRIBUTE_VIEWS,
    LEAVING_METHODS,
    OPERATORS,
    UPDATING_METHODS,
)


@dataclass(frozen=True, eq=False)
class Routine:
    """One function that arrays are given to.

    Attributes:
        name: of its operations.
        kind: of them, as `Operation` has it; a "function" may turn out to be
            a "view", and each to be a "gap".
        compute: the function itself.
        caller: how the source calls it, as `argument_nodes` takes it.
        numbers: positional whole numbers are operands.
        updates_first: its first argument is changed.
        watches: which of its arguments it changes is seen afterwards.
        extra: parameters that the call is repeated with.
    """

    name: str
    kind: str
    compute: Callable[..., Any]
    caller: Any = None
    numbers: bool = False
    updates_first: bool = False
    watches: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


@functools.lru_cache(1000)  # a program may make some anew and anew
def of_ufunc(ufunc: np.ufunc, method: str) -> Routine:
    """np.add, or np.add.reduce and its like."""
    is_call = method == "__call__"
    function = ufunc if is_call else getattr(ufunc, method)
    return Routine(
        ufunc_name(ufunc),
        "ufunc" if is_call else f"ufunc.{method}",
        function,
        caller=function,
        numbers=True,
        updates_first=method == "at",
    )


@functools.cache
def of_operator(name: str) -> Routine:
    """Arithmetic of scalars, `__add__` say, by the operator of the code."""
    function: Any
    function, ufunc = OPERATORS[name]
    return Routine(ufunc, "ufunc", function, numbers=True, extra={"operator": name})


@functools.lru_cache(1000)
def of_function(function: Callable) -> Routine:
    """Any function of NumPy's: np.where, np.linalg.norm."""
    name = function_name(function)
    return Routine(
        name,
        "function",
        function,
        caller=function,
        numbers=name in NUMBERS_ARE_OPERANDS,
        watches=True,
    )


@functools.cache
def of_method(name: str) -> Routine:
    """`x.sum(...)` and its like."""
    return Routine(
        name,
        "gap" if name in LEAVING_METHODS else "function",
        calling(name),
        caller=("method", name),
        numbers=name in NUMBERS_ARE_OPERANDS,
        updates_first=name in UPDATING_METHODS,
        extra={"method": True},
    )


@functools.cache
def of_attribute(name: str) -> Routine:
    """`x.T` and its like."""
    return Routine(
        ATTRIBUTE_VIEWS[name],
        "view",
        lambda array: getattr(array, name),
        extra={"attribute": name},
    )


@functools.cache
def of_set_cells(name: str) -> Routine:
    """`x.real = y` and its like."""
    return Routine(
        f"set_{name}",
        "assign",
        lambda array, value: setattr(array, name, value),
        numbers=True,
        updates_first=True,
        extra={"set": name},
    )


@functools.lru_cache(1000)
def of_creator(name: str, original: Callable) -> Routine:
    """np.zeros and its like, called from watched code."""
    return Routine(name, "function", original, caller=("creator", name))


@functools.cache
def of_leaving(name: str) -> Routine:
    """What values leave NumPy by: `int(x)`, `x.flat`; it gives what it is given."""
    return Routine(name, "gap", lambda value: value)


GET_ITEM = Routine("getitem", "index", getitem)
SET_ITEM = Routine("setitem", "assign", setitem, numbers=True, updates_first=True)


def calling(name: str) -> Callable[..., Any]:
    """Return the function (object, ...) that calls its method of a name."""
    return lambda owner, *args, **kwargs: getattr(owner, name)(*args, **kwargs)
