"""FORMAT.md is enough to read a trace: with sqlite3, json and numpy alone.

What is read is compared with what the recorder saw. The order of a record's
items is taken from the page, so that a wrong one there is found, too.
"""

import hashlib
import json
import operator
import re
import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from tests.recorded_calls import CALLS

PAGE = Path(__file__).parents[3] / "network" / "trace" / "FORMAT.md"
TEXT = PAGE.read_text(encoding="utf-8")


def rows_of(heading):
    """The rows of the page's table under a heading row, cell by cell."""
    lines = TEXT.split("\n")
    start = lines.index(heading) + 2
    for line in lines[start:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


TABLES = {
    name.strip("`"): re.findall(r"`(\w+)`", columns)
    for name, columns, _ in rows_of("| table | columns | a row for |")
}
(VIEW,) = re.findall(r"view\n?`(\w+)` \((.*?)\)", TEXT, re.DOTALL)
# "[operands: values]" is called "operands".
ITEMS = {
    of: [item.strip(" []").split(":")[0] for item in items.split(",")]
    for of, items in rows_of("| of | items |")
}
HEADER = [key.strip("`") for key, _ in rows_of("| key | what it is |")]
KINDS = {
    kind.strip("`").split("`")[0]
    for kind, _ in rows_of("| kind | `function` is called as |")
}
PRAGMAS = dict(rows_of("| pragma | value |"))


def opened(path):
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


def rows(trace, table):
    """The rows of a table without their checksums, which must be right."""
    for *columns, checksum in trace.execute(
        f"SELECT * FROM {table} ORDER BY number"
    ):
        told = "\0".join([table, *map(str, columns)]).encode()
        assert hashlib.blake2b(told, digest_size=8).hexdigest() == checksum
        yield columns


def arrays(trace):
    """The array of each digest, which must be that of what is there."""
    found = {}
    for _, digest, dtype, shape, data in trace.execute("SELECT * FROM arrays"):
        shape = tuple(int(length) for length in shape.split(",") if length)
        whole = hashlib.sha256(f"{dtype}{shape}".encode() + data)
        assert whole.hexdigest()[:32] == digest
        found[digest] = np.frombuffer(
            data, np.dtype(dtype).newbyteorder("<")
        ).reshape(shape)
    return found


def named(of, record):
    """A record's items by the names that the page gives them."""
    return dict(zip(ITEMS[of], record, strict=True))


def header_of(trace):
    ((_, record),) = rows(trace, "header")
    return json.loads(record)


def steps_of(trace):
    """(slug, a step's items) of every step."""
    for place, (number, slug, written) in enumerate(rows(trace, "steps")):
        assert number == place
        yield slug, named("a step", json.loads(written))


def check_span(written, span):
    assert named("a span", written) == {
        item: getattr(span, item.replace(" ", "_")) for item in ITEMS["a span"]
    }


def check_values(written, values, content):
    """Compare values read with those that the recorder saw."""
    assert len(written) == len(values)
    for one, value in zip(written, values):
        told = named("a value", one)
        read = content[told["digest"]]
        for item in ITEMS["a value"]:
            seen = getattr(value, item.replace(" ", "_"))
            if item == "dtype":
                seen = seen.str
            assert told[item] == (
                list(seen) if isinstance(seen, tuple) else seen
            )
        assert read.shape == value.shape
        np.testing.assert_array_equal(read, value.array)
        assert read.dtype == value.dtype.newbyteorder("<")


def check_operation(written, operation, content):
    told = named("an operation", written)
    check_span(told.pop("span"), operation.span)
    check_values(told.pop("operands"), operation.operands, content)
    check_values(told.pop("results"), operation.results, content)
    assert told.pop("parameters") == json.loads(
        json.dumps(operation.parameters)
    )
    assert told == {
        item: getattr(operation, item.replace(" ", "_")) for item in told
    }


# Of np.empty_like, which "outputs" begins with, each run has another content.
@pytest.mark.parametrize("name", [one for one in CALLS if one != "outputs"])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_the_recorder_saw_is_read(name, tmp_path):
    seen = recorded(name)
    recorded(name, path=tmp_path / "a.trace")
    trace = opened(tmp_path / "a.trace")
    content, header = arrays(trace), header_of(trace)
    read = list(steps_of(trace))

    assert list(header) == HEADER
    assert (header["call"], header["error"], header["complete"]) == (
        seen.call,
        None,
        True,
    )
    for part in ("inputs", "attributes", "results"):
        check_values(header[part], getattr(seen, part), content)
    assert header["counts"] == {
        "steps": len(read),
        "arrays": len(content),
        "functions": len(seen.functions),
        "sources": len(seen.sources),
    }

    assert len(read) == len(seen.steps)
    for (slug, told), step in zip(read, seen.steps):
        assert slug == step.slug
        check_span(told["span"], step.span)
        if step.call is None:
            assert told["call"] is None
        else:
            check_span(told["call"], step.call)
        check_values(told["assigned"], step.assigned, content)
        for item in (
            "function",
            "text",
            "parent",
            "depth",
            "call expression",
            "error",
        ):
            assert told[item] == getattr(step, item.replace(" ", "_"))
        assert tuple(told["targets"]) == step.targets
        assert len(told["operations"]) == len(step.operations)
        for written, operation in zip(told["operations"], step.operations):
            check_operation(written, operation, content)
    ends = [told["sequence"] for _, told in read]
    assert sorted(ends) == list(range(len(read)))


def recorded(name, **options):
    call, arguments = CALLS[name]()
    return record(call, *arguments, **options)


@pytest.mark.parametrize("name", ["digit network learns", "views"])
def test_functions_and_sources_are_read(name, tmp_path):
    seen = recorded(name)
    recorded(name, path=tmp_path / "a.trace")
    trace = opened(tmp_path / "a.trace")
    assert {
        file: text for _, file, text in rows(trace, "sources")
    } == seen.sources
    for _, key, written in rows(trace, "functions"):
        told = named("a function", json.loads(written))
        told["parameters"] = tuple(told["parameters"])
        assert told == {
            item: getattr(seen.functions[key], item.replace(" ", "_"))
            for item in ITEMS["a function"]
        }


def argument(written, operands):
    """An argument from its form, as the page lists the forms."""
    if not isinstance(written, dict):
        return (
            [argument(one, operands) for one in written]
            if isinstance(written, list)
            else written
        )
    match written:
        case {"operand": number, "as": kind}:
            kinds = {
                "bool": bool,
                "int": int,
                "float": float,
                "complex": complex,
            }
            return kinds[kind](operands[number])
        case {"operand": number}:
            return operands[number]
        case {"tuple": items}:
            return tuple(argument(one, operands) for one in items)
        case {"slice": parts}:
            return slice(*(argument(one, operands) for one in parts))
        case {"ellipsis": True}:
            return ...
        case {"dtype": text}:
            return np.dtype(text)
        case {"complex": [real, imaginary]}:
            return complex(real, imaginary)
    raise LookupError(f"the page has no form {written}")


def function_of(told):
    """What an operation calls, as the page's tables say."""
    call, name = told["parameters"].get("call", {}), told["function"]
    if "operator" in call:
        return getattr(operator, call["operator"])
    if "attribute" in call:
        return operator.attrgetter(call["attribute"])
    if "method" in call:
        return lambda array, *args, **kwargs: getattr(array, name)(
            *args, **kwargs
        )
    if told["kind"] == "index":
        return operator.getitem
    if told["kind"] == "assign":
        return operator.setitem
    method = told["kind"].partition(".")[2]
    return operator.attrgetter(f"{name}.{method}" if method else name)(np)


def laid_out(told, content):
    """The operands where they lay in memory: what is shared is shared."""
    values = [named("a value", one) for one in told["operands"]]
    starts, ends = {}, {}
    for value in values:
        reach = [
            (length - 1) * stride
            for length, stride in zip(value["shape"], value["strides"])
            if length
        ]
        low = value["offset"] + sum(one for one in reach if one < 0)
        high = value["offset"] + sum(one for one in reach if one > 0)
        memory = value["memory"]
        starts[memory] = min(low, starts.get(memory, low))
        ends[memory] = max(high + 64, ends.get(memory, 0))
    blocks = {
        memory: np.zeros(ends[memory] - starts[memory], np.uint8)
        for memory in starts
    }
    arrays = {}
    for value in values:
        if not value["is scalar"]:
            array = arrays[value["identity"]] = np.ndarray(
                value["shape"],
                value["dtype"],
                blocks[value["memory"]],
                value["offset"] - starts[value["memory"]],
                value["strides"],
            )
            array[...] = content[value["digest"]]
    return [
        content[value["digest"]][()]
        if value["is scalar"]
        else arrays[value["identity"]]
        for value in values
    ]


def computed_again(told, content):
    """The results of an operation, a list, from its operands."""
    operands = laid_out(told, content)
    call = told["parameters"].get(
        "call",
        {"args": [{"operand": place} for place in range(len(operands))]},
    )
    result = function_of(told)(
        *(argument(one, operands) for one in call["args"]),
        **{
            key: argument(one, operands)
            for key, one in call.get("kwargs", {}).items()
        },
    )
    if told["in place"]:
        changed = {
            named("a value", one)["identity"]: operand
            for one, operand in zip(told["operands"], operands)
        }
        return [
            changed[named("a value", one)["identity"]]
            for one in told["results"]
        ]
    if result is None:  # np.copyto where nothing was to be copied
        return []
    return list(result) if isinstance(result, (list, tuple)) else [result]


def cannot_be_computed(told):
    return (
        told["kind"] == "gap"
        or told["function"] in ("empty", "empty_like")
        or "unknown" in json.dumps(told["parameters"])
    )


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_operations_can_be_computed_again(name, tmp_path):
    recorded(name, path=tmp_path / "a.trace")
    trace = opened(tmp_path / "a.trace")
    content, count = arrays(trace), 0
    for _, step in steps_of(trace):
        for told in (named("an operation", one) for one in step["operations"]):
            assert told["kind"] in KINDS or told["kind"].startswith("ufunc.")
            if cannot_be_computed(told):
                continue
            results = computed_again(told, content)
            expected = [
                content[named("a value", one)["digest"]]
                for one in told["results"]
            ]
            assert len(results) == len(expected)
            for result, one in zip(results, expected):
                result = np.asarray(result, one.dtype)
                assert result.tobytes() == one.tobytes()
            count += 1
    assert count > 0


def outer(x, look):
    doubled = inner(x, look)
    return doubled


def inner(x, look):
    y = x * 2
    look()
    return y


def test_a_file_that_is_being_written_is_read(tmp_path):
    path, seen = tmp_path / "a.trace", []

    def look():
        time.sleep(0.5)  # rows are committed several times a second
        trace = opened(path)
        trace.execute("BEGIN")
        seen.append((header_of(trace), dict(steps_of(trace)), arrays(trace)))
        trace.close()

    record(outer, np.arange(3.0), look, path=path, watch=[outer, inner])
    ((header, steps, content),) = seen
    assert (header["complete"], header["counts"]) == (False, {})
    assert {
        slug: (step["sequence"], len(step["operations"]))
        for slug, step in steps.items()
    } == {"doubled": (None, 0), "doubled/y": (0, 1)}
    (result,) = steps["doubled/y"]["assigned"]
    np.testing.assert_array_equal(
        content[named("a value", result)["digest"]], [0, 2, 4]
    )


def test_the_page_names_all_tables_and_columns(tmp_path):
    recorded("views", path=tmp_path / "a.trace")
    trace = opened(tmp_path / "a.trace")
    made = {
        name: [
            column
            for _, column, *_ in trace.execute(f"PRAGMA table_info({name})")
        ]
        for (name,) in trace.execute(
            "SELECT name FROM sqlite_master WHERE sql NOT NULL"
        )
    }
    view, columns = VIEW
    assert {**TABLES, view: re.findall(r"`(\w+)`", columns)} == made
    for pragma, value in PRAGMAS.items():
        number = re.search(r"0x[0-9A-F]+|(?<=: )\d+", value).group()
        assert trace.execute(f"PRAGMA {pragma.strip('`')}").fetchone() == (
            int(number, 0),
        )


@pytest.mark.parametrize(
    "query", re.findall(r'sqlite3 mine.trace "(.*)"', TEXT)
)
def test_the_queries_of_the_page_give_rows(query, tmp_path):
    recorded("digit network reads", path=tmp_path / "a.trace")
    assert opened(tmp_path / "a.trace").execute(query).fetchall()
