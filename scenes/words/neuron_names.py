"""What neurons and weights are called: counted from 0, layers from 1."""

from dataclasses import dataclass

from scenes.words.naming import said


@dataclass(frozen=True)
class Layers:
    """The layers of a network, as far as their names go.

    Attributes:
        count: of all, with the inputs.
        outputs: how many neurons the last one has.
        is_digits: whether those are the ten digits.
    """

    count: int = 3
    outputs: int = 10
    is_digits: bool = True

    def is_output(self, number: int) -> bool:
        return number == self.count


DIGIT_LAYERS = Layers()  # of the network that reads digits


def neuron_of(number: int, layers: Layers = DIGIT_LAYERS) -> str:
    """What a layer's neurons are called: "hidden neuron"."""
    if number == 1:
        return said("input neuron", "输入神经元")
    if layers.is_output(number):
        return said("output neuron", "输出神经元")
    if layers.count == 3:
        return said("hidden neuron", "隐藏神经元")
    return said("hidden-{place} neuron", "隐藏层 {place} 的神经元", place=number - 1)


def column_name(
    number: int, layers: Layers = DIGIT_LAYERS, *, is_short: bool = False
) -> str:
    """What stands above a layer; short where there are many, or as it is asked."""
    if number == 1:
        name = said("input", "输入")
    elif layers.is_output(number):
        name = said("output", "输出")
    elif layers.count == 3:
        name = said("hidden", "隐藏")
    else:
        name = said("hidden {place}", "隐藏 {place}", place=number - 1)
    if is_short or layers.count > 3:
        return name
    return said("{name} neurons", "{name}神经元", name=name)


def neuron_title(number: int, index: int, layers: Layers = DIGIT_LAYERS) -> str:
    """Which neuron is told of; the outputs may be those of digits."""
    if not layers.is_output(number) or not layers.is_digits:
        return f"{neuron_of(number, layers)} {index}"
    return said("output of digit {index}", "数字 {index} 的输出", index=index)


def weight(number: int, to: int, start: int) -> str:
    """A weight as the article writes it, which counts all from 1.

    Args:
        number: of the layer that it leads to, from 2.
        to, start: index of that neuron and of the one it comes from, from 0.
    """
    return f"w({number}-{to + 1},{start + 1})"


def into_layer(number: int, layers: Layers = DIGIT_LAYERS) -> str:
    """The title of acts that add up what comes into a layer after the first."""
    if layers.is_output(number):
        return (
            said("Into the outputs", "进入输出")
            if number == 2
            else said("On to the outputs", "再通向输出")
        )
    if layers.count == 3:
        return said("Into the hidden neurons", "进入隐藏神经元")
    return said("Into hidden layer {place}", "进入隐藏层 {place}", place=number - 1)


def lines_note(*, carried: bool = False) -> str:
    """What colour and width of the lines are: under their legend."""
    return said("weight × value", "权重 × 值") if carried else said("weight", "权重")
