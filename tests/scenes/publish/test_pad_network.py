"""Which network a page can compute itself, and what it is given of it."""

import base64
import json
import re

import numpy as np
import pytest

from network.digit_network import DigitNetwork, sigmoid
from network.digits import digit_images as digits
from network.digits.pen_strokes import HARD_STROKES, STROKES
from network.recorder import record
from network.runs.default_traces import DEFAULT_WEIGHTS, lesson_trace
from scenes.publish import page as pages
from scenes.publish.file_names import FILM
from scenes.publish.pad_network import pad_network
from scenes.publish.pad_page import ASSETS, NETWORKS, pad_files, pad_told, without_lost
from scenes.publish.site_files import FILMS
from scenes.publish.site_networks import kept_networks, write_networks
from scenes.stage.palette import Scale


def as_it_is(image, v, a, w, b):
    network = DigitNetwork(hidden=len(a))
    network.input_to_hidden_weights, network.hidden_biases = v, a
    network.hidden_to_output_weights, network.output_biases = w, b
    return network.detect(image)


def in_rows(image, v, a, w, b):
    hidden = sigmoid(image.T @ v.T + a.T)
    output = sigmoid(hidden @ w.T + b.T)
    return np.argmax(output)


def of_tanh(image, v, a, w, b):
    hidden = np.tanh(a + v @ image)
    output = sigmoid(b + w @ hidden)
    return np.argmax(output)


def to_tanh(image, v, a, w, b):
    hidden = sigmoid(a + v @ image)
    output = np.tanh(b + w @ hidden)
    return np.argmax(output)


def without_biases(image, v, a, w, b):
    hidden = sigmoid(v @ image)
    output = sigmoid(b + w @ hidden)
    return np.argmax(output)


def of_three_layers(image, v, a, w, b):
    hidden = sigmoid(a + v @ image)
    more = sigmoid(a + v[:, : len(v)] @ hidden)
    output = sigmoid(b + w @ more)
    return np.argmax(output)


def of_other_code(image, v, a, w, b):
    """What its outputs are nobody knows."""
    hidden = 1 / (1 + np.exp(-(a + v @ image)))
    output = 1 / (1 + np.exp(-(b + w @ hidden)))
    return np.argmax(output)


def numbers(hidden=12, pixels=784, outputs=10):
    """v, a, w, b of a network, from none of its runs."""
    rng = np.random.default_rng(hidden)
    shapes = (hidden, pixels), (hidden, 1), (outputs, hidden), (outputs, 1)
    return [rng.normal(size=shape) for shape in shapes]


def image(pixels=784):
    column = digits.drawn_digit("3")
    return column if pixels == 784 else column[:pixels]


def unpacked(content):
    """(what the script hands on is called, the numbers in it)."""
    name, coded = re.fullmatch(
        r'matreelPiece\("(\w+)","([\w+/=]+)"\)\n', content.decode()
    ).groups()
    return name, np.frombuffer(base64.b64decode(coded), "<f8")


@pytest.mark.parametrize("call", [as_it_is, in_rows])
@pytest.mark.parametrize("hidden", [2, 12, 60])
def test_the_numbers_of_a_network(call, hidden):
    arrays = numbers(hidden)
    found = pad_network(record(call, image(), *arrays))
    name, content = found.file
    called, flat = unpacked(content)
    assert f"{called}.js" == name == found.told["file"]
    np.testing.assert_array_equal(flat, np.concatenate([one.ravel() for one in arrays]))
    assert found.told["hidden"] == hidden
    assert found.told["limits"] == [
        Scale.of(arrays[0]).limit,
        Scale.of(arrays[2]).limit,
    ]
    json.dumps(found.told, allow_nan=False)


@pytest.mark.parametrize(
    "call, changes",
    [
        (of_tanh, {}),
        (without_biases, {}),
        (of_three_layers, {}),
        (to_tanh, {}),
        (of_other_code, {}),
        (as_it_is, {"hidden": 1}),
        (as_it_is, {"hidden": 61}),
        (as_it_is, {"pixels": 676}),
        (as_it_is, {"outputs": 9}),
        (as_it_is, {"outputs": 11}),
    ],
)
def test_near_misses_have_none(call, changes):
    made = record(call, image(changes.get("pixels", 784)), *numbers(**changes))
    assert pad_network(made) is None


def test_numbers_without_end_are_none():
    arrays = numbers()
    arrays[0][3, 5] = np.inf
    with np.errstate(all="ignore"):
        assert pad_network(record(as_it_is, image(), *arrays)) is None


def test_what_is_no_trace_has_none(default_history):
    assert pad_network(default_history) is None


def test_of_a_learning_step_it_is_the_network_before():
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    hidden, output = network.input_to_hidden_weights, network.hidden_to_output_weights
    found = pad_network(lesson_trace())
    np.testing.assert_array_equal(found.hidden[0], hidden)
    np.testing.assert_array_equal(found.output[0], output)


def told(name, file, **more):
    return {
        "name": name,
        "title": {"en": name, "zh": name},
        "network": {"file": file, "hidden": 3, "limits": [1.0, 2.0]},
        "score": {"fonts": {"words": "w.js"}, "ramps": "r.js", "x": 1},
        **more,
    }


def test_a_network_of_several_films_is_told_once():
    films = [told("one", "a.js"), told("two", "b.js"), told("three", "a.js")]
    found = pad_told([*films, told("four", "c.js", network=None)])
    assert [
        (one["file"], [film["name"] for film in one["films"]], one["folder"])
        for one in found["networks"]
    ] == [
        ("a.js", ["one", "three"], "films/one/score/"),
        ("b.js", ["two"], "films/two/score/"),
    ]
    assert set(found["networks"][0]["score"]) == {"ramps", "fonts"}
    strokes = STROKES | HARD_STROKES
    assert [name for name, _, _ in found["examples"]] == list(strokes)
    for name, width, given in found["examples"]:
        assert (width, given) == strokes[name]


@pytest.mark.parametrize(
    "films",
    [
        [],
        [told("one", "a.js", network=None)],
        [told("one", "a.js", score=None)],
        [{"name": "old", "title": {}}],
    ],
)
def test_without_a_network_there_is_no_page(films):
    assert pad_told(films) == {}


def test_the_files_of_the_page():
    assert pad_files([]) == set()
    found = pad_files([{"file": "a.js"}, {"file": "b.js"}, {"file": "a.js"}])
    assert found == {
        "draw.html",
        "pad-told.js",
        *ASSETS,
        "networks/a.js",
        "networks/b.js",
    }
    assert all((pages.ASSETS / name).is_file() for name in ASSETS)


def test_a_network_that_is_lost_is_not_told(tmp_path):
    film = told("one", "a.js")
    assert without_lost(tmp_path, film)["network"] is None
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks/a.js").write_text("")
    assert without_lost(tmp_path, film) == film


def test_networks_stay_when_other_films_are_published(produced, tmp_path):
    """Of films kept, of films anew, the same once; a lost one is no error."""
    made, old, new = produced("forward"), tmp_path / "old", tmp_path / "new"
    name, content = made.network.file
    film = {**made.manifest([10], [426, 240]), "name": "before"}
    others = {"file": "0" * 24 + ".js", "hidden": 3, "limits": [1, 2]}
    for folder, network in (("before", film["network"]), ("lost", others)):
        (old / FILMS / folder).mkdir(parents=True)
        text = json.dumps({**film, "name": folder, "network": network})
        (old / FILMS / folder / FILM).write_text(text)
    new.mkdir()
    write_networks(new, old, [], ["before", "lost"])
    assert not (new / NETWORKS).exists()
    (old / NETWORKS).mkdir()
    (old / NETWORKS / name).write_bytes(content)
    for productions in ([], [made], [made, produced("neurons")]):
        write_networks(new, old, productions, ["before", "lost"])
        files = {path.name: path.read_bytes() for path in new.rglob("*.js")}
        assert files == {name: content}
    assert [one["file"] for one in kept_networks(["before", "lost"], old)] == [name]
