"""Labels that are 1 and -1 are found whichever comes first."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.losses import losses
from scenes.reading.value_roles import roles_of

SCORES = np.array([0.75, -1.5, 2.25, -0.5])


def logistic(f, y):
    return np.mean(np.log(1 + np.exp(-y * f)))


@pytest.mark.parametrize(
    "wanted", [[1, -1, 1, 1], [-1, 1, 1, -1], [-1.0, -1.0, 1.0, 1.0]]
)
def test_the_loss_of_sides_is_found(wanted):
    found = roles_of(record(logistic, SCORES, np.array(wanted))).read(losses).values()
    assert {(one.form.said.name, one.form.wanted.name) for one in found} == {("f", "y")}
