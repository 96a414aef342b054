"""Of weights that are sheets, one changes slowly, then all the others."""

import numpy as np
import pytest

from scenes.arrays import shapes as arrange
from tests.seen_through import from_shares, through
from tests.told import player_of


def by_quarter(input_weights, gradient):
    input_weights -= 0.25 * gradient


def taken(input_weights, change):
    input_weights -= change


@pytest.fixture(name="weights")
def _weights():
    return np.linspace(1, 2, 3 * 784).reshape(3, 784)


@pytest.fixture(name="gradient")
def _gradient():
    gradient = np.full((3, 784), 0.25)
    gradient[1, 100] = -2
    return gradient


@pytest.fixture(name="player")
def _player(weights, gradient):
    return player_of("update_sheets", by_quarter, weights.copy(), gradient)


@pytest.fixture(name="plain")
def _plain(weights, gradient):
    return player_of("update_sheets", taken, weights.copy(), gradient)


def at(player, share):
    """Show a share of the turn of the sheet that goes first."""
    player.show(1.0 + 7.6 * share)
    return player


def seen(planes):
    return [int(plane.opacity > 0) for plane in planes]


def test_what_the_sheets_show(player, weights, gradient):
    for planes, array in (
        (player.before, weights),
        (player.sources, gradient),
        (player.changes, -0.25 * gradient),
        (player.now, weights - 0.25 * gradient),
    ):
        for plane, sheet in zip(planes, arrange.as_sheets(array), strict=True):
            np.testing.assert_array_equal(plane.values.array, sheet)
    assert [
        planes[1].name_text
        for planes in (player.before, player.sources, player.changes, player.now)
    ] == ["weights[1], before", "gradient[1]", "change[1]", "weights[1], now"]
    assert player.before[0].name_text == ""
    np.testing.assert_array_equal(
        player.returning.values.array, player.now[1].values.array
    )
    # One scale of colours for weights, one for what they change by.
    scale = player.rack.color_scale
    for plane in (player.before[0], player.now[0], player.returning):
        assert plane.color_scale is scale
    assert scale.limit == 2.0 and player.changes[0].color_scale.limit < 0.5


def test_where_the_sheets_stand(player, plain):
    stage, faces = player.stage, player.faces
    assert all(face.width == face.height for face in faces)
    assert (player.rack.box.left, player.rack.box.top) == (stage.left, stage.top + 40)
    assert faces[0].top == player.rack.box.bottom + 66
    assert faces[0].bottom + 76 == stage.bottom
    assert [b.left - a.right for a, b in zip(faces, faces[1:])] == [240, 240]
    middle = stage.left + stage.width / 2
    assert faces[1].left + faces[1].width / 2 == pytest.approx(middle)
    assert player.rack.box.bottom == player.gradients.box.bottom
    assert player.rack.box.right < player.gradients.box.left
    assert player.gradients.box.right == stage.right
    assert player.factor.text == "× −0.25"
    factor = player.factor.box
    assert faces[1].right < factor.left < factor.right < faces[2].left
    assert factor.top + 30 == faces[1].top + faces[1].height / 2
    for legend in player.legends:
        assert faces[1].bottom < legend.box.top < legend.box.bottom < stage.bottom
    assert player.note.box.left > player.legends[0].box.right
    assert (plain.gradients, plain.factor, plain.sources) == (None, None, [])
    assert len(plain.legends) == 1


def test_the_gradient_comes_out_and_becomes_the_change(player):
    table = []
    for share in (0, 0.08, 0.15, 0.17, 0.35, 0.41, 0.43, 0.47, 0.49):
        at(player, share)
        source, change = player.sources[1], player.changes[1]
        table.append(
            (
                sorted(player.gradients.away),
                int(source.opacity),
                source.words_opacity,
                change.opacity if change.opacity in (0, 1) else 0.5,
                change.words_opacity,
                [legend.opacity for legend in player.legends],
                player.note.opacity,
            )
        )
        assert seen(player.before) == seen(player.now) == [0, 0, 0]
        assert not player.rack.away and not player.rack.renewed
    assert table == [
        ([], 0, 1, 0, 0, [0, 0], 0),
        ([1], 1, 1, 0, 0, [0, 0], 0),
        ([1], 1, 1, 0, 0, [0, 0], 0),
        ([1], 1, 1, 0, 0, [0, 1], 0),
        ([1], 1, 1, 0, 0, [0, 1], 0),
        ([1], 1, 1, 0.5, 0, [0, 1], 0),
        ([1], 1, 0, 0.5, 1, [1, 0], 1),
        ([1], 1, 0, 0.5, 1, [1, 0], 1),
        ([], 0, 0, 1, 1, [1, 0], 1),
    ]
    slot = player.gradients.sheet_corners(1)
    np.testing.assert_allclose(at(player, 0.001).sources[1].corners, slot, atol=1)
    np.testing.assert_allclose(
        at(player, 0.16).sources[1].corners, player.faces[1].corners, atol=1
    )


def test_a_change_that_is_no_product_fills(plain):
    table = []
    for share in (0.15, 0.17, 0.32, 0.48):
        change = at(plain, share).changes[1]
        table.append((change.opacity, change.revealed, plain.legends[0].opacity))
    assert table == [(0, 0, 0), (1, 2, 1), (1, 392, 1), (1, 784, 1)]


def test_the_rate_and_the_signs_come_when_they_are_read(player):
    table = []
    for share in (0.16, 0.19, 0.22, 0.48, 0.5, 0.52, 0.6, 0.62, 0.64, 0.66):
        at(player, share)
        parts = (player.factor, *player.signs)
        table.append(tuple(round(float(part.opacity), 1) for part in parts))
    assert table == [
        (0, 0, 0),
        (0.5, 0, 0),
        (1, 0, 0),
        (1, 0, 0),
        (0.5, 0, 0),
        (0, 0, 0),
        (0, 0, 0),
        (0, 0.5, 0),
        (0, 1, 0.5),
        (0, 1, 1),
    ]


def test_weights_before_and_the_change_make_the_weights_now(player):
    table = []
    for share in (0.51, 0.53, 0.63, 0.65, 0.67, 0.72, 0.78, 0.79, 0.81):
        at(player, share)
        now = player.now[1]
        table.append(
            (
                sorted(player.rack.away),
                seen(player.before)[1],
                now.opacity,
                now.revealed,
            )
        )
        assert bool(now.note_below) == (share > 0.8)
    assert table == [
        ([], 0, 0, 0),
        ([1], 1, 0, 0),
        ([1], 1, 0, 0),
        ([1], 1, 0, 0),
        ([1], 1, 1, table[4][3]),
        ([1], 1, 1, 392),
        ([1], 1, 1, 784),
        ([1], 1, 1, 784),
        ([1], 1, 1, 784),
    ]
    assert 0 < table[4][3] < 50
    planes = (player.before[1], player.changes[1], player.now[1])
    before = 1 + (784 + 100) / (3 * 784 - 1)
    assert [plane.note_below for plane in planes] == [
        f"input_weights[1, 100] = +{before:.6f}",
        "+ 0.500000",
        f"= +{before + 0.5:.6f}",
    ]
    assert {plane.marks for plane in planes} == {((3, 16, 1, 1),)}
    slot = player.rack.sheet_corners(1)
    np.testing.assert_allclose(at(player, 0.521).before[1].corners, slot, atol=1)
    np.testing.assert_allclose(
        at(player, 0.65).before[1].corners, player.faces[0].corners, atol=1
    )


def test_the_others_go_straight_and_the_first_goes_home(player, plain):
    table = []
    for second in (8.6, 9.3, 9.4, 10.2, 10.9, 11.5, 11.7, 12.5, 12.6):
        player.show(second)
        table.append(
            (
                seen(player.sources),
                seen(player.changes),
                sorted(player.rack.renewed),
                sorted(player.rack.away),
                int(player.returning.opacity),
            )
        )
    assert table == [
        ([0, 0, 0], [0, 1, 0], [], [1], 0),
        ([1, 0, 0], [0, 1, 0], [], [1], 0),
        ([0, 0, 0], [1, 1, 0], [], [1], 0),
        ([0, 0, 1], [0, 1, 0], [0], [1], 0),
        ([0, 0, 0], [0, 1, 1], [0], [1], 0),
        ([0, 0, 0], [0, 1, 1], [0], [1], 0),
        ([0, 0, 0], [0, 1, 0], [0, 2], [1], 1),
        ([0, 0, 0], [0, 1, 0], [0, 2], [1], 1),
        ([0, 0, 0], [0, 1, 0], [0, 1, 2], [], 0),
    ]
    # Half way, from one rack to the other.
    player.show(9.35)
    start, end = player.gradients.sheet_corners(0), player.rack.sheet_corners(0)
    middle = (start + end) / 2
    np.testing.assert_allclose(player.changes[0].corners, middle, atol=1e-6)
    plain.show(9.35)
    middle = (plain.faces[1].corners + plain.rack.sheet_corners(0)) / 2
    told = plain.changes[0].seen_corners
    np.testing.assert_allclose(
        through(from_shares(told), (0.5, 0.5)), middle[1:].mean(axis=0), atol=1e-6
    )
    # Its left side is nearer.
    assert told[2, 1] - told[0, 1] > 1.05 * (told[3, 1] - told[1, 1]) > 0
    # What is now goes home.
    for second, corners in ((11.61, player.faces[2].corners), (12.59, None)):
        player.show(second)
        home = player.rack.sheet_corners(1)
        np.testing.assert_allclose(
            player.returning.corners, home if corners is None else corners, atol=1
        )


def test_how_high_the_racks_are(player):
    assert player.rack.box.height == pytest.approx(130)
    assert player.gradients.box.height == pytest.approx(104)
    assert player.gradients.box.bottom == pytest.approx(player.rack.box.bottom)
