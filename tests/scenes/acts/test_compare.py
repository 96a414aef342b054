"""The same column before and after a learning step: what has grown most."""

import numpy as np
import pytest

from scenes.acts import compare
from scenes.acts.compare import comparison
from scenes.words.naming import language
from tests.scenes.acts.given import column, in_both, played, texts_of, told

NOTE = "a different scale"
BEFORE = column(0.5, 0.25, 0.125, name="before", identity=1)
AFTER = column(0.5, 0.375, 0.0, name="after", identity=2)


def test_the_same_column_before_and_after():
    english, chinese = in_both(comparison, "output_neurons", BEFORE, AFTER)
    assert told(english) == (
        "What has the network learned?",
        "The same image once more: output neurons before and after one step.",
        "The same image once more: output_neurons[1] was 0.250 and is now 0.375.",
        "before and after",
    )
    assert told(chinese) == (
        "网络学到了什么？",
        "再看一次同一张图像：学习一步之前和之后的输出神经元。",
        "再看一次同一张图像：output_neurons[1] 原来是 0.250，现在是 0.375。",
        "之前与之后",
    )
    assert (english.seconds, english.label, english.result) == (7.2, 1, AFTER)
    assert [value.name for value in english.operands] == ["output_neurons"] * 2


def test_what_has_grown_most_is_lit_when_it_is_told():
    player = played(comparison("output_neurons", BEFORE, AFTER))
    assert compare.LIT == 4.2
    for time, lit, words in (
        (4.1, None, ""),
        (4.2, 1, "Neuron 1: 0.250 before, 0.375 now."),
    ):
        player.show(time)
        assert [one.focus for one in player.columns] == [lit] * 3
        assert player.words(time) == words
    for part, numbers in zip(
        player.columns, ([0.5, 0.25, 0.125], [0.5, 0.375, 0.0], [0.0, 0.125, -0.125])
    ):
        np.testing.assert_array_equal(part.values.array, numbers)
    first, second, change = player.columns
    assert first.span == second.span == (0.0, 0.5) != change.span
    assert [one.name_text for one in player.columns] == [
        "output_neurons, before",
        "output_neurons, after one step",
        "after − before",
    ]
    assert texts_of(player, 8.0) == [NOTE]
    with language("zh"):
        assert player.words(5.0) == "神经元 1：之前 0.250，现在 0.375。"


def test_what_stands_there_already_does_not_grow_again():
    act = comparison("output_neurons", BEFORE, AFTER)
    for standing, grows in ((AFTER, 0), (BEFORE, 1)):
        before = played(comparison("y", column(9, 9, 9), standing))
        player = played(act, before)
        assert player.growing == (player.columns[grows], player.columns[2])
    player.show(1.0)
    assert [one.grown.sum() for one in player.growing] == [0, 0]
    player.show(2.6)
    assert player.growing[0].grown.tolist() == [1, 1, 1]
    assert player.growing[1].grown.sum() == 0
    player.show(4.2)
    assert player.growing[1].grown.tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    "after, label",
    [([0.0, 0.0, 0.5], 2), ([np.nan, 0.5, 0.0], 1), ([0.5, 0.25, 0.125], 0)],
)
def test_no_number_has_not_grown(after, label):
    act = comparison("y", BEFORE, column(*after))
    assert act.label == label


@pytest.mark.parametrize(
    "before, after, written",
    [
        # The fewest decimals from 3 to 5 with which the change has two digits ...
        ([0.0], [0.01], ["0.000", "0.010"]),
        ([0.0], [0.008], ["0.0000", "0.0080"]),
        ([0.5], [0.492], ["0.5000", "0.4920"]),
        ([0.0], [0.0008], ["0.00000", "0.00080"]),
        ([0.0], [0.00001], ["0.00000", "0.00001"]),
        # ... and with which each row adds up as it is written: 0.012 + 0.012.
        ([0.0, 0.0124], [0.5, 0.0248], ["0.0000", "0.5000"]),
        ([0.0, 0.0124], [0.5, 0.0243], ["0.000", "0.500"]),
        ([0.0, np.nan], [0.5, 0.0248], ["0.000", "0.500"]),
        # With none of them it does.
        ([0.0, 0.012344], [0.5, 0.024688444], ["0.000", "0.500"]),
    ],
)
def test_with_how_many_decimals_a_change_is_written(before, after, written):
    before, after = np.array(before), np.array(after)
    write = compare.changes_written(before, after, 0)
    assert [write(one[0]) for one in (before, after)] == written


def test_numbers_have_decimals_enough_for_what_has_changed_little():
    before, after = np.array([[0.5], [0.25]]), np.array([[0.5004], [0.25]])
    write = compare.changes_written(before, after, 0)
    assert [write(one) for one in (0.5, 0.5004)] == ["0.50000", "0.50040"]
