"""What computed a value, before it was laid out in another way or scaled."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.own_curves import laid_out_of
from scenes.reading.value_roles import roles_of

X = np.arange(6.0).reshape(2, 3)


def often(times):
    def copied(x):
        y = np.tanh(x)
        for _ in range(times):
            y = y.copy()
        return y

    return copied


@pytest.mark.parametrize(
    "call, function",
    [
        (lambda x: np.tanh(x), "tanh"),
        (lambda x: np.tanh(x).T, "tanh"),
        (lambda x: 2.0 * np.tanh(x), "tanh"),
        (lambda x: 2.0 / np.tanh(x + 1), "divide"),
        (lambda x: np.tanh(x).T * 2.0, "tanh"),
        (lambda x: 0.5 * np.tanh(x).reshape(3, 2), "tanh"),
        (lambda x: np.tanh(x).swapaxes(0, 1) / 4.0, "tanh"),
        (lambda x: np.moveaxis(np.tanh(x), 0, 1)[1:].copy(), "tanh"),
        (lambda x: np.tanh(x) * x, "multiply"),
        (lambda x: np.tanh(x) / x.sum(), "tanh"),
        (lambda x: np.tanh(x) + 1.0, "add"),
        (lambda x: np.exp(np.tanh(x)), "exp"),
        (lambda x: np.tanh(x).sum(axis=0) * 2.0, "sum"),
        (lambda x: x * 2.0, None),
        (lambda x: x.T, None),
        (often(6), "tanh"),
        (often(7), "copy"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_what_is_behind_layouts_and_numbers(call, function):
    roles = roles_of(record(lambda x: call(x), X.copy()))
    made = laid_out_of(roles.operations[-1].result, roles)
    assert (made and made.function) == function
