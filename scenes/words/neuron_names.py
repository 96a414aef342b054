"""What neurons and weights are called; layers are counted from 1."""

from scenes.words.naming import said

LAYERS = ("input", "hidden", "output")


def neuron_of(number: int) -> str:
    """What a layer's neurons are called: "hidden neuron"."""
    return said(*(("input neuron", "输入神经元"),
                  ("hidden neuron", "隐藏神经元"),
                  ("output neuron", "输出神经元"))[number - 1])


def neuron_title(number: int, index: int) -> str:
    """Which neuron is told of; the third layer's are digits.

    Args:
        index: counted from 1.
    """
    if number == 3:
        return said(
            "output of digit {index_1} (no. {index} of 10)",
            "数字 {index_1} 的输出（10 个中第 {index} 个）",
            index_1=index - 1, index=index)
    return f"{neuron_of(number)} {index}"


def weight(number: int, to: int, start: int) -> str:
    """A weight as the article writes it, all counted from 1.

    Args:
        number: of the layer that it leads to, 2 or 3.
        to, start: index of that neuron and of the one it comes from.
    """
    return f"w({number}-{to},{start})"


def into_layer(number: int) -> str:
    """The title of acts that add up what comes into layer 2 or 3."""
    return said("Into the hidden neurons", "进入隐藏神经元") if number == 2 \
        else said("On to the outputs", "再通向输出")


def lines_note(*, carried: bool = False) -> str:
    """What colour and width of the lines are: under their legend."""
    return said("weight × value", "权重 × 值") if carried \
        else said("weight", "权重")
