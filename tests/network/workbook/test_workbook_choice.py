"""One choice for all sheets, and the learning that follows it, against NumPy."""

import zipfile

import numpy as np
import openpyxl
import pytest

from network.cli.workbook_command import DEFAULT_WEIGHTS
from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.workbook import layout, record_lesson, write_workbook
from network.workbook.areas import Area
from network.workbook.centring_places import DRAWING, SEEN
from network.workbook.draw_underlay import UNDER
from network.workbook.judgements import judgement
from network.workbook.learn_inputs import LABEL, RATE, TAUGHT
from network.workbook.number_sheet import CHOICE
from network.workbook.offered_images import HARD, OF_MNIST
from network.workbook.rate_readings import OTHER_RATES
from tests.spreadsheets import Job, sheet_parts

WITHIN = 1e-11
SUMMARY = Area("Learn", 2, 4, 4, 2)  # output, loss, squared error, digit
MISREAD = "the network misreads it"
RATES = Area("Rates", 4, 1, 1, 6)
RESULTS = Area("Rates", 5, 1, 4, 6)
READ_AS = Area("Rates", 12, 1, 10, 6)


def learned(image, label, rate):
    """The outputs before a step and after it, and the network then."""
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    network.learn_rate = rate
    before = network.forward(image)[1].ravel()
    network.learn(image, digits.one_hot(label))
    return before, network.forward(image)[1].ravel(), network


def summary(before, after, label):
    """What the top of Learn says, by the definitions of the losses."""
    expected = digits.one_hot(label).ravel()
    return [
        [one[label] for one in (before, after)],
        [
            -sum(np.log(y) if t else np.log1p(-y) for y, t in zip(one, expected))
            for one in (before, after)
        ],
        [np.sum((one - expected) ** 2) for one in (before, after)],
        [np.argmax(one) for one in (before, after)],
    ]


NAMED = [(f"digit {digit}", str(digit)) for digit in range(10)] + [
    (f"hard {letter}", name) for letter, name in zip("ABCD", HARD)
]


def test_all_sheets_follow_what_is_chosen(office, wrong_book):
    job = Job(wrong_book)
    for name, _ in NAMED:
        job.set(CHOICE, [name])
        for area in (layout.NUMBER, layout.OUTPUT_NEURONS, LABEL, SUMMARY):
            job.read(area)
        job.read(Area("Neurons", 7, 0, 28, 28))
    results, _ = office.run(job)
    for (_, drawing), (image, outputs, label, top, shown) in zip(
        NAMED, zip(*[iter(results)] * 5), strict=True
    ):
        right, digit = digits.drawn_digit(drawing), digits.drawn_label(drawing)
        before, after, _ = learned(right, digit, 0.01)
        np.testing.assert_allclose(image, digits.picture(right), rtol=1e-13)
        np.testing.assert_allclose(shown, digits.picture(right), rtol=1e-13)
        np.testing.assert_allclose(outputs.ravel(), before, rtol=0, atol=WITHIN)
        assert label == digit
        np.testing.assert_allclose(top, summary(before, after, digit), atol=1e-9)


def test_my_drawing_is_read_by_all_sheets_and_what_it_shows_may_be_taught(
    office, wrong_book
):
    ink = np.zeros((28, 28))
    ink[3:25, 14] = 1
    job = Job(wrong_book)
    job.set(DRAWING, ink)
    job.set(CHOICE, ["my drawing"])
    job.read(layout.NUMBER)
    job.read(SEEN)
    job.read(LABEL)
    job.set(TAUGHT, [7])
    job.read(LABEL)
    job.read(SUMMARY)
    (number, seen, read, taught, top), _ = office.run(job)
    np.testing.assert_array_equal(number, seen)
    assert number.sum() > 10
    image = number.reshape(784, 1)
    before, after, _ = learned(image, 7, 0.01)
    assert (read, taught) == (before.argmax(), 7)
    np.testing.assert_allclose(top, summary(before, after, 7), atol=1e-9)


def test_draw_has_the_image_chosen_under_its_grid(office, wrong_book):
    job = Job(wrong_book)
    job.set(DRAWING.row(3), [1] * 28)
    for name in ("digit 3", "my drawing"):
        job.set(CHOICE, [name])
        job.read(UNDER)
        job.read_sheet("Draw")
    (three, rows, own, _), _ = office.run(job)
    np.testing.assert_allclose(three, digits.picture(digits.drawn_digit("3")))
    assert not own.any()  # else the drawing would lie under itself, moved
    assert rows[12][32] == "reads 3"


def test_only_empty_cells_of_the_grid_are_shaded_by_it(good_book):
    sheet = openpyxl.load_workbook(good_book)["Draw"]
    rules = [
        (place.sqref, rule)
        for place in sheet.conditional_formatting
        for rule in place.rules
        if "ISNUMBER(A3)" in "".join(rule.formula)
    ]
    assert [str(area) for area, _ in rules] == ["A3:AB30"] * 2
    corner = UNDER.cell()
    for _, rule in rules:
        assert f"{corner}>=0." in rule.formula[0] and "$AJ$14=1" in rule.formula[0]
    assert sheet["AJ14"].value == 1


def test_a_hard_one_is_told_when_the_reader_has_judged_that_one(office, wrong_book):
    """What is said of the choice, and the label that Learn teaches meanwhile.

    A bias makes the network read 9 throughout, so that the label is told apart.
    """
    job = Job(wrong_book)
    job.set(layout.ParameterLayout("Parameters", 30).output_biases.row(9), [99])
    cases = (
        ("hard A", None, None, "?", "judge it below, and you are told", "", 9),
        ("hard A", 0, 7, "1", "you see another digit", MISREAD, 1),
        ("hard B", None, None, "?", "judge it below, and you are told", "", 9),
        ("hard B", 1, 4, "4", "so you see it, too", MISREAD, 4),
        ("hard A", 0, None, "?", "judge it below, and you are told", "", 9),
        ("digit 5", None, None, "5", "", MISREAD, 5),
        ("my drawing", 2, 3, "?", "", "", 9),
    )
    for choice, place, judged, *_ in cases:
        job.set(CHOICE, [choice])
        if place is not None:
            job.set(judgement(place), [judged])
        job.read_sheet("Number")
        job.read(LABEL)
    results, _ = office.run(job)
    for rows, label, (*_, shown, said, read, taught) in zip(
        results[::2], results[1::2], cases, strict=True
    ):
        assert (rows[2][35], rows[3][34], rows[4][34]) == (shown, said, read)
        assert label == taught
    meant = [[row[36] for row in rows[7:11]] for rows in results[::2]]
    assert meant[3] == ["1", "4", "?", "?"] and meant[4] == ["?", "4", "?", "?"]


def test_nothing_tells_a_hard_one_early(shown_book):
    """No text that is seen names the digit, and what the table says is folded."""
    shown = shown_book
    texts = [
        (sheet.title, cell.coordinate)
        for sheet in shown
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and "leaning" in cell.value
    ]
    assert texts == [("Examples", "A146")]  # that asks which of two it is
    assert shown.properties.subject == "hard A"
    folded = [
        range(one.min, one.max + 1)
        for one in shown["Digits"].column_dimensions.values()
        if one.hidden and one.outlineLevel == 1
    ]
    assert set().union(*folded) == set(range(32, 37))  # AF to AJ


def test_the_default_learns_visibly_and_no_fall_is_without_its_reason(
    office, wrong_book
):
    job = Job(wrong_book)
    for name, rate in (
        ("hard A", 0.01),
        ("hard B", 0.01),
        ("hard B", 3),
        ("digit 7", 0),
        ("hard A", -1),
    ):
        job.set(CHOICE, [name])
        job.set(RATE, [rate])
        job.read(SUMMARY)
        job.read_sheet("Learn")
    results, _ = office.run(job)
    tops = results[::2]
    said = [(rows[6][0], rows[7][0]) for rows in results[1::2]]
    (before, after), losses = tops[0][0], tops[0][1]
    assert 0.87 < before < 0.89 and after > before + 0.01 and losses[1] < losses[0]
    assert [text.partition(":")[0] for text, _ in said] == [
        "It rose",
        "It fell",
        "It fell",
        "It stayed",
        "It fell",
    ]
    assert [text for _, text in said] == [
        "The loss of all ten digits fell.",
        "The loss of all ten digits fell all the same: the errors of the others "
        "counted for more.",
        "The loss of all ten digits rose: this step is too long, see the sheet Rates.",
        "The loss did not fall: with this learn_rate nothing is learned.",
        "The loss did not fall: with this learn_rate nothing is learned.",
    ]


def test_each_rate_is_a_step_of_its_own_from_the_same_weights(office, wrong_book):
    job = Job(wrong_book)
    cases = [
        ("hard A", "1-leaning", 0.01),
        ("digit 8", "8", 30),
        ("hard B", "4-closed", 1),
    ]
    for name, _, rate in cases:
        job.set(CHOICE, [name])
        job.set(RATE, [rate])
        for area in (RATES, RESULTS, READ_AS):
            job.read(area)
    results, _ = office.run(job)
    forgot = 0
    for (_, drawing, rate), (rates, table, read_as) in zip(
        cases, zip(*[iter(results)] * 3), strict=True
    ):
        np.testing.assert_array_equal(rates[0], [rate, *OTHER_RATES])
        image, label = digits.drawn_digit(drawing), digits.drawn_label(drawing)
        for place, one in enumerate((rate, *OTHER_RATES)):
            with np.errstate(over="ignore"):
                _, after, network = learned(image, label, one)
                ten = [network.detect(digits.drawn_digit(str(d))) for d in range(10)]
            right = sum(digit == d for d, digit in enumerate(ten))
            assert table[0, place] == pytest.approx(after[label], abs=WITHIN)
            assert list(table[2:, place]) == [after.argmax(), right]
            assert list(read_as[:, place]) == ten
            forgot += right < 10
    assert forgot > 3


def test_twenty_of_mnist_can_be_chosen(tmp_path, mnist_test, mnist_folder, monkeypatch):
    monkeypatch.setenv("MATREEL_MNIST", str(mnist_folder))
    lesson = record_lesson(mnist=("test", 9990), weights=DEFAULT_WEIGHTS)
    write_workbook(lesson, tmp_path / "m.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx", read_only=True)["Digits"]
    images, labels = mnist_test
    rows = [row for row in sheet.iter_rows(min_col=30, max_col=33, values_only=True)]
    of_mnist = [row for row in rows if str(row[1]).startswith("MNIST")]
    numbers = [*range(9990, 10_000), *range(10)]
    assert [row[1:] for row in of_mnist] == [
        (f"MNIST test {number}", labels[number], 0) for number in numbers
    ]
    assert len(of_mnist) == OF_MNIST
    top = 29 * int(of_mnist[3][0]) + 2
    block = sheet.iter_rows(top, top + 27, max_col=28, values_only=True)
    np.testing.assert_allclose(list(block), images[9993] / 255, rtol=1e-15)


def test_the_chart_shows_the_ten_outputs_before_and_after(good_book, shown_book):
    shown = shown_book["Learn"]
    with zipfile.ZipFile(good_book) as archive:
        assert "Learn" in sheet_parts(archive)
        names = [name for name in archive.namelist() if "charts/" in name]
        charts = [archive.read(name).decode() for name in names]
    (chart,) = [text for text in charts if ">Learn!" in text]
    series = [part.split("</c:f>")[0] for part in chart.split("<c:val>")[1:]]
    areas = [part.split("<c:f>Learn!")[1].replace("$", "") for part in series]
    before, after, _ = learned(digits.drawn_digit("1-leaning"), 1, 0.01)
    for area, right in zip(areas, (before, after), strict=True):
        values = [cell.value for (cell,) in shown[area]]
        np.testing.assert_allclose(values, right, rtol=0, atol=WITHIN)
