"""The sheet Centring: a drawing brought to MNIST's form by formulas.

The steps are those of mnist_like.mnist_like, one block below the other; see
centring for what each holds.
"""

import numpy as np

from network.digits.mnist_like import BOX, CENTRE
from network.digits.sizes import SIDE
from network.workbook.centring import BESIDE, CORNERS, WIDE
from network.workbook.centring_places import (
    COLUMN_INK,
    COLUMN_MASS,
    COLUMN_NUMBERS,
    COLUMN_SHARES,
    COLUMNS,
    DRAWING,
    FITTED,
    INK,
    LEFT,
    LEVELS,
    NAME,
    ROW_INK,
    ROW_MASS,
    ROW_NUMBERS,
    ROW_SHARES,
    ROWS,
    SIZES,
    SOFT,
    SQUEEZED,
    STRONGEST,
    even_formula,
    share_formula,
)


def write_centring(book, ink, centred):
    """Write the sheet.

    Args:
        ink: (28, 28) in 0..1 that is drawn on the sheet Draw.
        centred: what becomes of it.
    """
    sheet = book.sheet(NAME, tab="#8A94A0")
    sheet.page.set_column_pixels(0, 1, 18)
    sheet.page.set_column_pixels(LEFT, 40, 27)
    say = book.say
    sheet.text(
        0,
        0,
        say(
            "Centring: a drawing brought to the form of MNIST",
            "Centring：把画变成 MNIST 的样子",
        ),
        "title",
    )
    sheet.text(
        1,
        0,
        say(
            "Fitted into 20 x 20 pixels and placed in 28 x 28 by its centre of mass, "
            "as MNIST was made. The sheet Draw shows what comes out.",
            "先缩放进 20 x 20 个像素，再按重心放进 28 x 28，MNIST 就是这样做的。"
            "Draw 表显示结果。",
        ),
        "quiet",
    )
    sheet.page.freeze_panes(2, 0)
    sheet.page.print_area(0, 0, INK.bottom, INK.right + 1)
    _write_ink(sheet, ink, centred.soft)
    _write_sizes(book, sheet, centred)
    _write_shares(sheet, centred)
    _write_fitted(sheet, centred)
    _write_mass(sheet, centred)


def _write_ink(sheet, ink, softened):
    _head(sheet, INK, sheet.say("1. The ink of your drawing", "1. 你画的墨"))
    sheet.formulas(
        INK, lambda i, j: f"=MIN(1,MAX(0,{DRAWING.away(i, j)}))", ink, "pixel"
    )
    _head(
        sheet,
        SOFT,
        sheet.say(
            "2. Soft edges: beside ink the pen leaves its share of it, at a corner "
            "half of that",
            "2. 柔化边缘：墨的旁边留下 pen 那么大的一份，角上再减半",
        ),
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
        sheet.text(area.top - 1, area.left, sheet.say("with ink", "有墨"), "quiet")
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
        sheet.say(
            "3. Rows (left) and columns (right): the longer side becomes 20, the other "
            "keeps its share",
            "3. 行（左）和列（右）：长边变成 20，短边按比例",
        ),
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
            (f"=MAX(1,{even_formula(f'({BOX}*{source}/{longer})')})", line.target),
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
            sheet.say("the first with ink", "第一个有墨的"),
            sheet.say("the last with ink", "最后一个有墨的"),
            sheet.say("how many", "共几个"),
            sheet.say("how many in the picture", "在图中占几个"),
            sheet.say(
                f"where it begins in the picture, for its centre of mass to be at "
                f"{CENTRE}",
                f"在图中从哪里开始，好让重心落在 {CENTRE}",
            ),
            sheet.say(
                "the strongest ink, before (left) and after fitting (right)",
                "最浓的墨，缩放前（左）和后（右）",
            ),
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
        sheet.say(
            "4. The share that each row of the picture (across) has of each row of ink "
            "(down)",
            "4. 图的每一行（横）从每一行墨（竖）分到的份额",
        ),
    )
    sheet.formulas(
        ROW_SHARES,
        lambda s, t: share_formula(ROWS, t, s),
        centred.rows.shares.T,
        "weight",
    )
    _head(
        sheet,
        COLUMN_SHARES,
        sheet.say(
            "5. The share that each column of the picture (down) has of each column of "
            "ink (across)",
            "5. 图的每一列（竖）从每一列墨（横）分到的份额",
        ),
    )
    sheet.formulas(
        COLUMN_SHARES,
        lambda t, s: share_formula(COLUMNS, t, s),
        centred.columns.shares,
        "weight",
    )
    for area in (ROW_SHARES, COLUMN_SHARES):
        sheet.grey(area)


def _write_fitted(sheet, centred):
    _head(
        sheet,
        SQUEEZED,
        sheet.say(
            "6. The rows fitted: shares of rows times ink", "6. 缩放行：行的份额乘墨"
        ),
    )
    sheet.formulas(
        SQUEEZED,
        lambda t, j: (
            f"=SUMPRODUCT({ROW_SHARES.column(t).range},{SOFT.column(j).range})"
        ),
        centred.squeezed,
        "pixel",
    )
    _head(sheet, FITTED, sheet.say("7. The columns fitted", "7. 缩放列"))
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
        sheet.say(
            "8. As whole levels, 255 for the strongest; a half goes to the even one",
            "8. 取整数级，最浓的为 255；一半取偶数",
        ),
    )
    strongest = STRONGEST.cell(0, 1, fixed="both")

    def level(i, j):
        share = f"ROUND(255*{FITTED.cell(i, j)}/{strongest},9)"
        return f"=IF({strongest}=0,0,{even_formula(share)})"

    sheet.formulas(LEVELS, level, centred.levels, "whole", font_size=8)
    for area in (SQUEEZED, FITTED):
        sheet.grey(area)


def _write_mass(sheet, centred):
    """The sums of each row and column, beside the numbers of these."""
    sheet.text(ROW_MASS.top - 1, ROW_MASS.left, sheet.say("sums", "和"), "quiet")
    sheet.text(COLUMN_MASS.top - 1, COLUMN_MASS.left, sheet.say("sums", "和"), "quiet")
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


def _head(sheet, area, text):
    for column in range(LEFT, LEFT + WIDE):
        sheet.text(area.top - 2, column, text if column == LEFT else "", "band")
