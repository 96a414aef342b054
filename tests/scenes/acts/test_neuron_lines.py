"""Lines are weights and pulses are products, clear of one another."""

import numpy as np
import pytest

from network.recorder import record
from scenes.words.naming import language
from tests.color_oracle import colors_of, levels
from tests.frames import ends
from tests.neuron_frames import TOLERANCE, film_of, part_of, shot_of
from tests.told_neurons import networks


def clear_point(lines, line, *, of_all):
    """(x, y, unit vector across) near the middle of a line, where none that
    lies on it is, or None.

    Args:
        of_all: where no line is near at all.
    """
    ends = {
        other: np.array([lines.point(*other, 0), lines.point(*other, 1)])
        for other in np.ndindex(lines.values.array.shape)
    }
    start, end = ends.pop(line)
    width = lines.widths[line]
    for share in 0.5 + np.arange(60) // 2 * 0.012 * np.tile([1, -1], 30):
        x, y = start + (end - start) * share
        if all(
            abs(a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]) - y)
            > (width + 8 if of_all else 3) + lines.widths[other]
            for other, (a, b) in ends.items()
            if of_all or lines.widths[other] >= width
        ):
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
    before, after = (
        part_of(frame, "NeuronLayer", k).indices for k in (number - 2, number - 1)
    )
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
                assert frame.pixels[int(y), int(x), :3].tolist() == [13, 17, 23], line
            edges += 1
    return colors, edges


@pytest.mark.parametrize("number", [2, 3])
def test_lines_have_the_colour_and_width_of_their_weights(
    neurons_film, neuron_arrays, number
):
    frame = list(ends(neurons_film))[1]
    weights = neuron_arrays["weights"][number]
    limit = part_of(frame, "WeightLines", number - 2).color_scale.limit
    assert np.quantile(np.abs(weights), 0.99) <= limit <= np.abs(weights).max()
    colors, edges = lines_checked(frame, number, weights, limit)
    assert colors >= 25 and edges >= 3


def test_lines_into_the_answer_show_what_they_carry(neurons_film, neuron_arrays):
    frames, weights = list(ends(neurons_film)), neuron_arrays["weights"][3]
    frame = frames[-1]
    limit = part_of(frame, "WeightLines", 1).color_scale.limit
    assert limit == part_of(frames[1], "WeightLines", 1).color_scale.limit
    carried = weights * neuron_arrays["neurons"][2]
    assert {"weight", "weight × value"} <= {one.text for one in frame.texts}
    colors, _ = lines_checked(
        frame, 3, carried, limit, only=int(neuron_arrays["neurons"][3].argmax())
    )
    assert colors >= 3
    with pytest.raises(AssertionError):
        lines_checked(frame, 3, weights, limit)


def test_no_line_runs_through_the_pixel_of_another(neurons_film):
    for shot in neurons_film.shots:
        leaders = shot.player.leaders
        for line in range(len(leaders.grown)):
            points = np.array(
                [leaders.point(line, share) for share in np.linspace(0, 1, 400)]
            )
            for other in range(len(leaders.grown)):
                cell = leaders.cell(other)
                near = (
                    np.abs(points[:, 0] - cell.left - cell.width / 2)
                    < cell.width / 2 + 2
                ) & (
                    np.abs(points[:, 1] - cell.top - cell.height / 2)
                    < cell.height / 2 + 2
                )
                assert other == line or not near.any()


@pytest.mark.parametrize("number, slug", [(2, "hidden-sums"), (3, "output-sums")])
def test_pulses_are_products(neurons_film, neuron_arrays, number, slug):
    player = shot_of(neurons_film, slug).player
    before, after = (player.layers[k].indices for k in (number - 1, number))
    products = (
        neuron_arrays["weights"][number][np.ix_(after, before)]
        * neuron_arrays["neurons"][number - 1][list(before)]
    )
    limit, seen = np.abs(products).max(), 0
    first = player.turns.starts[0]
    for seconds in np.arange(first, first + 2.5, 0.1):
        neurons_film.show(shot_of(neurons_film, slug), float(seconds))
        to = player.layers[number].focus
        colors = colors_of(products[to], "diverging", limit)
        for pulse in player.pulses.items:
            off = np.abs(colors - levels(pulse.color)).max(axis=1)
            assert off.min() <= TOLERANCE
            assert abs(products[to, off.argmin()]) > 0
            seen += 1
    assert seen > 40


LINES = {
    "en": [
        ("into hidden 1", "12 of 12 drawn"),
        ("into hidden 2", "36 of 48 drawn"),
        ("into output", "18 of 24 drawn"),
    ],
    "zh": [
        ("进入隐藏 1", "12 中画出 12"),
        ("进入隐藏 2", "48 中画出 36"),
        ("进入输出", "24 中画出 18"),
    ],
}


@pytest.mark.parametrize("spoken", LINES)
def test_how_many_lines_lead_from_layer_to_layer(spoken):
    """Of 3, 4, 12 and 2 neurons; of the 12 of a layer 9 are drawn."""
    call, given = networks()["neurons_of_many_layers"]
    with language(spoken):
        player = shot_of(film_of(record(call, *given)), "weights").player
        player.show(0.5)
    rows = [(row.words, row.number) for row in player.account.rows]
    assert rows == LINES[spoken]
