"""The account beside the neurons tells what was recorded."""

import re

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
                    yield account.title, {row.words: row.number
                                         for row in account.rows}


def test_the_account_is_what_is_to_be_read(neurons_film):
    for frame in list(ends(neurons_film))[:-1]:
        texts = [text.text for text in frame.texts if text.part == "Account"]
        account = part_of(frame, "Account", 0)
        assert texts == [account.title] + [
            text for row in account.rows for text in (
                row.words, with_hyphens(row.number)) if text]


@pytest.mark.parametrize("number, name", [(2, "hidden"), (3, "output")])
def test_the_account_of_each_neuron_is_the_recorded_one(
        neurons_film, neuron_arrays, number, name):
    seen = set()
    count = neuron_arrays["weights"][number].shape[1]
    for slug in (f"{name}-sums", f"{name}-neurons"):
        for title, rows in accounts(neurons_film, slug):
            index = int(re.search(r"\d+", title)[0]) - (number == 2)
            assert title == (f"hidden neuron {index + 1}" if number == 2 else
                             f"output of digit {index} "
                             f"(no. {index + 1} of 10)")
            sums, biases, neurons = (neuron_arrays[one][number] for one in (
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


def test_weights_are_named_as_in_the_article(neurons_film, neuron_arrays):
    named = {}
    for title, rows in accounts(neurons_film, "weights"):
        if title == "weights":
            assert set(rows.values()) == {"15,680", "200", "90"}
        else:
            layer, to, start = map(int, re.fullmatch(
                r"w\((\d)-(\d+),(\d+)\)", title).groups())
            assert says(rows["its value"],
                        neuron_arrays["weights"][layer][to - 1, start - 1])
            assert (f"the output of digit {to - 1}" in rows) == (layer == 3)
            named[title] = rows
    assert list(named) == ["w(2-1,1)", "w(2-20,784)", "w(3-1,1)",
                           "w(3-10,20)"]


def test_pixels_are_counted_from_one(neurons_film, neuron_arrays):
    image, seen = neuron_arrays["neurons"][1], set()
    for title, rows in accounts(neurons_film, "pixels"):
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
