"""Several statements in one act: which are shown, when, and what is said."""

import numpy as np
import pytest

from network.trace import Span, Value
from scenes.acts.passage import Passed, passage
from scenes.words.naming import language


def passed(name, *numbers, line=1):
    value = Value.of(np.array(numbers, float), name=name) if numbers else None
    return Passed(name, value, Span("network.py", line, 0, line, 9))


A, B, C, D, E = (passed(name, 1.5, -2, line=3) for name in "abcde")


@pytest.mark.parametrize(
    "given, english, chinese",
    [
        (
            [A],
            (
                "Quickly: a",
                "Computed in one go: a.",
                "a reaches from −2.000 to +1.500.",
            ),
            ("快速经过：a", "一步得出 a。", "a 的值从 −2.000 到 +1.500。"),
        ),
        (
            [A, B, A],
            (
                "Quickly: a, b",
                "3 steps in one go: a and b.",
                "a reaches from −2.000 to +1.500.",
            ),
            ("快速经过：a, b", "一次经过 3 步：a、b。", "a 的值从 −2.000 到 +1.500。"),
        ),
        (
            [A, B, C, D, passed("e", 7)],
            ("Quickly: a, b, c … e", "5 steps in one go, from a to e.", "e is 7.000."),
            ("快速经过：a, b, c … e", "一次经过 5 步，从 a 到 e。", "e 是 7.000。"),
        ),
        (
            [passed(""), passed("")],
            ("2 steps, quickly", "2 steps in one go.", ""),
            ("快速经过 2 步", "一次经过 2 步。", ""),
        ),
        # What comes last cannot be shown: then what comes before it.
        (
            [passed("", 1, 2), passed("d")],
            (
                "Quickly: d",
                "2 steps in one go: d.",
                "The last reaches from 1.000 to 2.000.",
            ),
            ("快速经过：d", "一次经过 2 步：d。", "最后一个的值从 1.000 到 2.000。"),
        ),
        # What is no number is beyond low and high.
        (
            [passed("a", np.nan, 3.0, np.inf, 2.0)],
            ("Quickly: a", "Computed in one go: a.", "a reaches from 2.000 to 3.000."),
            ("快速经过：a", "一步得出 a。", "a 的值从 2.000 到 3.000。"),
        ),
        # Not everywhere: beside it stands what is no number.
        (
            [passed("a", 3.0, np.nan, 3.0)],
            ("Quickly: a", "Computed in one go: a.", "a reaches from 3.000 to 3.000."),
            ("快速经过：a", "一步得出 a。", "a 的值从 3.000 到 3.000。"),
        ),
        # Four names are all called.
        (
            [A, B, C, D],
            (
                "Quickly: a, b, c, d",
                "4 steps in one go: a, b, c and d.",
                "d reaches from −2.000 to +1.500.",
            ),
            (
                "快速经过：a, b, c, d",
                "一次经过 4 步：a、b、c、d。",
                "d 的值从 −2.000 到 +1.500。",
            ),
        ),
        # Words cannot be drawn.
        (
            [A, Passed("b", Value.of(np.array(["x", "y"])), None)],
            (
                "Quickly: a, b",
                "2 steps in one go: a and b.",
                "a reaches from −2.000 to +1.500.",
            ),
            ("快速经过：a, b", "一次经过 2 步：a、b。", "a 的值从 −2.000 到 +1.500。"),
        ),
        (
            [passed("a", np.nan, np.inf)],
            ("Quickly: a", "Computed in one go: a.", ""),
            ("快速经过：a", "一步得出 a。", ""),
        ),
    ],
)
def test_what_is_said(given, english, chinese):
    for spoken, (title, lead, outcome) in ("en", english), ("zh", chinese):
        with language(spoken):
            act = passage(given)
        assert (act.title, act.lead, act.outcome) == (title, lead, outcome)


def test_of_each_name_the_last_is_shown():
    assert passage([A, B, A, passed("c")]).shown == (1, 2)


def test_of_many_some_are_shown_from_the_first_to_the_last():
    many = [passed(f"a{number}", number) for number in range(15)]
    assert passage(many[:8]).shown == tuple(range(8))
    shown = passage(many).shown
    assert len(shown) == 8 and (shown[0], shown[-1]) == (0, 14)
    assert set(np.diff(shown)) == {2}


def test_each_is_lit_as_its_turn_comes():
    act = passage([passed("a", 1, line=3), passed("b", 2, line=5)], each=0.5)
    assert [one.statement.line for one in act.lit] == [3, 5]
    assert [one.second for one in act.lit] == [0.0, act.turns.starts[1]]
    assert act.turns.starts.tolist() == pytest.approx([0.8, 1.3])
    assert act.outcome_at > act.turns.starts[1]
    assert act.outcome_at < act.seconds


def test_it_is_called_by_its_first_and_last():
    assert passage([A]).step_name == "a"
    assert passage([A, B]).step_name == "a, b"
    assert passage([A, B, C]).step_name == "a … c"
    assert passage([A, B], title="A title").title == "A title"


def test_it_gives_what_comes_last():
    act = passage([A, B, passed("c")])
    assert (act.result, act.result_name) == (B.value, "c")
