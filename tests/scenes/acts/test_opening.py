"""The opening of Forward: a map of the network that the trace tells of."""

import re

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.acts.opening import opening
from scenes.film.storyboard import film_steps
from scenes.forward import SLUG, with_opening
from scenes.reading.layer_counts import layers_of
from scenes.words.naming import language
from tests import legibility, other_networks
from tests.frames import drawn_at
from tests.scenes.acts.given import played


def through(*counts):
    """A call with weights of so many neurons, and its arguments."""
    rng = np.random.default_rng(0)
    weights = [
        rng.normal(size=(after, before)) for before, after in zip(counts, counts[1:])
    ]

    def network(image):
        values = image
        for matrix in weights:
            values = np.tanh(matrix @ values)
        return values

    return network, rng.random((counts[0], 1))


@pytest.mark.parametrize(
    "counts, found",
    [
        ((784, 20, 10), (784, 20, 10)),
        ((784, 30, 12, 10), (784, 30, 12, 10)),
        ((784, 64, 3), (784, 64, 3)),
        ((784, 10), (784, 10)),
        ((16, 8, 4), ()),  # no picture goes in
    ],
)
def test_the_layers_are_those_of_the_trace(counts, found):
    call, image = through(*counts)
    trace = record(call, image)
    picture, layers = layers_of(trace)
    assert layers == found
    steps = film_steps(trace)
    told = with_opening(trace, steps, "A title")
    if not found:
        assert picture is None and told == steps
        return
    np.testing.assert_array_equal(picture.array, image)
    assert told[1:] == steps and told[0].slug == SLUG
    assert told[0].acts[0].title == "A title"


def test_learning_adds_no_layers(learning_trace):
    assert layers_of(learning_trace)[1] == (784, 20, 10)


@pytest.mark.parametrize(
    "name, call, arguments",
    other_networks.cases(),
    ids=[case[0] for case in other_networks.cases()],
)
def test_any_trace_has_an_opening_or_none(name, call, arguments):
    with np.errstate(all="ignore"):
        trace = record(call, *arguments)
    steps = film_steps(trace)
    assert with_opening(trace, steps, "A title")[-len(steps) :] == steps


def test_the_first_frame_shows_what_the_film_is_about(digit_film):
    shot = digit_film.shots[0]
    frame = drawn_at(digit_film, shot, 0.0)
    texts = {one.text for one in frame.texts}
    assert {
        "A digit on its way through a neural network",
        "784 pixels",
        "20 hidden neurons",
        "10 outputs",
    } <= texts
    image = next(one for one in frame.records if hasattr(one, "values"))
    assert image.opacity == 1 and image.shown.all()
    stage = frame.pixels[300:970, :, :3].astype(int)
    assert (np.abs(stage - (13, 17, 23)).max(axis=2) > 40).mean() > 0.02


def test_it_says_how_many_neurons_are_drawn(digit_film):
    shot = digit_film.shots[0]
    the_map, texts = shot.player.map, drawn_at(digit_film, shot, 0.0).texts
    for counts, layer in zip((784, 20, 10), the_map.layers):
        assert len(set(layer)) == len(layer) and max(layer) == counts - 1
    (drawn,) = (
        re.match(r"(\d+) of them drawn", one.text).group(1)
        for one in texts
        if "of them drawn" in one.text
    )
    assert int(drawn) == len(the_map.layers[0])


def test_the_way_leads_from_a_pixel_to_the_question(digit_film):
    shot = digit_film.shots[0]
    player = shot.player
    lead = "Which digit is this? Each dot is a neuron: it holds one number."
    assert player.act.lead == lead
    digit_film.show(shot, 0.0)
    assert player.map.lit == 0 and player.question.opacity == 0
    for second, is_seen in ((1.5, False), (1.7, True)):
        digit_film.show(shot, second)
        assert (player.question.opacity > 0) == is_seen
    digit_film.show(shot, shot.seconds)
    assert player.map.lit == 1 and player.question.opacity == 1
    ((row, column, _, _),) = player.picture.marks
    index = player.map.layers[0][player.map.way[0]]
    assert row * 28 + column == index
    assert player.picture.values.array[row, column] > 0.25  # it has ink
    texts = drawn_at(digit_film, shot, shot.seconds).texts
    assert legibility.overlapping(texts) == []


def test_the_rows_of_the_picture_make_the_column(digit_film):
    shot = digit_film.shots[1]
    player, seen = shot.player, []
    for second in np.arange(0, shot.seconds, 0.1):
        digit_film.show(shot, float(second))
        moving = [row for row in player.rows if row.opacity > 0]
        seen.append((player.column.revealed, len(moving)))
    revealed = [count for count, _ in seen]
    assert revealed == sorted(revealed) and revealed[-1] == 784
    assert revealed[0] == 0 and max(count for _, count in seen) > 3
    ((row, column, _, _),) = player.picture.marks
    ((index, _, _, _),) = player.column.marks
    assert row * 28 + column == index


@pytest.mark.parametrize(
    "name, lead, step_name",
    [
        ("en", "Each dot is a neuron: it holds one number.", "the network"),
        ("zh", "每个点是一个神经元：它存着一个数。", "网络"),
    ],
)
def test_what_is_said_of_the_map(name, lead, step_name):
    call, image = through(784, 64, 12, 10)
    trace = record(call, image)
    steps = film_steps(trace)
    with language(name):
        step = with_opening(trace, steps, "A title")[0]
    (act,) = step.acts
    assert (act.lead, act.caption, step.name) == (lead, lead, step_name)
    assert (act.seconds, act.counts) == (4.5, (784, 64, 12, 10))
    assert step.statement is None and step.function == steps[0].function
    the_map = played(act).map
    assert the_map.names == (
        "784 pixels",
        "64 hidden neurons",
        "12 hidden neurons",
        "10 outputs",
    )
    assert the_map.notes == ("15 of them drawn", "19 of them drawn", "", "")
    assert the_map.layers[1] == (*range(10), *range(55, 64))


@pytest.mark.parametrize("count, drawn", [(19, 19), (20, 20), (21, 19), (22, 19)])
def test_of_more_than_twenty_neurons_the_first_and_last_are_drawn(count, drawn):
    picture = Value.of(np.ones((784, 1)), name="image")
    the_map = played(opening(picture, (784, count, 3), "A title", is_digit=False)).map
    assert len(the_map.layers[1]) == drawn
    assert the_map.layers[1][-1] == count - 1
    assert the_map.notes[1] == ("" if drawn == count else "19 of them drawn")


def test_when_and_where_the_way_is_lit():
    picture = Value.of(np.ones((784, 1)))
    player = played(opening(picture, (784, 3), "A title", is_digit=True))
    box = player.picture.box
    assert (box.left, box.top) == pytest.approx((100, 450))
    assert (box.width, box.height) == pytest.approx((380, 380))
    for second, lit in ((0.3, 0.0), (1.1, 0.5), (1.9, 1.0)):
        player.show(second)
        assert player.map.lit == pytest.approx(lit)


def plain(weights, image):
    return weights @ image


def turned(weights, image):
    return weights.T @ image


def with_two_columns(weights, image):
    return weights @ np.hstack([image, image])


def as_rows(weights, image):
    return image.T @ weights.T


@pytest.mark.parametrize(
    "call, shape, found",
    [
        (plain, (3, 784), (784, 3)),
        (turned, (784, 3), ()),
        (with_two_columns, (3, 784), ()),
        (as_rows, (3, 784), ()),
        (plain, (3, 783), ()),
    ],
)
def test_a_layer_is_weights_of_its_own_times_a_column(call, shape, found):
    image = np.ones((783 if 783 in shape else 784, 1))
    assert layers_of(record(call, np.ones(shape), image))[1] == found


def test_only_what_takes_a_layer_in_is_the_next_one():
    def network(image):
        hidden = np.ones((5, 784)) @ image
        aside = np.ones((3, 4)) @ np.ones((4, 1))
        return np.ones((2, 5)) @ hidden, aside

    assert layers_of(record(network, np.ones((784, 1))))[1] == (784, 5, 2)


def test_an_opening_is_not_told_twice(digit_trace):
    steps = film_steps(digit_trace)
    told = with_opening(digit_trace, steps, "A title")
    assert with_opening(digit_trace, told, "Another") == told
