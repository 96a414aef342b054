"""The words of the film of neurons. Neurons are counted from 1 in it."""

LAYERS = ("input", "hidden", "output")


def weight(layer, to, start):
    """A weight as the article writes it, all counted from 1.

    Args:
        layer: of the neuron that it leads to, 2 or 3.
        to, start: index of that neuron and of the one it comes from.
    """
    return f"w({layer}-{to},{start})"


def in_all(count, shown):
    """How many neurons there are, and how many of them are drawn."""
    return f"{count} in all, all shown" if shown == count \
        else f"{count} in all, {shown} shown"


def and_more(shown, count):
    """The row about the lines that are drawn, and the products that are not.
    """
    return f"{shown} lines shown and {count - shown} more" \
        if count > shown else f"all {count} lines are shown"


def pixels_title(count):
    return f"{count} pixels, {count} input neurons"


PIXELS_LEAD = ("Each pixel is one neuron, as bright as its ink. Neurons are "
               "counted from 1 here, as in the article; the code counts "
               "from 0.")


def pixels_caption(count, shown):
    return (f"Each of the {count} pixels is an input neuron. {shown} of them "
            "are drawn, counted from 1.")


def pixel_rows(index, value):
    """(words, number) of each row about an input neuron.

    Args:
        index: of the pixel, from 0.
        value: as written.
    """
    row, column = divmod(index, 28)
    return ((f"row {row + 1}, column {column + 1}", ""),
            (f"{row} × 28 + {column + 1}", f"= {index + 1}"),
            ("in the code", f"image[{index}]"), ("its value", value))


WEIGHTS_TITLE = "Every line is a weight"
WEIGHTS_LEAD = ("Blue below zero, orange above; the wider, the further from "
                "zero.")


def weights_caption(first, second):
    """
    Args:
        first, second: (to, from) counts of the two matrices of weights.
    """
    return (f"Every line is a weight: {first[0]} × {first[1]} lead into the "
            f"hidden neurons, {second[0]} × {second[1]} into the outputs.")


def weight_rows(layer, to, start, value):
    """(words, number) of each row about a weight, as `weight` counts."""
    return (("leads into layer", str(layer)),
            (f"to {LAYERS[layer - 1]} neuron", str(to)),
            (f"from {LAYERS[layer - 2]} neuron", str(start)),
            ("its value", value))


def neuron_title(layer, index):
    """Which neuron a ledger is about, counted from 1; the third layer's are
    digits."""
    name = f"{LAYERS[layer - 1]} neuron {index}"
    return f"{name}: digit {index - 1}" if layer == 3 else name


SUMS_TITLES = {2: "Into the hidden neurons", 3: "On to the ten outputs"}


def sums_lead(layer, count, shown):
    what = "a pixel" if layer == 2 else "a hidden neuron"
    rest = f"; {shown} are drawn here" if shown < count else ""
    return (f"A pulse is {what} times a weight: the brighter, the further "
            f"from zero. Each {LAYERS[layer - 1]} neuron adds up {count} of "
            f"them{rest}.")


def sums_caption(layer, count, shown):
    rest = f", {shown} of them drawn" if shown < count else ""
    return (f"Each {LAYERS[layer - 1]} neuron adds up {count} products of a "
            f"value and a weight{rest}.")


def biases_lead(layer):
    return (f"Then each {LAYERS[layer - 1]} neuron's own bias joins its sum, "
            "whatever the image is.")


def biases_caption(layer):
    return f"Then each {LAYERS[layer - 1]} neuron's bias joins."


def curve_title(name):
    return f"Squash with the {name}"


def curve_lead(layer, name):
    return (f"The {name} turns each sum into a number between 0 and 1: the "
            f"value of the {LAYERS[layer - 1]} neuron.")


def curve_caption(layer, name):
    return (f"The {name} makes each {LAYERS[layer - 1]} neuron a number from "
            "0 to 1.")


ANSWER_TITLE = "The largest is the answer"


def answer_lead(digits):
    return (f"Ten outputs for ten digits: output neuron 1 is digit 0, neuron "
            f"{digits} is digit {digits - 1}.")


def answer_caption(digit, value):
    return f"The largest output is the answer: {digit}, with {value}."


def others(count):
    """The sentence about the neurons of a layer that are not drawn."""
    return f"The {count} that are not drawn do the same."
