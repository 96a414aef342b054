"""What the statements of learning are for."""

import numpy as np
import pytest

from network.recorder import record
from scenes.words.naming import language
from scenes.words.purposes import STEP_NAMES, lesson, step_name


def error(outputs, wanted):
    output_delta = outputs - wanted
    return output_delta


def sent_back(hidden_to_output_weights, output_delta):
    hidden_error = hidden_to_output_weights.T @ output_delta
    return hidden_error


def sent_back_later(hidden_to_output_weights, output_delta):
    hidden_to_output_weights -= 1
    hidden_error = hidden_to_output_weights.T @ output_delta
    return hidden_error


def sent_back_by_others(weights, output_delta):
    weights -= 1
    hidden_error = weights.T @ output_delta
    return hidden_error


def changed(outputs, output_delta):
    output_delta -= outputs
    return output_delta


def of_no_purpose(outputs, wanted):
    rest = outputs - wanted
    return rest


COLUMN, WEIGHTS = np.ones((3, 1)), np.ones((3, 5))
TURNED = (
    "Turned over (.T), each row holds the 3 weights that lead from one hidden "
    "neuron: what it did to each output."
)
TURNED_ZH = (
    "行列互换后，每行是一个隐藏神经元通向各输出的 3 个权重：它对每个输出的影响。"
)


@pytest.mark.parametrize(
    "call, first, target, english, chinese",
    [
        (
            error,
            COLUMN,
            "output_delta",
            (
                "How wrong is each output?",
                "Delta is the error: what the network says, minus what it should "
                "say. Zero would be perfect.",
            ),
            (
                "每个输出错了多少？",
                "delta 就是误差：网络的输出减去正确答案，为零就是完全正确。",
            ),
        ),
        (
            sent_back,
            WEIGHTS,
            "hidden_error",
            ("Send the error back", TURNED),
            ("把误差传回去", TURNED_ZH),
        ),
        (
            sent_back_later,
            WEIGHTS,
            "hidden_error",
            ("Send the error back", TURNED + " (They were just updated.)"),
            ("把误差传回去", TURNED_ZH + "（权重刚刚更新过。）"),
        ),
        (
            sent_back_by_others,
            WEIGHTS,
            "hidden_error",
            ("Send the error back", TURNED),
            ("把误差传回去", TURNED_ZH),
        ),
        (
            error,
            COLUMN[:, 0],  # of any shape
            "output_delta",
            (
                "How wrong is each output?",
                "Delta is the error: what the network says, minus what it should "
                "say. Zero would be perfect.",
            ),
            (
                "每个输出错了多少？",
                "delta 就是误差：网络的输出减去正确答案，为零就是完全正确。",
            ),
        ),
        (changed, COLUMN, "output_delta", None, None),
        (of_no_purpose, COLUMN, "rest", None, None),
        (
            of_no_purpose,
            COLUMN,
            "hidden_to_output_adjustment",
            (
                "Which output weight is to blame?",
                "The adjustment is each weight's share of the error: each digit's "
                "error times each hidden neuron.",
            ),
            (
                "哪个输出权重该负责？",
                "调整量是每个权重该负责的那份误差：每个数字的误差乘以每个隐藏神经元。",
            ),
        ),
        (
            of_no_purpose,
            COLUMN,
            "sigmoid_differential",
            (
                "How steep is the curve at each neuron?",
                "The differential is the sigmoid's slope: y × (1 − y) where a neuron "
                "is y.",
            ),
            (
                "每个神经元处的曲线有多陡？",
                "微分就是 sigmoid 的斜率：神经元为 y 处，斜率为 y × (1 − y)。",
            ),
        ),
        (
            of_no_purpose,
            COLUMN,
            "hidden_delta",
            (
                "How wrong is each hidden neuron?",
                "The error that came back, times the slope: where the curve is flat, "
                "little comes through.",
            ),
            (
                "每个隐藏神经元错了多少？",
                "传回的误差乘以斜率：曲线平坦的地方，误差几乎传不过去。",
            ),
        ),
        (
            of_no_purpose,
            COLUMN,
            "input_to_hidden_adjustment",
            (
                "How much is each weight to blame?",
                "Each hidden neuron stamps the image with its own error: one sheet "
                "of adjustments for each.",
            ),
            (
                "每个权重该负多少责任？",
                "每个隐藏神经元用自己的误差乘以整幅图像，各得到一张调整量。",
            ),
        ),
    ],
)
def test_lessons(call, first, target, english, chinese):
    trace = record(
        call, first.copy(), np.ones(first.shape[:1] + (1,) * (first.ndim - 1))
    )
    operations = [step.operations for step in trace.steps if step.operations][-1]
    for spoken, told in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert lesson(target, operations) == told


@pytest.mark.parametrize(
    "target, english, chinese",
    [
        ("expected_output", "right answer", "正确答案"),
        ("output_delta", "errors", "误差"),
        ("hidden_to_output_adjustment", "output blame", "输出层责任"),
        ("hidden_to_output_weights", "output weights", "输出层权重"),
        ("output_biases", "output biases", "输出层偏置"),
        ("sigmoid_differential", "slope", "斜率"),
        ("hidden_error", "errors sent back", "误差传回"),
        ("hidden_delta", "hidden errors", "隐藏误差"),
        ("input_to_hidden_adjustment", "hidden blame", "隐藏层责任"),
        ("input_to_hidden_weights", "hidden weights", "隐藏层权重"),
        ("hidden_biases", "hidden biases", "隐藏层偏置"),
        ("my_own_name", "my own name", "my own name"),
        ("", "", ""),
    ],
)
def test_names_of_steps(target, english, chinese):
    for spoken, name in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert step_name(target) == name
    assert (target in STEP_NAMES) == (target not in ("my_own_name", ""))
