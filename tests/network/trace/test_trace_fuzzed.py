"""Anything at any place of a trace's records, checksums right: one sentence."""

import json
import random
import shutil
import sqlite3

import numpy as np
import pytest
from click.testing import CliRunner

from network.cli.trace_commands import show, verify
from network.recorder import record
from network.trace import row_format as rows

pytestmark = pytest.mark.broad

TABLES = "header", "functions", "steps"
TRIES = 60
ODD = [
    None,
    -1,
    7,
    10**18,
    10**30,
    1e308,
    float("nan"),
    "",
    "x" * 100_000,
    "\x00\x1b[31m\u202e",
    [],
    {},
    [[]],
    json.loads("[" * 90 + "]" * 90),
    True,
    [-1],
    ["a"],
    {"operand": 0},
    "../../x",
    "<f8",
    "|O",
    "sum",
]


def mixed(x):
    """Something of each form that arguments are written in."""
    y = np.repeat(np.sum(x, axis=1), 3)
    z = x[:, [0, 0, 1]]
    z += np.linspace(0, 1, 3)
    return z @ z.T, y[..., None] * 2


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    path = tmp_path_factory.mktemp("original") / "a.trace"
    record(mixed, np.arange(12.0).reshape(3, 4), path=path)
    return path


def places(node, above=()):
    """The place of each item of JSON, a tuple of keys."""
    inside = node.items() if isinstance(node, dict) else enumerate(node)
    for key, item in inside if isinstance(node, (dict, list)) else ():
        yield (*above, key)
        if isinstance(item, (dict, list)):
            yield from places(item, (*above, key))


def changed(text, choose):
    """JSON with something odd in one place, or without it."""
    content = json.loads(text)
    place = choose.choice(list(places(content)))
    around = content
    for key in place[:-1]:
        around = around[key]
    if choose.random() < 0.15:
        del around[place[-1]]
    else:
        around[place[-1]] = choose.choice(ODD)
    return json.dumps(content)


@pytest.mark.parametrize("seed", range(8))
def test_one_sentence_or_the_trace(tmp_path, original, seed):
    choose, path, refused = random.Random(seed), tmp_path / "a.trace", 0
    for _ in range(TRIES):
        shutil.copy(original, path)
        connection = sqlite3.connect(path)
        table = choose.choice(TABLES)
        row = list(
            choose.choice(connection.execute(f"SELECT * FROM {table}").fetchall())
        )
        row[-2] = changed(row[-2], choose)
        row[-1] = rows.checksum(table, *row[:-1])
        marks = ",".join("?" * len(row))
        connection.execute(f"REPLACE INTO {table} VALUES ({marks})", row)
        connection.commit()
        connection.close()
        for command in (show, verify):
            done = CliRunner().invoke(command, [str(path)])
            assert isinstance(done.exception, (SystemExit, type(None))), row
            assert len(done.output) < 100_000, row
        if done.exit_code and "is damaged" in done.output:
            assert done.output.count("\n") == 1
            refused += 1
    assert refused > TRIES / 3
