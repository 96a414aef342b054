"""What a follower of running code is told, and what is left afterwards."""

import sys

import numpy as np
import pytest

from network.recorder.statement_events import statement_events
from tests.event_places import assert_places_are_free, both_ways, only_monitoring, taken


class Reports:
    """A follower that writes down what it is told of code of one file."""

    def __init__(self, path=__file__, fail_on=None):
        self.path = path
        self.fail_on = fail_on
        self.asked = []
        self.told = []

    def follows(self, code):
        self.asked.append(code.co_name)
        return code.co_filename == self.path

    def on_call(self, frame):
        self.tell("call", frame)

    def on_line(self, frame):
        self.tell("line", frame)

    def on_exception(self, frame, error):
        if frame.f_code.co_filename == self.path:
            self.tell(type(error).__name__, frame)

    def on_return(self, frame, value):
        if frame.f_code.co_filename == self.path:
            self.tell(f"return {value}", frame)

    def tell(self, what, frame):
        self.told.append(f"{frame.f_code.co_name} {what}")
        if what == self.fail_on:
            raise OSError("the disk is full")


def outer():
    try:
        inner()
    except KeyError:
        return 5


def inner():
    raise KeyError


@both_ways
def test_what_is_reported(places):
    reports = Reports()
    with taken(*places), statement_events(reports):
        outer()
    assert reports.told == [
        "outer call",
        "outer line",
        "outer line",
        "inner call",
        "inner line",
        "inner KeyError",
        "inner return None",
        "outer KeyError",
        "outer line",
        "outer line",
        "outer return 5",
    ]


@both_ways
@pytest.mark.parametrize("fail_on", ["call", "line", "KeyError"])
def test_what_a_follower_raises_reaches_the_caller(places, fail_on):
    with taken(*places), pytest.raises(OSError, match="the disk is full"):
        with statement_events(Reports(fail_on=fail_on)):
            outer()
    assert sys.gettrace() is None
    assert_places_are_free(outer, inner)


@only_monitoring
def test_code_that_is_not_followed_is_asked_about_once():
    def others():
        for _ in range(50):
            np.linalg.norm([1.0])

    reports = Reports(path="nowhere")
    with statement_events(reports):
        others()
        others()
    assert reports.asked.count("norm") == 1
    assert reports.asked.count("others") == 1
    assert reports.told == []
