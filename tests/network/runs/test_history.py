"""The history of a training: what is taken, and when it is refused."""

import numpy as np
import pytest

from network.cli import commands as command_line
from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.runs import trainer as training
from network.runs.history import MOST_HIDDEN, History, HistoryError, check_replaceable
from network.runs.history_recorder import HistoryRecorder, is_checkpoint
from network.runs.trainer import TrainingError
from scenes.training import training_steps
from tests.small_history import EPOCHS, HIDDEN, SEED, SEEN, run, use_small
from tests.small_training import SMALL, SMALL_TEST

READ_AS = [str(digit) for digit in range(10)]


def networks():
    """(images seen, network) after every image, by training's own loop."""
    network = DigitNetwork(hidden=HIDDEN, seed=SEED)
    yield 0, network
    for epoch in range(1, EPOCHS + 1):
        for learnt in training.learning(network, *SMALL, seed=SEED, epoch=epoch):
            yield (epoch - 1) * len(SMALL[0]) + learnt, network


def test_each_checkpoint_is_the_network_at_that_moment(small_history):
    history = History.load(small_history)
    assert tuple(history.seen) == SEEN
    at = 0
    for seen, network in networks():
        if seen != history.seen[min(at, len(history) - 1)]:
            continue
        for name in (
            "input_to_hidden_weights",
            "hidden_biases",
            "hidden_to_output_weights",
            "output_biases",
        ):
            kept = getattr(history, name)[..., at]
            np.testing.assert_array_equal(
                kept, getattr(network, name).reshape(kept.shape).astype("f4")
            )
        read = [network.detect(digits.column(image)) for image in SMALL_TEST[0]]
        assert history.accuracies[at] == np.mean(read == SMALL_TEST[1])
        for picture, name in enumerate(READ_AS):
            image = digits.drawn_digit(name)
            np.testing.assert_allclose(
                history.outputs[picture, :, at],
                network.forward(image)[1][:, 0],
                rtol=1e-12,
            )
            assert history.read[picture, at] == network.detect(image)
        at += 1
    assert at == len(history)


def test_the_images_learnt_last_are_those_that_the_weights_show(small_history):
    """After one image a hidden neuron's weights have changed by it alone."""
    history = History.load(small_history)
    assert history.learnt.shape == (len(SEEN) - 1, 28, 28)
    singly = [at for at in range(1, len(SEEN)) if SEEN[at] - SEEN[at - 1] == 1]
    assert len(singly) == 3
    for at in singly:
        weights = history.input_to_hidden_weights.astype(float)
        change = weights[..., at] - weights[..., at - 1]
        image = history.learnt[at - 1].ravel() / 255
        for row in change:
            share = row @ image / (image @ image)
            np.testing.assert_allclose(row, share * image, atol=1e-7)


def test_what_is_known_about_it(small_history):
    history = History.load(small_history)
    about = history.about
    assert about.command == (
        f"python -m network train --epochs {EPOCHS} --hidden {HIDDEN} --seed {SEED}"
    )
    assert (about.images, about.test_images) == (60, 20)
    assert about.start == training.RANDOM_START
    lines = about.text.splitlines()[about.first_line - 1 : about.last_line]
    assert lines[0].startswith("def learning(")
    assert lines[-1] == "        yield learnt"
    assert history.functions["learning"].file in history.sources
    np.testing.assert_array_equal(history.labels, range(10))
    np.testing.assert_array_equal(
        history.pictures[7] / 255, digits.picture(digits.drawn_digit("7"))
    )


@pytest.mark.parametrize(
    "low, high, count",
    [
        (0, 0, 1),
        (1, 9, 4),
        (10, 99, 8),
        (100, 999, 8),
        (1000, 9999, 8),
        (10_000, 60_000, 7),
        (100_000, 999_999, 8),
    ],
)
def test_checkpoints_are_closer_at_first(low, high, count):
    taken = [seen for seen in range(low, high + 1) if is_checkpoint(seen)]
    assert len(taken) == count


def test_a_training_without_a_history_is_the_same(small_history, tmp_path, monkeypatch):
    use_small(monkeypatch)
    run("--out", tmp_path / "w")
    for name in ("hidden_biases", "input_to_hidden_weights"):
        assert (tmp_path / "w" / f"{name}.npy").read_bytes() == (
            small_history.parent / "w" / f"{name}.npy"
        ).read_bytes()


def test_a_history_goes_on_where_weights_were_found(tmp_path, monkeypatch):
    use_small(monkeypatch)
    found = DigitNetwork(hidden=HIDDEN, seed=99)
    found.save(tmp_path / "w")
    assert (
        run("--out", tmp_path / "w", "--history", tmp_path / "a.history").exit_code == 0
    )
    history = History.load(tmp_path / "a.history")
    assert history.about.start == training.FOUND_START
    np.testing.assert_array_equal(
        history.input_to_hidden_weights[..., 0],
        found.input_to_hidden_weights.astype("f4"),
    )


@pytest.mark.parametrize(
    "prepare, message",
    [
        (
            lambda folder: run("--out", folder / "w", epochs=1),
            "got weights after epoch 1; choose another folder",
        ),
        (
            lambda folder: (folder / "a.history").write_text("my thesis"),
            "a history to replace, got another file",
        ),
        (
            lambda folder: (
                np.savez(folder / "a.npz", x=1)
                or (folder / "a.npz").rename(folder / "a.history")
            ),
            "a history to replace, got another file",
        ),
        (
            lambda folder: (
                np.save(folder / "a.npy", 1)
                or (folder / "a.npy").rename(folder / "a.history")
            ),
            "a history to replace, got another file",
        ),
    ],
)
def test_refused_before_the_training(tmp_path, monkeypatch, prepare, message):
    use_small(monkeypatch)
    prepare(tmp_path)
    before = sorted((path.name, path.stat().st_size) for path in tmp_path.rglob("*"))
    result = run("--out", tmp_path / "w", "--history", tmp_path / "a.history")
    assert result.exit_code == 1 and message in result.stderr
    assert before == sorted(
        (path.name, path.stat().st_size) for path in tmp_path.rglob("*")
    )


@pytest.mark.parametrize(
    "options, message",
    [
        (["--history", "w/a.history"], "expected a place outside of w"),
        (["--history", "./w/../w/in/a.history"], "expected a place outside of w"),
        (["--history", "w"], "expected a place outside of w"),
        (["--history", "link/a.history"], "expected a place outside of w"),
        (
            ["--history", "a.history", "--hidden", MOST_HIDDEN + 1],
            f"expected at most {MOST_HIDDEN} hidden neurons",
        ),
        (["--history", "nowhere/a.history"], "expected a folder to write"),
    ],
)
@pytest.mark.parametrize("is_there", [False, True])
def test_refused_before_mnist_is_read(
    tmp_path, monkeypatch, options, message, is_there
):
    use_small(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to("w")
    if is_there and options[1] != "w":
        DigitNetwork(hidden=HIDDEN).save("w")
    monkeypatch.setattr(command_line, "mnist", None)
    result = run("--out", "w", *options)
    assert result.exit_code == 1 and message in result.stderr
    assert not list(tmp_path.rglob("*.history"))


def test_the_largest_history_is_one_that_the_film_takes(tmp_path, monkeypatch):
    use_small(monkeypatch)
    monkeypatch.chdir(tmp_path)
    options = ("--out", "w", "--hidden", MOST_HIDDEN, "--history", "w.history")
    for epochs in (1, 2):
        shown = run(*options, epochs=epochs)
        assert shown.exit_code == (0 if epochs == 1 else 1)
    assert "after epoch 1; choose another folder" in shown.stderr
    assert training_steps(History.load("w.history"))
    assert f"at most {MOST_HIDDEN}" in " ".join(run("--help").output.split())


def test_refused_places(tmp_path):
    with pytest.raises(HistoryError, match="a folder to write"):
        check_replaceable(tmp_path / "nowhere" / "a.history")
    for name in ("a" * 300, "a" * 300 + "/a.history"):
        with pytest.raises(HistoryError, match="choose another name|make it"):
            check_replaceable(tmp_path / name)
    record = training.TrainingRecord("", MOST_HIDDEN + 1, 0, 60, 0, (), "")
    with pytest.raises(TrainingError, match="at most 64 hidden"):
        HistoryRecorder(record, SMALL_TEST)
