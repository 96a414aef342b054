"""Rounds of a loop are counted where each begins, however it is written."""

import sys

import numpy as np
import pytest

from network.recorder.limits import Limits
from network.recorder.script import read_script, started
from network.recorder.script_recording import record_script
from network.trace import Trace

BODIES = {
    "one statement": """
        for n in range(9):
            x = x + 1
        """,
    "a statement on several lines": """
        for n in range(9):
            x = np.add(
                x,
                1)
        """,
    "several": """
        for n in range(9):
            x = x + 1
            n * 2
        """,
    "a branch first": """
        for n in range(9):
            if n % 2:
                x = x + 1
            else:
                x = x + 1.0
        """,
    "a loop first": """
        for n in range(9):
            for m in range(1):
                x = x + 1
        """,
    "a try first": """
        for n in range(9):
            try:
                x = x + 1
            finally:
                n = 0
        """,
    "a while": """
        while n < 9:
            n += 1
            x = x + 1
        """,
    "a while that never ends by itself": """
        while True:
            n += 1
            x = x + 1
            if n == 9:
                break
        """,
    "with continue": """
        for n in range(9):
            x = x + 1
            if n % 2:
                continue
            n = n
        """,
    "with else": """
        for n in range(9):
            x = x + 1
        else:
            n = 0
        """,
    "left by return": """
        def f(x):
            n = 0
            while True:
                n += 1
                x = x + 1
                if n == 9:
                    return x
        x = f(x)
        """,
    "left by an error": """
        def f():
            global x
            for n in range(10):
                x = x + 1 / (9 - n) * (9 - n)
        try:
            f()
        except ZeroDivisionError:
            pass
        """,
}


def recorded(tmp_path, code, rounds):
    (tmp_path / "a.py").write_text(code)
    script = read_script(tmp_path / "a.py")
    with started(script):
        done = record_script(script, tmp_path / "a.trace", Limits(1000, rounds=rounds))
    assert done.raised is None
    trace = Trace.load(tmp_path / "a.trace")
    assert trace.complete and trace.verify().ok
    return [operation for _, operation in trace.operations()]


def program(body):
    lines = body.split("\n")
    margin = len(lines[1]) - len(lines[1].lstrip())
    body = "\n".join(line[margin:] for line in lines)
    return f"import numpy as np\nx, n = np.zeros(2), 0\n{body}\nlast = x * 2\n"


@pytest.mark.parametrize("rounds", [1, 4, 8])
@pytest.mark.parametrize("name", BODIES)
def test_so_many_rounds_are_recorded(tmp_path, name, rounds):
    operations = recorded(tmp_path, program(BODIES[name]), rounds)
    functions = [operation.function for operation in operations]
    assert functions == ["zeros", *["add"] * rounds, "rounds-left-out", "multiply"]
    gap, last = operations[-2:]
    left = 9 - rounds + (name == "left by an error")
    assert gap.parameters == {"rounds": left}
    np.testing.assert_array_equal(last.result.array, [18, 18])


@pytest.mark.parametrize("name", BODIES)
def test_enough_rounds_leave_none_out(tmp_path, name):
    operations = recorded(tmp_path, program(BODIES[name]), 10)
    functions = [operation.function for operation in operations]
    assert functions == ["zeros", *["add"] * 9, "multiply"]


def test_each_loop_counts_anew_and_loops_in_calls_run_whole(tmp_path):
    body = """
        def layers(x):
            for _ in range(4):
                x = np.tanh(x)
            return x
        for n in range(3):
            for m in range(3):
                x = layers(x) + 1
        for n in range(3):
            x = -x
        for n in range(1):
            x = x + 1
        y = layers(x)
        y += 1
        """
    functions = [
        operation.function for operation in recorded(tmp_path, program(body), 2)
    ]
    whole = [*["tanh"] * 4, "add"]
    assert functions == [
        *("zeros", *whole * 6, "rounds-left-out"),
        *("negative", "negative", "rounds-left-out", "add"),
        *("tanh", "tanh", "rounds-left-out", "add", "multiply"),
    ]


def test_rounds_that_leave_no_array_behind_leave_no_step(tmp_path):
    body = "\n        for n in range(9):\n            n + 1\n"
    operations = recorded(tmp_path, program(body), 2)
    assert [operation.function for operation in operations] == ["zeros", "multiply"]


def test_python_is_as_before_afterwards(tmp_path):
    before = list(sys.path), list(sys.argv), sys.modules["__main__"]
    code = "import sys\nsys.path.append('/x')\nassert sys.argv[1:] == []\n1 / 0\n"
    (tmp_path / "a.py").write_text(code)
    script = read_script(tmp_path / "a.py")
    with started(script):
        done = record_script(script, tmp_path / "a.trace", Limits(1000))
    assert isinstance(done.raised, ZeroDivisionError) and done.operations == 0
    assert (sys.path, sys.argv, sys.modules["__main__"]) == before
