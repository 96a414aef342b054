"""How the sheet Learn is laid out: band below band, a step's values in each.

Digits go down in ten rows, hidden neurons across from column H on, so that a
weight stands where its row and column cross.
"""

from network.digits.sizes import DIGITS
from network.workbook.areas import Area
from network.workbook.film_links import write_link
from network.workbook.learn_steps import NUMBERS, step_texts

NAME = "Learn"
NEURON_ROW = 8
FIRST_BAND = 10
FIRST = 7  # column of hidden neuron 1


class Bands:
    """Writes band after band; `at` is the next free row."""

    def __init__(self, book, lesson, site):
        self.book, self.lesson, self.site = book, lesson, site
        self.say = book.say
        self.sheet = book.sheet(NAME, tab="#2F6FB0", wide=2)
        self.texts = step_texts(book.say)
        self.at = FIRST_BAND
        self._code_rows = {}

    def head(self, title):
        """Write the heading of a band across the sheet."""
        for column in range(FIRST + self.lesson.hidden):
            self.sheet.text(self.at, column, title if column == 0 else "", "band")
        self.at += 1

    def steps(self, *steps):
        """Write three lines for each step: its code, a formula of it, its words."""
        for step in steps:
            write_link(self.sheet, self.at, 0, step, self.site, number=NUMBERS[step])
            code = self.lesson.code.get(step) or self.say(
                "expected_output, an argument of learn()",
                "expected_output，learn() 的参数",
            )
            self.sheet.text(self.at, 1, code, "code")
            self.sheet.text(self.at + 2, 1, self.texts[step], "quiet")
            self._code_rows[step] = self.at
            self.at += 3

    def spell(self, step, area, formula):
        """Write below a step's code the formula of its first cell."""
        row = self._code_rows[step]
        place = area.cell() if area.sheet == NAME else area.away()
        self.sheet.text(row + 1, 1, f"{formula}   ({place})", "spelled")

    def heads(self, *texts):
        """Name the columns of the next ten rows."""
        self.sheet.page.set_row_pixels(self.at, 34)
        for column, text in enumerate(texts, start=1):
            self.sheet.text(self.at, column, text, "head right", text_wrap=True)
        self.at += 1

    def digits(self):
        """Name the next ten rows."""
        shown = self.say('"digit "0', '"数字 "0')
        for digit in range(DIGITS):
            self.sheet.number(self.at + digit, 0, digit, "index", num_format=shown)

    def digit(self, digit):
        """The cell that names the row of a digit."""
        return Area(NAME, self.at, 0).cell(digit, fixed="column")

    def neuron(self, k):
        """The cell that numbers the column of a hidden neuron."""
        return Area(NAME, NEURON_ROW, FIRST).cell(0, k, fixed="row")

    def row(self, name, formula, values, style="value", *, step=None, **more):
        """Write a value for each hidden neuron; formula(k) gives one."""
        area = Area(NAME, self.at, FIRST, 1, self.lesson.hidden)
        self.sheet.text(self.at, 0, name, "index")
        self.sheet.formulas(area, lambda _, k: formula(k), values, style, **more)
        if step:
            self.spell(step, area, formula(0))
        self.at += 1
        return area

    def column(self, column, formula, values, style="value", *, step=None, **more):
        """Write a value for each digit; formula(d) gives one."""
        area = Area(NAME, self.at, column, DIGITS)
        self.sheet.formulas(area, lambda d, _: formula(d), values, style, **more)
        if step:
            self.spell(step, area, formula(0))
        return area

    def matrix(self, formula, values, style, *, step=None, **more):
        """Write a value for each digit and hidden neuron."""
        area = Area(NAME, self.at, FIRST, DIGITS, self.lesson.hidden)
        self.sheet.formulas(area, formula, values, style, **more)
        if step:
            self.spell(step, area, formula(0, 0))
        return area
