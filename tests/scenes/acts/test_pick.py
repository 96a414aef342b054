"""Which value is the best so far, as argmax and argmin look at one by one."""

import re
from dataclasses import replace

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.recorder import record
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.words.naming import language
from tests.scenes.acts.given import played
from tests.told import act_in, acts_of, kinds_of, numbers, player_of, told_of, turns_of
from tests.truth_of_numbers import says

VALUES = {
    "one after the other": [1.0, 2.0, 5.0, 3.0],
    "alike": [1.0, 4.0, 4.0, 2.0, 4.0, 1.0],
    "all alike": [2.0, 2.0, 2.0],
    "zeros of both signs": [-0.0, 0.0, -0.0],
    "no numbers": [1.0, np.nan, 9.0, np.nan, -9.0],
    "infinities": [0.0, np.inf, -np.inf, np.inf, -np.inf],
}


def largest(x):
    return np.argmax(x)


def smallest(x):
    return np.argmin(x)


@pytest.mark.parametrize(
    "call, function", [(largest, np.argmax), (smallest, np.argmin)]
)
@pytest.mark.parametrize("name", VALUES)
def test_the_best_so_far_is_what_numpy_would_pick(name, call, function):
    values = np.array(VALUES[name]).reshape(-1, 1)
    film = Film(record(call, values))
    player = film.shots[-1].player
    assert player.act.kind == "pick"
    picked = [int(function(values[: k + 1])) for k in range(len(values))]
    assert player.best == picked and player.answer == picked[-1]
    for time in np.linspace(0, player.turns.end, 40, endpoint=False):
        if words := player.words(time):
            index, number = re.search(r" (\d+) with (\S+)\.$", words).groups()
            assert says(number, values[int(index), 0])
            assert picked.index(int(index)) <= player.turns.at(time)[0]
    assert f"is {picked[-1]}, " in player.words(player.act.seconds)


def of_image(image, output_neurons):
    output_neurons = output_neurons + image[0, 0]
    detected = np.argmax(output_neurons)
    return detected


def of_scores(scores):
    place = np.argmin(scores)
    return place


def of_rows(scores):
    place = np.argmax(scores, axis=0)
    return place


def among_all(scores):
    place = np.argmax(scores, axis=None)
    return place


def the_largest_itself(scores):
    most = np.max(scores)
    return most


def of_no_name(scores):
    return np.argmax(scores * 1)


@pytest.mark.parametrize(
    "call, shape, kind",
    [
        (of_scores, (3, 1), "pick"),
        (of_scores, (3,), "pick"),
        (of_scores, (1, 3), "pick"),
        (of_scores, (2,), "pick"),
        (of_scores, (32, 1), "pick"),
        (of_scores, (33, 1), "collapse"),
        (of_scores, (1,), "generic"),
        (of_scores, (3, 2), "collapse"),
        (of_rows, (3, 1), "collapse"),
        (of_rows, (3,), "pick"),
        (among_all, (3, 1), "pick"),
        (the_largest_itself, (3, 1), "collapse"),
    ],
)
def test_what_is_recognised(call, shape, kind):
    assert kinds_of(call, numbers(*shape)) == [kind]


IMAGE, OUTPUTS = np.zeros((784, 1)), np.linspace(0, 0.9, 10)[::-1, None].copy()
OUTPUTS[7] = 0.95


@pytest.mark.parametrize(
    "spoken, call, arguments, told",
    [
        (
            "en",
            of_image,
            (IMAGE, OUTPUTS),
            (
                "The largest is the answer",
                "argmax finds the index of the largest of the output neurons.",
                "argmax finds the index of the largest of the output neurons. "
                "The answer is 7, with 0.950.",
                "detected",
                "a number  =  argmax( (10, 1) )",
            ),
        ),
        (
            "zh",
            of_image,
            (IMAGE, OUTPUTS),
            (
                "最大值就是答案",
                "argmax 逐个查看 output_neurons，记住最大值的序号。",
                "argmax 逐个查看 output_neurons，记住最大值的序号。"
                "答案是 7，值为 0.950。",
                "detected",
                "一个数  =  argmax( (10, 1) )",
            ),
        ),
        (
            "en",
            of_scores,
            (np.array([2.0, -1.0, 3.0]),),
            (
                "The smallest is the answer",
                "argmin finds the index of the smallest of scores.",
                "argmin finds the index of the smallest of scores. "
                "The answer is 1, with −1.000.",
                "place",
                "a number  =  argmin( (3,) )",
            ),
        ),
        (
            "zh",
            of_scores,
            (np.array([2.0, -1.0, 3.0]),),
            (
                "最小值就是答案",
                "argmin 逐个查看 scores，记住最小值的序号。",
                "argmin 逐个查看 scores，记住最小值的序号。答案是 1，值为 −1.000。",
                "place",
                "一个数  =  argmin( (3,) )",
            ),
        ),
    ],
)
def test_what_is_told(spoken, call, arguments, told):
    assert told_of(act_in(spoken, "pick", call, *arguments)) == told


def test_when_each_value_is_looked_at():
    act = act_in("en", "pick", of_scores, numbers(6))
    assert turns_of(act) == [
        (1.0, 0.7),
        (1.7, 0.56),
        (2.26, 0.448),
        (2.708, 0.3584),
        (3.0664, 0.2867),
        (3.3531, 0.25),
    ]
    assert act.seconds == 6.4  # 3.6 and what the answer takes, and the hold


@pytest.mark.parametrize(
    "spoken, sentences",
    [
        (
            "en",
            ["The largest so far: digit 0 with 0.900.", "The answer is 7, with 0.950."],
        ),
        ("zh", ["目前的最大值：数字 0，0.900。", "答案是 7，值为 0.950。"]),
    ],
)
def test_what_is_said_while_it_is_looked_for(spoken, sentences):
    with language(spoken):
        player = player_of("pick", of_image, IMAGE, OUTPUTS)
        seconds = np.linspace(0, player.act.seconds, 200)
        said = [player.words(second) for second in seconds]
    assert [one for one in dict.fromkeys(said) if one] == sentences
    assert said[0] == "" and said[-1] == sentences[-1]


def test_a_best_that_is_soon_passed_is_not_told():
    player = player_of("pick", largest, np.array([1.0, 2.0, 3.0] + [0.0] * 7))
    assert player._told == (
        (1.0, ""),
        (1.7, ""),
        (pytest.approx(2.26), "The largest so far: row 2 with 3.000."),
        (player.turns.end, "The answer is 2, with 3.000."),
    )


def test_what_has_no_name_is_called_what_computed_it():
    player = player_of("pick", of_no_name, np.array([1.0, 2.0]))
    lead = "argmax finds the index of the largest of scores * 1."
    assert player.act.lead == lead
    assert player.bars.name_text == "scores * 1"


@pytest.mark.parametrize("haste, is_told", [(1.0, True), (0.1, False)])
def test_what_is_seen_again_leaves_less_time_to_read(haste, is_told):
    act = act_in("en", "pick", of_scores, np.array([0.0] + [1.0] * 9))
    player = played(replace(act, haste=haste))
    assert (player.words(1.2) != "") == is_told


def test_the_answer_appears_after_all_have_been_looked_at():
    player = player_of("pick", of_scores, np.array([2.0, -1.0, 3.0]))
    end = player.turns.end
    assert player.digit.text == "1" and player.line.text == "place = 1"
    seen = []
    for second in (0.9, 1.0, 1.71, end - 0.01, end, end + 0.45, end + 0.85, end + 1.2):
        player.show(second)
        seen.append(
            (
                player.bars.focus,
                player.bars.winner,
                round(player.digit.opacity, 2),
                round(player.line.opacity, 2),
            )
        )
    assert seen == [
        (None, None, 0, 0),
        (0, None, 0, 0),
        (1, None, 0, 0),
        (2, None, 0, 0),
        (None, 1, 0, 0),
        (None, 1, 0.5, 0),
        (None, 1, seen[6][2], 0.5),
        (None, 1, 1, 1),
    ]


def test_the_picture_that_went_in_stands_beside():
    player = player_of("pick", of_image, IMAGE, OUTPUTS)
    (picture,) = [
        part for part in player.parts if getattr(part, "name_text", "") == "image"
    ]
    bars = player.bars.box
    assert bars.right < picture.box.left < picture.box.right < player.digit.box.left
    middle = bars.top + bars.height / 2
    assert picture.box.top + picture.box.height / 2 == pytest.approx(middle)
    assert player.digit.box.bottom < player.line.box.bottom
    alone = player_of("pick", of_scores, numbers(10))
    assert alone.bars.box.right < alone.digit.box.left < player.digit.box.left
    assert player.bars.box.height == 540  # of 54 for each, as long as there is room
    many = player_of("pick", of_scores, numbers(32)).bars.box
    assert many.bottom == player_of("pick", of_scores, numbers(32)).stage.bottom


def among_others(scores):
    place = np.argmin(scores)
    return scores * 2, place


def looked_up(scores):
    place = np.argmin(scores)
    return scores[place]


def kept_to_itself(scores):
    place = np.argmin(scores)
    assert place >= 0


@pytest.mark.parametrize(
    "call, is_answer",
    [
        (of_scores, True),
        (among_others, True),
        (looked_up, False),
        (kept_to_itself, False),
    ],
)
def test_an_index_that_is_not_given_back_is_no_answer(call, is_answer):
    scores = np.array([2.0, 3.0, -1.0])
    for spoken, title, caption in (
        ("en", "The smallest is the answer", "The answer is 2, with −1.000."),
        ("zh", "最小值就是答案", "答案是 2，值为 −1.000。"),
    ):
        if not is_answer:
            title, caption = {
                "en": ("Where the smallest is", "It is at 2, with −1.000."),
                "zh": ("最小值在哪里", "它的序号是 2，值为 −1.000。"),
            }[spoken]
        with language(spoken):
            act = next(
                act for act in acts_of(call, scores.copy()) if act.kind == "pick"
            )
            player = played(act)
            assert player.words(act.seconds).endswith(caption)
        between = " " if spoken == "en" else ""
        assert (act.title, act.is_answer) == (title, is_answer)
        assert act.caption == act.lead + between + caption
        assert act.step_name == "place"


def test_what_the_digit_network_detects_is_a_digit(digit_trace):
    for spoken, name in (("en", "detected digit"), ("zh", "识别出的数字")):
        with language(spoken):
            *_, act = (act for step in film_steps(digit_trace) for act in step.acts)
        assert (act.kind, act.step_name) == ("pick", name)


def weakest(network, image):
    hidden, output = network.forward(image)
    faintest = np.argmin(output)
    return faintest


def test_another_index_that_the_digit_network_gives_is_no_detected_digit():
    act = act_in("en", "pick", weakest, DigitNetwork(hidden=4), IMAGE)
    assert act.step_name == "faintest"


def along_an_axis(x, axis):
    return np.argmax(x, axis)


def test_an_axis_that_is_recorded_is_no_column():
    x = np.array([0.5, 2.0, 1.0])
    assert kinds_of(along_an_axis, x, np.int64(0)) == ["generic"]
    assert kinds_of(along_an_axis, x, 0) == ["pick"]
