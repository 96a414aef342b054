"""A notebook's cell, recorded among the variables that it finds."""

import math
import traceback

import numpy as np
import pytest

from network.recorder.cell_recording import record_cell


@pytest.fixture
def recorded(tmp_path):
    """A function that records a text among variables."""

    def run(text, namespace):
        file = tmp_path / "cell_1.py"
        file.write_text(text, "utf-8")
        return record_cell(text, str(file), namespace)

    return run


TEXT = """sums = weights @ x
for k in range(2):
    sums = sums * scale
y = np.maximum(0, sums)
"""


def variables():
    return {
        "np": np,
        "weights": np.array([[0.5, -1.0], [2.0, 0.25]]),
        "x": np.array([[1.0], [3.0]]),
        "scale": 0.5,
        "unused": np.ones(3),
    }


def test_it_computes_what_it_computes_alone(recorded):
    alone, traced = variables(), variables()
    exec(compile(TEXT, "cell", "exec"), alone)
    trace, raised = recorded(TEXT, traced)
    assert raised is None
    assert alone.keys() == traced.keys()
    for name in ("sums", "y", "weights", "x"):
        assert type(traced[name]) is np.ndarray
        np.testing.assert_array_equal(traced[name], alone[name])
    # By plain sums: 0.5 * 1 - 3 = -2.5 and 2 + 0.75 = 2.75, twice halved.
    np.testing.assert_array_equal(traced["y"], [[0.0], [2.75 / 4]])
    assert trace.verify().ok


def test_the_trace_has_its_lines_and_inputs(recorded):
    trace, _ = recorded(TEXT, variables())
    assert {value.name for value in trace.inputs} == {"weights", "x", "scale"}
    functions = [operation.function for _, operation in trace.operations()]
    assert functions == ["matmul", "multiply", "multiply", "maximum"]
    assert [step.text for step in trace.steps if step.operations] == [
        *("sums = weights @ x", "sums = sums * scale", "sums = sums * scale"),
        "y = np.maximum(0, sums)",
    ]
    assert list(trace.sources.values()) == [TEXT]


def test_what_is_updated_in_place_stays_so(recorded):
    namespace = variables()
    weights = namespace["weights"]
    trace, _ = recorded("weights -= 0.5 * weights\n", namespace)
    assert namespace["weights"] is weights and type(weights) is np.ndarray
    np.testing.assert_array_equal(weights, [[0.25, -0.5], [1.0, 0.125]])
    assert len(list(trace.operations())) == 2


def test_what_it_raises_is_handed_on_with_what_came_before(recorded):
    namespace = variables()
    trace, raised = recorded("a = x + 1\nb = a / {}\nc = 1\n", namespace)
    assert isinstance(raised, TypeError)
    lines = [
        line
        for frame, line in traceback.walk_tb(raised.__traceback__)
        if frame.f_code.co_filename.endswith("cell_1.py")
    ]
    assert lines == [2]
    assert type(namespace["a"]) is np.ndarray and "c" not in namespace
    assert [one.function for _, one in trace.operations()] == ["add"]


@pytest.mark.parametrize(
    "text, error", [("x = (", SyntaxError), ("", ValueError), ("# x\n", ValueError)]
)
def test_what_is_no_code(recorded, text, error):
    with pytest.raises(error):
        recorded(text, variables())


def test_functions_defined_in_a_cell_are_followed_in_the_next(recorded, tmp_path):
    namespace = variables()
    recorded("def double(a):\n    b = a * 2\n    return b\n", namespace)
    file = tmp_path / "cell_2.py"
    text = "z = double(x)\n"
    file.write_text(text)
    trace, raised = record_cell(text, str(file), namespace)
    assert raised is None
    assert any(step.text == "b = a * 2" for step in trace.steps)
    assert math.isclose(float(namespace["z"][1, 0]), 6)
