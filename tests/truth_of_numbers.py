"""Does a frame say what was recorded? The numbers printed on it.

A printed number is right when it is the recorded value rounded, exactly, to
the decimals that are printed; the numbers of one array have the same form.
Zero, and what rounds to it, has no sign; beside a bar only zero reads as zero.
"""

import re
from collections import Counter, defaultdict
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from tests.frames import with_hyphens
from tests.truth_of_cells import arrays_by_name, inside, one_line

NUMBER = r"[+-]?\d+(?:\.\d+)?(?:e[+-]\d+)?|nan|[+-]inf"
DECIMAL = r"[+-]?\d+\.\d+(?:e[+-]\d+)?|[+-]\d+(?!\.|\d)|\bnan\b|[+-]inf\b"


def says(text, value):
    """Whether a text is a value, rounded to as many digits as it has."""
    text = with_hyphens(text)
    if not np.isfinite(value):
        return (
            text
            in {"nan": ("nan",), "inf": ("+inf",), "-inf": ("-inf",)}[str(float(value))]
        )
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]\d+)?", text):
        return False
    exact, printed = Decimal(float(value)), Decimal(text)
    if "e" in text and exact:
        mantissa = text.lstrip("+-").partition("e")[0]
        digits = len(mantissa.replace(".", ""))
        unit = Decimal(1).scaleb(exact.adjusted() - digits + 1)
    else:
        unit = Decimal(1).scaleb(printed.as_tuple().exponent)
    return exact.quantize(unit, ROUND_HALF_EVEN) == printed and (
        printed != 0 or text[0] not in "+-"
    )


def is_zero(text):
    """Whether a printed number reads as zero."""
    return not text.strip("+-0.")


def form_of(text):
    """(decimals, with exponent) of a printed number."""
    mantissa, exponent, _ = text.partition("e")
    return len(mantissa.partition(".")[2]), bool(exponent)


def are_alike(texts):
    """Whether the numbers of an array are written in one form, and with a
    sign all or none; a zero never has one. Among numbers that are no powers of
    ten those are powers that would else read as zero."""
    numbers = [text for text in texts if "n" not in text]
    plain = [text for text in numbers if "e" not in text]
    powers = [text for text in numbers if "e" in text]
    half = min((Decimal(5).scaleb(-form_of(text)[0] - 1) for text in plain), default=0)
    is_of_powers = not any(map(Decimal, plain))
    return (
        len(set(map(form_of, plain))) <= 1
        and len(set(map(form_of, powers))) <= 1
        and (is_of_powers or all(abs(Decimal(text)) <= half for text in powers))
        and len({text[0] in "+-" for text in numbers if Decimal(text)}) <= 1
    )


def wrong_in_cells(frame):
    """Check each number that stands in a cell.

    Returns:
        (faults, counts): sentences, and a Counter of names -> numbers.
    """
    faults, counts, written = [], Counter(), defaultdict(list)
    for place, record in enumerate(frame.records):
        if (
            not hasattr(record, "text")
            or record.part != "MatrixPlane"
            or not re.fullmatch(NUMBER, record.text)
        ):
            continue
        cells = _cells_below(record, frame.records[:place])
        if cells is None:
            continue
        grid, row, column = cells
        counts[grid.name] += 1
        written[id(grid)].append(record.text)
        if not grid.shown[row, column]:
            faults.append(
                f"{frame}: {record.text!r} stands in a cell of "
                f"{grid.name} whose value is not there yet"
            )
        elif not says(record.text, grid.values[row, column]):
            faults.append(
                f"{frame}: {grid.name}[{row}, {column}] is "
                f"{grid.values[row, column]!r}, printed {record.text!r}"
            )
    faults += [
        f"{frame}: numbers of different forms: {sorted(set(texts))}"
        for texts in written.values()
        if not are_alike(texts)
    ]
    return faults, counts


def _cells_below(text, before):
    """(CellsRecord, row, column) that a text stands in, or None."""
    middle = np.array([(text.left + text.right) / 2, (text.top + text.bottom) / 2])
    for record in reversed(before):
        if hasattr(record, "values") and inside(middle, record.corners, 0):
            size = np.diag(record.corners[1:3] - record.corners[0])
            column, row = (
                (middle - record.corners[0]) / size * record.values.shape[::-1]
            ).astype(int)
            return record, row, column
    return None


def wrong_at_bars(frame, trace, *, ended=True):
    """Check each number beside a bar, by the name above the bars.

    Args:
        ended: the act is over: every bar has its number, of the array named;
            before, it may be of another array that the act works on.
    """
    named, faults, count = arrays_by_name(trace), [], 0
    passing = [] if ended else _of_the_act(frame.shot.player.act, trace)[0]
    for part in frame.bars:
        size = len(part.values.array)
        arrays = [
            array.ravel() for array in _called(frame, part, named) if array.size == size
        ]
        other = [array.ravel() for array in passing if array.size == size]
        texts = _numbers_of(frame, part)
        count += len(texts)
        if not arrays:
            faults.append(
                f"{frame}: bars are named {part.name_text!r}, as "
                "no column of the trace is"
            )
        if ended and part.grown.all() and len(texts) != size:
            faults.append(
                f"{frame}: {len(texts)} numbers beside the "
                f"{size} bars of {part.name_text}"
            )
        faults += [
            f"{frame}: bar {row} of {part.name_text} has {text!r} "
            f"beside it, expected one of "
            f"{[float(array[row]) for array in arrays + other]}"
            for row, text in texts.items()
            if not any(
                says(text, array[row]) and is_zero(text) == (array[row] == 0)
                for array in arrays + other
            )
        ]
        if not are_alike(texts.values()):
            faults.append(f"{frame}: numbers of different forms: {texts}")
    return faults, count


def _called(frame, part, named):
    """The arrays that bars may show, by the name above them.

    That is a name of the code, "NAME, before" or "NAME, now" around an
    update, or "0.5 × NAME"; in a unit, "NAME, in millionths", the numbers
    beside them are so many times larger.
    """
    name, _, unit = with_hyphens(one_line(part.name_text)).partition(", in ")
    if unit:
        return [array * UNITS[unit] for array in _named(frame, name, named)]
    return _named(frame, name, named)


UNITS = {"thousandths": 10**3, "millionths": 10**6, "billionths": 10**9}


def _named(frame, name, named):
    """The arrays that a name above bars stands for, whatever the unit."""
    before, _, when = name.rpartition(", ")
    if when in ("before", "now"):
        return [
            value.array
            for operation in frame.shot.player.act.operations
            for value in (operation.operands if when == "before" else operation.results)
            if value.name == before
        ]
    factor, times, factored = name.rpartition(" × ")
    if times:
        return [float(factor) * array for array in named.get(factored, ())]
    return named.get(name, ())


def _numbers_of(frame, part):
    """row -> text of the numbers at the right end of some bars."""
    box, pieces = part.box, defaultdict(list)
    for record in frame.texts:
        middle = (record.top + record.bottom) / 2
        if (
            record.part == type(part).__name__
            and box.right - 112 < record.right < box.right + 4
            and box.top < middle < box.bottom
        ):
            row = int((middle - box.top) / box.height * len(part.values.array))
            pieces[row].append((record.left, record.text))
    texts = {
        row: "".join(text for _, text in sorted(found)) for row, found in pieces.items()
    }
    return {row: text for row, text in texts.items() if re.fullmatch(NUMBER, text)}


OUTLINED = 5  # pixels that the outline of a lit bar adds to its length


def wrong_lengths(frame):
    """Check that the bars' lengths in the pixels go with the values."""
    faults, count = [], 0
    for part in frame.bars:
        values, box = part.values.array, part.box
        if not np.isfinite(values).all() or not part.grown.all() or not values.any():
            continue
        left, right = int(box.left) + 40, int(box.right) - 116
        seen = np.array(
            [
                _length(
                    frame.pixels,
                    int(box.top + (row + 0.5) * box.height / len(values)),
                    left,
                    right,
                )
                for row in range(len(values))
            ]
        )
        for row in {part.focus, part.beside, part.winner} - {None}:
            seen[row] = max(seen[row] - OUTLINED, 0)
        unit = seen.max() / np.abs(values).max()
        wrong = np.abs(seen - np.maximum(np.abs(values) * unit, 2)) > 3
        count += len(values)
        faults += [
            f"{frame}: bar {row} of {part.name_text} is {seen[row]} "
            f"pixels long for {values[row]:.5g}, expected "
            f"{abs(values[row]) * unit:.1f}"
            for row in np.flatnonzero(wrong)
        ]
    return faults, count


def _length(pixels, y, left, right):
    """How many pixels of a line are in a bar's colour."""
    line = pixels[y, left:right, :3].astype(int)
    return int((np.abs(line - (13, 17, 23)).max(axis=1) > 45).sum())


def wrong_in_sentences(frame, trace):
    """Check the numbers of the sentences, and of notes such as "a[3] = 1".

    A number with decimals or a sign is right when it is a value of the act:
    a scalar; the value, at an index named before it, of an array; the value
    farthest from zero in a row of that index; or the value at a place of an
    array of several axes, whose indices stand one after the other.
    """
    faults, count = [], 0
    arrays, scalars = _of_the_act(frame.shot.player.act, trace)
    words = " ".join(record.text for record in frame.texts if record.part == "Caption")
    words = _without_code(words, frame.shot.player.act)
    bounds = re.search(r"lands between (\S+) and (\S+)\.", words)
    if bounds:
        low, high = (float(bound.replace("−", "-")) for bound in bounds.groups())
        result = frame.shot.player.act.result.array
        count += 1
        if not ((result >= low) & (result <= high)).all():
            faults.append(f"{frame}: a value is outside {low} to {high}")
        words = words.replace(bounds.group(), "")
    placed = [int(one) for one in re.findall(r"(?<![\d.+-])\d+(?![\d.])", words)]
    scalars = scalars + [
        array[place] for array in arrays for place in _places(array, placed)
    ]
    for match in re.finditer(DECIMAL, words):
        indices = {
            int(index)
            for index in re.findall(r"(?<![\d.+-])\d+(?![\d.])", words[: match.start()])
        }
        values = [
            value
            for array in arrays
            for index in indices
            for value in _at_index(array, index)
        ] + scalars
        count += 1
        if not any(says(match.group(), value) for value in values):
            faults.append(
                f"{frame}: {match.group()} in {words!r} is no value "
                f"of the act at any of {sorted(indices)}"
            )
    notes, checked = _wrong_notes(frame, arrays_by_name(trace))
    return faults + notes, count + checked


def _places(array, indices):
    """Places of an array of two or more axes among indices in a row."""
    axes = array.ndim
    if axes < 2:
        return
    for start in range(len(indices) - axes + 1):
        place = tuple(indices[start : start + axes])
        if all(one < length for one, length in zip(place, array.shape)):
            yield place


def _at_index(array, index):
    """The value at a flat index, and the largest of the row of that index."""
    if index < array.size:
        yield array.ravel()[index]
    if array.ndim == 2 and array.shape[1] > 1 and index < len(array):
        yield array[index][np.argmax(np.abs(array[index]))]


def _without_code(words, act):
    """Sentences without the expressions of the code that they name."""
    code = {
        one_line(value.expression)
        for operation in act.operations
        for value in operation.operands
        if any(sign in value.expression for sign in "(*/+- ")
    }
    for expression in sorted(code, key=len, reverse=True):
        words = words.replace(expression, "…")
    return words


def _of_the_act(act, trace):
    """(arrays, scalars with and without their sign) of an act's operations."""
    inside_act = {operation.number for operation in act.operations}
    values = [
        value
        for _, operation in trace.operations()
        if operation.number in inside_act
        for value in (*operation.operands, *operation.results)
        if value.dtype.kind in "biuf"
    ]
    result = [] if act.result is None else [act.result]
    return (
        [value.array for value in (*values, *result) if not value.is_scalar],
        [
            number
            for value in values
            if value.is_scalar
            for number in (value.array.item(), abs(value.array.item()))
        ]
        + _added_and_taken(act),
    )


def _added_and_taken(act):
    """What products add and take away, where an act says so, with and without
    the sign: of the first sheet in all, of the answer each."""
    if act.kind == "sheets":
        row = act.leading.row if act.leading else 0
        weights, values = act.operands[0].array[row], act.operands[1].array
        each = _products(weights, values)
        found = [sum(max(one, 0) for one in each), sum(min(one, 0) for one in each)]
        found.append(float(act.result.array.ravel()[row]))
    elif act.kind == "closing":
        output = act.run.output
        found = _products(output.weights.array[act.answer], output.source.array)
    else:
        found = []
    return [signed for one in found for signed in (one, abs(one))]


def _products(row, column):
    return [float(one) * float(other) for one, other in zip(row, column.ravel())]


def _wrong_notes(frame, named):
    """Notes: "image[3, 4] = 0.5", and sums "3 × 28 + 4 = 88"."""
    faults, count = [], 0
    for text in (record.text for record in frame.texts):
        note = re.fullmatch(rf"(\w+)\[([\d, ]+)\] = ({NUMBER})", text)
        if note:
            name, index, number = note.groups()
            index = tuple(map(int, index.split(",")))
            count += 1
            if not any(
                says(number, _at(array, index)) for array in named.get(name, ())
            ):
                faults.append(f"{frame}: {text!r} is not so")
        total = re.fullmatch(r"(\d+) × (\d+) \+ (\d+) = (\d+)", text)
        if total:
            a, b, c, d = map(int, total.groups())
            count += 1
            faults += [f"{frame}: {text!r} is not so"] * (a * b + c != d)
    return faults, count


def _at(array, index):
    """The value at an index as the film counts: pictures as 28 x 28."""
    if array.size == 784 and len(index) == 2:
        array = array.reshape(28, 28)
    return array.ravel()[index[0]] if len(index) == 1 else array[index]
