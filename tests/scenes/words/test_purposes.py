"""What the statements of learning are for."""

from types import SimpleNamespace

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.gradients_through import NORMALISED, SOFTMAX
from scenes.reading.value_roles import roles_of
from scenes.words.naming import language
from scenes.words.purposes import STEP_NAMES, lesson, step_name, through_words


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def tanh(x):
    return np.tanh(x)


def error(outputs, wanted):
    output_delta = outputs - wanted
    return output_delta


def blame(output_delta, hidden_neurons):
    hidden_to_output_adjustment = output_delta @ hidden_neurons.T
    return hidden_to_output_adjustment


def steepness(x):
    y = sigmoid(x)
    sigmoid_differential = y * (1 - y)
    return sigmoid_differential


def sent_back(weights, output_delta):
    hidden_error = weights.T @ output_delta
    return hidden_error


def sent_back_later(hidden_to_output_weights, output_delta):
    hidden_to_output_weights -= 1
    hidden_error = hidden_to_output_weights.T @ output_delta
    return hidden_error


def sent_back_by_others(weights, output_delta):
    weights -= 1
    hidden_error = weights.T @ output_delta
    return hidden_error


def let_through(x, error):
    y = sigmoid(x)
    slope = y * (1 - y)
    hidden_delta = error * slope
    return hidden_delta


def stamped(hidden_delta, image):
    input_to_hidden_adjustment = hidden_delta @ image.T
    return input_to_hidden_adjustment


# The same names, and statements that do something else.


def changed(outputs, output_delta):
    output_delta -= outputs
    return output_delta


def no_error(outputs, wanted):
    output_delta = outputs + wanted
    return output_delta


def no_blame(output_delta, hidden_neurons):
    hidden_to_output_adjustment = output_delta * hidden_neurons
    return hidden_to_output_adjustment


def of_another_curve(x):
    y = tanh(x)
    sigmoid_differential = y * (1 - y)
    return sigmoid_differential


def of_no_curve(x):
    sigmoid_differential = x * (1 - x)
    return sigmoid_differential


def of_its_squares(x):
    y = sigmoid(x)
    sigmoid_differential = y * y
    return sigmoid_differential


def not_turned_over(weights, output_delta):
    hidden_error = weights @ output_delta
    return hidden_error


def times_no_slope(x, error):
    hidden_delta = error * x
    return hidden_delta


def of_no_purpose(outputs, wanted):
    rest = outputs - wanted
    return rest


COLUMN, WANTED = np.full((3, 1), 0.25), np.eye(3)[:, [1]]
SQUARE, WEIGHTS = np.ones((3, 3)), np.ones((3, 5))
INK = np.linspace(0, 1, 784)[:, None]
ERROR = (
    "How wrong is each output?",
    "Delta, the error: output minus right answer. Zero is perfect.",
)
ERROR_ZH = (
    "每个输出错了多少？",
    "delta 就是误差：网络的输出减去正确答案，为零就是完全正确。",
)
TURNED = (
    "Turned over (.T), each row holds the 3 weights that lead from one hidden "
    "neuron: what it did to each output."
)
TURNED_ZH = (
    "行列互换后，每行是一个隐藏神经元通向各输出的 3 个权重：它对每个输出的影响。"
)


@pytest.mark.parametrize(
    "call, arguments, target, english, chinese",
    [
        (error, (COLUMN, WANTED), "output_delta", ERROR, ERROR_ZH),
        (error, (COLUMN[:, 0], WANTED[:, 0]), "output_delta", ERROR, ERROR_ZH),
        (error, (COLUMN, COLUMN), "output_delta", None, None),
        (no_error, (COLUMN, WANTED), "output_delta", None, None),
        (changed, (COLUMN, WANTED), "output_delta", None, None),
        (of_no_purpose, (COLUMN, WANTED), "rest", None, None),
        (
            blame,
            (COLUMN, COLUMN),
            "hidden_to_output_adjustment",
            (
                "Which output weights had a part in it?",
                "The push on each weight: the error of its digit, times its hidden "
                "neuron.",
            ),
            (
                "哪些输出权重有份？",
                "每个权重受到的推动：它通向的数字的误差，乘以它来自的隐藏神经元。",
            ),
        ),
        (no_blame, (COLUMN, COLUMN), "hidden_to_output_adjustment", None, None),
        (
            steepness,
            (COLUMN,),
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
        (of_another_curve, (COLUMN,), "sigmoid_differential", None, None),
        (of_no_curve, (COLUMN,), "sigmoid_differential", None, None),
        (of_its_squares, (COLUMN,), "sigmoid_differential", None, None),
        (
            sent_back,
            (WEIGHTS, COLUMN),
            "hidden_error",
            ("Send the error back", TURNED),
            ("把误差传回去", TURNED_ZH),
        ),
        (
            sent_back_later,
            (WEIGHTS, COLUMN),
            "hidden_error",
            ("Send the error back", TURNED + " (They were just updated.)"),
            ("把误差传回去", TURNED_ZH + "（权重刚刚更新过。）"),
        ),
        (
            sent_back_by_others,
            (WEIGHTS, COLUMN),
            "hidden_error",
            ("Send the error back", TURNED),
            ("把误差传回去", TURNED_ZH),
        ),
        (not_turned_over, (SQUARE, COLUMN), "hidden_error", None, None),
        (
            let_through,
            (COLUMN, COLUMN),
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
        (times_no_slope, (COLUMN, COLUMN), "hidden_delta", None, None),
        (
            stamped,
            (COLUMN, INK),
            "input_to_hidden_adjustment",
            (
                "How much is each weight to blame?",
                "Each hidden neuron stamps the image with its own error: one sheet "
                "of adjustments for each.",
            ),
            (
                "每个权重该负多少责任？",
                "每个隐藏神经元用自己的误差乘以整张图像，各得到一张调整量。",
            ),
        ),
        (stamped, (COLUMN, INK * 2), "input_to_hidden_adjustment", None, None),
        (stamped, (COLUMN, INK[:9]), "input_to_hidden_adjustment", None, None),
    ],
)
def test_lessons(call, arguments, target, english, chinese):
    trace = record(call, *(one.copy() for one in arguments))
    operations = [step.operations for step in trace.steps if target in step.targets][-1]
    for spoken, told in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert lesson(target, operations, roles_of(trace)) == told


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


THROUGH = {
    (SOFTMAX, ""): (
        "Back through the softmax: the gradient of {of}",
        "The shares add up to 1: what one gains the others lose. So from {back} its "
        "mean, weighed by the shares, is taken; then each share multiplies its own.",
        "经 softmax 传回：{of} 的梯度",
        "份额合计为 1：一个多，其余就少。所以先从 {back} 减去按份额加权的平均值，"
        "再各乘自己的份额。",
    ),
    (NORMALISED, "standard"): (
        "Back through the normalisation: the gradient of {of}",
        "Mean and spread were made of {of}, too: what would only shift or stretch a "
        "line is taken out of {back}, and the rest divided by the spread.",
        "经归一化传回：{of} 的梯度",
        "均值和标准差也由 {of} 算出：先去掉 {back} 中只会平移或拉伸一条的部分，"
        "其余除以标准差。",
    ),
    **dict.fromkeys(
        [(NORMALISED, "rms"), (NORMALISED, "length")],
        (
            "Back through the normalisation: the gradient of {of}",
            "The size of a line was made of {of}, too: what would only stretch the "
            "line is taken out of {back}, and the rest divided by that size.",
            "经归一化传回：{of} 的梯度",
            "大小也由 {of} 算出：先去掉 {back} 中只会拉伸一条的部分，"
            "其余除以这个大小。",
        ),
    ),
}


@pytest.mark.parametrize("kind, of", THROUGH)
@pytest.mark.parametrize("names", [("z", "dout"), ("", "")])
def test_what_comes_back_through_a_whole(kind, of, names):
    values = (SimpleNamespace(name=name) for name in names)
    through = SimpleNamespace(
        kind=kind, forward=SimpleNamespace(kind=of), **dict(zip(("of", "back"), values))
    )
    title, lead, chinese_title, chinese_lead = THROUGH[kind, of]
    called = names if names[0] else ("the input", "the gradient")
    with language("en"):
        assert through_words(through) == (
            title.format(of=called[0]),
            lead.format(of=called[0], back=called[1]),
        )
    spaced = f" {names[0]} ", f" {names[1]} "
    of_it, back = spaced if names[0] else ("输入", "梯度")
    with language("zh"):
        assert [one.replace(" ", "") for one in through_words(through)] == [
            one.format(of=of_it, back=back).replace(" ", "")
            for one in (chinese_title, chinese_lead)
        ]
