"""The default workbook, which several tests change and recalculate."""

import openpyxl
import pytest

from network.cli.workbook_command import DEFAULT_WEIGHTS
from network.workbook import record_lesson, write_workbook
from tests.spreadsheets import Office, plant_wrong_values


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def good_book(tmp_path_factory):
    """The path of the default workbook, as it was written."""
    path = tmp_path_factory.mktemp("book") / "good.xlsx"
    write_workbook(record_lesson(weights=DEFAULT_WEIGHTS), path)
    return path


@pytest.fixture(scope="session")
def shown_book(good_book):
    """The values that it shows, as openpyxl has them: not to be changed."""
    return openpyxl.load_workbook(good_book, data_only=True)


@pytest.fixture(scope="session")
def wrong_book(good_book):
    """The same with a wrong value for every formula."""
    plant_wrong_values(good_book, good_book.with_name("wrong.xlsx"))
    return good_book.with_name("wrong.xlsx")
