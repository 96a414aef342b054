"""The image chosen, pale under the grid to draw in: to trace, or to add to.

It stands right of all else on the sheet Draw, and the grid's empty cells take
their shade from there: a sheet's own cells are the only ones that each
spreadsheet shades by.
"""

from network.digits.sizes import SIDE
from network.workbook.areas import Area
from network.workbook.centring_places import DRAWING, SEEN
from network.workbook.digits_sheet import CHOSEN_IMAGE
from network.workbook.spelling import argmax_formula

UNDER = Area("Draw", DRAWING.top, SEEN.right + 5, SIDE, SIDE)
SHADES = ((0.6, "#DCE6F2"), (0.2, "#EDF2F9"))  # from so much ink on


def write_underlay(book, sheet, lesson, switch):
    """Write the image chosen, and shade the empty cells of the grid by it.

    Args:
        switch: the cell with 1, or 0 for a grid that is blank.
    """
    say, page = sheet.say, sheet.page
    sheet.text(
        UNDER.top - 1,
        UNDER.left,
        say("the image chosen, pale under the grid", "所选的图像，淡淡地衬在格子下"),
        "bold",
    )
    count = len(lesson.choices)
    sheet.formulas(
        UNDER,
        lambda i, j: f"=IF(chosen>{count},0,{CHOSEN_IMAGE.away(i, j)})",
        lesson.image,
        "pixel",
        num_format=";;;",
    )
    sheet.grey(UNDER)
    page.set_column_pixels(UNDER.left, UNDER.right, 16)
    shown = switch.cell(fixed="both")
    for least, color in SHADES:
        page.conditional_format(
            DRAWING.range.replace("$", ""),
            {
                "type": "formula",
                "criteria": f"=AND({shown}=1,NOT(ISNUMBER({DRAWING.cell()})),"
                f"{UNDER.cell()}>={least})",
                "stop_if_true": True,
                "format": book.file.add_format({"bg_color": color}),
            },
        )


def write_reading(sheet, row, column, lesson):
    """What the network reads in the image chosen, below its outputs."""
    reads = sheet.say("reads ", "认出 ")
    sheet.formula(
        row,
        column,
        f'="{reads}"&({argmax_formula("output_neurons")})',
        f"{reads}{lesson.detected}",
        "quiet",
        align="right",
    )
