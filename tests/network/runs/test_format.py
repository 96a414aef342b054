"""FORMAT.md is enough to read a history: with hashlib, json and numpy."""

import hashlib
import json
import re
from pathlib import Path

import numpy as np
import pytest

from network.runs.history import DEFAULT_HISTORY, History

PAGE = Path(__file__).parents[3] / "network" / "runs" / "FORMAT.md"


def rows_of(heading):
    """The rows of the page's table under a heading row, cell by cell."""
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    for line in lines[lines.index(heading) + 2 :]:
        if not line.startswith("|"):
            return
        yield [
            cell.strip(" `").replace("\\", "")
            for cell in re.split(r"(?<!\\)\|", line)[1:-1]
        ]


ARRAYS = {
    name: (dtype, shape)
    for name, dtype, shape, _ in rows_of("| array | dtype | shape | what it holds |")
}
ABOUT = [
    key
    for keys, _ in rows_of("| key | what it is |")
    for key in re.findall(r"\w+", keys)
]


def read(path):
    """Name -> array of a history file."""
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


@pytest.fixture(params=[False, True], ids=["without images", "with images"])
def path(request, small_history):
    """The file of a history."""
    return small_history if request.param else DEFAULT_HISTORY


def names_of(path):
    """The names of the arrays that the page says are in a file."""
    is_bare = path == DEFAULT_HISTORY
    return ARRAYS.keys() - ({"learnt", "learnt_labels"} if is_bare else set())


def test_its_arrays_are_those_of_the_page(path):
    arrays = read(path)
    count = len(arrays["seen"])
    sizes = {"C": count, "L": count - 1, "H": len(arrays["hidden_biases"])}
    assert arrays.keys() == names_of(path)
    for name, (dtype, shape) in ARRAYS.items():
        if name not in arrays:
            continue
        expected = tuple(sizes.get(length) or int(length) for length in shape.split())
        assert arrays[name].shape == expected
        assert arrays[name].dtype.str.startswith(dtype.removesuffix("…"))


def test_what_is_read_is_what_the_history_holds(path):
    arrays, history = read(path), History.load(path)
    told = json.loads(str(arrays["about"]))
    assert told["format"] == 2
    assert list(told["about"]) == ABOUT
    for key, value in told["about"].items():
        assert value == getattr(history.about, key)
    for name in names_of(path) - {"about", "digest"}:
        np.testing.assert_array_equal(arrays[name], getattr(history, name))


def test_the_digest_is_computed_as_the_page_says(path):
    arrays = read(path)
    digest = str(arrays.pop("digest"))
    hashed = hashlib.sha256()
    for name in sorted(arrays):
        array = arrays[name]
        shape = array.shape or (1,)
        hashed.update(f"{name} {array.dtype.str} {shape}\n".encode())
        hashed.update(array.tobytes())
    assert hashed.hexdigest() == digest
