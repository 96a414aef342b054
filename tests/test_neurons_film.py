"""The film of neurons: what it draws is the trace's, and can be read."""

import hashlib
import json
import re
from functools import cache

import numpy as np
import pytest

from network import digits
from network.default_trace import DEFAULT_WEIGHTS, default_trace
from network.digit_network import DigitNetwork
from network.recorder import record
from scenes import shown_neurons
from scenes.film import Film
from scenes.neuron_plans import neuron_steps
from scenes.wording import language
from tests import other_networks, renders
from tests.color_oracle import EMPTY, colors_of, levels
from tests.frames import drawn_at, pixels_at
from tests.test_legibility import faults_of, faults_over, moments
from tests.test_truth import check_cells
from tests.truth_of_numbers import says

SLUGS = ("pixels", "weights", "hidden-sums", "hidden-neurons", "output-sums",
         "output-neurons", "answer")
READING_SPEED = 17  # characters a second that a subcaption may have
TOLERANCE = 2       # levels of 0..255


def film_of(trace, **options):
    return Film(trace, tell=neuron_steps, **options)


@pytest.fixture(scope="module")
def film(digit_trace):
    return film_of(digit_trace)


@pytest.fixture(scope="module")
def arrays(digit_trace):
    """The arrays of the default trace by their names, computed alone."""
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    image = digit_trace.inputs[0].array
    sums = network.input_to_hidden_weights @ image
    hidden = 1 / (1 + np.exp(-(sums + network.hidden_biases)))
    outputs = network.hidden_to_output_weights @ hidden
    output = 1 / (1 + np.exp(-(outputs + network.output_biases)))
    return {
        "weights": (None, None, network.input_to_hidden_weights,
                    network.hidden_to_output_weights),
        "sums": (None, None, sums.ravel(), outputs.ravel()),
        "biases": (None, None, network.hidden_biases.ravel(),
                   network.output_biases.ravel()),
        "neurons": (None, image.ravel(), hidden.ravel(), output.ravel())}


def shot_of(film, slug, act=0):
    index = [step.slug for step in film.steps].index(slug)
    return film.shots_of(index)[act]


def ends(film):
    """The last Frame of every act."""
    return [drawn_at(film, shot, shot.seconds) for shot in film.shots]


def part_of(frame, name, number):
    """The number-th part of a class that a frame shows."""
    return [part for part in frame.parts
            if type(part).__name__ == name][number]


def test_sections_and_subcaptions(film):
    assert tuple(step.slug for step in film.steps) == SLUGS
    assert 30 <= film.seconds <= 60
    for shot in film.shots:
        assert abs(shot.seconds * 10 - round(shot.seconds * 10)) < 1e-9
    for index, step in enumerate(film.steps):
        seconds = sum(shot.seconds for shot in film.shots_of(index))
        assert 0 < len(step.caption) <= READING_SPEED * seconds


@pytest.mark.parametrize("slug", ["hidden-sums", "output-sums"])
def test_what_is_said_is_read_before_the_first_pulse(film, slug):
    shot = shot_of(film, slug)
    act = shot.player.act
    need = len(act.title + act.lead) / READING_SPEED
    for tenth in range(int(need * 10) + 6):
        film.show(shot, tenth / 10)
        assert shot.player.pulses.items == ()
    film.show(shot, act.turns.starts[0] + 1)
    assert shot.player.pulses.items


def test_outputs_are_counted_as_digits(film):
    for frame in ends(film):
        layer = part_of(frame, "NeuronLayer", 2)
        left = [one.text for one in frame.texts if one.part == "NeuronLayer"
                and one.left > layer.box.left
                and one.right < layer.center_of(0)[0] - layer.radius]
        assert left == [str(digit) for digit in range(10)]


def test_the_words_are_there_in_both_languages(digit_trace):
    with language("zh"):
        steps = neuron_steps(digit_trace)
    assert all(re.search(r"[\u4e00-\u9fff]", text) for step in steps
               for act in step.acts
               for text in (step.name, step.caption, act.title, act.lead))


def test_the_line_that_runs_is_lit(film, digit_trace):
    lines = digit_trace.sources["network/digit_network.py"].splitlines()
    words = {"hidden-sums": "hidden_pre_sigmoid =",
             "hidden-neurons": "hidden_neurons = sigmoid",
             "output-sums": "output_pre_sigmoid =",
             "output-neurons": "output_neurons = sigmoid",
             "answer": "np.argmax"}
    for shot in film.shots:
        film.show(shot, shot.seconds / 2)
        slug = film.steps[shot.step].slug
        if slug not in words:
            assert shot.panel.statement is None
            continue
        assert words[slug] in lines[shot.panel.statement[0] - 1]
        assert shot.panel.mark is not None and shot.panel.shapes


@pytest.mark.parametrize("pixels", [
    digits.drawn_digit("7").ravel(), digits.drawn_digit("1").ravel(),
    np.zeros(784), np.ones(784), np.eye(28).ravel()])
def test_pixels_that_are_drawn(pixels):
    shown = shown_neurons.of_picture(pixels)
    assert (shown[0], shown[-1], len(shown)) == (0, 783, 9)
    assert sorted(set(shown)) == list(shown)
    if (pixels > 0.25).sum() > 40:
        assert (pixels[list(shown[1:-1])] > 0.25).all()


@pytest.mark.parametrize("count, shown", [
    (1, (0,)), (10, tuple(range(10))),
    (11, (0, 1, 2, 3, 4, 7, 8, 9, 10)),
    (30, (0, 1, 2, 3, 4, 26, 27, 28, 29))])
def test_neurons_that_are_drawn(count, shown):
    assert shown_neurons.of_layer(count) == shown


def wrong_neurons(frame, arrays, stages):
    """Neurons whose colour or number is not that of the arrays."""
    faults = []
    for number, name in enumerate(stages, start=1):
        layer = part_of(frame, "NeuronLayer", number - 1)
        shown = list(layer.indices)
        for k, index in enumerate(shown):
            x, y = layer.center_of(k)
            at = (int(x), int(y if name is None else y - 15))
            seen = frame.pixels[at[1], at[0], :3].astype(float)
            expected, value = levels(EMPTY), None
            if name is not None:
                value, expected = color_of(arrays, name, number, index)
            texts = [text.text for text in frame.texts
                     if text.part == "NeuronLayer"
                     and abs((text.left + text.right) / 2 - x) < 3
                     and abs((text.top + text.bottom) / 2 - y) < 6]
            if np.abs(seen - expected).max() > TOLERANCE \
                    or (value is None) != (not texts) \
                    or (texts and not says(texts[0], value)):
                faults.append((number, index + 1, value, texts,
                               seen.tolist(), expected.tolist()))
    return faults


def color_of(arrays, name, number, index):
    """(value, its levels) of a neuron: sums on a scale of their own."""
    if name == "neurons":
        value = arrays["neurons"][number][index]
        return value, colors_of(value, "grey", 1.0)
    sums = arrays["sums"][number]
    pre = sums + arrays["biases"][number]
    value = (sums if name == "sums" else pre)[index]
    return value, colors_of(value, "diverging",
                            max(np.abs(sums).max(), np.abs(pre).max()))


STAGES = [("neurons", None, None), ("neurons", None, None),
          ("neurons", "sums", None), ("neurons", "pre", None),
          ("neurons", "neurons", None), ("neurons", "neurons", "sums"),
          ("neurons", "neurons", "pre"), ("neurons",) * 3, ("neurons",) * 3]


def test_neurons_have_the_colours_and_numbers_of_their_values(film, arrays):
    for frame, stages in zip(ends(film), STAGES, strict=True):
        assert wrong_neurons(frame, arrays, stages) == []


def test_a_neuron_of_another_value_is_caught(film, arrays):
    frame = ends(film)[-1]
    changed = {**arrays, "neurons": tuple(
        None if one is None else one.copy() for one in arrays["neurons"])}
    changed["neurons"][2][3] += 0.05
    assert [fault[:2] for fault in
            wrong_neurons(frame, changed, STAGES[-1])] == [(2, 4)]


def clear_point(lines, line, *, of_all):
    """(x, y, unit vector across) near the middle of a line, where none that
    lies on it is, or None.

    Args:
        of_all: where no line is near at all.
    """
    ends = {other: np.array([lines.point(*other, 0), lines.point(*other, 1)])
            for other in np.ndindex(lines.values.array.shape)}
    start, end = ends.pop(line)
    width = lines.widths[line]
    for share in 0.5 + np.arange(60) // 2 * 0.012 * np.tile([1, -1], 30):
        x, y = start + (end - start) * share
        if all(abs(a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]) - y)
               > (width + 8 if of_all else 3) + lines.widths[other]
               for other, (a, b) in ends.items()
               if of_all or lines.widths[other] >= width):
            along = (end - start) / np.hypot(*(end - start))
            return x, y, np.array([-along[1], along[0]])
    return None


def lines_checked(frame, number, values, limit, only=None):
    """How many lines into a layer had their colour and their edges seen.

    Args:
        values: (to, from) that all lines must show, on a scale to `limit`.
        only: which neuron's lines are bright; None: all.
    """
    lines = part_of(frame, "WeightLines", number - 2)
    before, after = (part_of(frame, "NeuronLayer", k).indices
                     for k in (number - 2, number - 1))
    colors = edges = 0
    for line in np.ndindex(len(after), len(before)):
        value = values[after[line[0]], before[line[1]]]
        width = 0.8 + 6.2 * min(abs(value) / limit, 1)
        np.testing.assert_allclose(lines.widths[line], width)
        if width < 2.5:  # no pixel is all of its colour
            continue
        if only is not None and after[line[0]] != only:
            continue
        on_line = clear_point(lines, line, of_all=False)
        if on_line is not None:
            x, y, _ = on_line
            seen = frame.pixels[int(y), int(x), :3].astype(float)
            expected = colors_of(value, "diverging", limit)
            assert np.abs(seen - expected).max() <= TOLERANCE, line
            colors += 1
        alone = clear_point(lines, line, of_all=True)
        if alone is not None:  # nothing of it beyond its width
            for side in (-1, 1):
                x, y = alone[:2] + alone[2] * side * (width / 2 + 2)
                assert frame.pixels[int(y), int(x), :3].tolist() \
                    == [13, 17, 23], line
            edges += 1
    return colors, edges


@pytest.mark.parametrize("number", [2, 3])
def test_lines_have_the_colour_and_width_of_their_weights(
        film, arrays, number):
    frame, weights = ends(film)[1], arrays["weights"][number]
    limit = part_of(frame, "WeightLines", number - 2).color_scale.limit
    assert np.quantile(np.abs(weights), 0.99) <= limit \
        <= np.abs(weights).max()
    colors, edges = lines_checked(frame, number, weights, limit)
    assert colors >= 25 and edges >= 3


def test_lines_into_the_answer_show_what_they_carry(film, arrays):
    frame, weights = ends(film)[-1], arrays["weights"][3]
    limit = part_of(frame, "WeightLines", 1).color_scale.limit
    assert limit == part_of(ends(film)[1], "WeightLines", 1) \
        .color_scale.limit
    carried = weights * arrays["neurons"][2]
    assert {"weight", "weight × value"} <= {one.text for one in frame.texts}
    colors, _ = lines_checked(frame, 3, carried, limit,
                              only=int(arrays["neurons"][3].argmax()))
    assert colors >= 3
    with pytest.raises(AssertionError):
        lines_checked(frame, 3, weights, limit)


def test_no_line_runs_through_the_pixel_of_another(film):
    for shot in film.shots:
        leaders = shot.player.leaders
        for line in range(len(leaders.grown)):
            points = np.array([leaders.point(line, share)
                               for share in np.linspace(0, 1, 400)])
            for other in range(len(leaders.grown)):
                cell = leaders.cell(other)
                near = ((np.abs(points[:, 0] - cell.left - cell.width / 2)
                         < cell.width / 2 + 2)
                        & (np.abs(points[:, 1] - cell.top - cell.height / 2)
                           < cell.height / 2 + 2))
                assert other == line or not near.any()


def accounts(film, slug):
    """(title, {words: number}) of the ledger, twenty times a second."""
    for index, step in enumerate(film.steps):
        if step.slug == slug:
            for shot in film.shots_of(index):
                for k in range(round(shot.seconds * 20)):
                    film.show(shot, k / 20)
                    ledger = shot.player.ledger
                    yield ledger.title, {row.words: row.number
                                         for row in ledger.rows}


def test_the_account_is_what_is_to_be_read(film):
    for frame in ends(film)[:-1]:
        texts = [text.text for text in frame.texts if text.part == "Ledger"]
        ledger = part_of(frame, "Ledger", 0)
        assert texts == [ledger.title] + [
            text for row in ledger.rows for text in (row.words, row.number)
            if text]


@pytest.mark.parametrize("number, name", [(2, "hidden"), (3, "output")])
def test_the_account_of_each_neuron_is_the_recorded_one(
        film, arrays, number, name):
    seen = set()
    count = arrays["weights"][number].shape[1]
    for slug in (f"{name}-sums", f"{name}-neurons"):
        for title, rows in accounts(film, slug):
            index = int(re.search(r"\d+", title)[0]) - (number == 2)
            assert title == (f"hidden neuron {index + 1}" if number == 2 else
                             f"output of digit {index} "
                             f"(no. {index + 1} of 10)")
            sums, biases, neurons = (arrays[one][number] for one in (
                "sums", "biases", "neurons"))
            expected = {f"{count} products added": sums, "its bias": biases,
                        "with the bias": sums + biases,
                        "sigmoid of it": neurons}
            for words, values in expected.items():
                if rows[words]:
                    assert says(rows[words], values[index]), (title, rows)
                    seen.add((words, index))
            assert f"9 lines shown and {count - 9} more" in rows
    assert len(seen) == 4 * (9 if number == 2 else 10)


def test_weights_are_named_as_in_the_article(film, arrays):
    named = {}
    for title, rows in accounts(film, "weights"):
        if title == "weights":
            assert set(rows.values()) == {"15,680", "200", "90"}
        else:
            layer, to, start = map(int, re.fullmatch(
                r"w\((\d)-(\d+),(\d+)\)", title).groups())
            assert says(rows["its value"],
                        arrays["weights"][layer][to - 1, start - 1])
            assert (f"the output of digit {to - 1}" in rows) == (layer == 3)
            named[title] = rows
    assert list(named) == ["w(2-1,1)", "w(2-20,784)", "w(3-1,1)",
                           "w(3-10,20)"]


def test_pixels_are_counted_from_one(film, arrays):
    image, seen = arrays["neurons"][1], set()
    for title, rows in accounts(film, "pixels"):
        if not title:
            continue
        number = int(title.removeprefix("input neuron "))
        row, column = divmod(number - 1, 28)
        assert list(rows) == [f"row {row + 1}, column {column + 1}",
                              f"{row} × 28 + {column + 1}", "in the code",
                              "its value"]
        assert rows["in the code"] == f"image[{number - 1}]"
        assert says(rows["its value"], image[number - 1])
        seen.add(number)
    assert len(seen) == 9


@pytest.mark.parametrize("number, slug", [(2, "hidden-sums"),
                                          (3, "output-sums")])
def test_pulses_are_products(film, arrays, number, slug):
    player = shot_of(film, slug).player
    before, after = (player.layers[k].indices for k in (number - 1, number))
    products = arrays["weights"][number][np.ix_(after, before)] \
        * arrays["neurons"][number - 1][list(before)]
    limit, seen = np.abs(products).max(), 0
    first = player.turns.starts[0]
    for seconds in np.arange(first, first + 2.5, 0.1):
        film.show(shot_of(film, slug), float(seconds))
        to = player.layers[number].focus
        colors = colors_of(products[to], "diverging", limit)
        for pulse in player.pulses.items:
            off = np.abs(colors - levels(pulse.color)).max(axis=1)
            assert off.min() <= TOLERANCE
            assert abs(products[to, off.argmin()]) > 0
            seen += 1
    assert seen > 40


def test_cells_of_the_digit(film, digit_trace):
    for frame in ends(film):
        assert check_cells(frame, digit_trace) == 784


def test_every_text_can_be_read(film):
    seen, texts = faults_over(film, moments(film, 2.1))
    assert seen == {}
    assert texts > 3000


def test_the_largest_output_is_the_answer(film, arrays):
    shot = film.shots[-1]
    frame = drawn_at(film, shot, shot.seconds)
    answer = int(arrays["neurons"][3].argmax())
    assert {str(answer), f"detected = {answer}"} \
        <= {text.text for text in frame.texts}
    assert part_of(frame, "NeuronLayer", 2).winner == answer
    assert part_of(frame, "WeightLines", 1).focus == answer


def test_a_frame_stands_alone(film, digit_trace):
    chosen = np.random.default_rng(1).uniform(0, film.seconds, 10).round(2)
    used = [hashlib.sha256(pixels_at(film, second)).hexdigest()
            for second in chosen.tolist()]
    other = film_of(digit_trace)
    alone = [hashlib.sha256(pixels_at(other, second)).hexdigest()
             for second in sorted(chosen.tolist())]
    assert [used[k] for k in np.argsort(chosen)] == alone


@cache
def other_trace(name):
    """A trace of the digit network other than the default one."""
    image = digits.drawn_digit("3")
    if name == "learning":
        return default_trace(learn=True)
    if name == "forward alone":
        return record(DigitNetwork.load(DEFAULT_WEIGHTS).forward, image)
    if name == "no ink":
        return record(DigitNetwork(hidden=12).detect, np.zeros((784, 1)))
    return record(DigitNetwork(hidden=int(name), seed=3).detect, image)


@pytest.mark.parametrize("name", ["1", "2", "11", "30", "64", "learning",
                                  "forward alone", "no ink"])
def test_other_traces_of_the_network(name):
    film = film_of(other_trace(name))
    assert tuple(step.slug for step in film.steps) \
        == SLUGS[:6 if name == "forward alone" else 7]
    for shot in film.shots:
        drawn_at(film, shot, shot.seconds / 2, width=480, height=270)
        frame = drawn_at(film, shot, shot.seconds)
        assert faults_of(frame) == []


@pytest.mark.parametrize("name, call, arguments", other_networks.cases(),
                         ids=[case[0] for case in other_networks.cases()])
def test_traces_of_other_networks_are_refused(name, call, arguments):
    with np.errstate(all="ignore"):
        trace = record(call, *arguments)
    with pytest.raises(ValueError, match="expected a trace of the digit "
                       "network's forward pass.*" + trace.call):
        film_of(trace)


@pytest.mark.slow
def test_it_renders(tmp_path):
    made = renders.start(renders.ROOT / "scenes" / "neurons.py",
                         tmp_path / "media", scene="Neurons", fps=10,
                         size=(426, 240), PACE=0.5).wait()
    sections = json.loads(made.found("Neurons.json").read_text())
    assert tuple(section["name"] for section in sections) == SLUGS


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name, cell", [
    ("input_to_hidden_weights", (0, 300)), ("hidden_biases", (1, 0)),
    ("hidden_to_output_weights", (9, 0)), ("output_biases", (2, 0))])
@pytest.mark.filterwarnings("error")
def test_a_weight_that_is_no_number(name, cell, odd):
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    for array in (network.input_to_hidden_weights, network.hidden_biases,
                  network.hidden_to_output_weights, network.output_biases):
        np.abs(array, out=array)
        array /= array.max()
    getattr(network, name)[cell] = odd
    with np.errstate(all="ignore"):
        film = film_of(record(network.detect, digits.drawn_digit("7")))
    for shot in film.shots:
        for share in (0.0, 0.5, 1.0):
            frame = drawn_at(film, shot, share * shot.seconds,
                             width=427, height=240)
            for part in frame.parts:
                assert np.isfinite(getattr(part, "widths", 0.0)).all()
                scale = getattr(part, "color_scale", None)
                assert scale is None or np.isfinite(scale.limit)
