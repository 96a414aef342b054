"""The sheet Parameters: every weight and bias, after the article's plan."""

from network.digits.sizes import DIGITS, SIDE
from network.workbook.book import round_scale
from network.workbook.layout import ParameterLayout

CELL_PX = 38


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
            f"hidden neuron {k + 1}: w(2-{k + 1},1) top left to "
            f"w(2-{k + 1},{last}) bottom right",
            SIDE,
        )
    for digit in range(DIGITS):
        _heading(
            sheet,
            places.output_weights(digit),
            f"output neuron {digit + 1}, digit {digit}: "
            f"w(3-{digit + 1},1) down to "
            f"w(3-{digit + 1},{places.hidden})",
            9,
        )
    _heading(sheet, places.hidden_biases, "biases of the hidden neurons, 1 and on", 9)
    _heading(
        sheet, places.output_biases, "biases of the output neurons, digits 0 to 9", 9
    )
    sheet.page.set_h_pagebreaks(
        [places.hidden_weights(k).top - 1 for k in range(2, places.hidden, 2)]
        + [places.output_weights(digit).top - 1 for digit in range(0, DIGITS, 2)]
        + [places.hidden_biases.top - 1]
    )


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
