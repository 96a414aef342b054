"""The exercises: what solves them and what does not, for any image chosen."""

import math
from itertools import cycle

import pytest

from network.cli.workbook_command import DEFAULT_WEIGHTS
from network.workbook import record_lesson
from network.workbook.areas import Area
from network.workbook.centring_places import DRAWING
from network.workbook.check_sheet import ANSWER, FIRST, QUESTION, VERDICT, A, B
from network.workbook.examples import sketch
from network.workbook.exercises import exercises
from network.workbook.learn_inputs import RATE
from network.workbook.number_sheet import CHOICE
from tests.spreadsheets import Job

COUNT = 13
ANSWERS = Area("Check", FIRST, ANSWER, COUNT)
IMAGES = [("hard A", 0.01), ("digit 0", 1), ("digit 8", 0.3), ("hard B", 10)]


def asked(sheet):
    """(a, b, solution) of each exercise, None where there is none."""
    solutions = FIRST + COUNT + 2
    for number in range(COUNT):
        row = sheet[FIRST + number]
        yield (
            *(float(row[place]) if row[place] else None for place in (A, B)),
            float(sheet[solutions + number][ANSWER]),
        )


def verdicts(sheet):
    return [row[VERDICT] for row in sheet[FIRST : FIRST + COUNT]]


def drawn(job, office, steps):
    """The Check of one image after the other, from the first again after the last,
    with the answers of `steps`."""
    for (name, rate), answers in zip(cycle(IMAGES), steps):
        job.set(CHOICE, [name])
        job.set(RATE, [rate])
        job.set(ANSWERS, answers)
        job.read_sheet("Check")
    return office.run(job)[0]


def test_right_values_solve_and_zero_or_what_is_given_does_not(office, wrong_book):
    def sheets_with(steps):
        job = Job(wrong_book)
        job.set(DRAWING, sketch("5", (2, 4, 21)))
        return drawn(job, office, steps)

    blank = sheets_with([[None] * COUNT] * len(IMAGES))
    found = [list(asked(sheet)) for sheet in blank]
    cases = (
        ([[right for *_, right in one] for one in found], COUNT),
        ([[float(f"{right:.3g}") for *_, right in one] for one in found], COUNT),
        ([[right * 1.02 for *_, right in one] for one in found], 0),
        ([[0] * COUNT] * len(IMAGES), 0),
        ([[a for a, *_ in one] for one in found], 0),
        ([[b for _, b, _ in one] for one in found], 0),
    )
    sheets = iter(sheets_with([one for answers, _ in cases for one in answers]))
    for answers, counted in cases:
        for _, sheet in zip(answers, sheets, strict=False):
            assert verdicts(sheet).count("CORRECT") == counted
            assert sheet[2][0] == f"{counted} of {COUNT} correct"
    assert next(sheets, None) is None


def test_the_questions_follow_the_image(office, wrong_book):
    answers = [None, "half", 1e9] + [None] * (COUNT - 3)
    sheets = drawn(Job(wrong_book), office, [answers] * len(IMAGES))
    questions = {sheet[FIRST + 1][QUESTION] for sheet in sheets}
    assert len(questions) > 2 and all("{" not in text for text in questions)
    for sheet in sheets:
        values = [value for one in asked(sheet) for value in one[:2] if value]
        assert len(values) == 18
        assert verdicts(sheet)[:4] == ["", "a number, please", "not yet", ""]
        assert verdicts(sheet)[-1] == "draw one first"


def test_each_answer_is_what_the_plain_arithmetic_gives():
    lesson = record_lesson(weights=DEFAULT_WEIGHTS)
    for exercise in exercises(lesson):
        if exercise.given:
            names = dict(zip("ab", (value for _, value in exercise.given)))
            formula = exercise.answer.format(a="a", b="b")
            python = formula.replace("LN(", "log(").replace("EXP(", "exp(")
            right = eval(python, {"log": math.log, "exp": math.exp}, names)
            assert right == pytest.approx(exercise.value, rel=1e-12)


def test_solutions_are_folded_away_and_the_paper_has_the_questions(shown_book):
    check, paper = shown_book["Check"], shown_book["Exercises"]
    top = FIRST + COUNT + 3
    for row in range(top, top + COUNT):
        assert check.row_dimensions[row].hidden
        assert check.row_dimensions[row].outlineLevel == 1
    for row in range(FIRST + 1, FIRST + COUNT + 1):
        assert paper.cell(row, 2).value == check.cell(row, QUESTION + 1).value
        assert paper.cell(row, 3).value == check.cell(row, A + 1).value
        assert paper.cell(row, 5).value is None
