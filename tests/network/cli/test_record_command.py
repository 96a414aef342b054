"""python -m network record: scripts run as Python runs them, and are kept."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from network.trace import Trace

ROOT = Path(__file__).parents[3]
RECORD = (sys.executable, "-m", "network", "record")


def written(folder, **files):
    """Write files into a folder by their names without .py."""
    for name, text in files.items():
        path = folder / f"{name.replace('__in__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))


def ran(folder, *arguments, command=RECORD, **more):
    """Run a command in a folder, as a user would who has installed it."""
    done = subprocess.run(
        [*command, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **more.pop("env", {})},
        capture_output=True,
        text=True,
        timeout=100,
        **more,
    )
    assert "network/recorder" not in done.stderr, done.stderr
    return done


def functions_of(path):
    """What a trace has computed, having been verified."""
    trace = Trace.load(path)
    assert trace.complete and trace.verify().ok
    return [operation.function for _, operation in trace.operations()]


MAIN = """
    import argparse, os, sys
    import numpy as np
    from pathlib import Path
    from layers import dense, scale

    here = Path(__file__).parent
    parser = argparse.ArgumentParser()
    parser.add_argument("--factor", type=float)
    parser.add_argument("rest", nargs="*")

    def main(arguments):
        x = np.loadtxt(here / "x.txt") * scale
        w = 2 * np.random.random((2, 3))
        y = dense(w, x) * arguments.factor
        print(sys.argv[1:], __name__, os.path.basename(sys.argv[0]), sys.stdin.read())
        print(Path(sys.path[0]) == here.resolve(), os.getcwd() == str(here))
        print(y.tolist() == (w @ x * arguments.factor).tolist())

    if __name__ == "__main__":
        np.random.seed(3)
        main(parser.parse_args())
        print(sys.modules["__main__"].dense is dense)
        sys.exit(7)
"""
LAYERS = """
    import numpy as np
    scale = np.array([1.0, 2.0, 3.0])

    def dense(w, x):
        return w @ x
"""


def test_a_script_runs_as_python_runs_it_from_anywhere(tmp_path):
    folder = tmp_path / "there"
    written(folder, main=MAIN, layers=LAYERS)
    (folder / "x.txt").write_text("1 2 3\n")
    arguments = "there/main.py", "--factor", "0.5", "--", "-a", "--out"
    plain = ran(tmp_path, *arguments, command=(sys.executable,), input="in")
    done = ran(tmp_path, *arguments, input="in")
    assert done.stdout == plain.stdout
    assert done.stdout.endswith("True False\nTrue\nTrue\n")
    assert done.returncode == plain.returncode == 7
    assert sorted(os.listdir(tmp_path)) == ["main.trace", "there"]
    assert functions_of(tmp_path / "main.trace") == [
        *("array", "np.loadtxt", "multiply", "np.random.random", "multiply"),
        *("matmul", "multiply", "tolist", "matmul", "multiply", "tolist"),
    ]
    trace = Trace.load(tmp_path / "main.trace")
    assert (trace.call, trace.error) == ("main.py", "SystemExit: 7")
    assert set(trace.functions) == {"main", "main.main", "layers", "dense"}
    (line,) = done.stderr.splitlines()
    assert line.startswith("main.trace: ") and " of main.py, " in line
    assert line.endswith("Film it: TRACE=main.trace matreel render forward")


def test_statements_of_the_file_are_steps_from_the_first_on(tmp_path):
    written(
        tmp_path,
        a="""
        import numpy as np
        from numpy import zeros
        W = np.array([[1.0, 2.0]])
        b = 3 * np.random.randn(1)
        y = (W @ zeros(2) + b).tolist()
        """,
    )
    assert ran(tmp_path, "a.py").returncode == 0
    trace = Trace.load(tmp_path / "a.trace")
    assert [(step.text[:1], step.depth) for step in trace.steps] == [
        ("W", 0), ("b", 0), ("y", 0)
    ]  # fmt: skip
    assert functions_of(tmp_path / "a.trace") == [
        *("array", "np.random.randn", "multiply", "zeros", "matmul", "add", "tolist")
    ]
    draw, tripled = [operation for _, operation in trace.operations()][1:3]
    assert (draw.kind, draw.operands) == ("gap", ())
    assert tripled.operands[1].identity == draw.result.identity


@pytest.mark.parametrize(
    "code, status, told",
    [
        ("raise ValueError('oops')", 1, "ValueError: oops"),
        ("import nothing_of_this_name", 1, "ModuleNotFoundError"),
        ("raise SystemExit('no data')", 1, "no data"),
        ("raise SystemExit", 0, ""),
        ("import sys; sys.exit(3)", 3, ""),
    ],
)
def test_what_a_script_ends_with(tmp_path, code, status, told):
    written(tmp_path, a=f"import numpy as np\nx = np.ones(3) + 1\n{code}\n")
    plain = ran(tmp_path, "a.py", command=(sys.executable,))
    done = ran(tmp_path, "a.py")
    assert done.returncode == plain.returncode == status
    *said, ours = done.stderr.splitlines()
    assert "\n".join(said) == plain.stderr.strip() and told in plain.stderr
    assert ours.startswith("a.trace: 2 operations of a.py, ")
    assert functions_of(tmp_path / "a.trace") == ["ones", "add"]
    error = Trace.load(tmp_path / "a.trace").error
    assert (error is None) == (status == 0)


def test_a_file_that_is_no_python_is_told_as_python_tells_it(tmp_path):
    written(tmp_path, a="x = = 1\n")
    plain = ran(tmp_path, "a.py", command=(sys.executable,))
    done = ran(tmp_path, "a.py")
    assert (done.stderr, done.returncode) == (plain.stderr, 1)
    assert os.listdir(tmp_path) == ["a.py"]


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["b.py"], "Error: b.py cannot be read: No such file"),
        (["b.py:f"], "Error: b.py cannot be read: No such file"),
        (["folder"], "Error: folder cannot be read: Is a directory"),
        (["a.py:g"], "Error: a.py has no g: expected the name of a function in it, "
         "which has f, late\n"),
        (["a.py:net.g"], "Error: a.py has no net.g"),
        (["a.py:f"], "Error: a.py:f takes (x, scale=2): missing a required argument"),
        (["a.py:f", "1", "2", "3"], "Error: a.py:f takes (x, scale=2): too many"),
        (["a.py:f", "one"], "Error: expected an argument as Python writes it"),
        (["a.py:f", "--out", "x.trace"], "Error: expected --out before FILE.py"),
        (["a.py:f", "@no.npy"], "Error: @no.npy: expected a file of numpy.save"),
        (["a.py:f", "@a.py"], "Error: @a.py: expected a file of numpy.save"),
        (["a.py:f", "@x.npz:b"], "Error: x.npz has no b, but a\n"),
        (["a.py:late", "3"], "Error: late gives a generator"),
        (["--out", "notes.txt", "a.py"], "notes.txt exists and is not replaced"),
        (["--out", "no/a.trace", "a.py"], "is no folder. Make it first."),
        (["--most", "0", "a.py"], "Error: Invalid value for '--most'"),
        ([], "Error: Missing argument 'FILE.py[:FUNCTION]'"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_is_said(tmp_path, arguments, told):
    written(
        tmp_path,
        a="""
        import numpy as np
        def f(x, scale=2):
            return x * scale
        def late(x):
            yield x * 2
        class Net:
            pass
        net = Net()
        """,
    )
    (tmp_path / "notes.txt").write_text("precious\n")
    (tmp_path / "folder").mkdir()
    np.savez(tmp_path / "x.npz", a=np.ones(2))
    before = sorted(os.listdir(tmp_path))
    done = ran(tmp_path, *arguments)
    assert told in done.stderr and "Traceback" not in done.stderr
    assert done.returncode in (1, 2)
    assert (tmp_path / "notes.txt").read_text() == "precious\n"
    after = sorted(set(os.listdir(tmp_path)) - {"__pycache__"})
    assert after == before


def test_a_function_of_a_file(tmp_path):
    written(
        tmp_path,
        net="""
        import numpy as np
        from layers import dense, scale
        print("loaded as", __name__)
        class Net:
            def __init__(self):
                self.w = np.arange(6.0).reshape(2, 3)
            def forward(self, x, factor=1, bias=None, names=()):
                y = dense(self.w, x) * factor
                return y + bias["b"] if bias else y
        net = Net()
        def of_columns(rows, *, last):
            return np.array(rows).sum(axis=0) + last
        if __name__ == "__main__":
            raise SystemExit("run as the program")
        """,
        layers=LAYERS,
    )
    x, b = np.array([1.0, -2.0, 3.0]), np.array([5.0, 7.0])
    np.save(tmp_path / "x.npy", x)
    np.savez(tmp_path / "all.npz", b=b, x=x)
    y = np.arange(6.0).reshape(2, 3) @ x
    rows = "[[1, 2], [3, 4]]"
    for arguments, expected, names in (
        (["net.py:net.forward", "@x.npy"], y, ["x"]),
        (["net.py:net.forward", "@all.npz:x", "0.5"], y / 2, ["x", "factor"]),
        (
            ["net.py:net.forward", "@x.npy", "bias=@all.npz", "names=('a', 'b')"],
            y + b,
            ["x", "bias['b']", "bias['x']"],
        ),
        (["net.py:of_columns", rows, "last=-1"], np.array([3, 5]), ["last"]),
    ):
        done = ran(tmp_path, "--out", "a.trace", *arguments)
        assert (done.returncode, done.stdout) == (0, "loaded as net\n"), done.stderr
        trace = Trace.load(tmp_path / "a.trace")
        assert trace.verify().ok
        np.testing.assert_array_equal(trace.result.array, expected)
        assert [value.name for value in trace.inputs] == names
        assert f" of {arguments[0]}, " in done.stderr


def test_neighbours_of_a_package_and_namesakes_of_ours(tmp_path):
    written(
        tmp_path,
        pack__in____init__="",
        pack__in__deep__in____init__="",
        pack__in__shared="import numpy as np\nbase = np.ones(2)\n",
        pack__in__deep__in__main="""
        from ..shared import base
        from . import near
        print(__name__, __package__, (near.network(base) * 2).tolist())
        """,
        pack__in__deep__in__near="def network(x):\n    return x + 1\n",
        flat__in__run="from .near import twice\nprint(twice([2]))\n",
        flat__in__near="""
        import numpy as np
        def twice(x):
            return np.array(x) * 2
        """,
        own__in__run="""
        import network, scenes, click
        print(network.SIZE, scenes.SIZE, click.SIZE, network.layer())
        """,
        own__in__network="""
        import numpy as np
        SIZE = 3
        def layer():
            return np.ones(3).sum()
        """,
        own__in__scenes__in____init__="SIZE = 4\n",
        own__in__click="SIZE = 5\n",
    )
    for path, printed, functions in (
        (
            "pack/deep/main.py",
            "__main__ pack.deep [4.0, 4.0]\n",
            ["ones", "add", "multiply", "tolist"],
        ),
        ("flat/run.py", "[4]\n", ["array", "multiply"]),
        ("own/run.py", "3 4 5 3.0\n", ["ones", "sum"]),
        ("own/network.py:layer", "", ["ones", "sum"]),
        ("pack/deep/near.py:network", "", None),
    ):
        arguments = ["2"] if functions is None else []
        done = ran(tmp_path, "--out", "a.trace", path, *arguments)
        assert (done.stdout, done.returncode) == (printed, 0), done.stderr
        if functions is not None:
            assert functions_of(tmp_path / "a.trace") == functions


ENDLESS = """
    import numpy as np
    try:
        x, w = np.ones(3), np.eye(3)
        while True:
            y = w @ x
            x += 1
    finally:
        for n in range(3):
            print("tidied up" * (n == 2), end="")
"""
ONE_LINE = """
    import numpy as np
    x, w = np.ones(3), np.eye(3)
    while True: x = w @ x
"""
CATCHING = """
    import numpy as np
    x, w = np.ones(3), np.eye(3)
    for n in range(100_000):
        try:
            x = w @ x
        except BaseException:
            pass
"""


@pytest.mark.parametrize(
    "code, options, ended, most",
    [
        (ENDLESS, ["--most", "300"], "after 300 operations", 300),
        (ONE_LINE, ["--most", "300"], "after ", 600),
        (CATCHING, ["--most", "300"], "after 300 operations", 300),
        (ENDLESS, ["--seconds", "0.5"], "after 0.5 seconds", 50_000),
    ],
)
def test_what_never_ends_is_ended(tmp_path, code, options, ended, most):
    written(tmp_path, a=code)
    done = ran(tmp_path, *options, "a.py")
    assert done.returncode == 0
    assert done.stdout == ("tidied up" if code is ENDLESS else "")
    assert f" of a.py, ended {ended}" in done.stderr
    functions = functions_of(tmp_path / "a.trace")
    assert 2 < len(functions) <= most
    trace = Trace.load(tmp_path / "a.trace")
    assert trace.error is None
    assert done.stderr.count(trace.about["ended"]) == 1
    whole = [step for step in trace.steps if step.error is None]
    assert len(whole) > 1
    assert all(len(step.operations) <= 2 for step in whole)


def test_ctrl_c_keeps_what_was_recorded(tmp_path):
    written(tmp_path, a=ENDLESS)
    path = tmp_path / "a.trace"
    command = subprocess.Popen(
        [*RECORD, "--most", str(10**9), "a.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while not (path.exists() and len(Trace.load(path).steps) > 50):
        assert command.poll() is None and time.monotonic() < until
        time.sleep(0.02)
    command.send_signal(signal.SIGINT)
    out, told = command.communicate(timeout=60)
    assert (out, command.returncode) == ("tidied up", 130)
    assert " of a.py, ended by Ctrl-C, " in told and "Traceback" not in told
    assert len(functions_of(path)) > 50


ROUNDS = """
    import numpy as np
    class Net:
        def __init__(self):
            self.w = np.eye(3)
            self.b = np.zeros(3)
        def forward(self, x):
            for _ in range(5):
                x = np.tanh(self.w @ x)
            return x
    def train(net, x):
        for round in range(40):
            y = net.forward(x)
            for k in range(2):
                net.b += y
            net.w = net.w - 0.01 * y[:, None] * x
        return y
    net, x = Net(), np.arange(3.0)
    y = train(net, x)
    total = net.w.sum() + net.b.sum()
    print(repr(float(total)), y.tolist())
"""


def test_the_first_rounds_of_a_training_and_what_comes_after_it(tmp_path):
    written(tmp_path, a=ROUNDS)
    plain = ran(tmp_path, "a.py", command=(sys.executable,))
    done = ran(tmp_path, "--rounds", "2", "a.py")
    assert done.stdout == plain.stdout
    functions = functions_of(tmp_path / "a.trace")
    round_of = ["matmul", "tanh"] * 5 + ["add"] * 2
    round_of += ["getitem", "multiply", "multiply", "subtract"]
    assert functions == [
        *("eye", "zeros", "arange"),
        *round_of,
        *round_of,
        "rounds-left-out",
        *("sum", "sum", "add", "float", "tolist"),
    ]
    trace = Trace.load(tmp_path / "a.trace")
    (step,) = [one for one in trace.steps if one.text.startswith("for round")]
    (gap,) = step.operations
    assert gap.parameters == {"rounds": 38}
    made = {value.name: value.array for value in gap.results}
    assert set(made) == {"net.w", "net.b", "y"}
    value = made["net.w"].sum() + made["net.b"].sum()
    assert plain.stdout == f"{float(value)!r} {made['y'].tolist()}\n"


def test_what_draws_pictures_is_no_part_of_the_network(tmp_path):
    pack = "lib/site-packages/matplotlib"
    written(
        tmp_path,
        **{
            f"{pack}/__init__": "",
            f"{pack}/pyplot": """
            import numpy as np
            def plot(x, then):
                return then(np.asarray(x) * 2).max()
            """,
        },
        a="""
        import numpy as np
        import matplotlib.pyplot as plt
        x = np.arange(3.0)
        plt.plot(x + 1, lambda y: y + x)
        """,
    )
    env = {"PYTHONPATH": f"{ROOT}:{tmp_path / 'lib/site-packages'}"}
    assert ran(tmp_path, "a.py", env=env).returncode == 0
    assert functions_of(tmp_path / "a.trace") == ["arange", "add", "add"]
    missing = ran(tmp_path, "a.py")
    assert missing.returncode == 1 and "'matplotlib'" in missing.stderr
    assert "Nothing to film" in missing.stderr


AXES = """
    import numpy as np

    def layer(x, w):
        y = x @ w
        return y

    if __name__ == "__main__":
        layer(np.ones((3, 4, 5)), np.ones((5, 2)))
    """


def test_axes_are_called_as_the_command_says(tmp_path):
    written(tmp_path, net=AXES)
    named = ("--axes", "x=batch,,channel", "--axes", "w = channel, out")
    done = ran(tmp_path, *named, "--axes", "z=a", "net.py")
    assert Trace.load(tmp_path / "net.trace").axes == {
        "x": ("batch", "", "channel"),
        "w": ("channel", "out"),
        "z": ("a",),
    }
    assert "Warning: axes of z: nothing that was recorded is called so" in done.stderr
    assert done.stderr.count("Warning") == 1
    np.save(tmp_path / "x.npy", np.ones((3, 4)))
    call = ("net.py:layer", "@x.npy", "@x.npy")
    done = ran(tmp_path, "--axes", "x=batch", *call)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: axes of x: expected 2 names")
    done = ran(tmp_path, "--axes", "x", "net.py")
    assert "expected NAME=AXIS,AXIS, got 'x'" in done.stderr


def test_a_script_that_fails_shows_the_traceback_that_it_has_alone(tmp_path):
    written(
        tmp_path,
        a="""
        import numpy as np
        def layer(x):
            return x @ np.ones((5, 2))
        try:
            layer(np.ones((3, 4)))
        except ValueError as error:
            raise RuntimeError("no layer") from error
        """,
    )
    alone = ran(tmp_path, "a.py", command=(sys.executable,))
    recorded = ran(tmp_path, "a.py")
    assert alone.returncode == recorded.returncode == 1
    told, (summary,) = (
        recorded.stderr.splitlines()[:-1],
        recorded.stderr.splitlines()[-1:],
    )
    assert told == alone.stderr.splitlines() and "a.trace" in summary
