"""What one step is for: the end of a film of a whole learning step."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.changed_values import in_all
from scenes.acts.compare import comparison
from scenes.acts.one_step import Later, one_step
from scenes.stage import palette
from scenes.words.naming import language
from tests.scenes.acts.given import changes, column, in_both, played, texts_of, told

BEFORE = column(0.5, 0.25, 0.125, name="before", identity=1)
AFTER = column(0.5, 0.375, 0.0, name="after", identity=2)
PICTURE = Value.of(np.ones((784, 1)), name="image", identity=3)


@pytest.mark.parametrize(
    "new, title, chinese_title",
    [
        (3.001, "One image, one tiny step", "一张图像，一小步"),
        (9.0, "One image, one step", "一张图像，一步"),
    ],
)
def test_what_one_step_is_for(new, title, chinese_title):
    changed = changes(([1, 2, 3], [1, 2, new]))
    compared = comparison("output_neurons", BEFORE, AFTER)
    english, chinese = in_both(one_step, compared, changed, PICTURE)
    lead = in_all(changed) + " Training is many such steps."
    assert told(english) == (title, lead, lead, "one step")
    assert (chinese.title, chinese.step_name) == (chinese_title, "一步")
    assert chinese.lead.endswith("。训练就是一步接一步地重复许多次。")
    assert (english.seconds, english.label, english.result_name) == (
        6.2,
        1,
        "output_neurons",
    )
    player = played(english)
    assert player.parts[0].box.width == pytest.approx(360)
    numbers = [
        [f"output_neurons[{row}] = {text}" for row, text in enumerate(column)]
        for column in (("0.500", "0.250"), ("0.500", "0.375"))
    ]
    first = ["before", "0", *numbers[0]]
    assert texts_of(player, 1.6) == first and player.arrows[0].opacity == 0
    player.show(1.7)
    assert player.arrows[0].opacity > 0
    assert texts_of(player, 2.4) == [*first, "after one step", "0", *numbers[1], "→"]
    with language("zh"):
        assert texts_of(played(chinese), 7.0)[::4] == ["之前", "一步之后", "→"]


def test_what_more_steps_are_for():
    last = column(0.125, 0.75, 0.0, name="other", identity=3)
    compared = comparison("output_neurons", BEFORE, AFTER)
    changed = changes(([1, 2, 3], [1, 2, 3.001]))
    english, chinese = in_both(one_step, compared, changed, PICTURE, Later(10, last))
    assert english.counts == (0, 1, 10)
    player = played(english)
    assert texts_of(player, 3.4)[-1] == "→"
    assert "after 10 such steps" not in texts_of(player, 3.4)
    texts = texts_of(player, 5.0)
    at = texts.index("after 10 such steps")
    assert texts[at : at + 4] == [
        "after 10 such steps",
        "1",
        "output_neurons[0] = 0.125",
        "output_neurons[1] = 0.750",
    ]
    with language("zh"):
        assert "这样 10 步之后" in texts_of(played(chinese), 7.0)


@pytest.mark.parametrize(
    "after, title, chinese_title",
    [
        (
            (0.25, 0.375, 0.0),
            "It read 0. One nudge. It reads 1.",
            "原来读作 0。推一下。现在读作 1。",
        ),
        ((0.5, 0.375, 0.0), "One image, one tiny step", "一张图像，一小步"),
    ],
)
def test_a_step_that_turns_the_answer_says_so(after, title, chinese_title):
    compared = comparison("output_neurons", BEFORE, column(*after, identity=2))
    changed = changes(([1, 2, 3], [1, 2, 3.001]))
    told_of = in_both(one_step, compared, changed, PICTURE)
    assert [act.title for act in told_of] == [title, chinese_title]


@pytest.mark.parametrize(
    "right, colors",
    [(1, ("WRONG", "RIGHT")), (0, ("RIGHT", "WRONG")), (None, ("TEXT", "POINTED"))],
)
def test_right_and_wrong_answers_have_colours_of_their_own(right, colors):
    after = column(0.25, 0.375, 0.0, identity=2)
    compared = comparison("output_neurons", BEFORE, after)
    changed = changes(([1, 2, 3], [1, 2, 3.001]))
    player = played(one_step(compared, changed, PICTURE, right=right))
    inks = [parts[1].ink for parts in player.answers]
    assert inks == [getattr(palette, name) for name in colors]
