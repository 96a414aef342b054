"""A section of a training: how long it takes, its scales and its words."""

from dataclasses import replace

import numpy as np
import pytest

from scenes.acts.learned import STRIKES, learned, share
from scenes.stage import palette
from scenes.words.naming import language
from tests.scenes.acts.given import SPAN, STAGE, played
from tests.training_frames import images_learnt, made

WORDS = {"title": "T", "lead": "L", "caption": "C", "step_name": "N"}


@pytest.mark.parametrize(
    "checkpoints, timing, seconds, first, least",
    [
        ((0,), {}, 5.0, None, None),
        ((0, 1), {}, 1 + 1.6 + 1.2, 1.6, 1.6),
        ((0, 1, 2), {}, 1 + 1.6 + 1.36 + 1.2, 1.6, 1.36),
        ((0, 1, 2), {"slowly": 0.5}, 1 + 0.8 + 0.68 + 1.2, 0.8, 0.68),
        ((0, 1, 2), {"longest": 1.0}, 1 + 0.8 + 0.68 + 1.2, 0.8, 0.68),
        ((0, 1, 2), {"hold": 3.0}, 1 + 1.6 + 1.36 + 3.0, 1.6, 1.36),
        (range(41), {}, None, 0.6, 0.375),
    ],
)
def test_how_long_a_section_takes(checkpoints, timing, seconds, first, least):
    history = made(hidden=1, seen=tuple(range(41)))
    act = learned(history, checkpoints, **WORDS, **timing)
    if first is None:
        assert act.turns is None and act.seconds == seconds
        return
    assert len(act.turns.starts) == len(checkpoints) - 1
    np.testing.assert_allclose(
        [act.turns.lengths[0], act.turns.lengths[-1]], [first, least]
    )
    assert act.turns.starts[0] == 1.0
    expected = seconds or act.turns.end + 1.2
    assert act.seconds == pytest.approx(round(expected, 1))


@pytest.mark.parametrize("mark, shapes", [(None, ""), (SPAN, "(784, 1), (10, 1)")])
def test_shapes_stand_where_the_code_learns(mark, shapes):
    act = learned(made(), (0, 1), mark=mark, **WORDS)
    assert (act.mark, act.shapes) == (mark, shapes)
    assert (act.title, act.lead, act.caption, act.step_name) == tuple("TLCN")


@pytest.mark.parametrize(
    "accuracy, text", [(0.9127, "91.27 %"), (1.0, "100.00 %"), (0.0, "0.00 %")]
)
def test_a_share_is_exact_for_ten_thousand(accuracy, text):
    assert share(accuracy) == text


HIDDEN = np.zeros((3, 784, 4), "f4")
HIDDEN[:, :, 0] = 0.25
HIDDEN[1, :, 1:] = 0.25 + np.linspace(0, 0.5, 784)[:, None] * (1, 4, 2)
GROWING = made(seen=(0, 1, 2, 5), input_to_hidden_weights=HIDDEN, **images_learnt(4))


def grown(*, history=GROWING, before=None, checkpoints=(0, 1, 2, 3), **more):
    return played(learned(history, checkpoints, neuron=1, **WORDS, **more), before)


def hit(player, turn):
    """The second at which the image of a turn is in the sheet."""
    return player.turns.starts[turn] + STRIKES * player.turns.lengths[turn]


@pytest.mark.parametrize(
    "name, words",
    [
        ("en", "Neuron 1's weights have moved by up to {}."),
        ("zh", "神经元 1 的权重离初值最多 {}。"),
    ],
)
def test_what_is_told_of_each_checkpoint(name, words):
    with language(name):
        player, told = grown(), []
        for time in (0.5, *(hit(player, turn) + 0.01 for turn in range(3))):
            player.show(time)
            told.append(player.words(time))
    assert told == ["", *(words.format(one) for one in ("0.50", "2.0", "1.0"))]


def test_a_sheet_changes_when_an_image_is_in_it():
    player = grown()
    weights = HIDDEN[1].astype(float)
    for turn in range(3):
        for time, at in ((-0.01, turn), (0.01, turn + 1)):
            player.show(hit(player, turn) + time)
            np.testing.assert_array_equal(
                player.sheet.values.array.ravel(), weights[:, at] - weights[:, 0]
            )
            assert player.count.text == str(GROWING.seen[at])
        np.testing.assert_array_equal(
            player.image.values.array, GROWING.learnt[turn] / 255
        )
        np.testing.assert_allclose(player.image.corners, player.sheet.corners)


def test_an_image_flies_from_its_place_with_its_label():
    player = grown()
    start, length = player.turns.starts[0], player.turns.lengths[0]
    for part, home, opacity in ((0.1, True, 1), (0.3, False, 1), (0.9, False, 0)):
        player.show(start + part * length)
        at_home = np.allclose(player.image.corners, player.home.corners)
        assert (at_home, player.image.opacity) == (home, opacity)
    digits = GROWING.learnt_labels
    assert (player.label.text, player.among.text) == (f"label: {digits[0]}", "")
    player.show(player.turns.starts[2] + 0.1)
    assert (player.label.text, player.among.text) == (
        f"label: {digits[2]}",
        "the last of 3",
    )
    player.show(0.5)
    assert (player.label.text, player.image.opacity) == ("", 0)


def test_an_image_that_stands_for_others_is_told_in_chinese():
    with language("zh"):
        player = grown()
        player.show(player.turns.starts[2] + 0.1)
    assert (player.label.text, player.among.text) == (
        f"标签：{GROWING.learnt_labels[2]}",
        "3 张中的最后一张",
    )


def test_colours_reach_further_and_never_less():
    player, limits = grown(), []
    assert player.limits.tolist() == [0.5, 0.5, 2.0, 2.0]
    times = np.arange(player.turns.starts[0], player.act.seconds, 0.05)
    for time in times:
        player.show(time)
        limits.append(player.sheet.color_scale.limit)
        assert player.ruler.color_scale is player.sheet.color_scale
        assert np.abs(player.sheet.values.array).max() <= limits[-1]
    assert (np.diff(limits) >= 0).all() and (limits[0], limits[-1]) == (0.5, 2.0)
    assert len(set(limits)) > 5  # on its way, not at once


def test_a_section_goes_on_in_the_scale_of_the_one_before():
    before = grown(checkpoints=(0, 1, 2))
    player = grown(before=before, checkpoints=(2, 3))
    player.show(0.0)
    assert player.sheet.color_scale.limit == 2.0
    first = grown(checkpoints=(0,), is_change=False)
    assert first.limits.tolist() == [0.25]
    zoomed = grown(before=first, checkpoints=(0, 1))
    for time, limit in ((0.0, 0.25), (1.0, 0.5)):
        zoomed.show(time)
        assert zoomed.sheet.color_scale.limit == limit


def test_after_the_weights_themselves_a_change_has_a_scale_of_its_own():
    first = grown(checkpoints=(0,), is_change=False)
    player = grown(before=first, checkpoints=(1, 2))
    assert first.limits[-1] == 0.25 and player.limits.tolist() == [0.5, 2.0]
    wide = replace(GROWING, input_to_hidden_weights=HIDDEN + np.float32(9.0))
    first = grown(history=wide, checkpoints=(0,), is_change=False)
    player = grown(history=wide, before=first, checkpoints=(1, 2))
    assert first.limits[-1] > 9 and player.limits == pytest.approx([0.5, 2.0])


def test_weights_or_what_they_have_changed_by():
    player = grown(checkpoints=(1,), is_change=False)
    np.testing.assert_array_equal(
        player.sheet.values.array.ravel(), HIDDEN[1, :, 1].astype(float)
    )
    assert player.sheet.note == "its 784 weights"
    assert grown().sheet.note == "what its 784 weights have changed by"


def test_without_images_learnt_none_fly():
    history = replace(GROWING, learnt=None, learnt_labels=None)
    player = grown(history=history)
    player.show(hit(player, 1) + 0.01)
    assert player.strikes == [] and not hasattr(player, "image")
    assert player.count.text == "2"
    assert STAGE.left < player.sheet.box.left < grown().sheet.box.left
    # Instead the line of the chart goes on to what is measured next.
    moments = (0.9, player.turns.starts[0] + 0.5, hit(player, 0) - 0.01, hit(player, 0))
    ways = []
    for one in (player, grown()):
        for time in moments:
            one.show(float(time))
            ways.append(one.chart.ahead)
    assert ways[0] == 0 < ways[1] < ways[2] < 1
    assert ways[3:] == [0.0] * 5
    player.show(hit(player, 1) + 0.01)
    # The share, and what it is of, stand clear of the chart.
    right = player.parts[player.parts.index(player.seen) + 1]
    wide = right.kind.width(right.text)
    assert right.box.left + wide < player.chart.box.left


def test_ten_digits_are_read_one_after_the_other():
    player = grown(checkpoints=(0,))
    told = []
    for time in (1.0, 1.5, 2.7, 4.4, 4.9):
        player.show(time)
        told.append(sum(read.text != "" for _, read, _ in player.reading.digits))
    assert told == [0, 1, 5, 10, 10]
    assert {read.kind.size for _, read, _ in player.reading.digits} == {26}


def test_in_the_end_each_of_them_stands_out_in_its_turn():
    player, larger = grown(checkpoints=(3,)), []
    for time in (1.0, 1.5, 2.7, 4.4, 4.9):
        player.show(time)
        read = [one for _, one, _ in player.reading.digits]
        assert "" not in [one.text for one in read]
        larger.append([place for place, one in enumerate(read) if one.kind.size > 26])
    assert larger == [[], [0], [4], [9], []]


def test_what_is_read_right_is_lit():
    outputs = np.zeros((10, 10, 2))
    outputs[np.arange(10), np.arange(10), 0] = 0.5
    outputs[:, 3, 1] = 0.75
    player = played(learned(made(seen=(0, 1), outputs=outputs), (0, 1), **WORDS))
    seen = []
    for time in (0.9, hit(player, 0) + 0.6):
        player.show(time)
        seen.append(
            [
                (
                    read.text,
                    read.ink == palette.RIGHT,
                    plane.accent == palette.RIGHT,
                    strength.text,
                )
                for plane, read, strength in player.reading.digits
            ]
        )
    assert seen[0] == [(str(k), True, True, "0.50") for k in range(10)]
    assert seen[1] == [("3", k == 3, k == 3, "0.75") for k in range(10)]


def test_where_the_ten_digits_stand():
    player = played(learned(made(), (0, 1), **WORDS))
    first = player.reading.digits[0][0].box
    middle = first.left + (4 * 128 + 100) / 2
    assert middle == pytest.approx(player.chart.box.left + player.chart.box.width / 2)
    for index, (plane, read, strength) in enumerate(player.reading.digits):
        box = plane.box
        assert (box.width, box.height) == pytest.approx((100, 100))
        assert box.left == pytest.approx(first.left + index % 5 * 128)
        assert box.top == pytest.approx(first.top + index // 5 * 151)
        assert read.box.top == pytest.approx(box.bottom + 6)
        assert strength.box.bottom <= STAGE.bottom


def test_what_is_new_stands_out_for_half_a_second():
    outputs = np.zeros((10, 10, 2))
    outputs[:, 0, 0] = outputs[:, 3, 1] = 1.0
    player = played(learned(made(seen=(0, 1), outputs=outputs), (0, 1), **WORDS))
    seen = []
    for since in (-0.1, 0.0, 0.25, 0.5, 1.0):
        player.show(hit(player, 0) + since)
        _, read, _ = player.reading.digits[0]
        seen.append((player.chart.pulse, read.kind.size))
    expected = [(0, 26), (1, 34), (0.5, 30), (0, 26), (0, 26)]
    np.testing.assert_allclose(seen, expected, atol=1e-9)


def test_numbers_are_of_the_section_before_while_it_fades():
    before = grown(checkpoints=(0, 1))
    player = grown(before=before, checkpoints=(2,))
    counts = []
    for time in (0.0, 0.39, 0.41):
        player.show(time)
        counts.append((player.count.text, player.seen.text))
    assert counts == [("1", "image seen")] * 2 + [("2", "images seen")]
