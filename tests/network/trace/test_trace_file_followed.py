"""A trace file is read while it is written, or after the writer's end."""

import os
import threading
import time

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace
from tests import recorded_code as code
from tests.killed_writers import killed_writers


def test_a_reader_follows_a_writer(tmp_path):
    path = tmp_path / "a.trace"
    meeting = threading.Barrier(2)
    seen = []

    def function(x):
        y = code.sigmoid(x)
        stop(y)
        return y * 2

    def stop(y):
        z = -y
        meeting.wait(20)
        meeting.wait(20)
        return z

    def read():
        meeting.wait(20)
        trace = Trace.load(path)
        while len(trace.steps) < 4:  # a moment, and they are in the file
            time.sleep(0.01)
            trace = Trace.load(path)
        seen.append((trace, trace.steps[0].assigned[0].array))
        meeting.wait(20)

    reader = threading.Thread(target=read)
    reader.start()
    record(function, np.ones((3, 1)), path=path)
    reader.join()
    ((trace, array),) = seen
    assert not trace.complete
    assert [(step.slug, step.finished) for step in trace.steps[:4]] == [
        ("y", True),
        ("y/return", True),
        ("stop", False),
        ("stop/z", True),
    ]
    np.testing.assert_array_equal(array, 1 / (1 + np.exp(-np.ones((3, 1)))))
    assert trace.verify().ok
    assert Trace.load(path).complete
    assert os.listdir(tmp_path) == ["a.trace"]


KILLS = 50


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_whole_steps(tmp_path):
    delays_secs = np.random.default_rng(5).uniform(0, 0.25, KILLS)
    counts = []
    for path in killed_writers(tmp_path, delays_secs):
        trace = Trace.load(path)
        assert not trace.complete
        tops = trace.children(None)
        assert [step.slug for step in tops[:2]] == ["learn", "learn-2"][: len(tops)]
        assert all(step.finished for step in tops[:-1])
        counts.append(len(trace.steps))
        found = trace.verify()
        assert found.ok and not found.gaps
    assert len(counts) == KILLS and max(counts) > min(counts)
