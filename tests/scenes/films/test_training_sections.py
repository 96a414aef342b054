"""The sections of a training, with all that is said of them."""

from dataclasses import replace

import numpy as np
import pytest

from scenes.training import training_steps
from scenes.words.naming import language
from tests.training_frames import made

SEEN = (0, 5, 10, 100, 1000, 2000, 4000, 6000)
ACCURACIES = np.array([0.1, 0.2, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9127])


def history(**changes):
    """A history of 2,000 images, three times, that reads all ten digits."""
    outputs = np.zeros((10, 10, len(SEEN)))
    outputs[np.arange(10), np.arange(10)] = 1.0
    return made(
        seen=SEEN,
        images=2000,
        **({"accuracies": ACCURACIES, "outputs": outputs} | changes),
    )


ENGLISH = [
    (
        "random",
        "Before the first image",
        "random weights",
        "The network's weights are random: it can only guess.",
        "10.00 % of 10,000 test images read right.",
    ),
    (
        "first-images",
        "The first ten images",
        "the first ten",
        "Each image leaves its trace: what one neuron's weights change by.",
        "0 to 10 images: from 10.00 % to 25.00 % read right.",
    ),
    (
        "first-hundred",
        "The first hundred",
        "the first hundred",
        "One image at a time: about ten of each digit.",
        "10 to 100 images: from 25.00 % to 50.00 % read right.",
    ),
    (
        "first-thousand",
        "The first thousand",
        "the first thousand",
        "About a hundred of each digit.",
        "100 to 1,000 images: from 50.00 % to 60.00 % read right.",
    ),
    (
        "the-epoch",
        "Once through all 2,000 images",
        "all images",
        "Each image once, in a random order: one epoch.",
        "1,000 to 2,000 images: from 60.00 % to 70.00 % read right.",
    ),
    (
        "more-epochs",
        "3 times through them all",
        "more epochs",
        "The same images again, each time in another order.",
        "2,000 to 6,000 images: from 70.00 % to 91.27 % read right.",
    ),
    (
        "trained",
        "Trained",
        "trained",
        "It reads 91.27 % of the test images right, and all of these ten digits.",
        "91.27 % of 10,000 test images read right.",
    ),
]
CHINESE = [
    (
        "random",
        "第一张图像之前",
        "随机权重",
        "权重都是随机的，只能乱猜。",
        "10,000 张测试图像读对 10.00 %。",
    ),
    (
        "first-images",
        "最初十张图像",
        "最初十张",
        "每张图像都留下痕迹：这里是一个神经元的权重的变化。",
        "从 0 张到 10 张：正确率从 10.00 % 变为 25.00 %。",
    ),
    (
        "first-hundred",
        "最初一百张",
        "最初一百张",
        "一次一张：每个数字大约十张。",
        "从 10 张到 100 张：正确率从 25.00 % 变为 50.00 %。",
    ),
    (
        "first-thousand",
        "最初一千张",
        "最初一千张",
        "每个数字大约一百张。",
        "从 100 张到 1,000 张：正确率从 50.00 % 变为 60.00 %。",
    ),
    (
        "the-epoch",
        "全部 2,000 张图像各学一遍",
        "全部图像",
        "按随机顺序每张学一次：这就是一轮。",
        "从 1,000 张到 2,000 张：正确率从 60.00 % 变为 70.00 %。",
    ),
    (
        "more-epochs",
        "一共 3 轮",
        "更多轮",
        "同样的图像再学，每轮换一种顺序。",
        "从 2,000 张到 6,000 张：正确率从 70.00 % 变为 91.27 %。",
    ),
    (
        "trained",
        "训练完成",
        "训练完成",
        "现在它读对 91.27 % 的测试图像，这十个数字全部读对。",
        "10,000 张测试图像读对 91.27 %。",
    ),
]


@pytest.mark.parametrize(
    "name, expected, stop", [("en", ENGLISH, ". "), ("zh", CHINESE, "。")]
)
def test_what_is_said_of_each_section(name, expected, stop):
    with language(name):
        steps = training_steps(history())
    assert [
        (
            step.slug,
            step.acts[0].title,
            step.name,
            step.acts[0].lead,
            step.acts[0].caption,
        )
        for step in steps
    ] == [
        (slug, title, called, lead, f"{title}{stop}{passed}")
        for slug, title, called, lead, passed in expected
    ]


@pytest.mark.parametrize(
    "seen, images, slugs",
    [
        ((0, 10, 100), 100, ["first-images", "the-epoch"]),
        ((0, 5, 10), 10, ["the-epoch"]),
        ((0, 10, 1500, 2000), 2000, ["first-images", "the-epoch"]),
        ((0, 100, 900), 900, ["first-hundred", "the-epoch"]),
    ],
)
def test_only_sections_in_which_something_is_learnt(seen, images, slugs):
    steps = training_steps(made(hidden=64, seen=seen, images=images))
    assert [step.slug for step in steps] == ["random", *slugs, "trained"]


def test_more_sheets_than_a_rack_holds_are_refused():
    with pytest.raises(
        ValueError, match="at most 64 hidden neurons, whose sheets fit a rack, got 65"
    ):
        training_steps(made(hidden=65))


def test_what_is_shown_in_each_section():
    weights = np.zeros((10, 3, len(SEEN)), "f4")
    weights[4, 2, -1] = weights[4, 1, 0] = 1.0  # at last neuron 2 says most
    recorded = history(hidden_to_output_weights=weights)
    shown = [
        (list(act.checkpoints), act.is_change, act.neuron)
        for step in training_steps(recorded)
        for act in step.acts
    ]
    assert shown == [
        ([0], False, 2),
        ([0, 1, 2], True, 2),
        ([2, 3], True, 2),
        ([3, 4], True, 2),
        ([4, 5], True, 2),
        ([5, 6, 7], True, 2),
        ([7], True, 2),
    ]


def test_how_long_checkpoints_stand():
    acts = [act for step in training_steps(history()) for act in step.acts]
    assert [act.turns.lengths[0] for act in acts if act.turns] == pytest.approx(
        [1.6 * 1.5, *[1.6 * 0.6] * 4]
    )
    held = [act.seconds - act.turns.end for act in acts if act.turns]
    np.testing.assert_allclose(held, [1.2] * 5, atol=0.051)
    many = training_steps(made(seen=tuple(range(101)), images=100))
    assert many[2].acts[0].turns.lengths[-1] == pytest.approx(15 / 90)


@pytest.mark.parametrize(
    "name, lead",
    [
        ("en", "It reads 91.27 % of the test images right, and 9 of these ten digits."),
        ("zh", "现在它读对 91.27 % 的测试图像，这十个数字读对 9 个。"),
    ],
)
def test_digits_that_are_read_wrong_are_counted(name, lead):
    outputs = np.zeros((10, 10, len(SEEN)))
    outputs[np.arange(10), np.minimum(np.arange(10), 8)] = 1.0
    with language(name):
        assert training_steps(history(outputs=outputs))[-1].acts[0].lead == lead


@pytest.mark.parametrize(
    "name, words",
    [
        ("en", ("weights found", "The network's weights begin as they were found.")),
        ("zh", ("原有权重", "权重从原有的值开始。")),
    ],
)
def test_weights_that_were_found(name, words):
    about = replace(history().about, start="weights of a folder")
    with language(name):
        step = training_steps(history(about=about))[0]
    assert step.slug == "start"
    assert (step.name, step.acts[0].lead) == words


def test_the_line_that_learns_is_marked_where_something_is_learnt():
    record = history()
    marks = [step.statement for step in training_steps(record)]
    assert [mark is None for mark in marks] == [
        True,
        False,
        False,
        False,
        False,
        False,
        True,
    ]
    assert [act.mark for step in training_steps(record) for act in step.acts] == marks
    mark = marks[1]
    lines = record.about.text.splitlines()[mark.line - 1 : mark.end_line]
    assert ".learn(" in lines[0] and lines[-1][: mark.end_column][-1] == ")"
    assert record.about.first_line <= mark.line <= record.about.last_line


def test_a_call_outside_the_function_shown_is_not_marked():
    text = "model.learn(a)\ndef train():\n    learn(b)\n    model.read(c)\n"
    about = replace(history().about, text=text, first_line=2, last_line=4)
    assert training_steps(history(about=about))[1].statement is None
    about = replace(about, text=text + "    model.learn(d)\n", last_line=5)
    mark = training_steps(history(about=about))[1].statement
    assert (mark.line, mark.column, mark.end_column) == (5, 4, 18)


@pytest.mark.parametrize(
    "now, english, chinese",
    [
        (
            0.2,
            "It learns to say no first: 9 of 10 targets are 0. Outputs sink "
            "from 0.50 to 0.20.",
            "它先学会说“不”：10 个目标中 9 个是 0。输出的平均值从 0.50 降到 0.20。",
        ),
        (
            0.3,
            "One image at a time: about ten of each digit.",
            "一次一张：每个数字大约十张。",
        ),
    ],
)
def test_a_network_that_says_no_first_is_told_of(now, english, chinese):
    outputs = np.full((10, 10, 4), 0.5)
    outputs[..., 2:] = now
    recorded = made(seen=(0, 10, 100, 900), images=900, outputs=outputs)
    for name, expected in (("en", english), ("zh", chinese)):
        with language(name):
            steps = training_steps(recorded)
        (act,) = (one.acts[0] for one in steps if one.slug == "first-hundred")
        assert act.lead == expected
