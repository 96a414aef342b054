"""The drawings to copy onto the sheet Draw: pen lines a cell wide.

They lie on a sheet of their own, below each other as the weights do on
Parameters.
"""

import numpy as np

from network.digits.drawn_digits import pen_points
from network.digits.sizes import SIDE
from network.workbook.areas import Area
from network.workbook.layout import BLOCK

NAME = "Examples"
# What it is, in English and Chinese, the name of its strokes, and the square that
# they are drawn in: cells from the top, from the left, and of its side.
EXAMPLES = (
    (("a large 2", "大的 2"), "2", (0, 1, 27)),
    (("a small 3 in a corner", "角落里小的 3"), "3", (1, 14, 13)),
    (("a 4 far to the left", "靠左的 4"), "4", (5, 0, 18)),
    (("a 5, low", "靠下的 5"), "5", (11, 6, 16)),
    (("a 7 with a bar", "带横的 7"), "7-bar", (2, 3, 23)),
    (("leaning: a 1, or a 7?", "斜的：是 1 还是 7？"), "1-leaning", (2, 2, 24)),
    (("closed: a 4, or a 9?", "封口的：是 4 还是 9？"), "4-closed", (3, 3, 22)),
    (("an 8, very small", "很小的 8"), "8", (16, 16, 10)),
)


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
    sheet = book.sheet(NAME, tab="#8A94A0", landscape=False, high=1)
    sheet.page.set_column_pixels(0, SIDE - 1, 20)
    for number, (title, name, square) in enumerate(EXAMPLES, start=1):
        top = BLOCK * (number - 1)
        for column in range(SIDE):
            sheet.text(
                top, column, f"{number}: {book.say(*title)}" * (not column), "head"
            )
        area = Area(NAME, top + 1, 0, SIDE, SIDE)
        sheet.numbers(
            area, sketch(name, square), "pixel", num_format='[=1]0;[=0]"";0.0'
        )
        sheet.grey(area)
    sheet.page.print_area(0, 0, 2 * BLOCK - 1, SIDE - 1)
