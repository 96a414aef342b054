"""What neurons and weights are called."""

import pytest

from scenes.words import neuron_names
from scenes.words.naming import language


@pytest.mark.parametrize("name, arguments, english, chinese", [
    ("neuron_of", (1,), "input neuron", "输入神经元"),
    ("neuron_of", (2,), "hidden neuron", "隐藏神经元"),
    ("neuron_of", (3,), "output neuron", "输出神经元"),
    ("neuron_title", (1, 385), "input neuron 385", "输入神经元 385"),
    ("neuron_title", (2, 20), "hidden neuron 20", "隐藏神经元 20"),
    ("neuron_title", (3, 1), "output of digit 0 (no. 1 of 10)",
     "数字 0 的输出（10 个中第 1 个）"),
    ("neuron_title", (3, 10), "output of digit 9 (no. 10 of 10)",
     "数字 9 的输出（10 个中第 10 个）"),
    ("weight", (2, 20, 784), "w(2-20,784)", "w(2-20,784)"),
    ("weight", (3, 10, 1), "w(3-10,1)", "w(3-10,1)"),
    ("into_layer", (2,), "Into the hidden neurons", "进入隐藏神经元"),
    ("into_layer", (3,), "On to the outputs", "再通向输出"),
    ("lines_note", (), "weight", "权重")])
def test_names(name, arguments, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert getattr(neuron_names, name)(*arguments) == expected


@pytest.mark.parametrize("spoken, expected", [("en", "weight × value"),
                                              ("zh", "权重 × 值")])
def test_lines_that_carry(spoken, expected):
    with language(spoken):
        assert neuron_names.lines_note(carried=True) == expected
