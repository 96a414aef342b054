"""The history of a training: what is taken, its file, and what is refused."""

import json
import os
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from network import __main__ as command_line
from network import digits, training
from network.digit_network import DigitNetwork
from network.history import (
    DEFAULT_HISTORY, NAMES, History, HistoryError, check_replaceable)
from network.history_recorder import (
    MOST_HIDDEN, HistoryRecorder, is_checkpoint)
from network.training import TrainingError
from tests.test_training import SMALL, SMALL_TEST

HIDDEN, SEED, EPOCHS = 4, 1, 2
SEEN = (0, 1, 2, 3, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 120)
READ_AS = [str(digit) for digit in range(10)]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The path of a history that the command line wrote, of SMALL."""
    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch:
        use_small(patch)
        result = run("--out", folder / "w", "--history", folder / "a.history")
    assert result.exit_code == 0, result.output
    return folder / "a.history"


def use_small(patch):
    sets = {"train": SMALL, "test": SMALL_TEST}
    patch.setattr(command_line, "mnist", lambda split, folder: sets[split])


def run(*arguments, epochs=EPOCHS):
    return CliRunner().invoke(command_line.main, [
        "train", "--hidden", str(HIDDEN), "--seed", str(SEED), "--epochs",
        str(epochs), *map(str, arguments)])


def assert_same(one, other):
    for name in NAMES:
        assert getattr(one, name).dtype == getattr(other, name).dtype, name
        np.testing.assert_array_equal(getattr(one, name),
                                      getattr(other, name))
    assert one.about == other.about


def networks():
    """(images seen, network) after every image, by training's own loop."""
    network = DigitNetwork(hidden=HIDDEN, seed=SEED)
    yield 0, network
    for epoch in range(1, EPOCHS + 1):
        for learnt in training.learning(network, *SMALL, seed=SEED,
                                        epoch=epoch):
            yield (epoch - 1) * len(SMALL[0]) + learnt, network


def test_each_checkpoint_is_the_network_at_that_moment(small):
    history = History.load(small)
    assert tuple(history.seen) == SEEN
    at = 0
    for seen, network in networks():
        if seen != history.seen[min(at, len(history) - 1)]:
            continue
        for name in ("input_to_hidden_weights", "hidden_biases",
                     "hidden_to_output_weights", "output_biases"):
            kept = getattr(history, name)[..., at]
            np.testing.assert_array_equal(
                kept, getattr(network, name).reshape(kept.shape).astype("f4"))
        assert history.accuracies[at] == training.accuracy(
            network, *SMALL_TEST)
        for picture, name in enumerate(READ_AS):
            image = digits.drawn_digit(name)
            np.testing.assert_allclose(history.outputs[picture, :, at],
                                       network.forward(image)[1][:, 0],
                                       rtol=1e-12)
            assert history.read[picture, at] == network.detect(image)
        at += 1
    assert at == len(history)


def test_what_is_known_about_it(small):
    history, about = History.load(small), History.load(small).about
    assert about.command == (f"python -m network train --epochs {EPOCHS} "
                             f"--hidden {HIDDEN} --seed {SEED}")
    assert (about.images, about.test_images) == (60, 20)
    assert about.start == training.RANDOM_START
    lines = about.text.splitlines()[about.first_line - 1:about.last_line]
    assert lines[0].startswith("def learning(")
    assert lines[-1] == "        yield learnt"
    assert history.functions["learning"].file in history.sources
    np.testing.assert_array_equal(history.labels, range(10))
    np.testing.assert_array_equal(history.pictures[7] / 255,
                                  digits.picture(digits.drawn_digit("7")))


@pytest.mark.parametrize("low, high, count", [
    (0, 0, 1), (1, 9, 4), (10, 99, 8), (100, 999, 8), (1000, 9999, 8),
    (10_000, 60_000, 7), (100_000, 999_999, 8)])
def test_checkpoints_are_closer_at_first(low, high, count):
    taken = [seen for seen in range(low, high + 1) if is_checkpoint(seen)]
    assert len(taken) == count


def test_a_training_without_a_history_is_the_same(small, tmp_path,
                                                  monkeypatch):
    use_small(monkeypatch)
    run("--out", tmp_path / "w")
    for name in ("hidden_biases", "input_to_hidden_weights"):
        assert (tmp_path / "w" / f"{name}.npy").read_bytes() \
            == (small.parent / "w" / f"{name}.npy").read_bytes()


def test_saved_and_loaded(small, tmp_path):
    history = History.load(small)
    history.save(tmp_path / "b.history")
    assert_same(History.load(tmp_path / "b.history"), history)
    assert [path.name for path in tmp_path.iterdir()] == ["b.history"]
    with np.load(tmp_path / "b.history", allow_pickle=False) as arrays:
        assert arrays["seen"][-1] == 120  # any program can read it
    assert not history.seen.flags.writeable


def test_a_history_goes_on_where_weights_were_found(tmp_path, monkeypatch):
    use_small(monkeypatch)
    found = DigitNetwork(hidden=HIDDEN, seed=99)
    found.save(tmp_path / "w")
    assert run("--out", tmp_path / "w", "--history",
               tmp_path / "a.history").exit_code == 0
    history = History.load(tmp_path / "a.history")
    assert history.about.start == training.FOUND_START
    np.testing.assert_array_equal(
        history.input_to_hidden_weights[..., 0],
        found.input_to_hidden_weights.astype("f4"))


@pytest.mark.parametrize("prepare, message", [
    (lambda folder: run("--out", folder / "w", epochs=1),
     "got weights after epoch 1; choose another folder"),
    (lambda folder: (folder / "a.history").write_text("my thesis"),
     "a history to replace, got another file"),
    (lambda folder: np.savez(folder / "a.npz", x=1)
     or (folder / "a.npz").rename(folder / "a.history"),
     "a history to replace, got another file"),
    (lambda folder: np.save(folder / "a.npy", 1)
     or (folder / "a.npy").rename(folder / "a.history"),
     "a history to replace, got another file"),
])
def test_refused_before_the_training(tmp_path, monkeypatch, prepare, message):
    use_small(monkeypatch)
    prepare(tmp_path)
    before = sorted((path.name, path.stat().st_size)
                    for path in tmp_path.rglob("*"))
    result = run("--out", tmp_path / "w", "--history", tmp_path / "a.history")
    assert result.exit_code == 1 and message in result.stderr
    assert before == sorted((path.name, path.stat().st_size)
                            for path in tmp_path.rglob("*"))


def test_refused_places(tmp_path):
    with pytest.raises(HistoryError, match="a folder to write"):
        check_replaceable(tmp_path / "nowhere" / "a.history")
    record = training.TrainingRecord("", MOST_HIDDEN + 1, 0, 60, 0, (), "")
    with pytest.raises(TrainingError, match="at most 1,000 hidden"):
        HistoryRecorder(record, SMALL_TEST)


def test_a_write_that_fails_leaves_the_old_one(small, tmp_path, monkeypatch):
    path = tmp_path / "a.history"
    path.write_bytes(small.read_bytes())

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(HistoryError, match="No space left"):
        History.load(small).save(path)
    assert [one.name for one in tmp_path.iterdir()] == ["a.history"]
    assert path.read_bytes() == small.read_bytes()


class Harmful:
    """Unpickling this would run a command."""

    def __reduce__(self):
        return (exec, ("raise SystemExit('unpickled')",))


def rewritten(path, **changes):
    """Write a history's file anew with other arrays, as a program might."""
    with np.load(path, allow_pickle=False) as arrays:
        kept = {**arrays, **changes}
    np.savez_compressed(path.with_suffix(".npz"), **{
        name: array for name, array in kept.items() if array is not None})
    path.with_suffix(".npz").replace(path)


def resealed(path, **changes):
    """The same with a checksum that is right."""
    from network.history import _digest
    with np.load(path, allow_pickle=False) as arrays:
        kept = {**arrays, **changes}
    kept.pop("digest")
    rewritten(path, **changes, digest=np.array(_digest(kept)))


def about(path, **changes):
    with np.load(path, allow_pickle=False) as arrays:
        told = json.loads(str(arrays["about"]))
    return np.array(json.dumps({**told, **changes}))


REFUSED = {
    "missing": (lambda path: path.unlink(), "does not exist"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "no history"),
    "empty": (lambda path: path.write_bytes(b""), "no history"),
    "text": (lambda path: path.write_text("weights"), "no history"),
    "cut short": (lambda path: path.write_bytes(path.read_bytes()[:-900]),
                  "no history"),
    "other arrays": (lambda path: rewritten(path, more=np.zeros(3)),
                     "other arrays"),
    "too few": (lambda path: rewritten(path, labels=None), "other arrays"),
    "another checkpoint": (
        lambda path: rewritten(path, accuracies=np.zeros(15)),
        "not what was written"),
    "pickled": (lambda path: rewritten(
        path, labels=np.array([Harmful()] * 10)), "is damaged"),
    "newer": (lambda path: resealed(path, about=about(path, format=2)),
              "history format 2: expected 1; update matreel"),
    "no text": (lambda path: resealed(path, about=np.array("{")), "damaged"),
    "other text": (lambda path: resealed(path, about=about(
        path, about={"seed": 1})), "is damaged"),
    "cells of another kind": (lambda path: resealed(
        path, labels=np.arange(10.0)), "labels as int64"),
    "another shape": (lambda path: resealed(
        path, hidden_biases=np.zeros((3, 15), "f4")), "expected"),
    "no checkpoints": (lambda path: resealed(
        path, seen=np.zeros(0, int)), "expected"),
    "counts that fall": (lambda path: resealed(
        path, seen=np.array(SEEN)[::-1].copy()), "rise from 0"),
    "not a number": (lambda path: resealed(
        path, accuracies=np.full(15, np.nan)), "finite"),
    "more than all": (lambda path: resealed(
        path, accuracies=np.full(15, 1.5)), "accuracies in 0..1"),
    "no digit": (lambda path: resealed(
        path, labels=np.arange(1, 11)), "labels 0..9"),
}


@pytest.mark.parametrize("damage, message", REFUSED.values(),
                         ids=REFUSED.keys())
def test_refused_to_load(small, tmp_path, damage, message):
    path = tmp_path / "a.history"
    path.write_bytes(small.read_bytes())
    damage(path)
    with pytest.raises(HistoryError, match=message) as caught:
        History.load(path)
    assert str(path) in str(caught.value)


def test_a_bomb_is_not_unpacked(small, tmp_path):
    path = tmp_path / "a.history"
    with zipfile.ZipFile(small) as archive, \
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
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


def test_any_damaged_byte_is_found_or_does_not_matter(small, tmp_path):
    data, history = small.read_bytes(), History.load(small)
    path, found = tmp_path / "a.history", 0
    random = np.random.default_rng(0)
    places = {*range(0, 120), *range(len(data) - 700, len(data), 5),
              *random.integers(0, len(data), 200).tolist()}
    for place in sorted(places):
        damaged = bytearray(data)
        damaged[place] ^= 1 << int(random.integers(8))
        path.write_bytes(damaged)
        try:
            assert_same(History.load(path), history)
        except HistoryError:
            found += 1
    assert found > 200


def test_arrays_that_do_not_fit_are_refused(small):
    history = History.load(small)
    with pytest.raises(HistoryError, match="expected outputs"):
        replace(history, outputs=history.outputs[..., 1:])


def test_the_committed_history():
    history = History.load(DEFAULT_HISTORY)
    assert DEFAULT_HISTORY.stat().st_size < 1_500_000
    assert history.hidden == 20 and history.about.images == 60_000
    assert (history.seen[0], history.seen[-1]) == (0, 60_000)
    right = (history.read == history.labels[:, None]).sum(axis=0)
    assert right[0] == 0 and right[-1] == 10
    assert history.accuracies[0] < 0.12 and history.accuracies[-1] > 0.91
    for name, picture in zip(READ_AS, history.pictures):
        np.testing.assert_array_equal(
            picture / 255, digits.picture(digits.drawn_digit(name)))
    readme = (DEFAULT_HISTORY.parent / "README.md").read_text("utf-8")
    assert history.about.command in readme
    for share in history.accuracies[np.isin(
            history.seen, [0, 10, 100, 1000, 10_000, 60_000])]:
        assert f"{100 * share:.2f} %" in readme


def network_at(history, checkpoint):
    network = DigitNetwork(hidden=history.hidden)
    for name in ("input_to_hidden_weights", "hidden_biases",
                 "hidden_to_output_weights", "output_biases"):
        array = getattr(history, name)[..., checkpoint].astype(float)
        setattr(network, name,
                array[:, None] if name.endswith("biases") else array)
    return network


def test_its_outputs_are_those_of_its_weights():
    history = History.load(DEFAULT_HISTORY)
    columns = history.pictures.reshape(10, 784).T / 255
    for at in range(len(history)):
        np.testing.assert_allclose(
            network_at(history, at).forward(columns)[1].T,
            history.outputs[..., at], atol=3e-6)


def test_its_accuracies_are_those_of_its_weights(mnist_test):
    history = History.load(DEFAULT_HISTORY)
    images, labels = mnist_test
    columns = images.reshape(10_000, 784).T / 255
    for at in (0, 12, 24, len(history) - 1):
        read = network_at(history, at).forward(columns)[1].argmax(axis=0)
        # Of float32 weights an image or two may be read otherwise.
        assert abs(np.mean(read == labels) - history.accuracies[at]) <= 2e-4


def test_the_start_is_that_of_the_seed():
    history = History.load(DEFAULT_HISTORY)
    start = DigitNetwork(hidden=20, seed=history.about.seed)
    np.testing.assert_array_equal(
        history.input_to_hidden_weights[..., 0],
        start.input_to_hidden_weights.astype("f4"))
