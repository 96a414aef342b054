"""Of a trace's lines: their pieces, what is listed of them, their symbols."""

from dataclasses import FrozenInstanceError
from types import SimpleNamespace

import numpy as np
import pytest

from network.recorder import record
from network.trace import FunctionRecord, Span
from scenes.reading.elementwise import ElementwiseFunction
from scenes.reading.forward_pass import ForwardPass, LayerPass
from scenes.reading.listing import listed
from scenes.reading.pieces import Piece, numbers_in, pieces_of, shown_of
from scenes.reading.symbols import Symbol, symbols_in, symbols_of

X = np.array([[1.0], [-2.0], [0.5]])


def halved(x):
    return x / 2


def inner(x):
    return halved(x) - 1


def nothing(x):
    return 1


def own_only(x):
    return x * 2 + 1


def call_first(x):
    return halved(x) + 1


def call_between(x):
    return halved(x * 2) + 1


def call_last(x):
    return halved(x + 1)


def two_calls(x):
    return halved(x) + halved(x)


def call_in_call(x):
    return halved(halved(x))


def deep(x):
    return x - inner(x) * 2


def of_nothing(x):
    return x * nothing(x) + nothing(x)


def in_a_list(x):
    return [halved(one) + 1 for one in (x, x * 3)]


def of_two_statements(x):
    def both(z):
        y = z * 2
        return y + 1

    return both(x)


@pytest.mark.parametrize(
    "call, pieces",
    [
        # A call in brackets; the numbers of the operations in each piece.
        (own_only, [[0, 1]]),
        (call_first, [(0,), [1]]),
        (call_between, [[0], (1,), [2]]),
        (call_last, [[0], (1,)]),
        (two_calls, [(0,), (1,), [2]]),
        (call_in_call, [(0,), (1,)]),
        (deep, [(0, 1), [2, 3]]),
        (of_nothing, [[0, 1]]),
        (of_two_statements, [(0, 1)]),
        # One place in the code calls as often as it runs.
        (in_a_list, [[0], (1,), [2], (3,), [4]]),
    ],
)
def test_the_pieces_of_a_statement(call, pieces):
    trace = record(call, X)
    found = list(pieces_of(trace, trace.children(None)[-1]))
    assert [
        (tuple if piece.call else list)(sorted(numbers_in(trace, piece)))
        for piece in found
    ] == pieces
    for piece in found:
        assert bool(piece.call) != bool(piece.operations)
        numbers = [operation.number for operation in piece.operations]
        assert numbers == sorted(numbers)


def test_the_steps_of_a_call_are_one_piece():
    trace = record(of_two_statements, X)
    (piece,) = pieces_of(trace, trace.children(None)[-1])
    assert piece.call == trace.children(trace.children(None)[-1])
    assert len(piece.call) == 2


def test_which_operations_can_be_shown():
    def call(x, out, none):
        spun = x * 1j
        size = np.abs(spun)
        np.add(x, size, out=out)
        x[0] = 7.0
        less = none + 1
        return out, less

    trace = record(call, X.copy(), np.zeros((3, 1)), np.zeros((0, 3)))
    operations = tuple(one for _, one in trace.operations())
    shown = shown_of(operations)
    assert [one.function for one in shown] == ["add", "setitem"]
    assert [len(one.operands) for one in shown] == [2, 2]
    assert shown_of(()) == ()


def source_of(lines):
    return "".join(f"line {number}\n" for number in range(1, lines + 1))


def listing_of(lines, statement, first=1, last=None, source=None):
    record_of = FunctionRecord("f", "code.py", first, last or lines, ())
    trace = SimpleNamespace(
        sources={"code.py": source or source_of(lines)}, functions={"f": record_of}
    )
    span = statement and Span("code.py", statement, 0, statement, 4)
    return [number for number, _ in listed(trace, "f", span)[2]]


GAP = 0


@pytest.mark.parametrize(
    "lines, statement, numbers",
    [
        (17, 9, [*range(1, 18)]),
        (18, 9, [*range(1, 19)]),
        # Of more the first, and those around the one that runs.
        (19, 1, [*range(1, 18), GAP]),
        (19, None, [*range(1, 18), GAP]),
        (40, 11, [*range(1, 18), GAP]),
        (40, 12, [1, GAP, *range(3, 19), GAP]),
        (40, 20, [1, GAP, *range(11, 27), GAP]),
        (40, 33, [1, GAP, *range(24, 40), GAP]),
        (40, 34, [1, GAP, *range(25, 41)]),
        (40, 40, [1, GAP, *range(25, 41)]),
        (40, 99, [*range(1, 18), GAP]),
    ],
)
def test_lines_around_the_statement(lines, statement, numbers):
    assert listing_of(lines, statement) == numbers


@pytest.mark.parametrize(
    "first, last, source, numbers",
    [
        (2, 4, "a\nb\nc\nd\ne\n", [2, 3, 4]),
        (1, 9, "a\nb\nc\n", [1, 2, 3]),
        (1, 5, "a\n\n   \nb\nc\n", [1, 4, 5]),
        (1, 4, 'def f():\n    """One."""\n    return 1\n\n', [1, 3]),
        (1, 4, 'def f():\n    """One.\n    Two."""\n    return 1\n', [1, 4]),
        (1, 3, 'async def f():\n    """One."""\n    return 1\n', [1, 3]),
        (1, 3, 'def f():\n    x = """One."""\n    return x\n', [1, 2, 3]),
        (1, 3, "def f():\n    return (\n1\n", [1, 2, 3]),
    ],
)
def test_the_lines_of_a_function(first, last, source, numbers):
    assert listing_of(0, None, first, last, source) == numbers


def test_what_is_listed_of_a_function():
    trace = SimpleNamespace(
        sources={"code.py": "one\ntwo\n"},
        functions={
            "a.<locals>.f": FunctionRecord("f", "code.py", 1, 2, ()),
            "g": FunctionRecord("g", "other.py", 1, 2, ()),
        },
    )
    lines = ((1, "one"), (2, "two"))
    assert listed(trace, "a.<locals>.f", None) == ("code.py", "a.f", lines)
    assert listed(trace, "g", None) == ("", "g", ())
    assert listed(trace, "h", None) == ("", "h", ())


def of_layers(x):
    hidden_pre_sigmoid = x * 1  # (H, 1)
    hidden_neurons = x * 2  # (H, 1): squashed
    row = x.T * 1  # (1, H)
    return hidden_neurons, hidden_pre_sigmoid, row


def of_rows(x):
    row = x * 1  # (N, 1)
    output_neurons = x * 2  # (N, 1)
    other_neurons = x * 3  # (N, 1)
    return row, output_neurons, other_neurons


def of_matrices(x):
    both_neurons = x @ x.T  # (M, K,)
    return both_neurons[:2]  # (Two, K)


def of_a_return(x):
    return x * 1  # (L, 1)


def of_different(x):
    less = x[:2] * 1  # (N, one)
    more = x * 1  # (N, one)
    return less, more


def of_wrong(x):
    less = x * 1  # (A, B, C)
    more = x * 1  # (D,)
    same = x * 1  # doubled (E, F)
    none = x * 1  # (G)
    return less, more, same, none


def over_lines(x):
    y = (
        x  # of the argument
        + x  # (P, 1)
        + x  # (Q, 1)
    )
    return y


@pytest.mark.parametrize(
    "call, symbols",
    [
        (of_layers, [("H", 3, "hidden")]),
        (of_rows, [("N", 3, "output")]),
        (of_matrices, [("K", 3, ""), ("M", 3, ""), ("Two", 2, "")]),
        (of_a_return, [("L", 3, "")]),
        (of_different, [("one", 1, "")]),
        (of_wrong, []),
        (over_lines, [("P", 3, "")]),
        (own_only, []),
    ],
)
def test_the_symbols_of_a_trace(call, symbols):
    found = symbols_of(record(call, X))
    assert [(one.name, one.count, one.layer) for one in found] == symbols


def test_a_trace_without_its_sources_has_no_symbols():
    trace = record(of_layers, X)
    told = SimpleNamespace(sources={}, functions=trace.functions, steps=trace.steps)
    assert symbols_of(told) == ()
    unknown = SimpleNamespace(sources=trace.sources, functions={}, steps=trace.steps)
    assert symbols_of(unknown) == ()
    assert symbols_of(SimpleNamespace(sources=trace.sources)) == ()


@pytest.mark.parametrize(
    "lines, names",
    [
        (["y = x  # (H, 1)"], "H"),
        (["y = x  # (N, H)", None, "z = x"], "H N"),
        (["y = x  # (Other, 1)"], ""),
        (["y = x  # of (N, H)"], ""),
        (["y = x  #(N,)"], "N"),
        ([None], ""),
        ([], ""),
    ],
)
def test_the_symbols_that_lines_mention(lines, names):
    symbols = Symbol("H", 3, "hidden"), Symbol("N", 4, "")
    assert " ".join(one.name for one in symbols_in(symbols, lines)) == names


@pytest.mark.parametrize(
    "kind", [ElementwiseFunction, ForwardPass, LayerPass, Piece, Symbol]
)
def test_what_was_read_is_not_changed(kind):
    made = object.__new__(kind)
    with pytest.raises(FrozenInstanceError):
        made.name = "another"
