"""The sheets Train and Xor: a small network that learns, a step to a row.

A row has the parameters before its step, an example, what the network makes of
it, and its errors; the next row's parameters are those less the rate times
their adjustments. So the whole training is plain formulas: change an image, a
first weight or the rate, and the curve of the loss follows.
"""

from math import ceil

import numpy as np

from network.workbook.areas import Area
from network.workbook.cell_styles import ORANGE
from network.workbook.small_places import IMAGES
from network.workbook.small_table import SmallTable
from network.workbook.small_training import TRAIN, XOR, small_reading

CURVE_PX = (446, 300)
CURVE_COLUMNS = 13  # that it covers
PAGE_PX = 1065  # of a sheet, on a page at full size
LEAST_SCALE = 0.7  # of type of 10 points, so that it has 7 on paper


def write_small_trainings(book):
    """Write both sheets."""
    say = book.say
    _Small(book, TRAIN).write(
        say("Train: ten images, a hundred steps", "Train：十幅图，一百步"),
        say(
            "9 pixels, 3 hidden neurons, 2 outputs: the first for a cross that leans, "
            "the second for one that stands. Change a yellow cell.",
            "9 个像素，3 个隐藏神经元，2 个输出：第一个认斜的叉，第二个认正的十字。"
            "改一个黄色单元格。",
        ),
    )
    _Small(book, XOR).write(
        say("Xor: either, but not both", "Xor：只能有一个"),
        say(
            "2 inputs, 3 hidden neurons, 1 output, which should be 1 if exactly one "
            "input is. No network without hidden neurons can do it.",
            "2 个输入，3 个隐藏神经元，1 个输出：恰好一个输入为 1 时应为 1。"
            "没有隐藏神经元的网络做不到。",
        ),
    )


class _Small(SmallTable):
    """Writes the sheet around the table."""

    def write(self, title, text):
        sheet, page, say = self.sheet, self.sheet.page, self.say
        widths = [60, 66, *[34] * (self.mean - 2), 70]
        for column, width in enumerate(widths):
            page.set_column_pixels(column, column, width)
        page.fit_to_pages(ceil(LEAST_SCALE * sum(widths) / PAGE_PX), 0)
        sheet.text(0, 0, title, "title")
        sheet.text(1, 0, text, "quiet")
        self.book.define(f"{self.task.sheet.lower()}_rate", self.rate)
        sheet.text(self.rate.top, 0, say("learn_rate", "学习率"), "bold")
        sheet.number(
            self.rate.top, self.rate.left, self.task.rate, "input", num_format="General"
        )
        self._write_pictures()
        self.write_heads()
        self.write_steps()
        self._write_curve()
        self._write_afterwards(5)
        page.print_area(0, 0, self.top + self.count, self.mean)
        page.freeze_panes(0, 2)

    def _write_pictures(self):
        """The examples, to be changed, and what each should give."""
        sheet, task, say = self.sheet, self.task, self.say
        sheet.text(
            IMAGES - 2,
            0,
            say("examples, and what they should give", "例子和应有的输出"),
            "head",
        )
        for column in range(1, 17):
            sheet.text(IMAGES - 2, column, "", "head")
        self.targets = []
        for e, area in enumerate(self.pictures):
            sheet.numbers(area, task.examples[e], "input", num_format="0.##")
            sheet.grey(area)
            beside = self.inputs == 2
            target = (
                Area(task.sheet, area.top, area.right + 2, 1, self.outputs)
                if beside
                else Area(task.sheet, area.bottom + 1, area.left, 1, self.outputs)
            )
            self.targets.append(target)
            sheet.numbers(
                target, task.expected[e], "middle", num_format="0", italic=True
            )
            text = (
                say(f"example {e + 1}", f"例 {e + 1}") if beside or e % 4 == 0 else ""
            )
            sheet.text(area.top, 0, text, "quiet")

    def _write_curve(self):
        """The loss of each step and of each round, and what came of it."""
        sheet, task, say = self.sheet, self.task, self.say
        chart = self.book.file.add_chart({"type": "line"})
        last = self.top + len(self.steps) - 1
        for name, column, style in (
            (
                say("each step", "每一步"),
                self.loss,
                {"line": {"color": "#A9B4C0", "width": 1}},
            ),
            (
                say("mean of a round", "一轮平均"),
                self.mean,
                {
                    "line": {"color": ORANGE, "width": 2.5},
                    "marker": {
                        "type": "circle",
                        "size": 4,
                        "fill": {"color": ORANGE},
                        "border": {"color": ORANGE},
                    },
                },
            ),
        ):
            chart.add_series(
                {
                    "name": name,
                    "categories": [task.sheet, self.top, 0, last, 0],
                    "values": [task.sheet, self.top, column, last, column],
                }
                | style
            )
        chart.show_blanks_as("span")
        chart.set_y_axis({"min": 0, "num_format": "0.0"})
        chart.set_x_axis(
            {
                "name": say("step", "步"),
                "num_font": {"size": 7},
                "interval_unit": len(self.steps) // 10,
                "interval_tick": len(self.steps) // 10,
            }
        )
        chart.set_title(
            {
                "name": say("the loss (cross-entropy)", "损失（交叉熵）"),
                "name_font": {"size": 11},
            }
        )
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": CURVE_PX[0], "height": CURVE_PX[1]})
        at = Area(task.sheet, IMAGES - 1, min(18, self.mean - CURVE_COLUMNS))
        sheet.page.insert_chart(
            at.top,
            at.left,
            chart,
            {
                "object_position": 3,
                "description": say(
                    "the loss of each step and of each round", "每一步和每一轮的损失"
                ),
            },
        )

    def _write_afterwards(self, column):
        """How many examples the parameters at the end read right."""
        end, top = self.top + self.task.steps, self.top + self.task.steps + 2
        sheet, say = self.sheet, self.say
        sheet.text(top - 1, 0, say("read with these", "用它们来认"), "head")
        for at in range(1, self.mean + 1):
            sheet.text(top - 1, at, "", "head")
        readings = [small_reading(self.final, one) for one in self.task.examples]
        for e, (hidden, sums, outputs) in enumerate(readings):
            row = top + e
            self.write_example(self.task.steps + 2 + e, e)
            self.write_reading(row, end, hidden, sums, outputs)
        right = [
            np.array_equal(outputs > 0.5, expected > 0.5)
            for (*_, outputs), expected in zip(
                readings, self.task.expected, strict=True
            )
        ]
        # Each output is on the side of 0.5 that it should be on.
        formula = "+".join(
            "IF(AND("
            + ",".join(
                f"({self.cell(top + e, self.y + o)}>0.5)"
                f"=({self.cell(top + e, self.t + o)}>0.5)"
                for o in range(self.outputs)
            )
            + "),1,0)"
            for e in range(self.count)
        )
        row = self.rate.top
        sheet.formula(row, column, f"={formula}", sum(right), "bold", num_format="0")
        sheet.text(
            row,
            column + 1,
            say(
                f"of {self.count} are read right after the last step",
                f"个（共 {self.count} 个）在最后一步之后认对",
            ),
        )
