"""The lines of a function as the source panel shows them."""

import ast

from scenes.stage.source_panel import Listing
from scenes.symbols import note_about

MOST_LINES = 18  # longer functions are shown around the running statement


def listing_of(trace, function, statement, symbols=()):
    """The Listing of a function of the trace.

    The docstring and blank lines are left out; the line numbers are the
    file's. Of a long function only the lines around the statement are shown.

    Args:
        function: qualified name.
        statement: the Span that runs, or None.
        symbols: symbols.Symbol; those in the lines are told of.
    """
    record = trace.functions.get(function)
    if record is None or record.file not in trace.sources:
        return Listing("", function, ())
    source = trace.sources[record.file].splitlines()
    left_out = _docstring_lines(trace.sources[record.file], record)
    lines = [(number, source[number - 1])
             for number in range(record.first_line,
                                 min(record.last_line, len(source)) + 1)
             if number not in left_out and source[number - 1].strip()]
    shown = _around(tuple(lines), statement)
    return Listing(record.file, function.replace(".<locals>", ""), shown,
                   note_about(symbols, [text for _, text in shown]))


def _docstring_lines(source, record):
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) \
                and record.first_line <= node.lineno <= record.last_line \
                and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            return range(first.lineno, first.end_lineno + 1)
    return ()


def _around(lines, statement):
    if len(lines) <= MOST_LINES:
        return lines
    middle = next((k for k, (number, _) in enumerate(lines)
                   if statement and number >= statement.line), 0)
    start = min(max(middle - MOST_LINES // 2, 1),
                len(lines) - MOST_LINES + 2)
    kept = lines[start:start + MOST_LINES - 2]
    return lines[:1] + ((0, None),) + kept \
        + (((0, None),) if start + MOST_LINES - 2 < len(lines) else ())
