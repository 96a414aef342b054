"""The sheet Start: a route through the workbook, and how good the network is."""

from network.digits.sizes import DIGITS, SIDE
from network.workbook.areas import Area
from network.workbook.cell_styles import BLUE, ORANGE
from network.workbook.choice_note import write_choice_note
from network.workbook.reading_marks import IMAGES

NAME = "Start"
# The sheets in the order of their tabs: the route, the whole network, and what
# the others are computed with.
ROUTE = (
    ("Number", "See the image, judge it, choose another.", "看图，判断，换一幅。"),
    ("Neurons", "Some neurons with their weights.", "几个神经元和它们的权重。"),
    (
        "Draw",
        "Draw a digit of your own and see it read.",
        "自己画一个数字，看它怎么读。",
    ),
    ("Learn", "One step of learning, line by line.", "学习的一步，一行一行看。"),
    (
        "Rates",
        "The same step, small and large: what too much does.",
        "同一步，小一点大一点：太大会怎样。",
    ),
    (
        "Train",
        "A hundred steps of a small network, and its curve.",
        "小网络学一百步，和它的曲线。",
    ),
    ("Xor", "The classic that needs hidden neurons.", "少不了隐藏神经元的经典题。"),
    (
        "Check",
        "Exercises: your value, and whether it is right.",
        "练习：填上你的值，看对不对。",
    ),
    ("Exercises", "The same for paper.", "同样的题目，供打印。"),
)
WHOLE = (
    ("Parameters", "All weights and biases, as trained.", "训练好的全部权重和偏置。"),
    ("Adjustments", "What Learn does to each of them.", "Learn 对每个权重的调整。"),
    ("Learned", "All of them after that step.", "这一步之后的全部参数。"),
)
MACHINERY = (
    ("Digits", "The images to choose from.", "可选的图像。"),
    (
        "Centring",
        "How a drawing is brought to the form of MNIST.",
        "怎样把画变成 MNIST 的样子。",
    ),
    ("Examples", "Drawings to copy onto Draw.", "可复制到 Draw 的图。"),
    ("Wires", "The lines of the picture on Neurons.", "Neurons 图中的线。"),
)
NAMES = tuple(name for name, *_ in ROUTE + WHOLE + MACHINERY)
MATRIX = Area(NAME, 8, 4, DIGITS, DIGITS)  # of how each digit is read


def write_start(book, lesson, site):
    """Write the sheet; it comes first, and is shown when the file opens."""
    sheet = book.sheet(NAME, tab="#5B6673", high=1)
    say, page = book.say, sheet.page
    page.set_column_pixels(0, 0, 205)
    page.set_column_pixels(1, 1, 350)
    page.set_column_pixels(2, 2, 16)
    page.set_column_pixels(3, 3, 60)
    page.set_column_pixels(MATRIX.left, MATRIX.right, 40)
    sheet.text(
        0,
        0,
        say("A neural network, every number live", "一个神经网络，每个数都是活的"),
        "title",
    )
    sheet.text(
        1,
        0,
        say(
            f"{SIDE * SIDE} pixels, {lesson.hidden} hidden neurons, {DIGITS} digits: "
            f"formulas that you can read and change; no macros.",
            f"{SIDE * SIDE} 个像素，{lesson.hidden} 个隐藏神经元，{DIGITS} 个数字："
            f"都是可读可改的公式，没有宏。",
        ),
        "quiet",
    )
    write_choice_note(sheet, 2, 0, lesson, link_below=True)
    row = _write_sheets(sheet, 5)
    _write_legend(sheet, row + 1, lesson, site)
    _write_marks(sheet, lesson)
    page.activate()
    page.set_first_sheet()


def _write_sheets(sheet, row):
    """The sheets with what is on each; returns the row after them."""
    say = sheet.say
    short = say(
        "prints one page each; for all, clear the print range",
        "各只印第一页；要全部打印，请清除打印区域",
    )
    for title, sheets, numbered in (
        (say("A route", "路线"), ROUTE, True),
        (say("The whole network", "整个网络"), WHOLE, False),
        (say("What these are computed with", "背后的计算"), MACHINERY, False),
    ):
        sheet.text(row, 0, title, "head")
        note = "" if numbered else short
        sheet.text(row, 1, note, "head", align="right", bold=False, font_size=9)
        for number, (name, english, chinese) in enumerate(sheets, start=1):
            text = f"{number} · {name}" if numbered else name
            sheet.link(row + number, 0, f"internal:{name}!A1", text)
            sheet.text(row + number, 1, say(english, chinese))
        row += len(sheets) + 2
    return row - 1


def _write_legend(sheet, row, lesson, site):
    """What colours and names mean, and what the workbook was made from."""
    say = sheet.say
    sheet.text(row, 0, say("yellow", "黄色"), "input")
    sheet.text(
        row,
        1,
        say(
            "is to change: what follows from it changes at once.",
            "可以改：跟着它的数马上变。",
        ),
    )
    sheet.text(row + 1, 0, say("below zero", "负数"), "middle", bg_color=BLUE)
    sheet.text(row + 2, 0, say("above zero", "正数"), "middle", bg_color=ORANGE)
    sheet.text(row + 1, 1, say("is blue, and zero is white.", "是蓝色，零是白色。"))
    sheet.text(row + 2, 1, say("is orange.", "是橙色。"))
    sheet.text(row + 3, 0, "weight_1_1", "code")
    sheet.text(
        row + 3,
        1,
        say(
            "and the like are names of ranges: Excel, Formulas, Name Manager;",
            "之类是区域的名称：Excel：公式、名称管理器；",
        ),
    )
    sheet.text(
        row + 4,
        1,
        say(
            "LibreOffice, Sheet, Named Ranges; Google Sheets, Data, Named ranges.",
            "LibreOffice：工作表、命名区域；Google 表格：数据、已命名范围。",
        ),
    )
    facts = [
        (
            say("made with", "制作时用"),
            lesson.made_with(say) or say("an image", "一幅图像"),
        ),
        (say("weights", "权重"), lesson.weights),
    ]
    if isinstance(site, str) and site:
        facts.append((say("films", "影片"), site))
    for line, (name, value) in enumerate(facts, start=row + 5):
        sheet.text(line, 0, name, "quiet")
        sheet.text(line, 1, value)


def _write_marks(sheet, lesson):
    """How many of the test images are read right, and how each digit is."""
    say, marks = sheet.say, lesson.marks
    top = MATRIX.top - 4
    for column in range(3, MATRIX.right + 1):
        sheet.text(top, column, "", "head")
    sheet.text(top, 3, say("How good is this network?", "这个网络有多好？"), "head")
    if marks.right is None:
        sheet.text(
            top + 1,
            3,
            say(
                "Nobody says: its folder has no record of a training.",
                "不知道：它的文件夹里没有训练记录。",
            ),
            "quiet",
        )
        return
    wrong = IMAGES - marks.right
    sheet.text(
        top + 1,
        3,
        say(
            f"It reads {marks.right:,} of {IMAGES:,} handwritten digits right that it "
            f"never learned from,",
            f"{IMAGES:,} 个没学过的手写数字，它认对 {marks.right:,} 个，",
        ),
    )
    sheet.text(
        top + 2,
        3,
        say(
            f"and misreads {wrong:,}: {100 * wrong / IMAGES:.2g} of 100.",
            f"认错 {wrong:,} 个：一百个里 {100 * wrong / IMAGES:.2g} 个。",
        ),
    )
    if marks.confusion is None:
        sheet.text(
            top + 4,
            3,
            say(
                "Which for which: not known, MNIST was not at hand when this was made.",
                "认成什么：不知道，制作时手边没有 MNIST。",
            ),
            "quiet",
        )
        return
    _write_matrix(sheet, marks.confusion)


def _write_matrix(sheet, confusion):
    """How many of each digit are read as each: counted, no formulas."""
    say = sheet.say
    sheet.text(MATRIX.top - 1, 3, say("shown", "写的"), "head right")
    for digit in range(DIGITS):
        sheet.number(
            MATRIX.top - 1,
            MATRIX.left + digit,
            digit,
            "head right",
            num_format="0",
            align="center",
        )
        sheet.number(MATRIX.top + digit, 3, digit, "head right", num_format="0")
    sheet.numbers(MATRIX, confusion, "whole", align="center", num_format='0;-0;""')
    right = sheet.style("whole", {"align": "center", "bold": True})
    for digit in range(DIGITS):
        sheet.page.write_number(
            MATRIX.top + digit, MATRIX.left + digit, int(confusion[digit, digit]), right
        )
    most = max(int(confusion[i, j]) for i in range(10) for j in range(10) if i != j)
    for digit in range(DIGITS):  # either side of the diagonal: what is misread
        for first, last in ((0, digit - 1), (digit + 1, DIGITS - 1)):
            if first <= last:
                sheet.page.conditional_format(
                    MATRIX.top + digit,
                    MATRIX.left + first,
                    MATRIX.top + digit,
                    MATRIX.left + last,
                    {
                        "type": "2_color_scale",
                        "min_type": "num",
                        "max_type": "num",
                        "min_value": 0,
                        "max_value": max(most, 1),
                        "min_color": "#FFFFFF",
                        "max_color": ORANGE,
                    },
                )
    for line, text in enumerate(
        (
            say(
                "Down: the digit that was written. Across: what it was read as.",
                "竖：写的数字。横：认成的数字。",
            ),
            say(
                "Counted when this workbook was made, with the weights as trained:",
                "制作本工作簿时数出来的，用训练好的权重：",
            ),
            say("it does not follow what you change.", "不随你的改动变化。"),
        ),
        start=MATRIX.bottom + 2,
    ):
        sheet.text(line, 3, text, "quiet")
