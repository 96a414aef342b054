"""The workbook recalculated by LibreOffice, against NumPy."""

import numpy as np
import openpyxl
import pytest

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
from network.workbook.learn_sheet import LABEL, RATE
from tests.spreadsheets import Job, plant_wrong_values

WEIGHTS = DEFAULT_WEIGHTS.parent
SIZES = (20, 30)
DRAWN_OUTPUTS = Area("Draw", DRAWING.top, OUTPUT, 10)
WITHIN = 1e-12  # of values up to 1; of larger ones that share of them


def within(value):
    return WITHIN * max(1, abs(value))


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """For each hidden size the workbook of a 7, and one with wrong values."""
    folder = tmp_path_factory.mktemp("books")
    paths = {}
    for hidden in SIZES:
        good, wrong = (folder / f"{hidden}-{name}.xlsx" for name in ("good", "wrong"))
        lesson = record_lesson(digit="7", weights=WEIGHTS / f"784-{hidden}-10")
        write_workbook(lesson, good)
        assert plant_wrong_values(good, wrong) > 784 * hidden * 2
        paths[hidden] = good, wrong
    return paths


def network_of(hidden):
    return DigitNetwork.load(WEIGHTS / f"784-{hidden}-10")


def assert_close(came, expected):
    np.testing.assert_allclose(
        came, np.reshape(expected, np.shape(came)), rtol=0, atol=WITHIN
    )


def assert_only_what_follows_is_computed(seconds):
    """A change takes less than opening, where all cells are computed."""
    opened, *changes = seconds
    assert len(changes) > 20 and np.median(changes) < opened / 2


@pytest.mark.parametrize("hidden", SIZES)
def test_each_cell_recalculates_to_the_value_that_was_written(office, books, hidden):
    good, wrong = books[hidden]
    book = openpyxl.load_workbook(good, data_only=True)
    job = Job(wrong)
    for sheet in book:
        job.read_sheet(sheet.title)
    sheets, _ = office.run(job)
    compared = 0
    for sheet, rows in zip(book, sheets):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    text = rows[cell.row - 1][cell.column - 1]
                    assert abs(float(text) - cell.value) < within(cell.value), (
                        sheet.title,
                        cell.coordinate,
                        cell.value,
                        text,
                    )
                    compared += 1
    assert compared > 784 * hidden * 3


def read_and_learned(hidden):
    """The areas that hold what a lesson computes, with how to get each."""
    learned = layout.ParameterLayout("Learned", hidden)
    yield layout.hidden_neurons(hidden), lambda r: r["hidden"]
    yield layout.OUTPUT_NEURONS, lambda r: r["output"]
    yield (
        Area("Learned", 0, 0, layout.BLOCK * hidden, layout.SIDE),
        lambda r: r["network"].input_to_hidden_weights,
    )
    yield (
        Area("Learned", learned.output_weights(0).top - 1, 0, 10 * (hidden + 1)),
        lambda r: r["network"].hidden_to_output_weights,
    )
    yield learned.hidden_biases, lambda r: r["network"].hidden_biases
    yield learned.output_biases, lambda r: r["network"].output_biases


def without_headings(numbers, rows):
    """Drop the heading row before each block of rows."""
    width = numbers.shape[1]
    return numbers.reshape(-1, rows + 1, width)[:, 1:]


@pytest.mark.parametrize("hidden", SIZES)
def test_every_neuron_and_adjusted_weight_is_numpys(office, books, mnist_test, hidden):
    images, labels = mnist_test
    cases = [
        (digits.drawn_digit(name), digits.drawn_label(name), 0.01)
        for name in digits.DRAWN + digits.HARD
    ]
    cases += [
        (digits.column(images[i]), int(labels[i]), rate)
        for i, rate in zip(range(0, 10_000, 500), [0.01, 1.0] * 10)
    ]
    assert len(cases) == len(digits.DRAWN + digits.HARD) + 20
    job = Job(books[hidden][1])
    for image, label, rate in cases:
        job.set(layout.NUMBER, image)
        job.set(LABEL, [label])
        job.set(RATE, [rate])
        for area, _ in read_and_learned(hidden):
            job.read(area)
    results, seconds = office.run(job)
    results = iter(results)
    for image, label, rate in cases:
        network = network_of(hidden)
        network.learn_rate = rate
        neurons = network.forward(image)
        network.learn(image, digits.one_hot(label))
        right = {"hidden": neurons[0], "output": neurons[1], "network": network}
        for area, expected in read_and_learned(hidden):
            assert_close(numbers_of(next(results), area, hidden), expected(right))
    assert_only_what_follows_is_computed(seconds)


def numbers_of(cells, area, hidden):
    if area.sheet == "Learned" and area.rows == layout.BLOCK * hidden:
        return without_headings(cells, layout.SIDE)
    if area.sheet == "Learned" and area.rows == 10 * (hidden + 1):
        return without_headings(cells, hidden)
    return cells


def strokes_in(square):
    return [sketch(name, square) for name in digits.DRAWN]


def faint(ink, seed):
    """The same strokes with ink of all strengths."""
    return ink * np.random.default_rng(seed).uniform(0.05, 1, ink.shape)


def drawings():
    """(28, 28) inks: centred, off-centre, at the edges, tiny, faint, odd."""
    inks = [
        digits.picture(digits.drawn_digit(name)) for name in digits.DRAWN + digits.HARD
    ]
    inks += [
        np.roll(ink, by, (0, 1))
        for ink, by in zip(
            inks[:6], [(4, 3), (-4, -3), (3, -5), (-3, 4), (4, 0), (0, -5)]
        )
    ]
    for square in ((0, 0, 27.9), (12, 15, 12), (0, 18, 9), (3, 1, 24)):
        inks += strokes_in(square)[:4]
    inks += [faint(ink, seed) for seed, ink in enumerate(inks[-4:])]
    for cells in (
        [(0, 0)],
        [(27, 27)],
        [(13, 4), (13, 5)],
        [(row, 9) for row in range(28)],
        [(5, place) for place in range(28)],
    ):
        ink = np.zeros((28, 28))
        ink[tuple(np.transpose(cells))] = 1
        inks.append(ink)
    inks.append(np.ones((28, 28)))
    return inks


def spread(ink, pen):
    """What the pen leaves, cell by cell."""
    wide = np.zeros((30, 30))
    for (i, j), strength in np.ndenumerate(ink):
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                share = (1, pen, pen / 2)[abs(down) + abs(right)]
                place = i + 1 + down, j + 1 + right
                wide[place] = max(wide[place], share * strength)
    return wide


def test_the_centring_by_formulas_is_that_of_mnist_like(office, books):
    cases = [(ink, pen) for pen in (0, 0.8) for ink in drawings()]
    job = Job(books[30][1])
    for ink, pen in cases:
        job.set(PEN_CELL, [pen])
        job.set(DRAWING, ink)
        job.read(SEEN)
        job.read(DRAWN_OUTPUTS)
    results, seconds = office.run(job)
    network = network_of(30)
    for (ink, pen), seen, outputs in zip(cases, results[::2], results[1::2]):
        expected = mnist_like(spread(ink, pen) if pen else ink)
        np.testing.assert_array_equal(np.rint(seen * 255), expected)
        assert_close(outputs, network.forward(digits.column(expected))[1])
    assert_only_what_follows_is_computed(seconds)


def test_a_changed_cell_of_the_drawing_changes_the_outputs(office, books):
    ink = sketch("3", (2, 4, 21))
    changed = ink.copy()
    changed[20, 8:12] = 1, 0.5, 0.25, 1
    job = Job(books[20][1])
    job.set(DRAWING, [None if value == 0 else value for value in ink.flat])
    job.read(DRAWN_OUTPUTS)
    job.set(Area("Draw", DRAWING.top + 20, 8, 1, 4), changed[20, 8:12])
    job.read(DRAWN_OUTPUTS)
    job.set(DRAWING, [None] * 784)
    job.read(SEEN)
    (before, after, blank), _ = office.run(job)
    network = network_of(20)
    for outputs, drawn in ((before, ink), (after, changed)):
        expected = mnist_like(spread(drawn, 0.8))
        assert_close(outputs, network.forward(digits.column(expected))[1])
    assert np.abs(before - after).max() > 1e-4
    assert not blank.any()


def test_a_blank_grid_is_read_as_nothing(office, books):
    job = Job(books[30][1])
    answer = Area("Draw", 15, 29)
    job.read_sheet("Draw")
    job.set(Area("Draw", DRAWING.top + 3, 14, 20), [1] * 20)
    job.read_sheet("Draw")
    (blank, drawn), _ = office.run(job)
    assert blank[answer.top][answer.left] == "?"
    assert not any(row[31] for row in blank[2:12])
    assert drawn[answer.top][answer.left] == "1"
    assert any("█" in row[31] for row in drawn[2:12])
