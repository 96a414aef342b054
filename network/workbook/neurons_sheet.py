"""The sheet Neurons: the article's picture of some neurons and their weights.

The image, some of its input neurons, the hidden neurons and the digits stand
beside each other; the lines between them are charts of the sheet Wires.
"""

from network.digits.sizes import DIGITS, SIDE
from network.workbook.areas import Area
from network.workbook.cell_styles import INK
from network.workbook.choice_note import write_choice_note
from network.workbook.film_links import write_link
from network.workbook.layout import NUMBER
from network.workbook.neurons_parts import (
    BAR,
    CELL_PX,
    DIGIT,
    FIRST_HIDDEN,
    FIRST_INPUT,
    HIDDEN,
    HIGH,
    INPUT,
    MAP,
    MODE,
    NAME,
    ROW_PX,
    SHOWN,
    TABLE,
    TOP,
    WIRES_1,
    WIRES_2,
    WIRES_PX,
    PictureParts,
)
from network.workbook.neurons_tables import write_tables
from network.workbook.spelling import bar, bar_formula
from network.workbook.wires import write_wires


def write_neurons(book, lesson, site):
    """Write the sheet, and the sheet Wires behind its lines."""
    sheet = book.sheet(NAME, tab="#1B2430", high=1)
    picture = _Picture(book, sheet, lesson)
    picture.write_controls()
    sheet.page.merge_range(2, 0, 2, SIDE - 1, "", sheet.style("link"))
    write_choice_note(sheet, 1, 0, lesson, link_below=True)
    picture.write_map()
    picture.write_inputs()
    picture.write_hidden()
    picture.write_digits()
    tables = write_tables(picture)
    write_link(sheet, TOP + 33, 0, "hidden-pre-sigmoid", site)
    write_link(sheet, TOP + 34, 0, "output-pre-sigmoid", site)
    for line, text in enumerate(
        (
            book.say(
                "Orange lines add to a neuron, blue ones take from it; thick lines are "
                "strong.",
                "橙色的线给神经元加，蓝色的减；粗线强。",
            ),
            book.say(
                "Pixels without ink send nothing, whatever their weight: choose 2 in "
                "AE4 to see what flows.",
                "没有墨的像素什么也不送，不管权重多大：在 AE4 填 2 看流过什么。",
            ),
            book.say(
                f"The picture shows some neurons only: each hidden neuron has "
                f"{SIDE * SIDE} weights, one for each pixel.",
                f"图中只有几个神经元：每个隐藏神经元有 {SIDE * SIDE} 个权重，"
                f"每个像素一个。",
            ),
        )
    ):
        sheet.text(TOP + 33 + line, INPUT, text, "quiet")
    sheet.page.print_area(0, 0, TOP + 36, BAR)
    write_wires(book, tables, picture)


class _Picture(PictureParts):
    """Writes the picture, part by part."""

    def write_controls(self):
        sheet, page, say = self.sheet, self.sheet.page, self.sheet.say
        sheet.text(
            0, 0, say("Neurons and their weights", "神经元和它们的权重"), "title"
        )
        for place, width in (
            (INPUT - 1, 10),
            (INPUT, 44),
            (INPUT + 1, 52),
            (WIRES_1, WIRES_PX),
            (HIDDEN, 34),
            (HIDDEN + 1, 52),
            (WIRES_2, WIRES_PX),
            (DIGIT, 34),
            (DIGIT + 1, 52),
            (BAR, 160),
            (BAR + 1, 16),
            (BAR + 2, 40),
        ):
            page.set_column_pixels(place, place, width)
        page.set_column_pixels(0, SIDE - 1, CELL_PX)
        page.set_column_pixels(TABLE, TABLE + SHOWN - 1, 40)
        for row in range(TOP, TOP + SHOWN * HIGH + 2):
            page.set_row_pixels(row, ROW_PX)
        last = SIDE * SIDE - SHOWN + 1
        for area, name, value, most, text in (
            (
                FIRST_INPUT,
                "first_input",
                self.first_input,
                last,
                say(
                    f"the first input neuron shown, 1 to {last}",
                    f"从哪个输入神经元显示起，1 到 {last}",
                ),
            ),
            (
                FIRST_HIDDEN,
                "first_hidden",
                1,
                self.lesson.hidden - self.count + 1,
                say(
                    f"the first hidden neuron shown, 1 to "
                    f"{self.lesson.hidden - self.count + 1}",
                    f"从哪个隐藏神经元显示起，1 到 "
                    f"{self.lesson.hidden - self.count + 1}",
                ),
            ),
            (
                MODE,
                "wires",
                self.mode,
                2,
                say(
                    "the lines show: 1 weights, 2 weight x value, what flows",
                    "线表示：1 权重，2 权重乘值，即流过的量",
                ),
            ),
        ):
            self.book.define(name, area)
            sheet.number(area.top, area.left, value, "input", num_format="General")
            sheet.text(area.top, WIRES_1, text)
            page.data_validation(
                area.cell(),
                {
                    "validate": "integer",
                    "criteria": "between",
                    "minimum": 1,
                    "maximum": most,
                    "error_title": say("A number", "数"),
                    "error_message": say(
                        f"Give a whole number, 1 to {most}.",
                        f"请填 1 到 {most} 的整数。",
                    ),
                },
            )
        page.freeze_panes(TOP - 1, 0)

    def write_map(self):
        """The image, the shown pixels in orange, its corners numbered."""
        sheet = self.sheet
        for row, place, number in (
            (TOP, 0, 1),
            (TOP, SIDE - 1, SIDE),
            (MAP.bottom + 1, 0, SIDE * (SIDE - 1) + 1),
            (MAP.bottom + 1, SIDE - 1, SIDE * SIDE),
        ):
            text_style = {"font_size": 8, "align": "left" if place == 0 else "right"}
            # Text in place of a number: it may be wider than its cell.
            sheet.text(row, place, str(number), "quiet", **text_style)
        sheet.formulas(
            MAP,
            lambda i, j: f"={NUMBER.away(i, j)}",
            self.lesson.image,
            "pixel",
            num_format=";;;",
        )
        # Colour scales and single colours do not mix alike everywhere: the
        # levels are single colours too, the shown pixels' come first.
        cell, first = MAP.cell(), FIRST_INPUT.cell(fixed="both")
        number = f"{SIDE}*(ROW({cell})-{MAP.top + 1})+COLUMN({cell})-{MAP.left}"
        shown = f"AND({number}>={first},{number}<{first}+{SHOWN})"
        for test, color in (
            (f"AND({shown},{cell}>0.5)", "#B4530E"),
            (shown, "#FFC58A"),
            (f"{cell}>0.85", INK),
            (f"{cell}>0.6", "#59616B"),
            (f"{cell}>0.35", "#8B929B"),
            (f"{cell}>0.1", "#C3C8CE"),
        ):
            sheet.page.conditional_format(
                MAP.range.replace("$", ""),
                {
                    "type": "formula",
                    "criteria": f"={test}",
                    "stop_if_true": True,
                    "format": self.book.file.add_format({"bg_color": color}),
                },
            )

    def write_inputs(self):
        self._heads(
            INPUT, self.sheet.say("input", "输入"), self.sheet.say("value", "值")
        )
        row = f"INT((%s-1)/{SIDE})+1"
        place = f"MOD(%s-1,{SIDE})+1"
        for i in range(SHOWN):
            top = self._row(i)
            number = Area(NAME, top, INPUT).cell()
            self._number(top, INPUT, f"=first_input+{i}", self.first_input + i)
            self._neuron(
                top,
                INPUT + 1,
                f"=INDEX(number,{row % number},{place % number})",
                self.inputs[i],
            )
        self._shade(INPUT + 1, SHOWN)

    def write_hidden(self):
        self._heads(
            HIDDEN, self.sheet.say("no.", "号"), self.sheet.say("hidden", "隐藏")
        )
        for k in range(self.count):
            top = self._row(k)
            self._number(top, HIDDEN, f"=first_hidden+{k}", k + 1)
            number = Area(NAME, top, HIDDEN).cell()
            self._neuron(
                top, HIDDEN + 1, f"=INDEX(hidden_neurons,{number})", self.hidden[k]
            )
        self._shade(HIDDEN + 1, self.count)

    def write_digits(self):
        sheet = self.sheet
        self._heads(DIGIT, sheet.say("digit", "数字"), sheet.say("output", "输出"))
        for digit, value in enumerate(self.lesson.values["output-neurons"].flat):
            top = self._row(digit)
            sheet.number(top, DIGIT, digit, "middle", num_format="0")
            self._neuron(top, DIGIT + 1, f"=INDEX(output_neurons,{digit + 1})", value)
            cell = Area(NAME, top, DIGIT + 1).cell()
            sheet.formula(top, BAR, bar_formula(cell), bar(value), "bar")
        self._shade(DIGIT + 1, DIGITS)
