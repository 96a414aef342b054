"""Two columns become one, bar by bar: which rows are told, and how."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.words.naming import language
from tests.told import act_in, kinds_of, numbers, player_of, told_of, turns_of


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


def added(left, right):
    total = left + right
    return total


def taken(left, right):
    rest = left - right
    return rest


def times(left, right):
    scaled = left * right
    return scaled


def divided(left, right):
    share = left / right
    return share


def larger(left, right):
    most = np.maximum(left, right)
    return most


def in_place(left, right):
    left += right
    return left


def masked(left, right):
    rest = np.subtract(left, right, where=left > 1, out=np.zeros(9))
    return rest


def column(*values):
    return np.array(values, float)[:, None]


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
            1: "Neuron 1, the flattest: −0.500 × 0.004 = −0.002: little comes through.",
        },
        {
            2: "神经元 2，绝对值最大：+2.000 × 0.250 = +0.500。",
            1: "神经元 1，最平坦：−0.500 × 0.004 = −0.002：几乎什么也传不过去。",
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
    "call, left, right, shared",
    [
        (added, (1.0, 2.0), (3.0, 9.0), 3),
        (taken, (1.0, 2.0), (3.0, 9.0), 3),
        (taken, (np.inf, 2.0), (3.0, 9.0), 1),
        (taken, (1.0, 2.0), (np.nan, 9.0), 1),
        (added, (1e308, 1.0), (1.5e308, 1.0), 1),
        (times, (1.0, 3.0), (1.0, 0.5), 2),
        (times, (1.0, 3.0), (-1.0, 0.5), 2),
        (times, (1.0, 3.0), (-1.01, 0.5), 1),
        (times, (1.0, 3.0), (1.01, 0.5), 1),
        (divided, (1.0, 2.0), (1.0, 0.5), 1),
    ],
)
def test_how_many_columns_share_a_scale(call, left, right, shared):
    with np.errstate(over="ignore"):
        player = player_of("combine", call, column(*left), column(*right))
    assert player.act.shared == shared
    player.show(1.0)
    spans = [bars.span for bars in player.columns]
    alike = {3: {0, 1, 2}, 2: {0, 2}, 1: set()}[shared]
    for one in range(3):
        for other in range(one):
            assert (spans[one] == spans[other]) == ({one, other} <= alike)
    # What has a scale of its own says so below it.
    notes = [part for part in player.parts if getattr(part, "text", "")[-3:] == "own"]
    lefts = [bars.box.left + 62 for bars in player.columns]
    assert [lefts.index(note.box.left) for note in notes if note.opacity] == (
        {3: [], 2: [1], 1: [1, 2]}[shared]
    )
    foot = 0 if shared == 3 else 22
    assert all(
        bars.box.top + bars.box.height + foot <= player.stage.bottom
        for bars in player.columns
    )


@pytest.mark.parametrize(
    "left, right, factor",
    [
        ((1.0, 0.5), (0.6, 0.4), None),  # could be hardly longer
        ((1.0, 0.5), (0.5, 0.5), 2.0),
        ((1.0, 0.5), (0.3, 0.3), 3.0),
        ((1.0, 0.5), (0.08, 0.08), 12.0),
        ((1.0, 0.5), (0.0081, 0.0081), 120.0),
        ((1.0, 0.5), (0.00081, 0.00081), 1200.0),
        ((-1.0, -0.5), (0.08, 0.08), 12.0),
        ((1.0, -0.5), (0.08, 0.25), 4.0),  # as far as either side has room
        ((1.0, -0.5), (0.25, 0.08), 4.0),
        ((1.0, 0.5), (0.08, -0.08), None),  # none below zero
        ((-1.0, -0.5), (0.08, -0.08), None),
        ((1.0, 0.0), (0.0, 0.5), None),  # nothing can be longer
    ],
)
def test_how_many_times_longer_the_bars_are_drawn(left, right, factor):
    act = act_in("en", "combine", times, column(*left), column(*right))
    assert (act.shared, act.factor) == (2, factor)
    end = act.turns.end
    assert act.enlarged == end + 1.5
    assert act.seconds == pytest.approx(end + 1.2 + (0 if factor is None else 2.7))


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
                "little comes through. Neuron 1 is furthest from zero: −6.000.",
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


def test_all_columns_of_one_scale_have_as_many_decimals():
    player = player_of("combine", added, column(0.001, 0.002), column(0.5, 0.25))
    assert [bars.write.form for bars in player.columns] == [".5f"] * 3
    # Powers of ten stay as they are; so do columns of scales of their own.
    player = player_of("combine", added, column(2e5, 1), column(0.5, 0.25))
    assert [bars.write.form for bars in player.columns] == [".2e", ".3f", ".2e"]
    player = player_of("combine", times, column(0.02, 0.05), column(0.5, 0.25))
    assert [bars.write.form for bars in player.columns] == [".4f", ".3f", ".4f"]


def test_where_the_columns_and_signs_stand():
    player = player_of("combine", taken, column(1, 3, 2), column(1, 1, 0.5))
    left, right, result = (bars.box for bars in player.columns)
    assert left.left < right.left < result.left
    assert [bars.name_text for bars in player.columns] == ["left", "right", "rest"]
    signs = [part for part in player.parts if getattr(part, "text", "") in ("−", "=")]
    assert [sign.text for sign in signs] == ["−", "="]
    for sign, before, after in zip(signs, (left, right), (right, result)):
        middle = sign.box.left + sign.box.width / 2
        assert before.right < middle < after.left
        assert sign.box.top + sign.box.height / 2 == left.top + left.height / 2


def test_the_left_bar_comes_over_and_becomes_the_result():
    """Of -4 × 0.25 = -1 and 2 × 0.25 = 0.5, in a turn of 4.2 seconds."""
    player = player_of("combine", times, column(-4, 2), column(0.25, 0.25))
    left, right, result = player.columns

    def at(share):
        player.show(1.0 + 4.2 * share)
        assert left.focus == right.focus == result.focus == 0
        return player.slips.items, result.grown.tolist()

    player.show(0.9)
    assert (player.slips.items, result.grown.tolist()) == ((), [0, 0])
    (coming,), grown = at(0.17)
    assert grown == [0, 0]
    middle = (left.bar_box(0).left + result.bar_box(0, -4.0).left) / 2
    assert coming.box.left == pytest.approx(middle)
    (ghost, now), _ = at(0.40)  # it stands at the result's place
    assert ghost.opacity == 0.28 and now.opacity == 1
    assert now.box == result.bar_box(0, -4.0)
    (_, now), _ = at(0.65)  # half way of the change
    assert now.box.left == pytest.approx(result.bar_box(0, -2.5).left)
    assert now.color == left.bar_color(0)
    (_, _), grown = at(0.835)
    assert grown == [0, 0]
    (ghost,), grown = at(0.85)  # the bar itself stands now
    assert grown == [1, 0] and ghost.opacity == 0.28
    player.show(player.act.enlarged - 0.2)
    assert [slip.opacity for slip in player.slips.items] == [pytest.approx(0.14)] * 2
    player.show(player.act.enlarged)
    assert player.slips.items == () and left.focus is None


def test_a_bar_that_passes_zero_changes_its_color():
    player = player_of("combine", taken, column(3, 1), column(4, 1))
    seen = []
    for share in (0.45, 0.83):
        player.show(1.0 + 4.2 * share)
        seen.append(player.slips.items[-1].color)
    assert seen == [player.columns[0].bar_color(0), player.columns[2].bar_color(0)]
    assert seen[0] != seen[1]
    # The ghosts go 0.8 seconds after the last turn, if nothing is enlarged.
    opacities = []
    for after in (0.4, 0.6, 0.8):
        player.show(player.turns.end + after)
        opacities.append([round(slip.opacity, 3) for slip in player.slips.items])
    assert opacities == [[0.28, 0.28], [0.14, 0.14], []]


def test_at_the_end_what_is_short_is_enlarged():
    player = player_of("combine", times, column(-4, 2), column(0.25, 0.25))
    begin, result = player.act.enlarged, player.columns[2]
    assert player.note.text == "× 4, a scale of its own"
    spans, notes = [], []
    for second in (begin - 0.1, begin, begin + 0.15, begin + 0.6, begin + 1.2):
        player.show(second)
        spans.append(tuple(map(float, result.span)))
        notes.append(round(player.note.opacity, 3))
    assert spans == [
        (-4.0, 2.0),
        (-4.0, 2.0),
        pytest.approx(spans[2]),
        pytest.approx((-2.5, 1.25)),
        pytest.approx((-1.0, 0.5)),
    ]
    assert notes == [0, 0, 0.5, 1, 1]
    assert player.columns[0].span == (-4.0, 2.0)


def test_bars_of_scales_of_their_own_grow_where_they_stand():
    player = player_of("combine", divided, column(4, 2), column(0.5, 0.5))
    result = player.columns[2]
    seen = []
    for share in (0.34, 0.59, 0.84):
        player.show(1.0 + 4.2 * share)
        assert player.slips.items == ()
        seen.append(result.grown.round(3).tolist())
    assert seen == [[0, 0], [0.5, 0], [1, 0]]


def of_no_names(left, right):
    rest = np.cumsum(left) - np.cumsum(right)
    return rest


def test_columns_of_no_name_are_called_what_computed_them():
    player = player_of("combine", of_no_names, column(1, 2), column(3, 4))
    names = [bars.name_text for bars in player.columns]
    assert names == ["np.cumsum(left)", "np.cumsum(right)", "rest"]


@pytest.mark.parametrize("call, foot", [(added, 0), (times, 22), (divided, 22)])
def test_a_long_column_leaves_room_for_its_note(call, foot):
    player = player_of("combine", call, numbers(32) + 1, numbers(32) / 9)
    box, stage = player.columns[0].box, player.stage
    assert (box.top, box.bottom) == (stage.top + 14, stage.bottom - foot)
    own = [part for part in player.parts if getattr(part, "text", "")[-3:] == "own"]
    for note in own:
        assert (note.box.top, note.box.height) == (box.bottom, 30)
        assert note.box.right == min(
            bars.box.right
            for bars in player.columns
            if bars.box.left < note.box.left and bars.box.right > note.box.left
        )


@pytest.mark.parametrize(
    "call, right, firsts, shared, factor",
    [
        (times, [0.1, 0.02, 0.1], (2,), 2, 10.0),
        (times, [0.1, 0.02, -0.1], (2,), 2, None),  # no room below zero
        (times, [0.9, 0.9, 0.9], (2,), 2, None),  # hardly shorter
        (times, [0.1, 0.02, 5.0], (2,), 1, None),  # longer than it was
        (times, [0.1, np.inf, 0.1], (2,), 1, None),
        (times, [0.0, 0.0, 0.0], (0,), 2, None),
        (taken, [0.0, 1.0, 0.0], (1, 2), 3, None),  # the right answer
        (taken, [0.5, 1.0, 0.5], (2,), 3, None),
    ],
)
def test_how_two_columns_are_combined(call, right, firsts, shared, factor):
    left = np.array([[1.0], [0.5], [2.0]])
    film = Film(record(call, left, np.array(right)[:, None]))
    act = next(
        shot.player.act for shot in film.shots if shot.player.act.kind == "combine"
    )
    assert act.turns.firsts == firsts
    assert (act.shared, act.factor) == (shared, factor)
    assert len(act.reasons) == len(firsts)
    for shot in film.shots:
        for tenth in range(0, round(shot.seconds * 10) + 1, 7):
            film.show(shot, tenth / 10)  # of zeros and infinities, too


@pytest.mark.parametrize(
    "call, left, right, told, turns, first",
    [
        (
            times,
            [1, 2, -3],
            [0, 0, 0],
            "right is 0 everywhere: nothing comes through.",
            [(1.0, 1.8), (2.8, 0.5), (3.3, 0.5)],
            "Row 0: +1.000 × 0.00000 = 0.00000.",
        ),
        (
            added,
            [0, 0, 0],
            [1, 2, -3],
            "What comes out is right again.",
            [(2.8, 0.5), (3.3, 0.5), (1.0, 1.8)],
            "Row 2, the largest in size: 0.00000 + (−3.00000) = −3.00000.",
        ),
        (
            taken,
            [1, 2, -3],
            [0, 0, 0],
            "No cell of left has changed.",
            [(2.8, 0.5), (3.3, 0.5), (1.0, 1.8)],
            "Row 2, the largest in size: −3.00000 − 0.00000 = −3.00000.",
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
