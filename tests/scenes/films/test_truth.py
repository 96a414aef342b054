"""The frames show what was recorded: cells, numbers, bars and sentences."""

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.stage import palette
from tests import other_networks
from tests.color_oracle import GREY, UNUSUAL, colors_of, levels
from tests.frames import drawn_at, ends
from tests.truth_of_cells import (
    arrays_by_name,
    block_means,
    looked_at,
    one_line,
    wrong_cells,
)
from tests.truth_of_frames import check_cells, check_numbers
from tests.truth_of_numbers import (
    are_alike,
    says,
    wrong_at_bars,
    wrong_in_cells,
    wrong_in_sentences,
    wrong_lengths,
)


def grows_and_falls(x):
    """Values that are no numbers."""
    return x / np.zeros((1, 3))


CASES = [
    *other_networks.cases(),
    ("infinities", grows_and_falls, (np.array([[1.0, -1.0, 0.0]]),)),
]
NAMES = [name for name, _, _ in CASES]


@pytest.fixture(scope="module")
def other_films():
    """name -> (trace, film) of the networks unlike the digit network."""
    films = {}
    for name, call, arguments in CASES:
        if name == "convolution":  # fewer steps of the same kind
            arguments = (arguments[0][:3, :3], arguments[1])
        with np.errstate(all="ignore"):
            trace = record(call, *arguments)
        films[name] = trace, Film(trace)
    return films


def moments(film, every):
    """A Frame each so many seconds, of every act."""
    for shot in film.shots:
        for seconds in np.arange(0.3, shot.seconds, every):
            yield drawn_at(film, shot, round(float(seconds), 1))


@pytest.mark.parametrize("kind, limit", [("grey", 1.0), ("diverging", 2.5)])
def test_the_colours_are_those_of_the_storyboard(kind, limit):
    values = np.concatenate(
        [np.linspace(-1.2, 1.2, 4001) * limit, [np.nan, np.inf, -np.inf]]
    )
    colors = palette.Scale(kind, limit).colors(values)
    assert (colors[:, 3] == 255).all()
    assert np.abs(colors[:, :3] - colors_of(values, kind, limit)).max() <= 1.5


def test_the_oracle_meets_the_stops():
    np.testing.assert_allclose(
        colors_of([0, 1], "grey", 1), [levels(stop) for stop in GREY], atol=0.02
    )
    np.testing.assert_allclose(
        colors_of([-3, -2, 0], "diverging", 3),
        [levels("#58B0FF"), levels("#3C87CE"), levels("#141B24")],
        atol=0.02,
    )


def test_what_is_no_number_looks_like_no_value():
    ramp = np.concatenate(
        [
            colors_of(np.linspace(-1, 1, 999), "diverging", 1.0),
            colors_of(np.linspace(0, 1, 999), "grey", 1.0),
        ]
    )
    unusual = [levels(color) for color in UNUSUAL.values()]
    for color in unusual:
        others = [other for other in unusual if other is not color]
        assert np.abs(np.vstack([ramp, others]) - color).max(1).min() > 25


def test_cells_at_the_end_of_every_act(digit_film, digit_trace):
    checked = sum(check_cells(frame, digit_trace) for frame in ends(digit_film))
    assert checked > 13_000


def test_cells_while_they_move(digit_film, digit_trace):
    checked = 0
    for frame in moments(digit_film, 2.9):
        faults, counts = wrong_cells(frame, digit_trace)
        assert faults == []
        checked += counts.total()
    assert checked > 100_000


@pytest.mark.parametrize("name", NAMES)
def test_cells_of_other_networks(other_films, name):
    trace, film = other_films[name]
    assert sum(check_cells(frame, trace) for frame in ends(film)) > 0


def test_the_scale_reaches_as_far_as_the_values(digit_film, digit_trace):
    named = arrays_by_name(digit_trace)
    for frame in ends(digit_film):
        for one in frame.records:
            if not hasattr(one, "values"):
                continue
            own = np.abs(
                np.concatenate([array.ravel() for array in named[one_line(one.name)]])
            )
            # Products stand in the scale of what they are made of.
            made = ["product"] + ["hidden_to_output_weights"] * (one.name == "product")
            products = np.abs(
                np.concatenate(
                    [array.ravel() for name in made for array in named[name]]
                )
            )
            if one.scale.kind == "grey":
                assert own.max() <= 1 and one.scale.limit == 1
            else:
                assert (
                    np.quantile(own, 0.95)
                    <= one.scale.limit
                    <= max(own.max(), products.max())
                )


def test_numbers_in_cells(digit_film, digit_trace):
    counts = Counter()
    for frame in moments(digit_film, 1.3):
        faults, found = wrong_in_cells(frame)
        assert faults == []
        counts += found
    assert counts["hidden_to_output_weights"] >= 200
    assert counts["hidden_neurons"] >= 20 and counts["product"] >= 20


def test_bars_at_the_end_of_every_act(digit_film, digit_trace):
    numbers = lengths = 0
    for frame in ends(digit_film):
        for faults, count in (wrong_at_bars(frame, digit_trace), wrong_lengths(frame)):
            assert faults == []
        numbers += wrong_at_bars(frame, digit_trace)[1]
        lengths += wrong_lengths(frame)[1]
    assert numbers >= 130 and lengths >= 130


def test_bars_and_sentences_on_the_way(digit_film, digit_trace):
    numbers = spoken = 0
    for frame in moments(digit_film, 0.9):
        faults, count = wrong_at_bars(frame, digit_trace, ended=False)
        assert faults == []
        said, words = wrong_in_sentences(frame, digit_trace)
        assert said == []
        numbers, spoken = numbers + count, spoken + words
    assert numbers > 400 and spoken > 40


@pytest.mark.parametrize("name", NAMES)
def test_numbers_of_other_networks(other_films, name):
    trace, film = other_films[name]
    for frame in ends(film):
        check_numbers(frame, trace)


def test_cells_of_the_learning_film(learning_film, learning_trace):
    checked = sum(check_cells(frame, learning_trace) for frame in ends(learning_film))
    assert checked > 40_000


def test_numbers_of_the_learning_film(learning_film, learning_trace):
    for frame in ends(learning_film):
        check_numbers(frame, learning_trace)


@pytest.mark.parametrize(
    "text, value, right",
    [
        ("0.12", 0.125, True),  # half to even
        ("0.13", 0.125, False),
        ("+1.30", 1.3, True),
        ("1.3e+03", 1349.0, True),
        ("1.4e+03", 1349.0, False),
        ("0.00", -0.001, True),
        ("-0.00", -0.001, False),  # zero has no sign
        ("+0.00", 0.001, False),
        ("-0.00e+00", -0.0, False),
        ("0.00", -0.0, True),
        ("0.00", -0.01, False),
        ("7", 7.0, True),
        ("7", 7.4, True),
        ("7", 7.6, False),
        ("nan", np.nan, True),
        ("0.00", np.nan, False),
        ("-inf", -np.inf, True),
        ("+inf", -np.inf, False),
        ("image", 1.0, False),
    ],
)
def test_what_a_number_says(text, value, right):
    assert says(text, value) == right


@pytest.mark.parametrize(
    "texts, alike",
    [
        (["+0.10", "-0.20", "0.00"], True),
        (["0.10", "0.20", "0.00"], True),
        (["0.10", "-0.20"], False),
        (["+0.10", "0.200"], False),
        (["+1.0e-03", "+0.10"], True),
        (["+1.0e-02", "+0.10"], False),
        (["+1.0e-03", "1.0e-04", "+0.10"], False),
        (["2.0e+05", "0.00"], True),
        (["2.0e+05", "0.01"], False),
        (["nan", "+inf", "0.10"], True),
    ],
)
def test_which_numbers_are_alike(texts, alike):
    assert are_alike(texts) == alike


def test_means_of_blocks():
    np.testing.assert_array_equal(
        block_means(np.arange(12.0).reshape(3, 4), (2, 3)), [[3.0, 5.0], [9.0, 11.0]]
    )


def test_a_film_of_other_values_is_caught(digit_trace):
    image = digit_trace.inputs[0]
    array = image.array.copy()
    array[203] += 1e-9
    other = replace(image, digest="other", arrays={"other": array})
    film = Film(replace(digit_trace, inputs=(other,)))
    frame = drawn_at(film, film.shots[0], film.shots[0].seconds)
    faults, _ = wrong_cells(frame, digit_trace)
    assert len(faults) == 2  # as a picture and as a column
    assert all("nowhere in the trace" in fault for fault in faults)


def test_a_cell_of_another_colour_is_caught(digit_film, digit_trace):
    frame = drawn_at(digit_film, digit_film.shots[0], digit_film.shots[0].seconds)
    cells = next(one for one in frame.records if hasattr(one, "values"))
    x, y = looked_at(cells, ())[0][14, 14]
    pixels = frame.pixels.copy()
    pixels[y, x, 0] ^= 4
    faults, _ = wrong_cells(replace(frame, pixels=pixels), digit_trace)
    assert len(faults) == 1 and "[14, 14]" in faults[0]


def in_cells(frame, trace):
    return wrong_in_cells(frame)


@pytest.mark.parametrize(
    "kind, part, check",
    [
        ("rows", "MatrixPlane", in_cells),
        ("curve", "Bars", wrong_at_bars),
        ("curve", "Caption", wrong_in_sentences),
        ("pick", "Caption", wrong_in_sentences),
    ],
)
def test_a_wrong_digit_is_caught(digit_film, digit_trace, kind, part, check):
    shot = next(shot for shot in digit_film.shots if shot.player.act.kind == kind)
    frame = drawn_at(digit_film, shot, shot.seconds)
    assert check(frame, digit_trace)[0] == []
    records = list(frame.records)
    place, one = next(
        (place, one)
        for place, one in enumerate(records)
        if getattr(one, "part", "") == part
        and hasattr(one, "text")
        and re.search(r"\d\.\d+\.?$", one.text)
    )
    text = one.text.rstrip(".")
    records[place] = replace(one, text=text[:-1] + str(9 - int(text[-1])))
    assert check(replace(frame, records=tuple(records)), digit_trace)[0]


def test_a_bar_of_another_length_is_caught(digit_film):
    shot = next(one for one in digit_film.shots if one.player.act.kind == "pick")
    frame = drawn_at(digit_film, shot, shot.seconds)
    bars = frame.bars[0]
    row = int(np.argsort(bars.values.array)[-2])
    y = int(bars.row_middle(row))
    pixels = frame.pixels.copy()
    pixels[y - 1 : y + 2, int(bars.box.left) + 300 :, :3] = (13, 17, 23)
    pixels[y - 1 : y + 2, int(bars.box.left) + 300 :][:, :20, :3] = 200
    assert wrong_lengths(replace(frame, pixels=pixels))[0]
