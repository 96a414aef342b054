"""The sheet Check: values to work out, and whether they are right.

The solutions stand below, folded away. The sheet Exercises has the same
questions for paper.
"""

import numpy as np

from network.digits.sizes import PIXELS, SIDE
from network.workbook.areas import Area
from network.workbook.choice_note import write_choice_note
from network.workbook.exercises import (
    NEURON,
    PIXEL,
    exercises,
    telling_pixel,
    undecided_neuron,
)
from network.workbook.film_links import write_link

NAME, PAPER = "Check", "Exercises"
FIRST = 5  # row of the first exercise
STEP, QUESTION, A, B, ANSWER, VERDICT = range(6)
WITHIN = 0.01  # of the right value, how far from it an answer may be
WORKINGS = 8  # first column of what the questions use, not printed
PIXEL_CELL, NEURON_CELL = Area(NAME, 1, WORKINGS + 1), Area(NAME, 2, WORKINGS + 1)
GIVEN_FORMAT = "0.000000"


def write_check(book, lesson, site):
    """Write the sheets Check and Exercises."""
    sheet = book.sheet(NAME, tab="#C9A227")
    questions = exercises(lesson)
    _write_top(sheet, lesson, questions)
    _write_workings(book, sheet, lesson)
    top = FIRST + len(questions) + 2  # of the solutions
    for number, exercise in enumerate(questions):
        row = FIRST + number
        sheet.page.set_row_pixels(row, 34)
        write_link(sheet, row, STEP, exercise.step, site, number=number + 1)
        _write_question(sheet, row, exercise, lesson)
        _write_given(sheet, row, exercise)
        sheet.page.write_blank(row, ANSWER, None, sheet.style("input"))
        _write_verdict(sheet, row, exercise, Area(NAME, top + number, ANSWER))
    _write_solutions(sheet, top, questions)
    last = FIRST + len(questions) - 1
    sheet.page.conditional_format(
        FIRST,
        VERDICT,
        last,
        VERDICT,
        {
            "type": "cell",
            "criteria": "==",
            "value": f'"{_correct(sheet)}"',
            "format": book.file.add_format(
                {"bg_color": "#BFE8C8", "font_color": "#14532D"}
            ),
        },
    )
    sheet.page.print_area(0, 0, top + len(questions) - 1, VERDICT)
    sheet.page.freeze_panes(FIRST, 0)
    sheet.page.repeat_rows(FIRST - 1)
    _write_paper(book, lesson, questions)


def _correct(sheet):
    return sheet.say("CORRECT", "正确")


def _write_top(sheet, lesson, questions):
    say, page = sheet.say, sheet.page
    for column, width in enumerate((214, 400, 76, 76, 100, 130, 16, 16)):
        page.set_column_pixels(column, column, width)
    sheet.text(0, 0, say("Check: work it out", "Check：算一算"), "title")
    sheet.text(
        1,
        0,
        say(
            "Type your value into a yellow cell: within a hundredth of the right one "
            "counts, where nothing else is said. All follow the image chosen.",
            "把你的值填进黄色单元格：没有另外说明时，与正确值相差不到百分之一就算对。"
            "题目都跟着所选的图像。",
        ),
        "quiet",
    )
    count, correct = len(questions), _correct(sheet)
    verdicts = Area(NAME, FIRST, VERDICT, count).range
    of_all = say(f" of {count} correct", f" / {count} 正确")
    sheet.formula(
        2, 0, f'=COUNTIF({verdicts},"{correct}")&"{of_all}"', f"0{of_all}", "bold"
    )
    write_choice_note(sheet, 2, QUESTION, lesson)
    for column, text in enumerate(
        (
            say("step", "步骤"),
            say("question", "题目"),
            "a",
            "b",
            say("your value", "你的值"),
            "",
        )
    ):
        style = "head right" if column in (A, B) else "head"
        middle = {"align": "center"} if column == ANSWER else {}
        sheet.text(FIRST - 1, column, text, style, **middle)


def _write_workings(book, sheet, lesson):
    """Which pixel and which hidden neuron the questions are about."""
    say, page = sheet.say, sheet.page
    hidden = lesson.values["hidden-neurons"].ravel()
    page.set_column_pixels(WORKINGS, WORKINGS, 230)
    sheet.text(0, WORKINGS, say("what the questions use", "题目用到的"), "head")
    sheet.text(0, WORKINGS + 1, "", "head")
    sheet.text(
        1, WORKINGS, say("the pixel nearest to half ink", "最接近半墨的像素"), "quiet"
    )
    sheet.text(
        2,
        WORKINGS,
        say("the hidden neuron nearest to 0.5", "最接近 0.5 的隐藏神经元"),
        "quiet",
    )
    pixels = Area(NAME, FIRST, WORKINGS + 2, PIXELS)
    neurons = Area(NAME, FIRST, WORKINGS + 3, lesson.hidden)
    for area, text in (
        (pixels, say("pixels, from 0.5", "像素离 0.5")),
        (neurons, say("neurons, from 0.5", "神经元离 0.5")),
    ):
        page.set_column_pixels(area.left, area.left, 130)
        sheet.text(FIRST - 1, area.left, text, "head right")
    sheet.formulas(
        pixels,
        lambda n, _: f"=ABS(INDEX(number,{n // SIDE + 1},{n % SIDE + 1})-0.5)",
        np.abs(lesson.image - 0.5),
    )
    sheet.formulas(
        neurons,
        lambda k, _: f"=ABS(INDEX(hidden_neurons,{k + 1})-0.5)",
        np.abs(hidden - 0.5),
    )
    for cell, area, value in (
        (PIXEL_CELL, pixels, telling_pixel(lesson.image)),
        (NEURON_CELL, neurons, undecided_neuron(hidden)),
    ):
        sheet.formula(
            cell.top,
            cell.left,
            f"=MATCH(MIN({area.range}),{area.range},0)",
            value,
            num_format="0",
        )
    book.define(
        "hidden_layer_weights",
        Area("Parameters", 0, 0, (SIDE + 1) * lesson.hidden, SIDE),
    )


def _with_cells(formula):
    """A formula of an Exercise with the cells that it names."""
    return formula.replace(PIXEL, PIXEL_CELL.cell(fixed="both")).replace(
        NEURON, NEURON_CELL.cell(fixed="both")
    )


def _write_question(sheet, row, exercise, lesson):
    question = sheet.say(*exercise.question)
    look = {"valign": "vcenter", "font_size": 9}
    if NEURON not in question:
        sheet.text(row, QUESTION, question, "wrapped", **look)
        return
    before, _, after = question.partition(NEURON)
    neuron = undecided_neuron(lesson.values["hidden-neurons"])
    sheet.formula(
        row,
        QUESTION,
        f'="{before}"&{NEURON_CELL.cell(fixed="both")}&"{after}"',
        f"{before}{neuron}{after}",
        "wrapped",
        **look,
    )


def _write_given(sheet, row, exercise):
    for column, (formula, value) in zip((A, B), exercise.given, strict=False):
        whole = exercise.is_exact
        sheet.formula(
            row,
            column,
            f"={_with_cells(formula)}",
            value,
            num_format="0" if whole else GIVEN_FORMAT,
        )


def _write_verdict(sheet, row, exercise, solution):
    """Whether an answer is right: near the solution, and nearer to it than to
    what was given, so that copying that is no answer. Nothing where none is."""
    answer, right = Area(NAME, row, ANSWER).cell(), solution.cell()
    near = f"ABS({answer}-{right})<={0 if exercise.is_exact else WITHIN}*ABS({right})"
    tests = [near]
    for column, _ in zip((A, B), exercise.given, strict=False):
        given = Area(NAME, row, column).cell()
        tests.append(f"OR({given}={right},ABS({answer}-{right})<ABS({answer}-{given}))")
    not_yet = sheet.say("not yet", "还不对")
    no_number = sheet.say("a number, please", "请填一个数")
    other = (
        sheet.say("draw one first", "先画一个")
        if "ink" in exercise.answer
        else sheet.say("0 here: choose another", "这里是 0：请另选")
    )
    sheet.formula(
        row,
        VERDICT,
        f'=IF({right}=0,"{other}",IF(ISBLANK({answer}),"",IF(ISNUMBER({answer}),'
        f'IF(AND({",".join(tests)}),"{_correct(sheet)}","{not_yet}"),"{no_number}")))',
        other if exercise.value == 0 else "",
        "verdict",
    )


def _write_solutions(sheet, top, questions):
    """The solutions, in rows that are folded away."""
    say = sheet.say
    for column in range(VERDICT + 1):
        sheet.text(top - 1, column, "", "band")
    sheet.text(
        top - 1,
        0,
        say(
            "Solutions: unfold with the + at the left edge, below",
            "答案：点左边下方的 + 展开",
        ),
        "band",
    )
    for number, exercise in enumerate(questions):
        row, asked = top + number, FIRST + number
        sheet.page.set_row(row, None, None, {"level": 1, "hidden": True})
        sheet.text(row, STEP, exercise.step, "quiet")
        a, b = (Area(NAME, asked, column).cell() for column in (A, B))
        formula = "=" + exercise.answer.format(a=a, b=b)
        sheet.text(row, QUESTION, f"{number + 1}:  {formula}", "code")
        sheet.formula(
            row,
            ANSWER,
            formula,
            exercise.value,
            num_format="0" if exercise.is_exact else "General",
        )
    sheet.page.set_row(top + len(questions), None, None, {"collapsed": True})


def _write_paper(book, lesson, questions):
    """The sheet Exercises: the questions on a page, with room to write."""
    sheet = book.sheet(PAPER, tab="#C9A227", landscape=False, high=1)
    say = sheet.say
    for column, width in enumerate((46, 390, 76, 76, 120)):
        sheet.page.set_column_pixels(column, column, width)
    sheet.text(
        0, 0, say("Exercises: one step of learning", "练习：学习的一步"), "title"
    )
    sheet.text(2, 0, say("name", "姓名"), "quiet")
    sheet.text(2, 1, "_" * 40)
    sheet.text(2, 2, say("date", "日期"), "quiet")
    sheet.text(2, 3, "_" * 20)
    write_choice_note(sheet, 3, 1, lesson)
    for column, text in enumerate(
        ("", say("question", "题目"), "a", "b", say("your value", "你的值"))
    ):
        style = "head right" if column in (2, 3) else "head"
        middle = {"align": "center"} if column == 4 else {}
        sheet.text(FIRST - 1, column, text, style, **middle)
    neuron = str(undecided_neuron(lesson.values["hidden-neurons"]))
    for number, exercise in enumerate(questions):
        row = FIRST + number
        sheet.page.set_row_pixels(row, 58)
        sheet.number(row, 0, number + 1, "index", num_format="0")
        sheet.formula(
            row,
            1,
            f"={Area(NAME, row, QUESTION).away()}",
            say(*exercise.question).replace(NEURON, neuron),
            "wrapped",
            valign="vcenter",
        )
        for column, source, (_, value) in zip(
            (2, 3), (A, B), exercise.given, strict=False
        ):
            sheet.formula(
                row,
                column,
                f"={Area(NAME, row, source).away()}",
                value,
                num_format="0" if exercise.is_exact else GIVEN_FORMAT,
            )
        sheet.page.write_blank(
            row, 4, None, sheet.style("text", {"bottom": 1, "bottom_color": "#5B6673"})
        )
