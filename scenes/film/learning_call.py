"""Where the code that a history was made with learns an image."""

import ast

from network.runs.history import History
from network.trace import Span


def learning_call(history: History) -> Span | None:
    """The Span of the call of a method `learn` in the function shown."""
    about = history.about
    try:
        tree = ast.parse(about.text)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "learn"
            and about.first_line <= node.lineno <= about.last_line
        ):
            assert node.end_lineno and node.end_col_offset
            return Span(
                about.file,
                node.lineno,
                node.col_offset,
                node.end_lineno,
                node.end_col_offset,
            )
    return None
