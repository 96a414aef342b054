"""A trace as text for a terminal.

A trace file may come from anywhere: nothing of it reaches the terminal but
characters that print.
"""

import numpy as np

_WIDEST_EXPRESSION = 60
_FEW_VALUES = 4
_ROWS = 8
_LONGEST_LINE = 1000
_DEEPEST = 40  # steps in steps that are moved to the right


def printable(text):
    """Return text with what does not print as escapes, line ends kept."""
    return "".join(
        letter
        if letter == "\n" or letter.isprintable()
        else letter.encode("unicode_escape", "surrogatepass").decode()
        for letter in text
    )


def step_table(trace):
    """Return a line for each operation, below its step."""
    lines = [f"{_short(trace.call)}: {len(trace.steps)} steps"]
    lines += [f"{key}: {value}"[:_LONGEST_LINE] for key, value in trace.about.items()]
    for step in trace.steps:
        indent = "  " * min(step.depth, _DEEPEST)
        own = step.slug.rpartition("/")[2]
        lines.append(f"{indent}{step.span.line:>4}  {own}  {_short(step.text)}")
        lines += [
            f"{indent}        {_operation_line(operation)}"
            for operation in step.operations
        ]
        if step.error:
            lines.append(f"{indent}        error: {_short(step.error)}")
    if not trace.complete:
        lines.append("... interrupted here")
    if trace.error:
        lines.append(f"ended with {trace.error:.{_LONGEST_LINE}}")
    return printable("\n".join(lines))


def _operation_line(operation):
    shapes = ", ".join(_shape(value) for value in operation.operands)
    results = ", ".join(
        f"{_shape(value)} {_few_values(value)}" for value in operation.results
    )
    arrow = "changes" if operation.in_place else "->"
    return (
        f"{_short(operation.expression)}  [{_short(operation.function)}] "
        f"{shapes} {arrow} {results}"
    )


def step_details(step):
    """Return everything about one step."""
    span = step.span
    lines = [
        f"{step.slug}",
        f"{span.file}:{span.line}, in {step.function}",
        "",
        step.text,
        "",
    ]
    if step.call_expression:
        lines.insert(2, f"called by {_short(step.call_expression)}")
    for operation in step.operations:
        place = operation.span
        lines.append(
            f"{operation.expression}   [{operation.function}, "
            f"{operation.kind}] line {place.line}, columns "
            f"{place.column} to {place.end_column}"
        )
        lines += [
            f"  {key} = {value}"
            for key, value in operation.parameters.items()
            if key != "call"
        ]
        lines += [_value_text("of", value) for value in operation.operands]
        lines += [_value_text("gives", value) for value in operation.results]
    lines += [_value_text("assigned", value) for value in step.assigned]
    if step.error:
        lines.append(f"error: {step.error}")
    return printable("\n".join(lines))


def _value_text(role, value):
    name = value.name or _short(value.expression) or "(unnamed)"
    with np.printoptions(
        threshold=_ROWS * _FEW_VALUES, precision=4, edgeitems=2, linewidth=70
    ):
        cells = str(value.array).replace("\n", "\n    ")
    return f"  {role} {name} {_shape(value)} {value.dtype}\n    {cells}"


def _shape(value):
    if value.is_scalar:
        return _number(value.array[()])
    return " x ".join(map(str, value.shape)) or "0-d"


def _few_values(value):
    if value.is_scalar:
        return ""
    cells = [_number(cell) for cell in value.array.flat[:_FEW_VALUES]]
    more = ["..."] if value.array.size > _FEW_VALUES else []
    return "(" + " ".join(cells + more) + ")"


def _number(cell):
    return f"{cell:.4g}" if cell.dtype.kind in "fc" else str(cell)


def _short(text):
    text = " ".join(text.split())
    if len(text) > _WIDEST_EXPRESSION:
        return text[: _WIDEST_EXPRESSION - 3] + "..."
    return text
