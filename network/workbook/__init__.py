"""A learning step as a workbook in which every number is a live formula.

A sheet to a module; `layout` says where the network stands, `book` writes
cells, `lesson` takes from a trace what the sheets show.
"""

from network.workbook.book import Book
from network.workbook.check_sheet import write_check
from network.workbook.digits_sheet import write_digits
from network.workbook.draw_sheet import write_draw
from network.workbook.learn_sheet import write_learn
from network.workbook.learned_sheets import write_adjustments, write_learned
from network.workbook.lesson import (
    Lesson,
    WorkbookError,
    is_of_digits,
    lesson_of,
    record_lesson,
)
from network.workbook.neurons_sheet import write_neurons
from network.workbook.number_sheet import write_number
from network.workbook.parameters_sheet import write_parameters
from network.workbook.rates_sheet import write_rates
from network.workbook.replaceable import TITLE
from network.workbook.small_sheets import write_small_trainings
from network.workbook.start_sheet import NAMES, write_start
from network.workbook.trace_book import write_trace

__all__ = [
    "Lesson",
    "WorkbookError",
    "is_of_digits",
    "lesson_of",
    "record_lesson",
    "write_trace",
    "write_workbook",
]


def write_workbook(lesson, path, *, site=None, language="en", dated=True):
    """Write a lesson as an .xlsx file, whole or not at all.

    Args:
        lesson: a Lesson, from record_lesson or of a trace.
        path: of the file; one that was written there before, and not saved
            by a spreadsheet since, is replaced.
        site: where the films' pages are: "" or a folder, seen from the
            workbook, or a web address, ending in "/"; or a dict of steps to
            addresses; None: nobody says, and there are no links to them.
        language: "en" or "zh".
        dated: whether the file says when it was written; else equal lessons
            make equal files.

    Raises:
        WorkbookError: the file cannot be written there.
    """
    with Book(path, language, dated=dated) as book:
        book.describe(TITLE, lesson.made_with(book.say))
        book.add_sheets(["Start", *NAMES])
        write_start(book, lesson, site)
        write_number(book, lesson, site)
        write_neurons(book, lesson, site)
        write_draw(book, lesson)
        learned = write_learn(book, lesson, site)
        write_adjustments(book, lesson, site)
        write_learned(book, lesson, site, *learned)
        write_rates(book, lesson)
        write_small_trainings(book)
        write_check(book, lesson, site)
        write_parameters(book, lesson)
        write_digits(book, lesson)
