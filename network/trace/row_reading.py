"""Read the rows of a trace file; what is damaged is a ValueError."""

import json
import math
import re

from network.trace.array_bytes import dtype_from_text
from network.trace.call_arguments import check_call
from network.trace.model import FunctionRecord, Operation, Span, Step, Value
from network.trace.row_format import checksum

_SLUG = re.compile(r"[a-z0-9-]{1,500}(/[a-z0-9-]{1,500})*")


class RowReader:
    """Make spans, values, steps and operations of a file's rows.

    Every method raises ValueError for a row that is damaged.

    Args:
        arrays: where the values find their content.
    """

    def __init__(self, arrays):
        self._arrays = arrays
        self._dtypes = {}
        self._depths = {}

    def values(self, written):
        """Return a tuple of Values."""
        return tuple(self._value(*value) for value in _list(written))

    def _value(
        self,
        name,
        expression,
        digest,
        identity,
        base,
        is_scalar,
        version,
        shape,
        dtype,
        strides,
        memory,
        offset,
    ):
        _check(str, name, expression, digest, dtype)
        _check(int, identity, version, memory, offset)
        _check(bool, is_scalar)
        _check_unless_none(int, base)
        if dtype not in self._dtypes:
            self._dtypes[dtype] = dtype_from_text(dtype)
        shape, strides = tuple(_list(shape)), tuple(_list(strides))
        _check(int, *shape, *strides)
        if self._arrays.kinds.get(digest) != (dtype, shape):
            raise ValueError(f"no array {digest[:40]} is {dtype[:40]} of {shape}")
        if len(strides) not in (0, len(shape)):
            raise ValueError(f"shape {shape} with strides {strides}")
        return Value(
            name,
            expression,
            digest,
            identity,
            base,
            is_scalar,
            version,
            shape,
            self._dtypes[dtype],
            strides,
            memory,
            offset,
            self._arrays,
        )

    def step(self, number, slug, record, written_checksum):
        """Return (sequence, Step)."""
        _match(written_checksum, "steps", number, slug, record)
        (
            sequence,
            function,
            span,
            text,
            parent,
            depth,
            call,
            call_expression,
            targets,
            assigned,
            operations,
            error,
        ) = _json(record)
        _check(str, slug, function, text, call_expression, *_list(targets))
        _check(int, number, depth)
        _check_unless_none(str, error)
        _check_unless_none(int, parent, sequence)
        if not _SLUG.fullmatch(slug) or (parent is not None and parent >= number):
            raise ValueError(f"step {number} cannot stand where it stands")
        self._check_depth(number, parent, depth)
        return sequence, Step(
            number,
            slug,
            function,
            _span(span),
            text,
            parent,
            depth,
            None if call is None else _span(call),
            call_expression,
            tuple(targets),
            self.values(assigned),
            tuple(
                self._operation(number, *operation) for operation in _list(operations)
            ),
            error,
            sequence is not None,
        )

    def _check_depth(self, number, parent, depth):
        # Without the step around it the whole trace is refused later.
        around = -1 if parent is None else self._depths.get(parent, depth - 1)
        if depth != around + 1:
            raise ValueError(f"step {number} has the depth {depth}")
        self._depths[number] = depth

    def _operation(
        self,
        step,
        number,
        function,
        kind,
        span,
        expression,
        operands,
        parameters,
        results,
        in_place,
    ):
        _check(str, function, kind, expression)
        _check(int, number)
        _check(bool, in_place)
        _check(dict, parameters)
        operands, results = self.values(operands), self.values(results)
        if "call" in parameters:
            check_call(parameters["call"], None if kind == "gap" else len(operands))
        _check_axis(parameters.get("axis"), operands + results)
        return Operation(
            number,
            step,
            function,
            kind,
            _span(span),
            expression,
            operands,
            parameters,
            results,
            in_place,
        )


def read_function(number, name, record, written_checksum):
    """Return the FunctionRecord of a row; ValueError if damaged."""
    _match(written_checksum, "functions", number, name, record)
    name, file, first_line, last_line, parameters = _json(record)
    _check(str, name, file, *_list(parameters))
    _check(int, first_line, last_line)
    return FunctionRecord(name, file, first_line, last_line, tuple(parameters))


def read_source(number, file, text, written_checksum):
    """Return (file, text) of a row; ValueError if damaged."""
    _match(written_checksum, "sources", number, file, text)
    _check(str, file, text)
    return file, text


def read_header(number, record, written_checksum):
    """Return the header of its row; ValueError if damaged."""
    _match(written_checksum, "header", number, record)
    header = _json(record)
    _check(dict, header, header["about"], header["recorded_with"])
    _check(
        str,
        header["call"],
        *header["about"].values(),
        *header["recorded_with"].values(),
    )
    axes = header.setdefault("axes", {})  # format 1 has none
    _check(dict, axes)
    _check(str, *axes, *(name for names in axes.values() for name in _list(names)))
    _check(bool, header["complete"])
    _check_unless_none(str, header["error"])
    _check(list, *(header[name] for name in ("inputs", "attributes", "results")))
    _check(dict, header["counts"])
    return header


def _match(written, table, *columns):
    if written != checksum(table, *columns):
        raise ValueError(f"row {columns[0]} of {table} is not what was written")


def _json(text):
    _check(str, text)
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("lists in lists without end") from error


def _span(written):
    file, *numbers = _list(written)
    _check(str, file)
    _check(int, *numbers)
    span = Span(file, *numbers)
    if not 1 <= span.line <= span.end_line or min(span.column, span.end_column) < 0:
        raise ValueError(f"no piece of source is {numbers}")
    return span


def _check_axis(axis, values):
    most = max((len(value.shape) for value in values), default=0)
    if type(axis) is int and not -most <= axis < most:
        raise ValueError(f"axis {axis} of {most} dimensions")


def read_array_kind(number, digest, dtype, shape, length):
    """Return (digest, (dtype, shape)) of a row of arrays; ValueError if damaged.

    Args:
        length: how many bytes its data are; None: they are no bytes.
    """
    _check(int, number, length)
    _check(str, digest, dtype, shape)
    lengths = tuple(int(text) for text in shape.split(",") if text)
    needed = math.prod(lengths) * dtype_from_text(dtype).itemsize
    if min(lengths, default=0) < 0 or needed != length:
        raise ValueError(f"{length} bytes are no {dtype} of {shape[:80]}")
    return digest, (dtype, lengths)


def _list(written):
    _check(list, written)
    return written


def _check(kind, *values):
    for value in values:
        if type(value) is not kind:
            raise ValueError(f"expected {kind.__name__}, got {type(value).__name__}")


def _check_unless_none(kind, *values):
    _check(kind, *(value for value in values if value is not None))
