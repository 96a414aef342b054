"""Sentences about what a layer computes: sums, biases, curve, answer."""

from scenes.wording.names import layer, noun, one_of, plain

_EXTREMES = {"argmax": "largest", "argmin": "smallest"}


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
