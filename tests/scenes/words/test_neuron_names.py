"""What neurons and weights are called."""

import pytest

from scenes.words import neuron_names
from scenes.words.naming import language
from scenes.words.neuron_names import Layers

DEEP = Layers(4, 3, is_digits=False)
ONE = Layers(2, 3, is_digits=False)


@pytest.mark.parametrize(
    "name, arguments, english, chinese",
    [
        ("neuron_of", (1,), "input neuron", "输入神经元"),
        ("neuron_of", (2,), "hidden neuron", "隐藏神经元"),
        ("neuron_of", (3,), "output neuron", "输出神经元"),
        ("neuron_title", (1, 385), "input neuron 385", "输入神经元 385"),
        ("neuron_title", (2, 20), "hidden neuron 20", "隐藏神经元 20"),
        ("neuron_title", (3, 0), "output of digit 0", "数字 0 的输出"),
        ("neuron_title", (3, 9), "output of digit 9", "数字 9 的输出"),
        ("weight", (2, 19, 783), "w(2-20,784)", "w(2-20,784)"),
        ("weight", (3, 9, 0), "w(3-10,1)", "w(3-10,1)"),
        ("into_layer", (2,), "Into the hidden neurons", "进入隐藏神经元"),
        ("into_layer", (3,), "On to the outputs", "再通向输出"),
        ("lines_note", (), "weight", "权重"),
        ("neuron_of", (3, DEEP), "hidden-2 neuron", "隐藏层 2 的神经元"),
        ("neuron_title", (4, 1, DEEP), "output neuron 1", "输出神经元 1"),
        ("neuron_title", (2, 0, ONE), "output neuron 0", "输出神经元 0"),
        ("into_layer", (3, DEEP), "Into hidden layer 2", "进入隐藏层 2"),
        ("into_layer", (2, ONE), "Into the outputs", "进入输出"),
        ("column_name", (3, DEEP), "hidden 2", "隐藏 2"),
        ("column_name", (2, ONE), "output neurons", "输出神经元"),
    ],
)
def test_names(name, arguments, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert getattr(neuron_names, name)(*arguments) == expected


@pytest.mark.parametrize(
    "spoken, expected", [("en", "weight × value"), ("zh", "权重 × 值")]
)
def test_lines_that_carry(spoken, expected):
    with language(spoken):
        assert neuron_names.lines_note(carried=True) == expected


@pytest.mark.parametrize(
    "number, english, chinese",
    [(1, "input", "输入"), (2, "hidden", "隐藏"), (3, "output", "输出")],
)
def test_names_of_layers_where_they_stand_close(number, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert neuron_names.column_name(number, is_short=True) == expected
