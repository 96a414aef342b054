"""FORMAT.md is enough to read a trace: with sqlite3, json and numpy alone.

What is read is compared with what the recorder saw.
"""

import json
import re
import time

import numpy as np
import pytest

from network.recorder import record
from tests.recorded_calls import CALLS
from tests.trace_page import (
    HEADER,
    ITEMS,
    KINDS,
    PRAGMAS,
    TABLES,
    TEXT,
    VIEW,
    arrays,
    cannot_be_computed,
    computed_again,
    header_of,
    named,
    opened,
    rows,
    steps_of,
)


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
            assert told[item] == (list(seen) if isinstance(seen, tuple) else seen)
        assert read.shape == value.shape
        np.testing.assert_array_equal(read, value.array)
        assert read.dtype == value.dtype.newbyteorder("<")


def check_operation(written, operation, content):
    told = named("an operation", written)
    check_span(told.pop("span"), operation.span)
    check_values(told.pop("operands"), operation.operands, content)
    check_values(told.pop("results"), operation.results, content)
    assert told.pop("parameters") == json.loads(json.dumps(operation.parameters))
    assert told == {item: getattr(operation, item.replace(" ", "_")) for item in told}


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
        for item in ("function", "text", "parent", "depth", "call expression", "error"):
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
    assert {file: text for _, file, text in rows(trace, "sources")} == seen.sources
    for _, key, written in rows(trace, "functions"):
        told = named("a function", json.loads(written))
        told["parameters"] = tuple(told["parameters"])
        assert told == {
            item: getattr(seen.functions[key], item.replace(" ", "_"))
            for item in ITEMS["a function"]
        }


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
                content[named("a value", one)["digest"]] for one in told["results"]
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
        name: [column for _, column, *_ in trace.execute(f"PRAGMA table_info({name})")]
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


@pytest.mark.parametrize("query", re.findall(r'sqlite3 mine.trace "(.*)"', TEXT))
def test_the_queries_of_the_page_give_rows(query, tmp_path):
    recorded("digit network reads", path=tmp_path / "a.trace")
    assert opened(tmp_path / "a.trace").execute(query).fetchall()
