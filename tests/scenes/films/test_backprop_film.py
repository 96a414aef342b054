"""The film of backpropagation shows what the trace holds."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.runs.default_traces import DEFAULT_WEIGHTS
from network.trace import Value
from scenes.acts.glow import glow
from scenes.stage import palette
from tests.frames import drawn_at
from tests.scene_films import BACKPROP_STEPS
from tests.truth_of_frames import check_cells, check_numbers
from tests.truth_of_numbers import wrong_lengths


def test_backpropagation_has_the_steps_of_the_article(films):
    assert tuple(step.slug for step in films["backprop"].steps) == BACKPROP_STEPS


@pytest.mark.parametrize(
    "slug, told",
    [
        ("one-weight", [(2.0, 1.5, (3, 6))]),
        (
            "error-flows-back",
            [(1.2, 2.0, None), (2.6, 1.5, None), (5.0, 1.0, None), (9.0, 0.5, None)],
        ),
    ],
)
def test_the_map_shows_where_the_error_is(films, slug, told):
    film = films["backprop"]
    (shot,) = film.shots_of(BACKPROP_STEPS.index(slug))
    (small,) = film.map.parts
    for second, layer, wire in told:
        film.show(shot, second)
        assert (small.layer, small.wire, small.is_back) == (layer, wire, True)
        assert small.alone == (wire is not None)


def test_the_error_goes_back_through_the_updated_weights(films):
    film = films["backprop"]
    step = film.steps[BACKPROP_STEPS.index("hidden-error")]
    updated = film.steps[BACKPROP_STEPS.index("hidden-to-output-weights")]
    matrix = step.acts[0].matrix
    np.testing.assert_array_equal(matrix.array, updated.acts[0].result.array)
    assert "updated" in step.acts[0].lead


def test_cells_and_numbers_of_backpropagation(films):
    film = films["backprop"]
    for shot in film.shots:
        frame = drawn_at(film, shot, shot.seconds)
        check_cells(frame, film.trace)
        check_numbers(frame, film.trace)


def test_the_sheet_that_is_told_stands_to_the_end_and_goes_home(films):
    film = films["backprop"]
    (shot,) = film.shots_of(BACKPROP_STEPS.index("input-to-hidden-weights"))
    player, first = shot.player, shot.player.first
    film.show(shot, shot.seconds)
    assert player.rack.away == frozenset()
    assert first in player.rack.renewed
    for planes in (player.before, player.changes, player.now):
        assert planes[first].opacity == 1
    assert player.returning.opacity == 0
    np.testing.assert_array_equal(
        player.returning.values.array, player.now[first].values.array
    )


def test_the_end_says_how_many_values_have_changed(films):
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    names = (
        "hidden_to_output_weights",
        "output_biases",
        "input_to_hidden_weights",
        "hidden_biases",
    )
    before = [getattr(network, name).copy() for name in names]
    network.learn(digits.drawn_digit("4-closed"), digits.one_hot(4))
    film = films["backprop"]
    (shot,) = (one for one in film.shots if one.player.act.kind == "ending")
    frame = drawn_at(film, shot, shot.seconds)
    texts, total = [one.text for one in frame.texts], 0
    for name, old in zip(names, before):
        change = getattr(network, name) - old
        total += (count := np.count_nonzero(change))
        assert f"{count:,} of {change.size:,} changed" in texts
        most = change.ravel()[np.abs(change).argmax()]
        assert f"the most by {most:+.3g}" in texts
    assert any(f"{total:,} of 15,910" in text for text in texts)


def test_where_there_is_no_ink_nothing_has_changed(films):
    """Counted anew, from the weights before and after in plain NumPy."""
    network, image = DigitNetwork.load(DEFAULT_WEIGHTS), digits.drawn_digit("4-closed")
    old = network.input_to_hidden_weights.copy()
    network.learn(image, digits.one_hot(4))
    moved = network.input_to_hidden_weights != old
    inked, neurons = int((image > 0).sum()), int(moved.any(axis=1).sum())
    assert moved.sum() == inked * neurons
    film = films["backprop"]
    shot = film.shots[-1]
    assert shot.player.words(shot.player.act.seconds) == (
        f"No ink, no change: {inked} pixels with ink × {neurons} neurons = "
        f"{moved.sum():,} weights."
    )
    film.show(shot, shot.seconds)
    for index, sheet in enumerate(shot.player.sheets):
        assert sheet.opacity == 1 and sheet.upright
        np.testing.assert_array_equal(sheet.values.array.ravel() != 0, moved[index])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda picture, old, new: (None, old, new),
        lambda picture, old, new: (picture, old.T, new.T),  # no sheets
        lambda picture, old, new: (picture[::-1], old, new),  # ink elsewhere
        lambda picture, old, new: (picture, new, new),  # nothing has changed
    ],
)
def test_where_the_image_is_not_in_the_changes_it_is_not_said(spoil):
    picture = np.zeros((784, 1))
    picture[100:110] = 1.0
    old = np.ones((3, 784))
    new = old + np.outer([0.5, 0.0, -0.25], picture.ravel())
    given = [None if one is None else Value.of(one) for one in (picture, old, new)]
    act = glow(given[0], ((given[1], given[2]),))
    assert (act.pixels, act.neurons) == (10, 2)
    picture, old, new = spoil(picture, old, new)
    given = [None if one is None else Value.of(one) for one in (picture, old, new)]
    assert glow(given[0], ((given[1], given[2]),)) is None


def test_the_film_of_learning_begins_with_what_the_network_read(films):
    film = films["backprop"]
    first = film.shots[0]
    told = drawn_at(film, first, 0.0)
    assert {"image", "output_neurons"} <= {one.text for one in told.texts}
    assert any("as 4, with 0.935" in one.text for one in told.texts)
    assert "expected_output" not in {
        one.text for one in told.texts if one.part == "Bars"
    }
    line, start, _, end = first.panel.mark
    text = film.trace.sources[film.trace.functions[film.steps[0].function].file]
    assert text.splitlines()[line - 1][start:end] == "expected_output"
    bars = drawn_at(film, first, first.seconds).bars
    assert [part.name_text for part in bars] == ["output_neurons", "expected_output"]


def test_small_changes_are_counted_in_a_unit(films):
    film = films["backprop"]
    for slug, delta in (
        ("output-biases", "output_delta"),
        ("hidden-biases", "hidden_delta"),
    ):
        (shot,) = film.shots_of(BACKPROP_STEPS.index(slug))
        frame = drawn_at(film, shot, shot.seconds)
        before, change, now = frame.bars
        assert change.name_text == f"−0.01 × {delta}, in millionths"
        texts = {one.text for one in frame.texts if one.part == "Bars"}
        for value in change.values.array:
            assert f"{value * 1e6:+.2f}" in texts or abs(value) < 5e-9
        lit = [
            one
            for one in frame.texts
            if one.part == "ChangedBars"
            and one.color == palette.POINTED
            and one.left > now.box.right - 112
        ]
        changed = [
            k
            for k in range(len(change.values.array))
            if before.write(before.values.array[k]) != now.write(now.values.array[k])
        ]
        assert len(lit) == len(changed) > 5


def test_the_scales_of_an_update_say_whose_they_are(films):
    film = films["backprop"]
    (shot,) = film.shots_of(BACKPROP_STEPS.index("hidden-to-output-weights"))
    frame = drawn_at(film, shot, shot.seconds)
    planes = {one.name: one for one in frame.records if hasattr(one, "values")}
    told = [one for one in frame.texts if one.part == "Label" and one.text not in "+="]
    ends = [one.text for one in frame.texts if one.part == "Legend"]
    for name, text, (low, high) in (
        (
            "hidden_to_output_weights",
            "hidden_to_output_weights, before and now",
            ends[:2],
        ),
        ("change", "-0.01 × hidden_to_output_adjustment", ends[2:]),
    ):
        assert text in [one.text for one in told]
        limit = np.abs(planes[name].values).max()
        assert planes[name].scale.limit >= limit
        assert (
            float(high)
            == -float(low)
            == pytest.approx(planes[name].scale.limit, rel=0.05)
        )
    corners = planes["change"].corners
    # Below the strip of the change, not cut, under no other plane.
    (note,) = (one for one in told if one.text == "a different scale")
    named = next(one for one in told if one.text.startswith("-0.01 × "))
    assert note.top > named.bottom and named.left < note.left
    assert note.right < corners[0][0] + shot.player.planes[1].box.width
    assert not any("…" in one.text for one in told)
    assert corners[2][1] - corners[0][1] > 0.6 * shot.player.stage.height


def test_a_product_is_on_the_scale_of_its_factor_before_it_is_enlarged(films):
    film = films["backprop"]
    (shot,) = film.shots_of(BACKPROP_STEPS.index("hidden-delta"))
    player = shot.player
    error, _, delta = player.columns
    for seconds, times in ((player.turns.end + 1.4, 1), (shot.seconds, 14)):
        frame = drawn_at(film, shot, seconds)
        lengths = [
            abs(part.x_of(part.values.array[14]) - part.x_of(0))
            for part in (error, delta)
        ]
        assert lengths[1] / lengths[0] == pytest.approx(
            times * 0.1046802, rel=1e-4
        )  # the slope there
        notes = [
            one.text
            for one in frame.texts
            if one.opacity > 0 and one.text.startswith(("a diff", "drawn 14"))
        ]
        assert (
            notes == ["a different scale", "drawn 14 times as long"][: 1 + (times > 1)]
        )
    assert wrong_lengths(frame)[0] == []
