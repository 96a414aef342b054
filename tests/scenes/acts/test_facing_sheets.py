"""What hidden neurons have learned, face on: whose sheets, of which digits."""

import numpy as np
import pytest

from scenes.acts.facing_sheets import (
    COLORED,
    FLAT,
    GROWS,
    OTHERS,
    RISE,
    RISES,
    SECONDS,
    TILTED,
    TOLD,
    facing_sheets,
    liking_most,
)
from scenes.training import training_steps, with_faces
from tests.scenes.acts.given import STAGE, in_both, played, texts_of
from tests.training_frames import made


@pytest.mark.parametrize(
    "weights, expected",
    [
        ([[1.0, 5.0, 3.0], [0.0, 1.0, 4.0]], (1, 2)),
        ([[1.0, 5.0, 6.0], [0.5, 1.0, 4.0]], (2,)),  # all like the same digit
        ([[1.0, 5.0, 6.0], [2.0, 1.0, 4.0]], (2, 0)),
        ([[-1.0], [-2.0]], (0,)),
    ],
)
def test_two_that_like_digits_of_their_own(weights, expected):
    assert liking_most(np.array(weights)) == expected


def history():
    weights = np.full((10, 3, 5), -1.0)
    weights[7, 2, 4], weights[4, 0, 4], weights[7, 1, 4] = 2.5, 1.25, 2.0
    return made(hidden_to_output_weights=weights.astype("f4"))


def test_what_is_said():
    english, chinese = in_both(facing_sheets, history())
    assert english.large == (2, 0)
    assert english.outcome == "Neuron 2 speaks most for 7. Neuron 0 speaks most for 4."
    assert chinese.outcome == "神经元 2 最支持 7。神经元 0 最支持 4。"
    heights = "Neuron 2: each cell as high as its change; below zero it sinks."
    assert english.caption == f"{english.lead} {heights} {english.outcome}"
    player = played(english)
    assert texts_of(player, TOLD) == ["0", "1", "2"]
    told = ["its weight to 7: +2.50", "its weight to 4: +1.25"]
    assert texts_of(player, SECONDS) == ["0", "1", "2", *told, "matreel"]
    assert (player.words(TOLD - 0.1), player.words(TOLD)) == ("", english.outcome)
    assert (player.words(RISES[0] - 0.1), player.words(OTHERS)) == ("", "")
    assert player.words(RISES[0]) == player.words(OTHERS - 0.1) == heights
    heights = "神经元 2：每格的高低就是它的变化，小于零就沉下。"
    assert chinese.caption == f"{chinese.lead}{heights}{chinese.outcome}"


def test_the_sheets_are_what_weights_have_changed_by():
    recorded = history()
    player = played(facing_sheets(recorded))
    weights = recorded.input_to_hidden_weights.astype(float)
    change = (weights[..., 4] - weights[..., 0]).reshape(3, 28, 28)
    for index, (plane, _) in enumerate(player.sheets):
        np.testing.assert_array_equal(plane.values.array, change[index])
    for neuron, (plane, _, picture) in zip((2, 0), player.large):
        np.testing.assert_array_equal(plane.values.array, change[neuron])
        digit = {2: 7, 0: 4}[neuron]
        expected = recorded.pictures[digit] / 255
        np.testing.assert_allclose(picture.values.array, expected)


def test_the_first_rises_to_its_changes_and_faces_us_again():
    player = played(facing_sheets(history()))
    plane, relief = player.large[0][0], player.relief
    limit = float(np.abs(plane.values.array).max())
    assert relief.values is plane.values and relief.color_scale.limit == limit
    seen = []
    for second in np.linspace(0, SECONDS, 60):
        player.show(second)
        is_there = RISES[0] <= second < FLAT[1]
        assert (plane.opacity, relief.opacity) == (
            (0, 1) if is_there else (plane.opacity, 0)
        )
        assert relief.is_read == (RISES[1] <= second <= FLAT[0])
        seen.append((relief.rise, relief.tilted))
    assert max(seen) == pytest.approx((RISE, TILTED)) and seen[0] == (0, 0)
    for second in (RISES[0], FLAT[1] - 1e-6):  # nothing jumps where one is the other
        player.show(second)
        np.testing.assert_allclose(relief.corners, player.home.corners, atol=0.01)
        assert relief.rise == pytest.approx(0, abs=1e-6)
    player.show(FLAT[1])
    assert (plane.opacity, plane.color_scale.limit) == (1, limit)
    player.show(FLAT[1] + COLORED)
    assert plane.color_scale == player.scale


def test_the_second_comes_out_of_its_row():
    player = played(facing_sheets(history()))
    for neuron, (plane, *_) in zip((0,), player.large[1:]):
        small = player.sheets[neuron][0]
        player.show(TOLD - 0.01)
        assert plane.opacity == 0 and small.opacity == 1
        player.show(TOLD)
        np.testing.assert_allclose(plane.corners, small.corners)
        player.show(TOLD + GROWS)
        assert plane.box.width == pytest.approx(390) and plane.opacity == 1


def test_what_was_looked_at_stays_and_its_colours_go_over():
    recorded = history()
    before = played(training_steps(recorded)[-1].acts[0])
    assert before.act.neuron == 2
    player = played(facing_sheets(recorded), before)
    stayed = player.large[0][0]
    player.show(0.0)
    np.testing.assert_allclose(stayed.corners, before.sheet.corners)
    assert (stayed.opacity, stayed.color_scale.limit) == (1, before.limits[-1])
    player.show(TOLD)
    assert stayed.box.width == pytest.approx(390)
    assert stayed.color_scale == player.scale == player.legend.color_scale


@pytest.mark.parametrize("hidden", [1, 2, 5, 20, 33, 64])
def test_all_have_room(hidden):
    player = played(facing_sheets(made(hidden=hidden)))
    boxes = [parts[0].box for parts in player.sheets]
    assert len(boxes) == hidden
    player.show(SECONDS)
    right = max(parts[0].box.right for parts in player.large)
    for one in boxes:
        assert right < one.left and one.right <= STAGE.right
        assert STAGE.top < one.top and one.bottom <= STAGE.bottom
        assert one.width == pytest.approx(one.height) and one.width > 40
    assert len({(one.left, one.top) for one in boxes}) == hidden


def test_the_film_ends_with_them():
    recorded = made()
    steps = with_faces(recorded, training_steps(recorded))
    assert [step.slug for step in steps[-2:]] == ["trained", "learned-sheets"]
