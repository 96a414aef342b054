"""What no workbook can be made of: told before anything is written."""

import dataclasses

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.recorder import record
from network.runs.default_traces import record_digit
from network.trace import Trace
from network.workbook import Lesson, WorkbookError, record_lesson
from network.workbook.layout import MAX_HIDDEN


def test_a_trace_of_something_else_is_refused():
    with pytest.raises(
        WorkbookError, match="DigitNetwork.learn, got one of DigitNetwork.detect"
    ):
        Lesson.of(record_digit())


class Learner:
    """Learns in a way of its own, under the name of the network's."""

    def __init__(self):
        self.learn_rate, self.output_biases = 0.1, np.zeros((2, 1))

    def learn(self, image, expected_output):
        output_delta = self.output_biases - expected_output
        return output_delta @ image.T

    learn.__qualname__ = "DigitNetwork.learn"


@pytest.mark.parametrize(
    "call, arguments, change, message",
    [
        (
            Learner().learn,
            (np.ones((3, 1)), np.ones((2, 1))),
            {},
            "got one without hidden-pre-sigmoid, hidden-neurons, .*, hidden-biases, "
            "input_to_hidden_weights, hidden_biases, hidden_to_output_weights; rec",
        ),
        (
            DigitNetwork().learn,
            (np.ones((784, 2)), np.ones((10, 2))),
            {},
            "got one that ended with ValueError: .*broadcast.*; record one",
        ),
        (
            DigitNetwork().learn,
            (np.ones((784, 1)), np.ones((10, 1))),
            {"complete": False},
            "got one that was interrupted; record one",
        ),
        (
            DigitNetwork().learn,
            (np.ones((784, 1)), np.ones((10, 1))),
            {"inputs": ()},
            "got one without image, expected_output; record one",
        ),
    ],
)
def test_what_a_trace_lacks_is_told(tmp_path, call, arguments, change, message):
    path = tmp_path / "a.trace"
    try:
        record(call, *arguments, path=path)
    except ValueError:
        pass
    trace = dataclasses.replace(Trace.load(path), **change)
    with pytest.raises(WorkbookError, match=message):
        Lesson.of(trace)


@pytest.mark.parametrize(
    "rate, expected_output, name",
    [
        (np.inf, digits.one_hot(3), "learn_rate"),
        (1e308, 1e3 * digits.one_hot(3), "hidden-to-output-weights"),
        (0.01, np.full((10, 1), np.nan), "output-delta"),
    ],
)
def test_numbers_that_no_spreadsheet_has_are_refused(rate, expected_output, name):
    network = DigitNetwork()
    network.learn_rate = rate
    with np.errstate(all="ignore"):
        trace = record(network.learn, digits.drawn_digit("3"), expected_output)
        with pytest.raises(WorkbookError, match=f"that are not in {name};"):
            Lesson.of(trace)


@pytest.mark.parametrize(
    "change, message",
    [
        (
            lambda n: setattr(
                n, "input_to_hidden_weights", n.input_to_hidden_weights * 1e4
            ),
            "EXP",
        ),
        (None, "at most"),
    ],
)
def test_weights_that_no_spreadsheet_takes_are_refused(tmp_path, change, message):
    network = DigitNetwork(hidden=2 if change else MAX_HIDDEN + 1)
    if change:
        change(network)
    network.save(tmp_path / "w")
    with np.errstate(over="ignore"), pytest.raises(WorkbookError, match=message):
        record_lesson(weights=tmp_path / "w")
