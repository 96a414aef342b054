"""The end of the sheet Learn: the same image once more, and what has changed."""

import numpy as np

from network.digits.sizes import DIGITS
from network.workbook.areas import Area
from network.workbook.layout import sum_formula
from network.workbook.learn_bands import FIRST, NAME
from network.workbook.learn_summary import write_summary
from network.workbook.spelling import loss, loss_formula, sigmoid_formula


def write_after(learn):
    """Write the last bands of the sheet Learn, and the summary at its top.

    Args:
        learn: the Bands written so far, with the areas `hidden`, `sums`,
            `outputs`, `expected`, `losses` and `output_weights`.
    """
    learn.sheet.page.set_h_pagebreaks([learn.at])
    after = _After(learn)
    after.write_outputs()
    after.write_why()
    write_summary(after)


class _After:
    """What the bands share.

    Attributes:
        before, again: Areas (10, 1) of the outputs before and after the step.
        sums, losses: of the sums and of the losses after it.
        by_own, by_hidden: of what moved each sum.
        sums_before, sums_after, own: (10,) their values, and by_own's.
        expected: (10,) whether a digit is the label.
    """

    def __init__(self, learn):
        self.learn, self.sheet, self.say = learn, learn.sheet, learn.say
        lesson = learn.lesson
        self.lesson = lesson
        self.values = lesson.values["output-neurons"]
        self.expected = np.arange(DIGITS) == lesson.label
        self.sums_before = lesson.values["output-pre-sigmoid"].ravel()
        weights = lesson.after["hidden_to_output_weights"]
        biases = lesson.after["output_biases"]
        self.sums_after = (weights @ lesson.again[0] + biases).ravel()
        self.own = (
            weights @ lesson.values["hidden-neurons"] + biases
        ).ravel() - self.sums_before

    def write_outputs(self):
        learn, say, lesson = self.learn, self.say, self.lesson
        learn.head(
            say(
                "After: the same image once more, with what was learned",
                "之后：用学到的参数再看一次同一幅图",
            )
        )
        learn.row(
            say("hidden_neurons before", "hidden_neurons（前）"),
            lambda k: f"={learn.hidden.cell(0, k)}",
            lesson.values["hidden-neurons"],
        )
        self.hidden = learn.row(
            say("hidden_neurons after", "hidden_neurons（后）"),
            lambda k: (
                f"={sigmoid_formula(sum_formula('number', 1, k + 1, 'learned_'))}"
            ),
            lesson.again[0],
        )
        learn.book.define("learned_hidden_neurons", self.hidden)
        self.sheet.grey(Area(NAME, self.hidden.top - 1, FIRST, 2, lesson.hidden))
        learn.heads(
            say("output before", "输出（前）"),
            say("output after", "输出（后）"),
            say("change", "变化"),
            say("expected output", "应有输出"),
            say("cross-entropy", "交叉熵"),
        )
        learn.digits()
        again, why = learn.at, learn.at + DIGITS + 4  # first rows of both tables
        self.sums = Area(NAME, why, 2, DIGITS)
        self.before = learn.column(
            1, lambda d: f"={learn.outputs.cell(d)}", self.values, num_format="0.000000"
        )
        self.again = learn.column(
            2,
            lambda d: f"={sigmoid_formula(self.sums.cell(d))}",
            lesson.again[1],
            num_format="0.000000",
        )
        learn.column(
            3,
            lambda d: f"={self.again.cell(d)}-{self.before.cell(d)}",
            lesson.again[1] - self.values,
            "fine",
        )
        learn.column(4, lambda d: f"={learn.expected.cell(d)}", self.expected, "whole")
        self.losses = learn.column(
            5,
            lambda d: f"={loss_formula(self.sums.cell(d), learn.expected.cell(d))}",
            loss(self.sums_after, self.expected),
            num_format="0.000000",
        )
        self.sheet.grey(Area(NAME, again, 1, DIGITS, 2))
        learn.at += DIGITS + 1

    def write_why(self):
        """What moved each sum: the neuron's own weights, or those before it."""
        learn, say = self.learn, self.say
        learn.head(say("Why each output moved", "每个输出为什么变了"))
        self.sheet.text(
            learn.at,
            1,
            say(
                "A digit's own weights and bias always go towards what it should say. "
                "The hidden neurons answer for the errors of all ten digits: they may "
                "pull it the other way.",
                "每个数字自己的权重和偏置总是朝应有的值走；隐藏神经元要顾及全部十个数字"
                "的误差，可能把它往反方向拉。",
            ),
            "quiet",
        )
        learn.at += 1
        learn.heads(
            say("sum before", "和（前）"),
            say("sum after", "和（后）"),
            say("by its own weights", "因自己的权重"),
            say("by the hidden neurons", "因隐藏神经元"),
        )
        learn.digits()
        learn.column(1, lambda d: f"={learn.sums.cell(d)}", self.sums_before, "fine")
        # The hidden neurons lie in a row here, the weights in a column there:
        # each product comes from a row of the updated weights above.
        weights = learn.output_weights
        learn.column(
            2,
            lambda d: (
                f"=SUMPRODUCT(learned_hidden_neurons,{weights.row(d).range})"
                f"+INDEX(learned_bias_2,{d + 1})"
            ),
            self.sums_after,
            "fine",
        )
        self.by_own = learn.column(
            3,
            lambda d: (
                f"=SUMPRODUCT({learn.hidden.range},{weights.row(d).range})"
                f"+INDEX(learned_bias_2,{d + 1})-{learn.sums.cell(d)}"
            ),
            self.own,
            "fine",
        )
        self.by_hidden = learn.column(
            4,
            lambda d: (
                f"={self.sums.cell(d)}-{learn.sums.cell(d)}-{self.by_own.cell(d)}"
            ),
            self.sums_after - self.sums_before - self.own,
            "fine",
        )
        assert self.sums.top == learn.at
        learn.at += DIGITS + 1
