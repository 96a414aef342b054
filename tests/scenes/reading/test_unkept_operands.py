"""Operations whose operands a trace has not kept: no reading takes them for
ones that it knows."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.publish.productions import production
from scenes.reading.unkept_operands import UNKNOWN, with_unknown_origins

HUGE = np.broadcast_to(np.arange(1e6), (10**6, 10**6))  # 8 TB, of one row
OBJECTS = np.array([1.5, 2.5, 3.5], dtype=object)


def softmax_step(W, x, b):
    z = W @ x + b
    e = np.exp(z - z.max())
    p = e / e.sum()
    loss = -np.log(p[1, 0])
    d = p.copy()
    d[1] -= 1
    W -= 0.1 * (d @ x.T)
    return loss


def attention(q, k, v):
    s = q @ k.T / np.sqrt(q.shape[1])
    s = s + np.triu(np.ones(s.shape), 1) * -1e10
    e = np.exp(s - s.max(-1, keepdims=True))
    return (e / e.sum(-1, keepdims=True)) @ v


def window(image, kernel):
    out = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = np.sum(image[i : i + 3, j : j + 3] * kernel)
    return out


def normalised(x, w):
    h = np.maximum(0, x @ w)
    n = (h - h.mean(axis=0)) / np.sqrt(h.var(axis=0) + 1e-5)
    return np.mean(n.argmax(axis=1) == np.arange(len(x)))


def numbers(*shape):
    return np.random.default_rng(0).normal(size=shape)


NETWORKS = {
    "softmax": (softmax_step, (numbers(4, 8), numbers(8, 1), numbers(4, 1))),
    "attention": (attention, (numbers(3, 4), numbers(3, 4), numbers(3, 4))),
    "windows": (window, (numbers(5, 5), numbers(3, 3))),
    "a batch": (normalised, (numbers(5, 8), numbers(8, 4))),
}


def unkept(trace, number, kept):
    """The trace, one of whose operations has lost operands."""
    steps = [
        replace(
            step,
            operations=tuple(
                replace(one, kind="gap", operands=one.operands[kept])
                if one.number == number
                else one
                for one in step.operations
            ),
        )
        for step in trace.steps
    ]
    return replace(trace, steps=tuple(steps))


@pytest.mark.broad
@pytest.mark.parametrize("name", NETWORKS)
def test_whatever_is_unkept_the_rest_is_told(name):
    call, arguments = NETWORKS[name]
    trace = record(call, *(one.copy() for one in arguments))
    known = [one for _, one in trace.operations()][:16]
    for operation in known:
        for kept in slice(0), slice(1), slice(-1, None):
            if operation.operands[kept] == operation.operands:
                continue
            film = production("forward", record=unkept(trace, operation.number, kept))
            shown = [
                one for shot in film.film.shots for one in shot.player.act.operations
            ]
            same = [one for one in shown if one.number == operation.number]
            assert all(one.function == UNKNOWN and not one.operands for one in same)


def of_huge(array):
    part = array[:3, :4]
    return part * 2


def of_objects(array, x):
    y = x - array
    return np.asarray(y, float) * x


@pytest.mark.parametrize(
    "call, arguments", [(of_huge, (HUGE,)), (of_objects, (OBJECTS, np.arange(3.0)))]
)
def test_recorded_ones_are_films(call, arguments):
    trace = record(call, *arguments)
    acts = [one.player.act for one in production("forward", record=trace).film.shots]
    assert acts
    said = " ".join(f"{act.title} {act.caption}" for act in acts)
    assert "Look up" not in said and "Subtract" not in said


def test_what_was_begins_says_that_nobody_saw_it():
    trace = record(of_huge, HUGE)
    first = production("forward", record=trace).film.shots[0].player.act
    assert first.kind == "begins"
    assert first.caption.startswith("How it was made was not recorded: 3 × 4")


@pytest.mark.parametrize("name", NETWORKS)
def test_whole_traces_stay_what_they_are(name):
    call, arguments = NETWORKS[name]
    trace = record(call, *(one.copy() for one in arguments))
    assert with_unknown_origins(trace) is trace


def drawn():
    x = np.random.default_rng(0).normal(size=(2, 3))
    y = np.zeros((2, 3))
    return x.tolist(), y + x


def drawn_by_a_module():
    random = np.random
    return random.normal(size=(2, 3)) + 1.0


@pytest.mark.parametrize(
    "call, gaps", [(drawn, ["tolist"]), (drawn_by_a_module, ["random.normal"])]
)
def test_what_takes_no_array_is_known(call, gaps):
    trace = record(call)
    named = [one.function for _, one in trace.operations() if one.kind == "gap"]
    assert set(gaps) <= set(named)
    assert with_unknown_origins(trace) is trace


def test_what_python_takes_out_of_an_array_has_come_from_it():
    """`bool` is a name of NumPy's, too."""

    def call(x):
        y = x * 2
        if y[0] > 1:
            y = y + float(y[1, 0]) + int(y[2, 0])
        return y

    trace = record(call, np.array([[1.0], [2.0], [3.0]]))
    taken = [one.function for _, one in trace.operations() if one.kind == "gap"]
    assert taken == ["bool", "float", "int"]
    assert with_unknown_origins(trace) is trace


@pytest.mark.parametrize("function", ["flatten", "linalg.norm", "searchsorted"])
def test_functions_of_numpy_and_methods_of_arrays_come_of_what_was_not_kept(function):
    trace = record(of_huge, HUGE[:4, :4].copy())
    (step, *_) = trace.steps
    lost = replace(step.operations[0], function=function, kind="gap", operands=())
    steps = replace(step, operations=(lost,)), *trace.steps[1:]
    found = with_unknown_origins(replace(trace, steps=steps))
    assert found.steps[0].operations[0].function == UNKNOWN
