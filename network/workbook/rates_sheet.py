"""The sheet Rates: the same step at several learning rates, side by side."""

import numpy as np

from network.digits.sizes import DIGITS
from network.workbook.areas import Area
from network.workbook.choice_note import write_choice_note
from network.workbook.rate_readings import OTHER_RATES, readings
from network.workbook.rates_workings import (
    COUNT,
    NAME,
    RATE_ROW,
    WORKINGS,
    write_workings,
)
from network.workbook.spelling import argmax_formula, loss, loss_formula

RESULTS, READ_AS = 5, 12  # first rows of the tables


def write_rates(book, lesson):
    """Write the sheet."""
    sheet = book.sheet(NAME, tab="#2F6FB0")
    say = book.say
    sheet.page.set_column_pixels(0, 0, 250)
    sheet.page.set_column_pixels(1, COUNT, 66)
    sheet.page.set_column_pixels(COUNT + 1, COUNT + 1, 16)
    sheet.text(
        0,
        0,
        say("Rates: a small step, a large step, too large a step", "Rates：步子的大小"),
        "title",
    )
    sheet.text(
        1,
        0,
        say(
            "The one step of the sheet Learn, from the same weights, at six learning "
            "rates. Too much of it teaches this image, and the network forgets others.",
            "Learn 表的那一步，从同样的权重出发，用六个学习率各做一次。"
            "步子太大，这幅图学会了，别的却忘了。",
        ),
        "quiet",
    )
    write_choice_note(sheet, 2, 0, lesson)
    writer = _Rates(book, sheet, lesson)
    writer.write_rates()
    writer.write_results(write_workings(book, sheet, lesson, writer.readings))
    writer.write_chart()
    sheet.page.print_area(0, 0, WORKINGS - 4, 16)
    sheet.page.freeze_panes(RATE_ROW + 1, 1)


class _Rates:
    """What the parts of the sheet share."""

    def __init__(self, book, sheet, lesson):
        self.book, self.sheet, self.lesson, self.say = book, sheet, lesson, book.say
        self.readings = readings(lesson)

    def write_rates(self):
        say, lesson = self.say, self.lesson
        self.sheet.text(RATE_ROW, 0, "learn_rate", "head right")
        self.sheet.formula(
            RATE_ROW,
            1,
            "=learn_rate",
            lesson.learn_rate,
            "head right",
            num_format="General",
        )
        for place, rate in enumerate(OTHER_RATES, start=2):
            self.sheet.number(RATE_ROW, place, rate, "input", num_format="General")
        self.sheet.page.data_validation(
            RATE_ROW,
            2,
            RATE_ROW,
            COUNT,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -1000,
                "maximum": 1000,
                "error_title": say("A number", "数"),
                "error_message": say(
                    "Give a number such as 0.01 or 1.", "请填一个数，如 0.01 或 1。"
                ),
            },
        )

    def write_results(self, tops):
        """The table at the top: how this image is read, how the others are."""
        say, sheet, lesson = self.say, self.sheet, self.lesson
        hidden = lesson.hidden

        def cells(top, r, first):
            return Area(NAME, top + hidden + first, 1 + r, DIGITS)

        this, *others = self.readings
        expected = np.arange(DIGITS) == lesson.label
        labels = [one.label for one in others]
        read_as = Area(NAME, READ_AS, 1, DIGITS, COUNT)
        for row, (text, formula, values, shown) in enumerate(
            (
                (
                    say("output of the label after the step", "学习后 label 的输出"),
                    lambda r: f"=INDEX({cells(tops[0], r, DIGITS).range},label+1)",
                    this.outputs[lesson.label],
                    "0.0000",
                ),
                (
                    say("loss of this image (cross-entropy)", "这幅图的损失（交叉熵）"),
                    lambda r: (
                        "="
                        + "+".join(
                            loss_formula(
                                cells(tops[0], r, 0).cell(d), f"IF(label={d},1,0)"
                            )
                            for d in range(DIGITS)
                        )
                    ),
                    loss(this.sums, expected[:, None]).sum(axis=0),
                    "0.0000",
                ),
                (
                    say("this image is read as", "这幅图认作"),
                    lambda r: f"={argmax_formula(cells(tops[0], r, DIGITS).range)}",
                    this.read,
                    "0",
                ),
                (
                    say(
                        "of the ten drawn digits, read right",
                        "十个画好的数字，认对几个",
                    ),
                    lambda r: (
                        "="
                        + "+".join(
                            f"IF({read_as.cell(d, r)}={label},1,0)"
                            for d, label in enumerate(labels)
                        )
                    ),
                    sum(one.read == one.label for one in others),
                    "0",
                ),
            ),
            start=RESULTS,
        ):
            sheet.text(row, 0, text, "bold", align="right")
            sheet.formulas(
                Area(NAME, row, 1, 1, COUNT),
                lambda _, r: formula(r),
                values,
                num_format=shown,
                bold=True,
            )
        sheet.text(
            READ_AS - 1,
            0,
            say("How the ten are read afterwards", "之后十个数字认作"),
            "head",
        )
        for column in range(1, COUNT + 1):
            sheet.text(READ_AS - 1, column, "", "head")
        for d, label in enumerate(labels):
            sheet.text(
                READ_AS + d,
                0,
                say(f"digit {label} is read as", f"数字 {label} 认作"),
                "index",
            )
            sheet.formulas(
                read_as.row(d),
                lambda _, r: f"={argmax_formula(cells(tops[1 + d], r, DIGITS).range)}",
                others[d].read,
                "middle",
                num_format="0",
            )
            sheet.page.conditional_format(
                read_as.row(d).range.replace("$", ""),
                {
                    "type": "cell",
                    "criteria": "!=",
                    "value": label,
                    "format": self.book.file.add_format(
                        {"bg_color": "#FFD9C2", "font_color": "#7A2E00"}
                    ),
                },
            )

    def write_chart(self):
        """How many of the ten are read right, at each rate."""
        say = self.say
        chart = self.book.file.add_chart({"type": "column"})
        right = RESULTS + 3
        chart.add_series(
            {
                "name": say("read right", "认对"),
                "categories": [NAME, RATE_ROW, 1, RATE_ROW, COUNT],
                "values": [NAME, right, 1, right, COUNT],
                "fill": {"color": "#2F6FB0"},
                "gap": 60,
            }
        )
        chart.set_y_axis({"min": 0, "max": 10, "major_unit": 2, "num_format": "0"})
        chart.set_x_axis({"name": "learn_rate", "num_format": "General"})
        chart.set_legend({"none": True})
        chart.set_title(
            {
                "name": say(
                    "drawn digits read right after the step", "学习后认对的数字"
                ),
                "name_font": {"size": 11},
            }
        )
        chart.set_size({"width": 400, "height": 300})
        self.sheet.page.insert_chart(
            RATE_ROW + 1,
            COUNT + 2,
            chart,
            {
                "object_position": 3,
                "description": say(
                    "drawn digits read right after the step, at each learning rate",
                    "每个学习率下认对的数字个数",
                ),
            },
        )
