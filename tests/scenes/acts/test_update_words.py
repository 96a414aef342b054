"""What is said of an array that is changed in place, and when it is seen."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.update import _named as called_so
from scenes.stage.label import Label
from scenes.words.naming import language
from tests.scenes.acts.given import in_both
from tests.told import act_in, acts_of, kinds_of, numbers, player_of, told_of
from tests.update_calls import SHAPES, column, from_each, taken, told_values


def added(weights, change):
    weights += change


def by_learn_rate(weights, gradient, learn_rate):
    weights -= learn_rate * gradient


def by_lr(hidden_biases, hidden_delta, lr):
    hidden_biases += -lr * hidden_delta


def by_a_longer_name(weights, gradient, base_learning_rate):
    weights -= base_learning_rate * gradient


def by_flair(weights, gradient, flair):
    weights -= flair * gradient


def of_no_name(weights, left, right):
    weights -= 0.25 * (left * right)


def by_a_product(weights, left, right):
    weights -= left * right


def of_no_words(weights, _):
    weights -= 0.25 * _


def to_each(weights, gradient):
    weights += 0.25 * gradient


def by_a_row(weights, row):
    weights -= row


def alike(weights, change):
    weights *= change


@pytest.mark.parametrize(
    "call, old, change, kind",
    [
        (added, (3, 1), (3, 1), "update_bars"),
        (taken, (3,), (3,), "update_bars"),
        (taken, (2, 1), (2, 1), "update_bars"),
        (taken, (1, 1), (1, 1), "update_grid"),
        (taken, (1,), (1,), "update_grid"),
        (taken, (32, 1), (32, 1), "update_bars"),
        (taken, (33, 1), (33, 1), "update_grid"),
        (taken, (33,), (33,), "update_grid"),
        (taken, (64, 64), (64, 64), "update_grid"),
        (taken, (65, 2), (65, 2), "update_grid"),
        (taken, (2, 65), (2, 65), "update_grid"),
        (taken, (2, 2, 2), (2, 2, 2), "update_grid"),
        (taken, (2, 784), (2, 784), "update_sheets"),
        (taken, (32, 784), (32, 784), "update_sheets"),
        (taken, (33, 784), (33, 784), "update_grid"),
        (taken, (1, 784), (1, 784), "update_grid"),
        (by_a_row, (3, 4), (1, 4), "cells_combine"),
        (alike, (3, 4), (3, 4), "cells_combine"),
    ],
)
def test_what_is_recognised(call, old, change, kind):
    assert kinds_of(call, numbers(*old), numbers(*change)) == [kind]


CELL = {
    "update_bars": "weights[1]",
    "update_grid": "weights[1, 0]",
    "update_sheets": "weights[1, 0]",
}


ADDED = "To each is added the number of change at its place."


ADDED_ZH = "每个数都加上 change 同一位置的数。"


TAKEN = "From each is taken the number of change at its place."


TAKEN_ZH = "每个数都减去 change 同一位置的数。"


OWN = " The change has its own colour scale."


SMALL = " The change has a finer colour scale."


OWN_ZH, SMALL_ZH = "变化用自己的色标。", "变化太小，所以用更细的色标。"


@pytest.mark.parametrize(
    "call, factor, more, title, lead, before_after",
    [
        (
            added,
            1,
            (),
            ("Change the weights", "改变权重"),
            (ADDED, ADDED_ZH),
            "1.00000 −1.00000",
        ),
        (
            taken,
            1,
            (),
            ("Change the weights", "改变权重"),
            (TAKEN, TAKEN_ZH),
            "1.00000 3.00000",
        ),
        (
            added,
            0.01,
            (),
            ("Change the weights a little", "把权重改变一点点"),
            (ADDED, ADDED_ZH),
            "1.00000 0.98000",
        ),
        (
            by_learn_rate,
            1,
            (0.01,),
            ("Change the weights a little", "把权重改变一点点"),
            (
                "Each loses 0.01, the learning rate, times its gradient." + SMALL,
                "每个都减去学习率 0.01 乘以 gradient。" + SMALL_ZH,
            ),
            "1.00000 1.02000",
        ),
        (
            by_a_longer_name,
            1,
            (0.123456,),
            ("Change the weights", "改变权重"),
            (
                "Each loses 0.123, the learning rate, times its gradient." + OWN,
                "每个都减去学习率 0.123 乘以 gradient。" + OWN_ZH,
            ),
            "1.00000 1.24691",
        ),
        (
            by_learn_rate,
            1,
            (-0.5,),
            ("Change the weights", "改变权重"),
            (
                "To each is added 0.5 times its gradient." + OWN,
                "每个都加上 0.5 乘以 gradient。" + OWN_ZH,
            ),
            "1.00000 0.00000",
        ),
        (
            by_flair,
            1,
            (0.5,),
            ("Change the weights", "改变权重"),
            (
                "From each is taken 0.5 times its gradient." + OWN,
                "每个都减去 0.5 乘以 gradient。" + OWN_ZH,
            ),
            "1.00000 2.00000",
        ),
        (
            to_each,
            1,
            (),
            ("Change the weights", "改变权重"),
            (
                "To each is added 0.25 times its gradient." + OWN,
                "每个都加上 0.25 乘以 gradient。" + OWN_ZH,
            ),
            "1.00000 0.50000",
        ),
        (
            of_no_name,
            1,
            (1.0,),
            ("Change the weights", "改变权重"),
            (
                "From each is taken 0.25 times its cell of left * right." + OWN,
                "每个都减去 0.25 乘以 left * right。" + OWN_ZH,
            ),
            "1.00000 1.50000",
        ),
    ],
)
@pytest.mark.parametrize("kind", SHAPES)
def test_what_is_told(kind, call, factor, more, title, lead, before_after):
    old, change = told_values(kind)
    if call is of_no_name:
        more = (np.ones_like(old),)
    sign = "+=" if call in (added, to_each) else "-="
    shape, (before, after) = SHAPES[kind], before_after.split()
    captions = (
        f"{lead[0]} {CELL[kind]} goes from {before} to {after}, the largest change.",
        f"{lead[1]}{CELL[kind]} 从 {before} 变为 {after}，变化最大。",
    )
    names = "weights change", "更新权重"
    for k, spoken in enumerate(("en", "zh")):
        act = act_in(spoken, kind, call, old.copy(), factor * change, *more)
        shapes = f"{shape}  {sign}  {shape}"
        assert told_of(act) == (title[k], lead[k], captions[k], names[k], shapes)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_names_of_other_code_stay_names(spoken):
    act = act_in(spoken, "update_bars", by_lr, column(1, 2), column(3, -9), 0.5)
    assert (
        told_of(act)[:4]
        == {
            "en": (
                "Change the hidden biases",
                "Each loses 0.5, the learning rate, times its delta." + OWN,
                "Each loses 0.5, the learning rate, times its delta."
                + OWN
                + " hidden_biases[1] goes from 2.00000 to 6.50000, the largest change.",
                "hidden biases change",
            ),
            "zh": (
                "改变 hidden_biases",
                "每个都减去学习率 0.5 乘以 hidden_delta。" + OWN_ZH,
                "每个都减去学习率 0.5 乘以 hidden_delta。"
                + OWN_ZH
                + "hidden_biases[1] 从 2.00000 变为 6.50000，变化最大。",
                "更新 hidden_biases",
            ),
        }[spoken]
    )


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize(
    "call, more, name, sign, rate",
    [
        (added, (), "change", 1, None),
        (taken, (), "− change", -1, None),
        (to_each, (), "0.25 × gradient", 1, 0.25),
        (by_flair, (0.5,), "−0.5 × gradient", -1, 0.5),
        (by_flair, (-0.5,), "0.5 × gradient", -1, -0.5),
        (of_no_name, (1.0,), "−0.25 × (left * right)", -1, 0.25),
        (of_no_words, (), "−0.25 × _", -1, 0.25),
        (by_a_product, (1.0,), "− left * right", -1, None),
    ],
)
def test_what_is_planned_and_what_the_change_is_called(
    kind, call, more, name, sign, rate
):
    old, change = told_values(kind)
    if call in (of_no_name, by_a_product):
        more = (np.ones_like(old),)
    player = player_of(kind, call, old.copy(), change, *more)
    act = player.act
    assert player.names == ("weights, before", name, "weights, now")
    assert act.sign == sign
    assert (act.rate and act.rate.array.item()) == rate
    moved = change * sign * (1 if rate is None else rate)
    np.testing.assert_array_equal(player.change, moved)
    np.testing.assert_array_equal(player.old, old)
    np.testing.assert_array_equal(player.new, old + moved)
    assert (player.gradient() is None) == (rate is None)
    if rate is not None:
        np.testing.assert_array_equal(player.gradient().array, change)
    for second in np.linspace(0, act.seconds, 7):
        player.show(second)


@pytest.mark.parametrize("kind", ["update_bars", "update_grid"])
def test_when_the_largest_is_told(kind):
    old, change = told_values(kind)
    player = player_of(kind, taken, old, change)
    assert player.act.seconds == 10.2 and player.act.turns is None
    sentences = {"en": f"Most: {CELL[kind]}, by +2.", "zh": f"最大：{CELL[kind]}，+2。"}
    for spoken, sentence in sentences.items():
        with language(spoken):
            said = [player.words(second) for second in (0, 6.43, 6.45, 10.2)]
            assert said == ["", "", sentence, sentence]


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("call", [taken, from_each])
def test_a_change_of_0_is_called_one(kind, call):
    """Where only some of it is 0, it is a change like others."""
    old, change = told_values(kind)
    change[1:] = 0.0
    act = act_in("en", kind, call, old.copy(), change)
    assert act.title == "Change the weights" and "largest" in act.caption
    assert act.lead.endswith(TAKEN if call is taken else OWN)
    player = player_of(kind, call, old.copy(), change.copy())
    assert player.told_most().startswith("Most: ")
    change[:] = 0.0
    assert player_of(kind, call, old.copy(), change.copy()).told_most() == ""
    for spoken, title, lead in (
        ("en", "Weights: a change of 0", "From each is taken 0.25 times its gradient."),
        ("zh", "权重：变化为 0", "每个都减去 0.25 乘以 gradient。"),
    ):
        if call is taken:
            lead = TAKEN if spoken == "en" else TAKEN_ZH
        act = act_in(spoken, kind, call, old.copy(), change)
        assert told_of(act)[:3] == (title, lead, lead)


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize(
    "spoken, sentence",
    [
        ("en", "The largest change: −1.00e−9 to {cell}, too little for {one} to move."),
        ("zh", "最大的变化：{cell} 的 −1.00e−9，太小，{one} 没有变。"),
    ],
)
def test_a_change_too_little_for_its_type_is_said_to_be_so(kind, spoken, sentence):
    change = np.zeros(SHAPES[kind], "f4")
    change[1, 0] = 1e-9
    act = act_in(spoken, kind, taken, np.ones_like(change), change)
    assert act.caption.endswith(sentence.format(cell=CELL[kind], one="1.00000"))


@pytest.mark.parametrize(
    "name, expression, called",
    [
        ("w", "layers[0]", ("w", "w")),
        ("", "layers[0]", ("layers[0]", "layers[0]")),
        ("", "", ("an array", "一个数组")),
    ],
)
def test_an_array_is_called_something(name, expression, called):
    value = Value.of(np.ones((2, 1)), name=name, expression=expression)
    assert tuple(in_both(called_so, value)) == called


def test_what_is_taken_away_is_not_gathered():
    """Weights that begin at zero and are moved by Newton's steps are no sum."""

    def moved(steps):
        weights = np.zeros(3)
        for step in steps:
            weights = weights - step
        return weights

    told = [act.lead for act in acts_of(moved, numbers(2, 3)) if "update" in act.kind]
    assert len(told) == 2 and all("From each is taken" in lead for lead in told)


@pytest.mark.parametrize("old, is_own", [(np.zeros, False), (np.ones, True)])
@pytest.mark.parametrize("shape", [(3, 4), (3, 1)])
def test_what_was_zero_before_shares_its_scale_with_its_change(old, is_own, shape):
    def learn(weights, gradient, lr):
        weights -= lr * gradient

    player = player_of(
        "update_bars" if shape[1] == 1 else "update_grid",
        *(learn, old(shape), numbers(*shape), 0.3),
    )
    texts = [part.text for part in player.parts if isinstance(part, Label)]
    assert ("colour scale" in player.act.lead) is is_own
    assert any("a different scale" in text for text in texts) is is_own
