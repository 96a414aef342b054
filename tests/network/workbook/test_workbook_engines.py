"""Every formula in a second and a third engine, after all that can be changed.

IronCalc and Gnumeric share no code with LibreOffice, nor with each other; the
file itself is read by a validator of Office Open XML.
"""

import shutil
import subprocess
import warnings

import ironcalc
import numpy as np
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from network.cli.workbook_command import DEFAULT_WEIGHTS
from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.digits.mnist_like import mnist_like
from network.workbook import layout, record_lesson, write_workbook
from network.workbook.areas import Area
from network.workbook.centring_places import DRAWING, SEEN
from network.workbook.draw_aside import PEN_CELL
from network.workbook.draw_sheet import OUTPUT
from network.workbook.examples import sketch
from network.workbook.learn_inputs import RATE
from network.workbook.number_sheet import CHOICE
from tests.spreadsheets import plant_wrong_values

WITHIN = 1e-11
INK = sketch("3", (2, 4, 21))
AGAIN = Area("Learn", 2, 5)  # the label's output after the step
DRAWN = Area("Draw", DRAWING.top, OUTPUT, 10)
WEIGHT = Area("Parameters", 1 + 12, 14)  # of hidden neuron 1, pixel 12 * 28 + 15


@pytest.fixture(scope="module", params=["en", "zh"])
def books(request, tmp_path_factory):
    """The default workbook, and one with a wrong value for every formula."""
    folder = tmp_path_factory.mktemp("books")
    good, wrong = folder / "good.xlsx", folder / "wrong.xlsx"
    lesson = record_lesson(weights=DEFAULT_WEIGHTS)
    write_workbook(lesson, good, language=request.param)
    assert plant_wrong_values(good, wrong) > 70_000
    return good, wrong


class IronCalc:
    """A workbook as IronCalc computes it."""

    def __init__(self, path):
        self.model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        sheets = self.model.get_worksheets_properties()
        self.sheets = {one["name"]: number for number, one in enumerate(sheets)}

    def set(self, area, values):
        sheet = self.sheets[area.sheet]
        cells = np.asarray(values, object).reshape(area.rows, area.columns)
        for (i, j), value in np.ndenumerate(cells):
            place = sheet, area.top + i + 1, area.left + j + 1
            self.model.set_user_input(*place, str(value))

    def read(self, area):
        sheet = self.sheets[area.sheet]
        return np.array(
            [
                [
                    self.model.get_cell_value(
                        sheet, area.top + i + 1, area.left + j + 1
                    )
                    for j in range(area.columns)
                ]
                for i in range(area.rows)
            ]
        )


def test_ironcalc_computes_every_value_that_was_written(books):
    good, wrong = books
    engine = IronCalc(wrong)
    engine.model.evaluate()
    compared, differ = 0, []
    for sheet in openpyxl.load_workbook(good, data_only=True):
        number = engine.sheets[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None or cell.value == "":
                    continue
                came = engine.model.get_cell_value(number, cell.row, cell.column)
                compared += 1
                if isinstance(cell.value, str):
                    same = came == cell.value
                else:
                    near = WITHIN * max(1, abs(cell.value))
                    same = isinstance(came, (int, float)) and (
                        abs(came - cell.value) < near
                    )
                if not same:
                    differ.append((sheet.title, cell.coordinate, cell.value, came))
    assert not differ, f"{len(differ)} of {compared}, as {differ[:3]}"
    assert compared > 100_000


def set_all(workbook_set, choice):
    """Choose, draw, and change a pen, a rate, a weight and a pixel."""
    workbook_set(CHOICE, [choice])
    workbook_set(RATE, [0.5])
    workbook_set(WEIGHT, [0.75])
    workbook_set(PEN_CELL, [0])
    workbook_set(Area("Number", 3, 4), [0.625])
    rows, places = np.nonzero(INK)
    for row, place in zip(rows, places):
        workbook_set(Area("Draw", DRAWING.top + row, int(place)), [1])


def expected_of(image):
    """What NumPy gives after the changes: outputs, learned, drawn, seen."""
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    network.learn_rate = 0.5
    network.input_to_hidden_weights[0, 12 * 28 + 14] = 0.75
    image = image.copy()
    image[3 * 28 + 4] = 0.625
    seen = mnist_like(INK)
    drawn = network.forward(digits.column(seen))[1]
    outputs = network.forward(image)[1]
    network.learn(image, digits.one_hot(8))
    return outputs, network.forward(image)[1][8, 0], drawn, seen / 255


def test_both_follow_a_choice_a_drawing_a_rate_a_weight_and_a_pixel(books, tmp_path):
    program = shutil.which("ssconvert")
    good, wrong = books
    choice = "digit 8" if "digit 8" in names_of(good) else "数字 8"
    engine = IronCalc(wrong)
    set_all(engine.set, choice)
    engine.model.evaluate()
    readers = [engine.read]
    if program:
        readers.append(gnumeric(program, wrong, tmp_path, choice))
    outputs, again, drawn, seen = expected_of(digits.drawn_digit("8"))
    for read in readers:
        for area, right in (
            (layout.OUTPUT_NEURONS, outputs),
            (AGAIN, [[again]]),
            (DRAWN, drawn),
            (SEEN, seen),
        ):
            came = read(area).astype(float)
            np.testing.assert_allclose(came, right, rtol=0, atol=WITHIN)
    if not program:
        pytest.skip("missing: Gnumeric (ssconvert); IronCalc alone has computed it")


def gnumeric(program, wrong, folder, choice):
    """How to read a changed workbook that Gnumeric has computed."""
    changed, out = folder / "changed.xlsx", folder / "out.xlsx"
    book = openpyxl.load_workbook(wrong)

    def put(area, values):
        book[area.sheet].cell(area.top + 1, area.left + 1).value = values[0]

    set_all(put, choice)
    book.save(changed)
    done = subprocess.run(
        [program, "--recalc", changed, out], capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-300:]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has no styles
        computed = openpyxl.load_workbook(out, data_only=True)

    def read(area):
        rows = computed[area.sheet].iter_rows(
            area.top + 1, area.bottom + 1, area.left + 1, area.right + 1
        )
        return np.array([[cell.value for cell in row] for row in rows])

    return read


def names_of(path):
    sheet = openpyxl.load_workbook(path, read_only=True)["Digits"]
    return {row[30] for row in sheet.iter_rows(max_row=20, values_only=True)}


def test_a_validator_of_the_format_finds_nothing(books):
    result = OpenXmlValidator().validate(str(books[0]))
    assert result.is_valid and not list(result.errors)
