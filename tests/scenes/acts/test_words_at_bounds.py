"""Sentences on both sides of where they become others."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts import counter_words, one_weight_words, rounds_learnt_words
from scenes.acts.attention_words import mixed, scaled
from scenes.acts.attention_words import outcome as looked_at
from scenes.acts.counter_words import outcome_words
from scenes.acts.product_words import called
from scenes.acts.sheets_words import for_and_against
from scenes.acts.two_examples_words import most_shown
from scenes.reading.loop_courses import Course
from scenes.reading.loop_figures import Figures
from scenes.words.naming import language

ROW = np.arange(6.0).reshape(2, 3)


def course(*arrays):
    return Course("w", tuple(Value.of(np.array(one)) for one in arrays))


def shares(*numbers):
    return np.array(numbers)


def loss(*numbers):
    return Figures("loss", numbers)


def named(name):
    return Value.of(ROW, name=name)


@pytest.mark.parametrize(
    "sentence, given, english, chinese",
    [
        (one_weight_words.longer, (1.0,), "", ""),
        (one_weight_words.longer, (1.4,), "drawn 1 times as long", "画长了 1 倍"),
        (
            one_weight_words.longer,
            (2000.0,),
            "drawn 2,000 times as long",
            "画长了 2,000 倍",
        ),
        (
            one_weight_words.hill,
            (0.1,),
            "Raise it, the loss grows; lower it, it shrinks.",
            "调大它，损失变大；调小它，损失变小。",
        ),
        (
            one_weight_words.hill,
            (-0.1,),
            "Raise it, the loss shrinks; lower it, it grows.",
            "调大它，损失变小；调小它，损失变大。",
        ),
        (
            rounds_learnt_words.left_out_words,
            (3,),
            "3 more arrays are learnt besides",
            "此外还学习 3 个数组",
        ),
        (most_shown, (20, 20), "", ""),
        (for_and_against, (np.array([-1.0, -2.0]), -3.0), "", ""),
        (for_and_against, (np.array([1.0, 2.0]), 3.0), "", ""),
        (
            for_and_against,
            (np.array([1.0, -2.0]), -1.0),
            "On orange for, on blue against: 1.0 − 2.0 = −1.0.",
            "橙色处赞成，蓝色处反对：1.0 − 2.0 = −1.0。",
        ),
        (scaled, (None,), "", ""),
        (scaled, (1.001,), "", ""),
        (scaled, (0.5,), "÷ 2", "÷ 2"),
        (scaled, (2.0,), "× 2", "× 2"),
        (scaled, (-0.5,), "× −0.5", "× −0.5"),
        (
            looked_at,
            (1, shares(0.5, 0.5, 0.0), ""),
            "Query 1 looks at 2 keys alike, 0.50 each.",
            "查询 1 对 2 个键同样看重，各 0.50。",
        ),
        (
            looked_at,
            (1, shares(0.5, 0.5 - 1e-8, 1e-8), "head 0"),
            "In head 0, query 1 looks most at key 0: 0.50.",
            "Head 0 中，查询 1 最看重键 0：0.50。",
        ),
        (
            mixed,
            (0, shares(0.0, 1.0), shares(4.0, 3.0), ROW),
            "Output 0, column 0: 1 × 3 = 0",
            "输出 0 第 0 列：1 × 3 = 0",
        ),
        (
            mixed,
            (0, shares(0.25, 0.75), shares(4.0, 3.0), ROW),
            "Output 0, column 0: 0.75 × 3 + … = 0",
            "输出 0 第 0 列：0.75 × 3 + … = 0",
        ),
        (
            outcome_words,
            (loss(3.0, np.inf), 0, 1),
            "loss was 3 and is +inf now.",
            "loss：原来 3，现在 +inf。",
        ),
        (
            outcome_words,
            (loss(np.nan, 2.5), 0, 1),
            "loss was nan and is 2.500 now.",
            "loss：原来 nan，现在 2.500。",
        ),
        (
            outcome_words,
            (loss(2.5, 2.0, 2.5), 0, 1),
            "loss falls from 2.500 to 2.000.",
            "loss 从 2.500 降到 2.000。",
        ),
        (
            outcome_words,
            (loss(2.5, 2.5, 3.0), 0, 1),
            "loss stays 2.500.",
            "loss 一直是 2.500。",
        ),
        (
            outcome_words,
            (loss(2.5, 3.0, 2.5), 0, 2),
            "loss stays about 2.500.",
            "loss 大约保持在 2.500。",
        ),
        (
            outcome_words,
            (loss(1.0, 12345.0), 0, 1),
            "loss rises from 1 to 12,345.",
            "loss 从 1 升到 12,345。",
        ),
        (
            counter_words.changed_words,
            (course([1.0, 2.0], [1.0, np.nan]), 0, 1),
            "w[1] changes most: from 2.000 to nan.",
            "w[1] 变化最大：从 2.000 到 nan。",
        ),
        (
            counter_words.changed_words,
            (course([np.nan, 2.0], [np.nan, 2.0]), 0, 1),
            "w stays as it is.",
            "w 没有变化。",
        ),
        # Of a name as long as may be all, of a longer one its end.
        (called, (named("n" * 28),), "n" * 28, "n" * 28),
        (called, (named("n" * 29),), f"…{'n' * 27}", f"…{'n' * 27}"),
        (called, (named(f"{'n' * 9}.{'m' * 26}"),), f"….{'m' * 26}", f"….{'m' * 26}"),
        (called, (named(f"n.{'m' * 28}"),), f"…{'m' * 27}", f"…{'m' * 27}"),
        (called, (Value.of(ROW),), "the result", "结果"),
    ],
)
def test_sentence(sentence, given, english, chinese):
    assert sentence(*given) == english
    with language("zh"):
        assert sentence(*given) == chinese
