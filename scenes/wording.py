"""The words of the films: names, titles and sentences about a trace.

Whatever names a network's code uses are turned into words by rule: its own
names are the words, with underscores as spaces. A layer is what a name begins
with before "_pre_" or "_neurons".
"""

from scenes.stage.bars import bar_number_format

OPERATORS = {
    "matmul": "×", "add": "+", "subtract": "−", "multiply": "×",
    "divide": "÷", "true_divide": "÷", "power": "^", "maximum": "max",
    "minimum": "min", "greater": ">", "less": "<", "equal": "=",
}
DOING = {
    "matmul": "multiply row by column, then add up",
    "add": "add, cell by cell", "subtract": "subtract, cell by cell",
    "multiply": "multiply, cell by cell", "divide": "divide, cell by cell",
    "maximum": "keep the larger, cell by cell",
    "minimum": "keep the smaller, cell by cell",
    "negative": "change every sign", "exp": "e to the power of every cell",
    "log": "the logarithm of every cell", "sum": "add up",
    "mean": "take the mean", "max": "find the largest",
    "amax": "find the largest", "argmax": "find where the largest is",
    "transpose": "swap rows and columns", "getitem": "pick cells",
    "where": "choose cell by cell", "reshape": "lay out anew",
    "concatenate": "join end to end", "setitem": "write cells in place",
    "zeros": "an array of zeros", "ones": "an array of ones",
    "tanh": "the tanh of every cell", "sqrt": "the root of every cell",
    "dot": "multiply row by column, then add up",
    "copy": "copy every cell",
}

# What the steps of learning are for, by the name that a statement assigns.
_LESSONS = {
    "output_delta": (
        "How wrong is each output?",
        "What the network says, minus what it should say. "
        "Zero would be perfect."),
    "hidden_to_output_adjustment": (
        "Which output weight is to blame?",
        "Each digit's error times each hidden neuron: one adjustment for "
        "each weight."),
    "sigmoid_differential": (
        "How steep is the curve there?",
        "The slope of the sigmoid, from its own height: y × (1 − y)."),
    "hidden_error": (
        "Send the error back",
        "The output weights, turned over, times the output errors."),
    "hidden_delta": (
        "How wrong is each hidden neuron?",
        "The error that came back, times the slope: where the curve is "
        "flat, little comes through."),
    "input_to_hidden_adjustment": (
        "How much is each weight to blame?",
        "Each hidden neuron stamps the image with its own error: one sheet "
        "of adjustments for each."),
}
_EXTREMES = {"argmax": "largest", "argmin": "smallest"}


def plain(name):
    """A name of the code in words: "hidden_neurons" -> "hidden neurons"."""
    return name.replace("_", " ").strip()


def noun(value):
    """An operand in words; weights and biases by what they are."""
    name = plain(value.name or value.expression) or "the result"
    for kind in ("weights", "biases"):
        if name.endswith(kind):
            return kind
    return name


def layer(name):
    """The layer that a name speaks of, or "": "hidden_pre_sigmoid" ->
    "hidden"."""
    for mark in ("_pre_", "_neurons", "_layer", "_delta", "_error"):
        if mark in name:
            return name.split(mark)[0]
    return ""


def one_of(name, count):
    """What one number of a column is called: "Neuron", "Digit", "Row"."""
    if layer(name) == "output" and count == 10:
        return "Digit"
    return "Neuron" if layer(name) else "Row"


def number(value, among=None):
    """A value as it is written in a sentence, and beside its bar.

    Args:
        among: the array that it belongs to, whose numbers are formatted
            alike; None: it stands alone.
    """
    among = value.reshape(1) if among is None else among
    return bar_number_format(among.astype(float))(value)


def code(expression):
    """An expression on one line, without "self."."""
    return " ".join(expression.replace("self.", "").split())


def matmul_title(target, left, right):
    title = f"{noun(left)} × {noun(right)}"
    where = layer(target)
    return f"{where.capitalize()} layer: {title}" if where \
        else f"{plain(target)}: {title}" if target else title.capitalize()


def matmul_name(target, left, right):
    where = layer(target)
    return f"{where} {noun(left)} × {noun(right)}".strip()


def sheets_lead(target, left, count, cells):
    one = one_of(target, count).lower()
    where = layer(target)
    return (f"Each of the {count} sheets holds the {cells} {noun(left)} of "
            f"one {where} {one}.".replace("  ", " "))


def rows_lead(target, left, count):
    return f"One row of {noun(left)} for each {one_of(target, count).lower()}."


def turn_words(target, right, count, index):
    return (f"{one_of(target, count)} {index}: multiply by the {noun(right)}, "
            "cell by cell, then add it all up.")


def biases_lead(target, bias, count):
    one = one_of(target, count).lower()
    return (f"Then the {count} {noun(bias)} join: one number for each {one}, "
            "whatever goes in.")


def joined(target, count, index, bias, total):
    return (f"{one_of(target, count)} {index}: {bias} joins, which "
            f"makes {total}.")


def curve_title(function):
    return "Squash with the sigmoid" if function == "sigmoid" \
        else f"Through the curve of {function}"


def curve_lead(function, low, high):
    if low >= -1 and high <= 1:
        return ("Every value slides onto the curve and lands between "
                f"{low:g} and {high:g}.")
    return f"Every value slides onto the curve of {function} and lands there."


def curve_turn(target, count, index, function, x, y):
    return f"{one_of(target, count)} {index}: {function}({x}) = {y}"


def pick_title(function):
    return f"The {_EXTREMES[function]} is the answer"


def pick_name(target):
    return "detected digit" if target == "detected" else plain(target)


def pick_lead(function, value):
    return (f"{function} goes through {plain(value.name)} and keeps the "
            f"index of the {_EXTREMES[function]}.")


def pick_turn(function, target, count, index, value):
    return (f"The {_EXTREMES[function]} so far: "
            f"{one_of(target, count).lower()} {index} with {value}.")


def picked(answer, value):
    return f"The answer is {answer}, with {value}."


def is_one_hot(array):
    """Whether a column is 1 at one place and 0 elsewhere."""
    values = array.ravel()
    return values.size > 1 and (values == 1).sum() == 1 \
        and (values == 0).sum() == values.size - 1


def arrive_title(value):
    if value.name == "image" and value.array.size == 784:
        return "A handwritten digit arrives"
    return "The right answer, as numbers" if is_one_hot(value.array) \
        else "What goes in"


def arrive_lead(values):
    first = values[0]
    if first.array.size == 784:
        return ("28 × 28 pixels, each a number from 0 (no ink) to 1 (full "
                "ink), row after row in one column of 784.")
    if is_one_hot(first.array):
        return (f"One number for each of the {first.array.size} outputs: 1 at "
                f"{int(first.array.argmax())}, 0 everywhere else.")
    return "; ".join(
        f"{plain(value.name)}: {' × '.join(map(str, value.shape)) or 'a number'}"
        for value in values) + "."


def lesson(target, operations):
    """(title, lead) of a step of learning that has words of its own, or
    None; an in place update is not one."""
    if operations[-1].in_place or target not in _LESSONS:
        return None
    title, lead = _LESSONS[target]
    if any(value.version for operation in operations
           for value in operation.operands
           if value.name == "hidden_to_output_weights"):
        lead += " These are the weights that were just updated."
    return title, lead


def furthest(target, count, index, value):
    return f"{one_of(target, count)} {index} is furthest from zero: {value}."


def combine_turn(target, count, index, left, sign, right, result):
    right = f"({right})" if right.startswith(("-", "+")) else right
    return f"{one_of(target, count)} {index}: {left} {sign} {right} = {result}"


def slope_turn(target, count, index, y, result):
    return (f"{one_of(target, count)} {index}: {y} × (1 − {y}) = {result}")


def outer_lead(target, column, row):
    return (f"Each number of {code(column.name or column.expression)} times "
            f"each of {code(row.name or row.expression)}.")


def outer_turn(column, index, value):
    return f"{plain(column)}[{index}] = {value} times the whole row."


def stamp_turn(target, count, index, value, picture):
    return (f"{one_of(target, count)} {index}: {value} times every pixel of "
            f"the {plain(picture)}.")


def largest_cell(target, array):
    row, column = divmod(int(abs(array).argmax()), array.shape[1])
    return (f"The largest is {plain(target)}[{row}, {column}] = "
            f"{number(array[row, column])}.")


def update_title(old):
    return f"Change the {plain(old.name)} a little"


def update_name(old):
    return f"{plain(old.name)} change"


def update_lead(old, rate):
    if rate is None:
        return "What was there, the change, and what is there now."
    share = abs(rate.array.item())
    return (f"Each loses {share:.3g} of its adjustment: the learn rate. The "
            "change is so small that it has a colour scale of its own.")


def sheet_changes(index, change):
    return (f"Sheet {index}: the largest of its {change.size} changes is "
            f"{change.ravel()[abs(change).argmax()]:+.6f}.")


def largest_change(old, change, new):
    place = int(abs(change).argmax())
    index = ", ".join(str(int(k)) for k in
                      _unravel(place, change.shape))
    return (f"The largest change: {plain(old.name)}[{index}] goes from "
            f"{old.array.ravel()[place]:.5f} to {new.ravel()[place]:.5f}.")


def _unravel(place, shape):
    if len(shape) == 2 and shape[1] == 1:
        return (place,)
    index = []
    for length in reversed(shape):
        place, at = divmod(place, length)
        index.append(at)
    return reversed(index)


def comparison(name):
    return ("What has the network learned?",
            f"The same image once more: {plain(name)} before and after one "
            "learning step.")


def compared(name, index, before, after):
    return (f"The same image once more: {plain(name)}[{index}] was "
            f"{before:.5f} and is now {after:.5f}.")


def twins_images(digit):
    return (f"Two people write a {digit}",
            "The network reads one of them right and the other one wrong. "
            "Where do the two part ways?")


def twins_title(name):
    return {"hidden_pre_sigmoid": "Hidden layer: weights × image + biases",
            "hidden_neurons": "Squash with the sigmoid",
            "output_pre_sigmoid":
                "Output layer: weights × hidden neurons + biases",
            }.get(name, plain(name))


def twins_lead(name, count):
    return f"The {count} numbers of {plain(name)} for each of the two."


def twins_apart(name, count, index, left, right):
    return (f"Most apart: {one_of(name, count).lower()} {index}, "
            f"{number(left[index], left)} and {number(right[index], right)}.")


def twins_answer(right, wrong):
    return (f"One is read as {right}, the other as {wrong}",
            "The largest output is the answer.")


def parting(weights, right, wrong):
    return ("Where the two part ways",
            f"Each hidden neuron pulls towards {wrong} (orange) or towards "
            f"{right} (blue): (weights[{wrong}] − weights[{right}]) × hidden "
            "neuron.")


def parting_turn(index, pulls, totals, right, wrong):
    first, second = (number(pull[index], pull) for pull in pulls)
    return f"Neuron {index} tips it: {first} and {second}."


def mended(before, after):
    return ("The learning step that mends it" if before != after
            else "One learning step is not enough",
            f"Read as {before} before, as {after} after one learning step.")


def generic_title(operation):
    doing = DOING.get(operation.function, operation.function)
    return f"{doing[:1].upper()}{doing[1:]}"


def generic_lead(operation, target):
    """What the result is called and which arrays it comes from."""
    result = plain(target) or "A part of the line"
    names = [code(value.name or value.expression) or "a result before"
             for value in operation.operands if not value.is_scalar]
    if not names:
        return f"{result[:1].upper()}{result[1:]} begins here."
    return f"{result[:1].upper()}{result[1:]} comes from " \
           f"{' and '.join(names)}."


def short(text, most=34):
    """A name for the timeline, cut where it is too long."""
    return text if len(text) <= most else text[:most - 1].rstrip() + "…"
