"""Sentences about two digits side by side."""

from scenes.wording.names import number, one_of, plain


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
