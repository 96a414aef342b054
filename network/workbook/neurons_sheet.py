"""The sheet Neurons: the article's picture of some neurons and their weights.

The image, some of its input neurons, the hidden neurons and the digits stand
beside each other; the lines between them are charts of the sheet Wires.
"""

import numpy as np

from network.digits.sizes import DIGITS, SIDE
from network.workbook import layout
from network.workbook.areas import Area
from network.workbook.book import INK, bar, bar_formula, round_scale
from network.workbook.film_links import write_link
from network.workbook.layout import BLOCK, NUMBER
from network.workbook.wires import write_wires

NAME = "Neurons"
SHOWN = 10  # neurons of a layer in the picture
HIGH = 3  # rows of one
TOP = 6  # first row of the picture
CELL_PX, ROW_PX, WIRES_PX = 15, 16, 330
MAP = Area(NAME, TOP + 1, 0, SIDE, SIDE)
INPUT, WIRES_1, HIDDEN, WIRES_2, DIGIT, BAR = 29, 31, 32, 34, 35, 37
TABLE = 40  # first column of the weights' tables
FIRST_INPUT, FIRST_HIDDEN = Area(NAME, 1, 30), Area(NAME, 2, 30)
MODE = Area(NAME, 3, 30)
_FRAME = "#8A94A0"


def write_neurons(book, lesson, site):
    """Write the sheet, and the sheet Wires behind its lines."""
    sheet = book.sheet(NAME, tab="#1B2430", high=1)
    picture = _Picture(book, sheet, lesson)
    picture.write_controls()
    picture.write_map()
    picture.write_inputs()
    picture.write_hidden()
    picture.write_digits()
    tables = picture.write_tables()
    write_link(sheet, TOP + 33, 0, "hidden-pre-sigmoid", site)
    write_link(sheet, TOP + 34, 0, "output-pre-sigmoid", site)
    for line, text in enumerate(
        (
            "Orange lines add to a neuron, blue ones take from it; thick "
            "lines are strong.",
            "Pixels without ink send nothing, whatever their weight: choose "
            "2 in AE4 to see what flows.",
            "The picture shows some neurons only: each hidden neuron "
            f"has {SIDE * SIDE} weights, one for each pixel.",
        )
    ):
        sheet.text(TOP + 33 + line, INPUT, text, "quiet")
    write_wires(book, tables, picture)


def middle_row(i):
    """The row of the picture in which neuron i of a layer is written."""
    return TOP + 1 + HIGH * i + HIGH // 2


class _Picture:
    """What the picture's parts share."""

    def __init__(self, book, sheet, lesson):
        self.book, self.sheet, self.lesson = book, sheet, lesson
        self.count = min(SHOWN, lesson.hidden)
        self.first_input = _telling_input(lesson.image)
        self.pixels = np.arange(SHOWN) + self.first_input - 1
        self.inputs = lesson.image[self.pixels, 0]
        self.hidden = lesson.values["hidden-neurons"][: self.count, 0]
        self.mode = 1

    def write_controls(self):
        sheet, page = self.sheet, self.sheet.page
        sheet.text(0, 0, "Neurons and their weights", "title")
        for place, width in (
            (INPUT - 1, 34),
            (INPUT, 44),
            (INPUT + 1, 52),
            (WIRES_1, WIRES_PX),
            (HIDDEN, 34),
            (HIDDEN + 1, 52),
            (WIRES_2, WIRES_PX),
            (DIGIT, 34),
            (DIGIT + 1, 52),
            (BAR, 170),
            (BAR + 1, 16),
            (BAR + 2, 40),
        ):
            page.set_column_pixels(place, place, width)
        page.set_column_pixels(0, SIDE - 1, CELL_PX)
        page.set_column_pixels(TABLE, TABLE + SHOWN - 1, 40)
        for row in range(TOP, TOP + SHOWN * HIGH + 2):
            page.set_row_pixels(row, ROW_PX)
        last = SIDE * SIDE - SHOWN + 1
        for area, name, value, most, text in (
            (
                FIRST_INPUT,
                "first_input",
                self.first_input,
                last,
                f"the first input neuron shown, 1 to {last}",
            ),
            (
                FIRST_HIDDEN,
                "first_hidden",
                1,
                self.lesson.hidden - self.count + 1,
                f"the first hidden neuron shown, 1 to "
                f"{self.lesson.hidden - self.count + 1}",
            ),
            (
                MODE,
                "wires",
                self.mode,
                2,
                "the lines show: 1 weights, 2 weight x value, what flows",
            ),
        ):
            self.book.define(name, area)
            sheet.number(area.top, area.left, value, "input", num_format="General")
            sheet.text(area.top, WIRES_1, text)
            page.data_validation(
                area.cell(),
                {
                    "validate": "integer",
                    "criteria": "between",
                    "minimum": 1,
                    "maximum": most,
                    "error_title": "A neuron",
                    "error_message": f"Give a whole number, 1 to {most}.",
                },
            )
        page.freeze_panes(TOP - 1, 0)

    def write_map(self):
        """The image, the shown pixels in orange, its corners numbered."""
        sheet = self.sheet
        for row, place, number in (
            (TOP, 0, 1),
            (TOP, SIDE - 1, SIDE),
            (MAP.bottom + 1, 0, SIDE * (SIDE - 1) + 1),
            (MAP.bottom + 1, SIDE - 1, SIDE * SIDE),
        ):
            text_style = {"font_size": 8, "align": "left" if place == 0 else "right"}
            # Text in place of a number: it may be wider than its cell.
            sheet.text(row, place, str(number), "quiet", **text_style)
        sheet.formulas(
            MAP,
            lambda i, j: f"={NUMBER.away(i, j)}",
            self.lesson.image,
            "pixel",
            num_format=";;;",
        )
        # Colour scales and single colours do not mix alike everywhere: the
        # levels are single colours too, the shown pixels' come first.
        cell, first = MAP.cell(), FIRST_INPUT.cell(fixed="both")
        number = f"{SIDE}*(ROW({cell})-{MAP.top + 1})+COLUMN({cell})-{MAP.left}"
        shown = f"AND({number}>={first},{number}<{first}+{SHOWN})"
        for test, color in (
            (f"AND({shown},{cell}>0.5)", "#B4530E"),
            (shown, "#FFC58A"),
            (f"{cell}>0.85", INK),
            (f"{cell}>0.6", "#59616B"),
            (f"{cell}>0.35", "#8B929B"),
            (f"{cell}>0.1", "#C3C8CE"),
        ):
            sheet.page.conditional_format(
                MAP.range.replace("$", ""),
                {
                    "type": "formula",
                    "criteria": f"={test}",
                    "stop_if_true": True,
                    "format": self.book.file.add_format({"bg_color": color}),
                },
            )

    def write_inputs(self):
        self._heads(INPUT, "input", "value")
        row = f"INT((%s-1)/{SIDE})+1"
        place = f"MOD(%s-1,{SIDE})+1"
        for i in range(SHOWN):
            top = self._row(i)
            number = Area(NAME, top, INPUT).cell()
            self._number(top, INPUT, f"=first_input+{i}", self.first_input + i)
            self._neuron(
                top,
                INPUT + 1,
                f"=INDEX(number,{row % number},{place % number})",
                self.inputs[i],
            )
        self._shade(INPUT + 1, SHOWN)

    def write_hidden(self):
        self._heads(HIDDEN, "no.", "hidden")
        for k in range(self.count):
            top = self._row(k)
            self._number(top, HIDDEN, f"=first_hidden+{k}", k + 1)
            number = Area(NAME, top, HIDDEN).cell()
            self._neuron(
                top, HIDDEN + 1, f"=INDEX(hidden_neurons,{number})", self.hidden[k]
            )
        self._shade(HIDDEN + 1, self.count)

    def write_digits(self):
        sheet = self.sheet
        self._heads(DIGIT, "digit", "output")
        for digit, value in enumerate(self.lesson.values["output-neurons"].flat):
            top = self._row(digit)
            sheet.number(top, DIGIT, digit, "middle", num_format="0")
            self._neuron(top, DIGIT + 1, f"=INDEX(output_neurons,{digit + 1})", value)
            cell = Area(NAME, top, DIGIT + 1).cell()
            sheet.formula(top, BAR, bar_formula(cell), bar(value), "bar")
        self._shade(DIGIT + 1, DIGITS)

    def write_tables(self):
        """The weights behind the lines: hidden x inputs, digits x hidden."""
        sheet, lesson, count = self.sheet, self.lesson, self.count
        first = Area(NAME, TOP + 2, TABLE, count, SHOWN)
        second = Area(NAME, TOP + 16, TABLE, DIGITS, count)
        sheet.text(
            TOP,
            TABLE - 1,
            "weights of hidden neurons (down) for input neurons (across)",
            "bold",
        )
        sheet.text(
            TOP + 14,
            TABLE - 1,
            "weights of digits (down) for hidden neurons (across)",
            "bold",
        )
        for i in range(SHOWN):
            sheet.formula(
                first.top - 1,
                TABLE + i,
                f"=first_input+{i}",
                self.first_input + i,
                "index",
                num_format="0",
            )
        for k in range(count):
            sheet.formula(
                first.top + k,
                TABLE - 1,
                f"=first_hidden+{k}",
                k + 1,
                "index",
                num_format="0",
            )
            sheet.formula(
                second.top - 1,
                TABLE + k,
                f"=first_hidden+{k}",
                k + 1,
                "index",
                num_format="0",
            )
        for digit in range(DIGITS):
            sheet.number(second.top + digit, TABLE - 1, digit, "index", num_format="0")
        places = layout.ParameterLayout("Parameters", lesson.hidden)
        all_weights = Area("Parameters", 0, 0, BLOCK * lesson.hidden, SIDE)
        weights = lesson.before["input_to_hidden_weights"]

        def weight(k, i):
            number = first.cell(-1, i, fixed="row")
            neuron = first.cell(k, -1, fixed="column")
            return (
                f"=INDEX({all_weights.away_range},{BLOCK}*({neuron}-1)+2"
                f"+INT(({number}-1)/{SIDE}),MOD({number}-1,{SIDE})+1)"
            )

        sheet.formulas(first, weight, weights[:count][:, self.pixels], "weight")
        sheet.formulas(
            second,
            lambda d, k: (
                f"=INDEX({places.output_weights(d).away_range},"
                f"{second.cell(-1, k, fixed='row')})"
            ),
            lesson.before["hidden_to_output_weights"][:, :count],
            "weight",
        )
        sheet.diverging(first, round_scale(weights))
        sheet.diverging(second, round_scale(lesson.before["hidden_to_output_weights"]))
        return first, second

    def value_cell(self, strip, i):
        """The cell of a neuron's value left of a strip of lines, 0 or 1."""
        place = (INPUT, HIDDEN)[strip] + 1
        return Area(NAME, middle_row(i), place).away(fixed="both")

    def insert_lines(self, strip, chart):
        """Put a chart of lines between two layers of neurons."""
        chart.set_y_axis(
            {
                "min": 0,
                "max": SHOWN,
                "reverse": True,
                "visible": False,
                "major_gridlines": {"visible": False},
            }
        )
        chart.set_size({"width": WIRES_PX, "height": ROW_PX * HIGH * SHOWN})
        self.sheet.page.insert_chart(
            TOP + 1,
            (WIRES_1, WIRES_2)[strip],
            chart,
            {
                "object_position": 1,
                "description": "lines between the neurons left and right: "
                "orange adds, blue takes away, thick is "
                "strong",
            },
        )

    def _row(self, i):
        """The middle row of neuron i."""
        return middle_row(i)

    def _heads(self, place, *texts):
        for column, text in enumerate(texts, start=place):
            self.sheet.text(TOP, column, text, "quiet", align="center", font_size=8)

    def _number(self, row, place, formula, value):
        self.sheet.formula(row, place, formula, value, "index", num_format="0")

    def _neuron(self, row, place, formula, value):
        """A neuron's value, in a frame of three cells of its shade."""
        sides = {
            "left": 1,
            "right": 1,
            "left_color": _FRAME,
            "right_color": _FRAME,
            "align": "center",
        }
        self.sheet.formula(
            row, place, formula, value, "value", num_format="0.00", **sides
        )
        middle = Area(NAME, row, place).cell()
        for beside, side in ((row - 1, "top"), (row + 1, "bottom")):
            self.sheet.formula(
                beside,
                place,
                f"={middle}",
                value,
                "value",
                num_format=";;;",
                **sides,
                **{side: 1, f"{side}_color": _FRAME},
            )

    def _shade(self, place, count):
        self.sheet.grey(Area(NAME, TOP + 1, place, count * HIGH))


def _telling_input(image):
    """The first, from 1, of SHOWN pixels in a row that differ the most."""
    picture = image.reshape(SIDE, SIDE)
    spread = [
        np.std(picture[row, place : place + SHOWN])
        for row in range(SIDE)
        for place in range(SIDE - SHOWN + 1)
    ]
    row, place = divmod(int(np.argmax(spread)), SIDE - SHOWN + 1)
    return row * SIDE + place + 1
