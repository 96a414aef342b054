"""Every text of every moment can be read."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.stage.camera import drawn
from scenes.stage.label import Label
from scenes.stage.part import Box
from scenes.stage.records import TextRecord
from tests import legibility, other_networks
from tests.frames import drawn_at
from tests.legibility import entrances, faults_of, faults_over, moments


def test_the_digit_film(digit_film):
    seen, texts = faults_over(digit_film, moments(digit_film, 0.5))
    assert seen == {}
    assert texts > 20_000


def test_the_digit_film_while_parts_come(digit_film):
    assert faults_over(digit_film, entrances(digit_film))[0] == {}


def test_the_learning_film(learning_film):
    assert faults_over(learning_film, moments(learning_film, 2.3))[0] == {}


def test_nothing_lies_on_a_text_when_an_act_ends(digit_film):
    for shot in digit_film.shots:
        frame = drawn_at(digit_film, shot, shot.seconds)
        assert len(legibility.free(frame)) == len(frame.texts)


@pytest.mark.parametrize(
    "name, call, arguments",
    other_networks.cases(),
    ids=[case[0] for case in other_networks.cases()],
)
def test_other_networks(name, call, arguments):
    if name == "convolution":  # fewer steps of the same kind
        arguments = (arguments[0][:3, :3], arguments[1])
    with np.errstate(all="ignore"):
        film = Film(record(call, *arguments))
    seen, texts = faults_over(film, moments(film, 1.7))
    assert seen == {}
    assert texts > 1000


def text(words="words", left=100, top=100, width=60, **changes):
    """A TextRecord, 12 pixels high."""
    given = dict(
        text=words,
        left=left,
        top=top,
        right=left + width,
        bottom=top + 12,
        size=16,
        color="#E6EDF3",
        opacity=1.0,
    )
    return TextRecord(**(given | changes))


@pytest.mark.parametrize(
    "one, faulty",
    [
        (text(), False),
        (text(left=-1), True),
        (text(top=1069), True),
        (text(left=1861), True),
        (text(left=1860, top=1068), False),
    ],
)
def test_texts_outside_are_caught(one, faulty):
    assert bool(legibility.outside([one])) == faulty


@pytest.mark.parametrize(
    "one, faulty",
    [
        (text(size=14), False),
        (text(size=13.9), True),
        (text(size=16, bottom=106), True),  # drawn smaller than it says
        (text("=", size=16, bottom=104), False),
    ],
)
def test_small_texts_are_caught(one, faulty):
    assert bool(legibility.too_small([one])) == faulty


@pytest.mark.parametrize(
    "words, part, faulty",
    [
        ("−0.42", "Bars", False),
        ("-0.42", "Bars", True),
        ("-inf", "MatrixPlane", True),
        ("−1.00e−9", "Bars", False),
        ("−1.00e-09", "Bars", True),
        ("≤ -3.0", "Legend", True),
        ("image[3, 4] = -0.5", "MatrixPlane", True),
        ("weights[-1]", "MatrixPlane", False),
        ("w(2-1,1)", "WeightLines", False),
        ("x = -1", "SourcePanel", False),
        ("Neuron 0 sums to -11.676.", "Caption", True),
        ("Neuron 0 sums to −11.676, of 784-20-10.", "Caption", False),
    ],
)
def test_hyphens_before_numbers_are_caught(words, part, faulty):
    assert bool(legibility.hyphens([text(words, part=part)])) == faulty


@pytest.mark.parametrize(
    "other, faulty",
    [
        (text("next", left=160), False),
        (text("next", left=158.8), False),  # two letters share a pixel
        (text("next", left=157), True),
        (text("below", top=111), False),
        (text("below", top=109), True),
        (text("fading", opacity=0.49), False),
        (text("coming", opacity=0.5), True),
    ],
)
def test_overlapping_texts_are_caught(other, faulty):
    assert bool(legibility.overlapping([text(), other])) == faulty


@pytest.mark.parametrize(
    "color, opacity, faulty",
    [
        ("#8B949E", 1.0, False),  # 6.2:1 on the background
        ("#6E7681", 1.0, True),  # 4.1:1
        ("#14181F", 1.0, True),
        ("#0D1117", 1.0, True),  # the background's own colour
        ("#8B949E", 0.9, False),  # it fades
    ],
)
def test_faint_texts_are_caught(color, opacity, faulty):
    label = Label("Some words", Box(200, 200, 300, 60), color=color, size=30)
    label.set_opacity(opacity)
    records = []
    pixels = drawn([label], records=records)
    assert len(records) == 1
    assert bool(legibility.faint(records, pixels)) == faulty


def test_a_text_over_two_colours_counts_where_it_is_faintest():
    label = Label("Some more words", Box(200, 200, 300, 60), size=30, color="#E6EDF3")
    records = []
    pixels = drawn([label], records=records)
    assert legibility.faint(records, pixels) == []
    half = pixels[:, 340:]
    half[(half[..., :3] == (13, 17, 23)).all(axis=-1)] = (200, 200, 200, 255)
    assert "#c8c8c8" in legibility.faint(records, pixels)[0]


def test_a_text_over_many_colours_counts_against_their_median():
    label = Label(
        "Words over a picture", Box(200, 200, 300, 60), size=30, color="#8B949E"
    )
    records = []
    pixels = drawn([label], records=records)
    empty = (pixels[..., :3] == (13, 17, 23)).all(axis=-1)
    noise = np.random.default_rng(0).integers(90, 200, (*empty.shape, 3))
    pixels[empty, :3] = noise[empty]
    assert len(legibility.faint(records, pixels)) == 1


def test_planted_faults_are_found_in_a_frame_of_the_film(digit_film):
    shot = digit_film.shots[-1]
    frame = drawn_at(digit_film, shot, shot.seconds)
    title = next(one for one in frame.texts if one.part == "Caption")
    planted = [
        replace(title, text="twice"),
        replace(title, left=-9),
        replace(title, size=9),
        replace(title, color="#0D1117"),
    ]
    found = Counter()
    for one in planted:
        other = replace(frame, records=(*frame.records, one))
        found[one.text] += bool(set(faults_of(other)) - set(faults_of(frame)))
    assert found.total() == len(planted)
