"""How numbers are written: rounded alike, and zero without a sign."""

import warnings

import numpy as np
import pytest

from scenes.arrays.numbers import (
    UnitWriter,
    Writer,
    adding_up,
    bar_number_format,
    multiplying_up,
    near_one,
    not_as_zero,
    number_format,
    told_apart,
    unit_for,
    written,
)
from scenes.stage.neuron_layer import neuron_format


@pytest.mark.parametrize(
    "value, form, text",
    [
        (0.0, "+.3f", "0.000"),
        (-0.0, "+.3f", "0.000"),
        (-0.0, ".2f", "0.00"),
        (-0.0004, "+.3f", "0.000"),
        (0.0004, "+.3f", "0.000"),
        (-0.0006, "+.3f", "−0.001"),
        (0.0006, "+.3f", "+0.001"),
        (-0.4, "+.0f", "0"),
        (0.0, "+.2e", "0.00"),
        (-1e-12, "+.2e", "−1.00e−12"),
        (10.0, "+.0f", "+10"),
        (9_999_999.0, ".1f", "9999999.0"),
        (1.7e308, ".5f", "1.70e+308"),
        (-1e7, "+.6f", "−1.00e+7"),
        (float("inf"), "+.6f", "+inf"),
        (float("nan"), "+.1f", "+nan"),
        (float("-inf"), "+.1f", "−inf"),
        (-0.25, "g", "−0.25"),
        (0.0, "+g", "0"),
    ],
)
def test_a_number(value, form, text):
    assert written(value, form) == written(np.float64(value), form) == text


@pytest.mark.parametrize(
    "format_of, values, texts",
    [
        (number_format, [1.5, -0.001, 0.0], ["+1.50", "0.00", "0.00"]),
        (number_format, [1.5, -0.0], ["1.50", "0.00"]),
        (number_format, [2.0, -1.0, -0.0], ["+2", "−1", "0"]),
        (bar_number_format, [1.5, -0.0001, 0.001], ["+1.500", "−1.0e−4", "+0.001"]),
        (bar_number_format, [0.0009, -1e-9], ["+9.00e−4", "−1.00e−9"]),
        (bar_number_format, [0.0009, -1e-9, 0.0], ["+9.00e−4", "−1.00e−9", "0.00"]),
        (bar_number_format, [np.nan, np.inf, -1.0], ["nan", "+inf", "−1.000"]),
        (bar_number_format, [-np.inf, 0.5], ["−inf", "0.500"]),
        (bar_number_format, [0.0, -0.0], ["0", "0"]),
        # How many decimals, by the largest: on both sides of each limit.
        (number_format, [1000.5], ["1.0e+3"]),
        (number_format, [999.5], ["999.5"]),
        (number_format, [1000.0, 0.5], ["1.0e+3", "5.0e−1"]),
        (number_format, [100.0, 0.5], ["100.0", "0.5"]),
        (number_format, [100.5], ["100.5"]),
        (number_format, [99.5], ["99.50"]),
        (number_format, [0.1], ["0.10"]),
        (number_format, [0.0996], ["0.100"]),
        (number_format, [0.005], ["0.005"]),
        (number_format, [0.0049], ["4.9e−3"]),
        (number_format, [9999.0], ["9999"]),
        (number_format, [10_000.0], ["1.0e+4"]),
        (bar_number_format, [100_000.0], ["1.00e+5"]),
        (bar_number_format, [99_999.5], ["99999.500"]),
        (bar_number_format, [0.1], ["0.100"]),
        (bar_number_format, [0.0999], ["0.0999"]),
        (bar_number_format, [0.01], ["0.0100"]),
        (bar_number_format, [0.00999], ["0.00999"]),
        (bar_number_format, [0.001], ["0.00100"]),
        (bar_number_format, [0.00099], ["9.90e−4"]),
        (neuron_format, [1.5, -0.001], ["+1.50", "0.00"]),
        (neuron_format, [-12.345, 3.0], ["−12.3", "+3.0"]),
        (neuron_format, [-2e9, 3.0], ["−2e9", "+3e0"]),
        (
            neuron_format,
            [np.nan, np.inf, -np.inf, 1.0],
            ["nan", "+inf", "−inf", "1.00"],
        ),
    ],
)
def test_the_numbers_of_an_array(format_of, values, texts):
    write = format_of(np.array(values))
    assert [write(value) for value in np.array(values)] == texts


@pytest.mark.parametrize(
    "value, dtype, texts",
    [
        (-128, np.int8, ["−128", "−128"]),
        (1, bool, ["1", "1"]),
        (200, np.uint8, ["200", "200"]),
        (65504, np.float16, ["6.6e+4", "65504.000"]),
    ],
)
def test_numbers_of_small_types(value, dtype, texts):
    values = np.array([value], dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        written_so = [
            form(values)(values[0]) for form in (number_format, bar_number_format)
        ]
    assert written_so == texts


@pytest.mark.parametrize(
    "values, unit",
    [
        ([0.01], None),
        ([0.00999, -1e-9], "thousandths"),
        ([-0.001, 0.0], "thousandths"),
        ([0.000999], "millionths"),
        ([1e-6, np.nan], "millionths"),
        ([9.99e-7], "billionths"),
        ([1e-9], "billionths"),
        ([9.99e-10], "trillionths"),
        ([1e-12], "trillionths"),
        ([9.99e-13], None),
        ([0.0], None),
        ([np.inf, 0.002], "thousandths"),
    ],
)
def test_small_numbers_are_counted_in_a_unit(values, unit):
    assert unit_for(np.array(values)) == unit


@pytest.mark.parametrize(
    "unit, value, text, decimals",
    [
        ("thousandths", -0.00325, "−3.25", 3),
        ("millionths", 4e-6, "+4.00", 6),
        ("billionths", -1.5e-8, "−15.00", 9),
        ("trillionths", 0.0, "0.00", 12),
        ("thousandths", np.nan, "nan", 3),
        ("millionths", np.inf, "+inf", 6),
    ],
)
def test_a_number_in_a_unit(unit, value, text, decimals):
    assert UnitWriter(unit)(value) == text
    assert UnitWriter(unit).decimals == decimals


@pytest.mark.parametrize(
    "before, after, texts",
    [
        (0.5, 0.75, ["0.50000", "0.75000"]),
        (0.5, 0.5, ["0.50000", "0.50000"]),
        (0.0, -0.0, ["0.00000", "0.00000"]),
        (0.5, 0.500004, ["0.500000", "0.500004"]),
        (0.0, 1e-9, ["0.000000000", "0.000000001"]),
        (0.0, 2.5e-12, ["0.000", "2.500e−12"]),
        (1.0, 1.0 + 2**-52, ["1.0000000000000000e+0", "1.0000000000000002e+0"]),
        (1e8, 2e8, ["1.00e+8", "2.00e+8"]),
        (1e300, 1.00001e300, ["1.000000e+300", "1.000010e+300"]),
        (-3e-7, 2e-7, ["−0.0000003", "0.0000002"]),
    ],
)
def test_numbers_that_differ_are_told_apart(before, after, texts):
    assert told_apart(np.float64(before), np.float64(after)) == texts


@pytest.mark.parametrize(
    "values, texts",
    [
        ([0.25, -1.5, -1e10], ["+0.25", "−1.50", "−1e10"]),
        ([0.0, -1e9, -1e9], ["0", "−1e9", "−1e9"]),
        ([0.25, -3.4028235e38], ["0.25", "−3e38"]),
        ([[0.25, -np.inf], [0.5, 1.0]], ["0.25", "−∞", "0.50", "1.00"]),
    ],
)
def test_what_a_mask_hides_leaves_the_format_to_the_rest(values, texts):
    values = np.array(values)
    write = number_format(values)
    assert [write(value) for value in values.ravel()] == texts


def test_a_part_of_an_array_is_written_as_the_whole_hides():
    write = number_format(np.array([-np.inf, 0.25]), hidden=-np.inf)
    assert [write(-np.inf), write(0.25)] == ["−∞", "0.25"]
    write = number_format(np.array([0.0, 0.25]), hidden=0.0)
    assert [write(0.0), write(0.25)] == ["0", "0.25"]


@pytest.mark.parametrize(
    "value, as_share, as_number",
    [
        (0.25, "0.250", "+0.250"),
        (0.0, "0.000", "0.000"),
        (1.0, "1.000", "+1.000"),
        (5.5814e-7, "5.6e−7", "+5.6e−7"),
        (-0.00041, "−4.1e−4", "−4.1e−4"),
        (0.0006, "0.001", "+0.001"),
        (1 - 5.5814e-7, "0.99999944", "+1.000"),
        (0.9996, "0.99960", "+1.000"),
        (1.0001, "1.000", "+1.000"),
        (float("nan"), "nan", "nan"),
        (float("inf"), "+inf", "+inf"),
    ],
)
def test_what_would_read_as_zero_or_as_one_has_digits(value, as_share, as_number):
    plain, signed = (Writer(".3f", signed=one) for one in (False, True))
    assert near_one(value, plain) == as_share
    assert not_as_zero(value, signed) == as_number


@pytest.mark.parametrize(
    "parts, total, text",
    [
        ((11.42, -6.97), 4.45, "11.42 − 6.97 = +4.45"),  # 11.4 − 7.0 is not 4.5
        ((11.42, -7.02), 4.4, "11.4 − 7.0 = +4.4"),
        ((-3.0, 1.0), -2.0, "−3.0 + 1.0 = −2.0"),
        ((1.0, 2.0), 3.3, None),
        # As many decimals as it takes, of one to four.
        ((0.32535, -0.87162), -0.54627, "0.3253 − 0.8716 = −0.5463"),
        ((0.25529, -0.84174), -0.58645, None),
        ((0.44444, 0.44444), 0.88888, None),  # five would do
        ((np.inf, -1.0), np.inf, None),
    ],
)
def test_parts_are_written_so_that_they_add_up(parts, total, text):
    assert adding_up(parts, total) == text


@pytest.mark.parametrize(
    "left, right, forms, texts",
    [
        (-0.39059, 0.10478, (".3f", ".3f", ".4f"), ("−0.3906", "0.1048", "−0.0409")),
        (0.5, 0.25, (".3f", ".3f", ".3f"), ("0.500", "0.250", "0.125")),
        (0.356, 5.6e-7, (".3f", ".3f", ".4f"), ("0.356", "5.6e−7", "2.0e−7")),
        (0.671, 6.47e-7, (".3f", ".3f", ".4f"), ("0.6710", "6.47e−7", "4.3e−7")),
        (0.0, 0.105, (".3f", ".3f", ".4f"), ("0.000", "0.105", "0.0000")),
        (np.inf, 0.5, (".3f", ".3f", ".3f"), ("+inf", "0.500", "+inf")),
    ],
)
def test_factors_are_written_so_that_they_multiply_up(left, right, forms, texts):
    writes = [Writer(form, False) for form in forms]
    assert multiplying_up(left, right, left * right, writes) == texts


def test_any_factors_multiply_up_as_they_are_read():
    rng = np.random.default_rng(4)
    writes = [Writer(".3f", False), Writer(".3f", False), Writer(".4f", False)]
    for _ in range(300):
        left, right = rng.normal(), rng.random()
        read = [
            float(one.replace("−", "-"))
            for one in multiplying_up(left, right, left * right, writes)
        ]
        assert abs(read[0] * read[1] - read[2]) < 0.00005 + 1e-9


def test_a_plain_function_writes_without_a_sign():
    assert not_as_zero(0.0004, "{:.2f}".format) == "4.0e−4"
