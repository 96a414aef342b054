"""How many answers are right: which of them is told first."""

import numpy as np

from tests.told import act_in


def share_right(scores, labels):
    right = (scores.argmax(axis=1) == labels).mean()
    return right


def test_the_first_answer_goes_alone():
    scores = np.array([[2.0, 1.0], [0.5, 1.0], [3.0, 1.0]])
    act = act_in("en", "accuracy", share_right, scores, np.array([0, 0, 0]))
    assert act.turns.firsts == (0,)
    assert act.turns.starts[0] < act.turns.starts[1] <= act.turns.starts[2]
    assert act.turns.lengths[0] > act.turns.lengths[1]
