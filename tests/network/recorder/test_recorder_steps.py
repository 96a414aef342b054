"""A record tells which statements ran, and what each part of them did."""

import inspect
import math
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.recorder import record
from network.recorder.source_file import SourceFile
from tests import recorded_code as code
from tests.recorded_calls import CALLS, digit

ROOT = Path(__file__).parents[3]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", CALLS)
def test_spans_are_the_source_and_slugs_are_stable(name):
    function, args = CALLS[name]()
    trace = record(function, *args)
    text = Path(inspect.getsourcefile(function)).read_text().split("\n")
    for step, operation in trace.operations():
        span = operation.span
        lines = text[span.line - 1 : span.end_line]
        lines[-1] = lines[-1][: span.end_column]
        lines[0] = lines[0][span.column :]
        assert "\n".join(lines) == operation.expression
        assert operation.expression in trace.sources[span.file]
    slugs = [step.slug for step in trace.steps]
    assert len(set(slugs)) == len(slugs)
    again, args = CALLS[name]()
    assert [step.slug for step in record(again, *args).steps] == slugs
    for step in trace.steps:
        assert step.parent is None or step.parent < step.number
        assert step in trace.children(
            None if step.parent is None else trace.steps[step.parent]
        )


def test_the_digit_network_is_told_as_it_is_written():
    trace = record(DigitNetwork().learn, *digit())
    top = [(step.slug, step.targets) for step in trace.children(None)]
    assert top[0] == (
        "hidden-neurons-output-neurons",
        ("hidden_neurons", "output_neurons"),
    )
    assert top[4] == ("hidden-to-output-weights", ("hidden_to_output_weights",))
    forward = trace.children(trace.steps[0])
    assert [step.text.split()[0] for step in forward] == [
        "hidden_pre_sigmoid",
        "hidden_neurons",
        "output_pre_sigmoid",
        "output_neurons",
        "return",
    ]
    (sigmoid,) = trace.children(forward[1])
    assert sigmoid.slug == ("hidden-neurons-output-neurons/hidden-neurons/return")
    assert sigmoid.call_expression == "sigmoid(hidden_pre_sigmoid)"
    assert [operation.expression for operation in sigmoid.operations] == [
        "-x",
        "np.exp(-x)",
        "1 + np.exp(-x)",
        "1 / (1 + np.exp(-x))",
    ]
    product = forward[0].operations[0]
    assert [operand.name for operand in product.operands] == [
        "input_to_hidden_weights",
        "image",
    ]
    assert [operand.shape for operand in product.operands] == [(20, 784), (784, 1)]
    assert {value.name for value in trace.attributes} == {
        "learn_rate",
        "input_to_hidden_weights",
        "hidden_to_output_weights",
        "hidden_biases",
        "output_biases",
    }
    assert [value.name for value in trace.inputs] == ["image", "expected_output"]


# (body, operations as (function, kind, expression, operand names))
EXPRESSIONS = [
    ("x @ w", [("matmul", "ufunc", "x @ w", ["x", "w"])]),
    ("1 < x", [("greater", "ufunc", "1 < x", ["x", ""])]),
    ("x.T", [("transpose", "view", "x.T", ["x"])]),
    ("x.reshape(-1)", [("reshape", "view", "x.reshape(-1)", ["x"])]),
    ("x[0, 1:]", [("getitem", "index", "x[0, 1:]", ["x"])]),
    (
        "x[0][1]",
        [
            ("getitem", "index", "x[0]", ["x"]),
            ("getitem", "index", "x[0][1]", ["x[0]"]),
        ],
    ),
    (
        "np.where(x > 0, x, 0)",
        [
            ("greater", "ufunc", "x > 0", ["x", ""]),
            ("where", "function", "np.where(x > 0, x, 0)", ["", "x", ""]),
        ],
    ),
    (
        "np.concatenate([x, w.T])",
        [
            ("transpose", "view", "w.T", ["w"]),
            ("concatenate", "function", "np.concatenate([x, w.T])", ["x", "w.T"]),
        ],
    ),
    (
        "np.add.reduce(x, axis=1)",
        [("add", "ufunc.reduce", "np.add.reduce(x, axis=1)", ["x"])],
    ),
    ("x.sum(axis=0)", [("sum", "function", "x.sum(axis=0)", ["x"])]),
    ("np.linalg.norm(x)", [("linalg.norm", "function", "np.linalg.norm(x)", ["x"])]),
    (
        "np.einsum('ij,jk->ik', x, w)",
        [("einsum", "function", "np.einsum('ij,jk->ik', x, w)", ["x", "w"])],
    ),
    (
        "np.negative(x, out=x[:])",
        [
            ("getitem", "index", "x[:]", ["x"]),
            ("negative", "ufunc", "np.negative(x, out=x[:])", ["x", "x[:]"]),
        ],
    ),
    (
        "np.negative(x, out=(x[:],))",
        [
            ("getitem", "index", "x[:]", ["x"]),
            ("negative", "ufunc", "np.negative(x, out=(x[:],))", ["x", "x[:]"]),
        ],
    ),
    (
        "np.modf(w, out=(None, w.T.T))",
        [
            ("transpose", "view", "w.T", ["w"]),
            ("transpose", "view", "w.T.T", ["w.T"]),
            ("modf", "ufunc", "np.modf(w, out=(None, w.T.T))", ["w", "w.T.T"]),
        ],
    ),
    ("x.astype(np.float32)", [("astype", "function", "x.astype(np.float32)", ["x"])]),
    ("(x\n            .sum())", [("sum", "function", "x\n            .sum()", ["x"])]),
    ("'ä' and x  @  w", [("matmul", "ufunc", "x  @  w", ["x", "w"])]),
    ("np.zeros((2, 2))", [("zeros", "function", "np.zeros((2, 2))", [])]),
    (
        "float(x[0, 0])",
        [
            ("getitem", "index", "x[0, 0]", ["x"]),
            ("float", "gap", "float(x[0, 0])", [""]),
        ],
    ),
    (
        "x.mean() / 2 + 1",
        [
            ("mean", "function", "x.mean()", ["x"]),
            ("divide", "ufunc", "x.mean() / 2", ["", ""]),
            ("add", "ufunc", "x.mean() / 2 + 1", ["", ""]),
        ],
    ),
    (
        "max(x.sum(), 1.0)",
        [
            ("sum", "function", "x.sum()", ["x"]),
            ("less", "ufunc", "max(x.sum(), 1.0)", ["", ""]),
        ],
    ),
]


def written(tmp_path, name, text):
    """Import a file of the given text as a module of its own."""
    path = tmp_path / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    module = {"__name__": name, "__file__": str(path)}
    exec(compile(text, str(path), "exec"), module)
    return module


@pytest.mark.parametrize("expression, operations", EXPRESSIONS)
def test_sub_expressions_and_operand_names(tmp_path, expression, operations):
    function = written(
        tmp_path,
        "some_code",
        (f"import numpy as np\ndef f(x, w):\n    y = {expression}\n    return y\n"),
    )["f"]
    trace = record(function, np.arange(6.0).reshape(2, 3), np.ones((3, 2)))
    found = trace.steps[0].operations
    got = [
        (
            operation.function,
            operation.kind,
            operation.expression,
            [operand.name for operand in operation.operands],
        )
        for operation in found
    ]
    if expression.startswith("max("):  # which way it asks is Python's affair
        got[1] = ("less", *got[1][1:])
    assert got == operations


STATEMENTS = [
    ("for i in range(3):\n        x = x * 2", ["x", "x-2", "x-3"]),
    ("for i in range(3): x = x * 2", ["x", "x-2", "x-3"]),
    ("for row in x:\n        y = row", ["for-row", "y", "for-row-2", "y-2"]),
    ("if x.sum() > 0:\n        y = 1", ["if", "y"]),
    ("while x.sum() < 50: x = x * 2", ["while", "x", "while-2", "x-2", "while-3"]),
    ("W1 = -x; w_1 = -x; δ = -x", ["w1", "w-1", "u3b4"]),
    ("y = [r * 2 for r in x]", ["y"]),
    ("y = [[c * 2 for c in r] for r in x if r.sum() > 0]", ["y"]),
    ("x += 1; x[0] = 2; x[1] += 3", ["x", "x-2", "x-3"]),
    ("a, (b, c) = x[0], x", ["a-b-c"]),
    ("y = (lambda t: t * 2)(x)", ["y", "y/return"]),
    ("np.multiply(x, 2, out=x)", ["multiply"]),
    ("assert x.sum()", ["assert"]),
    ("'text'\n    pass", []),
    ("return x", ["return"]),
]


@pytest.mark.parametrize("body, slugs", STATEMENTS)
def test_statements_are_steps(tmp_path, body, slugs):
    function = written(
        tmp_path, "some_code", (f"import numpy as np\ndef f(x):\n    {body}\n")
    )["f"]
    trace = record(function, np.arange(6.0).reshape(2, 3)[:, :3])
    assert [step.slug for step in trace.steps] == slugs


LOOPS = [
    ("for row in x:\n        y = row * 2", "for row in x", "x"),
    ("for k in range(1):\n        y = x[k]", "x[k]", "x"),
    ("for a, b in zip(x, x):\n        y = a * b", "for a, b in zip(x, x)", "x"),
]


@pytest.mark.parametrize("body, expression, name", LOOPS)
def test_of_a_loop_only_the_head_is_shown(tmp_path, body, expression, name):
    function = written(tmp_path, "some_code", f"def f(x):\n    {body}\n")["f"]
    trace = record(function, np.arange(6.0).reshape(2, 3))
    (operation, *_) = (
        one
        for step in trace.steps
        for one in step.operations
        if one.function == "getitem"
    )
    assert operation.expression == expression
    assert operation.span.line == operation.span.end_line
    assert operation.operands[0].name == name


def test_functions_of_one_name_are_told_apart(tmp_path):
    other = written(tmp_path, "other", ("def sigmoid(x):\n    return x * 2\n"))[
        "sigmoid"
    ]

    def function(x):
        return other(x) + code.sigmoid(x)

    trace = record(function, np.ones(2))
    assert {step.function for step in trace.steps} >= {
        "sigmoid",
        "recorded_code.sigmoid",
    }
    for name, described in trace.functions.items():
        lines = trace.sources[described.file].split("\n")
        assert name.split(".")[-1] in lines[described.first_line - 1]
    assert len(trace.sources) == 3


def test_watch_says_whose_statements_are_steps():
    network = DigitNetwork()
    image = digit()[0]
    assert len(record(network.forward, image).steps) == 7
    for watch in (network.forward, [DigitNetwork.forward]):
        trace = record(network.forward, image, watch=watch)
        assert len(trace.steps) == 5
        assert len(list(trace.operations())) == 12
    trace = record(
        network.forward, image, watch=[ROOT / "network" / "digit_network.py"]
    )
    assert len(trace.steps) == 7


def without_source(tmp_path, text):
    """A function of a file that is not what it was, or None."""
    function = written(tmp_path, "gone", "def f(x):\n    return x + 1\n")["f"]
    path = tmp_path / "gone.py"
    path.unlink() if text is None else path.write_text(text)
    return function


def generated():
    module = {}
    exec("def f(x):\n    return x + 1", module)
    return module["f"]


@pytest.mark.parametrize(
    "function",
    [
        lambda folder: without_source(folder, None),
        lambda folder: without_source(folder, ""),
        lambda folder: without_source(folder, "# def f(x):\n"),
        lambda folder: without_source(folder, "def f(x:"),
        lambda folder: generated(),
    ],
)
def test_code_without_a_source_is_refused(tmp_path, function):
    function = function(tmp_path)
    path = re.escape(function.__code__.co_filename)
    for watch in (None, function, [code.sigmoid, function]):
        with pytest.raises(
            ValueError, match=f"none that can be read at {path}; put the code into"
        ):
            record(function, np.ones(2), path=tmp_path / "a.trace", watch=watch)
    assert not (tmp_path / "a.trace").exists()
    assert function(np.ones(2)).tolist() == [2, 2]
    # Where what shall be seen has a source, the call need not have one.
    module = {"sigmoid": code.sigmoid}
    exec("def call(x):\n    return sigmoid(x)", module)
    trace = record(module["call"], np.ones(2), watch=code.sigmoid)
    assert [step.slug for step in trace.steps] == ["return"]


@pytest.mark.parametrize(
    "watch", ["no_such_file.py", "README.md", "tests", sys, math, ""]
)
def test_what_has_no_code_cannot_be_watched(monkeypatch, watch):
    monkeypatch.chdir(ROOT)
    for one in (watch, [code, watch]):
        with pytest.raises(ValueError, match="found none that can be read"):
            record(code.square_of_itself, np.eye(2), watch=one)


def test_a_path_to_watch_may_lead_back(monkeypatch):
    monkeypatch.chdir(ROOT / "network")
    trace = record(code.square_of_itself, np.eye(2), watch="../tests/recorded_code.py")
    assert [step.slug for step in trace.steps] == ["return"]


def test_a_library_may_call_what_is_recorded():
    trace = record(np.vectorize(code.sigmoid), np.ones(2))
    assert len(trace.steps) == 3


def test_no_address_in_memory_is_recorded():
    def twice(row):
        return row * 2

    def call(x):
        return np.apply_along_axis(twice, 0, x)

    trace = record(call, np.ones((2, 2)))
    texts = [str(operation.parameters) for _, operation in trace.operations()]
    assert "<function" in "".join(texts)
    assert not any("0x" in text for text in texts)


CALLS_A_LIBRARY = """
import statistics
import numpy as np
from network.recorder import record

def shifted(x):
    return x + statistics.mean([1.0, 2.0])

print([step.text for step in record(shifted, np.ones(2)).steps])
"""


def test_a_library_behind_a_link_is_one(tmp_path):
    linked, program = tmp_path / "python", tmp_path / "calls.py"
    linked.symlink_to(sys.base_prefix)
    program.write_text(CALLS_A_LIBRARY)
    started = linked / "bin" / f"python3.{sys.version_info.minor}"
    packages = Path(np.__file__).parents[1]
    root = Path(__file__).parents[3]
    shown = subprocess.run(
        [started, program],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{packages}"},
    )
    assert shown.stdout == "['return x + statistics.mean([1.0, 2.0])']\n"


@pytest.fixture
def threads_take_turns():
    """Threads are interrupted as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.broad
def test_threads_find_the_same_statements(threads_take_turns):
    text = "\n".join(f"a = b + c({k}, d[{k}]) * e" for k in range(300))
    for _ in range(5):
        source = SourceFile("x.py", "x.py", text)
        found = [[], [], []]

        def find(statements):
            for line in range(1, 301):
                node = source.node_at((line, 4, line, 7))
                statements.append(source.statement_of(node))

        threads = [
            threading.Thread(target=find, args=(statements,)) for statements in found
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert list(map(len, found)) == [300, 300, 300]
        assert all(one is other is third for one, other, third in zip(*found))
