"""The sheet Learn: backpropagation in the order of DigitNetwork.learn.

The two steps of 784 weights a neuron have sheets of their own; what the step
changed stands in learn_after.
"""

import numpy as np

from network.digits.sizes import DIGITS
from network.workbook.areas import Area
from network.workbook.book import round_scale
from network.workbook.layout import ParameterLayout, sum_formula
from network.workbook.learn_after import write_after
from network.workbook.learn_bands import FIRST, NAME, NEURON_ROW, Bands
from network.workbook.learn_inputs import LABEL, RATE, TAUGHT, write_inputs
from network.workbook.learn_steps import STEPS
from network.workbook.spelling import argmax_formula, loss, loss_formula

__all__ = ["LABEL", "RATE", "STEPS", "TAUGHT", "write_learn"]


def write_learn(book, lesson, site):
    """Write the sheet.

    Returns:
        Area of the updated (10, H) output weights on it, and those of the
        (1, H) hidden and (10, 1) output biases.
    """
    writer = _Learn(book, lesson, site)
    writer.write_top()
    writer.write_hidden_layer()
    writer.write_output_layer()
    writer.write_output_updates()
    writer.write_hidden_errors()
    writer.write_hidden_updates()
    write_after(writer)
    return writer.output_weights, (writer.hidden_biases, writer.output_biases)


class _Learn(Bands):
    """The bands of the sheet, in the order of the code."""

    def write_top(self):
        sheet, page, say = self.sheet, self.sheet.page, self.say
        page.set_column_pixels(0, 0, 215)
        page.set_column_pixels(1, 5, 84)
        page.set_column_pixels(6, 6, 16)
        page.set_column_pixels(FIRST, FIRST + self.lesson.hidden - 1, 58)
        sheet.text(
            0,
            0,
            say("Learn: one step of backpropagation", "Learn：反向传播的一步"),
            "title",
        )
        write_inputs(self)
        sheet.text(NEURON_ROW, 0, say("hidden neuron", "隐藏神经元"), "head right")
        for column in range(1, FIRST):
            sheet.text(NEURON_ROW, column, "", "head")
        for k in range(self.lesson.hidden):
            sheet.number(NEURON_ROW, FIRST + k, k + 1, "head right", num_format="0")
        page.freeze_panes(NEURON_ROW + 1, 1)
        page.repeat_rows(NEURON_ROW)

    def write_hidden_layer(self):
        self.head(self.say("Forward: the hidden layer", "向前：隐藏层"))
        self.steps("hidden-pre-sigmoid", "hidden-neurons")
        sums = self.row(
            "hidden_pre_sigmoid",
            lambda k: f"={sum_formula('number', 1, k + 1)}",
            self.lesson.values["hidden-pre-sigmoid"],
            "sum",
            step="hidden-pre-sigmoid",
        )
        self.book.define("hidden_pre_sigmoid", sums)
        self.hidden = self.row(
            "hidden_neurons",
            lambda k: f"=1/(1+EXP(-{sums.cell(0, k)}))",
            self.lesson.values["hidden-neurons"],
            step="hidden-neurons",
        )
        self.sheet.grey(self.hidden)
        self.at += 1

    def write_output_layer(self):
        values, say = self.lesson.values, self.say
        self.head(
            say(
                "Forward: the output layer, and how wrong it is",
                "向前：输出层，以及错了多少",
            )
        )
        self.steps(
            "output-pre-sigmoid",
            "output-neurons",
            "detected",
            "expected-output",
            "output-delta",
        )
        self.heads(
            say("output pre-sigmoid", "输出的和"),
            say("output neurons", "输出神经元"),
            say("expected output", "应有输出"),
            say("output delta", "输出误差"),
            say("cross-entropy", "交叉熵"),
        )
        self.digits()
        self.sums = self.column(
            1,
            lambda d: "=" + sum_formula("hidden_neurons", 2, d + 1),
            values["output-pre-sigmoid"],
            "sum",
            step="output-pre-sigmoid",
        )
        self.outputs = self.column(
            2,
            lambda d: f"=1/(1+EXP(-{self.sums.cell(d)}))",
            values["output-neurons"],
            step="output-neurons",
        )
        expected = np.arange(DIGITS) == self.lesson.label
        self.expected = self.column(
            3,
            lambda d: f"=IF({self.digit(d)}=label,1,0)",
            expected,
            "whole",
            step="expected-output",
        )
        self.delta = self.column(
            4,
            lambda d: f"={self.outputs.cell(d)}-{self.expected.cell(d)}",
            values["output-delta"],
            "sum",
            step="output-delta",
        )
        self.losses = self.column(
            5,
            lambda d: f"={loss_formula(self.sums.cell(d), self.expected.cell(d))}",
            loss(values["output-pre-sigmoid"].ravel(), expected),
            num_format="0.000000",
        )
        self.sheet.grey(self.outputs)
        self.sheet.diverging(self.delta, 1)
        self.book.define("output_delta", self.delta)
        self.at += DIGITS
        detected = Area(NAME, self.at, 2)
        formula = f"={argmax_formula(self.outputs.range)}"
        self.sheet.text(self.at, 0, say("detected", "认出"), "head right")
        self.sheet.formula(
            self.at, 2, formula, self.lesson.detected, "bold", num_format="0"
        )
        self.spell("detected", detected, formula)
        self.at += 2

    def write_output_updates(self):
        values, after, say = self.lesson.values, self.lesson.after, self.say
        self.head(say("Back: the output weights", "向后：输出层的权重"))
        self.steps("hidden-to-output-adjustment")
        self.digits()
        adjustment = self.matrix(
            lambda d, k: (
                f"={self.delta.cell(d, fixed='column')}"
                f"*{self.hidden.cell(0, k, fixed='row')}"
            ),
            values["hidden-to-output-adjustment"],
            "tiny",
            step="hidden-to-output-adjustment",
            font_size=8,
        )
        self.sheet.diverging(
            adjustment, round_scale(values["hidden-to-output-adjustment"])
        )
        self.at += DIGITS + 1
        self.steps("hidden-to-output-weights", "output-biases")
        self.heads(say("bias before", "偏置（前）"), say("bias after", "偏置（后）"))
        self.digits()
        biases = self.column(
            1,
            lambda d: f"=INDEX(bias_2,{d + 1})",
            self.lesson.before["output_biases"],
            "fine",
        )
        self.output_biases = self.column(
            2,
            lambda d: f"={biases.cell(d)}-learn_rate*{self.delta.cell(d)}",
            after["output_biases"],
            "fine",
            step="output-biases",
        )
        self.output_weights = self.matrix(
            lambda d, k: (
                f"=INDEX(weight_2_{d + 1},{self.neuron(k)})"
                f"-learn_rate*{adjustment.cell(d, k)}"
            ),
            after["hidden_to_output_weights"],
            "weight",
            step="hidden-to-output-weights",
            num_format="0.0000",
            font_size=8,
        )
        self.sheet.diverging(
            self.output_weights, round_scale(after["hidden_to_output_weights"])
        )
        self.at += DIGITS + 1

    def write_hidden_errors(self):
        values = self.lesson.values
        self.head(
            self.say("Back: the errors of the hidden layer", "向后：隐藏层的误差")
        )
        self.steps("sigmoid-differential", "hidden-error", "hidden-delta")
        slope = self.row(
            "sigmoid_differential",
            lambda k: f"={self.hidden.cell(0, k)}*(1-{self.hidden.cell(0, k)})",
            values["sigmoid-differential"],
            step="sigmoid-differential",
        )
        weights, delta = self.output_weights, self.delta.range
        error = self.row(
            "hidden_error",
            lambda k: (
                f"=SUMPRODUCT({weights.cell(0, k)}:"
                f"{weights.cell(DIGITS - 1, k)},{delta})"
            ),
            values["hidden-error"],
            "sum",
            step="hidden-error",
            num_format="+0.0000;-0.0000;0",
        )
        self.hidden_delta = self.row(
            "hidden_delta",
            lambda k: f"={error.cell(0, k)}*{slope.cell(0, k)}",
            values["hidden-delta"],
            "tiny",
            step="hidden-delta",
            font_size=9,
            num_format='0.0E+0;-0.0E+0;"0"',
        )
        self.book.define("hidden_error", error)
        self.book.define("hidden_delta", self.hidden_delta)
        self.sheet.diverging(error, round_scale(values["hidden-error"]))
        self.at += 1

    def write_hidden_updates(self):
        lesson, say = self.lesson, self.say
        self.head(say("Back: the hidden weights", "向后：隐藏层的权重"))
        self.steps(
            "input-to-hidden-adjustment", "input-to-hidden-weights", "hidden-biases"
        )
        places = ParameterLayout("Adjustments", lesson.hidden)
        adjustments = lesson.values["input-to-hidden-adjustment"]
        learned = ParameterLayout("Learned", lesson.hidden)
        weight = ParameterLayout("Parameters", lesson.hidden).hidden_weights(0)
        first = places.hidden_weights(0)
        self.spell("input-to-hidden-adjustment", first, f"=$S${first.top}*Number!A1")
        self.spell(
            "input-to-hidden-weights",
            learned.hidden_weights(0),
            f"={weight.away()}-learn_rate*{first.away()}",
        )
        for function, find in (("MAX", np.max), ("MIN", np.min)):
            self.row(
                say(f"{function} of its adjustments", f"调整量的 {function}"),
                lambda k: f"={function}({places.hidden_weights(k).away_range})",
                find(adjustments, axis=1),
                "tiny",
                font_size=8,
            )
        before = self.row(
            say("bias before", "偏置（前）"),
            lambda k: f"=INDEX(bias_1,{k + 1})",
            lesson.before["hidden_biases"],
            "sum",
            num_format="0.0000",
        )
        self.hidden_biases = self.row(
            say("bias after", "偏置（后）"),
            lambda k: f"={before.cell(0, k)}-learn_rate*{self.hidden_delta.cell(0, k)}",
            lesson.after["hidden_biases"],
            "sum",
            step="hidden-biases",
            num_format="0.0000",
        )
        self.sheet.link(self.at, 0, "internal:Adjustments!A1", "Adjustments")
        self.sheet.link(self.at + 1, 0, "internal:Learned!A1", "Learned")
        self.at += 3
