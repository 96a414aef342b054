"""Write the rows of a trace file.

A recording writes tens of thousands of values a second: their JSON is put
together from pieces, most of which have been written before.
"""

import functools
import json
from json.encoder import encode_basestring_ascii as _text

from network.trace.array_bytes import cells_as_kept, dtype_text
from network.trace.row_format import checksum

_MOST_PIECES = 10_000
_MOST_LETTERS = 2_000  # of a piece that is kept
_encode = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
_places: dict = {}  # id of a Span -> (it, the text there, JSON of both)
_parameters: dict = {}  # id of an operation's parameters -> (they, their JSON)


def array_row(number, digest, dtype, shape, data):
    """Return the columns of an array, its cells as `cell_bytes` gives them."""
    lengths = ",".join(map(str, shape))
    return number, digest, dtype_text(dtype), lengths, cells_as_kept(dtype, data)


def step_row(step, sequence):
    """Return the columns of a Step with its operations.

    Args:
        sequence: which one it is in order of their ends, from 0; None for
            one that has not ended.
    """
    call = 'null,""'
    if step.call is not None:
        call = _place(step.call, step.call_expression)
    record = (
        f"[{'null' if sequence is None else sequence}"
        f",{_text(step.function)},{_place(step.span, step.text)}"
        f",{'null' if step.parent is None else step.parent},{step.depth}"
        f",{call},{_texts(step.targets)}"
        f",[{','.join(map(_value, step.assigned))}]"
        f",[{','.join(map(_operation, step.operations))}]"
        f",{'null' if step.error is None else _text(step.error)}]"
    )
    columns = step.number, step.slug, record
    return *columns, checksum("steps", *columns)


def _operation(operation):
    parameters = operation.parameters
    return (
        f"[{operation.number},{_names(operation.function, operation.kind)}"
        f",{_place(operation.span, operation.expression)}"
        f",[{','.join(map(_value, operation.operands))}]"
        f",{_json_of(parameters) if parameters else '{}'}"
        f",[{','.join(map(_value, operation.results))}]"
        f",{'true' if operation.in_place else 'false'}]"
    )


def _value(value):
    return (
        f'[{_names(value.name, value.expression)},"{value.digest}"'
        f",{value.identity},{'null' if value.base is None else value.base}"
        f",{'true' if value.is_scalar else 'false'},{value.version}"
        f",{_layout(value.shape, value.dtype, value.strides)}"
        f",{value.memory},{value.offset}]"
    )


def _place(span, text):
    known = _places.get(id(span))
    if known is not None and known[1] == text:
        return known[2]
    numbers = span.line, span.column, span.end_line, span.end_column
    written = f"{_encode((span.file, *numbers))},{_text(text)}"
    # The span is kept, so that nothing else gets its id.
    return _kept(_places, id(span), (span, text, written))


def _json_of(parameters):
    known = _parameters.get(id(parameters))
    if known is not None:
        return known[1]
    return _kept(_parameters, id(parameters), (parameters, _encode(parameters)))


def _kept(pieces, key, piece):
    if len(piece[-1]) <= _MOST_LETTERS:
        if len(pieces) >= _MOST_PIECES:
            pieces.clear()
        pieces[key] = piece
    return piece[-1]


@functools.lru_cache(_MOST_PIECES)
def _names(*names):
    return ",".join(map(_text, names))


@functools.lru_cache(_MOST_PIECES)
def _texts(texts):
    return _encode(texts)


@functools.lru_cache(_MOST_PIECES)
def _layout(shape, dtype, strides):
    return f"{_encode(shape)},{_encode(dtype_text(dtype))},{_encode(strides)}"


def value_to_json(value):
    """Return a Value as a tuple, its array named by digest only."""
    return (
        value.name,
        value.expression,
        value.digest,
        value.identity,
        value.base,
        value.is_scalar,
        value.version,
        value.shape,
        dtype_text(value.dtype),
        value.strides,
        value.memory,
        value.offset,
    )


def function_row(number, record):
    """Return the columns of a FunctionRecord."""
    columns = (
        number,
        record.name,
        json.dumps(
            [
                record.name,
                record.file,
                record.first_line,
                record.last_line,
                record.parameters,
            ]
        ),
    )
    return *columns, checksum("functions", *columns)


def source_row(number, file, text):
    """Return the columns of a source file."""
    return number, file, text, checksum("sources", number, file, text)


def header_row(header):
    """Return the columns of the header, a dictionary."""
    record = json.dumps(header)
    return 0, record, checksum("header", 0, record)
