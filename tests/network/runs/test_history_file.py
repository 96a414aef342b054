"""A history's file: written, read again, and refused when it is damaged."""

import json
import os
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from network.runs.history import History, HistoryError
from tests.small_history import SEEN, assert_same


def test_saved_and_loaded(small_history, tmp_path):
    history = History.load(small_history)
    history.save(tmp_path / "b.history")
    assert_same(History.load(tmp_path / "b.history"), history)
    assert [path.name for path in tmp_path.iterdir()] == ["b.history"]
    with np.load(tmp_path / "b.history", allow_pickle=False) as arrays:
        assert arrays["seen"][-1] == 120  # any program can read it
    assert not history.seen.flags.writeable


def test_a_write_that_fails_leaves_the_old_one(small_history, tmp_path, monkeypatch):
    path = tmp_path / "a.history"
    path.write_bytes(small_history.read_bytes())

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(HistoryError, match="No space left"):
        History.load(small_history).save(path)
    assert [one.name for one in tmp_path.iterdir()] == ["a.history"]
    assert path.read_bytes() == small_history.read_bytes()


class Harmful:
    """Unpickling this would run a command."""

    def __reduce__(self):
        return (exec, ("raise SystemExit('unpickled')",))


def rewritten(path, **changes):
    """Write a history's file anew with other arrays, as a program might."""
    with np.load(path, allow_pickle=False) as arrays:
        kept = {**arrays, **changes}
    np.savez_compressed(
        path.with_suffix(".npz"),
        **{name: array for name, array in kept.items() if array is not None},
    )
    path.with_suffix(".npz").replace(path)


def resealed(path, **changes):
    """The same with a checksum that is right."""
    from network.runs.history import _digest

    with np.load(path, allow_pickle=False) as arrays:
        kept = {**arrays, **changes}
    kept = {name: array for name, array in kept.items() if array is not None}
    kept.pop("digest")
    rewritten(path, **changes, digest=np.array(_digest(kept)))


def told(path):
    with np.load(path, allow_pickle=False) as arrays:
        return json.loads(str(arrays["about"]))


def about(path, **changes):
    return np.array(json.dumps({**told(path), **changes}))


REFUSED = {
    "missing": (lambda path: path.unlink(), "does not exist"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "no history"),
    "empty": (lambda path: path.write_bytes(b""), "no history"),
    "text": (lambda path: path.write_text("weights"), "no history"),
    "cut short": (
        lambda path: path.write_bytes(path.read_bytes()[:-900]),
        "no history",
    ),
    "other arrays": (lambda path: rewritten(path, more=np.zeros(3)), "other arrays"),
    "too few": (lambda path: rewritten(path, labels=None), "other arrays"),
    "another checkpoint": (
        lambda path: rewritten(path, accuracies=np.zeros(15)),
        "not what was written",
    ),
    "pickled": (
        lambda path: rewritten(path, labels=np.array([Harmful()] * 10)),
        "is damaged",
    ),
    "newer": (
        lambda path: resealed(path, about=about(path, format=3)),
        "history format 3: expected 2; update matreel",
    ),
    "no text": (lambda path: resealed(path, about=np.array("{")), "damaged"),
    "other text": (
        lambda path: resealed(path, about=about(path, about={"seed": 1})),
        "is damaged",
    ),
    "lines before the first": (
        lambda path: resealed(
            path, about=about(path, about={**told(path)["about"], "first_line": -9})
        ),
        "rise from 1 or later, got -9",
    ),
    "cells of another kind": (
        lambda path: resealed(path, labels=np.arange(10.0)),
        "labels as int64",
    ),
    "another shape": (
        lambda path: resealed(path, hidden_biases=np.zeros((3, 15), "f4")),
        "expected",
    ),
    "no checkpoints": (lambda path: resealed(path, seen=np.zeros(0, int)), "expected"),
    "counts that fall": (
        lambda path: resealed(path, seen=np.array(SEEN)[::-1].copy()),
        "rise from 0",
    ),
    "not a number": (
        lambda path: resealed(path, accuracies=np.full(15, np.nan)),
        "finite",
    ),
    "more than all": (
        lambda path: resealed(path, accuracies=np.full(15, 1.5)),
        "accuracies in 0..1",
    ),
    "no digit": (lambda path: resealed(path, labels=np.arange(1, 11)), "labels 0..9"),
    "no digit learnt": (
        lambda path: resealed(path, learnt_labels=np.full(14, -1)),
        "learnt_labels 0..9",
    ),
    "images of other checkpoints": (
        lambda path: resealed(path, learnt=np.zeros((15, 28, 28), "u1")),
        "learnt as uint8 of shape",
    ),
    "images without labels": (
        lambda path: resealed(path, learnt_labels=None),
        "other arrays",
    ),
}


def test_one_of_format_1_has_no_images_learnt(small_history, tmp_path):
    path = tmp_path / "a.history"
    path.write_bytes(small_history.read_bytes())
    bare = {"learnt": None, "learnt_labels": None}
    resealed(path, about=about(path, format=1), **bare)
    history = History.load(path)
    assert not history.has_learnt and history.learnt is None
    assert_same(history, History.load(small_history))
    history.save(path)  # over itself
    assert not History.load(path).has_learnt
    assert told(path)["format"] == 2


@pytest.mark.parametrize("damage, message", REFUSED.values(), ids=REFUSED.keys())
def test_refused_to_load(small_history, tmp_path, damage, message):
    path = tmp_path / "a.history"
    path.write_bytes(small_history.read_bytes())
    damage(path)
    with pytest.raises(HistoryError, match=message) as caught:
        History.load(path)
    assert str(path) in str(caught.value)


def test_a_bomb_is_not_unpacked(small_history, tmp_path):
    path = tmp_path / "a.history"
    with (
        zipfile.ZipFile(small_history) as archive,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for name in archive.namelist():
            with bomb.open(name, "w", force_zip64=True) as member:
                if name == "seen.npy":
                    for _ in range(1025):
                        member.write(bytes(2**20))
                else:
                    member.write(archive.read(name))
    assert path.stat().st_size < 2**22
    with pytest.raises(HistoryError, match="too large"):
        History.load(path)


def test_any_damaged_byte_is_found_or_does_not_matter(small_history, tmp_path):
    data, history = small_history.read_bytes(), History.load(small_history)
    path, found = tmp_path / "a.history", 0
    random = np.random.default_rng(0)
    places = {
        *range(120),
        *range(len(data) - 700, len(data), 5),
        *random.integers(0, len(data), 200).tolist(),
    }
    for place in sorted(places):
        damaged = bytearray(data)
        damaged[place] ^= 1 << int(random.integers(8))
        path.write_bytes(damaged)
        try:
            assert_same(History.load(path), history)
        except HistoryError:
            found += 1
    assert found > 200


def test_arrays_that_do_not_fit_are_refused(small_history):
    history = History.load(small_history)
    with pytest.raises(HistoryError, match="expected outputs"):
        replace(history, outputs=history.outputs[..., 1:])
