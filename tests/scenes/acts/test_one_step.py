"""What one step is for: the end of a film of a whole learning step."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.changed_values import in_all
from scenes.acts.compare import comparison
from scenes.acts.one_step import one_step
from scenes.words.naming import language
from tests.scenes.acts.given import changes, column, in_both, played, texts_of, told

BEFORE = column(0.5, 0.25, 0.125, name="before", identity=1)
AFTER = column(0.5, 0.375, 0.0, name="after", identity=2)
PICTURE = Value.of(np.ones((784, 1)), name="image", identity=3)


@pytest.mark.parametrize(
    "new, title, chinese_title",
    [
        (3.001, "One image, one tiny step", "一幅图像，一小步"),
        (9.0, "One image, one step", "一幅图像，一步"),
    ],
)
def test_what_one_step_is_for(new, title, chinese_title):
    changed = changes(([1, 2, 3], [1, 2, new]))
    compared = comparison("output_neurons", BEFORE, AFTER)
    english, chinese = in_both(one_step, compared, changed, PICTURE)
    lead = in_all(changed) + " Training is many such steps, one after the other."
    assert told(english) == (title, lead, lead, "one step")
    assert (chinese.title, chinese.step_name) == (chinese_title, "一步")
    assert chinese.lead.endswith("。训练就是一步接一步地重复许多次。")
    assert (english.seconds, english.label, english.result_name) == (
        7.0,
        1,
        "output_neurons",
    )
    player = played(english)
    assert player.parts[0].box.width == pytest.approx(360)
    first = ["before", "0", "output_neurons[1] = 0.25000"]
    assert texts_of(player, 1.6) == first and player.arrow.opacity == 0
    player.show(1.7)
    assert player.arrow.opacity > 0
    assert texts_of(player, 2.4) == [
        *first,
        "now",
        "0",
        "output_neurons[1] = 0.37500",
        "→",
    ]
    with language("zh"):
        assert texts_of(played(chinese), 7.0)[::3] == ["之前", "现在", "→"]
