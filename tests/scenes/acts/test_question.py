"""What a film of one learning step begins with: what was read, and what it is."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.question import question
from tests.scenes.acts.given import column, in_both, played, texts_of, told

PICTURE = Value.of(np.ones((784, 1)), name="image", identity=3)
OUTPUTS = column(0.125, 0.25, 0.5, name="outputs", identity=1)


@pytest.mark.parametrize(
    "right, english, chinese",
    [
        (
            1,
            (
                "It reads 2, but this is a 1",
                "Is one learning step enough to read it right?",
            ),
            ("它读作 2，但这是 1", "只学一步，就能读对吗？"),
        ),
        (
            2,
            ("It reads 2. Can it be surer?", "What does one learning step change?"),
            ("读作 2。能更确定吗？", "学习一步会改变什么？"),
        ),
    ],
)
def test_what_is_asked(right, english, chinese):
    for act, (title, lead), name in zip(
        in_both(question, PICTURE, OUTPUTS, right),
        (english, chinese),
        ("the question", "问题"),
    ):
        assert told(act) == (title, lead, lead, name)
        assert act.seconds == 4.5


def test_the_picture_stands_from_the_first_frame_then_both_answers_come():
    player = played(question(PICTURE, OUTPUTS, 1))
    assert texts_of(player, 0.0) == [] and player.picture.opacity == 1
    read = ["the network reads", "2", "outputs[2] = 0.500"]
    assert texts_of(player, 1.0) == read
    assert texts_of(player, 1.9) == read
    assert texts_of(player, 2.0) == [*read, "it is", "1"]
