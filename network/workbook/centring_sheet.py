"""The sheet Centring: a drawing brought to MNIST's form by formulas.

The steps are those of mnist_like.mnist_like, one block below the other; see
centring for what each holds.
"""

import numpy as np

from network.digits.mnist_like import BOX, CENTRE
from network.digits.sizes import SIDE
from network.workbook.areas import Area
from network.workbook.centring import BESIDE, CORNERS, WIDE
from network.workbook.layout import BLOCK

NAME = "Centring"
DRAWING = Area("Draw", 0, 0, SIDE, SIDE)
SEEN = Area("Draw", 0, 29, SIDE, SIDE)
LEFT = 2
# The ink lies as in the soft block, with an empty cell around it, so that
# the formulas there can look beyond its edge.
INK = Area(NAME, 5, LEFT + 1, SIDE, SIDE)
SOFT = Area(NAME, 37, LEFT, WIDE, WIDE)
ROW_INK = Area(NAME, SOFT.top, SOFT.right + 2, WIDE)
COLUMN_INK = Area(NAME, SOFT.bottom + 2, LEFT, 1, WIDE)
SIZES = Area(NAME, 73, LEFT, 5, 2)  # first, last, source, target, start
ROWS, COLUMNS = SIZES.column(0), SIZES.column(1)
STRONGEST = Area(NAME, 78, LEFT, 1, 2)  # of the soft ink, of the fitted
ROW_SHARES = Area(NAME, 82, LEFT, WIDE, BOX)
COLUMN_SHARES = Area(NAME, 115, LEFT, BOX, WIDE)
SQUEEZED = Area(NAME, 138, LEFT, BOX, WIDE)
FITTED = Area(NAME, 161, LEFT, BOX, BOX)
LEVELS = Area(NAME, 184, LEFT, BOX, BOX)
ROW_MASS = Area(NAME, LEVELS.top, LEVELS.right + 2, BOX)
COLUMN_MASS = Area(NAME, LEVELS.bottom + 2, LEFT, 1, BOX)
ROW_NUMBERS = Area(NAME, LEVELS.top, LEVELS.right + 3, BOX)
COLUMN_NUMBERS = Area(NAME, LEVELS.bottom + 3, LEFT, 1, BOX)


def write_centring(book, ink, centred):
    """Write the sheet.

    Args:
        ink: (28, 28) in 0..1 that is drawn or chosen on the sheet Draw.
        centred: what becomes of it.
    """
    sheet = book.sheet(NAME, tab="#3FA34D", landscape=False)
    sheet.page.set_column_pixels(0, 1, 18)
    sheet.page.set_column_pixels(LEFT, 40, 32)
    sheet.text(0, 0, "Centring: a drawing brought to the form of MNIST", "title")
    sheet.text(
        1,
        0,
        "Fitted into 20 x 20 pixels and placed in 28 x 28 by "
        "its centre of mass, as network/digits/mnist_like.py does "
        "it. "
        "The sheet Draw shows what comes out.",
        "quiet",
    )
    sheet.page.freeze_panes(2, 0)
    sheet.page.set_h_pagebreaks(
        [area.top - 2 for area in (SOFT, ROW_SHARES, SQUEEZED, LEVELS)]
    )
    _write_ink(sheet, ink, centred.soft)
    _write_sizes(book, sheet, centred)
    _write_shares(sheet, centred)
    _write_fitted(sheet, centred)
    _write_mass(sheet, centred)


def seen_formula(i, j):
    """The formula of pixel (i, j) of SEEN, on the sheet Draw."""
    top, left = (line.away(4, fixed="both") for line in (ROWS, COLUMNS))
    return (
        f"=IF(OR({i}<{top},{i}>={top}+{BOX},{j}<{left},{j}>={left}+{BOX}),"
        f"0,INDEX({LEVELS.away_range},MAX(1,MIN({BOX},{i + 1}-{top})),"
        f"MAX(1,MIN({BOX},{j + 1}-{left})))/255)"
    )


def _write_ink(sheet, ink, softened):
    _head(sheet, INK, "1. The ink: your drawing, or the example chosen")
    sheet.formulas(
        INK,
        lambda i, j: (
            f"=IF(example=0,MIN(1,MAX(0,{DRAWING.away(i, j)})),"
            f"INDEX(examples,{BLOCK}*(example-1)+{i + 1},{j + 1}))"
        ),
        ink,
        "pixel",
    )
    _head(
        sheet,
        SOFT,
        "2. Soft edges: beside ink the pen leaves its share of "
        "it, at a corner half of that",
    )

    def strongest(i, j, moves):
        cells = [INK.cell(i - 1 + down, j - 1 + right) for down, right in moves]
        return f"MAX({','.join(cells)})"

    sheet.formulas(
        SOFT,
        lambda i, j: (
            f"=MAX({INK.cell(i - 1, j - 1)},"
            f"pen*{strongest(i, j, BESIDE)},pen/2*{strongest(i, j, CORNERS)})"
        ),
        softened,
        "pixel",
    )
    for area in (INK, SOFT):
        sheet.grey(area)


def _write_sizes(book, sheet, centred):
    for area, line, cells in (
        (ROW_INK, centred.rows, SOFT.row),
        (COLUMN_INK, centred.columns, SOFT.column),
    ):
        sheet.text(area.top - 1, area.left, "with ink", "quiet")
        for k, inked in enumerate(line.inked):
            down, right = (k, 0) if area.columns == 1 else (0, k)
            sheet.formula(
                area.top + down,
                area.left + right,
                f'=IF(MAX({cells(k).range})>0,{k},"")',
                k if inked else "",
                "whole",
                font_size=8,
            )
    _head(
        sheet,
        SIZES,
        "3. Rows (left) and columns (right): the longer side "
        "becomes 20, the other keeps its share",
    )
    for place, line, numbers in (
        (ROWS, centred.rows, ROW_INK),
        (COLUMNS, centred.columns, COLUMN_INK),
    ):
        first, last, source = (place.cell(i) for i in range(3))
        longer = f"MAX({ROWS.cell(2)},{COLUMNS.cell(2)})"
        mass, index = (
            (ROW_MASS, ROW_NUMBERS) if place == ROWS else (COLUMN_MASS, COLUMN_NUMBERS)
        )
        formulas = (
            (f"=MIN({numbers.range})", line.first),
            (f"=MAX({numbers.range})", line.last),
            (f"={last}-{first}+1", line.source),
            (f"=MAX(1,{_even(f'({BOX}*{source}/{longer})')})", line.target),
            (
                f"=MIN(MAX({CENTRE}-INT(SUMPRODUCT({mass.range},{index.range})"
                f"/MAX(1,SUM({mass.range}))+0.5),0),{SIDE}-{place.cell(3)})",
                line.start,
            ),
        )
        for i, (formula, value) in enumerate(formulas):
            sheet.formula(place.top + i, place.left, formula, value, "whole")
    for i, text in enumerate(
        (
            "the first with ink",
            "the last with ink",
            "how many",
            "how many in the picture",
            f"where it begins in the picture, for its centre of mass to be at {CENTRE}",
            "the strongest ink, before (left) and after fitting (right)",
        )
    ):
        sheet.text(SIZES.top + i, SIZES.right + 1, text, "quiet")
    for column, area, values in ((0, SOFT, centred.soft), (1, FITTED, centred.fitted)):
        sheet.formula(
            STRONGEST.top,
            STRONGEST.left + column,
            f"=MAX({area.range})",
            values.max(),
            "whole",
            num_format="0.00",
            font_size=8,
        )
    book.define("ink", STRONGEST.column(0))


def _write_shares(sheet, centred):
    _head(
        sheet,
        ROW_SHARES,
        "4. The share that each row of the picture "
        "(across) has of each row of ink (down)",
    )
    sheet.formulas(
        ROW_SHARES, lambda s, t: _share(ROWS, t, s), centred.rows.shares.T, "weight"
    )
    _head(
        sheet,
        COLUMN_SHARES,
        "5. The share that each column of the picture "
        "(down) has of each column of ink (across)",
    )
    sheet.formulas(
        COLUMN_SHARES,
        lambda t, s: _share(COLUMNS, t, s),
        centred.columns.shares,
        "weight",
    )
    for area in (ROW_SHARES, COLUMN_SHARES):
        sheet.grey(area)


def _write_fitted(sheet, centred):
    _head(sheet, SQUEEZED, "6. The rows fitted: shares of rows times ink")
    sheet.formulas(
        SQUEEZED,
        lambda t, j: (
            f"=SUMPRODUCT({ROW_SHARES.column(t).range},{SOFT.column(j).range})"
        ),
        centred.squeezed,
        "pixel",
    )
    _head(sheet, FITTED, "7. The columns fitted")
    sheet.formulas(
        FITTED,
        lambda i, t: (
            f"=SUMPRODUCT({SQUEEZED.row(i).range},{COLUMN_SHARES.row(t).range})"
        ),
        centred.fitted,
        "pixel",
    )
    _head(
        sheet,
        LEVELS,
        "8. As whole levels, 255 for the strongest; a half goes to the even one",
    )
    strongest = STRONGEST.cell(0, 1, fixed="both")

    def level(i, j):
        share = f"ROUND(255*{FITTED.cell(i, j)}/{strongest},9)"
        return f"=IF({strongest}=0,0,{_even(share)})"

    sheet.formulas(LEVELS, level, centred.levels, "whole", font_size=8)
    for area in (SQUEEZED, FITTED):
        sheet.grey(area)


def _write_mass(sheet, centred):
    """The sums of each row and column, beside the numbers of these."""
    sheet.text(ROW_MASS.top - 1, ROW_MASS.left, "sums", "quiet")
    sheet.text(COLUMN_MASS.top - 1, COLUMN_MASS.left, "sums", "quiet")
    sheet.formulas(
        ROW_MASS,
        lambda i, _: f"=SUM({LEVELS.row(i).range})",
        centred.levels.sum(axis=1),
        "whole",
        font_size=8,
    )
    sheet.formulas(
        COLUMN_MASS,
        lambda _, j: f"=SUM({LEVELS.column(j).range})",
        centred.levels.sum(axis=0),
        "whole",
        font_size=8,
    )
    for area in (ROW_NUMBERS, COLUMN_NUMBERS):
        sheet.numbers(area, np.arange(BOX), "index", num_format="0")


def _share(line, target, source):
    """The overlap of a target's run with a source pixel, of its length."""
    first, count, fitted = (line.cell(i, fixed="both") for i in (0, 2, 3))
    pixel = f"({source}-{first})"
    return (
        f"=IF(OR({target}>={fitted},{pixel}>={count}),0,MAX(0,"
        f"MIN({target + 1}*{count}/{fitted},{pixel}+1)"
        f"-MAX({target}*{count}/{fitted},{pixel}))*{fitted}/{count})"
    )


def _even(number):
    """Round a number to a whole one, halves to the even one."""
    return f"IF({number}-INT({number})=0.5,2*ROUND({number}/2,0),ROUND({number},0))"


def _head(sheet, area, text):
    for column in range(LEFT, LEFT + WIDE):
        sheet.text(area.top - 2, column, text if column == LEFT else "", "band")
