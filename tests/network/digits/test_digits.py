"""Pictures to columns and back, and the digits drawn for this project."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.digits.drawn_digits import drawn_picture, pen_points
from network.digits.mnist_like import mnist_like
from network.digits.pen_strokes import HARD_STROKES, STROKES
from network.digits.weight_files import WEIGHTS


def assert_maps_pixels_in_rows(to_column, to_picture):
    """Turn pictures into columns and back, and compare pixel by pixel.

    The test that the seed article asks for: a network trained on wrongly
    mapped pixels still learns something, so its accuracy does not tell.
    """
    for i, j in np.ndindex(28, 28):
        image = np.zeros((28, 28), dtype=np.uint8)
        image[i, j] = 255
        assert np.flatnonzero(to_column(image)).tolist() == [i * 28 + j]
    image = np.random.default_rng(0).integers(0, 256, (28, 28), dtype=np.uint8)
    column = to_column(image)
    assert column.shape == (784, 1) and column.dtype == np.float64
    np.testing.assert_array_equal(np.rint(to_picture(column) * 255), image)


def test_a_column_is_the_rows_of_a_picture():
    assert_maps_pixels_in_rows(digits.column, digits.picture)


def mapped_by(index):
    """The two functions of a mapping of pixel (i, j) to a row of a column."""

    def to_column(image):
        column = np.zeros((784, 1))
        for i, j in np.ndindex(28, 28):
            column[index(i, j), 0] = image[i, j] / 255
        return column

    def to_picture(column):
        picture = np.zeros((28, 28))
        for i, j in np.ndindex(28, 28):
            picture[i, j] = column[index(i, j), 0]
        return picture

    return to_column, to_picture


def test_the_check_passes_a_right_mapping_written_out():
    assert_maps_pixels_in_rows(*mapped_by(lambda i, j: i * 28 + j))


@pytest.mark.parametrize(
    "mistake",
    [
        lambda i, j: i * j,  # the seed article's own
        lambda i, j: j * 28 + i,
        lambda i, j: (27 - i) * 28 + j,
        lambda i, j: i * 27 + j,
    ],
)
def test_the_check_rejects_a_mistaken_mapping(mistake):
    with pytest.raises(AssertionError):
        assert_maps_pixels_in_rows(*mapped_by(mistake))


@pytest.mark.parametrize(
    "level, value", [(0, 0.0), (51, 0.2), (128, 128 / 255), (255, 1.0)]
)
def test_grey_levels_become_shares_of_one(level, value):
    image = np.full((28, 28), level, dtype=np.uint8)
    np.testing.assert_array_equal(digits.column(image), np.full((784, 1), value))


@pytest.mark.parametrize(
    "convert, value",
    [
        (digits.column, np.zeros((28, 28))),
        (digits.column, np.zeros((784, 1), dtype=np.uint8)),
        (digits.column, np.zeros((1, 28, 28), dtype=np.uint8)),
        (digits.column, np.zeros((20, 20), dtype=np.uint8)),
        (digits.picture, np.zeros(784)),
        (digits.picture, np.zeros((28, 28))),
        (digits.picture, np.zeros((1, 784))),
    ],
)
def test_other_shapes_and_types_are_refused(convert, value):
    with pytest.raises(ValueError, match=r"expected a .* got \("):
        convert(value)


def test_columns_are_each_a_column():
    images = np.arange(3 * 784).reshape(3, 28, 28).astype(np.uint8)
    together = digits.columns(images)
    assert together.shape == (784, 3)
    for image, column in zip(images, together.T):
        np.testing.assert_array_equal(digits.column(image)[:, 0], column)


@pytest.mark.parametrize("label", [0, 7, 9, np.uint8(4), np.int64(3)])
def test_one_hot(label):
    expected_output = digits.one_hot(label)
    assert expected_output.shape == (10, 1)
    assert expected_output.dtype == np.float64
    assert expected_output.sum() == 1 and expected_output[int(label), 0] == 1


@pytest.mark.parametrize("label", [-1, 10, 2.5, "7", None, np.array([3]), [3]])
def test_one_hot_of_no_digit(label):
    with pytest.raises(ValueError, match="expected a digit 0..9, got"):
        digits.one_hot(label)


@pytest.fixture(scope="module")
def network():
    return DigitNetwork.load(WEIGHTS / "784-20-10")


def test_each_digit_is_drawn_and_some_in_two_manners():
    labels = [digits.drawn_label(name) for name in digits.DRAWN]
    assert set(labels) == set(range(10)) and len(labels) >= 12
    assert digits.drawn_label(digits.DEFAULT_DRAWN) == 7
    np.testing.assert_array_equal(digits.drawn_digit(), digits.drawn_digit("7"))


@pytest.mark.parametrize("name", digits.DRAWN)
def test_a_drawn_digit_is_read_right(network, name):
    assert network.detect(digits.drawn_digit(name)) == digits.drawn_label(name)


@pytest.mark.parametrize("name", digits.DRAWN)
def test_a_drawn_digit_has_mnists_form(name):
    picture = drawn_picture(name)
    assert picture.shape == (28, 28) and picture.dtype == np.uint8
    assert picture.max() == 255
    rows, columns = np.nonzero(picture)
    sides = np.ptp(rows) + 1, np.ptp(columns) + 1
    assert max(sides) == 20
    centre = np.array(
        [np.average(axis, weights=picture[rows, columns]) for axis in (rows, columns)]
    )
    assert np.abs(centre - 14).max() <= 0.5
    soft = np.count_nonzero((picture > 0) & (picture < 230))
    assert soft > np.count_nonzero(picture) / 3  # soft edges, like MNIST's


@pytest.mark.parametrize("name", digits.DRAWN + digits.HARD)
def test_the_pen_passes_over_all_of_a_drawing(name):
    points = pen_points(name)
    steps = np.hypot(*np.diff(points, axis=0).T)
    strokes = (STROKES | HARD_STROKES)[name][1]
    assert np.count_nonzero(steps >= 0.01) <= len(strokes) - 1
    for stroke in strokes:
        for x, y in stroke:
            assert np.hypot(*(points - (x, y)).T).min() < 1e-9


def test_drawn_digits_are_as_strong_as_mnists(mnist_test):
    """The ink of a drawing is usual among the test images of its digit."""
    images, labels = mnist_test
    for name in digits.DRAWN:
        inks = images[labels == digits.drawn_label(name)].sum(axis=(1, 2))
        ink = drawn_picture(name).sum()
        assert np.percentile(inks, 5) < ink < np.percentile(inks, 95), name


def test_a_drawn_digit_is_the_callers_own_to_change():
    digits.drawn_digit("3")[:] = 0
    assert digits.drawn_digit("3").max() == 1


def test_an_unknown_drawing():
    with pytest.raises(ValueError, match="one of 0, 1, .* got 'seven'"):
        digits.drawn_digit("seven")


def averaged_by_repeating(ink, height, width):
    """Fit by whole numbers alone: repeat each cell, then average blocks."""
    fine = np.kron(ink, np.ones((height, width)))
    return fine.reshape(height, ink.shape[0], width, ink.shape[1]).mean(axis=(1, 3))


@pytest.mark.parametrize(
    "shape, fitted",
    [
        ((40, 20), (20, 10)),
        ((20, 40), (10, 20)),
        ((33, 33), (20, 20)),
        ((50, 23), (20, 9)),
        ((7, 10), (14, 20)),
        ((100, 1), (20, 1)),
    ],
)
def test_fitting_averages_areas(shape, fitted):
    ink = np.random.default_rng(1).uniform(0.1, 1, shape)
    expected = averaged_by_repeating(ink, *fitted)
    came = mnist_like(np.pad(ink, ((3, 0), (1, 9))))
    rows, columns = np.flatnonzero(came.any(1)), np.flatnonzero(came.any(0))
    cropped = came[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    np.testing.assert_allclose(cropped, 255 * expected / expected.max(), atol=0.51)


def test_mnist_like_leaves_mnist_as_it_is(mnist_test):
    """Cropping and centring an official picture gives that picture back."""
    images, _ = mnist_test
    same = 0
    for image in images[:500]:
        rows, columns = np.nonzero(image)
        if max(np.ptp(rows), np.ptp(columns)) == 19 and image.max() == 255:
            np.testing.assert_array_equal(mnist_like(image / 255), image)
            same += 1
    assert same > 250
