"""What all readings find in networks of every kind, and in what only looks like one.

    pytest tests/scenes/reading/test_what_is_found.py --regenerate-golden

writes the findings anew; read what git says has changed before it is committed.
"""

import inspect
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from network.trace import Operation, Span, Step, Trace, Value
from scenes.reading.accuracies import accuracies
from scenes.reading.affine_layers import affine_layers
from scenes.reading.attention_found import attentions
from scenes.reading.attention_heads import heads
from scenes.reading.cell_functions import cell_functions
from scenes.reading.errors_of_answers import answer_errors
from scenes.reading.example_counts import example_counts
from scenes.reading.gates import gates
from scenes.reading.gradient_products import gradient_products
from scenes.reading.input_roles import input_roles
from scenes.reading.losses import losses
from scenes.reading.normalised_found import normalised
from scenes.reading.optimiser_steps import descents
from scenes.reading.penalties import penalties
from scenes.reading.plain_updates import plain_updates
from scenes.reading.products import products
from scenes.reading.slopes_found import slopes_found
from scenes.reading.value_roles import roles_of
from scenes.reading.windows import sliding_windows
from tests import attentions as ways_to_attend
from tests import normalisations, softmaxes, told_calls, window_networks
from tests.conftest import GOLDEN_FLAG

FOUND = Path(__file__).parent / "found"
READINGS = (
    accuracies,
    affine_layers,
    answer_errors,
    attentions,
    cell_functions,
    descents,
    example_counts,
    gates,
    gradient_products,
    heads,
    input_roles,
    losses,
    normalised,
    penalties,
    plain_updates,
    products,
    sliding_windows,
    slopes_found,
)
ONE_EACH = tuple(one[0, 0] for one in ways_to_attend.MANY)
NORMALISED = normalisations.X, normalisations.GAIN, normalisations.SHIFT
OF_MAPS = normalisations.MAPS, np.ones((1, 2, 1, 1)), np.zeros((1, 2, 1, 1))
MANY = 12  # of a longer row only the first and the last are written
STACKS = {"stacked", "stacked_by_letters", "stacked_apart"}


def with_parameters(module, *names):
    """The functions of a module that take what is called so, by their names."""
    return {
        name: one
        for name, one in vars(module).items()
        if inspect.isfunction(one)
        and one.__module__ == module.__name__
        and tuple(inspect.signature(one).parameters) == names
    }


def spellings():
    """Name -> (function, arguments): the same thing in other words, and what is
    not the same."""
    found = {}
    for name, call in with_parameters(ways_to_attend, "q", "k", "v").items():
        given = ways_to_attend.MANY if name in STACKS else ONE_EACH
        found[f"attention_{name}"] = call, given
    for name, call in with_parameters(normalisations, "x", "gain", "shift").items():
        found[f"normalised_{name}"] = (
            call,
            OF_MAPS if "channels" in name else NORMALISED,
        )
    for name, call in with_parameters(softmaxes, "z").items():
        found[f"softmax_{name}"] = call, (softmaxes.BATCH,)
    for call in window_networks.ONE_FILTER:
        given = window_networks.IMAGE, window_networks.EDGE
        found[f"filter_{call.__name__}"] = call, given
    return found


ALL = {**told_calls.calls(), **spellings()}


def described(thing):
    """A finding as text: values by name and shape, operations by number."""
    if isinstance(thing, Value):
        name = thing.name or thing.expression
        return f"<{name} {'×'.join(map(str, thing.shape))}>"
    if isinstance(thing, Operation):
        return f"{thing.number}:{thing.function}"
    if isinstance(thing, Span):
        return "span"
    if isinstance(thing, Step):
        return f"step {thing.number}"
    if isinstance(thing, Trace):  # it says which machine recorded it
        return "trace"
    if isinstance(thing, np.ndarray):
        total = np.nansum(thing.astype(complex)) if thing.size else 0
        return f"array{thing.shape} of sum {abs(total):.4g}"
    if isinstance(thing, (float, np.floating)):
        return f"{float(thing):.4g}"
    if isinstance(thing, Enum):
        return thing.name
    if isinstance(thing, dict):
        inside = [f"{described(key)}: {described(one)}" for key, one in thing.items()]
        return f"{{{', '.join(inside)}}}"
    if isinstance(thing, (set, frozenset)):
        if len(thing) > MANY:
            return f"{{{len(thing)} from {min(thing)} to {max(thing)}}}"
        return f"{{{', '.join(sorted(map(described, thing)))}}}"
    if isinstance(thing, (list, tuple)):
        if len(thing) > MANY:
            return (
                f"({len(thing)} from {described(thing[0])} to {described(thing[-1])})"
            )
        return f"({', '.join(map(described, thing))})"
    if is_dataclass(thing):
        inside = [
            f"{field.name}={described(getattr(thing, field.name))}"
            for field in fields(thing)
            if field.repr
        ]
        return f"{type(thing).__name__}({', '.join(inside)})"
    return getattr(thing, "__name__", None) or repr(thing)


def found_in(trace: Trace, readings=READINGS) -> str:
    """All that is found, a reading after the other; those that find nothing
    are left out, and what is found at several operations stands at the first."""
    roles = roles_of(trace)
    lines = []
    for reading in readings:
        found = roles.read(reading)
        if isinstance(found, dict):
            firsts = {id(one): key for key, one in reversed(found.items())}
            inside = [
                f"{key}: {described(one)}"
                for key, one in found.items()
                if firsts[id(one)] == key
            ]
        elif isinstance(found, (list, tuple)):
            inside = [described(one) for one in found]
        else:
            inside = [described(found)]
        if inside:
            lines += [reading.__name__, *(f"    {one}" for one in inside)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ALL)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_is_found(name, request):
    call, given = {**told_calls.calls(), **spellings()}[name]
    text = found_in(record(call, *given))
    path = FOUND / f"{name}.txt"
    if request.config.getoption(GOLDEN_FLAG):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_finding_is_kept_of_what_is_not_read():
    assert {path.stem for path in FOUND.glob("*.txt")} == set(ALL)
