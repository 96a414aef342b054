"""What a name in a comment about a shape, "# (H, 784)", stands for."""

import re
from dataclasses import dataclass

from network.trace import source_lines
from scenes.reading.layer_names import layer_named

# At the start of the comment and with a comma: "# (H, 1)" or "# (N,)", but
# not "# doubled (in place)".
_SHAPE = re.compile(r"#\s*\((\w+,[\w, ]*)\)")


@dataclass(frozen=True)
class Symbol:
    """A name that stands for a number of rows or columns.

    Attributes:
        name: as in the comments.
        count: what it is in the trace.
        layer: whose neurons it counts, or "".
    """

    name: str
    count: int
    layer: str


def symbols_of(trace):
    """The Symbols of a trace, from the shapes that it recorded.

    A name that stands for different numbers is left out. A symbol's layer is
    that of the first column of so many numbers that has one.

    Args:
        trace: a network.trace.Trace; another record has none.
    """
    lines = {file: source_lines(text) for file, text in trace.sources.items()}
    found = {}
    for step in getattr(trace, "steps", ()):
        for symbol in _in_step(trace, step, lines):
            found.setdefault(symbol.name, []).append(symbol)
    return tuple(
        next((one for one in same if one.layer), same[0])
        for _, same in sorted(found.items())
        if len({one.count for one in same}) == 1
    )


def symbols_in(symbols, lines):
    """Those of some Symbols that lines of source mention, a tuple."""
    named = {size for line in lines for size in _sizes(line or "")}
    return tuple(one for one in symbols if one.name in named)


def _in_step(trace, step, lines):
    """The Symbols in the comment of a statement."""
    function = trace.functions.get(step.function)
    text = lines.get(function.file, []) if function else []
    text = text[step.span.line - 1 : step.span.end_line]
    sizes = next(filter(None, map(_sizes, text)), ())
    shape = step.assigned[0].shape if step.assigned else ()
    if len(sizes) != len(shape):
        return
    layer = layer_named(step.targets[0]) if step.targets and shape[1:] == (1,) else ""
    for size, count in zip(sizes, shape):
        if not size.isdigit():
            yield Symbol(size, count, layer)


def _sizes(line):
    """What a comment says a shape is: "# (H, 1)" -> ("H", "1")."""
    comment = _SHAPE.search(line)
    return (
        tuple(size.strip() for size in comment[1].split(",") if size.strip())
        if comment
        else ()
    )
