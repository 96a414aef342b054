"""The drawings that the sheet Draw comes with: pen lines a cell wide.

They lie on a sheet of their own, below each other as the weights do on
Parameters, so that choosing one never touches what the reader has drawn.
"""

import numpy as np

from network.digits.drawn_digits import pen_points
from network.digits.sizes import SIDE
from network.workbook.areas import Area
from network.workbook.layout import BLOCK

NAME = "Examples"
# What it is, the name of its strokes, and the square that they are drawn in:
# cells from the top, from the left, and of its side.
EXAMPLES = (
    ("a large 2", "2", (0, 1, 27)),
    ("a small 3 in a corner", "3", (1, 14, 13)),
    ("a 4 far to the left", "4", (5, 0, 18)),
    ("a 5, low", "5", (11, 6, 16)),
    ("a 7 with a bar", "7-bar", (2, 3, 23)),
    ("a 1 that leans: is it a 7?", "1-leaning", (2, 2, 24)),
    ("a closed 4: is it a 9?", "4-closed", (3, 3, 22)),
    ("an 8, very small", "8", (16, 16, 10)),
)
FIRST_DRAWING = ("6", (2, 4, 21))


def sketch(name, square):
    """The (28, 28) cells, 0 or 1, that a pen drawing in a square touches."""
    top, left, side = square
    x, y = pen_points(name).T
    cells = np.zeros((SIDE, SIDE))
    cells[
        np.clip(top + side * y, 0, SIDE - 1).astype(int),
        np.clip(left + side * x, 0, SIDE - 1).astype(int),
    ] = 1
    return cells


def write_examples(book):
    """Write the sheet, and the name of its cells."""
    sheet = book.sheet(NAME, tab="#3FA34D", landscape=False, high=len(EXAMPLES) // 2)
    sheet.page.set_column_pixels(0, SIDE - 1, 20)
    for number, (title, name, square) in enumerate(EXAMPLES, start=1):
        top = BLOCK * (number - 1)
        for column in range(SIDE):
            sheet.text(top, column, f"{number}: {title}" if column == 0 else "", "head")
        area = Area(NAME, top + 1, 0, SIDE, SIDE)
        sheet.numbers(
            area, sketch(name, square), "pixel", num_format='[=1]0;[=0]"";0.0'
        )
        sheet.grey(area)
    whole = Area(NAME, 1, 0, BLOCK * len(EXAMPLES) - 1, SIDE)
    book.define("examples", whole)
    sheet.page.set_h_pagebreaks([BLOCK * k for k in range(2, len(EXAMPLES), 2)])
