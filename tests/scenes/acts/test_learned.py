"""A section of a training: how long it takes, its scales and its words."""

import numpy as np
import pytest

from scenes.acts.learned import learned, share
from scenes.acts.magnified import magnified
from scenes.stage import palette
from scenes.words.naming import language
from tests.scenes.acts.given import SPAN, STAGE, played
from tests.training_frames import made

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


@pytest.mark.parametrize(
    "sizes, times",
    [
        ([1.0], [1]),
        ([0.2], [5]),
        ([0.21], [1]),
        ([0.0], [25]),
        ([0.0, 0.04, 0.1, 0.2, 0.5, 1.0], [25, 25, 5, 5, 1, 1]),
        ([0.5, 0.01], [1, 1]),  # what shrinks is not magnified again
        ([np.nan], [1]),
    ],
)
def test_as_many_times_as_the_values_allow(sizes, times):
    scales = magnified(dict(enumerate(sizes)), 2.0 / 2, (25, 5, 1))
    assert [scale[1] for scale in scales.values()] == times
    assert [scale[0].limit for scale in scales.values()] == [1.0 / one for one in times]
    assert {scale[0].kind for scale in scales.values()} == {"diverging"}


HIDDEN = np.zeros((3, 784, 3), "f4")
HIDDEN[:, :, 1:] = 0.02
HIDDEN[1, 5, 2] = -1.0
GROWING = made(
    seen=(0, 1, 2),
    input_to_hidden_weights=HIDDEN,
    hidden_to_output_weights=np.stack(
        [np.ones((10, 3)), np.full((10, 3), 1.5), np.full((10, 3), 0.5)], -1
    ).astype("f4"),
)


def grown(**more):
    return played(
        learned(
            GROWING,
            (0, 1, 2),
            is_change=True,
            magnifications=(25, 5, 1),
            **WORDS,
            **more,
        )
    )


@pytest.mark.parametrize(
    "name, words, magnified_by",
    [
        (
            "en",
            [
                "",
                "Largest change so far: hidden weight +0.020, output weight +0.500.",
                "Largest change so far: hidden weight −1.000, output weight −0.500.",
            ],
            ["magnified 25 ×", "magnified 25 ×", "not magnified"],
        ),
        (
            "zh",
            [
                "",
                "至今最大的变化：隐藏层权重 +0.020，输出层权重 +0.500。",
                "至今最大的变化：隐藏层权重 −1.000，输出层权重 −0.500。",
            ],
            ["放大 25 倍", "放大 25 倍", "不放大"],
        ),
    ],
)
def test_what_is_told_of_each_checkpoint(name, words, magnified_by):
    with language(name):
        player, told, labels = grown(), [], []
        for time in (0.5, 1.1, player.turns.starts[1] + 0.1):
            player.show(time)
            told.append(player.words(time))
            labels.append(player.magnified[0].text)
    assert told == words and labels == magnified_by


def test_each_layer_is_magnified_for_itself():
    player, seen = grown(), []
    for time in (0.5, 1.1, player.turns.starts[1] + 0.1):
        player.show(time)
        seen.append((player.rack.color_scale.limit, player.plane.color_scale.limit))
    np.testing.assert_allclose(seen, [(1 / 25, 0.5 / 25), (1 / 25, 0.5), (1.0, 0.5)])


def test_a_new_scale_is_lit_for_a_while():
    player = grown()
    start = player.turns.starts[1]
    inks = []
    for time in (1.1, start + 0.1, start + 1.1, start + 1.3):
        player.show(time)
        inks.append(player.magnified[0].ink == palette.AMBER)
    assert inks == [False, True, True, False]


def test_weights_or_what_they_have_changed_by():
    first = played(learned(GROWING, (1,), **WORDS))
    assert (first.grids[1].array == 1.5).all()
    assert first.magnified == []
    assert (grown().grids[1].array == 0.5).all()
    assert grown().rack.name_text == "input_to_hidden_weights, change"


def test_what_is_read_right_is_lit():
    outputs = np.zeros((10, 10, 2))
    outputs[np.arange(10), np.arange(10), 0] = 0.5
    outputs[:, 3, 1] = 0.75
    player = played(learned(made(seen=(0, 1), outputs=outputs), (0, 1), **WORDS))
    seen = []
    for time in (0.9, 2.6):
        player.show(time)
        seen.append(
            [
                (
                    read.text,
                    read.ink == palette.AMBER,
                    plane.accent == palette.AMBER,
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
    assert first.left == pytest.approx(STAGE.right - 4 * 128 - 100)
    for index, (plane, read, _) in enumerate(player.reading.digits):
        box = plane.box
        assert (box.width, box.height) == pytest.approx((100, 100))
        assert box.left == pytest.approx(first.left + index % 5 * 128)
        assert box.top == pytest.approx(first.top + index // 5 * 151)
        assert read.box.top == pytest.approx(box.bottom + 6)


def test_what_is_new_stands_out_for_half_a_second():
    outputs = np.zeros((10, 10, 2))
    outputs[:, 0, 0] = outputs[:, 3, 1] = 1.0
    player = played(learned(made(seen=(0, 1), outputs=outputs), (0, 1), **WORDS))
    seen = []
    for time in (0.9, 1.0, 1.25, 1.5, 2.0):
        player.show(time)
        _, read, _ = player.reading.digits[0]
        seen.append((player.chart.pulse, read.kind.size))
    assert seen == [(0, 26), (1, 34), (0.5, 30), (0, 26), (0, 26)]


def test_numbers_are_of_the_section_before_while_it_fades():
    before = played(learned(GROWING, (0, 1), **WORDS))
    player = played(learned(GROWING, (2,), **WORDS), before)
    counts = []
    for time in (0.0, 0.39, 0.41):
        player.show(time)
        counts.append((player.count.text, player.seen.text))
    assert counts == [("1", "image seen")] * 2 + [("2", "images seen")]
