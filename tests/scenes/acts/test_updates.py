"""The change that an update shows is the one that was made."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.schedule import ENTER
from scenes.acts.update import TOLD, UPDATE
from scenes.film.film import Film
from scenes.film.learning_frame import with_ending
from scenes.film.storyboard import film_steps
from scenes.stage.values import Values
from tests.frames import drawn_at
from tests.legibility import faults_of


def taken_away(weights, change):
    weights -= change
    return weights


@pytest.mark.parametrize("shape", [(3, 1), (3, 4), (3, 784)])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint64, np.int8, np.float16])
def test_what_is_taken_away_is_below_zero(shape, dtype):
    weights, change = np.full(shape, 9, dtype), np.full(shape, 2, dtype)
    change.flat[-1] = 7
    player = Film(record(taken_away, weights, change)).shots[-1].player
    np.testing.assert_array_equal(player.change, -change.astype(float))
    assert "from 9.00000 to 2.00000" in player.act.caption


def wrapped_up(weights, change):
    weights += change
    return weights


def against(weights, change):
    weights += -0.1 * change
    return weights


def along(weights, change):
    weights += 0.1 * change
    return weights


def twice_against(weights, change):
    weights -= -0.1 * change
    return weights


@pytest.mark.parametrize(
    "call, words",
    [
        (against, "From each is taken 0.1 times its change."),
        (along, "To each is added 0.1 times its change."),
        (twice_against, "To each is added 0.1 times its change."),
    ],
)
def test_whether_a_change_is_taken_or_added(call, words):
    film = Film(record(call, np.ones((3, 1)), np.ones((3, 1))))
    assert words in film.shots[-1].player.act.caption


def by_learn_rate(weights, gradient, learn_rate):
    weights -= learn_rate * gradient


def by_its_negative(weights, gradient, lr):
    weights += -lr * gradient


def by_momentum(weights, gradient, momentum):
    weights -= momentum * gradient


@pytest.mark.parametrize(
    "call, is_named",
    [(by_learn_rate, True), (by_its_negative, True), (by_momentum, False)],
)
def test_a_learn_rate_is_what_the_code_calls_one(call, is_named):
    arguments = np.ones((3, 1)), np.ones((3, 1)), 0.5
    caption = Film(record(call, *arguments)).shots[-1].player.act.caption
    assert ("the learning rate" in caption) == is_named
    first = "Each loses 0.5, the" if is_named else "From each is taken 0.5"
    assert caption.startswith(first)


def by_half(weights, gradient):
    weights -= 0.5 * gradient


@pytest.mark.parametrize("shape", [(3, 1), (3, 4), (3, 784)])
@pytest.mark.parametrize(
    "gradient, is_small",
    [(2.0, False), (0.5, False), (0.01, True), (np.nan, False), (0.0, False)],
)
def test_a_small_change_is_one_that_is_small(shape, gradient, is_small):
    trace = record(by_half, np.ones(shape), np.full(shape, gradient))
    act = Film(trace).shots[-1].player.act
    assert ("a finer colour scale" in act.caption) == is_small
    assert act.title.endswith("a little") == is_small
    (ending,) = with_ending(Film(trace).steps)[-1].acts
    assert ("very little" in ending.lead) == is_small


@pytest.mark.parametrize("shape", [(3, 1), (3, 4), (3, 784)])
@pytest.mark.parametrize("call, sign", [(wrapped_up, 1), (taken_away, -1)])
def test_what_is_shown_is_what_is_added(shape, call, sign):
    weights, change = np.ones(shape), np.full(shape, 0.25)
    player = Film(record(call, weights, change)).shots[-1].player
    np.testing.assert_array_equal(Values.of(player.changing).array, sign * change)
    assert player.names[1] == ("change" if sign > 0 else "− change")


@pytest.mark.parametrize("shape", [(3, 1), (3, 4)])
def test_what_is_told_is_told_from_a_second_on(shape):
    player = Film(record(taken_away, np.ones(shape), np.ones(shape))).shots[-1].player
    second = ENTER + TOLD * (UPDATE - ENTER)
    assert (player.words(second), player.words(second - 0.01)) == (
        player.told_most(),
        "",
    )


@pytest.mark.parametrize("place", [0, 5, 11])
def test_the_cell_that_is_told_is_outlined(place):
    change = np.full((3, 4), 2.0)
    change.flat[place] = 7
    player = Film(record(against, np.ones((3, 4)), change)).shots[-1].player
    row, column = divmod(place, 4)
    seen = set()
    for time in np.linspace(0, player.act.seconds, 100):
        player.show(time)
        marks = {plane.marks for plane in player.planes}
        assert len(marks) == 1
        seen |= marks
        if words := player.words(time):
            assert (
                words.replace("−", "-") == f"Most: weights[{row}, {column}], by -0.7."
            )
            assert marks == {((row, column, 1, 1),)}
    assert words and len(seen) == 3  # none, another one, and that


def added(weights, gradient):
    weights += -0.5 * gradient


def taken(weights, gradient):
    weights -= 0.5 * gradient


@pytest.mark.parametrize("call", [added, taken])
@pytest.mark.parametrize("shape", [(3, 1), (3, 4)])
def test_a_change_is_named_with_its_sign(call, shape):
    weights, gradient = np.ones(shape), np.full(shape, 0.25)
    player = Film(record(call, weights, gradient)).shots[-1].player
    assert player.names[1] == "−0.5 × gradient"
    np.testing.assert_array_equal(player.change, -0.5 * gradient)


def wrapped(weights, gradient):
    weights -= gradient


def count_told(call, *arguments):
    """The texts of the ending of a film about a call."""
    film = Film(
        record(call, *arguments), steps_of=lambda trace: with_ending(film_steps(trace))
    )
    player = film.shots[-1].player
    return player.act.lead, [
        [label.text for label in labels] for labels in player.labels
    ]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint64, np.int8, np.float32])
def test_the_ending_tells_changes_of_small_numbers(dtype):
    old = np.full((3, 1), 9, dtype)
    gradient = np.array([[0], [2], [7]], dtype)
    lead, texts = count_told(wrapped, old, gradient)
    assert texts == [["2 of 3 changed", "the most by −7"]]
    assert lead == "2 of 3 weights and biases changed."


def either(weights, others):
    weights += others


def test_the_ending_tells_changes_of_booleans():
    _, texts = count_told(
        either,
        np.array([[False], [True], [False]]),
        np.array([[False], [True], [True]]),
    )
    assert texts == [["1 of 3 changed", "the most by +1"]]


def all_by_half(*layers):
    for layer in layers:
        layer -= 0.5 * layer


@pytest.mark.parametrize("layers, left_out", [(2, 0), (3, 0), (5, 2), (8, 8)])
def test_the_ending_stays_on_the_stage(layers, left_out):
    arguments = [
        np.ones(shape) for _ in range(layers) for shape in ((20, 784), (20, 1))
    ]
    film = Film(
        record(all_by_half, *arguments),
        steps_of=lambda trace: with_ending(film_steps(trace)),
    )
    shot = film.shots[-1]
    frame = drawn_at(film, shot, shot.seconds)
    texts = [text.text for text in frame.texts]
    assert (
        sum(text in ("15,680 of 15,680 changed", "20 of 20 changed") for text in texts)
        == 2 * layers - left_out
    )
    assert any(f"{left_out} more" in text for text in texts) == bool(left_out)
    assert faults_of(frame) == []


@pytest.mark.parametrize("shape", [(3, 1), (3, 4), (3, 784)])
@pytest.mark.parametrize(
    "odd, most", [(np.nan, "−0.5"), (np.inf, "−inf"), (-np.inf, "+inf")]
)
def test_what_is_no_number_has_not_changed_most(shape, odd, most):
    weights, gradient = np.ones(shape), np.full(shape, 0.25)
    gradient.flat[0], gradient.flat[-1] = odd, 0.5
    trace = record(wrapped, weights, gradient)
    player = Film(trace).shots[-1].player
    assert player.told_most().endswith(f", by {most}.")
    assert "nan" not in player.act.caption
    _, texts = count_told(wrapped, np.ones(shape), gradient)
    assert texts[0][1] == f"the most by {most}"


@pytest.mark.parametrize("shape", [(3, 1), (3, 4), (3, 784)])
def test_nothing_has_changed_most_where_nothing_is_a_number(shape):
    arguments = np.full(shape, np.nan), np.ones(shape)
    arguments[1][:] = np.nan
    player = Film(record(wrapped, *arguments)).shots[-1].player
    assert player.told_most() == "" and "nan" not in player.act.caption
    _, texts = count_told(wrapped, np.full(shape, np.nan), np.ones(shape))
    assert texts == [[f"0 of {np.prod(shape):,} changed", ""]]


def in_a_loop(layers, gradients):
    for weights, gradient in zip(layers, gradients):
        weights -= gradient


@pytest.mark.parametrize("shapes", [((3, 1), (4, 5)), ((3, 4), (3, 4))])
def test_arrays_that_go_by_one_name_change_apart(shapes):
    lead, texts = count_told(
        in_a_loop,
        [np.ones(shape) for shape in shapes],
        [np.full(shape, 0.25 + place) for place, shape in enumerate(shapes)],
    )
    assert [most for _, most in texts] == ["the most by −0.25", "the most by −1.25"]
    size = sum(int(np.prod(shape)) for shape in shapes)
    assert lead == f"{size} of {size} weights and biases changed."
