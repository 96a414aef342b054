"""What is said of a state that passes hand on."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.strip_words import outcome_words
from scenes.reading.loop_courses import Course
from scenes.words.naming import language

ENDS = [
    (
        [0.5, -2.0, 1.0],
        "number 1 of h is the furthest from zero: −2.000.",
        "h 中离零最远的是第 1 个：−2.000。",
    ),
    (
        [[0, 3], [-3, 2]],
        "number 1 of h is the furthest from zero: +3.",
        "h 中离零最远的是第 1 个：+3。",
    ),
    ([0.0, -0.0], "h is all zeros.", "h 全是零。"),
    (
        [0.0, np.nan],
        "1 of the 2 numbers of h is not finite.",
        "h 的 2 个数中有 1 个不是有限的数。",
    ),
    (
        [0.5, -np.inf, np.nan],
        "2 of the 3 numbers of h are not finite.",
        "h 的 3 个数中有 2 个不是有限的数。",
    ),
    ([np.nan], "h holds no finite number.", "h 没有一个有限的数。"),
    ([np.inf, np.nan], "h holds no finite number.", "h 没有一个有限的数。"),
]


@pytest.mark.parametrize("state, english, chinese", ENDS)
def test_what_a_state_has_become(state, english, chinese):
    before, after = (Value.of(np.array(one)) for one in (np.ones_like(state), state))
    course = Course("h", (before, after))
    for code, told in (("en", f"At t = 1, {english}"), ("zh", f"在 t = 1，{chinese}")):
        with language(code):
            assert outcome_words(course, ["t = 0", "t = 1"], 1) == told
