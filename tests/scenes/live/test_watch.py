"""A file recorded again whenever it is saved."""

import json
import time

import numpy as np
import pytest

from network.trace import Trace
from scenes.live.watch import Watch, fault_in
from tests.in_time import PATIENCE_SECS

pytestmark = pytest.mark.slow
GOOD = """import numpy as np

def f(x):
    y = x * {factor}
    return y + 1
"""


class Seen:
    """What a Watch says."""

    def __init__(self):
        self.begun, self.ended = 0, []

    def begins(self):
        self.begun += 1

    def ends(self, recorded):
        self.ended.append(recorded)

    def wait(self, count):
        end = time.monotonic() + PATIENCE_SECS
        while len(self.ended) < count and time.monotonic() < end:
            time.sleep(0.02)
        assert len(self.ended) >= count
        return self.ended[-1]


@pytest.fixture
def watched(tmp_path):
    """A function that begins to watch a text, and the file."""
    begun = []

    def begin(text, function=":f", seconds=30, arguments=("[1.0, 2.0]",)):
        file = tmp_path / "net.py"
        file.write_text(text)
        np.save(tmp_path / "x.npy", np.array([[1.0, 2.0]]))
        given = [one.format(folder=tmp_path) for one in arguments]
        seen = Seen()
        watch = Watch(f"{file}{function}", given, seconds, seen.begins, seen.ends)
        begun.append(watch)
        watch.start()
        return file, seen

    yield begin
    for watch in begun:
        watch.close()


X = ("@{folder}/x.npy",)


def test_it_is_recorded_now_and_at_each_save(watched):
    file, seen = watched(GOOD.format(factor=2), arguments=X)
    for count, factor in enumerate((2, 3, 5), 1):
        if count > 1:
            file.write_text(GOOD.format(factor=factor))
        recorded = seen.wait(count)
        assert recorded.fault is None
        np.testing.assert_array_equal(
            Trace.load(recorded.path).result.array, [[factor + 1, 2 * factor + 1]]
        )


def test_a_file_that_takes_the_place_of_another_is_a_save(watched):
    """As most editors save: a new file under the old name."""
    file, seen = watched(GOOD.format(factor=2), arguments=X)
    seen.wait(1)
    other = file.with_suffix(".new")
    other.write_text(GOOD.format(factor=7))
    other.replace(file)
    np.testing.assert_array_equal(Trace.load(seen.wait(2).path).result.array, [[8, 15]])


def test_a_module_beside_it_is_looked_at_too(watched):
    text = (
        "import numpy\nfrom beside import factor\n\ndef f(x):\n    return x * factor\n"
    )
    file, seen = watched(text, arguments=X)
    fault = seen.wait(1).fault
    assert fault.words == "ModuleNotFoundError: No module named 'beside'"
    assert (fault.file, fault.line) == ("net.py", 2)
    (file.parent / "beside.py").write_text("factor = 4\n")
    recorded, count = seen.wait(2), 2
    while recorded.path is None:  # seen when it was still empty: once more
        count += 1
        recorded = seen.wait(count)
    np.testing.assert_array_equal(Trace.load(recorded.path).result.array, [[4, 8]])


@pytest.mark.parametrize(
    "text, words, line, code",
    [
        (
            "def f(x):\n    y = x + 1\n    return y @ x\n",
            "ValueError: matmul: Input operand 1 has a mismatch",
            3,
            "return y @ x",
        ),
        ("def f(x):\n    return 1 / 0\n", "ZeroDivisionError", 2, "return 1 / 0"),
        ("def f(x):\n    return (x\n", "SyntaxError", 2, "return (x"),
        ("def g(x):\n    return x\n", "net.py has no f", 0, ""),
        ("import sys\n\ndef f(x):\n    sys.exit('no more')\n", "no more", 0, ""),
    ],
)
def test_what_the_code_raises(watched, text, words, line, code):
    _, seen = watched(text, arguments=X)
    fault = seen.wait(1).fault
    assert words in fault.words
    assert (fault.line, fault.code) == (line, code)


def test_what_came_before_a_fault_is_there(watched):
    _, seen = watched("def f(x):\n    y = x * 2\n    return y / {}\n", arguments=X)
    recorded = seen.wait(1)
    assert "unsupported operand" in recorded.fault.words
    assert len(list(Trace.load(recorded.path).operations())) == 1


def test_a_call_that_does_not_end_is_ended(watched):
    text = "def f(x):\n    while True:\n        x = x + 1\n"
    _, seen = watched(text, arguments=X, seconds=1)
    recorded = seen.wait(1)
    assert len(list(Trace.load(recorded.path).operations())) > 10


def test_a_save_ends_what_is_still_recorded(watched):
    """What was begun before is not shown after what was saved since."""
    text = "import time\n\ndef f(x):\n    time.sleep(60)\n    return x\n"
    file, seen = watched(text, arguments=X)
    while not seen.begun:
        time.sleep(0.02)
    time.sleep(0.5)
    file.write_text(GOOD.format(factor=2))
    began = time.monotonic()
    recorded = seen.wait(1)
    assert time.monotonic() - began < 50
    np.testing.assert_array_equal(Trace.load(recorded.path).result.array, [[3, 5]])


def test_arguments_are_given_as_they_are(watched):
    """No shell reads them."""
    text = (
        "import json\n\ndef f(x, words):\n"
        "    json.dump(words, open({path!r}, 'w'))\n    return x + 1\n"
    )
    words = '$(touch x); `ls` "\'" > y'
    file, seen = watched(
        text.format(path="/dev/null"), arguments=(*X, f"words={words!r}")
    )
    assert seen.wait(1).fault is None
    kept = file.parent / "words.json"
    file.write_text(text.format(path=str(kept)))
    assert seen.wait(2).fault is None
    assert json.loads(kept.read_text()) == words
    assert {one.name for one in file.parent.iterdir()} <= {
        *("net.py", "x.npy", "words.json", "__pycache__")
    }


@pytest.mark.parametrize(
    "text, words, line",
    [
        ("", "it was ended", 0),
        ("Error: expected a file\n", "expected a file", 0),
        ('  File "/other/net.py", line 3\nValueError: x', "ValueError: x", 0),
        ('  File "{path}", line 2, in f\n  File "/lib/a.py", line 9\nE: x', "E: x", 2),
        ('  File "{path}", line 99\nE: x\n\n', "E: x", 99),
    ],
)
def test_where_a_fault_is(tmp_path, text, words, line):
    path = tmp_path / "net.py"
    path.write_text("one\n  two\n")
    fault = fault_in(text.replace("{path}", str(path)), path)
    assert (fault.words, fault.line) == (words, line)
    assert fault.code == ("two" if line == 2 else "")
