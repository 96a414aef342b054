"""What cannot be made is said in a line; a fault of the code is never hidden
behind one."""

import re

import numpy as np
import pytest
from click.testing import CliRunner

from network.recorder import record
from network.trace import Trace, TraceError
from scenes.cli.publish_command import publish
from scenes.film.replay import FilmScene, ReplayScene
from scenes.publish.productions import production
from scenes.publish.video_joining import join
from scenes.reading.film_error import FilmError
from tests.frames import drawn_at

SAID = [
    FilmError("expected a wheel, got a hub"),
    TraceError("expected a trace, got a wheel"),
]
FAULTS = [
    ValueError("too many values to unpack (expected 2)"),
    TypeError("ufunc 'divide' did not contain a loop"),
    OverflowError("-1 is out of bounds for uint8"),
    IndexError("index 3 is out of bounds"),
]


def scene_that_raises(error):
    """A film whose steps cannot be told."""

    class Wheel(FilmScene):
        shows = Trace

        def record(self):
            return None

        def steps(self, record):
            raise error

    return Wheel


def constructed(scene):
    scene.__new__(scene).construct()


FILM = """
from network.trace import Trace, TraceError
from scenes.reading.film_error import FilmError
from scenes.film.replay import FilmScene, ReplayScene


class Wheel(FilmScene):
    shows = Trace

    def record(self):
        return None

    def steps(self, record):
        raise {error!r}
"""


def published(error, folder):
    """What publish says of the file of a film whose steps cannot be told."""
    (folder / "wheel.py").write_text(FILM.format(error=error))
    return CliRunner().invoke(
        publish,
        [
            str(folder / "wheel.py"),
            "--quiet",
            "--out",
            str(folder / "site"),
            "--cache",
            str(folder / "cache"),
        ],
    )


@pytest.mark.parametrize("error", SAID, ids=repr)
def test_what_cannot_be_made_is_one_line(error, tmp_path):
    with pytest.raises(SystemExit, match=f"^Wheel: {error}$"):
        constructed(scene_that_raises(error))
    done = published(error, tmp_path)
    assert done.exit_code == 1 and done.output == f"Error: {error}\n"


@pytest.mark.parametrize("error", FAULTS, ids=repr)
def test_a_fault_of_the_code_is_told_with_its_place(error, tmp_path):
    with pytest.raises(type(error)) as raised:
        constructed(scene_that_raises(error))
    assert raised.value is error
    told = published(error, tmp_path).output
    assert re.match(r"Error: wheel\.py, line \d+: ", told)
    assert f"{type(error).__name__}: {error}; `matreel render wheel.py -v" in told


def test_a_damaged_segment_is_one_line(tmp_path):
    segment = tmp_path / "1a2b.mp4"
    segment.write_bytes(b"no video" * 99)
    with pytest.raises(FilmError, match=r"1a2b\.mp4, .* publish again$"):
        join([(segment, 6)], tmp_path / "10.mp4", rate=10, chapters=[("one", 0)])


def digits_of_many(weights, image, misread):
    """Answers that are three numbers, not one."""
    for one in (image, misread, misread):
        hidden_pre_sigmoid = weights @ one
        hidden_neurons = hidden_pre_sigmoid * 1
        output_pre_sigmoid = weights @ one
        output_neurons = output_pre_sigmoid * 1
        detected = np.argsort(output_neurons[:3, 0])
        hidden_to_output_weights = weights * 2
    return detected, hidden_neurons, hidden_to_output_weights


def matrices_twice(weights, image, misread):
    """What is compared before and after is no column."""
    output_neurons = weights * 2
    weights -= 1.0
    output_neurons = weights * 2
    return output_neurons


def other_shapes_twice(weights, image, misread):
    output_neurons = image[:10] * 2
    weights -= 1.0
    output_neurons = image[:9] * 2
    return output_neurons


def booleans_twice(weights, image, misread):
    output_neurons = image[:10] > 0
    weights -= 1.0
    output_neurons = image[:10] > 1
    return output_neurons


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def twice_the_sums(weights, image, misread):
    """Nothing that could be biases is added."""
    sums = weights @ image
    both = sums + sums
    hidden = sigmoid(both)
    return hidden


def masked_product(weights, image, misread):
    product = np.matmul(weights, image, out=np.zeros((10, 1)))
    output = np.add(product, 1.0, where=product > 0, out=product)
    return output


def many_answers(weights, image, misread):
    """A network whose answers are a row of one, of odd parts."""
    hidden = sigmoid(weights @ image + np.zeros((10, 1)))
    output = sigmoid(weights[:, :10] @ hidden + np.zeros((10, 1)))
    detected = np.argmax(output, axis=0)
    return detected


def of_nan(weights, image, misread):
    hidden = sigmoid(weights @ image * np.nan + np.zeros((10, 1)))
    output = sigmoid(weights[:, :10] @ hidden + np.zeros((10, 1)))
    return np.argmax(output)


@pytest.mark.broad
@pytest.mark.parametrize(
    "film", ["backprop", "forward", "learning_step", "mistakes", "neurons"]
)
@pytest.mark.parametrize(
    "call",
    [
        digits_of_many,
        matrices_twice,
        other_shapes_twice,
        booleans_twice,
        twice_the_sums,
        masked_product,
        many_answers,
        of_nan,
    ],
)
def test_a_film_of_any_trace_is_made_or_refused(call, film):
    weights = np.linspace(-1, 1, 7840).reshape(10, 784)
    image, misread = np.linspace(0, 1, 784).reshape(2, 392), np.ones((784, 1))
    with np.errstate(all="ignore"):
        trace = record(call, weights, image.reshape(784, 1), misread)
    try:
        made = production(film, record=trace)
    except FilmError as error:
        assert film != "forward" and str(error).startswith("expected ")
    else:
        for shot in made.film.shots:
            drawn_at(made.film, shot, shot.seconds, width=427, height=240)


def test_a_film_that_returns_no_trace_is_told_so():
    class Forgetful(ReplayScene):
        def default_trace(self):
            pass

    with pytest.raises(FilmError, match="Forgetful.default_trace, got NoneType"):
        Forgetful.__new__(Forgetful).trace()
