"""The workbook recalculated by Gnumeric, against NumPy: what LibreOffice
forgives others do not."""

import re
import shutil
import subprocess
import warnings

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from network.cli.workbook_command import DEFAULT_WEIGHTS
from network.workbook import record_lesson, write_workbook
from tests.spreadsheets import plant_wrong_values

SIZES = (20, 30)
WITHIN = 1e-12


@pytest.fixture(scope="module", params=SIZES)
def book(request, tmp_path_factory):
    """(Hidden neurons, the path of their workbook)."""
    path = tmp_path_factory.mktemp("book") / "good.xlsx"
    weights = DEFAULT_WEIGHTS.parent / f"784-{request.param}-10"
    write_workbook(record_lesson(digit="4-closed", weights=weights), path)
    return request.param, path


def recalculated(path):
    """A workbook as Gnumeric computes it, whose file has wrong values."""
    program = shutil.which("ssconvert")
    if program is None:
        pytest.skip(
            "missing: Gnumeric (ssconvert); `make test` installs it on Debian "
            "and Ubuntu"
        )
    wrong, out = path.with_name("wrong.xlsx"), path.with_name("out.xlsx")
    assert plant_wrong_values(path, wrong) > 30_000
    done = subprocess.run(
        [program, "--recalc", wrong, out], capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-300:]
    return opened(out)


def opened(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has no styles
        return openpyxl.load_workbook(path, data_only=True, read_only=True)


def values(sheet):
    return {
        cell.coordinate: cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_each_cell_recalculates_to_the_value_that_was_written(book):
    hidden, path = book
    good, other = opened(path), recalculated(path)
    compared, wrong = 0, []
    for sheet in good:
        came = values(other[sheet.title])
        for place, value in values(sheet).items():
            if isinstance(value, (int, float)):
                compared += 1
                if not (
                    isinstance(came.get(place), (int, float))
                    and abs(came[place] - value) < WITHIN * max(1, abs(value))
                ):
                    wrong.append((sheet.title, place, value, came.get(place)))
    assert not wrong, f"{len(wrong)} of {compared}, as {wrong[:3]}"
    assert compared > 784 * hidden * 3


def arguments(formula, start):
    """The arguments of a call in a formula, whose first begins at `start`."""
    found, depth = [""], 0
    for letter in formula[start:]:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            break
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return found


def test_one_index_is_of_a_column(book):
    """Of a row HyperFormula and Gnumeric take it for the row's number."""
    sheets = openpyxl.load_workbook(book[1])
    names = {name: each.attr_text for name, each in sheets.defined_names.items()}
    counted = 0
    for sheet in sheets:
        for row in sheet.iter_rows():
            for cell in row:
                formula = str(getattr(cell.value, "text", cell.value))
                for call in re.finditer(r"\bINDEX\(", formula):
                    area, *places = arguments(formula, call.end())
                    area = names.get(area, area).split("!")[-1].replace("$", "")
                    left, top, right, bottom = range_boundaries(area)
                    assert len(places) == 2 or left == right, (sheet.title, formula)
                    counted += 1
    assert counted > 100
