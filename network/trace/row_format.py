"""The trace file's tables, and what holds for each row of them.

A trace file is an SQLite database. Spans, values, steps and operations are
rows of JSON, each with a checksum over the whole row, so that damage anywhere
is found; arrays are rows of bytes under the hash of their content. A changed
layout gets a new FORMAT_VERSION.
"""

from hashlib import blake2b
from typing import Any

APPLICATION_ID = 0x6D725472  # "mrTr": tells a trace from other databases
FORMAT_VERSION = 2
READABLE_VERSIONS = (1, FORMAT_VERSION)  # in 1 no axes have names
PAGE_BYTES = 16384  # of the database; larger and smaller ones write slower
SCHEMA = (
    "CREATE TABLE header(number INTEGER PRIMARY KEY, record TEXT, checksum TEXT)",
    "CREATE TABLE functions(number INTEGER PRIMARY KEY, name TEXT,"
    " record TEXT, checksum TEXT)",
    "CREATE TABLE sources(number INTEGER PRIMARY KEY, file TEXT, text TEXT,"
    " checksum TEXT)",
    "CREATE TABLE arrays(number INTEGER PRIMARY KEY, digest TEXT,"
    " dtype TEXT, shape TEXT, data BLOB)",
    "CREATE TABLE steps(number INTEGER PRIMARY KEY, slug TEXT,"
    " record TEXT, checksum TEXT)",
    # For whoever explores a trace with SQL; nothing here reads it.
    "CREATE VIEW operations AS SELECT value->>0 AS number, steps.number"
    " AS step, steps.slug, value->>1 AS function, value->>2 AS kind,"
    " value->>4 AS expression FROM steps, json_each(record, '$[10]')",
)
# Of a recording that has just begun.
NEW_HEADER: dict[str, Any] = {
    "call": "",
    "about": {},
    "recorded_with": {},
    "axes": {},
    "inputs": [],
    "attributes": [],
    "results": [],
    "error": None,
    "complete": False,
    "counts": {},
}


def checksum(table, *columns):
    """Return the checksum of a row: 64 bits over all of its columns."""
    row = "\0".join([table, *map(str, columns)])
    return checksum_of(row)


def checksum_of(row):
    """Return the checksum of a row: its table and columns, a zero between them."""
    return blake2b(row.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
