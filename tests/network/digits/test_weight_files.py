"""Weight folders: what is read, what is refused, and no mix of two saves."""

import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from network.digits import weight_files
from network.digits.weight_files import NAMES, WeightsError
from network.files import folder as folder_swap

REPOSITORY = Path(__file__).parents[3]


def arrays_of(value, hidden=2):
    """Four arrays that hold one value, so that a mix of two saves shows."""
    shapes = ((hidden, 784), (hidden, 1), (10, hidden), (10, 1))
    return {name: np.full(shape, float(value)) for name, shape in zip(NAMES, shapes)}


def value_of(arrays):
    """The value that arrays_of() was given; fails on a mix."""
    values = {value for array in arrays.values() for value in array.ravel()}
    assert len(values) == 1, f"a mix of {values}"
    return values.pop()


def assert_same(came, expected):
    assert list(came) == list(NAMES)
    for name in NAMES:
        assert came[name].dtype == np.float64
        assert came[name].flags.c_contiguous and came[name].flags.writeable
        np.testing.assert_array_equal(came[name], expected[name])


@pytest.mark.parametrize(
    "hidden, change",
    [
        (1, lambda array: array),
        (20, lambda array: array),
        (300, lambda array: array),
        (20, lambda array: np.asfortranarray(array)),
        (20, lambda array: array.astype(">f8")),
        (20, lambda array: array.astype("<f4")),
        (20, lambda array: np.rint(array * 9).astype(np.int16)),
    ],
)
def test_read_back(tmp_path, hidden, change):
    uniform = np.random.default_rng(hidden).uniform
    arrays = {
        name: change(uniform(-1, 1, array.shape))
        for name, array in arrays_of(0, hidden).items()
    }
    weight_files.save(tmp_path / "new" / "weights", arrays)
    assert_same(weight_files.load(tmp_path / "new" / "weights"), arrays)

    (tmp_path / "plain").mkdir()  # as other programs write them
    for name, array in arrays.items():
        np.save(tmp_path / "plain" / f"{name}.npy", array)
    assert_same(weight_files.load(str(tmp_path / "plain")), arrays)


def replaced(name, array):
    return lambda folder: np.save(folder / f"{name}.npy", array)


def rewritten(name, change):
    def damage(folder):
        path = folder / f"{name}.npy"
        path.write_bytes(change(path.read_bytes()))

    return damage


class Harmful:
    """Unpickling this would run a command."""

    def __reduce__(self):
        return (exec, ("raise SystemExit('unpickled')",))


INVALID_FOLDERS = {
    "a record in another encoding": (
        lambda f: (f / "training.json").write_bytes(b"\xff"),
        "UTF-8",
    ),
    "a file missing": (lambda f: (f / "hidden_biases.npy").unlink(), "found none"),
    "cut short": (rewritten("output_biases", lambda data: data[:-1]), "cannot be read"),
    "cut in its header": (
        rewritten("output_biases", lambda data: data[:20]),
        "cannot be read",
    ),
    "empty": (rewritten("output_biases", lambda data: b""), "cannot be read"),
    "another kind of file": (
        rewritten("output_biases", lambda data: b"PK\3\4" + data),
        "cannot be read",
    ),
    "a folder": (
        lambda f: (
            (f / "output_biases.npy").unlink(),
            (f / "output_biases.npy").mkdir(),
        ),
        "cannot be read",
    ),
    "a header that claims more than there is": (
        rewritten(
            "output_biases",
            lambda data: data.replace(b"(10, 1), }          ", b"(10, 99999999999), }"),
        ),
        "cannot be read",
    ),
    "pickled objects": (
        lambda f: np.save(
            f / "output_biases.npy", np.array([[Harmful()]] * 10), allow_pickle=True
        ),
        "cannot be read",
    ),
    "transposed": (replaced("output_biases", np.zeros((1, 10))), r"shape \(10, 1\)"),
    "flat": (replaced("output_biases", np.zeros(10)), "a matrix"),
    "no neurons": (replaced("hidden_biases", np.zeros((0, 1))), "cannot be read|shape"),
    "weights of another network": (
        replaced("hidden_to_output_weights", np.zeros((10, 3))),
        r"shape \(10, 2\) .* got \(10, 3\)",
    ),
    "biases of another network": (
        replaced("hidden_biases", np.zeros((3, 1))),
        r"shape \(3, 784\) .* got \(2, 784\)",
    ),
    "complex": (
        replaced("output_biases", np.zeros((10, 1), complex)),
        "real numbers, got complex",
    ),
    "text": (
        replaced("output_biases", np.full((10, 1), "0.5")),
        "real numbers, got <U3",
    ),
    "not a number": (
        replaced("output_biases", np.full((10, 1), np.nan)),
        "finite numbers, got 10",
    ),
    "too large for 64 bits": (
        replaced("output_biases", np.full((10, 1), np.longdouble("1e4000"))),
        "finite numbers, got 10 that are not, in 64 bits",
    ),
    "infinite": (
        replaced("output_biases", np.full((10, 1), -np.inf)),
        "finite numbers",
    ),
}


@pytest.mark.parametrize(
    "damage, message", INVALID_FOLDERS.values(), ids=INVALID_FOLDERS.keys()
)
def test_refused_to_load(tmp_path, damage, message):
    folder = tmp_path / "weights"
    weight_files.save(folder, arrays_of(1))
    damage(folder)
    with pytest.raises(WeightsError, match=message) as caught:
        weight_files.load(folder)
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda path: None, "got nothing; train"),
        (lambda path: path.write_text("weights"), "got a file"),
        (lambda path: path.mkdir(), "input_to_hidden_weights.npy"),
    ],
)
def test_refused_to_load_what_is_no_folder_of_weights(tmp_path, make, message):
    make(tmp_path / "weights")
    with pytest.raises(WeightsError, match=message):
        weight_files.load(tmp_path / "weights")
    assert not weight_files.present(tmp_path / "weights")
    with pytest.raises(WeightsError, match="File name too long"):
        weight_files.load(tmp_path / ("w" * 300))


@pytest.mark.parametrize(
    "change, message",
    [
        ({"hidden_biases": np.zeros((3, 1))}, "shape"),
        ({"output_biases": np.full((10, 1), np.nan)}, "finite"),
        ({"output_biases": np.full((10, 1), None)}, "real numbers, got object"),
        ({"more": np.zeros((1, 1))}, "the arrays"),
    ],
)
def test_refused_to_save(tmp_path, change, message):
    weight_files.save(tmp_path / "weights", arrays_of(1))
    with pytest.raises(WeightsError, match=message):
        weight_files.save(tmp_path / "weights", arrays_of(2) | change)
    assert value_of(weight_files.load(tmp_path / "weights")) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["weights"]


def test_a_record_goes_with_the_arrays_and_readmes_stay(tmp_path):
    folder = tmp_path / "weights"
    weight_files.save(folder, arrays_of(1), record="so and so")
    (folder / "README.md").write_text("mine")
    assert weight_files.load_with_record(folder)[1] == "so and so"
    weight_files.save(folder, arrays_of(2))
    arrays, record = weight_files.load_with_record(folder)
    assert value_of(arrays) == 2 and record is None
    assert (folder / "README.md").read_text() == "mine"


@pytest.mark.parametrize("name", ["thesis.txt", "more.npy", "a.json", ".git"])
def test_a_folder_of_other_things_is_not_replaced(tmp_path, name):
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / name).write_text("precious")
    with pytest.raises(WeightsError, match=f"got {name} in it; choose"):
        weight_files.save(folder, arrays_of(1))
    assert (folder / name).read_text() == "precious"


def with_file(path):
    path.mkdir()
    (path / "precious.txt").write_text("of years")


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("name", ["old", "writing", "swap"])
def test_neighbours_that_nobody_marked_are_left_alone(tmp_path, name, is_there):
    if is_there:
        weight_files.save(tmp_path / "weights", arrays_of(1))
    with_file(tmp_path / f".weights.{name}")
    assert weight_files.present(tmp_path / "weights") == is_there
    if name == "swap":
        for attempt in (
            weight_files.check_replaceable,
            lambda path: weight_files.save(path, arrays_of(2)),
        ):
            with pytest.raises(WeightsError, match="is in the way.* move it"):
                attempt(tmp_path / "weights")
    else:
        weight_files.save(tmp_path / "weights", arrays_of(1))
    kept = tmp_path / f".weights.{name}" / "precious.txt"
    assert kept.read_text() == "of years"
    if is_there or name != "swap":
        assert value_of(weight_files.load(tmp_path / "weights")) == 1


def test_places_that_cannot_be_replaced_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WeightsError, match="got the working directory"):
        weight_files.save(".", arrays_of(1))
    with pytest.raises(WeightsError, match="or a whole disk"):
        weight_files.save(Path("/"), arrays_of(1))
    (tmp_path / "file").write_text("")
    for folder in ("file", "file/weights", "w" * 300):
        with pytest.raises(WeightsError, match="choose another"):
            weight_files.save(folder, arrays_of(1))


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    weight_files.save(tmp_path / "there", arrays_of(1))
    (tmp_path / "link").symlink_to("there")
    weight_files.save(tmp_path / "link", arrays_of(2))
    assert (tmp_path / "link").is_symlink()
    assert value_of(weight_files.load(tmp_path / "link")) == 2
    assert value_of(weight_files.load(tmp_path / "there")) == 2


def python(code, *arguments):
    """Start Python on code that sees this file's helpers."""
    code = "from tests.network.digits.test_weight_files import *\n" + code
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )


def dies_at(at, folder):
    """Save in a process that dies at the n-th thing that it does to files: Python
    tells an audit hook of each before it happens. Returns how it ended: 0 or 9."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    events = itertools.count(1)

    def hook(event, arguments):
        if event.split(".")[0] in ("open", "os", "shutil") and next(events) == at:
            os._exit(9)

    try:
        sys.addaudithook(hook)
        weight_files.save(folder, arrays_of(2), record="2")
        os._exit(0)
    finally:
        os._exit(1)


def saved_before(folder):
    weight_files.save(folder, arrays_of(1), record="1")


def killed_before(folder):
    """As a save leaves it that was killed between its two renames."""
    saved_before(folder)
    beside = folder.with_name(".weights.swap")
    beside.mkdir()
    (beside / folder_swap.MARK).touch()
    folder.rename(beside / "old")


@pytest.mark.parametrize("prepare", [saved_before, killed_before])
def test_killed_at_any_step_of_a_save_the_old_or_the_new_stands(tmp_path, prepare):
    folder = tmp_path / "weights"
    values = []
    for at in range(1, 200):
        prepare(folder)
        ended = dies_at(at, folder)
        arrays, record = weight_files.load_with_record(folder)
        assert weight_files.present(folder)
        values.append(value_of(arrays))
        assert float(record) == values[-1]
        if ended == 0:
            break
        assert ended == 9
    assert ended == 0 and len(values) > 15
    assert values == sorted(values) and set(values) == {1, 2}
    weight_files.save(folder, arrays_of(3))
    assert value_of(weight_files.load(folder)) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["weights"]


SAVE_FOR_EVER = """
import itertools
import os
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may ignore it
value = 0
while True:
    value += 1
    weight_files.save(sys.argv[1], arrays_of(value), record=str(value))
    print(value, flush=True)
"""


@pytest.fixture
def writer(tmp_path):
    with python(SAVE_FOR_EVER, str(tmp_path / "weights")) as process:
        process.stdout.readline()  # from now on there are weights
        yield process
        process.kill()


def test_a_reader_never_sees_a_mix_while_a_writer_writes(tmp_path, writer):
    seen = []
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        arrays, record = weight_files.load_with_record(tmp_path / "weights")
        seen.append(value_of(arrays))
        assert float(record) == seen[-1]
    assert seen == sorted(seen) and len(set(seen)) > 10


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("wait_secs", [0.007, 0.022, 0.048])
def test_stopped_at_a_chance_moment_the_weights_are_whole(
    tmp_path, writer, how, wait_secs
):
    time.sleep(wait_secs)
    writer.send_signal(how)
    told = [1, *map(int, writer.stdout.read().split())]
    writer.wait()
    value = value_of(weight_files.load(tmp_path / "weights"))
    assert value in (told[-1], told[-1] + 1)
