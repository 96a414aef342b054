"""The workings of the sheet Rates: each image read after each step.

A step changes all weights into a hidden neuron by a multiple of the image, so
that what the neuron sums up for any image x moves by

    - rate * hidden_delta * (image . x + 1)

and no copy of the weights is needed for each rate. hidden_delta itself hangs
on the rate: DigitNetwork.learn takes the errors back through the weights that
it has just updated.
"""

from network.digits.sizes import DIGITS
from network.workbook.areas import Area
from network.workbook.digits_sheet import block
from network.workbook.rate_readings import OTHER_RATES
from network.workbook.spelling import sigmoid_formula

NAME = "Rates"
COUNT = 1 + len(OTHER_RATES)
RATE_ROW = 4
RATES = Area(NAME, RATE_ROW, 1, 1, COUNT)
WORKINGS = 26  # first row of what the results come from
K, SUM, HIDDEN, SLOPE, ERROR = range(8, 13)  # columns right of the rates
OTHERS = 14  # first column of the ten digits' sums before the step


def write_workings(book, sheet, lesson, readings):
    """Write what is computed for each image.

    Args:
        readings: a Reading of the image chosen, then of each drawn digit.

    Returns:
        The first row of each; its hidden neurons stand there, then its ten
        sums, then its ten outputs, a rate to a column from B on.
    """
    return _Workings(book, sheet, lesson, readings).write()


class _Workings:
    """What the parts of the workings share."""

    def __init__(self, book, sheet, lesson, readings):
        self.sheet, self.lesson, self.say = sheet, lesson, book.say
        self.readings = readings
        self.high = lesson.hidden + 2 * DIGITS + 3  # rows of an image's

    def write(self):
        """Write what is computed for each image; return each one's first row."""
        say, sheet = self.say, self.sheet
        sheet.text(
            WORKINGS - 2,
            0,
            say("Workings: what the table above comes from", "计算过程：上表从这里来"),
            "band",
        )
        for column in range(1, COUNT + 1):
            sheet.text(WORKINGS - 2, column, "", "band")
        self._write_before()
        tops = [WORKINGS + self.high * j for j in range(len(self.readings))]
        for j, (top, reading) in enumerate(zip(tops, self.readings, strict=True)):
            title = (
                say("this image: hidden neuron", "这幅图：隐藏神经元")
                if j == 0
                else say(f"digit {j - 1}: hidden neuron", f"数字 {j - 1}：隐藏神经元")
            )
            self._write_image(j, top, title, reading)
        return tops

    def _write_before(self):
        """The neurons as they are before the step, and the errors."""
        say, sheet, lesson = self.say, self.sheet, self.lesson
        self.neurons = Area(NAME, WORKINGS, K, lesson.hidden)
        for column, text in (
            (K, "k"),
            (SUM, say("sum", "和")),
            (HIDDEN, say("neuron", "神经元")),
            (SLOPE, say("slope", "斜率")),
            (ERROR, say("error", "误差")),
        ):
            sheet.text(WORKINGS - 1, column, text, "head right")
        values = lesson.values
        hidden = values["hidden-neurons"]
        delta = values["output-delta"]
        for k in range(lesson.hidden):
            sheet.number(WORKINGS + k, K, k + 1, "index", num_format="0")
        for column, formula, numbers in (
            (
                SUM,
                lambda k: f"=SUMPRODUCT(number,weight_1_{k + 1})+INDEX(bias_1,{k + 1})",
                values["hidden-pre-sigmoid"],
            ),
            (HIDDEN, lambda k: f"=INDEX(hidden_neurons,{k + 1})", hidden),
            (
                SLOPE,
                lambda k: f"={self._at(HIDDEN, k)}*(1-{self._at(HIDDEN, k)})",
                hidden * (1 - hidden),
            ),
            (
                ERROR,
                lambda k: (
                    "="
                    + "+".join(
                        f"INDEX(weight_2_{d},{k + 1})*INDEX(output_delta,{d})"
                        for d in range(1, DIGITS + 1)
                    )
                ),
                lesson.before["hidden_to_output_weights"].T @ delta,
            ),
        ):
            sheet.formulas(
                Area(NAME, WORKINGS, column, lesson.hidden),
                lambda k, _: formula(k),
                numbers,
                "sum",
            )
        self._write_products(delta)

    def _write_products(self, delta):
        """The errors' squares, and what each image has of the chosen one."""
        say, sheet, lesson = self.say, self.sheet, self.lesson
        top = WORKINGS - 3
        self.squares = Area(NAME, top, ERROR)
        sheet.text(
            top, K, say("sum of output_delta squared", "output_delta 的平方和"), "quiet"
        )
        sheet.formula(
            top,
            ERROR,
            "=SUMPRODUCT(output_delta,output_delta)",
            float((delta**2).sum()),
        )
        images = [lesson.image, *(one.image for one in lesson.choices[:DIGITS])]
        self.products = Area(NAME, top, OTHERS - 1, 1, 1 + DIGITS)
        sheet.formulas(
            self.products,
            lambda _, j: (
                "=SUMPRODUCT(number,number)+1"
                if j == 0
                else f"=SUMPRODUCT(number,{block(j - 1).away_range})+1"
            ),
            [float((lesson.image * one).sum()) + 1 for one in images],
        )
        before = lesson.before
        for j in range(DIGITS):
            sheet.text(
                WORKINGS - 1, OTHERS + j, say(f"sum, {j}", f"和，{j}"), "head right"
            )
            sheet.formulas(
                Area(NAME, WORKINGS, OTHERS + j, lesson.hidden),
                lambda k, _: (
                    f"=SUMPRODUCT({block(j).away_range},weight_1_{k + 1})"
                    f"+INDEX(bias_1,{k + 1})"
                ),
                before["hidden_biases"]
                + before["input_to_hidden_weights"] @ images[j + 1],
                "sum",
            )

    def _at(self, column, k):
        return Area(NAME, WORKINGS, column).cell(k, fixed="column")

    def _write_image(self, j, top, title, reading):
        """An image's hidden neurons, sums and outputs at each rate."""
        sheet, hidden = self.sheet, self.lesson.hidden
        neurons = Area(NAME, top, 1, hidden, COUNT)
        sums = Area(NAME, neurons.bottom + 1, 1, DIGITS, COUNT)
        outputs = Area(NAME, sums.bottom + 1, 1, DIGITS, COUNT)
        for area, text in (
            (neurons, title + " {}"),
            (sums, self.say("sum of digit {}", "和：数字 {}")),
            (outputs, self.say("output of digit {}", "输出：数字 {}")),
        ):
            for i in range(area.rows):
                sheet.text(area.top + i, 0, text.format(i + (area is neurons)), "index")
        before = SUM if j == 0 else OTHERS + j - 1
        product = self.products.cell(0, j, fixed="both")

        def neuron(k, r):
            rate = RATES.cell(0, r, fixed="row")
            error = (
                f"({self._at(ERROR, k)}-{rate}*{self._at(HIDDEN, k)}"
                f"*{self.squares.cell(fixed='both')})"
            )
            total = (
                f"{self._at(before, k)}-{rate}*{error}*{self._at(SLOPE, k)}*{product}"
            )
            return "=" + sigmoid_formula(total)

        sheet.formulas(neurons, neuron, reading.hidden)
        sheet.formulas(
            sums,
            lambda d, r: (
                f"=SUMPRODUCT(weight_2_{d + 1},{neurons.column(r).range})"
                f"+INDEX(bias_2,{d + 1})-{RATES.cell(0, r, fixed='row')}"
                f"*INDEX(output_delta,{d + 1})"
                f"*(SUMPRODUCT(hidden_neurons,{neurons.column(r).range})+1)"
            ),
            reading.sums,
            "sum",
        )
        sheet.formulas(
            outputs,
            lambda d, r: f"={sigmoid_formula(sums.cell(d, r))}",
            reading.outputs,
        )
        sheet.grey(outputs)
