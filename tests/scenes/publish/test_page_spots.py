"""Neurons, the lines between them and the accuracies of a training, read by
pointing at them, against what was recorded."""

import json
import re

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.runs.default_traces import DEFAULT_WEIGHTS
from network.runs.history import DEFAULT_HISTORY, History
from scenes.film.film import Film
from scenes.neurons import neuron_steps
from scenes.publish.cells import cells_of
from scenes.stage.chart import Chart
from scenes.training import training_steps
from tests.browser import rings, served, visits
from tests.frames import drawn_at
from tests.numbered import write_site
from tests.scenes.publish.test_page_texts import HOSTILE

RATE = 10
CLEAR = 5  # design pixels from a line to all others, where it is looked at
FADED = 0.5  # opacity of a line below which others come first
LAYERS = "input", "hidden", "output"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def films(digit_trace):
    history = History.load(DEFAULT_HISTORY)
    return {
        "neurons": Film(digit_trace, steps_of=neuron_steps),
        "training": Film(history, steps_of=training_steps),
    }


@pytest.fixture(scope="module")
def found(films):
    """The cells of the films, as a page is given them."""
    return {name: cells_of(film, rate=RATE) for name, film in films.items()}


@pytest.fixture(scope="module")
def site(browser, films, found, tmp_path_factory):
    """The address of the pages of both films."""
    folder = tmp_path_factory.mktemp("spots")
    write_site(folder, films, found, (RATE,))
    with served(folder) as address:
        yield address


@pytest.fixture
def visit(browser, site):
    with visits(browser, {"spots": site}) as begin:
        yield begin


@pytest.fixture(scope="module")
def computed(digit_trace):
    """What the default digit's network computes, computed alone."""
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    values = [digit_trace.inputs[0].array]
    sums, weights = (
        [None],
        [network.input_to_hidden_weights, network.hidden_to_output_weights],
    )
    for matrix, biases in zip(weights, (network.hidden_biases, network.output_biases)):
        sums.append(matrix @ values[-1])
        values.append(1 / (1 + np.exp(-(sums[-1] + biases))))
    return {"weights": weights, "sums": sums, "values": values}


def shot_of(film, slug, act=0):
    index = [step.slug for step in film.steps].index(slug)
    return film.shots_of(index)[act]


def open_at(visit, name, film, shot, share):
    """A Visit at a share of a shot, and the Frame that the film shows."""
    frame = min(
        round((shot.start + shot.seconds * share) * RATE),
        round((shot.start + shot.seconds) * RATE) - 1,
    )
    one = visit(width=1920, height=1080)
    one.open(f"{name}.html#{name}@frame={frame}")
    return one, drawn_at(film, shot, frame / RATE - shot.start)


def read_at(one, x, y):
    one.point_at(x, y)
    return one.reading()


def name_of(layer, index):
    if layer == 2:
        return f"output of digit {index}"
    return f"{LAYERS[layer]} neuron {index}"


def test_neurons_say_what_they_hold(visit, films, computed):
    film = films["neurons"]
    one, _ = open_at(visit, "neurons", film, shot_of(film, "answer"), 0.99)
    layers = shot_of(film, "answer").player.layers
    for number, code in enumerate(("image", "hidden_neurons", "output_neurons")):
        layer = layers[number + 1]
        for shown, index in enumerate(layer.indices):
            value = float(computed["values"][number][index, 0])
            reading, source = read_at(one, *layer.center_of(shown))
            assert reading == (
                f"{name_of(number, index)} · {code}[{index}, 0] = {value!r}"
            )
            assert (source == "") == (number == 0)


def test_an_input_neuron_shows_its_pixel(visit, films):
    film, shot = films["neurons"], shot_of(films["neurons"], "answer")
    one, _ = open_at(visit, "neurons", film, shot, 0.99)
    layer, plane = shot.player.layers[1], shot.player.plane
    for shown, pixel in enumerate(layer.indices):
        read_at(one, *layer.center_of(shown))
        (ring,) = rings(one)
        box = plane.cell_box(*divmod(pixel, 28))
        np.testing.assert_allclose(
            [ring.min(axis=0), ring.max(axis=0)],
            [(box.left, box.top), (box.right, box.bottom)],
            atol=0.3,
        )


@pytest.mark.parametrize("slug, number", [("hidden-sums", 1), ("output-sums", 2)])
def test_sums_come_from_their_lines_and_neurons(visit, films, computed, slug, number):
    film, shot = films["neurons"], shot_of(films["neurons"], slug)
    one, _ = open_at(visit, "neurons", film, shot, 0.97)
    layer = shot.player.layers[number + 1]
    code, source = (
        ("input_to_hidden_weights", "image"),
        ("hidden_to_output_weights", "hidden_neurons"),
    )[number - 1]
    count = len(computed["values"][number - 1])
    for shown in (0, len(layer.indices) - 1):
        index = layer.indices[shown]
        value = float(computed["sums"][number][index, 0])
        assert read_at(one, *layer.center_of(shown)) == (
            f"{name_of(number, index)} · ({code} @ {source})[{index}, 0] = {value!r}",
            f"from {code}[{index}, 0:{count}] and {source}[0:{count}, 0]",
        )
        lines = one.page.get_attribute("#marks path.line", "d")
        assert lines.count("M") == len(shot.player.layers[number].indices)


def test_a_neuron_without_a_value_says_so(visit, films):
    film = films["neurons"]
    shot = shot_of(film, "hidden-sums")
    one, _ = open_at(visit, "neurons", film, shot, 0.05)
    reading, source = read_at(one, *shot.player.layers[2].center_of(3))
    assert reading == (
        "hidden neuron 3 · (input_to_hidden_weights @ image)[3, 0]: not computed yet"
    )
    assert "image" in source


@pytest.mark.parametrize(
    "slug, share",
    [
        ("weights", 0.4),
        ("weights", 0.97),
        ("hidden-sums", 0.3),
        ("hidden-sums", 0.97),
        ("output-sums", 0.5),
        ("answer", 0.9),
    ],
)
def test_a_line_says_which_weight_it_is(visit, films, computed, slug, share):
    film, shot = films["neurons"], shot_of(films["neurons"], slug)
    one, _ = open_at(visit, "neurons", film, shot, share)
    looked = 0
    for number, part in shot.player.lines.items():
        names = ("input_to_hidden_weights", "hidden_to_output_weights")[number - 2]
        rows, columns = (shot.player.network.shown[number - back] for back in (1, 2))
        for (to, start), point in clear_points(part)[::3]:
            weight = float(computed["weights"][number - 2][rows[to], columns[start]])
            reading, note = read_at(one, *point)
            assert reading == (
                f"w({number}-{rows[to] + 1},{columns[start] + 1}) · {names}"
                f"[{rows[to]}, {columns[start]}] = {weight!r}"
            )
            joins = (
                f"from {name_of(number - 2, columns[start])} to "
                f"{name_of(number - 1, rows[to])}"
            )
            carried = weight * float(computed["values"][number - 2][columns[start], 0])
            assert note == (
                f"{joins}; weight × value = {carried!r}"
                if slug == "answer" and number == 3
                else joins
            )
            looked += 1
    assert looked >= 8


def clear_points(part):
    """((to, start), point) of lines at places where no other is near.

    Where some have faded, only the others are meant.
    """
    shape = part.values.array.shape
    lines = [
        (to, start)
        for to in range(shape[0])
        for start in range(shape[1])
        if part.opacity_of(to) > FADED
    ] or list(np.ndindex(shape))
    found = {}
    for share in np.linspace(0.05, 0.95, 61) * part.grown:
        heights = np.array([part.point(*line, share)[1] for line in lines])
        for line, height in zip(lines, heights):
            if np.sort(np.abs(heights - height))[1] > 2 * CLEAR:
                found.setdefault(line, part.point(*line, share))
    return list(found.items())


def test_beside_the_lines_nothing_is_read(visit, films):
    film, shot = films["neurons"], shot_of(films["neurons"], "weights")
    one, _ = open_at(visit, "neurons", film, shot, 0.05)
    part = shot.player.lines[2]
    assert 0 < part.grown < 0.9
    for share, is_line in ((part.grown - 0.05, True), (part.grown + 0.05, False)):
        reading, _ = read_at(one, *part.point(0, 0, share))
        assert reading.startswith("w(2-1,") == is_line


def test_lines_and_neurons_by_keys(visit, films):
    film, shot = films["neurons"], shot_of(films["neurons"], "weights")
    one, _ = open_at(visit, "neurons", film, shot, 0.97)
    one.page.keyboard.press("r")
    read = set()
    for _ in range(8):
        read.add(one.reading()[0].split(" ")[0])
        one.page.keyboard.press("]")
    assert {"w(2-1,1)", "w(3-1,1)", "input", "image[0,"} <= read
    while not one.reading()[0].startswith("w(3-1,1)"):
        one.page.keyboard.press("]")
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("ArrowRight")
    assert one.reading()[0].startswith("w(3-2,2) ")


@pytest.mark.parametrize("slug, share", [("first-hundred", 0.5), ("trained", 0.9)])
def test_points_of_the_chart_say_their_accuracy(visit, films, slug, share):
    film, shot = films["training"], shot_of(films["training"], slug)
    one, frame = open_at(visit, "training", film, shot, share)
    history = film.trace
    (chart,) = (part for part in frame.parts if isinstance(part, Chart))
    points = np.array(
        [
            chart.point(*pair)
            for pair in zip(history.seen.tolist(), history.accuracies.tolist())
        ]
    )
    for index in range(len(points)):
        reading, note = read_at(one, *points[index])
        near = np.hypot(*(points[: chart.shown] - points[index]).T).min()
        if index < chart.shown:
            value = float(history.accuracies[index])
            assert (reading, note) == (
                f"accuracies[{index}] = {value!r}",
                f"measured after {history.seen[index]} images",
            )
        elif near > 20:
            assert "accuracies" not in reading
    assert chart.shown < len(points) or slug == "trained"


def test_both_languages(visit, films):
    film, shot = films["neurons"], shot_of(films["neurons"], "weights")
    one, _ = open_at(visit, "neurons", film, shot, 0.97)
    one.point_at(*clear_points(shot.player.lines[3])[0][1])
    one.page.keyboard.press("l")
    one.page.wait_for_function(
        "/[一-鿿]/.test(document.querySelector('#reads').textContent)"
    )
    reading, note = one.reading()
    assert reading.startswith("w(3-")
    assert re.fullmatch(r"从隐藏神经元 \d+ 到数字 \d 的输出", note)


def test_every_result_of_the_neurons_can_be_predicted(films, found):
    shown_only = "neuron_pixels", "neuron_weights"
    for shot, result in zip(
        films["neurons"].shots, found["neurons"]["results"], strict=True
    ):
        assert (result is None) == (shot.player.act.kind in shown_only)


@pytest.mark.parametrize(
    "name, slug, says",
    [
        ("training", "trained", "Nothing to predict in this film"),
        ("neurons", "weights", "Nothing to predict here"),
        ("neurons", "hidden-sums", "Predict: ↓ goes to just before"),
    ],
)
def test_predicting_says_what_there_is_to_predict(visit, films, name, slug, says):
    one, _ = open_at(visit, name, films[name], shot_of(films[name], slug), 0)
    one.press("p")
    assert one.reading()[0].startswith(says)
    before = one.frame
    one.press("PageDown")
    assert one.frame > before
    covered = one.page.locator("#covers button").count() > 0
    assert covered == (name == "neurons")
    if covered:
        assert one.reading()[0].startswith("What do you expect?")
        assert one.page.evaluate("document.activeElement.textContent").startswith("?")
        one.press("PageDown")
        assert one.reading()[0].startswith("That was the result.")
    one.press("p")
    assert one.reading()[0].startswith("Point at")


def test_names_are_text(films, found, browser, tmp_path):
    """A name of the trace is no markup, wherever it is shown."""
    bad = json.loads(json.dumps(found["neurons"]))
    for grid in bad["grids"]:
        if isinstance(grid, dict):
            grid["name"] = HOSTILE
            for key in ("titles", "starts", "ends"):
                for told in (grid.get(key) or {}).values():
                    told[:] = [HOSTILE] * len(told)
    film = films["neurons"]
    write_site(tmp_path, {"neurons": film}, {"neurons": bad}, (RATE,))
    assert "<" not in (tmp_path / "films/neurons/cells.js").read_text()
    with served(tmp_path) as address, visits(browser, {"bad": address}) as visit:
        shot = shot_of(film, "weights")
        one, _ = open_at(visit, "neurons", film, shot, 0.97)
        point = clear_points(shot.player.lines[3])[0][1]
        reading, note = read_at(one, *point)
        assert one.page.title() != "taken"
        assert "onerror" in reading and "onerror" in note
        assert one.page.locator("#readout img, #readout script").count() == 0
