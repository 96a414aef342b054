"""Read a trace file: everything but the arrays, which come when asked for."""

from pathlib import Path

from network.trace.read_only import damage_of, damaged, is_copy, open_for_reading
from network.trace.row_reading import (
    RowReader,
    read_array_kind,
    read_function,
    read_header,
    read_source,
)
from network.trace.source_lines import source_lines
from network.trace.store import FileArrays

_ARRAYS = (
    "SELECT number, digest, dtype, shape,"
    " CASE typeof(data) WHEN 'blob' THEN length(data) END FROM arrays"
)


def read_trace(path, kind):
    """Return the trace of a file; see `Trace.load`.

    Args:
        kind: the class to make it of, network.trace.Trace.
    """
    path = Path(path)
    connection = open_for_reading(path)
    arrays = FileArrays(path)
    try:
        # One transaction: a writer at work does not change what is read.
        with damage_of(path):
            connection.execute("BEGIN")
            trace = _read(connection, path, arrays, kind)
            connection.execute("COMMIT")
        if trace.complete or is_copy(connection):
            arrays.keep_open(connection)
        return trace
    finally:
        if not arrays.is_open:
            connection.close()


def _read(connection, path, arrays, kind):
    rows = connection.execute("SELECT * FROM header").fetchall()
    if len(rows) != 1:
        raise damaged(path, "its header is missing")
    header = read_header(*rows[0])
    is_complete = header["complete"]
    for number, *row in connection.execute(_ARRAYS):
        digest, of_kind = read_array_kind(number, *row)
        arrays.rows[digest], arrays.kinds[digest] = number, of_kind
    reader = RowReader(arrays)
    functions = [
        read_function(*row)
        for row in connection.execute("SELECT * FROM functions ORDER BY number")
    ]
    sources = [
        read_source(*row)
        for row in connection.execute("SELECT * FROM sources ORDER BY number")
    ]
    steps = _read_steps(connection, reader, path, is_complete)
    trace = kind(
        header["call"],
        steps,
        reader.values(header["inputs"]),
        reader.values(header["attributes"]),
        reader.values(header["results"]),
        header["error"],
        is_complete,
        header["about"],
        dict(sources),
        {function.name: function for function in functions},
        header["recorded_with"],
        {name: tuple(names) for name, names in header["axes"].items()},
    )
    _check_whole(trace, arrays, header["counts"], path)
    return trace


def _read_steps(connection, reader, path, is_complete):
    steps, sequences = [], []
    for row in connection.execute("SELECT * FROM steps ORDER BY number"):
        sequence, step = reader.step(*row)
        steps.append(step)
        if sequence is not None:
            sequences.append(sequence)
    if sorted(sequences) != list(range(len(sequences))) or (
        is_complete and len(sequences) != len(steps)
    ):
        raise damaged(path, "steps are missing")
    return tuple(steps)


def _spans(step):
    yield step.span
    if step.call is not None:
        yield step.call
    for operation in step.operations:
        yield operation.span


def _check_whole(trace, arrays, counts, path):
    """Compare with the counts that a finished file has in its header."""
    numbers = {step.number for step in trace.steps}
    lines = {file: len(source_lines(text)) for file, text in trace.sources.items()}
    for function in trace.functions.values():
        if function.file not in lines:
            raise damaged(path, f"the source {function.file} is missing")
        if function.last_line > lines[function.file]:
            raise damaged(path, f"{function.name} stands after its source")
    for step in trace.steps:
        if step.parent is not None and step.parent not in numbers:
            raise damaged(path, f"{step.slug} has lost the step around it")
        if step.function not in trace.functions:
            raise damaged(path, f"{step.function} is missing")
        for span in _spans(step):
            if span.file not in lines:
                raise damaged(path, f"the source {span.file} is missing")
            if span.end_line > lines[span.file]:
                raise damaged(path, f"{step.slug} stands after its source")
    found = {
        "steps": len(trace.steps),
        "arrays": len(arrays),
        "functions": len(trace.functions),
        "sources": len(trace.sources),
    }
    if trace.complete and found != counts:
        raise damaged(path, f"expected {counts}, found {found}")
