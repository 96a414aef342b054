"""The weights behind the lines of the sheet Neurons, right of the picture."""

from network.digits.sizes import DIGITS, SIDE
from network.workbook import layout
from network.workbook.areas import Area
from network.workbook.book import round_scale
from network.workbook.layout import BLOCK
from network.workbook.neurons_parts import NAME, SHOWN, TABLE, TOP


def write_tables(picture):
    """Write the weights that the lines show.

    Args:
        picture: PictureParts of the sheet.

    Returns:
        Their Areas: hidden neurons x inputs, and digits x hidden neurons.
    """
    sheet, lesson, count = picture.sheet, picture.lesson, picture.count
    first = Area(NAME, TOP + 2, TABLE, count, SHOWN)
    second = Area(NAME, TOP + 16, TABLE, DIGITS, count)
    sheet.text(
        TOP,
        TABLE - 1,
        sheet.say(
            "weights of hidden neurons (down) for input neurons (across)",
            "隐藏神经元（竖）对输入神经元（横）的权重",
        ),
        "bold",
    )
    sheet.text(
        TOP + 14,
        TABLE - 1,
        sheet.say(
            "weights of digits (down) for hidden neurons (across)",
            "数字（竖）对隐藏神经元（横）的权重",
        ),
        "bold",
    )
    for i in range(SHOWN):
        sheet.formula(
            first.top - 1,
            TABLE + i,
            f"=first_input+{i}",
            picture.first_input + i,
            "index",
            num_format="0",
        )
    for k in range(count):
        sheet.formula(
            first.top + k,
            TABLE - 1,
            f"=first_hidden+{k}",
            k + 1,
            "index",
            num_format="0",
        )
        sheet.formula(
            second.top - 1,
            TABLE + k,
            f"=first_hidden+{k}",
            k + 1,
            "index",
            num_format="0",
        )
    for digit in range(DIGITS):
        sheet.number(second.top + digit, TABLE - 1, digit, "index", num_format="0")
    places = layout.ParameterLayout("Parameters", lesson.hidden)
    all_weights = Area("Parameters", 0, 0, BLOCK * lesson.hidden, SIDE)
    weights = lesson.before["input_to_hidden_weights"]

    def weight(k, i):
        number = first.cell(-1, i, fixed="row")
        neuron = first.cell(k, -1, fixed="column")
        return (
            f"=INDEX({all_weights.away_range},{BLOCK}*({neuron}-1)+2"
            f"+INT(({number}-1)/{SIDE}),MOD({number}-1,{SIDE})+1)"
        )

    sheet.formulas(first, weight, weights[:count][:, picture.pixels], "weight")
    sheet.formulas(
        second,
        lambda d, k: (
            f"=INDEX({places.output_weights(d).away_range},"
            f"{second.cell(-1, k, fixed='row')})"
        ),
        lesson.before["hidden_to_output_weights"][:, :count],
        "weight",
    )
    sheet.diverging(first, round_scale(weights))
    sheet.diverging(second, round_scale(lesson.before["hidden_to_output_weights"]))
    return first, second
