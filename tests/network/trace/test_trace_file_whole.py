"""Recording to a path where a trace stands: the old one or the new one."""

import os
import shutil

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace, TraceError
from tests.full_disk import short_of_room
from tests.killed_writers import killed_writers
from tests.trace_contents import assert_same, learn


def five_times(x):
    for _ in range(5):
        x = x @ x / 100
    return x


def again(path):
    return record(five_times, np.arange(10_000.0).reshape(100, 100), path=path)


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    path = tmp_path_factory.mktemp("old") / "a.trace"
    learn(path)
    return path


@pytest.fixture(scope="module")
def needed(tmp_path_factory):
    """How many bytes the new trace has."""
    path = tmp_path_factory.mktemp("new") / "a.trace"
    again(path)
    return path.stat().st_size


@pytest.mark.parametrize("share", [0.0001, 0.02, 0.1, 0.5, 0.9, 0.999, 1.0])
def test_without_room_the_old_trace_stands(tmp_path, old, needed, share):
    path = tmp_path / "a.trace"
    shutil.copy(old, path)
    size = int(needed * share)
    if share == 1.0:
        with short_of_room(size):
            again(path)
        assert Trace.load(path).call == "five_times"
    else:
        refused = pytest.raises(TraceError, match="a.trace cannot be written: .*space")
        with short_of_room(size), refused:
            again(path)
        assert path.read_bytes() == old.read_bytes()
    assert os.listdir(tmp_path) == ["a.trace"]


def test_while_it_is_recorded_the_old_trace_stands(tmp_path, old):
    path = tmp_path / "a.trace"
    shutil.copy(old, path)
    seen = []

    def looks(x):
        y = x * 2
        seen.append(path.read_bytes())
        with pytest.raises(TraceError, match=r"\.new is being written"):
            record_elsewhere(path)
        return y

    record(looks, np.ones(3), path=path)
    assert seen == [old.read_bytes()]
    assert Trace.load(path).call.endswith("looks")
    assert os.listdir(tmp_path) == ["a.trace"]


def record_elsewhere(path):
    """Record to a path in another thread, and raise what that raises."""
    import concurrent.futures

    with concurrent.futures.ThreadPoolExecutor() as pool:
        pool.submit(learn, path).result()


@pytest.mark.broad
def test_killed_while_it_is_recorded_the_old_trace_stands(tmp_path, old):
    wanted = Trace.load(old)
    for number in range(6):
        shutil.copy(old, tmp_path / f"{number}.trace")
    paths = killed_writers(tmp_path, np.linspace(0.02, 0.4, 6))
    counts = []
    for path in paths:
        assert_same(Trace.load(path), wanted)
        for left in tmp_path.glob(f".{path.name}.*.new"):
            trace = Trace.load(left)
            assert not trace.complete and trace.verify().ok
            counts.append(len(trace.steps))
        learn(path)
        assert_same(Trace.load(path), wanted)
    assert counts and max(counts) > 0
    assert sorted(os.listdir(tmp_path)) == [*(path.name for path in paths), "writer.py"]


def test_what_was_put_there_meanwhile_stays(tmp_path, old):
    path = tmp_path / "a.trace"
    shutil.copy(old, path)

    def puts(x):
        y = x * 2
        (tmp_path / "other").write_text("precious")
        os.replace(tmp_path / "other", path)
        return y

    with pytest.raises(TraceError, match="another file .* recorded is .*new") as told:
        record(puts, np.ones(3), path=path)
    assert path.read_text() == "precious"
    (kept,) = set(tmp_path.iterdir()) - {path}
    assert str(kept) in str(told.value)
    assert Trace.load(kept).complete
