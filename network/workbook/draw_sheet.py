"""The sheet Draw: draw a digit, and see it read."""

import numpy as np

from network.digit_network import DigitNetwork
from network.digits.digit_images import column
from network.digits.sizes import DIGITS, SIDE
from network.workbook import layout
from network.workbook.areas import Area
from network.workbook.book import argmax_formula, bar, bar_formula
from network.workbook.centring import centred
from network.workbook.centring_sheet import (
    DRAWING, SEEN, seen_formula, write_centring)
from network.workbook.examples import (
    EXAMPLES, FIRST_DRAWING, sketch, write_examples)

PEN = 0.8
CELL_PX = 20
DIGIT, OUTPUT, BAR, INDEX, HIDDEN = 58, 59, 60, 62, 63  # BG, BH, BI, BK, BL
EXAMPLE_CELL = Area("Draw", 24, OUTPUT)
PEN_CELL = Area("Draw", 26, OUTPUT)
TO_TRY = (
    "To draw: type 1 in cells of the left grid; 0.5 is half the ink. "
    "A line one cell wide is enough, the pen makes it soft.",
    "To erase a cell: select it and press Delete. To begin anew: type drawing "
    "into the name box (left of the formula bar), Enter, Delete. Undo brings "
    "it back.",
    "Nothing else clears it: an example chosen in BH25 is shown in its "
    "place, and 0 there shows your drawing again.",
    "Try a 7 with and without a bar; a 1 that leans; the same digit small in "
    "a corner (it is centred all the same); a pen of 0, of 1.",
    "Try adding one cell at a time: which cell turns a 3 into an 8, a 4 into "
    "a 9?",
    "To let the other sheets read your drawing: copy the right grid and paste "
    "it over Number!A1:AB28 as values only.",
)


def write_draw(book, lesson):
    """Write the sheets Draw, Centring and Examples."""
    sheet = book.sheet("Draw", tab="#3FA34D", high=1)
    drawing = sketch(*FIRST_DRAWING)
    picture = centred(drawing, PEN)
    hidden_values, output_values = _network(lesson).forward(
        column(np.rint(picture.seen * 255).astype(np.uint8)))
    _set_up(sheet)
    for i, j in np.ndindex(SIDE, SIDE):
        if drawing[i, j]:
            sheet.number(i, j, drawing[i, j], "pixel", num_format=_SHOWN)
        else:
            sheet.page.write_blank(
                i, j, None, sheet.style("pixel", {"num_format": _SHOWN}))
    sheet.formulas(SEEN, seen_formula, picture.seen, "pixel",
                   num_format=";;;")
    hidden = Area("Draw", 1, HIDDEN, lesson.hidden)
    outputs = Area("Draw", 1, OUTPUT, DIGITS)
    sheet.formulas(
        hidden, lambda k, _: layout.neuron_formula("seen", 1, k + 1),
        hidden_values)
    sheet.formulas(
        outputs, lambda k, _: layout.neuron_formula(
            "seen_hidden_neurons", 2, k + 1), output_values)
    for area in (DRAWING, SEEN, hidden, outputs):
        sheet.grey(area)
    for k in range(lesson.hidden):
        sheet.number(hidden.top + k, INDEX, k + 1, "index", num_format="0")
    _write_answer(sheet, outputs, output_values)
    _write_controls(book, sheet)
    for name, area in (("drawing", DRAWING), ("seen", SEEN),
                       ("seen_hidden_neurons", hidden),
                       ("seen_output_neurons", outputs)):
        book.define(name, area)
    write_centring(book, drawing, picture)
    write_examples(book)


_SHOWN = '[=1]0;[=0]"";0.0'  # nothing where there is no ink


def _network(lesson):
    network = DigitNetwork(hidden=lesson.hidden)
    vars(network).update(lesson.before)
    return network


def _set_up(sheet):
    sheet.square_grid(DRAWING, side_px=CELL_PX)
    sheet.page.set_column_pixels(SEEN.left - 1, SEEN.left - 1, 20)
    sheet.page.set_column_pixels(SEEN.left, SEEN.left + SIDE - 1, CELL_PX)
    sheet.page.set_column_pixels(SEEN.right + 1, SEEN.right + 1, 20)
    for place, width in ((DIGIT, 66), (OUTPUT, 60), (BAR, 230),
                         (BAR + 1, 12), (INDEX, 34), (HIDDEN, 60)):
        sheet.page.set_column_pixels(place, place, width)
    for place, text in ((DIGIT, "digit"), (OUTPUT, "output"), (BAR, ""),
                        (INDEX, ""), (HIDDEN, "hidden")):
        sheet.text(0, place, text, "head right")
    sheet.text(SIDE, 0, "draw here", "bold")
    sheet.text(SIDE, SEEN.left, "what the network sees: fitted, soft, centred "
                                "by its centre of mass", "bold")
    for line, text in enumerate(TO_TRY):
        sheet.text(SIDE + 2 + line, 0, text)


def _write_answer(sheet, outputs, values):
    for digit, value in enumerate(values.flat):
        row = outputs.top + digit
        sheet.number(row, DIGIT, digit, "middle", num_format="0")
        sheet.formula(row, BAR, bar_formula(outputs.cell(digit)), bar(value),
                      "bar")
    sheet.page.merge_range(12, DIGIT, 12, BAR, "", sheet.style("middle"))
    sheet.text(12, DIGIT, "detected", "middle")
    sheet.page.merge_range(13, DIGIT, 20, BAR, "", sheet.style("huge"))
    sheet.formula(13, DIGIT, f'=IF(ink=0,"?",'
                             f'{argmax_formula(outputs.range)})',
                  int(np.argmax(values)), "huge")


def _write_controls(book, sheet):
    """The two cells to play with."""
    for area, name, value, text in (
            (EXAMPLE_CELL, "example", 0,
             f"0: your drawing, 1 to {len(EXAMPLES)}: an example"),
            (PEN_CELL, "pen", PEN, "0: as typed, to 1: a broad pen")):
        book.define(name, area)
        sheet.text(area.top, DIGIT, name, "bold")
        sheet.number(area.top, OUTPUT, value, "input", num_format="General")
        sheet.text(area.top, BAR, text, "quiet")
    sheet.page.data_validation(EXAMPLE_CELL.cell(), {
        "validate": "integer", "criteria": "between", "minimum": 0,
        "maximum": len(EXAMPLES), "error_title": "An example",
        "error_message": f"Give 0 for your drawing, or 1 to {len(EXAMPLES)}."})
    for cells, what in ((PEN_CELL.cell(), "The pen"),
                        (DRAWING.range.replace("$", ""), "Ink")):
        sheet.page.data_validation(cells, {
            "validate": "decimal", "criteria": "between", "minimum": 0,
            "maximum": 1, "error_title": what,
            "error_message": f"{what} is a number from 0 to 1."})
    sheet.formula(
        EXAMPLE_CELL.top + 1, DIGIT,
        '=IF(example=0,"","an example is shown, your drawing is kept")', "",
        "quiet")
    for number, (title, _, _) in enumerate(EXAMPLES, start=1):
        sheet.text(SIDE + 1 + number, DIGIT, f"{number}: {title}", "quiet")
