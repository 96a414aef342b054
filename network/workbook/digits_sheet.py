"""The sheet Digits: the images to choose from, and the one that is chosen.

The one chosen stands in A1:AB28; below it lie all of them, each under its
heading, as the weights do on Parameters.
"""

from network.digits.sizes import SIDE
from network.workbook.areas import Area
from network.workbook.centring_places import SEEN
from network.workbook.judgements import judged_formula
from network.workbook.layout import BLOCK
from network.workbook.offered_images import UNKNOWN

NAME = "Digits"
CHOSEN_IMAGE = Area(NAME, 0, 0, SIDE, SIDE)
NUMBER, TITLE, TRUTH, TOLD = 29, 30, 31, 32  # AD to AG: a row for each choice
FIRST = 1  # row of the first choice
FOLDED = {"level": 1, "hidden": True}  # what tells the digits is not seen at once
CHOSEN, TRUTH_OF_CHOSEN, TOLD_OF_CHOSEN, JUDGED, REVEALED = (
    Area(NAME, row, 35) for row in range(1, 6)
)


def block(number):
    """The (28, 28) cells of an image to choose, from 0."""
    return Area(NAME, BLOCK * (number + 1) + 1, 0, SIDE, SIDE)


def write_digits(book, lesson):
    """Write the sheet and its names."""
    sheet = book.sheet(NAME, tab="#8A94A0")
    say, choices = book.say, lesson.choices
    sheet.page.set_column_pixels(0, SIDE - 1, 20)
    sheet.page.set_column_pixels(SIDE, SIDE, 16)
    for column, width, *folded in (
        (NUMBER, 40),
        (TITLE, 120),
        (TRUTH, 56, FOLDED),
        (TOLD, 56, FOLDED),
        (33, 16, FOLDED),
        (34, 180, FOLDED),
        (35, 60, FOLDED),
        (36, 60, {"collapsed": True}),
    ):
        sheet.page.set_column_pixels(column, column, width, None, *folded)
    sheet.formulas(CHOSEN_IMAGE, _chosen_pixel(len(choices)), lesson.image, "pixel")
    sheet.grey(CHOSEN_IMAGE)
    for number, choice in enumerate(choices):
        area = block(number)
        name = say(*choice.name)
        for column in range(SIDE):
            sheet.text(
                area.top - 1, column, f"{number + 1}: {name}" * (not column), "head"
            )
        sheet.numbers(area, choice.image, "pixel")
        sheet.grey(area)
    _write_table(book, sheet, lesson)
    sheet.page.print_area(0, 0, max(SIDE, FIRST + len(choices) + 4), 38)
    whole = Area(NAME, block(0).top, 0, BLOCK * len(choices) - 1, SIDE)
    book.define("digits", whole)


def _chosen_pixel(count):
    """The formula of a pixel of the image that is chosen."""
    return lambda i, j: (
        f"=IF(chosen>{count},{SEEN.away(i, j)},"
        f"INDEX(digits,{BLOCK}*(MIN(chosen,{count})-1)+{i + 1},{j + 1}))"
    )


def _write_table(book, sheet, lesson):
    """The names of the choices, what they show, and which is chosen."""
    say, choices = book.say, lesson.choices
    for column, text in (
        (NUMBER, ""),
        (TITLE, say("to choose", "可选的图像")),
        (TRUTH, say("it shows", "它是")),
        (TOLD, say("told", "先告知")),
    ):
        sheet.text(0, column, text, "head")
    for number, choice in enumerate(choices):
        row = FIRST + number
        sheet.number(row, NUMBER, number + 1, "index", num_format="0")
        sheet.text(row, TITLE, say(*choice.name))
        if choice.label is None:
            sheet.text(row, TRUTH, UNKNOWN, "middle")
        else:
            sheet.number(row, TRUTH, choice.label, "middle", num_format="0")
        sheet.number(row, TOLD, choice.is_told, "index", num_format="0")
    for line, text in enumerate(
        (
            say("What they show is folded away:", "它们是什么，折叠在右边："),
            say("unfold it with the + at the top.", "点上边的 + 展开。"),
        ),
        start=FIRST + len(choices) + 2,
    ):
        sheet.text(line, TITLE, text, "quiet")
    last = FIRST + len(choices)
    sheet.number(last, NUMBER, len(choices) + 1, "index", num_format="0")
    sheet.text(last, TITLE, drawing_name(book))
    sheet.text(last, TRUTH, UNKNOWN, "middle")
    sheet.number(last, TOLD, 1, "index", num_format="0")
    for name, column in (("choices", TITLE), ("truths", TRUTH), ("tolds", TOLD)):
        book.define(name, Area(NAME, FIRST, column, len(choices) + 1))
    choice = lesson.choices[lesson.chosen]
    for area, name, text, formula, value in (
        (
            CHOSEN,
            "chosen",
            say("number of the one chosen", "所选图像的编号"),
            "=MATCH(choice,choices,0)",
            lesson.chosen + 1,
        ),
        (
            TRUTH_OF_CHOSEN,
            "truth",
            say("it shows, ? if nobody says", "它是（? 表示未知）"),
            "=INDEX(truths,chosen)",
            UNKNOWN if choice.label is None else choice.label,
        ),
        (
            TOLD_OF_CHOSEN,
            "told",
            say("1 if it is told at once", "1 表示先告知"),
            "=INDEX(tolds,chosen)",
            choice.is_told,
        ),
        (
            JUDGED,
            "judged",
            say("what you judge on Number", "你在 Number 上的判断"),
            judged_formula(lesson),
            "",
        ),
        (
            REVEALED,
            "is_revealed",
            say("1 if told or judged", "1 表示已告知或已判断"),
            "=IF(OR(told=1,ISNUMBER(judged)),1,0)",
            choice.is_told,
        ),
    ):
        book.define(name, area)
        sheet.text(area.top, area.left - 1, text, "quiet")
        sheet.formula(area.top, area.left, formula, value, "middle", num_format="0")


def drawing_name(book):
    """What the reader's own drawing is called among the choices."""
    return book.say("my drawing", "我画的")
