"""The commands of python -m network."""

import sys
from pathlib import Path

import click
from tqdm import tqdm

from network.cli import trace_commands
from network.cli.record_command import record
from network.cli.version import version_option
from network.cli.workbook_command import workbook
from network.digits import weight_files
from network.digits.mnist_files import MnistError, is_mnist, mnist
from network.runs import trainer as training
from network.runs.history import MOST_HIDDEN, HistoryError, check_replaceable
from network.runs.history_recorder import HistoryRecorder, check_hidden


@click.group()
@version_option
def network():
    """Plain NumPy networks: train them, and record what they compute."""


@network.command()
@click.option(
    "--epochs",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many in all, done ones included.",
)
@click.option(
    "--hidden",
    type=click.IntRange(1, weight_files.MAX_HIDDEN),
    default=20,
    show_default=True,
    help="Number of hidden neurons.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Of the weights and the image order.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    required=True,
    help="Folder for the weights; training goes on from its own.",
)
@click.option(
    "--mnist-folder",
    type=click.Path(exists=True, file_okay=False),
    help="Folder of the four MNIST files; else the one that "
    "MATREEL_MNIST names, else they are downloaded.",
)
@click.option(
    "--history",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write how the weights changed, for scenes/training.py; "
    "the training has to be a new one, of at most "
    f"{MOST_HIDDEN} hidden neurons.",
)
def train(epochs, hidden, seed, out, mnist_folder, history):
    """Train on the 60,000 images of MNIST, one at a time.

    The weights are written after each epoch. Ctrl-C keeps the last whole
    one, and the same command goes on from it.
    """
    try:
        if history:
            _check_history(history, out, hidden)
        _train(
            out,
            mnist("train", mnist_folder),
            mnist("test", mnist_folder),
            history,
            epochs=epochs,
            hidden=hidden,
            seed=seed,
        )
    except (
        MnistError,
        HistoryError,
        training.TrainingError,
        weight_files.WeightsError,
    ) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo(f"stopped: {_kept(out)}", err=True)
        sys.exit(130)  # what a shell expects of a program that Ctrl-C ended


def _check_history(path, out, hidden):
    """Refuse a history that could not be kept, before anything is read."""
    folder = Path(out).resolve()
    if Path(path).resolve().is_relative_to(folder):
        raise HistoryError(
            f"{path}: expected a place outside of {out}, which holds weights "
            "alone since it is replaced whole; choose another folder for it"
        )
    check_replaceable(path)
    check_hidden(hidden)


def _train(out, training_set, test_set, history, *, epochs, hidden, seed):
    """Train, and tell each epoch's accuracy; a bar shows the images go by."""
    train_count, test_count = len(training_set[0]), len(test_set[0])
    recorder = None
    if history:
        _, record = training.begin(out, hidden=hidden, seed=seed, images=train_count)
        recorder = HistoryRecorder(record, test_set, training_set)

    def watch(steps, epoch, network):
        if recorder:
            steps = recorder.watch(steps, epoch, network)
        return tqdm(
            steps,
            desc=f"epoch {epoch}",
            total=train_count,
            unit=" images",
            leave=False,
            disable=None,
        )

    others = [
        split
        for split, (images, labels) in (("train", training_set), ("test", test_set))
        if not is_mnist(split, images, labels)
    ]
    if others:
        told = " and ".join(others)
        click.echo(f"not MNIST: the images and labels of {told}", err=True)
    record = None
    for record in training.train(
        out,
        training_set,
        test_set,
        epochs=epochs,
        hidden=hidden,
        seed=seed,
        watch=watch,
    ):
        if recorder:
            recorder.history().save(history)
        click.echo(
            f"epoch {record.epochs}: {record.accuracies[-1]:.2%} "
            f"of {test_count:,} test images"
        )
    if record is None:
        click.echo(f"nothing to do: {_kept(out)}")


def _kept(out):
    """Say what the folder holds."""
    if not weight_files.present(out):
        return f"no epoch was whole, {out} was not written"
    try:
        record = training.read_record(out)
    except (training.TrainingError, weight_files.WeightsError):
        record = None  # damaged before: nothing was trained from it
    if record is None:
        return f"no epoch was whole, {out} holds the weights it held before"
    return f"{out} holds the weights after epoch {record.epochs}"


for command in (
    trace_commands.trace,
    trace_commands.show,
    trace_commands.verify,
    record,
    workbook,
):
    network.add_command(command)
