"""What is given on the sheet Learn: the label, another to teach, the rate."""

from network.workbook.areas import Area
from network.workbook.choice_note import write_choice_note
from network.workbook.learn_bands import NAME
from network.workbook.spelling import argmax_formula

LABEL, RATE, TAUGHT = (Area(NAME, row, 1) for row in (2, 3, 4))


def write_inputs(learn):
    """Write them into the rows at the top of the sheet, given as Bands."""
    sheet, say, lesson = learn.sheet, learn.say, learn.lesson
    page = sheet.page
    choice = lesson.choices[lesson.chosen]
    is_told = choice.is_told and choice.label is not None
    own = choice.label if is_told else lesson.detected
    for area, name in ((LABEL, "label"), (RATE, "learn_rate"), (TAUGHT, "taught")):
        learn.book.define(name, area)
    sheet.text(LABEL.top, 0, say("label: what it is taught", "label：教它的数字"))
    sheet.formula(
        LABEL.top,
        1,
        "=IF(ISNUMBER(taught),taught,IF(AND(is_revealed=1,ISNUMBER(truth)),truth,"
        f"{argmax_formula('output_neurons')}))",
        lesson.label,
        "middle",
        num_format="0",
    )
    judge = say(
        "Judge it first, on Number: until then label is what the network reads.",
        "请先在 Number 上判断：在那之前，label 是网络认出的数字。",
    )
    sheet.formula(
        LABEL.top - 1,
        0,
        f'=IF(OR(is_revealed=1,ISNUMBER(taught)),"","{judge}")',
        judge if not choice.is_told and lesson.label == own else "",
        "quiet",
    )
    sheet.text(RATE.top, 0, say("learn_rate", "learn_rate（学习率）"))
    sheet.number(RATE.top, 1, lesson.learn_rate, "input", num_format="General")
    sheet.text(TAUGHT.top, 0, say("teach it another digit", "改教别的数字"))
    if lesson.label == own:
        page.write_blank(TAUGHT.top, 1, None, sheet.style("input"))
    else:
        sheet.number(TAUGHT.top, 1, lesson.label, "input", num_format="0")
    write_choice_note(sheet, TAUGHT.top + 1, 0, lesson)
    for area, rule in (
        (
            TAUGHT,
            {
                "validate": "integer",
                "minimum": 0,
                "maximum": 9,
                "error_title": say("A digit", "数字"),
                "error_message": say(
                    "Give a digit, 0 to 9, or nothing.", "请填 0 到 9，或留空。"
                ),
            },
        ),
        (
            RATE,
            {
                "validate": "decimal",
                "minimum": -1000,
                "maximum": 1000,
                "error_title": say("A number", "数"),
                "error_message": say(
                    "Give a number such as 0.01 or 1.", "请填一个数，如 0.01 或 1。"
                ),
            },
        ),
    ):
        page.data_validation(area.cell(), {"criteria": "between"} | rule)
