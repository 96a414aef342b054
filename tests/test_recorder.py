"""A recorded call computes what the call alone does, and tells how."""

import inspect
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.recorder import record
from network.traced_array import is_traced
from tests import recorded_code as code

ROOT = Path(__file__).parents[1]


def rng():
    return np.random.default_rng(7)


def digit():
    return rng().random((784, 1)), np.eye(10)[:, [3]]


def batch(dtype=np.float64):
    return (rng().normal(size=(7, 6)).astype(dtype),
            np.eye(3, dtype=dtype)[[0, 1, 2, 0, 1, 2, 0]])


def matrix():
    return (rng().normal(size=(4, 6)),)


# name: (call, arguments), both made anew each time.
CALLS = {
    "digit network reads": lambda: (DigitNetwork().detect, digit()[:1]),
    "digit network learns": lambda: (DigitNetwork().learn, digit()),
    "list of layers": lambda: (code.ReluLayers().learn, batch()),
    "float32": lambda: (
        code.ReluLayers(dtype=np.float32).learn, batch(np.float32)),
    "nested objects": lambda: (
        code.Nested().run, (rng().normal(size=(5, 1)),)),
    "lstm": lambda: (code.Lstm().run, (rng().normal(size=(4, 2)),)),
    "softmax": lambda: (code.softmax_loss, (
        rng().normal(size=(4, 3)), np.array([0, 2, 1, 1]))),
    "convolution": lambda: (code.convolve, (
        rng().normal(size=(6, 6)), rng().normal(size=(3, 3)))),
    "attention": lambda: (
        code.attention, tuple(rng().normal(size=(3, 4, 5)))),
    "not a number": lambda: (code.softmax_loss, (
        np.array([[np.nan, 1, -np.inf], [0, np.inf, 1]]), np.array([0, 1]))),
    "one line loop": lambda: (
        code.one_line_loop, (rng().normal(size=(3, 3)),)),
    **{function.__name__: lambda function=function: (function, matrix())
       for function in (
        code.views, code.reductions, code.indexing, code.scalars,
        code.outputs, code.comprehensions, code.lambdas, code.while_loop,
        code.try_and_with, code.leaves, code.random_noise,
        code.square_of_itself, code.types, code.generator, code.strided,
        code.library)},
}


def contents(value):
    """Every array and number inside a value, as (type, dtype, bytes)."""
    if isinstance(value, dict):
        return [part for key in value for part in contents(value[key])]
    if isinstance(value, (list, tuple)):
        return [part for item in value for part in contents(item)]
    if hasattr(value, "__dict__") and not isinstance(value, np.ndarray):
        return contents(vars(value))
    array = np.asarray(value)
    return [(type(value), array.dtype.str, array.shape, array.tobytes())]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", CALLS)
def test_what_is_computed_is_the_same_bit_for_bit(name):
    alone, alone_args = CALLS[name]()
    traced, traced_args = CALLS[name]()
    wanted = alone(*alone_args)
    trace = record(traced, *traced_args)
    assert contents(traced_args) == contents(alone_args)
    if inspect.ismethod(alone):
        assert contents(vars(traced.__self__)) == (
            contents(vars(alone.__self__)))
    recorded = [value.array.tobytes() for value in trace.results]
    flat = wanted if isinstance(wanted, (list, tuple)) else [wanted]
    arrays = [part[-1] for item in flat if not isinstance(
        item, (list, tuple, dict)) for part in contents(item)]
    assert recorded == arrays
    assert trace.complete and trace.error is None


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", CALLS)
def test_every_operation_can_be_repeated(name):
    function, args = CALLS[name]()
    found = record(function, *args).verify()
    assert found.ok, found.mismatches
    assert found.compared > 0


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", CALLS)
def test_spans_are_the_source_and_slugs_are_stable(name):
    function, args = CALLS[name]()
    trace = record(function, *args)
    text = Path(inspect.getsourcefile(function)).read_text().split("\n")
    for step, operation in trace.operations():
        span = operation.span
        lines = text[span.line - 1:span.end_line]
        lines[-1] = lines[-1][:span.end_column]
        lines[0] = lines[0][span.column:]
        assert "\n".join(lines) == operation.expression
        assert operation.expression in trace.sources[span.file]
    slugs = [step.slug for step in trace.steps]
    assert len(set(slugs)) == len(slugs)
    again, args = CALLS[name]()
    assert [step.slug for step in record(again, *args).steps] == slugs
    for step in trace.steps:
        assert step.parent is None or step.parent < step.number
        assert step in trace.children(
            None if step.parent is None else trace.steps[step.parent])


def test_the_digit_network_is_told_as_it_is_written():
    trace = record(DigitNetwork().learn, *digit())
    top = [(step.slug, step.targets) for step in trace.children(None)]
    assert top[0] == ("hidden-neurons-output-neurons",
                      ("hidden_neurons", "output_neurons"))
    assert top[4] == ("hidden-to-output-weights",
                      ("hidden_to_output_weights",))
    forward = trace.children(trace.steps[0])
    assert [step.text.split()[0] for step in forward] == [
        "hidden_pre_sigmoid", "hidden_neurons", "output_pre_sigmoid",
        "output_neurons", "return"]
    sigmoid, = trace.children(forward[1])
    assert sigmoid.slug == (
        "hidden-neurons-output-neurons/hidden-neurons/return")
    assert sigmoid.call_expression == "sigmoid(hidden_pre_sigmoid)"
    assert [operation.expression for operation in sigmoid.operations] == [
        "-x", "np.exp(-x)", "1 + np.exp(-x)", "1 / (1 + np.exp(-x))"]
    product = forward[0].operations[0]
    assert [operand.name for operand in product.operands] == [
        "input_to_hidden_weights", "image"]
    assert [operand.shape for operand in product.operands] == [
        (20, 784), (784, 1)]
    assert {value.name for value in trace.attributes} == {
        "learn_rate", "input_to_hidden_weights", "hidden_to_output_weights",
        "hidden_biases", "output_biases"}
    assert [value.name for value in trace.inputs] == [
        "image", "expected_output"]


def test_an_update_keeps_the_identity_and_a_view_has_its_own():
    trace = record(DigitNetwork().learn, *digit())
    update = trace.step("hidden-to-output-weights").operations[-1]
    before, after = update.operands[0], update.result
    assert update.in_place
    assert (before.identity, before.version, after.version) == (
        after.identity, 0, 1)
    assert before.digest != after.digest
    view = trace.step("hidden-error").operations[0]
    assert (view.kind, view.result.base) == ("view", after.identity)
    assert view.result.identity != after.identity
    assert view.operands[0].version == 1
    np.testing.assert_array_equal(view.result.array, after.array.T)


# (body, operations as (function, kind, expression, operand names))
EXPRESSIONS = [
    ("x @ w", [("matmul", "ufunc", "x @ w", ["x", "w"])]),
    ("1 < x", [("greater", "ufunc", "1 < x", ["x", ""])]),
    ("x.T", [("transpose", "view", "x.T", ["x"])]),
    ("x.reshape(-1)", [("reshape", "view", "x.reshape(-1)", ["x"])]),
    ("x[0, 1:]", [("getitem", "index", "x[0, 1:]", ["x"])]),
    ("x[0][1]", [("getitem", "index", "x[0]", ["x"]),
                 ("getitem", "index", "x[0][1]", ["x[0]"])]),
    ("np.where(x > 0, x, 0)", [
        ("greater", "ufunc", "x > 0", ["x", ""]),
        ("where", "function", "np.where(x > 0, x, 0)", ["", "x", ""])]),
    ("np.concatenate([x, w.T])", [
        ("transpose", "view", "w.T", ["w"]),
        ("concatenate", "function", "np.concatenate([x, w.T])",
         ["x", "w.T"])]),
    ("np.add.reduce(x, axis=1)", [
        ("add", "ufunc.reduce", "np.add.reduce(x, axis=1)", ["x"])]),
    ("x.sum(axis=0)", [("sum", "function", "x.sum(axis=0)", ["x"])]),
    ("np.linalg.norm(x)", [
        ("linalg.norm", "function", "np.linalg.norm(x)", ["x"])]),
    ("np.einsum('ij,jk->ik', x, w)", [
        ("einsum", "function", "np.einsum('ij,jk->ik', x, w)", ["x", "w"])]),
    ("x.astype(np.float32)", [
        ("astype", "function", "x.astype(np.float32)", ["x"])]),
    ("(x\n            .sum())", [
        ("sum", "function", "x\n            .sum()", ["x"])]),
    ("'ä' and x  @  w", [("matmul", "ufunc", "x  @  w", ["x", "w"])]),
    ("np.zeros((2, 2))", [
        ("zeros", "function", "np.zeros((2, 2))", [])]),
    ("float(x[0, 0])", [
        ("getitem", "index", "x[0, 0]", ["x"]),
        ("float", "gap", "float(x[0, 0])", [""])]),
    ("x.mean() / 2 + 1", [
        ("mean", "function", "x.mean()", ["x"]),
        ("divide", "ufunc", "x.mean() / 2", ["", ""]),
        ("add", "ufunc", "x.mean() / 2 + 1", ["", ""])]),
    ("max(x.sum(), 1.0)", [
        ("sum", "function", "x.sum()", ["x"]),
        ("less", "ufunc", "max(x.sum(), 1.0)", ["", ""])]),
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
    function = written(tmp_path, "some_code", (
        "import numpy as np\n"
        f"def f(x, w):\n    y = {expression}\n    return y\n"))["f"]
    trace = record(function, np.arange(6.).reshape(2, 3), np.ones((3, 2)))
    found = trace.steps[0].operations
    got = [(operation.function, operation.kind, operation.expression,
            [operand.name for operand in operation.operands])
           for operation in found]
    if expression.startswith("max("):  # which way it asks is Python's affair
        got[1] = ("less", *got[1][1:])
    assert got == operations


STATEMENTS = [
    ("for i in range(3):\n        x = x * 2", ["x", "x-2", "x-3"]),
    ("for i in range(3): x = x * 2", ["x", "x-2", "x-3"]),
    ("for row in x:\n        y = row", [
        "for-row", "y", "for-row-2", "y-2"]),
    ("if x.sum() > 0:\n        y = 1", ["if", "y"]),
    ("while x.sum() < 50: x = x * 2", [
        "while", "x", "while-2", "x-2", "while-3"]),
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
    function = written(tmp_path, "some_code", (
        f"import numpy as np\ndef f(x):\n    {body}\n"))["f"]
    trace = record(function, np.arange(6.).reshape(2, 3)[:, :3])
    assert [step.slug for step in trace.steps] == slugs


def test_changes_that_nobody_reported_are_gaps():
    array = np.arange(9.).reshape(3, 3)

    def function(x):
        y = x + 1
        array[0] = 7  # the same memory, under a name that is not traced
        return y + x

    trace = record(function, array)
    gaps = [operation.function for _, operation in trace.operations()
            if operation.kind == "gap"]
    assert gaps == ["changed-outside"]
    assert trace.verify().ok


def test_functions_of_one_name_are_told_apart(tmp_path):
    other = written(tmp_path, "other", (
        "def sigmoid(x):\n    return x * 2\n"))["sigmoid"]

    def function(x):
        return other(x) + code.sigmoid(x)

    trace = record(function, np.ones(2))
    assert {step.function for step in trace.steps} >= {
        "sigmoid", "recorded_code.sigmoid"}
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
    trace = record(network.forward, image, watch=[
        ROOT / "network" / "digit_network.py"])
    assert len(trace.steps) == 7


@pytest.mark.parametrize("call", [np.add, len, 3, DigitNetwork])
def test_what_is_no_python_function_is_refused(call):
    with pytest.raises(TypeError, match="Python function or method"):
        record(call, np.ones(2))


def test_only_the_calling_thread_is_recorded():
    def function(x):
        thread = threading.Thread(target=lambda: x * 3)
        thread.start()
        thread.join()
        return x * 2

    trace = record(function, np.ones(3))
    assert [operation.expression for _, operation in trace.operations()] == [
        "x * 2"]


def test_two_threads_can_record():
    traces = {}

    def run(name):
        traces[name] = record(code.convolve, rng().normal(size=(5, 5)),
                              rng().normal(size=(2, 2)))

    zeros = np.zeros
    threads = [threading.Thread(target=run, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert np.zeros is zeros
    assert len({len(trace.steps) for trace in traces.values()}) == 1
    assert all(trace.verify().ok for trace in traces.values())


def test_importing_the_network_brings_no_manim():
    names = [path.stem for path in (ROOT / "network").glob("*.py")
             if path.stem not in ("__init__", "__main__")]
    text = "; ".join(f"import network.{name}" for name in names) + (
        "; import sys; print([name for name in sys.modules if "
        "name.split('.')[0] in ('manim', 'scenes')])")
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT,
                          capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_traced_is_left_in_the_results():
    network = code.Nested()
    returned = []

    def call(x):
        returned.append(network.run(x))
        return returned[0]

    record(call, np.ones((5, 1)))
    record(network.run, np.ones((5, 1)))
    for value in [returned, vars(network)]:
        for kind, *_ in contents(value):
            assert not kind.__name__.startswith("Traced")
    assert not any(is_traced(array) for array in network.history)
