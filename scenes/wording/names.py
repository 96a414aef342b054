"""How things are called in sentences, from the names of the code.

Whatever names a network's code uses are turned into words by rule: its own
names are the words, with underscores as spaces. A layer is what a name begins
with before "_pre_", "_neurons" and the like.
"""

from scenes.stage.bars import bar_number_format


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


def short(text, most=34):
    """A name for the timeline, cut where it is too long."""
    return text if len(text) <= most else text[:most - 1].rstrip() + "…"
