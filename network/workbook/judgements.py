"""The reader's judgements: which digit each image shows that no one is told.

Each has a cell of its own, so that what is judged of one image tells nothing
of another that is chosen later.
"""

from network.workbook.areas import Area
from network.workbook.offered_images import UNKNOWN
from network.workbook.spelling import argmax_formula

LEFT = 34  # AI: the image; AJ: what the reader judges; AK: what was meant
REVEALED = Area("Number", 2, LEFT + 1)
FIRST = 7  # row of the first image


def judgement(place):
    """The cell to judge in, of the image in a place, from 0, among those untold."""
    return Area("Number", FIRST + place, LEFT + 1)


def write_judgements(book, sheet, lesson):
    """Write what the image chosen shows, once it may be told, and the cells."""
    untold = [place for place, one in enumerate(lesson.choices) if not one.is_told]
    # The formula of `judged` counts on from the first.
    assert untold == list(range(untold[0], untold[0] + len(untold)))
    cells = Area("Number", FIRST, LEFT + 1, len(untold))
    book.define("judgements", cells)
    _write_revealed(sheet, lesson)
    _write_cells(sheet, lesson, cells, untold)


def judged_formula(lesson):
    """What the reader judges that the image chosen shows; "" before that."""
    first = 1 + min(
        place for place, one in enumerate(lesson.choices) if not one.is_told
    )
    count = sum(not one.is_told for one in lesson.choices)
    cell = f"INDEX(judgements,MAX(1,MIN({count},chosen-{first - 1})))"
    return f'=IF(told=1,"",IF(ISNUMBER({cell}),{cell},""))'


def _write_revealed(sheet, lesson):
    """What it was meant as, and how both readings compare with that."""
    say, choice = sheet.say, lesson.choices[lesson.chosen]
    shown = UNKNOWN if choice.label is None or not choice.is_told else choice.label
    sheet.text(REVEALED.top, LEFT, say("it was meant as", "写的人想写"))
    sheet.formula(
        REVEALED.top,
        REVEALED.left,
        f'=IF(is_revealed=1,truth,"{UNKNOWN}")',
        shown,
        "middle",
        num_format="0",
    )
    judge = say("judge it below, and you are told", "先在下面判断，再揭晓")
    agreed = say("so you see it, too", "你也这样看")
    differs = say("you see another digit", "你看成了别的数字")
    sheet.formula(
        REVEALED.top + 1,
        LEFT,
        f'=IF(told=1,"",IF(NOT(ISNUMBER(judged)),"{judge}",'
        f'IF(judged=truth,"{agreed}","{differs}")))',
        "" if choice.is_told else judge,
        "quiet",
    )
    right = say("the network reads it right", "网络认对了")
    wrong = say("the network misreads it", "网络认错了")
    said = right if lesson.detected == choice.label else wrong
    sheet.formula(
        REVEALED.top + 2,
        LEFT,
        f"=IF(AND(is_revealed=1,ISNUMBER(truth)),"
        f'IF({argmax_formula("output_neurons")}=truth,"{right}","{wrong}"),"")',
        "" if shown == UNKNOWN else said,
        "quiet",
    )


def _write_cells(sheet, lesson, cells, untold):
    """A row for each: its name, the cell to judge in, and then what it shows."""
    say = sheet.say
    for column, text in enumerate(
        (
            say("Which digit is it?", "这是哪个数字？"),
            say("you judge", "你判断"),
            say("meant as", "原意"),
        ),
        start=LEFT,
    ):
        sheet.text(
            FIRST - 1,
            column,
            text,
            "head",
            **({"align": "center"} if column > LEFT else {}),
        )
    for row, place in enumerate(untold):
        top = cells.top + row
        sheet.text(top, LEFT, say(*lesson.choices[place].name))
        sheet.page.write_blank(
            top, cells.left, None, sheet.style("input", {"num_format": "0"})
        )
        sheet.formula(
            top,
            cells.left + 1,
            f'=IF(ISNUMBER({cells.cell(row)}),INDEX(truths,{place + 1}),"{UNKNOWN}")',
            UNKNOWN,
            "middle",
            num_format="0",
        )
    sheet.page.data_validation(
        cells.range.replace("$", ""),
        {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": 9,
            "error_title": say("A digit", "数字"),
            "error_message": say(
                "Give a digit, 0 to 9, or nothing.", "请填 0 到 9，或留空。"
            ),
        },
    )
