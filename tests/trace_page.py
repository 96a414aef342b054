"""A trace read by network/trace/FORMAT.md alone: sqlite3, json and numpy.

The order of a record's items is taken from the page, so that a wrong one there
is found by whoever compares. Nothing is imported from network.
"""

import hashlib
import json
import operator
import re
import sqlite3
from pathlib import Path

import numpy as np

PAGE = Path(__file__).parents[1] / "network" / "trace" / "FORMAT.md"
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
    for *columns, checksum in trace.execute(f"SELECT * FROM {table} ORDER BY number"):
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
        found[digest] = np.frombuffer(data, np.dtype(dtype).newbyteorder("<")).reshape(
            shape
        )
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
            kinds = {"bool": bool, "int": int, "float": float, "complex": complex}
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
        return lambda array, *args, **kwargs: getattr(array, name)(*args, **kwargs)
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
        memory: np.zeros(ends[memory] - starts[memory], np.uint8) for memory in starts
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
        "call", {"args": [{"operand": place} for place in range(len(operands))]}
    )
    result = function_of(told)(
        *(argument(one, operands) for one in call["args"]),
        **{key: argument(one, operands) for key, one in call.get("kwargs", {}).items()},
    )
    if told["in place"]:
        changed = {
            named("a value", one)["identity"]: operand
            for one, operand in zip(told["operands"], operands)
        }
        return [changed[named("a value", one)["identity"]] for one in told["results"]]
    if result is None:  # np.copyto where nothing was to be copied
        return []
    return list(result) if isinstance(result, (list, tuple)) else [result]


def cannot_be_computed(told):
    return (
        told["kind"] == "gap"
        or told["function"] in ("empty", "empty_like")
        or "unknown" in json.dumps(told["parameters"])
    )
