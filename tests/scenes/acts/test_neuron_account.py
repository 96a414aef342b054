"""The account beside the neurons tells what was recorded."""

import re
from decimal import Decimal

import numpy as np
import pytest

from tests.frames import ends, with_hyphens
from tests.neuron_frames import part_of
from tests.truth_of_numbers import says


def accounts(film, slug):
    """(title, {words: number}) of the account, twenty times a second."""
    for index, step in enumerate(film.steps):
        if step.slug == slug:
            for shot in film.shots_of(index):
                for k in range(round(shot.seconds * 20)):
                    film.show(shot, k / 20)
                    account = shot.player.account
                    yield (
                        account.title,
                        {row.words: row.number for row in account.rows},
                    )


def test_the_account_is_what_is_to_be_read(neurons_film):
    for frame in list(ends(neurons_film))[:-1]:
        texts = [text.text for text in frame.texts if text.part == "Account"]
        account = part_of(frame, "Account", 0)
        if texts[0] != account.title:  # a long name stands in two lines
            texts[:2] = ["".join(texts[:2])]
        assert texts == [account.title] + [
            text
            for row in account.rows
            for text in (row.words, with_hyphens(row.number))
            if text
        ]


def of_lines(film, number, index):
    """What the products of the lines into a neuron add up to, each alone."""
    network = film.shots[0].player.network
    run = network.run
    weights = run.layers[number - 2].weights.array
    before = run.image.array if number == 2 else run.layers[0].activations.array
    total = 0.0
    for start in network.shown[number - 2]:
        total += float(weights[index, start]) * float(np.ravel(before)[start])
    return total


def assert_adds_up(one, other, total):
    """Numbers add up as they are written."""
    numbers = [Decimal(with_hyphens(text)) for text in (one, other, total)]
    assert numbers[0] + numbers[1] == numbers[2], (one, other, total)


def assert_is_product(title, rows, arrays):
    """What is told of one product: its numbers, as far as they are there."""
    start = int(title.removeprefix("one product: input neuron "))
    value, weight, product = rows.values()
    ink, row = arrays["neurons"][1][start], arrays["weights"][2][0]
    assert list(rows)[1] == f"its weight [0, {start}]"
    for text, number in zip(rows.values(), (ink, row[start], ink * row[start])):
        assert not text or says(text, number), (title, rows)
    assert weight or not product
    if product:
        one, other = (float(with_hyphens(text)) for text in (value, weight))
        assert says(product, one * other), rows


@pytest.mark.parametrize("number, name", [(2, "hidden"), (3, "output")])
def test_the_account_of_each_neuron_is_the_recorded_one(
    neurons_film, neuron_arrays, number, name
):
    seen = set()
    count = neuron_arrays["weights"][number].shape[1]
    for slug in (f"{name}-sums", f"{name}-neurons"):
        for title, rows in accounts(neurons_film, slug):
            if title.startswith("one product"):
                assert_is_product(title, rows, neuron_arrays)
                seen.add("one product")
                continue
            index = int(re.search(r"\d+", title)[0])
            assert title == (
                f"hidden neuron {index}" if number == 2 else f"output of digit {index}"
            )
            sums, biases, neurons = (
                neuron_arrays[one][number] for one in ("sums", "biases", "neurons")
            )
            expected = {
                f"all {count} added": sums,
                "its bias": biases,
                "with the bias": sums + biases,
                "sigmoid of it": neurons,
            }
            for words, values in expected.items():
                if rows[words]:
                    assert says(rows[words], values[index]), (title, rows)
                    seen.add((words, index))
            parts = [rows["9 lines drawn"], rows[f"{count - 9} more"]]
            if rows[f"all {count} added"]:
                drawn = of_lines(neurons_film, number, index)
                assert says(parts[0], drawn), (title, rows)
                assert says(parts[1], sums[index] - drawn), (title, rows)
                assert_adds_up(*parts, rows[f"all {count} added"])
                if rows["with the bias"]:
                    assert_adds_up(
                        rows[f"all {count} added"],
                        rows["its bias"],
                        rows["with the bias"],
                    )
                seen.add(("parts", index))
            else:
                assert parts == ["", ""]
    assert len(seen) == (1 + 5 * 9 if number == 2 else 5 * 10)


def test_weights_are_named_as_in_code_and_article(neurons_film, neuron_arrays):
    named = {}
    for title, rows in accounts(neurons_film, "weights"):
        if title == "weights":
            assert set(rows.values()) == {"15,680", "200", "90"}
        else:
            layer, to, start = map(
                int,
                re.fullmatch(r"w\((\d)-(\d+),(\d+)\)", rows["in the article"]).groups(),
            )
            assert says(
                rows["its value"], neuron_arrays["weights"][layer][to - 1, start - 1]
            )
            assert title.endswith(f"_weights[{to - 1}, {start - 1}]")
            named[title] = rows["in the article"]
    assert named == {
        "input_to_hidden_weights[0, 0]": "w(2-1,1)",
        "input_to_hidden_weights[19, 783]": "w(2-20,784)",
        "hidden_to_output_weights[0, 0]": "w(3-1,1)",
        "hidden_to_output_weights[9, 19]": "w(3-10,20)",
    }


def test_pixels_are_counted_from_zero(neurons_film, neuron_arrays):
    image, seen = neuron_arrays["neurons"][1], set()
    for title, rows in accounts(neurons_film, "pixels"):
        if not title:
            continue
        number = int(title.removeprefix("input neuron "))
        row, column = divmod(number, 28)
        assert list(rows) == [
            f"row {row}, column {column}",
            f"{row} × 28 + {column}",
            "in the code",
            "its value",
        ]
        assert rows["in the code"] == f"image[{number}]"
        assert says(rows["its value"], image[number])
        seen.add(number)
    assert len(seen) == 9
