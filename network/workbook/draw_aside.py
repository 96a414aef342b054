"""What can be set on the sheet Draw, right of the answer: pen and pale image."""

from network.workbook.areas import Area
from network.workbook.centring_places import SEEN
from network.workbook.choice_note import write_choice_note

PEN = 0.8
ASIDE = 34  # AI: what can be set
PEN_CELL, PALE_CELL = Area("Draw", 5, ASIDE + 1), Area("Draw", 13, ASIDE + 1)


def write_aside(book, sheet, lesson):
    """Write the pen, the image chosen, and links to what stands elsewhere."""
    say = sheet.say
    book.define("pen", PEN_CELL)
    top = PEN_CELL.top
    sheet.text(top - 1, ASIDE, say("pen, 0 to 1", "笔，0 到 1"), "head")
    sheet.text(top - 1, ASIDE + 1, "", "head")
    sheet.text(top, ASIDE, say("how soft it is", "多柔和"))
    sheet.number(top, ASIDE + 1, PEN, "input", num_format="General")
    sheet.page.data_validation(
        PEN_CELL.cell(),
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 1,
            "error_title": say("The pen", "笔"),
            "error_message": say(
                "The pen is a number from 0 to 1.", "笔是 0 到 1 的数。"
            ),
        },
    )
    top += 3
    sheet.text(top, ASIDE, say("the image chosen", "所选的图像"), "head")
    sheet.text(top, ASIDE + 1, "", "head")
    write_choice_note(sheet, top + 1, ASIDE, lesson, link_below=True)
    for line, text in enumerate(
        (
            say("Column AG has its outputs.", "AG 列是它的输出。"),
            say("“my drawing” is yours.", "“我画的”就是你画的。"),
        ),
        start=top + 3,
    ):
        sheet.text(line, ASIDE, text, "quiet", font_size=9)
    sheet.text(PALE_CELL.top, ASIDE, say("pale in the grid: 1", "淡淡衬底：1"))
    sheet.number(PALE_CELL.top, ASIDE + 1, 1, "input", num_format="0")
    sheet.text(top + 7, ASIDE, say("more", "更多"), "head")
    sheet.text(top + 7, ASIDE + 1, "", "head")
    sheet.link(
        top + 8,
        ASIDE,
        f"internal:Draw!{SEEN.cell()}",
        say("what the network sees", "网络看到的"),
    )
    sheet.link(
        top + 9, ASIDE, "internal:Examples!A1", say("drawings to copy", "可复制的图")
    )
