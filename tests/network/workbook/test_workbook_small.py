"""Train and Xor, recalculated, against a plain loop of Python's own floats."""

import math

import numpy as np
import pytest

from network.workbook.areas import Area
from network.workbook.book import Book
from network.workbook.small_places import SmallPlaces
from network.workbook.small_sheets import write_small_trainings
from network.workbook.small_training import TRAIN, XOR
from tests.spreadsheets import Job


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    path = tmp_path_factory.mktemp("places") / "a.xlsx"
    with Book(path) as book:
        book.add_sheets(["Train", "Xor"])
        found = {task.sheet: SmallPlaces(book, task) for task in (TRAIN, XOR)}
        write_small_trainings(book)
    return found


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def losses(images, targets, parameters, rate, steps):
    """The loss before each step, weight by weight."""
    w, b, v, c = (np.array(array).tolist() for array in parameters)
    hidden, outputs, found = len(b), len(c), []
    for step in range(steps):
        x, t = images[step % len(images)], targets[step % len(images)]
        h = [sigmoid(sum(i * j for i, j in zip(x, w[k])) + b[k]) for k in range(hidden)]
        y = [
            sigmoid(sum(i * j for i, j in zip(h, v[o])) + c[o]) for o in range(outputs)
        ]
        found.append(-sum(math.log(p if t[o] else 1 - p) for o, p in enumerate(y)))
        d = [p - q for p, q in zip(y, t)]
        for o in range(outputs):
            for k in range(hidden):
                v[o][k] -= rate * d[o] * h[k]
            c[o] -= rate * d[o]
        for k in range(hidden):
            e = sum(v[o][k] * d[o] for o in range(outputs)) * h[k] * (1 - h[k])
            for i in range(len(x)):
                w[k][i] -= rate * e * x[i]
            b[k] -= rate * e
    return found


@pytest.mark.parametrize("task", [TRAIN, XOR], ids=lambda task: task.sheet)
def test_the_curve_follows_an_image_a_weight_and_the_rate(
    office, wrong_book, places, task
):
    place = places[task.sheet]
    curve = Area(task.sheet, place.top, place.loss, task.steps)
    images = task.examples.tolist()
    start = [array.tolist() for array in task.start()]
    job = Job(wrong_book)
    job.read(curve)
    first = Area(task.sheet, place.pictures[0].top, place.pictures[0].left)
    job.set(first, [0.25])
    job.read(curve)
    job.set(Area(task.sheet, place.top, place.w), [-1.5])
    job.read(curve)
    job.set(place.rate, [2])
    job.read(curve)
    read, _ = office.run(job)
    targets, rate = task.expected.tolist(), task.rate
    expected = [losses(images, targets, start, rate, task.steps)]
    images[0][0] = 0.25
    expected.append(losses(images, targets, start, rate, task.steps))
    start[0][0][0] = -1.5
    expected.append(losses(images, targets, start, rate, task.steps))
    expected.append(losses(images, targets, start, 2, task.steps))
    for came, right in zip(read, expected, strict=True):
        np.testing.assert_allclose(came.ravel(), right, rtol=1e-6, atol=1e-9)
    assert all(np.abs(one - read[0]).max() > 1e-3 for one in read[1:])


@pytest.mark.parametrize("task", [TRAIN, XOR], ids=lambda task: task.sheet)
def test_it_learns_what_it_should(office, wrong_book, places, task):
    place = places[task.sheet]
    job = Job(wrong_book)
    job.read(Area(task.sheet, place.rate.top, 5))
    job.read(Area(task.sheet, place.top, place.mean, task.steps))
    job.set(place.rate, [0])
    job.read(Area(task.sheet, place.rate.top, 5))
    (right, means, without), _ = office.run(job)
    curve = means[~np.isnan(means)]
    assert len(curve) == task.rounds
    assert curve[-1] < curve[0] / 3 and right == len(task.examples) and without < right
