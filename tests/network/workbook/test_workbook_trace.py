"""Any network's trace as a workbook: recalculated, changed, refused."""

import ironcalc
import numpy as np
import openpyxl
import pytest
from click.testing import CliRunner

from network.cli.commands import network
from network.digit_network import DigitNetwork
from network.recorder import record
from network.workbook import WorkbookError, write_trace
from tests.dense_networks import Autoencoder, Classifier
from tests.spreadsheets import plant_wrong_values

WITHIN = 1e-11


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2, w3, b3):
    """Three layers: tanh, ReLU, softmax; a batch in rows."""
    hidden = np.tanh(x @ w1 + b1)
    second = np.maximum(0, hidden @ w2 + b2)
    logits = second @ w3 + b3
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return shares, shares.argmax(axis=1)


def learn(x, y, w1, b1, w2, b2, rate=0.5):
    """Columns; sigmoids; weights changed in place."""
    hidden = sigmoid(w1 @ x + b1)
    output = sigmoid(w2 @ hidden + b2)
    delta = (output - y) / x.shape[1]
    back = w2.T @ delta * hidden * (1 - hidden)
    w2 -= rate * delta @ hidden.T
    b2 -= rate * delta.sum(axis=1, keepdims=True)
    w1 -= rate * back @ x.T
    b1 -= rate * back.sum(axis=1, keepdims=True)
    return sigmoid(w2 @ sigmoid(w1 @ x + b1) + b2)


def draw(*shapes, seed=0):
    random = np.random.default_rng(seed)
    return [random.normal(size=shape) for shape in shapes]


def three_layers():
    return forward, draw((4, 3), (3, 5), (5,), (5, 4), (4,), (4, 3), (3,))


def a_batch_that_is_learned():
    x, w1, b1, w2, b2 = draw((30, 2), (3, 30), (3, 1), (2, 3), (2, 1))
    return learn, [x, np.eye(2), w1, b1, w2, b2]


def an_autoencoder():
    return Autoencoder().step, draw((2, 8))


def a_classifier():
    return Classifier().step, [*draw((6, 5)), np.array([0, 1, 2, 0, 1, 2])]


CALLS = [three_layers, a_batch_that_is_learned, an_autoencoder, a_classifier]


class Engine:
    """IronCalc, with a workbook in which every formula's value is wrong."""

    def __init__(self, path):
        wrong = path.with_name("wrong.xlsx")
        assert plant_wrong_values(path, wrong) > 20
        self.model = ironcalc.load_from_xlsx(str(wrong), "en", "UTC", "en")
        names = [one["name"] for one in self.model.get_worksheets_properties()]
        self.sheets = {name: number for number, name in enumerate(names)}

    def number(self, sheet, row, column):
        return self.model.get_cell_value(self.sheets[sheet], row, column)


def blocks(path, sheet):
    """name -> the places of each block that begins under it, in order."""
    page = openpyxl.load_workbook(path)[sheet]
    found = {}
    for row in range(3, page.max_row + 1):
        name, first = page.cell(row, 1).value, page.cell(row + 1, 2).value
        if name and first is not None and not page.cell(row, 1).font.b:
            found.setdefault(name, []).append(row + 1)
    return page, found


@pytest.mark.parametrize("make", CALLS, ids=lambda make: make.__name__)
def test_each_cell_recalculates_to_what_was_recorded(tmp_path, make):
    call, arguments = make()
    path = tmp_path / "t.xlsx"
    write_trace(record(call, *arguments), path)
    engine, compared, formulas = Engine(path), 0, 0
    engine.model.evaluate()
    live = openpyxl.load_workbook(path)
    for sheet in openpyxl.load_workbook(path, data_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    came = engine.number(sheet.title, cell.row, cell.column)
                    assert abs(came - cell.value) < WITHIN * max(1, abs(cell.value))
                    compared += 1
                    formula = live[sheet.title].cell(cell.row, cell.column).value
                    formulas += str(formula).startswith("=")
    assert compared > 100 and formulas > 60


@pytest.mark.parametrize("make", CALLS[:3], ids=lambda make: make.__name__)
def test_a_dense_network_has_a_formula_for_every_operation(tmp_path, make):
    call, arguments = make()
    write_trace(record(call, *arguments), tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Operations"]
    assert "; 0 have none" in sheet["A4"].value


@pytest.mark.parametrize("make", CALLS[:2], ids=lambda make: make.__name__)
def test_a_changed_input_changes_what_follows(tmp_path, make):
    call, arguments = make()
    path = tmp_path / "t.xlsx"
    write_trace(record(call, *[one.copy() for one in arguments]), path)
    engine = Engine(path)
    page, found = blocks(path, "Inputs")
    row = found["x"][0]
    assert page.cell(row, 2).value == arguments[0][0, 0]
    engine.model.set_user_input(engine.sheets["Inputs"], row, 2, "0.125")
    engine.model.evaluate()
    arguments[0][0, 0] = 0.125
    right = call(*[one.copy() for one in arguments])
    right = right[0] if isinstance(right, tuple) else right
    operations = openpyxl.load_workbook(path)["Operations"]
    shown = [
        [
            engine.number("Operations", row, column + 2)
            for column in range(right.shape[1])
        ]
        for row in range(1, operations.max_row + 1)
    ]
    for line in right:
        assert any(
            all(
                isinstance(number, (int, float)) and abs(number - value) < WITHIN
                for number, value in zip(one, line)
            )
            for one in shown
        )


def complex_numbers(x):
    return x * 1j


def divided(x):
    return x / 0.0


@pytest.mark.parametrize(
    "call, arguments, message",
    [
        (complex_numbers, draw((2, 2)), "finite real numbers"),
        (divided, draw((2, 2)), "finite real numbers"),
        (np.negative, [np.ones((400, 400))], "at most 120,000 cells"),
        (np.negative, [np.ones((2, 2_000))], "at most 1,000 columns"),
    ],
)
def test_what_no_spreadsheet_holds_is_refused(tmp_path, call, arguments, message):
    def called(*given):
        return call(*given)

    with np.errstate(all="ignore"):
        trace = record(called, *arguments)
    with pytest.raises(WorkbookError, match=message):
        write_trace(trace, tmp_path / "t.xlsx")
    assert not list(tmp_path.iterdir())


def sorted_first(x):
    return np.sort(x, axis=1) * 2


def test_what_has_no_formula_is_said_to_stand_as_recorded(tmp_path):
    (x,) = draw((2, 3))
    write_trace(record(sorted_first, x), tmp_path / "t.xlsx", language="zh")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Operations"]
    assert "1 个没有公式" in sheet["A4"].value
    texts = [cell.value for row in sheet.iter_rows() for cell in row]
    assert texts.count("按记录的值") == 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_command_takes_a_trace(tmp_path, language):
    out, small = tmp_path / "o.xlsx", tmp_path / "small.trace"
    call, arguments = three_layers()
    record(call, *arguments, path=small)
    run = ["workbook", "--trace", str(small), "--out", str(out), "--language", language]
    done = CliRunner().invoke(network, run)
    assert done.exit_code == 0, done.output
    assert openpyxl.load_workbook(out).sheetnames == ["Operations", "Inputs"]
    assert CliRunner().invoke(network, [*run, "--digit", "7"]).exit_code == 2


def test_a_step_of_the_digit_network_is_the_lesson(tmp_path):
    trace = tmp_path / "l.trace"
    image, expected = draw((784, 1))[0] > 1, np.eye(10)[:, :1]
    record(DigitNetwork(hidden=2).learn, image * 1.0, expected, path=trace)
    run = ["workbook", "--trace", str(trace), "--out", str(tmp_path / "o.xlsx")]
    done = CliRunner().invoke(network, run)
    assert done.exit_code == 0, done.output
    assert "Parameters" in openpyxl.load_workbook(tmp_path / "o.xlsx").sheetnames


def of_all_sizes(x, w):
    """From 1e-24 to 1e33, and whole numbers of many digits."""
    large = np.maximum(x @ w, 0) * 1e12
    return large / 1e-20, x * 1e-25, np.arange(5) * 123_456_789, x * 0.5


def shown_numbers(engine, sheet, book):
    """The numbers of a sheet as they are shown."""
    for row in book[sheet].iter_rows(min_row=6, min_col=2):
        for cell in row:
            if isinstance(cell.value, (int, float)):
                place = engine.sheets[sheet], cell.row, cell.column
                yield engine.model.get_formatted_cell_value(*place)


def test_numbers_of_all_sizes_have_room_in_their_cells(tmp_path):
    """No more letters than "-1.23E+45": with them a cell shows only ###."""
    (x, w), path = draw((2, 3), (3, 4)), tmp_path / "t.xlsx"
    write_trace(record(of_all_sizes, x, w), path)
    engine, book = Engine(path), openpyxl.load_workbook(path, data_only=True)
    for first in (None, "-1E+9", "1E+9"):
        if first:
            engine.model.set_user_input(engine.sheets["Inputs"], 5, 2, first)
        engine.model.evaluate()
        shown = list(shown_numbers(engine, "Operations", book))
        assert len(shown) > 40 and max(map(len, shown)) <= 9
        assert {"E+3", "E-2"} <= {text[-4:-1] for text in shown}
