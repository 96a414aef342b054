"""The lines of a function as the source panel shows them."""

import ast
from functools import lru_cache

from network.trace import source_lines
from scenes.reading.parsed_source import parsed_source

MOST_LINES = 18  # longer functions are shown around the running statement


def listed(trace, function, statement):
    """(file, name, lines) of a function of the trace, as a Listing has them.

    The docstring and blank lines are left out; the line numbers are the
    file's. Of a long function only the lines around the statement are shown.

    Args:
        function: qualified name.
        statement: the Span that runs, or None.
    """
    record = trace.functions.get(function)
    if record is None or record.file not in trace.sources:
        return "", function, ()
    source = _lines(trace.sources[record.file])
    left_out = {
        number
        for first, last in docstrings(trace.sources[record.file])
        for number in range(first, last + 1)
    }
    lines = [
        (number, source[number - 1])
        for number in range(record.first_line, min(record.last_line, len(source)) + 1)
        if number not in left_out and source[number - 1].strip()
    ]
    shown = _around(tuple(lines), statement)
    return record.file, function.replace(".<locals>", ""), shown


# Each statement of a film is listed: a file is read once for all of them.
@lru_cache(maxsize=8)
def _lines(source):
    return tuple(source_lines(source))


@lru_cache(maxsize=64)
def docstrings(source):
    """(first, last) line of each docstring of a source, which a film and its
    page leave out; those of what cannot be parsed are shown, too."""
    tree = parsed_source(source)
    documented = ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef
    return tuple(
        (node.body[0].lineno, node.body[0].end_lineno)
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, documented)
        and ast.get_docstring(node, clean=False) is not None
    )


def _around(lines, statement):
    if len(lines) <= MOST_LINES:
        return lines
    middle = next(
        (
            k
            for k, (number, _) in enumerate(lines)
            if statement and number >= statement.line
        ),
        0,
    )
    start = min(max(middle - MOST_LINES // 2, 1), len(lines) - MOST_LINES + 2)
    end = start + MOST_LINES - 2
    left_out = ((0, None),)
    return (
        *lines[:1],
        *(left_out if start > 1 else ()),
        *lines[start:end],
        *(left_out if end < len(lines) else ()),
    )
