"""A forward pass in plain NumPy, and numbers that tell of columns."""

import re

import numpy as np


def layers(network, image):
    """The four columns of a forward pass, in plain NumPy once more."""
    sums = network.input_to_hidden_weights @ image + network.hidden_biases
    hidden = 1 / (1 + np.exp(-sums))
    output_sums = network.hidden_to_output_weights @ hidden + network.output_biases
    return {
        "hidden_pre_sigmoid": sums,
        "hidden_neurons": hidden,
        "output_pre_sigmoid": output_sums,
        "output_neurons": 1 / (1 + np.exp(-output_sums)),
    }


def assert_numbers_are_those_of(frame, columns):
    """Every number with decimals beside a bar and in a sentence is one of
    the columns', or the difference of two sums, to the digits shown."""
    known = np.concatenate([column.ravel() for column in columns] or [np.zeros(1)])
    totals = [column.sum() for column in columns]
    for record in frame.texts:
        for text in re.findall(
            r"[+-]?\d+\.\d+(?:e[+-]\d+)?", record.text.replace("−", "-")
        ):
            if record.part not in ("Bars", "SortedBars", "Caption"):
                continue
            digits_shown = 10.0 ** -len(text.split("e")[0].split(".")[1])
            room = digits_shown * 10.0 ** int((text.split("e") + ["0"])[1])
            assert np.abs(known - float(text)).min() <= room * 0.51, (
                f"{frame}: {text} in {record.text!r} of {totals}"
            )
