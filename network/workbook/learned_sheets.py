"""The sheets Adjustments and Learned: the large steps of backpropagation.

Both are laid out as Parameters: the same cell holds a weight there, its
adjustment here, and the weight after learning.
"""

from network.digits.sizes import DIGITS, SIDE
from network.workbook.book import round_scale
from network.workbook.film_links import write_link
from network.workbook.layout import NUMBER, ParameterLayout
from network.workbook.parameters_sheet import (
    CELL_PX,
    ROW_PX,
    print_first,
    shade,
    write_headings,
)

DELTA_COLUMN = 18  # of a neuron's hidden_delta, in its heading row
SIDE_NOTE = SIDE + 1  # column right of the blocks


def write_adjustments(book, lesson, site):
    """Write hidden_delta times the image, 28 x 28 for each hidden neuron."""
    places = ParameterLayout("Adjustments", lesson.hidden)
    sheet = book.sheet(places.sheet, tab="#2F6FB0", landscape=False)
    adjustments = lesson.values["input-to-hidden-adjustment"]
    sheet.page.set_column_pixels(0, SIDE - 1, CELL_PX)
    for k in range(lesson.hidden):
        area = places.hidden_weights(k)
        top = area.top - 1
        for column in range(SIDE):
            sheet.text(top, column, "", "head")
        sheet.text(
            top,
            0,
            book.say(
                f"hidden neuron {k + 1}: its hidden_delta times each pixel",
                f"隐藏神经元 {k + 1}：它的 hidden_delta 乘每个像素",
            ),
            "head",
        )
        sheet.text(top, DELTA_COLUMN - 2, "hidden_delta", "head right")
        look = {"num_format": "0.0E+0", "font_size": 8, "bold": False}
        sheet.page.merge_range(
            top, DELTA_COLUMN, top, DELTA_COLUMN + 1, "", sheet.style("head", look)
        )
        sheet.formula(
            top,
            DELTA_COLUMN,
            f"=INDEX(hidden_delta,1,{k + 1})",
            lesson.values["hidden-delta"][k, 0],
            "head",
            **look,
        )
        delta = f"$S${top + 1}"
        sheet.formulas(
            area, lambda i, j: f"={delta}*{NUMBER.away(i, j)}", adjustments[k], "tiny"
        )
    whole = type(area)(places.sheet, 1, 0, area.bottom, SIDE)
    for row in range(area.bottom + 1):
        sheet.page.set_row_pixels(row, ROW_PX)
    sheet.diverging(
        whole, round_scale(adjustments[adjustments != 0]) if adjustments.any() else 1
    )
    print_first(sheet)
    _note(
        sheet,
        "input-to-hidden-adjustment",
        site,
        book.say(
            "What each weight lost, before the learning rate: cell A2 here belongs to "
            "the weight in Parameters!A2.",
            "每个权重减掉的量，还没乘学习率：这里的 A2 属于 Parameters!A2 的权重。",
        ),
    )


def write_learned(book, lesson, site, output_weights, biases):
    """Write the parameters as they are after the step.

    Args:
        output_weights: Area (10, H) of the updated output weights on Learn.
        biases: Areas (1, H) and (10, 1) of the updated biases there.
    """
    places = ParameterLayout("Learned", lesson.hidden, prefix="learned_")
    old = ParameterLayout("Parameters", lesson.hidden)
    adjusted = ParameterLayout("Adjustments", lesson.hidden)
    sheet = book.sheet(places.sheet, tab="#2F6FB0", landscape=False)
    write_headings(sheet, places)
    after = lesson.after
    for k in range(lesson.hidden):
        weight, loss = old.hidden_weights(k), adjusted.hidden_weights(k)
        sheet.formulas(
            places.hidden_weights(k),
            lambda i, j: f"={weight.away(i, j)}-learn_rate*{loss.away(i, j)}",
            after["input_to_hidden_weights"][k],
            "weight",
        )
    for digit in range(DIGITS):
        sheet.formulas(
            places.output_weights(digit),
            lambda k, _: f"={output_weights.away(digit, k)}",
            after["hidden_to_output_weights"][digit],
            "weight",
        )
    sheet.formulas(
        places.hidden_biases,
        lambda k, _: f"={biases[0].away(0, k)}",
        after["hidden_biases"],
        "weight",
    )
    sheet.formulas(
        places.output_biases,
        lambda k, _: f"={biases[1].away(k)}",
        after["output_biases"],
        "weight",
    )
    shade(sheet, places, lesson)
    for name, area in places.names():
        book.define(name, area)
    _note(
        sheet,
        "input-to-hidden-weights",
        site,
        book.say(
            "Each weight of Parameters less learn_rate times its adjustment. To learn "
            "another step: copy these columns A to AB, paste them over Parameters as "
            "values only.",
            "Parameters 的每个权重减去 learn_rate 乘它的调整量。再学一步：复制这里的 A "
            "到 AB 列，只按值粘贴到 Parameters 上。",
        ),
    )


def _note(sheet, step, site, text):
    """What the sheet is, right of its first block and not printed."""
    sheet.page.set_column_pixels(SIDE, SIDE, 20)
    sheet.page.set_column_pixels(SIDE_NOTE, SIDE_NOTE, 300)
    write_link(sheet, 0, SIDE_NOTE, step, site)
    sheet.page.merge_range(1, SIDE_NOTE, 8, SIDE_NOTE, "", sheet.style("wrapped"))
    sheet.text(1, SIDE_NOTE, text, "wrapped")
