"""A trace as text for a terminal.

A trace file may come from anywhere: nothing of it reaches the terminal but
characters that print.
"""

import numpy as np

from network.trace.wished_language import SPOKEN, words_in

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


def step_table(trace, language=SPOKEN[0]):
    """Return a line for each operation, below its step.

    Args:
        language: one of SPOKEN, of what is not from the trace.
    """
    say = words_in(language)
    count, lines = len(trace.steps), []
    lines.append(f"{_short(trace.call)}{say(': ', '：')}{count}{say(' steps', ' 步')}")
    lines += [f"{key}: {value}"[:_LONGEST_LINE] for key, value in trace.about.items()]
    for step in trace.steps:
        indent = "  " * min(step.depth, _DEEPEST)
        own = step.slug.rpartition("/")[2]
        lines.append(f"{indent}{step.span.line:>4}  {own}  {_short(step.text)}")
        lines += [
            f"{indent}        {_operation_line(operation, say)}"
            for operation in step.operations
        ]
        if step.error:
            error = say("error: ", "错误：")
            lines.append(f"{indent}        {error}{_short(step.error)}")
    if not trace.complete:
        lines.append(say("... interrupted here", "……记录在此中断"))
    if trace.error:
        ended = say("ended with ", "以错误结束：")
        lines.append(f"{ended}{trace.error:.{_LONGEST_LINE}}")
    return printable("\n".join(lines))


def _operation_line(operation, say):
    shapes = ", ".join(_shape(value, say) for value in operation.operands)
    results = ", ".join(
        f"{_shape(value, say)} {_few_values(value)}" for value in operation.results
    )
    arrow = say("changes", "改写") if operation.in_place else "->"
    return (
        f"{_short(operation.expression)}  [{_short(operation.function)}] "
        f"{shapes} {arrow} {results}"
    )


def step_details(step, language=SPOKEN[0]):
    """Return everything about one step.

    Args:
        language: one of SPOKEN, of what is not from the trace.
    """
    span, say = step.span, words_in(language)
    where = say(", in ", "，在函数 ") + step.function + say("", " 中")
    lines = [f"{step.slug}", f"{span.file}:{span.line}{where}", "", step.text, ""]
    if step.call_expression:
        caller = _short(step.call_expression)
        lines.insert(2, f"{say('called by ', '由此调用：')}{caller}")
    for operation in step.operations:
        lines += _operation_texts(operation, say)
    assigned = say("assigned", "赋值")
    lines += [_value_text(assigned, value, say) for value in step.assigned]
    if step.error:
        lines.append(f"{say('error: ', '错误：')}{step.error}")
    return printable("\n".join(lines))


def _operation_texts(operation, say):
    """What was computed, with which parameters, from what, and what came out."""
    place = operation.span
    columns = f"{place.column}{say(' to ', ' 至 ')}{place.end_column}"
    where = say(
        f"line {place.line}, columns {columns}", f"第 {place.line} 行，第 {columns} 列"
    )
    yield (f"{operation.expression}   [{operation.function}, {operation.kind}] {where}")
    for key, value in operation.parameters.items():
        if key != "call":
            yield f"  {key} = {value}"
    for value in operation.operands:
        yield _value_text(say("of", "取自"), value, say)
    for value in operation.results:
        yield _value_text(say("gives", "得到"), value, say)


def _value_text(role, value, say):
    name = value.name or _short(value.expression) or say("(unnamed)", "（无名）")
    with np.printoptions(
        threshold=_ROWS * _FEW_VALUES, precision=4, edgeitems=2, linewidth=70
    ):
        cells = str(value.array).replace("\n", "\n    ")
    return f"  {role} {name} {_shape(value, say)} {value.dtype}\n    {cells}"


def _shape(value, say):
    if value.is_scalar:
        return _number(value.array[()])
    return " x ".join(map(str, value.shape)) or say("0-d", "0 维")


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
