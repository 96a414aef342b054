"""The sheet Draw: draw a digit, and see it read.

The grid, the ten bars and the answer fit on a school laptop's screen; what
the network sees, and its hidden neurons, stand right of that.
"""

import numpy as np

from network.digit_network import DigitNetwork
from network.digits.digit_images import column
from network.digits.sizes import DIGITS, SIDE
from network.workbook import layout
from network.workbook.areas import Area
from network.workbook.cell_styles import PAPER
from network.workbook.centring import centred
from network.workbook.centring_places import DRAWING, SEEN, seen_formula
from network.workbook.centring_sheet import write_centring
from network.workbook.draw_aside import ASIDE, PALE_CELL, PEN, write_aside
from network.workbook.draw_underlay import write_reading, write_underlay
from network.workbook.examples import write_examples
from network.workbook.spelling import argmax_formula, bar_formula

COLUMN_PX, ROW_PX = 16, 17
DIGIT, OUTPUT, BAR, OTHER = 29, 30, 31, 32  # AD to AG
INDEX, HIDDEN = SEEN.right + 2, SEEN.right + 3
ANSWER_ROW = 15
_SHOWN = '[=1]0;[=0]"";0.0'  # nothing where there is no ink


def write_draw(book, lesson):
    """Write the sheets Draw, Centring and Examples."""
    sheet = book.sheet("Draw", tab="#3FA34D", high=1)
    drawing = np.zeros((SIDE, SIDE))
    picture = centred(drawing, PEN)
    hidden_values, output_values = _network(lesson).forward(
        column(np.rint(picture.seen * 255).astype(np.uint8))
    )
    _set_up(sheet)
    _write_grids(sheet, picture)
    hidden = Area("Draw", DRAWING.top, HIDDEN, lesson.hidden)
    outputs = Area("Draw", DRAWING.top, OUTPUT, DIGITS)
    sheet.formulas(
        hidden, lambda k, _: layout.neuron_formula("seen", 1, k + 1), hidden_values
    )
    sheet.formulas(
        outputs,
        lambda k, _: layout.neuron_formula("seen_hidden_neurons", 2, k + 1),
        output_values,
    )
    sheet.page.conditional_format(  # no output is told of a blank grid
        outputs.range.replace("$", ""),
        {
            "type": "formula",
            "criteria": f'={Area("Draw", ANSWER_ROW, DIGIT).cell(fixed="both")}="?"',
            "stop_if_true": True,
            "format": book.file.add_format({"font_color": PAPER}),
        },
    )
    for area in (DRAWING, SEEN, hidden):
        sheet.grey(area)
    for k in range(lesson.hidden):
        sheet.number(hidden.top + k, INDEX, k + 1, "index", num_format="0")
    _write_answer(sheet, outputs, lesson)
    write_reading(sheet, outputs.bottom + 1, OTHER, lesson)
    write_aside(book, sheet, lesson)
    write_underlay(book, sheet, lesson, PALE_CELL)
    _write_hints(sheet)
    for name, area in (
        ("drawing", DRAWING),
        ("seen", SEEN),
        ("seen_hidden_neurons", hidden),
        ("seen_output_neurons", outputs),
    ):
        book.define(name, area)
    write_centring(book, drawing, picture)
    write_examples(book)


def _network(lesson):
    network = DigitNetwork(hidden=lesson.hidden)
    vars(network).update(lesson.before)
    return network


def _set_up(sheet):
    page, say = sheet.page, sheet.say
    page.set_zoom(100)
    page.set_column_pixels(DRAWING.left, DRAWING.right, COLUMN_PX)
    page.set_column_pixels(SEEN.left, SEEN.right, COLUMN_PX)
    for row in range(DRAWING.top - 1, DRAWING.bottom + 1):
        page.set_row_pixels(row, ROW_PX)
    for place, width in (
        (DRAWING.right + 1, 12),
        (DIGIT, 36),
        (OUTPUT, 54),
        (BAR, 190),
        (OTHER, 54),
        (OTHER + 1, 12),
        (ASIDE, 120),
        (ASIDE + 1, 60),
        (SEEN.left - 1, 120),
        (SEEN.right + 1, 20),
        (INDEX, 34),
        (HIDDEN, 60),
    ):
        page.set_column_pixels(place, place, width)
    sheet.text(
        0,
        0,
        say(
            "Draw a digit: click a cell, type 1, press Enter. Many at once: select "
            "them, type 1, press Ctrl+Enter (LibreOffice: Alt+Enter).",
            "画一个数字：点一个单元格，输入 1，按回车。一次涂多格：先选中它们，"
            "输入 1，按 Ctrl+回车（LibreOffice：Alt+回车）。",
        ),
        "bold",
        font_size=11,
    )
    page.set_row_pixels(0, 22)
    for place, text in (
        (DIGIT, say("digit", "数字")),
        (OUTPUT, say("output", "输出")),
        (BAR, ""),
        (OTHER, say("chosen", "所选")),
        (INDEX, ""),
        (HIDDEN, say("hidden", "隐藏")),
    ):
        sheet.text(DRAWING.top - 1, place, text, "head right")
    sheet.text(
        DRAWING.top - 1,
        0,
        say(
            "Erase: select, Delete. Clear all: type drawing into the name box, Enter, "
            "Delete.",
            "擦掉：选中，按 Delete。全部清空：在名称框输入 drawing，回车，Delete。",
        ),
        "quiet",
        font_size=9,
    )
    sheet.text(
        DRAWING.top - 1,
        SEEN.left,
        say(
            "what the network sees: fitted, soft, centred by its centre of mass",
            "网络看到的：缩放、柔化，并按重心居中",
        ),
        "bold",
    )
    page.set_selection(DRAWING.cell(6, 13))


def _write_grids(sheet, picture):
    """The grid to draw in, framed, and the one that shows what is seen."""
    edge = {"border_color": "#C9CFD6", "num_format": _SHOWN, "font_size": 8}
    for i, j in np.ndindex(SIDE, SIDE):
        row, place = DRAWING.top + i, DRAWING.left + j
        sheet.page.write_blank(row, place, None, sheet.style("pixel", edge))
    sheet.page.data_validation(
        DRAWING.range.replace("$", ""),
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 1,
            "error_title": sheet.say("Ink", "墨"),
            "error_message": sheet.say(
                "Ink is a number from 0 to 1.", "墨是 0 到 1 的数。"
            ),
        },
    )
    sheet.formulas(SEEN, seen_formula, picture.seen, "pixel", num_format=";;;")


def _write_answer(sheet, outputs, lesson):
    """The digits with their bars, those of the image chosen, and the answer.

    The grid is blank when the file is opened: there is no answer yet.
    """
    blank = "ink=0"
    chosen = lesson.values["output-neurons"].ravel()
    for digit in range(DIGITS):
        row = outputs.top + digit
        sheet.number(row, DIGIT, digit, "middle", num_format="0")
        shown = bar_formula(outputs.cell(digit))[1:]
        sheet.formula(row, BAR, f'=IF({blank},"",{shown})', "", "bar", font_size=8)
        sheet.formula(
            row,
            OTHER,
            f"=INDEX(output_neurons,{digit + 1})",
            chosen[digit],
            "quiet",
            num_format="0.000",
        )
    top = ANSWER_ROW
    sheet.page.merge_range(top - 1, DIGIT, top - 1, BAR, "", sheet.style("middle"))
    sheet.text(top - 1, DIGIT, sheet.say("the network reads", "网络认出"), "middle")
    sheet.page.merge_range(top, DIGIT, top + 8, BAR, "", sheet.style("huge"))
    sheet.formula(
        top, DIGIT, f'=IF({blank},"?",{argmax_formula(outputs.range)})', "?", "huge"
    )
    largest = f"INDEX({outputs.range},{argmax_formula(outputs.range)}+1)"
    sure, torn = (
        sheet.say("quite sure", "很有把握"),
        sheet.say("not sure", "没有把握"),
    )
    sheet.page.merge_range(top + 9, DIGIT, top + 9, BAR, "", sheet.style("middle"))
    sheet.formula(
        top + 9,
        DIGIT,
        f'=IF({blank},"",IF({largest}>0.9,"{sure}","{torn}"))',
        "",
        "middle",
        bold=False,
    )


def _write_hints(sheet):
    """What to try, below the grid."""
    say = sheet.say
    for line, text in enumerate(
        (
            say(
                "0.5 is half the ink. A line one cell wide is enough, the pen makes it "
                "soft.",
                "0.5 是一半的墨。一格宽的线就够了，笔会把它变柔和。",
            ),
            say(
                "Try a 7 with and without a bar; a 1 that leans; the same digit small "
                "in a corner: it is centred all the same.",
                "试试带横和不带横的 7；斜着的 1；在角落里写小一点：反正会居中。",
            ),
            say(
                "Try adding one cell at a time: which cell turns a 3 into an 8, a 4 "
                "into a 9?",
                "试试一次加一格：哪一格把 3 变成 8，把 4 变成 9？",
            ),
            say(
                "To start from one of Examples: copy its 28 x 28 cells and paste them "
                "over the grid as values only.",
                "从 Examples 的图开始：复制它的 28 x 28 个单元格，只按值粘贴到格子上。",
            ),
            say(
                "The name box is left of the formula bar. Undo brings back what was "
                "cleared.",
                "名称框在编辑栏左边。撤销可以恢复清掉的内容。",
            ),
        ),
        start=DRAWING.bottom + 2,
    ):
        sheet.text(line, 0, text)
    last = DRAWING.bottom + 6
    sheet.page.print_area(0, 0, last, ASIDE + 1)
