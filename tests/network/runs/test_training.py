"""Training: what an epoch brings, stopping and going on, the command line."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from network.cli import commands as command_line
from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.digits import weight_files
from network.digits.weight_files import NAMES, WeightsError
from network.runs import trainer as training
from network.runs.trainer import TrainingError, train
from tests.in_time import PATIENCE_SECS
from tests.small_training import SMALL, SMALL_TEST

REPOSITORY = Path(__file__).parents[3]
WEIGHTS = REPOSITORY / "network" / "digits" / "weights"


def train_small(folder, epochs, **options):
    options = {"hidden": 4, "seed": 1} | options
    return list(train(folder, SMALL, SMALL_TEST, epochs=epochs, **options))


def assert_same_weights(folder, other):
    came, expected = weight_files.load(folder), weight_files.load(other)
    for name in NAMES:
        assert came[name].tobytes() == expected[name].tobytes(), name


def test_one_epoch_reads_nine_of_ten_test_images(tmp_path, mnist_train, mnist_test):
    records = list(train(tmp_path / "w", mnist_train, mnist_test, epochs=1))
    assert records[-1].accuracies[0] >= 0.90
    network = DigitNetwork.load(tmp_path / "w")
    images, labels = mnist_test
    columns = images.reshape(10_000, 784).T / 255  # all at once, as a matrix
    read = network.forward(columns)[1].argmax(axis=0)
    assert np.mean(read == labels) == records[-1].accuracies[0]


@pytest.mark.parametrize("hidden", [20, 30])
def test_the_committed_weights_do_what_their_note_says(mnist_test, hidden):
    folder = WEIGHTS / f"784-{hidden}-10"
    record = training.read_record(folder)
    network = DigitNetwork.load(folder)
    assert network.hidden_biases.shape == (record.hidden, 1) == (hidden, 1)
    assert record.start == training.RANDOM_START
    images, labels = mnist_test
    accuracy = training.accuracy(network, digits.columns(images), labels)
    assert accuracy == record.accuracies[-1]
    # Images one by one are read alike.
    read = [network.detect(digits.column(image)) for image in images]
    assert np.mean(read == labels) == accuracy
    note = (folder / "README.md").read_text("utf-8")
    assert record.command in note
    assert f"{accuracy * 100:.2f} %" in note


@pytest.mark.parametrize("stops", [[1, 4], [1, 2, 3, 4], [3, 3, 2, 4]])
def test_resumed_training_ends_in_the_same_bits(tmp_path, stops):
    whole = train_small(tmp_path / "whole", 4)
    resumed = [
        record
        for epochs in stops
        for record in train_small(tmp_path / "resumed", epochs)
    ]
    assert_same_weights(tmp_path / "resumed", tmp_path / "whole")
    assert resumed == whole
    assert [record.epochs for record in resumed] == [1, 2, 3, 4]


def test_an_epoch_shows_each_image_once_in_an_order_of_its_own(monkeypatch):
    learnt = []
    monkeypatch.setattr(
        DigitNetwork,
        "learn",
        lambda self, image, expected: learnt.append((image.sum(), expected.argmax())),
    )
    orders = []
    for seed, epoch in [(0, 1), (0, 2), (1, 1), (0, 1)]:
        learnt.clear()
        steps = list(training.learning(DigitNetwork(), *SMALL, seed=seed, epoch=epoch))
        assert steps == list(range(1, 61))
        orders.append(list(learnt))
    pairs = [(image.sum() / 255, label) for image, label in zip(*SMALL)]
    for order in orders:
        np.testing.assert_allclose(sorted(order), sorted(pairs))
    assert orders[0] == orders[3]
    assert orders[0] != orders[1] != orders[2] != orders[0]


def test_training_learns_one_image_at_a_time(tmp_path):
    """An epoch is the network's own learn(), image after image."""
    train_small(tmp_path / "w", 1)
    network = DigitNetwork(hidden=4, seed=1)
    images, labels = SMALL
    for i in np.random.default_rng([1, 1]).permutation(60):
        network.learn(images[i].reshape(784, 1) / 255, np.eye(10)[:, [labels[i]]])
    network.save(tmp_path / "expected")
    assert_same_weights(tmp_path / "w", tmp_path / "expected")


def test_the_record_says_how_the_weights_were_made(tmp_path):
    train_small(tmp_path / "w", 2)
    came = json.loads((tmp_path / "w" / "training.json").read_text())
    accuracies = came.pop("accuracies")
    assert came == {
        "command": "python -m network train --epochs 2 --hidden 4 --seed 1",
        "start": training.RANDOM_START,
        "hidden": 4,
        "seed": 1,
        "images": 60,
        "epochs": 2,
        "numpy": np.__version__,
    }
    network = DigitNetwork.load(tmp_path / "w")
    assert len(accuracies) == 2
    images, labels = SMALL_TEST
    assert accuracies[-1] == training.accuracy(network, digits.columns(images), labels)


def test_weights_that_are_found_are_where_training_begins(tmp_path):
    DigitNetwork(hidden=4, seed=99).save(tmp_path / "w")
    (record,) = train_small(tmp_path / "w", 1)
    assert record.start == training.FOUND_START and record.epochs == 1
    network = DigitNetwork(hidden=4, seed=99)
    for _ in training.learning(network, *SMALL, seed=1, epoch=1):
        pass
    network.save(tmp_path / "expected")
    assert_same_weights(tmp_path / "w", tmp_path / "expected")


def test_a_watcher_sees_each_step(tmp_path):
    seen = []

    def watch(steps, epoch, network):
        for learnt in steps:
            seen.append((epoch, learnt, network.output_biases.sum()))
            yield learnt

    train_small(tmp_path / "w", 2, watch=watch)
    assert [step[:2] for step in seen] == [
        (epoch, learnt) for epoch in (1, 2) for learnt in range(1, 61)
    ]
    assert len({biases for _, _, biases in seen}) == 120  # all of them differ
    assert seen[-1][2] == DigitNetwork.load(tmp_path / "w").output_biases.sum()


def edited(**changes):
    def edit(folder):
        path = folder / "training.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | changes))

    return edit


def written(text):
    return lambda folder: (folder / "training.json").write_text(text)


def untouched(folder):
    pass


CANNOT_GO_ON = {
    "other hidden size": (
        untouched,
        {"hidden": 5},
        TrainingError,
        "weights of 5 hidden neurons, got weights of 4",
    ),
    "other seed": (
        untouched,
        {"seed": 2},
        TrainingError,
        "weights of 2 as its seed, got weights of 1",
    ),
    "other images": (
        edited(images=7),
        {},
        TrainingError,
        "60 images to an epoch, got weights of 7",
    ),
    "found, of other size": (
        lambda folder: (folder / "training.json").unlink(),
        {"hidden": 5},
        TrainingError,
        "weights of 5 hidden neurons, got weights of 4",
    ),
    "no JSON": (written("{"), {}, TrainingError, "record of a training"),
    "other JSON": (written("[1, 2]"), {}, TrainingError, "record of a"),
    "other fields": (written('{"epoch": 1}'), {}, TrainingError, "record of"),
    "epochs without accuracies": (
        edited(epochs=5),
        {},
        TrainingError,
        "not one accuracy to an epoch",
    ),
    "epochs in words": (
        edited(epochs="one"),
        {},
        TrainingError,
        "epochs is not a whole number",
    ),
    "weights missing": (
        lambda folder: (folder / "output_biases.npy").unlink(),
        {},
        WeightsError,
        "found none",
    ),
    "other things": (
        lambda folder: (folder / "thesis.txt").write_text(""),
        {},
        WeightsError,
        "got thesis.txt in it",
    ),
}


@pytest.mark.parametrize(
    "change, options, error, message", CANNOT_GO_ON.values(), ids=CANNOT_GO_ON.keys()
)
def test_refused_to_go_on(tmp_path, change, options, error, message):
    folder = tmp_path / "w"
    train_small(folder, 1)
    change(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(error, match=message) as caught:
        train_small(folder, 2, **options)
    assert str(folder) in str(caught.value)
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def small_mnist(monkeypatch):
    """The command line with a small MNIST."""
    sets = {"train": SMALL, "test": SMALL_TEST}
    monkeypatch.setattr(command_line, "mnist", lambda split, folder: sets[split])


def run(*arguments):
    return CliRunner().invoke(command_line.network, [*map(str, arguments)])


def test_the_command_trains_and_goes_on(tmp_path, small_mnist):
    options = ("train", "--hidden", 4, "--seed", 1, "--out", tmp_path / "w")
    first = run(*options, "--epochs", 1)
    second = run(*options, "--epochs", 2)
    third = run(*options, "--epochs", 2)
    assert (first.exit_code, second.exit_code, third.exit_code) == (0, 0, 0)
    train_small(tmp_path / "whole", 2)
    assert_same_weights(tmp_path / "w", tmp_path / "whole")
    accuracies = training.read_record(tmp_path / "w").accuracies
    assert first.stdout == f"epoch 1: {accuracies[0]:.2%} of 20 test images\n"
    assert second.stdout == f"epoch 2: {accuracies[1]:.2%} of 20 test images\n"
    assert third.stdout == (
        f"nothing to do: {tmp_path / 'w'} holds the weights after epoch 2\n"
    )


@pytest.mark.parametrize(
    "arguments, exit_code, message",
    [
        (["--hidden", 5], 1, "got weights of 4 hidden neurons"),
        (["--epochs", 0], 2, "'--epochs': 0 is not in the range"),
        (["--hidden", 0], 2, "'--hidden': 0 is not in the range"),
        (["--seed", -1], 2, "'--seed': -1 is not in the range"),
        (["--mnist-folder", "nowhere"], 2, "'nowhere' does not exist"),
        (["--mnist", "test:123"], 2, "--mnist-folder"),
    ],
)
def test_the_command_refuses(tmp_path, small_mnist, arguments, exit_code, message):
    train_small(tmp_path / "w", 1)
    result = run(
        "train",
        "--hidden",
        4,
        "--seed",
        1,
        "--epochs",
        2,
        "--out",
        tmp_path / "w",
        *arguments,
    )
    assert result.exit_code == exit_code and message in result.stderr
    assert "Traceback" not in result.output
    assert training.read_record(tmp_path / "w").epochs == 1


def test_the_command_says_what_is_missing_in_a_folder(tmp_path):
    result = run("train", "--out", tmp_path / "w", "--mnist-folder", tmp_path)
    assert result.exit_code == 1
    assert "expected train-images-idx3-ubyte.gz" in result.stderr


NOT_MNIST = "not MNIST: the images and labels of train and test\n"
TRAIN_FOR_EVER = """
import sys
from network.cli import commands as command_line
from tests.small_training import SMALL, SMALL_TEST
sets = {"train": SMALL, "test": SMALL_TEST}
command_line.mnist = lambda split, folder: sets[split]
command_line.network(["train", "--hidden", "4", "--seed", "1", "--out",
                   sys.argv[1], "--epochs", "100000"])
"""


@pytest.mark.parametrize("epochs_before", [1, 2, 7, 8])
def test_ctrl_c_keeps_the_last_whole_epoch(tmp_path, epochs_before):
    process = subprocess.Popen(
        [sys.executable, "-c", TRAIN_FOR_EVER, str(tmp_path / "w")],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(epochs_before):
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE_SECS)
    assert process.returncode == 130

    record = training.read_record(tmp_path / "w")
    assert record.epochs >= epochs_before
    assert errors == NOT_MNIST + (
        f"stopped: {tmp_path / 'w'} holds the weights after epoch {record.epochs}\n"
    )
    train_small(tmp_path / "whole", record.epochs)
    assert_same_weights(tmp_path / "w", tmp_path / "whole")


@pytest.mark.parametrize(
    "found, message",
    [
        (False, "no epoch was whole, {} was not written"),
        (True, "no epoch was whole, {} holds the weights it held before"),
    ],
)
def test_ctrl_c_in_the_first_epoch(tmp_path, small_mnist, monkeypatch, found, message):
    def interrupted(*_):
        raise KeyboardInterrupt

    folder = tmp_path / "w"
    if found:
        DigitNetwork(hidden=4).save(folder)
    monkeypatch.setattr(DigitNetwork, "learn", interrupted)
    result = run("train", "--hidden", 4, "--out", folder)
    assert result.exit_code == 130
    assert result.stderr == NOT_MNIST + f"stopped: {message.format(folder)}\n"
    assert folder.exists() == found


def test_ctrl_c_before_damage_is_found(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    folder = tmp_path / "w"
    DigitNetwork(hidden=4).save(folder)
    (folder / "training.json").write_text("{")
    monkeypatch.setattr(command_line, "mnist", interrupted)
    result = run("train", "--hidden", 4, "--out", folder)
    assert result.exit_code == 130
    assert result.stderr == (
        f"stopped: no epoch was whole, {folder} holds the weights it held before\n"
    )
