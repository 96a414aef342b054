"""The sheet Number: the image, and what the network makes of it."""

from network.workbook import layout
from network.workbook.book import argmax_formula, bar, bar_formula
from network.workbook.film_links import write_link
from network.workbook.layout import NUMBER, OUTPUT_NEURONS

PIXEL_PX = 27
INDEX, HIDDEN, OUTPUT, DIGIT, BAR = 28, 29, 30, 31, 32  # AC to AG
STEPS = {
    "image": "28 x 28 pixels, 0 without ink to 1 full of it. Change any.",
    "hidden-pre-sigmoid": "weights times pixels, summed, and a bias; it "
    "stands inside the formulas of column AD",
    "hidden-neurons": "column AD: 1 / (1 + e^-sum), between 0 and 1",
    "output-pre-sigmoid": "the same again from the hidden neurons",
    "output-neurons": "column AE: one neuron for each digit",
    "detected": "the digit whose neuron is largest",
}


def write_number(book, lesson, site):
    """Write the sheet: the article's A1:AB28, AD1:AD31 and AE1:AE11."""
    sheet = book.sheet("Number", tab="#1B2430", high=1)
    hidden = layout.hidden_neurons(lesson.hidden)
    _set_up(sheet, rows=hidden.bottom + 1)
    sheet.numbers(NUMBER, lesson.image, "pixel")
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
    _write_notes(sheet, lesson, site)
    for name, area in (
        ("number", NUMBER),
        ("hidden_neurons", hidden),
        ("output_neurons", OUTPUT_NEURONS),
    ):
        book.define(name, area)


def _set_up(sheet, rows):
    sheet.square_grid(NUMBER, side_px=PIXEL_PX)
    for row in range(NUMBER.rows, rows):
        sheet.page.set_row_pixels(row, PIXEL_PX)
    sheet.page.set_column_pixels(INDEX, INDEX, 34)
    sheet.page.set_column_pixels(HIDDEN, OUTPUT, 66)
    sheet.page.set_column_pixels(DIGIT, DIGIT, 42)
    sheet.page.set_column_pixels(BAR, BAR, 190)
    for column, text in (
        (INDEX, ""),
        (HIDDEN, "hidden"),
        (OUTPUT, "output"),
        (DIGIT, "digit"),
    ):
        sheet.text(0, column, text, "head right")
    sheet.text(0, BAR, "", "head")


def _write_answer(sheet, lesson):
    """The ten digits with their bars, and the one detected, large."""
    for digit, value in enumerate(lesson.values["output-neurons"].flat):
        row = OUTPUT_NEURONS.top + digit
        sheet.number(row, DIGIT, digit, "middle", num_format="0")
        sheet.formula(
            row, BAR, bar_formula(OUTPUT_NEURONS.cell(digit)), bar(value), "bar"
        )
    sheet.page.merge_range(13, DIGIT, 13, BAR, "", sheet.style("middle"))
    sheet.text(13, DIGIT, "detected", "middle")
    sheet.page.merge_range(14, DIGIT, 21, BAR, "", sheet.style("huge"))
    sheet.formula(
        14, DIGIT, f"={argmax_formula('output_neurons')}", lesson.detected, "huge"
    )


def _write_notes(sheet, lesson, site):
    """What is seen, and where the film shows it, below the image."""
    row = NUMBER.bottom + 2
    sheet.text(row, 0, lesson.source or "an image", "bold")
    sheet.text(
        row + 1,
        0,
        f"read by the weights {lesson.weights} on the sheet Parameters",
        "quiet",
    )
    row += 3
    sheet.text(row, 0, "step of the film", "head")
    for column in range(1, NUMBER.columns):
        sheet.text(row, column, "", "head")
    for line, (step, text) in enumerate(STEPS.items(), start=row + 1):
        write_link(sheet, line, 0, step, site)
        sheet.text(line, 7, text)
