"""Passes that are counted, passed over, or frames of a strip."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.acts.catalogue import player_of
from scenes.acts.counter import counter
from scenes.acts.counter_words import outcome_words
from scenes.acts.passage import MOST_SHOWN, Passed, passage
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD
from scenes.acts.strip import strip
from scenes.reading.loop_figures import Figures
from scenes.reading.loops import loops
from scenes.reading.value_roles import roles_of
from scenes.stage.line_chart import LineChart
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import language
from tests import looping
from tests.looping import SQUARE, STATES, X, Y

STAGE = Box(60, 300, 1810, 680)


def planned(make, trace, first, last):
    roles = roles_of(trace)
    return make(roles.read(loops).loops[0], roles, first, last)


def test_one_pass_goes_on_from_the_one_before_it():
    act = planned(counter, looping.training(4), 1, 1)
    losses = act.figures.numbers
    assert act.outcome == f"loss falls from {losses[0]:.3f} to {losses[1]:.3f}."
    assert (act.first, act.last) == (1, 1)
    player = played(act)
    assert [player.pass_at(second) for second in (0.0, act.seconds)] == [0, 1]
    (course,) = act.courses
    assert act.operands == (course.values[0],)


def played(act) -> ActPlayer:
    return player_of(act)(act, STAGE)


# The counter


@pytest.mark.parametrize(
    "spoken, lead, outcome",
    [
        (
            "en",
            "“for t in range(rounds)” runs the same 4 statements 12 times.",
            "loss falls from 2.594 to 0.0730.",
        ),
        (
            "zh",
            "“for t in range(rounds)” 把同样的 4 条语句执行 12 遍。",
            "loss 从 2.594 降到 0.0730。",
        ),
    ],
)
def test_what_a_counter_says(spoken, lead, outcome):
    with language(spoken):
        act = planned(counter, looping.training(), 2, 10)
    assert (act.lead, act.outcome) == (lead, outcome)
    assert act.telling == ((0.0, lead), (act.outcome_at, outcome))


def test_a_counter_shows_each_pass_as_it_was():
    trace = looping.training()
    act = planned(counter, trace, 2, 10)
    player = played(act)
    (chart,) = (part for part in player.parts if isinstance(part, LineChart))
    (sheet,) = (part for part in player.parts if isinstance(part, MatrixPlane))
    assigned = [step.assigned for step in trace.steps if step.targets == ("w",)]
    seen = set()
    for second in np.linspace(0, act.seconds, 40):
        player.show(second)
        index = player.pass_at(second)
        seen.add(index)
        assert chart.shown == index + 1
        np.testing.assert_array_equal(
            sheet.values.array.ravel(), assigned[index][0].array
        )
        assert player.count.text == f"t = {index}"
        assert player.number.text == f"{index + 1} of 12"
    assert seen == set(range(2, 11))


@pytest.mark.parametrize(
    "function, arguments, told",
    [
        (
            looping.adjusted_in_place,
            (np.ones((3, 1)), X, Y),
            "The mean of |x @ w - y| falls from",
        ),
        (
            looping.adjusted_in_place,
            (np.full((3, 1), np.nan), X, Y),
            "The mean of |x @ w - y| was nan and is nan now.",
        ),
        (
            looping.recurrent,
            ([np.ones((3, 1))] * 6, np.ones((4, 3)), SQUARE, np.zeros((4, 1))),
            "changes most: from",
        ),
        (looping.comprehended, ([np.ones(2)] * 6,), "5 of 6."),
        (looping.over_rows, (np.ones((6, 3)),), "5 of 6."),
    ],
)
def test_what_matters_in_a_loop(function, arguments, told):
    act = planned(counter, record(function, *arguments), 2, 4)
    assert told in act.outcome
    player = played(act)
    for second in (0.0, act.seconds / 2, act.seconds):
        player.show(second)


@pytest.mark.parametrize(
    "last, seconds", [(2, 3.0), (3, 5.0), (10, 5.0), (19, 9.0), (22, 9.0)]
)
def test_more_passes_go_by_in_more_seconds(last, seconds):
    def learn(w, x, y):
        for _ in range(30):
            w -= 0.1 * x.T @ (x @ w - y)
        return w

    act = planned(counter, record(learn, np.ones((3, 1)), X, Y), 0, last)
    assert act.outcome_at - ENTER == pytest.approx(seconds)
    assert act.seconds == pytest.approx(act.outcome_at + HOLD)


def test_what_changes_is_followed_as_long_as_a_curve():
    given = [np.ones((3, 1))] * 30, np.ones((4, 3)), SQUARE, np.zeros((4, 1))
    act = planned(counter, record(looping.recurrent, *given), 0, 10)
    assert "changes most" in act.outcome
    assert act.outcome_at - ENTER == pytest.approx(5.0)


def test_passes_of_which_nothing_is_known_take_two_seconds():
    trace = record(looping.comprehended, [np.ones(2)] * 30)
    act = planned(counter, trace, 0, 20)
    assert act.outcome_at - ENTER == pytest.approx(2.0)


def test_whole_numbers_are_told_as_such():
    numbers = Figures("errors", (4.0, 2.0, 0.0, 0.0))
    assert outcome_words(numbers, 0, 2) == "errors falls from 4 to 0."
    assert outcome_words(numbers, 2, 3) == "errors stays 0."


def test_a_variable_that_falls_by_chance_is_no_way_back():
    trace = record(looping.read_along, STATES[0][:3].T.repeat(3, axis=0))
    act = planned(strip, trace, 2, 3)
    assert not act.leftwards
    # Passes in which it has one value are told apart by their numbers.
    assert act.labels[2:4] == ("pass 3", "pass 4")


def test_a_number_that_stays_is_not_said_to_fall():
    numbers = Figures("loss", (2.0, 0.5, 0.5, 0.5))
    assert outcome_words(numbers, 1, 3) == "loss stays 0.500."
    assert outcome_words(numbers, 0, 3) == "loss falls from 2.000 to 0.500."


@pytest.mark.parametrize(
    "spoken, told",
    [("en", "loss stays about 0.500."), ("zh", "loss 大约保持在 0.500。")],
)
def test_a_number_that_is_written_alike_stays_about_there(spoken, told):
    with language(spoken):
        figures = Figures("loss", (0.50001, 2.0, 0.50002, 0.50003))
        assert outcome_words(figures, 0, 3) == told


# The strip


@pytest.mark.parametrize(
    "spoken, lead",
    [
        ("en", "Each pass makes its hs[t] of xs[t] and of the one before."),
        ("zh", "每一遍由 xs[t] 和上一遍的 hs[t] 算出新的 hs[t]。"),
    ],
)
def test_what_a_strip_says(spoken, lead):
    with language(spoken):
        act = planned(strip, looping.recurring(), 2, 5)
    assert act.lead == lead
    assert [one.name for one in act.rows] == ["xs[t]", "hs[t]"]
    cell = int(np.abs(act.result.array).argmax())
    assert f"{cell}" in act.outcome and "t = 5" in act.outcome


def test_the_state_travels_from_frame_to_frame():
    act = planned(strip, looping.recurring(), 2, 5)
    player = played(act)
    (traveller,) = player.travellers
    states = player.planes[1]
    for index in range(2, 6):
        start, length = player.turns.starts[index - 2], player.turns.lengths[index - 2]
        lefts = []
        for share in (0.15, 0.3, 0.4):
            player.show(start + share * length)
            assert traveller.opacity > 0.9 and player.frames.current == index
            np.testing.assert_array_equal(
                traveller.values.array, act.rows[1].values[index - 1].array
            )
            lefts.append(traveller.box.left)
        assert lefts == sorted(lefts)
        assert states[index].revealed == 0  # it is not known yet
        player.show(start + length - 1e-6)
        assert states[index].revealed is None and traveller.opacity == 0
    player.show(act.seconds)
    assert [one.revealed for one in states] == [None] * 6 + [0]
    for plane, value in zip(states, act.rows[1].values, strict=True):
        np.testing.assert_array_equal(plane.values.array, value.array)


def test_backwards_time_goes_to_the_left():
    act = planned(strip, record(looping.backwards, STATES, SQUARE), 2, 5)
    assert act.leftwards and [one.name for one in act.rows][-1:] == ["dh"]
    frames = played(act).frames
    lefts = [frames.frame(index).left for index in range(len(act.labels))]
    assert lefts == sorted(lefts, reverse=True)
    assert act.labels[0] == "t = 6"


@pytest.mark.parametrize(
    "function, arguments",
    [
        (looping.counted, (np.ones(3), 9)),  # w is a parameter
        (looping.over_rows, (np.ones((6, 3)),)),  # nothing is carried on
        (
            looping.recurrent,
            ([np.ones((3, 1))] * 20, np.ones((4, 3)), SQUARE, np.zeros((4, 1))),
        ),  # too many to stand side by side
    ],
)
def test_what_is_no_strip(function, arguments):
    assert planned(strip, record(function, *arguments), 2, 4) is None


# Several statements in one act


def passed_of(*arrays):
    return [
        Passed(f"v{index}", None if array is None else Value.of(array), None)
        for index, array in enumerate(arrays)
    ]


@pytest.mark.parametrize(
    "arrays, lead, outcome",
    [
        (
            (np.ones(2), np.array([-1.0, 2.0])),
            "2 steps in one go: v0 and v1.",
            "v1 reaches from −1.000 to +2.000.",
        ),
        (
            (np.ones(2), np.float64(0.25)),
            "2 steps in one go: v0 and v1.",
            "v1 is 0.250.",
        ),
        ((np.ones(2),), "Computed in one go: v0.", "v0 is 1.000 everywhere."),
        ([np.ones(2)] * 9, "9 steps in one go, from v0 to v8.", None),
        ((np.full(2, np.nan),), "Computed in one go: v0.", ""),
        ((None, np.ones((0, 3))), "2 steps in one go: v0 and v1.", ""),
    ],
)
def test_what_a_passage_says(arrays, lead, outcome):
    act = passage(passed_of(*arrays))
    assert act.lead == lead
    assert outcome is None or act.outcome == outcome


def test_results_are_filled_with_their_statements():
    act = passage(passed_of(*[np.full((2, 2), float(k)) for k in range(20)]))
    player = played(act)
    assert len(player.results) == MOST_SHOWN
    for second in np.linspace(0, act.seconds, 25):
        player.show(second)
        for part, index in player.results:
            starts = float(act.turns.starts[index])
            if second <= starts:
                assert part.revealed == 0
            if second >= starts + 0.5:
                assert part.revealed is None
    boxes = [part.box for part, _ in player.results]
    assert all(box.bottom <= STAGE.bottom and box.top >= STAGE.top for box in boxes)


def drawing(h, x, Wx, Wh):
    """Reads what it has drawn itself."""
    draw = np.random.default_rng(1)
    for _ in range(5):
        h = np.tanh(Wx @ x + Wh @ h)
        x = np.zeros((3, 1))
        x[draw.integers(3)] = 1
    return h


def remembering(h, c, W):
    for t in range(5):
        c = c / 2 + np.tanh(W @ h)
        h = np.tanh(c) * 0.7
        h[t % 3] += t
    return h


@pytest.mark.parametrize(
    "function, arguments, names, lead, label",
    [
        (
            drawing,
            [np.ones((4, 1)), np.ones((3, 1)), SQUARE[:4, :3], SQUARE[:4, :4]],
            ["h", "x"],
            "Each pass makes its h and x of those of the pass before.",
            "pass 4",
        ),
        (
            remembering,
            [np.ones((3, 1)), np.zeros((3, 1)), SQUARE[:3, :3]],
            ["c", "h"],
            "Each pass makes its c and h of those of the pass before.",
            "t = 3",
        ),
    ],
)
def test_two_states_stand_once_each(function, arguments, names, lead, label):
    act = planned(strip, record(function, *arguments), 2, 3)
    assert [one.name for one in act.rows] == names
    assert act.lead == lead and act.labels[3] == label


def taking(xs, W):
    h = np.zeros(3)
    for t in range(4):
        sums = np.concatenate([xs[t], h]) @ W
        h = np.tanh(sums)
    return h


def taking_the_same(xs, W):
    h = np.zeros(3)
    for _ in range(4):
        sums = np.concatenate([xs[0], h]) @ W
        h = np.tanh(sums)
    return h


@pytest.mark.parametrize(
    "function, names", [(taking, ["xs[t]", "h"]), (taking_the_same, ["h"])]
)
def test_what_each_pass_takes_of_an_array_comes_in(function, names):
    xs = np.arange(8.0).reshape(4, 2) / 8
    act = planned(strip, record(function, xs, np.ones((5, 3)) / 9), 2, 3)
    assert [one.name for one in act.rows] == names
    for given, one in zip(xs, act.rows[0].values):
        assert names[0] != "xs[t]" or np.array_equal(one.array, given)


def test_what_the_code_does_not_use_is_no_figure():
    def halved(x):
        sizes = []
        for _ in range(4):
            x = x / 2
            _, size = np.max(x), np.sum(x)
            sizes.append(size)
        return sizes

    act = planned(counter, record(halved, np.arange(4.0)), 1, 2)
    assert act.figures.name == "size"


def test_how_far_something_has_moved_is_said():
    moved = Figures("w", (0.0, 0.25, 0.5), "distance")
    assert (
        outcome_words(moved, 1, 2)
        == "How far w has moved since the first pass rises from 0.250 to 0.500."
    )
