"""Sentences about what learning computes: errors, blame, changes."""

from scenes.wording.names import code, number, one_of, plain

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
