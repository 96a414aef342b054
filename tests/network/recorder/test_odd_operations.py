"""Operations that are seldom written so: computed as without a recording, and
the trace repeats them."""

import numpy as np
import pytest

from network.recorder import record


def updated_last(x):
    fraction, whole = np.modf(x, out=(None, x))
    return whole is x, fraction


def updated_first(x):
    fraction, whole = np.modf(x, out=(x, None))
    return fraction is x, whole


def both_updated(x):
    made = np.zeros(4), np.zeros(4)
    np.modf(x, out=made)
    return made


def compared_with_text(x):
    return x[0] == "1", x[0] != "1", x[1] == None  # noqa: E711


def index_that_is_equal(x):
    """Of 1, True and 1.0, which are equal, each reads something else."""
    y = x.reshape(2, 2)
    found = []
    for index in (1, True, (0, 1), (0, True), (0, np.int64(1))):
        found.append(y[index].shape)
    return found, y[(0, 1)], y[(0, True)]


def same_twice(x):
    return x * x, np.subtract(x, x), x[0] * x[0]


def plain_comes_back(x):
    made = np.asarray([1.0, 2.0, 3.0, 4.0])
    return np.asarray(made) is made, made * x


CALLS = [
    *(updated_last, updated_first, both_updated, compared_with_text),
    *(index_that_is_equal, same_twice, plain_comes_back),
]


def numbers():
    return np.array([1.25, -2.5, 0.0, 3.75])


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__name__)
def test_it_is_computed_and_repeated(call):
    alone, recorded = numbers(), numbers()
    wanted = call(alone)
    trace = record(call, recorded)
    assert repr(trace.returned) == repr(wanted)
    np.testing.assert_array_equal(recorded, alone)
    assert type(recorded) is np.ndarray
    assert trace.verify().ok, trace.verify().mismatches


@pytest.mark.parametrize("call", [updated_last, updated_first])
def test_results_stand_as_the_outputs_do(call):
    _, operation = next(
        found
        for found in record(call, numbers()).operations()
        if found[1].function == "modf"
    )
    fraction, whole = (value.array for value in operation.results)
    np.testing.assert_array_equal(fraction, np.modf(numbers())[0])
    np.testing.assert_array_equal(whole, np.modf(numbers())[1])
