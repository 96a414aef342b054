"""The lines of the sheet Neurons, as charts of a sheet of formulas.

Each line takes a row for its start and one for its end, then an empty one,
where a chart lifts its pen. It belongs to one of four series by the sign and
the size of its strength; in the three others it has no length.
"""

import numpy as np

from network.workbook.areas import Area
from network.workbook.cell_styles import BLUE, ORANGE

NAME = "Wires"
ROWS_A_LINE = 3
FIRST = 4  # first row of lines
STRONG_SHARE, WEAK_SHARE = 0.4, 0.12  # of the strongest line
SERIES = (
    (("strong +", "强 +"), ORANGE, 2.5),
    (("weak +", "弱 +"), "#FFCE9E", 1.0),
    (("strong -", "强 -"), BLUE, 2.5),
    (("weak -", "弱 -"), "#ACD8FF", 1.0),
)
LEFT_OF = (0, 14)  # first column of the lines of each strip
AXIS_PX = 68  # width of a column of a series


def write_wires(book, tables, picture):
    """Write the sheet Wires, and its two charts on the sheet Neurons.

    Args:
        tables: Areas of the weights shown, (to, from) neurons.
        picture: the picture on the sheet Neurons.
    """
    sheet = book.sheet(NAME, tab="#8A94A0", landscape=True)
    sheet.text(
        0,
        0,
        book.say("Wires: the lines of the sheet Neurons", "Wires：Neurons 表上的线"),
        "title",
    )
    sheet.text(
        1,
        0,
        book.say(
            "One line in three rows: its start, its end, a gap. Its place among the "
            "four series follows its strength.",
            "每条线占三行：起点、终点、空行。它属于四组中的哪一组，看它的强弱。",
        ),
        "quiet",
    )
    sheet.page.freeze_panes(FIRST, 0)
    sheet.page.print_area(0, 0, FIRST + 8 * ROWS_A_LINE, LEFT_OF[0] + 10)
    lesson = picture.lesson
    weights = (
        lesson.before["input_to_hidden_weights"][: picture.count][:, picture.pixels],
        lesson.before["hidden_to_output_weights"][:, : picture.count],
    )
    for strip, (table, weight) in enumerate(zip(tables, weights)):
        _write_strip(sheet, strip, table, weight, picture)
        picture.insert_lines(strip, _chart(book, strip, weight.size))


def _write_strip(sheet, strip, table, weights, picture):
    """The lines into each neuron of a layer, one neuron after the other."""
    left = LEFT_OF[strip]
    count = weights.size
    strengths = Area(NAME, FIRST, left + 2, ROWS_A_LINE * count)
    most = Area(NAME, FIRST - 2, left + 2)
    largest = np.abs(weights).max() or 1
    sheet.formula(
        most.top,
        most.left,
        f"=MAX(MAX({strengths.range}),-MIN({strengths.range}),0.000000001)",
        largest,
    )
    sheet.text(most.top, left, sheet.say("strongest", "最强"), "quiet")
    for column, text in enumerate(
        (
            sheet.say("from", "从"),
            sheet.say("to", "到"),
            sheet.say("strength", "强弱"),
            *(f"{sheet.say(*name)} {axis}" for name, *_ in SERIES for axis in "xy"),
        )
    ):
        sheet.text(FIRST - 1, left + column, text, "head right")
    sheet.page.set_column_pixels(left + 3, left + 2 + 2 * len(SERIES), AXIS_PX)
    for line, (to, start) in enumerate(np.ndindex(weights.shape)):
        row = FIRST + ROWS_A_LINE * line
        sheet.number(row, left, start + 1, "index", num_format="0")
        sheet.number(row, left + 1, to + 1, "index", num_format="0")
        sheet.formula(
            row,
            left + 2,
            f"={table.away(to, start)}*"
            f"IF(wires=2,{picture.value_cell(strip, start)},1)",
            weights[to, start],
            "sum",
        )
        _write_line(
            sheet,
            Area(NAME, row, left + 2),
            most,
            (start + 0.5, to + 0.5),
            weights[to, start] / largest,
        )


def _write_line(sheet, strength, most, ends, share):
    """The two ends of a line in each of the four series.

    Args:
        strength: its cell, with the series right of it.
        most: the cell of the strongest line's.
        ends: how far down it starts and ends, in neurons.
        share: its strength, of the strongest line's.
    """
    start, end = ends
    tests = _tests(strength.cell(fixed="both"), most.cell(fixed="both"))
    for series, test in enumerate(tests):
        left = strength.left + 1 + 2 * series
        sheet.numbers(
            Area(NAME, strength.top, left, 1, 2), (0, start), "index", num_format="0.0"
        )
        formulas = f"=IF({test},1,0)", f"=IF({test},{end},{start})"
        sheet.formulas(
            Area(NAME, strength.top + 1, left, 1, 2),
            lambda _, j: formulas[j],
            (1, end) if _is_shown(series, share) else (0, start),
            "index",
            num_format="0.0",
        )


def _tests(strength, limit):
    """For each of SERIES, when a line belongs to it."""
    for sign in ("", "-"):
        yield f"{sign}{strength}>={STRONG_SHARE}*{limit}"
        yield (
            f"AND({sign}{strength}>={WEAK_SHARE}*{limit},"
            f"{sign}{strength}<{STRONG_SHARE}*{limit})"
        )


def _is_shown(series, share):
    share = share if series < 2 else -share
    return (
        share >= STRONG_SHARE if series % 2 == 0 else WEAK_SHARE <= share < STRONG_SHARE
    )


def _chart(book, strip, count):
    """The chart of a strip's lines."""
    chart = book.file.add_chart({"type": "scatter", "subtype": "straight"})
    last = FIRST + ROWS_A_LINE * count - 1
    for series in (1, 3, 0, 2):  # the strong ones lie on top
        name, color, width = SERIES[series]
        x = LEFT_OF[strip] + 3 + 2 * series
        chart.add_series(
            {
                "name": book.say(*name),
                "marker": {"type": "none"},
                "categories": [NAME, FIRST, x, last, x],
                "values": [NAME, FIRST, x + 1, last, x + 1],
                "line": {"color": color, "width": width},
            }
        )
    chart.set_x_axis(
        {"min": 0, "max": 1, "visible": False, "major_gridlines": {"visible": False}}
    )
    chart.set_legend({"none": True})
    chart.set_plotarea({"layout": {"x": 0, "y": 0, "width": 1, "height": 1}})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.show_blanks_as("gap")
    return chart
