"""Functions of each value alone: of any shape, however they are written."""

import time

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.cell_functions import cell_functions
from scenes.reading.value_roles import roles_of
from tests.cell_by_cell import CURVES, SHAPES, Z, gelu, relu_by_product, sigmoid


def functions_in(call, *arguments):
    with np.errstate(all="ignore"):
        trace = record(call, *(np.array(one) for one in arguments))
    found = roles_of(trace).read(cell_functions).by_result.values()
    return sorted(found, key=lambda one: one.operations[0].number), trace


@pytest.mark.parametrize("place", range(len(CURVES)))
def test_all_of_it_is_one_function(place):
    call, name = CURVES[place]
    for shape in SHAPES:
        z = np.abs(Z) if name == "sqrt" else Z
        (function,), trace = functions_in(call, z.reshape(shape))
        assert function.name == name
        assert function.argument.digest == trace.inputs[0].digest
        assert function.result.digest == trace.result.digest
        assert len(function.operations) == len(list(trace.operations()))


@pytest.mark.parametrize("place", range(len(CURVES)))
def test_it_is_computed_for_any_other_numbers(place):
    call, name = CURVES[place]
    (function,), _ = functions_in(call, np.abs(Z) if name == "sqrt" else Z)
    wide = np.linspace(0.01, 9, 40).reshape(5, 8)
    np.testing.assert_allclose(function(wide), call(wide.copy()), rtol=1e-9)


def of_two(z, other):
    return np.tanh(z + other)


def of_its_largest(z):
    return np.exp(z - z.max())


def of_its_mean(z):
    return np.tanh(z / np.mean(z))


def along_a_line(z):
    return 3 * z + 1


def to_one_number(z):
    return np.exp(z).sum()


def turned_first(z):
    return np.tanh(z).T


def shared(z):
    e = np.exp(z)
    return e * 2 + e.T.T


def masked(z):
    return np.exp(z, where=z > 0, out=np.zeros_like(z))


def softened(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def to_whole(z):
    return (z * 100).astype(np.int8) * 3


@pytest.mark.parametrize(
    "call, arguments, names",
    [
        (of_two, (Z, Z + 1), ["tanh"]),  # of their sum
        (of_its_largest, (Z,), ["exp"]),
        (of_its_mean, (Z,), ["tanh"]),
        (along_a_line, (Z,), []),
        (to_one_number, (Z,), ["exp"]),
        (turned_first, (Z,), ["tanh"]),
        (shared, (Z,), ["exp"]),
        (masked, (Z,), ["step"]),  # the mask alone
        (softened, (Z,), []),  # part of something larger
        (np.tanh, (np.ones((1, 1)),), []),
    ],
)
def test_it_ends_where_cells_or_other_arrays_are_mixed(call, arguments, names):
    def outer(*values):
        return call(*values)

    found, _ = functions_in(outer, *arguments)
    assert [one.name for one in found] == names


def with_a_rate(z, rate):
    return np.tanh(z * rate)


def with_a_number_computed(z, rate):
    half = np.sqrt(rate) / 2
    return np.tanh(half * z)


@pytest.mark.parametrize("call", [with_a_rate, with_a_number_computed])
def test_numbers_given_are_part_of_it(call):
    trace = record(call, Z, 0.5)
    (function,) = roles_of(trace).read(cell_functions).by_result.values()
    np.testing.assert_allclose(function(Z), trace.result.array)
    assert function.argument.shape == Z.shape


def in_steps(z, times):
    for _ in range(times):
        z = np.cos(z + 1.0)
    return z


@pytest.mark.parametrize("times, lengths", [(20, [40]), (21, [2, 40])])
def test_a_very_long_one_is_told_in_parts(times, lengths):
    found, _ = functions_in(lambda z: in_steps(z, times), Z)
    assert [len(one.operations) for one in found] == lengths


def zeros_kept(z):
    y = np.maximum(z, (c := np.zeros_like(z)))
    return y, c * y


def zeros_there(z):
    y = np.maximum(z, np.zeros_like(z))
    return y


def of_unlike_numbers(z):
    y = np.tanh(z + np.full(z.shape[-1], np.arange(1.0, z.shape[-1] + 1)))
    return y


def asked_of_a_sigmoid(z):
    y = sigmoid(z) > 0.5
    return y


def asked_of_the_other_sign(z):
    y = 1 / (1 + np.exp(z)) > 0.5
    return y


def left_over_by_a_gate(z):
    gate = sigmoid(z)
    y = 1 - gate
    return y


def of_the_other_sign_in_two_lines(z):
    e = np.exp(z)
    y = 1 / (1 + e)
    return y


def asked_of_a_root(z):
    y = np.sqrt(z * z) > 0.5
    return y


def halved_first(z):
    y = np.tanh(2.0 * (z / 4.0))
    return y


def a_number_by_it(z):
    y = np.tanh(2.0 / z)
    return y


@pytest.mark.parametrize(
    "call, functions",
    [
        (zeros_kept, ["maximum"]),
        (zeros_there, ["zeros_like maximum"]),
        (of_unlike_numbers, ["tanh"]),
        (asked_of_a_sigmoid, ["negative exp add divide", "greater"]),
        (asked_of_the_other_sign, ["exp add divide", "greater"]),
        (left_over_by_a_gate, ["negative exp add divide"]),
        (of_the_other_sign_in_two_lines, ["exp add divide"]),
        (asked_of_a_root, ["multiply sqrt greater"]),
        (halved_first, ["divide multiply tanh"]),
        (a_number_by_it, ["divide tanh"]),
    ],
)
def test_what_is_part_of_it(call, functions):
    found, _ = functions_in(call, Z)
    assert [
        " ".join(each.function for each in one.operations) for one in found
    ] == functions


def two_layers(z, w):
    a = np.maximum(z, 0)
    b = sigmoid(a)
    c = np.tanh(b @ w)
    return c


def test_what_has_a_name_in_the_field_and_the_code_is_a_curve_of_its_own():
    found, _ = functions_in(two_layers, Z, np.ones((4, 2)))
    assert [one.name for one in found] == ["ReLU", "sigmoid", "tanh"]


def prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def test_the_slope_of_a_known_curve_is_known():
    (function,), _ = functions_in(prime, Z)
    assert (function.name, function.slope_of) == ("f", "sigmoid")
    assert function.is_named


def test_what_has_no_name_in_the_field_is_not_named():
    (function,), _ = functions_in(lambda z: z * z - np.sin(z), Z)
    assert (function.name, function.slope_of, function.is_named) == ("f", "", False)


def rooted(z):
    return np.sqrt(z + 1e-5)


def logged(z):
    return np.log(np.abs(z))


@pytest.mark.parametrize(
    "call, z, name",
    [
        (rooted, [0.25, 4.0], "sqrt"),
        (rooted, [0.0, 1e-16], "f"),  # both give 0.00316: no root of what goes in
        (logged, [0.25, 4.0], "log"),
        (logged, [0.25, -4.0], "f"),
    ],
)
def test_a_curve_is_called_what_it_is_where_it_was_used(call, z, name):
    (function,), _ = functions_in(call, np.array(z))
    assert function.name == name


def with_a_bias_in_a_dictionary(z):
    p = {"w": z.T @ z, "b": np.zeros(z.shape[1])}
    return np.tanh(z @ p["w"] + p["b"])


def test_a_bias_that_begins_at_zero_is_no_part_of_the_curve():
    (function,), trace = functions_in(with_a_bias_in_a_dictionary, Z.reshape(-1, 2))
    assert [one.function for one in function.operations] == ["tanh"]
    assert function.name == "tanh"


@pytest.mark.parametrize("kind", [np.float32, np.float16, np.int64, bool])
def test_other_kinds_of_numbers(kind):
    (function,), _ = functions_in(relu_by_product, Z.astype(kind))
    assert function.name == "ReLU"


def square(z):
    return z * z


@pytest.mark.parametrize("last, names", [(15, ["square"]), (16, [])])
def test_numbers_that_wrap_around_lie_on_no_curve(last, names):
    functions, _ = functions_in(square, np.array([[1, 2], [3, last]], np.uint8))
    assert [one.name for one in functions] == names


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_told_too(bad):
    z = np.array([[bad, 1.0], [-1.0, bad]])
    (function,), trace = functions_in(gelu, z)
    np.testing.assert_array_equal(function.result.array, trace.result.array)
    assert function.name == "GELU"


def in_a_loop(z):
    for _ in range(400):
        e = np.exp(-z)
        z = 1 / (1 + e) @ np.eye(4)
    return z


def test_a_long_trace_is_read_in_time():
    roles = roles_of(record(in_a_loop, Z))
    begin = time.process_time()
    assert len(roles.read(cell_functions).by_result) == 400
    assert time.process_time() - begin < 5  # of 2,000 operations
