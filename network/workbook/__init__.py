"""A learning step as a workbook in which every number is a live formula.

A sheet to a module; `layout` says where the network stands, `book` writes
cells, `lesson` takes from a trace what the sheets show.
"""

from network.trace.step_table import printable
from network.workbook.book import Book
from network.workbook.check_sheet import write_check
from network.workbook.draw_sheet import write_draw
from network.workbook.film_links import SITE
from network.workbook.learn_sheet import write_learn
from network.workbook.learned_sheets import write_adjustments, write_learned
from network.workbook.lesson import Lesson, WorkbookError, record_lesson
from network.workbook.neurons_sheet import write_neurons
from network.workbook.number_sheet import write_number
from network.workbook.parameters_sheet import write_parameters
from network.workbook.replaceable import TITLE
from network.workbook.start_sheet import SHEETS, write_start

__all__ = ["Lesson", "WorkbookError", "record_lesson", "write_workbook"]


def write_workbook(lesson, path, *, site=SITE):
    """Write a lesson as an .xlsx file, whole or not at all.

    Args:
        lesson: a Lesson, from record_lesson or of a trace.
        path: of the file; one that was written there before, and not saved
            by a spreadsheet since, is replaced.
        site: where the films' pages are: a folder beside the workbook or a
            web address, ending in "/".

    Raises:
        WorkbookError: the file cannot be written there.
    """
    with Book(path) as book:
        book.file.set_properties({"title": TITLE, "subject": printable(lesson.source)})
        book.add_sheets(["Start", *(name for name, _ in SHEETS)])
        write_start(book, lesson, site)
        write_number(book, lesson, site)
        write_neurons(book, lesson, site)
        write_draw(book, lesson)
        learned = write_learn(book, lesson, site)
        write_adjustments(book, lesson, site)
        write_learned(book, lesson, site, *learned)
        write_check(book, lesson, site)
        write_parameters(book, lesson)
