"""The parts of the picture on the sheet Neurons, and where they stand."""

import numpy as np

from network.digits.sizes import SIDE
from network.workbook.areas import Area

NAME = "Neurons"
SHOWN = 10  # neurons of a layer in the picture
HIGH = 3  # rows of one
TOP = 6  # first row of the picture
CELL_PX, ROW_PX, WIRES_PX = 11, 14, 180
MAP = Area(NAME, TOP + 1, 0, SIDE, SIDE)
INPUT, WIRES_1, HIDDEN, WIRES_2, DIGIT, BAR = 29, 31, 32, 34, 35, 37
TABLE = 40  # first column of the weights' tables
FIRST_INPUT, FIRST_HIDDEN = Area(NAME, 1, 30), Area(NAME, 2, 30)
MODE = Area(NAME, 3, 30)
_FRAME = "#8A94A0"


def middle_row(i):
    """The row of the picture in which neuron i of a layer is written."""
    return TOP + 1 + HIGH * i + HIGH // 2


class PictureParts:
    """What they share.

    Attributes:
        count: how many hidden neurons are shown.
        first_input, pixels: the first input neuron shown, from 1, and the places of
            all, from 0.
        inputs, hidden: the values of those shown.
        mode: what the lines show.
    """

    def __init__(self, book, sheet, lesson):
        self.book, self.sheet, self.lesson = book, sheet, lesson
        self.count = min(SHOWN, lesson.hidden)
        self.first_input = _telling_input(lesson.image)
        self.pixels = np.arange(SHOWN) + self.first_input - 1
        self.inputs = lesson.image[self.pixels, 0]
        self.hidden = lesson.values["hidden-neurons"][: self.count, 0]
        self.mode = 1

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
                "description": self.sheet.say(
                    "lines between the neurons left and right: orange adds, blue takes "
                    "away, thick is strong",
                    "左右神经元之间的线：橙色加，蓝色减，粗的强",
                ),
            },
        )

    def _row(self, i):
        """The middle row of neuron i."""
        return middle_row(i)

    def _heads(self, place, *texts):
        for column, text in enumerate(texts, start=place):
            self.sheet.text(TOP, column, text, "quiet", align="center", font_size=9)

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
