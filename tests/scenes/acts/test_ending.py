"""A film of learning ends with all that was changed, small."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.changed_values import in_all
from scenes.acts.ending import _boxes as places_of
from scenes.acts.ending import ending
from scenes.stage.part import Box
from scenes.words.naming import language
from tests.scenes.acts.given import STAGE, changes, in_both, played, texts_of, told


def test_a_film_ends_with_what_was_changed():
    changed = changes(([1, 2, 3], [1, 2, 7]), ([1, 1], [1, 1]))
    english, chinese = in_both(ending, changed)
    assert told(english)[::3] == ("What one image has changed", "what changed")
    assert told(chinese)[::3] == ("一张图像改变了什么", "改变了什么")
    assert english.lead == english.caption == in_all(changed)
    assert english.operands == tuple(new for _, new in changed)
    assert (english.result_name, english.seconds) == ("new 2", 5.2)
    colors = "Each has its own colour scale."
    player = played(english)
    assert texts_of(player, 1.5) == ["1 of 3 changed", "the most by +4", colors]
    assert texts_of(player, 2.0) == [
        "1 of 3 changed",
        "the most by +4",
        "0 of 2 changed",
        colors,
    ]
    with language("zh"):
        assert texts_of(played(chinese), 5.2) == [
            "3 个中有 1 个改变",
            "最大变化 +4",
            "2 个中有 0 个改变",
            "颜色：各用自己的色标。",
        ]


RACK, MATRIX, COLUMN = (
    Value.of(np.ones(shape)) for shape in ((3, 784), (3, 4), (3, 1))
)


@pytest.mark.parametrize(
    "values, boxes",
    [
        ([COLUMN], [(60, 370, 220, 400)]),
        (
            [MATRIX, COLUMN, RACK],
            [(60, 370, 380, 400), (510, 370, 220, 400), (800, 370, 720, 400)],
        ),
        ([COLUMN] * 6, [(60 + 290 * k, 370, 220, 400) for k in range(6)]),
        (  # less high in two rows, half of them in each
            [COLUMN] * 7,
            [(60 + 290 * k, 340, 220, 155) for k in range(4)]
            + [(60 + 290 * k, 645, 220, 155) for k in range(3)],
        ),
        ([RACK] * 4, [(x, y, 720, 155) for y in (340, 645) for x in (60, 850)]),
        (
            [RACK] * 4 + [COLUMN],
            [(x, y, 720, 155) for y in (340, 645) for x in (60, 850)]
            + [(1640, 645, 220, 155)],
        ),
        (  # and narrower, if need be
            [RACK] * 5,
            [(60 + 450 * k, y, 380, 155) for y in (340, 645) for k in range(3)][:5],
        ),
        (
            [RACK] * 3 + [MATRIX] * 3,
            [(60 + 450 * k, 340, 380, 155) for k in range(3)]
            + [(60 + 290 * k, 645, 220, 155) for k in range(3)],
        ),
        (  # the last of very many have none
            [COLUMN] * 20,
            [(60 + 290 * k, y, 220, 155) for y in (340, 645) for k in range(6)],
        ),
    ],
)
def test_where_what_was_changed_stands(values, boxes):
    assert places_of(values, STAGE) == [Box(*box) for box in boxes]


@pytest.mark.parametrize("width, tops", [(510, [70, 70]), (509, [40, 305])])
def test_what_just_fits_stands_in_one_row(width, tops):
    boxes = places_of([COLUMN] * 2, Box(0, 0, width, 600))
    assert [box.top for box in boxes] == tops


def test_a_column_is_narrower_than_its_place():
    column_part, matrix = (
        played(ending(((value, value),))).parts[0] for value in (COLUMN, MATRIX)
    )
    assert (column_part.box.width, matrix.box.width) == pytest.approx((46, 380))


def test_what_has_no_room_is_counted():
    many = changes(*[([1, 2], [1, 3])] * 40)
    for name, words in (("en", " more are not shown."), ("zh", " 个未显示。")):
        with language(name):
            player = played(ending(many))
            *_, last = texts_of(player, 50.0)
        assert last.endswith(f"{40 - len(player.labels)}{words}")
        assert 0 < len(player.labels) < 40
