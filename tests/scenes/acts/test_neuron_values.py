"""Neurons and the digit's cells have the colours of what was recorded."""

import numpy as np

from tests.color_oracle import EMPTY, colors_of, levels
from tests.frames import ends
from tests.neuron_frames import TOLERANCE, part_of
from tests.truth_of_frames import check_cells
from tests.truth_of_numbers import says


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
            texts = [
                text.text
                for text in frame.texts
                if text.part == "NeuronLayer"
                and abs((text.left + text.right) / 2 - x) < 3
                and abs((text.top + text.bottom) / 2 - y) < 6
            ]
            if (
                np.abs(seen - expected).max() > TOLERANCE
                or (value is None) != (not texts)
                or (texts and not says(texts[0], value))
            ):
                faults.append(
                    (number, index + 1, value, texts, seen.tolist(), expected.tolist())
                )
    return faults


def color_of(arrays, name, number, index):
    """(value, its levels) of a neuron: sums on a scale of their own."""
    if name == "neurons":
        value = arrays["neurons"][number][index]
        return value, colors_of(value, "grey", 1.0)
    sums = arrays["sums"][number]
    pre = sums + arrays["biases"][number]
    value = (sums if name == "sums" else pre)[index]
    return value, colors_of(
        value, "diverging", max(np.abs(sums).max(), np.abs(pre).max())
    )


STAGES = [
    ("neurons", None, None),
    ("neurons", None, None),
    ("neurons", "sums", None),
    ("neurons", "pre", None),
    ("neurons", "neurons", None),
    ("neurons", "neurons", "sums"),
    ("neurons", "neurons", "pre"),
    ("neurons",) * 3,
    ("neurons",) * 3,
]


def test_neurons_have_the_colours_and_numbers_of_their_values(
    neurons_film, neuron_arrays
):
    for frame, stages in zip(ends(neurons_film), STAGES, strict=True):
        assert wrong_neurons(frame, neuron_arrays, stages) == []


def test_a_neuron_of_another_value_is_caught(neurons_film, neuron_arrays):
    frame = list(ends(neurons_film))[-1]
    changed = {
        **neuron_arrays,
        "neurons": tuple(
            None if one is None else one.copy() for one in neuron_arrays["neurons"]
        ),
    }
    changed["neurons"][2][3] += 0.05
    assert [fault[:2] for fault in wrong_neurons(frame, changed, STAGES[-1])] == [
        (2, 4)
    ]


def test_cells_of_the_digit(neurons_film, digit_trace):
    for frame in ends(neurons_film):
        assert check_cells(frame, digit_trace) == 784
