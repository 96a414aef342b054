"""Damage anywhere in a trace file is found; hostile content does nothing."""

import dataclasses
import json
import shutil
import sqlite3

import numpy as np
import pytest
from click.testing import CliRunner

from network.cli.trace_commands import show, verify
from network.digit_network import DigitNetwork
from network.recorder import record
from network.trace import Trace, TraceError
from network.trace import repeat as recompute
from network.trace import row_format as rows
from network.trace.step_table import step_details, step_table
from tests.trace_contents import assert_same, values

DAMAGES = 240
PAGE_BYTES = 16384


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """The path and Trace of a small learning step."""
    path = tmp_path_factory.mktemp("original") / "a.trace"
    rng = np.random.default_rng(1)
    trace = record(
        DigitNetwork(hidden=3).learn,
        rng.random((784, 1)),
        np.eye(10)[:, [3]],
        path=path,
    )
    for value in values(trace):
        value.array
    return path, trace


def damage(data, rng):
    """Return bytes with one of several kinds of damage."""
    data = bytearray(data)
    place = int(rng.integers(len(data)))
    kind = rng.integers(5)
    if kind == 0:
        data[place] ^= 1 << int(rng.integers(8))
    elif kind == 1:
        data[place : place + 100] = rng.bytes(min(100, len(data) - place))
    elif kind == 2:
        del data[place:]
    elif kind == 3:
        page = place // PAGE_BYTES * PAGE_BYTES
        data[page : page + PAGE_BYTES] = bytes(min(PAGE_BYTES, len(data) - page))
    else:
        # Where it hurts most: the pages' own headers.
        page = place // PAGE_BYTES * PAGE_BYTES
        data[page + int(rng.integers(100))] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize("seed", range(8))
def test_damage_is_found_or_harmless(tmp_path, original, seed):
    path, wanted = original
    data = path.read_bytes()
    rng = np.random.default_rng(seed)
    refused = 0
    for number in range(DAMAGES // 8):
        damaged = tmp_path / f"{number}.trace"
        damaged.write_bytes(damage(data, rng))
        try:
            trace = Trace.load(damaged)
            assert_same(trace, wanted)
        except TraceError as error:
            assert str(damaged) in str(error)
            refused += 1
    assert refused > DAMAGES // 8 // 2


def edited(original, tmp_path, edit):
    """Return a copy whose step rows were edited, their checksums right."""
    path = tmp_path / "edited.trace"
    shutil.copy(original[0], path)
    connection = sqlite3.connect(path)
    for number, slug, record_text, _ in connection.execute(
        "SELECT * FROM steps"
    ).fetchall():
        row = edit(number, slug, json.loads(record_text))
        if row is not None:
            slug, content = row
            columns = number, slug, json.dumps(content)
            connection.execute(
                "INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?)",
                (*columns, rows.checksum("steps", *columns)),
            )
    connection.commit()
    connection.close()
    return path


HOSTILE_STEPS = [
    lambda number, slug, content: ("../../etc/passwd", content),
    lambda number, slug, content: ("UPPER", content),
    lambda number, slug, content: (slug, content[:-1]),
    lambda number, slug, content: (slug, {}),
    lambda number, slug, content: (slug, [None] * 12),
    lambda number, slug, content: (slug, [*content[:4], number + 1, *content[5:]]),
    lambda number, slug, content: (
        slug,
        [*content[:4], number, *content[5:]],
    ),  # around itself
    lambda number, slug, content: (slug, [*content[:10], [[0] * 9], content[11]]),
    lambda number, slug, content: (
        slug,
        [
            *content[:9],
            [["", "", "", 0, None, True, 0, [-1], "<f8", [8], 0, 0]],
            *content[10:],
        ],
    ),
    lambda number, slug, content: (
        slug,
        [
            *content[:9],
            [["", "", "", 0, None, True, 0, [1], "|O", [8], 0, 0]],
            *content[10:],
        ],
    ),
]


@pytest.mark.parametrize("edit", HOSTILE_STEPS)
def test_rows_that_no_recorder_wrote_are_refused(tmp_path, original, edit):
    with pytest.raises(TraceError):
        Trace.load(edited(original, tmp_path, edit))


@pytest.mark.parametrize("first, last", [(-10_000_000, 60), (0, 60), (9, 8)])
def test_functions_that_stand_nowhere_are_refused(tmp_path, original, first, last):
    path = tmp_path / "edited.trace"
    shutil.copy(original[0], path)
    connection = sqlite3.connect(path)
    number, name, content, _ = connection.execute("SELECT * FROM functions").fetchone()
    content = json.loads(content)
    content[2:4] = first, last
    columns = number, name, json.dumps(content)
    connection.execute(
        "REPLACE INTO functions VALUES (?, ?, ?, ?)",
        (*columns, rows.checksum("functions", *columns)),
    )
    connection.commit()
    connection.close()
    with pytest.raises(TraceError, match=f"got {first} to {last}"):
        Trace.load(path)


def with_operations(change):
    """Return an edit that changes the JSON of every operation."""

    def edit(number, slug, content):
        for operation in content[10]:
            change(operation)
        return slug, content

    return edit


@pytest.mark.parametrize(
    "name",
    [
        "load",
        "fromfile",
        "save",
        "loadtxt",
        "memmap",
        "os.system",
        "__class__",
        "lib.format.read_array",
        "ctypeslib.load_library",
        "f2py.compile",
        "",
        "linalg",
        "testing.run_module_suite",
        "eval",
    ],
)
@pytest.mark.parametrize("kind", ["function", "ufunc", "ufunc.__reduce__"])
def test_only_known_functions_are_called(tmp_path, original, name, kind):
    def change(operation):
        operation[1:3] = name, kind
        operation[6].get("call", {}).pop("attribute", None)

    found = Trace.load(edited(original, tmp_path, with_operations(change))).verify()
    assert found.compared == 0 and len(found.unknown) > 10


@pytest.mark.parametrize(
    "name", ["tofile", "dump", "__reduce__", "__class__", "setflags", "resize", "data"]
)
def test_only_known_methods_are_called(tmp_path, original, name):
    def change(operation):
        operation[1] = name
        operation[6]["call"] = {"args": [{"operand": 0}], "kwargs": {}, "method": True}

    path = edited(original, tmp_path, with_operations(change))
    assert Trace.load(path).verify().compared == 0


def call(*args, **others):
    """A call as it is written."""
    return {"args": list(args), "kwargs": {}, **others}


def with_call(call):
    """Return an edit that gives every operation this call."""
    return with_operations(lambda operation: operation[6].update(call=call))


@pytest.mark.parametrize(
    "written",
    [
        None,
        7,
        [],
        {"args": 3},
        {"kwargs": {"no": 1}},
        {"args": [], "kwargs": []},
        {"operator": "__class__"},
        call(operator=3),
        call(attribute=[]),
        call(method=1),
        call({"operand": 99}),
        call({"operand": -1}),
        call({"operand": True}),
        call({"operand": "x"}),
        call({"operand": 0, "as": "eval"}),
        call({"operand": 0, "more": 1}),
        call({"dtype": 3}),
        call({"slice": [1, 2]}),
        call({"complex": ["1", 2]}),
        call({}),
        call([[[[{"tuple": 1}]]]]),
        call(json.loads("[" * 500 + "]" * 500)),
        call({"tuple": [{"tuple": [{"operand": 40}]}]}),
        call(kwargs={"axis": {"unknown": 3}}),
    ],
)
def test_calls_that_no_recorder_wrote_are_refused(tmp_path, original, written):
    path = edited(original, tmp_path, with_call(written))
    with pytest.raises(TraceError, match="damaged"):
        Trace.load(path)


@pytest.mark.parametrize(
    "written",
    [
        call(),
        call({"dtype": "x"}),
        call({"unknown": "a file"}),
        call({"tuple": []}, {"ellipsis": True}),
        call(operator="__class__"),
        call(attribute="__dict__"),
        call({"operand": 0}, kwargs={"no": 1}),
    ],
)
def test_calls_that_make_no_sense_are_not_the_same(tmp_path, original, written):
    path = edited(original, tmp_path, with_call(written))
    found = Trace.load(path).verify()
    assert len(found.mismatches) + len(found.unknown) > 10


def changed(place, content):
    """Return an edit of what stands at a place of every step's record."""

    def edit(number, slug, record):
        record = json.loads(json.dumps(record))
        inside = record
        for key in place[:-1]:
            if not inside[key]:
                return None
            inside = inside[key]
        inside[place[-1]] = content
        return slug, record

    return edit


# Places: 2 span, 4 parent, 5 depth, 10 operations; in one, 3 span, 5 operands,
# 6 parameters; in a value, 2 digest, 7 shape, 8 dtype, 9 strides.
@pytest.mark.parametrize(
    "place, content",
    [
        ((5,), 10**9),
        ((5,), -1),
        ((5,), True),
        ((2, 1), 0),
        ((2, 1), 10**6),
        ((2, 2), -1),
        ((2, 3), 10**9),
        ((2, 4), 1.5),
        ((10, 0, 3, 1), -5),
        ((10, 0, 3, 3), 10**7),
        ((10, 0, 3, 0), "elsewhere.py"),
        ((10, 0, 5, 0, 2), "0" * 32),
        ((10, 0, 5, 0, 2), "x" * 1_000_000),
        ((10, 0, 5, 0, 7), [10**9, 10**9]),
        ((10, 0, 5, 0, 7), [1]),
        ((10, 0, 5, 0, 8), "<f4"),
        ((10, 0, 5, 0, 8), "<U999999"),
        ((10, 0, 5, 0, 9), [8, 8, 8, 8]),
        ((10, 0, 6, "axis"), 99),
        ((10, 0, 6, "axis"), -99),
    ],
)
def test_places_and_sizes_that_do_not_fit_are_refused(
    tmp_path, original, place, content
):
    path = edited(original, tmp_path, changed(place, content))
    for command in (show, verify):
        done = CliRunner().invoke(command, [str(path)])
        assert done.exit_code == 1 and isinstance(done.exception, SystemExit)
        assert done.output.count("\n") == 1 and "is damaged" in done.output
        assert len(done.output) < 1000


@pytest.mark.parametrize("column", ["digest", "dtype", "shape", "data"])
@pytest.mark.parametrize(
    "content", ["NULL", "7", "'x'", "x'00'", "zeroblob(10)", "-1", "1e99"]
)
def test_columns_of_another_kind_are_refused(tmp_path, original, column, content):
    path = tmp_path / "edited.trace"
    shutil.copy(original[0], path)
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE arrays SET {column} = {content} WHERE number = 3")
    connection.commit()
    connection.close()
    with pytest.raises(TraceError, match="is damaged"):
        [value.array for value in values(Trace.load(path))]


def test_one_bit_of_an_array_is_found(original):
    trace, compared = original[1], 0
    for step, operation in trace.operations():
        if operation.kind == "view":
            continue
        value = operation.result
        data = bytearray(value.array.tobytes())
        data[-1] ^= 1
        changed = np.frombuffer(bytes(data), value.dtype).reshape(value.shape)
        false = dataclasses.replace(value, arrays={value.digest: changed})
        reason = recompute.difference(dataclasses.replace(operation, results=(false,)))
        assert "1 of" in reason and "differ" in reason, step.slug
        assert recompute.difference(operation) == ""
        compared += 1
    assert compared > 10


def twice(x):
    return x + x


@pytest.mark.parametrize(
    "values, other",
    [
        (np.array([1, 2], "m8[s]"), "m8[D]"),  # the same bytes
        (np.zeros((0, 3)), np.float32),  # no bytes
        (np.zeros(4), "S8"),
        (np.zeros(4), np.int64),
        (np.ones(4), ">f8"),
    ],
)
def test_another_type_is_found_whatever_the_bytes(values, other):
    ((_, operation),) = record(twice, values).operations()
    false = (
        operation.result.array.view(other)
        if values.size
        else np.zeros(values.shape, other)
    )
    value = dataclasses.replace(
        operation.result, arrays={operation.result.digest: false}
    )
    assert recompute.difference(operation) == ""
    assert recompute.difference(dataclasses.replace(operation, results=(value,))) == (
        f"dtype {operation.result.dtype}, not {np.dtype(other)}"
    )


def false_trace(original, tmp_path):
    """Return a file whose sigmoid is recorded as -x being x."""

    def edit(number, slug, content):
        for operation in content[10]:
            if operation[1] == "negative":
                operation[7] = operation[5]
        return slug, content

    return edited(original, tmp_path, edit)


def test_verify_names_the_step_that_differs(tmp_path, original):
    done = CliRunner().invoke(verify, [str(false_trace(original, tmp_path))])
    assert done.exit_code == 1
    assert "hidden-neurons-output-neurons/hidden-neurons/return" in (done.output)
    count = len(list(Trace.load(original[0]).operations()))
    assert f"{count} operations computed again" in done.output
    assert "-x" in done.output
    assert f"{count - 2} the same bit for bit, 2 not" in done.output
    fine = CliRunner().invoke(verify, [str(original[0])])
    assert fine.exit_code == 0 and "0 not" in fine.output


def test_no_control_characters_reach_the_terminal(tmp_path, original):
    nasty = "\x1b[2J\x07\x00\x9b\u202e\udc80"

    def edit(number, slug, content):
        content[1] = content[3] = content[7] = nasty
        content[8], content[11] = [nasty], nasty
        for operation in content[10]:
            operation[1] = operation[2] = operation[4] = nasty
            operation[6][nasty] = nasty
            for value in operation[5] + operation[7]:
                value[0] = value[1] = nasty
        return slug, content

    path = edited(original, tmp_path, edit)
    with pytest.raises(TraceError):
        Trace.load(path)  # its functions are not in the file
    trace = original[1]
    step = dataclasses.replace(
        trace.steps[1], text=nasty, function=nasty, call_expression=nasty, error=nasty
    )
    trace = dataclasses.replace(
        trace, steps=(step,), error=nasty, call=nasty, about={nasty: nasty}
    )
    for text in (step_table(trace), step_details(step)):
        assert all(letter == "\n" or letter.isprintable() for letter in text)
        text.encode()
    done = CliRunner().invoke(show, [str(path)])
    assert done.exit_code == 1
    assert all(letter == "\n" or letter.isprintable() for letter in done.output)
