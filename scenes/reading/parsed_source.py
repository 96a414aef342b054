"""The tree of a source, as Python parses it."""

import ast
from functools import lru_cache

MOST = 2_000_000  # letters; nothing is looked for in a longer file


@lru_cache(maxsize=8)
def parsed_source(source: str) -> ast.Module | None:
    """The tree of a source, parsed once; None where it is no Python, or too long."""
    if len(source) > MOST:
        return None
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
