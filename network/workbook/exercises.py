"""The exercises of the sheets Check and Exercises.

Each has up to two given numbers, a and b; they, and the right value, follow
the image that is chosen. None is solved by 0 or by a given number unchanged.
"""

from dataclasses import dataclass

import numpy as np

from network.digits.sizes import SIDE
from network.workbook.layout import BLOCK
from network.workbook.spelling import argmax_formula

PIXEL, NEURON = "{pixel}", "{neuron}"  # cells of Check, by these names


@dataclass(frozen=True)
class Exercise:
    """Something to work out.

    Attributes:
        step: slug of the step of the film that it is about.
        question: in English and in Chinese; "{neuron}" in it stands for the
            hidden neuron that is asked about.
        given: up to two pairs of a formula, without "=", and its value.
        answer: formula of the right value from "{a}" and "{b}", without "=".
        value: of it.
        is_exact: whether only the value itself is right, and not what is
            within a hundredth of it.
    """

    step: str
    question: tuple[str, str]
    given: tuple[tuple[str, float], ...]
    answer: str
    value: float
    is_exact: bool = False


def telling_pixel(image):
    """The first pixel, from 1, that is nearest to half ink."""
    return int(np.argmin(np.abs(image.ravel() - 0.5))) + 1


def undecided_neuron(hidden_neurons):
    """The first hidden neuron, from 1, that is nearest to 0.5."""
    return int(np.argmin(np.abs(hidden_neurons.ravel() - 0.5))) + 1


def exercises(lesson):
    """The exercises, with the values that a lesson has."""
    return _forward(lesson) + _backward(lesson) + _drawing()


def _forward(lesson):
    pixel, k = telling_pixel(lesson.image), undecided_neuron(_hidden(lesson))
    row, place = f"(INT(({PIXEL}-1)/{SIDE})+1)", f"(MOD({PIXEL}-1,{SIDE})+1)"
    weights = f"INDEX(hidden_layer_weights,{BLOCK}*({NEURON}-1)+1+{row},{place})"
    ink = lesson.image[pixel - 1, 0]
    weight = lesson.before["input_to_hidden_weights"][k - 1, pixel - 1]
    total = lesson.values["hidden-pre-sigmoid"][k - 1, 0]
    bias = lesson.before["hidden_biases"][k - 1, 0]
    largest = int(np.argmax(lesson.values["output-neurons"])) + 1
    return (
        Exercise(
            "image",
            (
                "The pixels are counted row after row, from 1, 28 to a row. Which "
                "number has the pixel in row a, column b of Number? Exactly",
                "像素一行一行地从 1 数起，每行 28 个。Number 第 a 行第 b 列的像素是"
                "几号？要准确",
            ),
            ((row, (pixel - 1) // SIDE + 1), (place, (pixel - 1) % SIDE + 1)),
            f"{SIDE}*({{a}}-1)+{{b}}",
            pixel,
            is_exact=True,
        ),
        Exercise(
            "hidden-pre-sigmoid",
            (
                "That pixel is a, its weight into hidden neuron {neuron} is b. What "
                "does it send there?",
                "这个像素是 a，它到隐藏神经元 {neuron} 的权重是 b。它送过去多少？",
            ),
            ((f"INDEX(number,{row},{place})", ink), (weights, weight)),
            "{a}*{b}",
            ink * weight,
        ),
        Exercise(
            "hidden-pre-sigmoid",
            (
                "All that hidden neuron {neuron} is sent sums to a; its bias is b. "
                "What is its hidden_pre_sigmoid?",
                "送到隐藏神经元 {neuron} 的总和是 a，它的偏置是 b。"
                "它的 hidden_pre_sigmoid 是多少？",
            ),
            (
                (
                    f"INDEX(hidden_pre_sigmoid,1,{NEURON})-INDEX(bias_1,{NEURON})",
                    total - bias,
                ),
                (f"INDEX(bias_1,{NEURON})", bias),
            ),
            "{a}+{b}",
            total - bias + bias,
        ),
        Exercise(
            "hidden-neurons",
            (
                "Its hidden_pre_sigmoid is a. What is the neuron: 1 / (1 + e^-a)?",
                "它的 hidden_pre_sigmoid 是 a。神经元 1 / (1 + e^-a) 是多少？",
            ),
            ((f"INDEX(hidden_pre_sigmoid,1,{NEURON})", total),),
            "1/(1+EXP(-{a}))",
            1 / (1 + np.exp(-total)),
        ),
        Exercise(
            "detected",
            (
                "Which output neuron is the largest? Count from 1: that of digit 0 is "
                "number 1. Exactly",
                "哪个输出神经元最大？从 1 数起：数字 0 的是 1 号。要准确",
            ),
            (),
            f"{argmax_formula('output_neurons')}+1",
            largest,
            is_exact=True,
        ),
    )


def _backward(lesson):
    k, label = undecided_neuron(_hidden(lesson)) - 1, lesson.label
    values = lesson.values
    output = values["output-neurons"][label, 0]
    delta = values["output-delta"][label, 0]
    hidden = _hidden(lesson)[k]
    error, back = values["hidden-error"][k, 0], values["hidden-delta"][k, 0]
    rate, ink = lesson.learn_rate, lesson.image[telling_pixel(lesson.image) - 1, 0]
    y, neuron = "INDEX(output_neurons,label+1)", f"INDEX(hidden_neurons,{NEURON})"
    wrong = "INDEX(output_delta,label+1)"
    row, place = f"INT(({PIXEL}-1)/{SIDE})+1", f"MOD({PIXEL}-1,{SIDE})+1"
    return (
        Exercise(
            "output-delta",
            (
                "The output of the digit that is taught (label on Learn) is a; it "
                "should be 1. What is its output_delta?",
                "所教数字（Learn 上的 label）的输出是 a，应当是 1。"
                "它的 output_delta 是多少？",
            ),
            ((y, output),),
            "{a}-1",
            output - 1,
        ),
        Exercise(
            "output-delta",
            (
                "That output is a. What is its cross-entropy: the natural logarithm of "
                "a, with the other sign?",
                "这个输出是 a。它的交叉熵，即 a 的自然对数取相反数，是多少？",
            ),
            ((y, output),),
            "-LN({a})",
            -np.log(output),
        ),
        Exercise(
            "hidden-to-output-adjustment",
            (
                "Its output_delta is a, hidden neuron {neuron} is b. What is the "
                "adjustment of the weight between them?",
                "它的 output_delta 是 a，隐藏神经元 {neuron} 是 b。"
                "两者之间权重的调整量是多少？",
            ),
            ((wrong, delta), (neuron, hidden)),
            "{a}*{b}",
            delta * hidden,
        ),
        Exercise(
            "hidden-to-output-weights",
            (
                "That adjustment is a, learn_rate is b. By how much does the weight "
                "change? With its sign",
                "这个调整量是 a，learn_rate 是 b。权重变化多少？要带正负号",
            ),
            ((f"{wrong}*{neuron}", delta * hidden), ("learn_rate", rate)),
            "-{a}*{b}",
            -(delta * hidden) * rate,
        ),
        Exercise(
            "sigmoid-differential",
            (
                "Hidden neuron {neuron} is a. How steep is its sigmoid: a (1 - a)?",
                "隐藏神经元 {neuron} 是 a。sigmoid 在那里的斜率 a (1 - a) 是多少？",
            ),
            ((neuron, hidden),),
            "{a}*(1-{a})",
            hidden * (1 - hidden),
        ),
        Exercise(
            "hidden-delta",
            (
                "Its hidden_error is a, the slope is b. What is its hidden_delta?",
                "它的 hidden_error 是 a，斜率是 b。它的 hidden_delta 是多少？",
            ),
            (
                (f"INDEX(hidden_error,1,{NEURON})", error),
                (f"{neuron}*(1-{neuron})", hidden * (1 - hidden)),
            ),
            "{a}*{b}",
            error * (hidden * (1 - hidden)),
        ),
        Exercise(
            "input-to-hidden-adjustment",
            (
                "That hidden_delta is a, the pixel of the first question is b. What is "
                "the adjustment of the weight between them?",
                "这个 hidden_delta 是 a，第一题的像素是 b。"
                "两者之间权重的调整量是多少？",
            ),
            (
                (f"INDEX(hidden_delta,1,{NEURON})", back),
                (f"INDEX(number,{row},{place})", ink),
            ),
            "{a}*{b}",
            back * ink,
        ),
    )


def _drawing():
    drawn = argmax_formula("seen_output_neurons")
    return (
        Exercise(
            "detected",
            (
                "Draw a digit on Draw that is read otherwise than the image chosen "
                "here. Which output neuron is the largest there, from 1? Exactly",
                "在 Draw 上画一个数字，使它的读法与这里所选的图不同。"
                "那里哪个输出神经元最大（从 1 数起）？要准确",
            ),
            (),
            f"IF(OR(ink=0,{drawn}={argmax_formula('output_neurons')}),0,{drawn}+1)",
            0,
            is_exact=True,
        ),
    )


def _hidden(lesson):
    """(H,) the hidden neurons."""
    return lesson.values["hidden-neurons"].ravel()
