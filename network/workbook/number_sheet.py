"""The sheet Number: the image, and what the network makes of it.

Here the reader chooses the image that all sheets show.
"""

from network.workbook import layout
from network.workbook.areas import Area
from network.workbook.digits_sheet import CHOSEN_IMAGE
from network.workbook.film_links import write_link
from network.workbook.judgements import write_judgements
from network.workbook.layout import NUMBER, OUTPUT_NEURONS
from network.workbook.spelling import argmax_formula, bar, bar_formula

PIXEL_PX, ROW_PX = 19, 18
INDEX, HIDDEN, OUTPUT, DIGIT, BAR = 28, 29, 30, 31, 32  # AC to AG
ASIDE = 34  # AI: what is asked; AJ: what is chosen
CHOICE = Area("Number", 1, ASIDE + 1)


def _steps(say):
    """What each step of the film is, on this sheet."""
    return {
        "image": say(
            "28 x 28 pixels, 0 without ink to 1 full of it. Type over any; undo, or "
            "a copy of another pixel's cell, brings it back.",
            "28 x 28 个像素，0 没有墨，1 全是墨。可以改任何一个；撤销，"
            "或把别的像素单元格复制过来，就恢复。",
        ),
        "hidden-pre-sigmoid": say(
            "weights times pixels, summed, and a bias; it stands inside the "
            "formulas of column AD",
            "权重乘像素，求和，再加偏置；就在 AD 列的公式里",
        ),
        "hidden-neurons": say(
            "column AD: 1 / (1 + e^-sum), between 0 and 1",
            "AD 列：1 / (1 + e^-和)，在 0 与 1 之间",
        ),
        "output-pre-sigmoid": say(
            "the same again from the hidden neurons", "对隐藏神经元再做一遍"
        ),
        "output-neurons": say(
            "column AE: one neuron for each digit", "AE 列：每个数字一个神经元"
        ),
        "detected": say("the digit whose neuron is largest", "神经元最大的那个数字"),
    }


def write_number(book, lesson, site):
    """Write the sheet: the article's A1:AB28, AD1:AD31 and AE1:AE11."""
    sheet = book.sheet("Number", tab="#1B2430", high=1)
    hidden = layout.hidden_neurons(lesson.hidden)
    _set_up(sheet, rows=hidden.bottom + 1)
    sheet.formulas(
        NUMBER, lambda i, j: f"={CHOSEN_IMAGE.away(i, j)}", lesson.image, "pixel"
    )
    sheet.page.conditional_format(
        NUMBER.range.replace("$", ""),
        {
            "type": "cell",
            "criteria": "==",
            "value": 0,
            "format": book.file.add_format({"font_color": "#B4BDC7"}),
        },
    )
    sheet.grey(NUMBER)
    sheet.formulas(
        hidden,
        lambda k, _: layout.neuron_formula("number", 1, k + 1),
        lesson.values["hidden-neurons"],
    )
    sheet.formulas(
        OUTPUT_NEURONS,
        lambda k, _: layout.neuron_formula("hidden_neurons", 2, k + 1),
        lesson.values["output-neurons"],
    )
    for area in (hidden, OUTPUT_NEURONS):
        sheet.grey(area)
    for k in range(lesson.hidden):
        sheet.number(hidden.top + k, INDEX, k + 1, "index", num_format="0")
    _write_answer(sheet, lesson)
    _write_choice(book, sheet, lesson)
    _write_notes(sheet, lesson, site)
    for name, area in (
        ("number", NUMBER),
        ("hidden_neurons", hidden),
        ("output_neurons", OUTPUT_NEURONS),
        ("choice", CHOICE),
    ):
        book.define(name, area)


def _set_up(sheet, rows):
    sheet.page.set_column_pixels(NUMBER.left, NUMBER.right, PIXEL_PX)
    for row in range(max(NUMBER.rows, rows)):
        sheet.page.set_row_pixels(row, ROW_PX)
    for place, width in (
        (INDEX, 24),
        (HIDDEN, 50),
        (OUTPUT, 50),
        (DIGIT, 38),
        (BAR, 104),
        (BAR + 1, 10),
        (ASIDE, 112),
        (ASIDE + 1, 88),
        (ASIDE + 2, 64),
    ):
        sheet.page.set_column_pixels(place, place, width)
    for column, text in (
        (INDEX, ""),
        (HIDDEN, sheet.say("hidden", "隐藏")),
        (OUTPUT, sheet.say("output", "输出")),
        (DIGIT, sheet.say("digit", "数字")),
    ):
        sheet.text(0, column, text, "head right")
    sheet.text(0, BAR, "", "head")


def _write_answer(sheet, lesson):
    """The ten digits with their bars, and the one detected, large."""
    for digit, value in enumerate(lesson.values["output-neurons"].flat):
        row = OUTPUT_NEURONS.top + digit
        sheet.number(row, DIGIT, digit, "middle", num_format="0")
        sheet.formula(
            row,
            BAR,
            bar_formula(OUTPUT_NEURONS.cell(digit)),
            bar(value),
            "bar",
            font_size=4,  # twenty blocks are narrower than the column
        )
    sheet.page.merge_range(13, DIGIT, 13, BAR, "", sheet.style("middle"))
    sheet.text(13, DIGIT, sheet.say("the network reads", "网络认出"), "middle")
    sheet.page.merge_range(14, DIGIT, 21, BAR, "", sheet.style("huge"))
    sheet.formula(
        14, DIGIT, f"={argmax_formula('output_neurons')}", lesson.detected, "huge"
    )


def _write_choice(book, sheet, lesson):
    """What is chosen for all sheets, and what the reader judges it to be."""
    say = sheet.say
    choice = lesson.choices[lesson.chosen]
    row = CHOICE.top
    sheet.text(row - 1, ASIDE, say("for all sheets", "用于所有工作表"), "head")
    for column in (ASIDE + 1, ASIDE + 2):
        sheet.text(row - 1, column, "", "head")
    sheet.text(row, ASIDE, say("choose an image", "选择图像"), "bold")
    sheet.text(row, ASIDE + 1, say(*choice.name), "input")
    sheet.page.data_validation(
        CHOICE.cell(),
        {
            "validate": "list",
            "source": "=choices",
            "error_title": say("An image", "图像"),
            "error_message": say(
                "Choose from the list that the arrow opens: digit 7, not 7.",
                "请点箭头，从列表中选择，不是自己输入一个数。",
            ),
        },
    )
    write_judgements(book, sheet, lesson)


def _write_notes(sheet, lesson, site):
    """What is seen, and where the film shows it, below the image."""
    row = NUMBER.bottom + 2
    sheet.text(
        row,
        0,
        sheet.say("made with: ", "制作时的图像：")
        + (lesson.made_with(sheet.say) or sheet.say("an image", "一幅图像")),
        "bold",
    )
    sheet.text(
        row + 1,
        0,
        sheet.say(
            f"read by the weights {lesson.weights} on the sheet Parameters",
            f"由 Parameters 表中的权重 {lesson.weights} 识别",
        ),
        "quiet",
    )
    row += 3
    sheet.text(row, 0, sheet.say("step", "步骤"), "head")
    for column in range(1, NUMBER.columns):
        sheet.text(row, column, "", "head")
    for line, (step, text) in enumerate(_steps(sheet.say).items(), start=row + 1):
        write_link(sheet, line, 0, step, site)
        sheet.text(line, 7, text)
