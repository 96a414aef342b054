"""Two columns become one, bar by bar: which rows are told, and how."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.combined_columns import added, column, divided, taken, times
from tests.told import act_in, acts_of, kinds_of, numbers, player_of, told_of, turns_of


def errors(outputs, wanted):
    output_delta = outputs - wanted
    return output_delta


def rising(x):
    return -np.exp(-x)


def falling(x):
    return np.exp(-x)


def slopes(error, slope):
    """The error times a slope of a curve that rises all the way."""
    heights = rising(-np.log(slope))
    steepness = -heights
    hidden_delta = error * steepness
    return hidden_delta


def falling_slopes(error, slope):
    heights = falling(-np.log(-slope))
    steepness = -heights
    hidden_delta = error * steepness
    return hidden_delta


def larger(left, right):
    most = np.maximum(left, right)
    return most


def in_place(left, right):
    left += right
    return left


def masked(left, right):
    rest = np.subtract(left, right, where=left > 1, out=np.zeros(9))
    return rest


@pytest.mark.parametrize(
    "call, left, right, kind",
    [
        (added, (3, 1), (3, 1), "combine"),
        (taken, (3, 1), (3, 1), "combine"),
        (times, (3, 1), (3, 1), "combine"),
        (divided, (3, 1), (3, 1), "combine"),
        (times, (2,), (2,), "combine"),
        (times, (1, 3), (1, 3), "combine"),
        (times, (32, 1), (32, 1), "combine"),
        (times, (33, 1), (33, 1), "cells_combine"),
        (times, (1, 1), (1, 1), "arithmetic"),
        (times, (3, 2), (3, 2), "cells_combine"),
        (times, (3, 1), (1, 1), "cells_combine"),
        (times, (1, 1), (3, 1), "cells_combine"),
        (times, (3,), (1, 3), "cells_combine"),
        (larger, (3, 1), (3, 1), "cells_combine"),
        (in_place, (3, 1), (3, 1), "update_bars"),
    ],
)
def test_what_is_recognised(call, left, right, kind):
    assert kinds_of(call, numbers(*left), numbers(*right)) == [kind]


def test_a_masked_difference_is_none_of_a_column():
    assert kinds_of(masked, numbers(9), numbers(9))[-1] == "generic"


# What is said of the rows that go alone, in order.
TOLD = [
    (
        errors,
        (0.2, 0.9354, 0.1, 0.5),
        (0, 1, 0, 0),
        {
            1: "Neuron 1, the right answer: 0.935 − 1.000 = −0.065: too low.",
            3: "Neuron 3, largest of the rest: 0.500 − 0.000 = +0.500: too high.",
        },
        {
            1: "神经元 1，正确答案：0.935 − 1.000 = −0.065：太低。",
            3: "神经元 3，其余中最大：0.500 − 0.000 = +0.500：太高。",
        },
    ),
    (
        errors,
        (-0.75, 1.25, 0.5),
        (0, 1, 0),
        {
            1: "Neuron 1, the right answer: +1.250 − 1.000 = +0.250: too high.",
            0: "Neuron 0, largest of the rest: −0.750 − 0.000 = −0.750: too low.",
        },
        {
            1: "神经元 1，正确答案：+1.250 − 1.000 = +0.250：太高。",
            0: "神经元 0，其余中最大：−0.750 − 0.000 = −0.750：太低。",
        },
    ),
    (  # of ten outputs, each is a digit
        errors,
        (*[0.05] * 9, 0.75),
        (*[0] * 3, 1, *[0] * 6),
        {
            3: "Digit 3, the right answer: 0.050 − 1.000 = −0.950: too low.",
            9: "Digit 9, largest of the rest: 0.750 − 0.000 = +0.750: too high.",
        },
        {
            3: "数字 3，正确答案：0.050 − 1.000 = −0.950：太低。",
            9: "数字 9，其余中最大：0.750 − 0.000 = +0.750：太高。",
        },
    ),
    (  # where one of them is right, none is called wrong
        errors,
        (0.2, 0.9, 0.0),
        (0, 1, 0),
        {0: "Neuron 0, the largest in size: 0.200 − 0.000 = +0.200."},
        {0: "神经元 0，绝对值最大：0.200 − 0.000 = +0.200。"},
    ),
    (  # the right answer has exactly its error
        errors,
        (0.2, 1.0, 0.1),
        (0, 1, 0),
        {0: "Neuron 0, the largest in size: 0.200 − 0.000 = 0.200."},
        {0: "神经元 0，绝对值最大：0.200 − 0.000 = 0.200。"},
    ),
    (  # what is no number is neither too low nor too high
        errors,
        (0.25, np.nan, 0.1),
        (0, 1, 0),
        {0: "Neuron 0, the largest in size: 0.250 − 0.000 = 0.250."},
        {0: "神经元 0，绝对值最大：0.250 − 0.000 = 0.250。"},
    ),
    (  # another rest: no answer is wanted
        errors,
        (0.2, 0.9, 0.1),
        (0.5, 1, 0.5),
        {2: "Neuron 2, the largest in size: 0.100 − 0.500 = −0.400."},
        {2: "神经元 2，绝对值最大：0.100 − 0.500 = −0.400。"},
    ),
    (  # of a sum nothing is wanted
        added,
        (0.25, 0.5, -2.0),
        (0, 1, 0),
        {2: "Row 2, the largest in size: −2.000 + 0.000 = −2.000."},
        {2: "行 2，绝对值最大：−2.000 + 0.000 = −2.000。"},
    ),
    (  # signed numbers behind a sign stand in brackets
        added,
        (0.25, 0.5),
        (-1, 1),
        {1: "Row 1, the largest in size: 0.500 + (+1.000) = +1.500."},
        {1: "行 1，绝对值最大：0.500 + (+1.000) = +1.500。"},
    ),
    (
        divided,
        (0.25, 0.5),
        (-1, 1),
        {1: "Row 1, the largest in size: 0.500 ÷ (+1.000) = +0.500."},
        {1: "行 1，绝对值最大：0.500 ÷ (+1.000) = +0.500。"},
    ),
    (
        taken,
        (0.25, 0.5),
        (-1, 1),
        {0: "Row 0, the largest in size: 0.250 − (−1.000) = +1.250."},
        {0: "行 0，绝对值最大：0.250 − (−1.000) = +1.250。"},
    ),
    (
        slopes,
        (1.0, -0.5, 2.0),
        (0.125, 0.004, 0.25),
        {
            2: "Neuron 2, the largest in size: +2.000 × 0.250 = +0.500.",
            1: "Neuron 1, the flattest: −0.500 × 0.004 = −0.002.",
        },
        {
            2: "神经元 2，绝对值最大：+2.000 × 0.250 = +0.500。",
            1: "神经元 1，最平坦：−0.500 × 0.004 = −0.002。",
        },
    ),
]


@pytest.mark.parametrize("call, left, right, english, chinese", TOLD)
def test_the_rows_that_go_alone_and_their_words(call, left, right, english, chinese):
    player = player_of("combine", call, column(*left), column(*right))
    assert player.turns.firsts == tuple(english)
    for spoken, sentences in (("en", english), ("zh", chinese)):
        with language(spoken):
            for place, (index, sentence) in enumerate(sentences.items()):
                assert player.turn_words(index) == sentence
                assert player.words(1.1 + 4.2 * place) == sentence


@pytest.mark.parametrize(
    "call, left, right, reasons",
    [
        # A hundredth of the error and more comes through well enough.
        (slopes, (1.0, 2.0), (0.5, 0.0101), {0: "largest"}),
        (slopes, (1.0, 2.0), (0.5, 0.0099), {0: "largest", 1: "flat"}),
        (falling_slopes, (1.0, -2.0), (-0.5, -0.0099), {0: "largest", 1: "flat"}),
        (slopes, (1.0, 0.0), (0.5, 0.001), {0: "largest"}),
        # The flattest may well be the largest.
        (slopes, (1000.0, 1.0), (0.001, 0.002), {0: "largest"}),
        (slopes, (1.0, 2.0), (np.nan, 0.001), {1: "largest"}),
        (slopes, (1.0, 2.0), (np.inf, 0.001), {1: "largest"}),
        (times, (1.0, 2.0), (0.5, 0.001), {0: "largest"}),
        (errors, (0.25, 0.25, np.nan), (0, 1, 0), {1: "largest"}),
        (errors, (np.nan, np.nan, np.nan), (0, 1, 0), {0: "largest"}),
    ],
)
def test_why_a_row_goes_alone(call, left, right, reasons):
    act = act_in("en", "combine", call, column(*left), column(*right))
    assert act.turns.firsts == tuple(reasons)
    assert act.reasons == tuple(reasons.values())


@pytest.mark.parametrize(
    "call, left, right, turns",
    [
        (taken, (1, 3, 2), (1, 1, 0.5), [(5.2, 1.3), (1.0, 4.2), (6.5, 1.3)]),
        (
            errors,
            (0.2, 0.9, 0.1, 0.5),
            (0, 1, 0, 0),
            [(9.4, 1.3), (1.0, 4.2), (10.7, 1.3), (5.2, 4.2)],
        ),
    ],
)
def test_when_each_row_has_its_turn(call, left, right, turns):
    act = act_in("en", "combine", call, column(*left), column(*right))
    assert turns_of(act) == turns


@pytest.mark.parametrize(
    "spoken, call, told",
    [
        (
            "en",
            times,
            (
                "left × right, cell by cell",
                "Each cell of left times that of right at the same place.",
                "Each cell of left times that of right at the same place. "
                "Row 1 is furthest from zero: −6.000.",
                "scaled",
                "(2, 1)  =  (2, 1) * (2, 1)",
            ),
        ),
        (
            "zh",
            times,
            (
                "逐格：left × right",
                "left 的每一格乘以 right 同一位置的格。",
                "left 的每一格乘以 right 同一位置的格。行 1 离零最远：−6.000。",
                "scaled",
                "(2, 1)  =  (2, 1) * (2, 1)",
            ),
        ),
        (
            "en",
            slopes,
            (
                "How wrong is each hidden neuron?",
                "The error that came back, times the slope: where the curve is flat, "
                "little comes through.",
                "The error that came back, times the slope: where the curve is flat, "
                "little comes through. Row 1 is furthest from zero: −6.000.",
                "hidden errors",
                "(2, 1)  =  (2, 1) * (2, 1)",
            ),
        ),
    ],
)
def test_what_is_told(spoken, call, told):
    act = act_in(spoken, "combine", call, column(1, -3), column(4, 2))
    assert told_of(act) == told


def test_what_is_no_number_is_not_furthest_from_zero():
    act = act_in("en", "combine", added, column(np.nan, 1, -2), column(0, 1, 0))
    assert act.caption.endswith("Row 1 is furthest from zero: +2.000.")


def of_no_names(left, right):
    rest = np.cumsum(left) - np.cumsum(right)
    return rest


def test_columns_of_no_name_are_called_what_computed_them():
    player = player_of("combine", of_no_names, column(1, 2), column(3, 4))
    names = [bars.name_text for bars in player.columns]
    assert names == ["np.cumsum(left)", "np.cumsum(right)", "rest"]


@pytest.mark.parametrize(
    "call, left, right, told, turns, first",
    [
        (
            times,
            [1, 2, -3],
            [0, 0, 0],
            "right is 0 everywhere: nothing comes through.",
            [(1.0, 1.8), (2.8, 0.5), (3.3, 0.5)],
            "Row 0: +1.000 × 0 = 0.",
        ),
        (
            added,
            [0, 0, 0],
            [1, 2, -3],
            "What comes out is right again.",
            [(2.8, 0.5), (3.3, 0.5), (1.0, 1.8)],
            "Row 2, the largest in size: 0.000 + (−3.000) = −3.000.",
        ),
        (
            taken,
            [1, 2, -3],
            [0, 0, 0],
            "No cell of left has changed.",
            [(2.8, 0.5), (3.3, 0.5), (1.0, 1.8)],
            "Row 2, the largest in size: −3.000 − 0.000 = −3.000.",
        ),
    ],
)
def test_what_is_zero_everywhere_is_said_and_soon_over(
    call, left, right, told, turns, first
):
    columns = (column(*map(float, left)), column(*map(float, right)))
    act = act_in("en", "combine", call, *columns)
    assert act.outcome == told and act.caption.endswith(told)
    assert turns_of(act) == turns and act.outcome_at == act.turns.end
    player = player_of("combine", call, *columns)
    assert player.turn_words(act.turns.firsts[0]) == first


def test_what_is_no_number_is_said_before_what_is_zero():
    act = act_in("en", "combine", times, column(np.inf, 1.0), column(0.0, 0.0))
    assert act.outcome == "1 of 2 is no number."


def pulled_to_zero(x, w, v):
    """The gradient of z, and what its own size costs."""
    z = x @ w
    error = z @ v - x
    dz = error @ v.T
    dz = dz + z
    return x.T @ dz


def kept_and_added(x, w, v):
    z = x @ w
    added = np.tanh(z @ v)
    out = z + added @ v.T
    return out


@pytest.mark.parametrize(
    "call, is_kept", [(pulled_to_zero, False), (kept_and_added, True)]
)
def test_a_gradient_is_no_residual(call, is_kept):
    given = (
        np.linspace(-1, 1, 12).reshape(4, 3),
        np.eye(3)[:, :2] + 0.5,
        np.eye(3)[:2],
    )
    acts = acts_of(call, *given)
    assert any("residual" in act.lead for act in acts) == is_kept
