"""The sheet Learn: backpropagation in the order of DigitNetwork.learn.

Digits go down in ten rows, hidden neurons across from column H on, so that a
weight stands where its row and column cross. The two steps of 784 weights a
neuron have sheets of their own.
"""

import numpy as np

from network.digits.sizes import DIGITS
from network.workbook.areas import Area
from network.workbook.book import argmax_formula, round_scale
from network.workbook.film_links import write_link
from network.workbook.layout import (
    ParameterLayout, neuron_formula, sum_formula)

NAME = "Learn"
LABEL, RATE = Area(NAME, 2, 1), Area(NAME, 3, 1)
NEURON_ROW = 6
FIRST_BAND = 8
FIRST = 7  # column of hidden neuron 1
STEPS = {
    "hidden-pre-sigmoid": "Each hidden neuron: weights times pixels, summed, "
                          "and its bias.",
    "hidden-neurons": "Squashed into 0..1.",
    "output-pre-sigmoid": "The same from the hidden neurons, for each digit.",
    "output-neurons": "Squashed into 0..1.",
    "detected": "The digit of the largest output.",
    "expected-output": "What it should be: 1 at the digit shown, else 0.",
    "output-delta": "What it says less what it should say.",
    "hidden-to-output-adjustment": "Each digit's error times each hidden "
                                   "neuron.",
    "hidden-to-output-weights": "Each weight less learn_rate times its "
                                "adjustment.",
    "output-biases": "Each bias less learn_rate times its digit's error "
                     "(columns B and C).",
    "sigmoid-differential": "The slope of the sigmoid where the neuron "
                            "stands: y (1 - y).",
    "hidden-error": "The output errors come back through the weights that "
                    "were just updated.",
    "hidden-delta": "Error times slope.",
    "input-to-hidden-adjustment": "Each hidden_delta times each pixel: see "
                                  "the sheet Adjustments; here the extremes.",
    "input-to-hidden-weights": "Each weight less learn_rate times its "
                               "adjustment: see the sheet Learned.",
    "hidden-biases": "Each bias less learn_rate times its hidden_delta.",
}
CODE = {"expected-output": "expected_output, an argument of learn()"}
NUMBERS = {step: number for number, step in enumerate(STEPS, start=2)}


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
    writer.write_again()
    return writer.output_weights, (writer.hidden_biases, writer.output_biases)


class _Learn:
    """Writes band after band; `at` is the next free row."""

    def __init__(self, book, lesson, site):
        self.book, self.lesson, self.site = book, lesson, site
        self.sheet = book.sheet(NAME, tab="#2F6FB0")
        self.at = FIRST_BAND

    def write_top(self):
        sheet, page = self.sheet, self.sheet.page
        page.set_column_pixels(0, 0, 215)
        page.set_column_pixels(1, 5, 84)
        page.set_column_pixels(6, 6, 16)
        page.set_column_pixels(FIRST, FIRST + self.lesson.hidden - 1, 58)
        sheet.text(0, 0, "Learn: one step of backpropagation", "title")
        sheet.text(NEURON_ROW - 1, 0, "Change a yellow cell and watch what "
                   "follows. The blue words lead to the step in the film.",
                   "quiet")
        for area, name, value in ((LABEL, "label", self.lesson.label),
                                  (RATE, "learn_rate",
                                   self.lesson.learn_rate)):
            self.book.define(name, area)
            sheet.number(area.top, 1, value, "input", num_format="General")
        sheet.text(LABEL.top, 0, "the digit shown is (label)")
        sheet.text(RATE.top, 0, "learn_rate")
        page.data_validation(LABEL.top, 1, LABEL.top, 1, {
            "validate": "integer", "criteria": "between", "minimum": 0,
            "maximum": 9, "error_title": "A digit",
            "error_message": "Give a digit, 0 to 9."})
        page.data_validation(RATE.top, 1, RATE.top, 1, {
            "validate": "decimal", "criteria": "between", "minimum": -1000,
            "maximum": 1000, "error_title": "A number",
            "error_message": "Give a number such as 0.01 or 1."})
        sheet.text(NEURON_ROW, 0, "hidden neuron", "head right")
        for column in range(1, FIRST):
            sheet.text(NEURON_ROW, column, "", "head")
        for k in range(self.lesson.hidden):
            sheet.number(NEURON_ROW, FIRST + k, k + 1, "head right",
                         num_format="0")
        page.freeze_panes(NEURON_ROW + 1, 1)
        page.repeat_rows(NEURON_ROW)

    def write_hidden_layer(self):
        self._band("Forward: the hidden layer", "hidden-pre-sigmoid",
                   "hidden-neurons")
        sums = self._row("hidden_pre_sigmoid", lambda k:
                         f"={sum_formula('number', 1, k + 1)}",
                         self.lesson.values["hidden-pre-sigmoid"], "sum")
        self.hidden = self._row(
            "hidden_neurons", lambda k: f"=1/(1+EXP(-{sums.cell(0, k)}))",
            self.lesson.values["hidden-neurons"])
        self.sheet.grey(self.hidden)
        self.at += 1

    def write_output_layer(self):
        values = self.lesson.values
        self._band("Forward: the output layer, and how wrong it is",
                   "output-pre-sigmoid", "output-neurons", "detected",
                   "expected-output", "output-delta")
        self._heads("output pre-\nsigmoid", "output\nneurons",
                    "expected\noutput", "output\ndelta")
        self._digits()
        sums = self._column(1, lambda d: "=" + sum_formula(
            "hidden_neurons", 2, d + 1), values["output-pre-sigmoid"], "sum")
        self.outputs = self._column(
            2, lambda d: f"=1/(1+EXP(-{sums.cell(d)}))",
            values["output-neurons"])
        expected = np.arange(DIGITS) == self.lesson.label
        self.expected = self._column(
            3, lambda d: f"=IF({self._digit(d)}=label,1,0)", expected, "whole")
        self.delta = self._column(
            4, lambda d: f"={self.outputs.cell(d)}-{self.expected.cell(d)}",
            values["output-delta"], "sum")
        self.sheet.grey(self.outputs)
        self.sheet.diverging(self.delta, 1)
        self.book.define("output_delta", self.delta)
        self.at += DIGITS
        self.sheet.text(self.at, 0, "detected", "head right")
        self.sheet.formula(self.at, 2,
                           f"={argmax_formula(self.outputs.range)}",
                           self.lesson.detected, "bold", num_format="0")
        self.at += 2

    def write_output_updates(self):
        values, after = self.lesson.values, self.lesson.after
        self._band("Back: the output weights",
                   "hidden-to-output-adjustment")
        self._digits()
        adjustment = self._matrix(
            lambda d, k: f"={self.delta.cell(d, fixed='column')}"
                         f"*{self.hidden.cell(0, k, fixed='row')}",
            values["hidden-to-output-adjustment"], "tiny", font_size=8)
        self.sheet.diverging(adjustment, round_scale(
            values["hidden-to-output-adjustment"]))
        self.at += DIGITS + 1
        self._band(None, "hidden-to-output-weights", "output-biases")
        self._heads("bias\nbefore", "bias\nafter")
        self._digits()
        biases = self._column(1, lambda d: f"=INDEX(bias_2,{d + 1})",
                              self.lesson.before["output_biases"], "fine")
        self.output_biases = self._column(
            2, lambda d: f"={biases.cell(d)}-learn_rate*{self.delta.cell(d)}",
            after["output_biases"], "fine")
        self.output_weights = self._matrix(
            lambda d, k: f"=INDEX(weight_2_{d + 1},{self._neuron(k)})"
                         f"-learn_rate*{adjustment.cell(d, k)}",
            after["hidden_to_output_weights"], "weight", num_format="0.0000")
        self.sheet.diverging(self.output_weights, round_scale(
            after["hidden_to_output_weights"]))
        self.at += DIGITS + 1

    def write_hidden_errors(self):
        values = self.lesson.values
        self._band("Back: the errors of the hidden layer",
                   "sigmoid-differential", "hidden-error", "hidden-delta")
        slope = self._row(
            "sigmoid_differential",
            lambda k: f"={self.hidden.cell(0, k)}"
                      f"*(1-{self.hidden.cell(0, k)})",
            values["sigmoid-differential"])
        weights, delta = self.output_weights, self.delta.range
        error = self._row(
            "hidden_error", lambda k: f"=SUMPRODUCT({weights.cell(0, k)}:"
            f"{weights.cell(DIGITS - 1, k)},{delta})",
            values["hidden-error"], "sum", num_format="+0.0000;-0.0000;0")
        self.hidden_delta = self._row(
            "hidden_delta",
            lambda k: f"={error.cell(0, k)}*{slope.cell(0, k)}",
            values["hidden-delta"], "tiny", font_size=9,
            num_format='0.0E+0;-0.0E+0;"0"')
        self.book.define("hidden_delta", self.hidden_delta)
        self.sheet.diverging(error, round_scale(values["hidden-error"]))
        self.at += 1

    def write_hidden_updates(self):
        lesson = self.lesson
        self._band("Back: the hidden weights", "input-to-hidden-adjustment",
                   "input-to-hidden-weights", "hidden-biases")
        places = ParameterLayout("Adjustments", lesson.hidden)
        adjustments = lesson.values["input-to-hidden-adjustment"]
        for function, find in (("MAX", np.max), ("MIN", np.min)):
            self._row(
                f"{function} of its adjustments",
                lambda k: f"={function}("
                          f"{places.hidden_weights(k).away_range})",
                find(adjustments, axis=1), "tiny", font_size=8)
        before = self._row("bias before", lambda k: f"=INDEX(bias_1,{k + 1})",
                           lesson.before["hidden_biases"], "sum",
                           num_format="0.0000")
        self.hidden_biases = self._row(
            "bias after", lambda k: f"={before.cell(0, k)}-learn_rate"
            f"*{self.hidden_delta.cell(0, k)}",
            lesson.after["hidden_biases"], "sum", num_format="0.0000")
        self.sheet.link(self.at, 0, "internal:Adjustments!A1", "Adjustments")
        self.sheet.link(self.at + 1, 0, "internal:Learned!A1", "Learned")
        self.at += 3

    def write_again(self):
        sheet, lesson = self.sheet, self.lesson
        hidden_again, outputs_again = lesson.again
        sheet.page.set_h_pagebreaks([self.at])
        self._band("After: the same image once more, with what was learned")
        self._row("hidden_neurons before",
                  lambda k: f"={self.hidden.cell(0, k)}",
                  lesson.values["hidden-neurons"])
        after = self._row(
            "hidden_neurons after", lambda k: neuron_formula(
                "number", 1, k + 1, prefix="learned_"), hidden_again)
        self.book.define("learned_hidden_neurons", after)
        sheet.grey(Area(NAME, after.top - 1, FIRST, 2, lesson.hidden))
        self._heads("output\nbefore", "output\nafter", "change",
                    "expected\noutput")
        self._digits()
        outputs = lesson.values["output-neurons"]
        before = self._column(1, lambda d: f"={self.outputs.cell(d)}",
                              outputs, num_format="0.000000")
        # The hidden neurons lie in a row here, the weights in a column there:
        # each product comes from a row of the updated weights above.
        weights = self.output_weights
        again = self._column(
            2, lambda d: f"=1/(1+EXP(-(SUMPRODUCT(learned_hidden_neurons,"
            f"{weights.row(d).range})+INDEX(learned_bias_2,{d + 1}))))",
            outputs_again, num_format="0.000000")
        self._column(3, lambda d: f"={again.cell(d)}-{before.cell(d)}",
                     outputs_again - outputs, "fine")
        self._column(4, lambda d: f"={self.expected.cell(d)}",
                     np.arange(DIGITS) == lesson.label, "whole")
        sheet.grey(Area(NAME, before.top, 1, DIGITS, 2))
        self._write_summary(before, again)

    def _write_summary(self, before, again):
        """Before and after, in the frozen rows at the top."""
        sheet, lesson = self.sheet, self.lesson
        expected = np.arange(DIGITS) == lesson.label
        for row, what in ((LABEL.top, "its output"),
                          (RATE.top, "squared error"),
                          (RATE.top + 1, "detected")):
            sheet.text(row, 3, what, "index")
        for column, heading, area, outputs in (
                (4, "before", before, lesson.values["output-neurons"]),
                (5, "after", again, lesson.again[1])):
            sheet.text(1, column, heading, "head right")
            cells, wrong = area.range, outputs.ravel() - expected
            sheet.formula(LABEL.top, column, f"=INDEX({cells},label+1)",
                          outputs[lesson.label, 0], num_format="0.000000")
            sheet.formula(
                RATE.top, column, f"=SUMPRODUCT({cells}-{self.expected.range},"
                f"{cells}-{self.expected.range})", wrong @ wrong,
                num_format="0.000000")
            sheet.formula(RATE.top + 1, column, f"={argmax_formula(cells)}",
                          int(np.argmax(outputs)), "value", num_format="0")

    def _band(self, title, *steps):
        """Write a heading, and a line for each step that follows."""
        if title:
            for column in range(FIRST + self.lesson.hidden):
                self.sheet.text(self.at, column,
                                title if column == 0 else "", "band")
            self.at += 1
        for step in steps:
            write_link(self.sheet, self.at, 0, step, self.site,
                       number=NUMBERS[step])
            code = CODE.get(step) or self.lesson.code[step]
            self.sheet.text(self.at, 1, code, "code")
            self.sheet.text(self.at + 1, 1, STEPS[step], "quiet")
            self.at += 2

    def _heads(self, *texts):
        """Name the columns of the next ten rows."""
        self.sheet.page.set_row_pixels(self.at, 34)
        for column, text in enumerate(texts, start=1):
            self.sheet.page.write_string(
                self.at, column, text,
                self.sheet.style("head right", {"text_wrap": True}))
        self.at += 1

    def _digits(self):
        """Name the next ten rows."""
        for digit in range(DIGITS):
            self.sheet.number(self.at + digit, 0, digit, "index",
                              num_format='"digit "0')

    def _digit(self, digit):
        return Area(NAME, self.at, 0).cell(digit, fixed="column")

    def _neuron(self, k):
        return Area(NAME, NEURON_ROW, FIRST).cell(0, k, fixed="row")

    def _row(self, name, formula, values, style="value", **more):
        """Write a value for each hidden neuron; formula(k) gives one."""
        area = Area(NAME, self.at, FIRST, 1, self.lesson.hidden)
        self.sheet.text(self.at, 0, name, "index")
        self.sheet.formulas(area, lambda _, k: formula(k), values, style,
                            **more)
        self.at += 1
        return area

    def _column(self, column, formula, values, style="value", **more):
        """Write a value for each digit; formula(d) gives one."""
        area = Area(NAME, self.at, column, DIGITS)
        self.sheet.formulas(area, lambda d, _: formula(d), values, style,
                            **more)
        return area

    def _matrix(self, formula, values, style, **more):
        """Write a value for each digit and hidden neuron."""
        area = Area(NAME, self.at, FIRST, DIGITS, self.lesson.hidden)
        self.sheet.formulas(area, formula, values, style, **more)
        return area
