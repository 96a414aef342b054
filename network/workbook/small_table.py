"""The table of the sheets Train and Xor: plain formulas, a step to a row."""

from functools import partial

import numpy as np

from network.workbook.areas import Area
from network.workbook.small_places import SmallPlaces
from network.workbook.spelling import loss_formula, sigmoid_formula


class SmallTable(SmallPlaces):
    """Writes the rows."""

    def write_heads(self):
        """Two rows over the steps: what a column is, and which of its kind."""
        sheet, say, top = self.sheet, self.say, self.top
        for column in range(self.mean + 1):
            sheet.text(top - 2, column, "", "head")
            sheet.text(top - 1, column, "", "head right")
        sheet.text(top - 2, 0, say("step", "步"), "head")
        sheet.text(top - 2, 1, say("example", "例"), "head")
        hidden = [(k, i) for k in range(self.hidden) for i in range(self.inputs)]
        output = [(o, k) for o in range(self.outputs) for k in range(self.hidden)]
        c_text = ("bias", "偏置") if self.outputs == 1 else ("biases", "偏置")
        for first, text, names in (
            (self.x, say("inputs", "输入"), [f"x{i + 1}" for i in range(self.inputs)]),
            (self.t, "t", [f"t{o + 1}" for o in range(self.outputs)]),
            (
                self.w,
                say("weights of the hidden neurons", "隐藏神经元的权重"),
                [f"w{k + 1},{i + 1}" for k, i in hidden],
            ),
            (self.b, say("biases", "偏置"), [f"b{k + 1}" for k in range(self.hidden)]),
            (
                self.v,
                say("output weights", "输出的权重"),
                [f"v{o + 1},{k + 1}" for o, k in output],
            ),
            (self.c, say(*c_text), [f"c{o + 1}" for o in range(self.outputs)]),
            (self.h, say("hidden", "隐藏"), [f"h{k + 1}" for k in range(self.hidden)]),
            (self.z, "z", [f"z{o + 1}" for o in range(self.outputs)]),
            (self.y, "y", [f"y{o + 1}" for o in range(self.outputs)]),
            (self.d, "y - t", [f"d{o + 1}" for o in range(self.outputs)]),
            (
                self.e,
                say("hidden deltas", "隐藏误差"),
                [f"e{k + 1}" for k in range(self.hidden)],
            ),
            (self.loss, say("loss", "损失"), [""]),
            (self.mean, say("of a round", "一轮平均"), [""]),
        ):
            sheet.text(top - 2, first, text, "head")
            for place, name in enumerate(names):
                sheet.text(top - 1, first + place, name, "head right", font_size=8)

    def write_steps(self):
        """A row for each step, and one more for the parameters at the end."""
        for number, step in enumerate(self.steps):
            self._write_parameters(number, step.parameters)
            row = self.top + number
            self.sheet.number(row, 0, number + 1, "index", num_format="0")
            self.write_example(number, number % self.count)
            self.write_reading(row, row, step.hidden, step.sums, step.outputs)
            self._write_errors(number, step)
        self._write_parameters(len(self.steps), self.final)
        self.sheet.text(
            self.top + len(self.steps), 0, self.say("after", "之后"), "index"
        )

    def _write_parameters(self, number, parameters):
        row = self.top + number
        flat = np.concatenate([array.ravel() for array in parameters])
        area = Area(self.task.sheet, row, self.w, 1, len(flat))
        if number == 0:
            self.sheet.numbers(
                area, flat, "input", num_format="0.00", font_size=8, bold=False
            )
            return
        formulas = self._updates(row - 1)
        self.sheet.formulas(area, lambda _, j: formulas[j], flat, "weight", font_size=8)

    def _updates(self, before):
        """The formulas of the parameters after the step in a row."""
        rate = self.rate.cell(fixed="both")

        def less(place, adjustment):
            return f"={self.cell(before, place)}-{rate}*{adjustment}"

        cell = partial(self.cell, before)
        formulas = []
        for k in range(self.hidden):
            for i in range(self.inputs):
                place = self.w + k * self.inputs + i
                formulas.append(less(place, f"{cell(self.e + k)}*{cell(self.x + i)}"))
        for k in range(self.hidden):
            formulas.append(less(self.b + k, cell(self.e + k)))
        for o in range(self.outputs):
            for k in range(self.hidden):
                place = self.v + o * self.hidden + k
                formulas.append(less(place, f"{cell(self.d + o)}*{cell(self.h + k)}"))
        for o in range(self.outputs):
            formulas.append(less(self.c + o, cell(self.d + o)))
        return formulas

    def write_example(self, number, e):
        """Its number, its pixels and what it should give, from its picture."""
        row, sheet, task = self.top + number, self.sheet, self.task
        sheet.number(row, 1, e + 1, "index", num_format="0")
        wide = task.side[1]
        pixels = Area(task.sheet, row, self.x, 1, self.inputs)
        sheet.formulas(
            pixels,
            lambda _, i: "=" + self.pictures[e].cell(*divmod(i, wide), fixed="both"),
            task.examples[e],
            "pixel",
            num_format="0.##",
        )
        sheet.formulas(
            Area(task.sheet, row, self.t, 1, self.outputs),
            lambda _, o: "=" + self.targets[e].cell(0, o, fixed="both"),
            task.expected[e],
            "pixel",
            num_format="0.##",
        )

    def write_reading(self, row, at, hidden, sums, outputs):
        """What the parameters in row `at` make of the example in a row."""
        cell, parameter = partial(self.cell, row), partial(self.cell, at)
        x, h = (self.row(row, self.x, self.inputs), self.row(row, self.h, self.hidden))

        def neuron(_, k):
            weights = self.row(at, self.w + k * self.inputs, self.inputs)
            return "=" + sigmoid_formula(
                f"SUMPRODUCT({x},{weights})+{parameter(self.b + k)}"
            )

        def total(_, o):
            weights = self.row(at, self.v + o * self.hidden, self.hidden)
            return f"=SUMPRODUCT({h},{weights})+{parameter(self.c + o)}"

        self._write(row, self.h, neuron, hidden)
        self._write(row, self.z, total, sums)
        self._write(
            row, self.y, lambda _, o: "=" + sigmoid_formula(cell(self.z + o)), outputs
        )

    def _write(self, row, column, formula, values):
        area = Area(self.task.sheet, row, column, 1, len(values))
        self.sheet.formulas(area, formula, values, "weight", font_size=8)

    def _write_errors(self, number, step):
        """How wrong a step's outputs are, and what goes back."""
        row, sheet = self.top + number, self.sheet
        cell, rate = partial(self.cell, row), self.rate.cell(fixed="both")

        def back(_, k):
            errors = "+".join(
                f"({cell(self.v + o * self.hidden + k)}-{rate}*{cell(self.d + o)}"
                f"*{cell(self.h + k)})*{cell(self.d + o)}"
                for o in range(self.outputs)
            )
            return f"=({errors})*{cell(self.h + k)}*(1-{cell(self.h + k)})"

        losses = "+".join(
            loss_formula(cell(self.z + o), cell(self.t + o))
            for o in range(self.outputs)
        )
        self._write(
            row,
            self.d,
            lambda _, o: f"={cell(self.y + o)}-{cell(self.t + o)}",
            step.delta,
        )
        self._write(row, self.e, back, step.back)
        self._write(row, self.loss, lambda *_: f"={losses}", [step.loss])
        if (number + 1) % self.count == 0:
            first = row - self.count + 1
            of_round = self.steps[number + 1 - self.count : number + 1]
            sheet.formula(
                row,
                self.mean,
                f"=SUM({self.cell(first, self.loss)}:{cell(self.loss)})/{self.count}",
                sum(one.loss for one in of_round) / self.count,
                "value",
                bold=True,
            )
