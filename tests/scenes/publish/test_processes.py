"""In what state a process is that begins with a task."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from json import dumps, loads

import pytest

from scenes.publish import cell_tasks, segments
from scenes.publish.workers import here
from tests.publishing import ROOT

FILM = "forward"


@dataclass(frozen=True)
class Looking:
    """A task that tells what there is where it is done."""

    film: str = FILM

    def work(self, material, on_frame=None):
        state = {
            "process": os.getpid(),
            "parent": os.getppid(),
            "blocked": [int(one) for one in signal.pthread_sigmask(0, [])],
            "ignored": signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
            "threads": os.environ["OPENBLAS_NUM_THREADS"],
            "known": [
                one.cache_info().currsize
                for one in (segments.code_key, cell_tasks.cells_code_key)
            ],
            "code": segments.code_key(),
        }
        return dumps(state).encode()


def looked(count):
    """What `count` tasks have seen, in as many processes."""
    with here(count) as done:
        tasks = [Looking() for _ in range(count)]
        return [loads(told) for _, told in done(tasks, {FILM: b""})]


@pytest.fixture(scope="module")
def seen():
    return looked(2)


def test_ctrl_c_is_left_to_the_process_that_publishes(seen):
    for one in seen:
        assert signal.SIGINT in one["blocked"] and one["ignored"]
    assert signal.SIGINT not in signal.pthread_sigmask(0, [])


def test_numpy_computes_in_one_thread_in_each(seen, monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")
    assert {one["threads"] for one in (*seen, *looked(1))} == {"1"}
    assert os.environ["OPENBLAS_NUM_THREADS"] == "7"


def test_they_know_which_code_they_have_before_they_begin(seen):
    """A later edit is not of what they loaded."""
    for one in seen:
        assert one["known"] == [1, 1]
        assert one["code"] == segments.code_key()


@pytest.mark.skipif(sys.platform != "linux", reason="they are forked on Linux alone")
def test_the_code_is_loaded_once_for_all(seen):
    """All of them, of other runs too, are forked from one process."""
    parents = {one["parent"] for one in (*seen, *looked(1))}
    assert len(parents) == 1 and os.getpid() not in parents


@pytest.mark.parametrize("length", [75, 76, 200])
def test_a_long_name_of_the_folder_for_what_is_temporary(tmp_path, length):
    """The socket of what processes are forked from may have no longer one."""
    folder = tmp_path / "t"
    folder = folder.with_name("t" * max(1, length - len(os.fsencode(tmp_path)) - 1))
    if len(os.fsencode(folder)) != length:
        pytest.skip("this test's own folder has a longer name")
    folder.mkdir()
    code = (
        "from scenes.publish.processes import context, load_ahead\n"
        "if __name__ == '__main__':\n"
        "    load_ahead()\n"
        "    with context().Pool(1) as pool:\n"
        "        print(context().get_start_method(), pool.map(abs, [-3]))\n"
    )
    script = tmp_path / "asks.py"
    script.write_text(code)
    told = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "TMPDIR": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    way = "forkserver" if length <= 75 and sys.platform == "linux" else "spawn"
    assert (told.stdout, told.returncode) == (f"{way} [3]\n", 0), told.stderr
