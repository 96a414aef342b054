"""The summary of the sheet Learn, in the rows at its top that stay in view.

The output of the label and the losses before the step and after it, why that
output rose or fell, and a chart of all ten.
"""

import numpy as np

from network.workbook.areas import Area
from network.workbook.cell_styles import ORANGE
from network.workbook.learn_bands import FIRST, NAME
from network.workbook.spelling import argmax_formula, loss

SUMMARY = 2  # first row of before and after
WHY = 6
BEFORE_COLOR = "#9AA5B1"


def write_summary(after):
    """Write it, of the end of the sheet (learn_after) when that is written."""
    summary = _Summary(after)
    summary.write_numbers()
    summary.write_reason()
    summary.write_chart()


class _Summary:
    """What its parts share."""

    def __init__(self, after):
        self.after, self.learn, self.sheet = after, after.learn, after.sheet
        self.say, self.lesson = after.say, after.lesson

    def write_numbers(self):
        """Before and after, in the frozen rows at the top."""
        say, learn, lesson = self.say, self.learn, self.lesson
        for row, what in enumerate(
            (
                say("output of the label", "label 的输出"),
                say("loss: cross-entropy", "损失：交叉熵"),
                say("squared error", "平方误差"),
                say("reads", "认出"),
            ),
            start=SUMMARY,
        ):
            self.sheet.text(row, 3, what, "index")
        for column, heading, area, losses, outputs, sums in (
            (
                4,
                say("before", "前"),
                self.after.before,
                learn.losses,
                self.after.values,
                self.after.sums_before,
            ),
            (
                5,
                say("after", "后"),
                self.after.again,
                self.after.losses,
                lesson.again[1],
                self.after.sums_after,
            ),
        ):
            self.sheet.text(SUMMARY - 1, column, heading, "head right")
            cells, wrong = area.range, outputs.ravel() - self.after.expected
            for row, (formula, value, shown) in enumerate(
                (
                    (f"=INDEX({cells},label+1)", outputs[lesson.label, 0], "0.000000"),
                    (
                        f"=SUM({losses.range})",
                        loss(sums, self.after.expected).sum(),
                        "0.000000",
                    ),
                    (
                        f"=SUMPRODUCT({cells}-{learn.expected.range},"
                        f"{cells}-{learn.expected.range})",
                        wrong @ wrong,
                        "0.000000",
                    ),
                    (f"={argmax_formula(cells)}", int(np.argmax(outputs)), "0"),
                ),
                start=SUMMARY,
            ):
                self.sheet.formula(row, column, formula, value, num_format=shown)

    def write_reason(self):
        """Why the right output rose or fell, in words that follow the numbers."""
        say, lesson = self.say, self.lesson
        before, after = (Area(NAME, SUMMARY, column).cell() for column in (4, 5))
        label = lesson.label
        rose = say("It rose", "它升了")
        fell = say("It fell", "它降了")
        same = say("It stayed", "它没变")
        own = say(": its own weights moved its sum by ", "：自己的权重使它的和变化 ")
        hidden = say(", the hidden neurons by ", "，隐藏神经元使它变化 ")
        moved = float(lesson.again[1][label, 0] - self.after.values[label, 0])
        by_own, by_hidden = (
            self.after.own[label],
            self.after.sums_after[label]
            - self.after.sums_before[label]
            - self.after.own[label],
        )
        self.sheet.formula(
            WHY,
            0,
            f'=IF({after}>{before},"{rose}",IF({after}<{before},"{fell}","{same}"))'
            f'&"{own}"&ROUND(INDEX({self.after.by_own.range},label+1),3)'
            f'&"{hidden}"&ROUND(INDEX({self.after.by_hidden.range},label+1),3)',
            f"{rose if moved > 0 else fell if moved < 0 else same}"
            f"{own}{_plain(by_own)}{hidden}{_plain(by_hidden)}",
            "bold",
        )
        loss_before, loss_after = (
            Area(NAME, SUMMARY + 1, column).cell() for column in (4, 5)
        )
        both = say("The loss of all ten digits fell.", "十个数字的总损失降了。")
        traded = say(
            "The loss of all ten digits fell all the same: the errors of the others "
            "counted for more.",
            "十个数字的总损失还是降了：别的数字的误差更要紧。",
        )
        worse = say(
            "The loss of all ten digits rose: this step is too long, see the sheet "
            "Rates.",
            "十个数字的总损失升了：这一步太大，见 Rates 表。",
        )
        back = say(
            "The loss did not fall: with this learn_rate nothing is learned.",
            "损失没有降：这个 learn_rate 学不到东西。",
        )
        losses = [
            loss(sums, self.after.expected).sum()
            for sums in (self.after.sums_before, self.after.sums_after)
        ]
        self.sheet.formula(
            WHY + 1,
            0,
            f'=IF({loss_after}<{loss_before},IF({after}<{before},"{traded}","{both}"),'
            f'IF(AND(learn_rate>0,{loss_after}>{loss_before}),"{worse}","{back}"))',
            (traded if moved < 0 else both)
            if losses[1] < losses[0]
            else worse
            if lesson.learn_rate > 0 and losses[1] > losses[0]
            else back,
            "quiet",
        )

    def write_chart(self):
        """The ten outputs before and after, beside the summary."""
        say = self.say
        chart = self.learn.book.file.add_chart({"type": "column"})
        digits = (self.after.again.top, self.after.again.bottom)
        for name, area, color in (
            (say("before", "前"), self.after.before, BEFORE_COLOR),
            (say("after", "后"), self.after.again, ORANGE),
        ):
            chart.add_series(
                {
                    "name": name,
                    "categories": [NAME, digits[0], 0, digits[1], 0],
                    "values": [NAME, digits[0], area.left, digits[1], area.left],
                    "fill": {"color": color},
                    "gap": 60,
                }
            )
        small = {"num_font": {"size": 8}}
        chart.set_y_axis(
            {"min": 0, "max": 1, "major_unit": 0.5, "num_format": "0.0"} | small
        )
        chart.set_x_axis({"num_format": "0"} | small)
        chart.set_legend({"position": "right", "font": {"size": 8}})
        chart.set_title(
            {
                "name": say("the ten outputs", "十个输出"),
                "name_font": {"size": 9},
                "overlay": True,
            }
        )
        chart.set_size({"width": 440, "height": 168})
        self.sheet.page.insert_chart(
            0,
            FIRST,
            chart,
            {
                "x_offset": 4,
                "y_offset": 2,
                "object_position": 3,
                "description": say(
                    "the ten outputs before the step and after it", "学习前后的十个输出"
                ),
            },
        )


def _plain(number):
    """A number as a formula joins it to a text, rounded to three decimals."""
    return f"{round(float(number), 3) + 0:.10g}"
