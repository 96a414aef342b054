"""The sheet Parameters: every weight and bias, after the article's plan."""

from network.digits.sizes import DIGITS, SIDE
from network.workbook.book import round_scale
from network.workbook.layout import BLOCK, ParameterLayout

CELL_PX, ROW_PX = 26, 16


def write_parameters(book, lesson):
    """Write the sheet and the names of its areas."""
    places = ParameterLayout("Parameters", lesson.hidden)
    sheet = book.sheet(places.sheet, tab="#FF9D3B", landscape=False)
    write_headings(sheet, places)
    hidden_weights = lesson.before["input_to_hidden_weights"]
    for k in range(lesson.hidden):
        sheet.numbers(places.hidden_weights(k), hidden_weights[k], "weight")
    for digit in range(DIGITS):
        sheet.numbers(
            places.output_weights(digit),
            lesson.before["hidden_to_output_weights"][digit],
            "weight",
        )
    sheet.numbers(places.hidden_biases, lesson.before["hidden_biases"], "weight")
    sheet.numbers(places.output_biases, lesson.before["output_biases"], "weight")
    shade(sheet, places, lesson)
    for name, area in places.names():
        book.define(name, area)


def write_headings(sheet, places):
    """Write the heading row of each neuron's weights, and of the biases."""
    sheet.page.set_column_pixels(0, SIDE - 1, CELL_PX)
    last = SIDE * SIDE
    for k in range(places.hidden):
        _heading(
            sheet,
            places.hidden_weights(k),
            sheet.say(
                f"hidden neuron {k + 1}: w(2-{k + 1},1) top left to "
                f"w(2-{k + 1},{last}) bottom right",
                f"隐藏神经元 {k + 1}：左上 w(2-{k + 1},1) 到右下 w(2-{k + 1},{last})",
            ),
            SIDE,
        )
    for digit in range(DIGITS):
        _heading(
            sheet,
            places.output_weights(digit),
            sheet.say(
                f"output neuron {digit + 1}, digit {digit}: w(3-{digit + 1},1) down "
                f"to w(3-{digit + 1},{places.hidden})",
                f"输出神经元 {digit + 1}，数字 {digit}：w(3-{digit + 1},1) 向下到 "
                f"w(3-{digit + 1},{places.hidden})",
            ),
            14,
        )
    for area, text in (
        (
            places.hidden_biases,
            sheet.say(
                "biases of the hidden neurons, 1 and on", "隐藏神经元的偏置，从 1 起"
            ),
        ),
        (
            places.output_biases,
            sheet.say(
                "biases of the output neurons, digits 0 to 9",
                "输出神经元的偏置，数字 0 到 9",
            ),
        ),
    ):
        _heading(sheet, area, text, 14)
    for row in range(places.output_biases.bottom + 1):
        sheet.page.set_row_pixels(row, ROW_PX)
    print_first(sheet)


def print_first(sheet):
    """Print the first two hidden neurons: all of them take tens of pages."""
    sheet.page.print_area(0, 0, 2 * BLOCK - 1, SIDE - 1)


def shade(sheet, places, lesson):
    """Shade the weights and biases of a sheet laid out as Parameters."""
    last = places.hidden_weights(places.hidden - 1)
    whole = places.hidden_weights(0)
    sheet.diverging(
        type(whole)(places.sheet, whole.top, 0, last.bottom, SIDE),
        round_scale(lesson.before["input_to_hidden_weights"]),
    )
    first = places.output_weights(0)
    rest = places.output_biases.bottom - first.top + 1
    sheet.diverging(
        type(first)(places.sheet, first.top, 0, rest, 1),
        round_scale(lesson.before["hidden_to_output_weights"]),
    )


def _heading(sheet, area, text, columns):
    for column in range(columns):
        sheet.text(area.top - 1, column, text if column == 0 else "", "head")
