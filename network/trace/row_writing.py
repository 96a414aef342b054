"""Write the rows of a trace file.

A recording writes tens of thousands of values a second: their JSON is put
together from pieces, most of which have been written before.
"""

import functools
import json
from collections.abc import Mapping
from json.encoder import encode_basestring_ascii as _text
from types import MappingProxyType

from network.trace.array_bytes import cells_as_kept, dtype_text
from network.trace.row_format import checksum, checksum_of

_MOST_PIECES = 10_000
_MOST_LETTERS = 2_000  # of a piece that is kept
_encode = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
_NO_VALUES: Mapping[str, str] = MappingProxyType({})
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
    number, slug = step.number, step.slug
    record = (
        f"[{'null' if sequence is None else sequence}"
        f",{_text(step.function)},{_place(step.span, step.text)}"
        f",{'null' if step.parent is None else step.parent},{step.depth}"
        f",{call},{_texts(step.targets)}"
        f",[{_values(step.assigned)}]"
        f",[{','.join(map(_operation, step.operations))}]"
        f",{'null' if step.error is None else _text(step.error)}]"
    )
    return number, slug, record, checksum_of(f"steps\0{number}\0{slug}\0{record}")


def _operation(operation):
    parameters = operation.parameters
    span, expression = operation.span, operation.expression
    known = _places.get(id(span))
    place = known[2] if known and known[1] is expression else _place(span, expression)
    return (
        f"[{operation.number},{_names(operation.function, operation.kind)},{place}"
        f",[{_values(operation.operands)}]"
        f",{_json_of(parameters) if parameters else '{}'}"
        f",[{_values(operation.results)}]"
        f",{'true' if operation.in_place else 'false'}]"
    )


def _values(values):
    written = []
    for value in values:
        name, expression = value.name, value.expression
        names = _names(name, expression) if name or expression else '"",""'
        if value.is_scalar and not value.version:  # as most are: in no memory
            written.append(
                f'[{names},"{value.digest}",{value.identity}'
                f",null,true,0,{_scalar_layout[value.dtype]},-1,0]"
            )
            continue
        base = value.base
        written.append(
            f'[{names},"{value.digest}",{value.identity}'
            f",{'null' if base is None else base}"
            f",{'true' if value.is_scalar else 'false'},{value.version}"
            f",{_layout(value.shape, value.dtype, value.strides)}"
            f",{value.memory},{value.offset}]"
        )
    return ",".join(written)


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


class _ScalarLayouts(dict):
    def __missing__(self, dtype):
        return self.setdefault(dtype, _layout((), dtype, ()))


_scalar_layout = _ScalarLayouts()  # dtype -> the `_layout` of a scalar of it


@functools.lru_cache(_MOST_PIECES)
def _layout(shape, dtype, strides):
    return f"{_encode(shape)},{_encode(dtype_text(dtype))},{_encode(strides)}"


def header_values(values):
    """Return the JSON of Values in a header, each array named by digest only."""
    written = []
    for value in values:
        base = value.base
        layout = _header_layout(value.shape, value.dtype, value.strides)
        written.append(
            f'[{_text(value.name)}, {_text(value.expression)}, "{value.digest}"'
            f", {value.identity}, {'null' if base is None else base}"
            f", {'true' if value.is_scalar else 'false'}, {value.version}"
            f", {layout}, {value.memory}, {value.offset}]"
        )
    return f"[{', '.join(written)}]"


@functools.lru_cache(_MOST_PIECES)
def _header_layout(shape, dtype, strides):
    return ", ".join(map(json.dumps, (shape, dtype_text(dtype), strides)))


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


def header_row(header, values=_NO_VALUES):
    """Return the columns of the header.

    Args:
        header: a dictionary.
        values: {key: JSON} of those of its parts that are `header_values`: they
            are long, and it is written again at the end.
    """
    record = ", ".join(
        f'"{key}": {values[key] if key in values else json.dumps(part)}'
        for key, part in header.items()
    )
    record = f"{{{record}}}"
    return 0, record, checksum("header", 0, record)
