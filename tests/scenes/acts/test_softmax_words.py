"""What a softmax is said to do, of a column and of a batch, and its steps' names."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.storyboard import film_steps
from scenes.words.naming import language
from tests.softmax_acts import acts_of, softmaxes
from tests.softmaxes import (
    BATCH,
    COLUMN,
    called,
    called_in_a_line,
    in_place,
    in_three_lines,
    inline,
    of_all,
    of_columns,
    of_rows,
    with_others_between,
)


@pytest.mark.parametrize(
    "function, z, slug, shapes, powers",
    [
        (
            called,
            COLUMN,
            "shares",
            "(4, 1)  =  softmax( (4, 1) )",
            "np.exp(x - np.max(x))",
        ),
        (
            called_in_a_line,
            COLUMN,
            "return",
            "(4, 1)  =  softmax( (4, 1) )",
            "np.exp(x - np.max(x))",
        ),
        (inline, COLUMN, "shares", "(4, 1)  =  (4, 1) / 10.4057", "np.exp(z)"),
        (
            in_three_lines,
            COLUMN,
            "shares",
            "(4, 1)  =  (4, 1) / 1.40825",
            "np.exp(z - z.max())",
        ),
        (
            with_others_between,
            COLUMN,
            "shares",
            "(4, 1)  =  (4, 1) / (1, 1)",
            "np.exp(z)",
        ),
        (in_place, COLUMN.ravel(), "z-3", "(4,)  /=  1.40825", "np.exp(z, out=z)"),
        (of_all, BATCH, "return", "(2, 3)  =  (2, 3) / 31.0977", "np.exp(z)"),
    ],
)
def test_it_is_a_step_of_the_statement_that_divides(function, z, slug, shapes, powers):
    ((step, act),) = [
        (step, act)
        for step in film_steps(record(function, z.copy()))
        for act in step.acts
        if act.kind == "softmax"
    ]
    assert step.slug == slug
    assert (act.shapes, act.powers.expression) == (shapes, powers)
    assert act.result_name == act.target
    for spoken, title, name in (
        ("en", "Softmax: shares that add up to 1", "{}: shares"),
        ("zh", "Softmax：合计为 1 的份额", "{}：份额"),
    ):
        with language(spoken):
            (act,) = softmaxes(function, z)
            assert (act.title, act.step_name) == (title, name.format(act.target))


@pytest.mark.parametrize(
    "spoken, lead, caption, live",
    [
        (
            "en",
            "Each number becomes e to its power, then its share of their sum: "
            "none is below 0. The largest is taken away first, which changes no "
            "share.",
            "Row 2 has the largest share: 0.710.",
            {
                "alone": "Row 2, the largest: e to the power of 0.00 is 1.000.",
                "together": "Then the other 3, all together.",
                "added": "All of them added: 1.408.",
                "shared": "Row 2: 1.000 ÷ 1.408 = 0.710. All shares together are 1.",
            },
        ),
        (
            "zh",
            "每个数先变成 e 的幂，再除以总和：没有一个小于 0。"
            "先减去最大值，这不改变任何份额。",
            "行 2 的份额最大：0.710。",
            {
                "alone": "行 2，最大：e 的 0.00 次方是 1.000。",
                "together": "其余 3 个一起进行。",
                "added": "全部相加：1.408。",
                "shared": "行 2：1.000 ÷ 1.408 = 0.710。全部份额合计为 1。",
            },
        ),
    ],
)
def test_what_is_said_of_a_column(spoken, lead, caption, live):
    with language(spoken):
        ((shot, act),) = [
            pair for pair in acts_of(called, COLUMN) if pair[1].kind == "softmax"
        ]
        assert act.lead == lead
        assert act.caption == lead + (" " if spoken == "en" else "") + caption
        ends = act.turns.end
        said = {
            "alone": 2.0,
            "together": act.turns.together + 0.5,
            "added": ends + 1.0,
            "shared": ends + 3.0,
        }
        assert {
            when: shot.player.words(second) for when, second in said.items()
        } == live
        assert shot.player.words(0.5) == ""


@pytest.mark.parametrize(
    "z, caption, words",
    [
        (
            [0.5, 0.5],
            "The largest share is 0.500, of more than one.",
            "Row 0: e to the power of 0 is 1.000.",
        ),
        (
            [0.5, 0.5, 0.25],
            "The largest share is 0.360, of more than one.",
            "Row 0: e to the power of 0.00 is 1.000.",
        ),
        (
            [0.5, 0.25, 0.25],
            "Row 0 has the largest share: 0.391.",
            "Row 0, the largest: e to the power of 0.00 is 1.000.",
        ),
        (
            [0.5, 0.25],
            "Row 0 has the largest share: 0.562.",
            "Row 0, the largest: e to the power of 0.00 is 1.000.",
        ),
    ],
)
def test_none_is_called_the_largest_beside_an_equal_one(z, caption, words):
    ((shot, act),) = [
        pair for pair in acts_of(called, np.array(z)) if pair[1].kind == "softmax"
    ]
    assert act.caption.endswith(caption)
    assert shot.player.words(2.0) == words


def test_in_chinese_none_is_called_the_largest_either():
    with language("zh"):
        (act,) = softmaxes(called, np.array([0.5, 0.5]))
    assert act.caption.endswith("最大的份额是 0.500，不止一个。")


@pytest.mark.parametrize(
    "function, caption",
    [
        (of_rows, ("In each row the shares add up to 1.", "每行的份额合计为 1。")),
        (
            of_columns,
            ("In each column the shares add up to 1.", "每列的份额合计为 1。"),
        ),
        (of_all, ("All shares together are 1.", "全部份额合计为 1。")),
    ],
)
def test_what_came_out_of_a_batch(function, caption):
    for spoken, sentence in zip(("en", "zh"), caption):
        with language(spoken):
            (act,) = softmaxes(function, BATCH)
        between = " " if spoken == "en" else ""
        assert act.caption == act.lead + between + sentence


@pytest.mark.parametrize(
    "spoken, function, index, words",
    [
        ("en", of_rows, 1, "Row 1: each power of e ÷ 1.080, their sum."),
        ("zh", of_rows, 1, "行 1：每个 e 的幂 ÷ 总和 1.080。"),
        ("en", of_columns, 2, "Column 2: each power of e ÷ 1.082, their sum."),
        ("zh", of_columns, 2, "列 2：每个 e 的幂 ÷ 总和 1.082。"),
        ("en", of_all, 0, "All of them: each power of e ÷ 31.098, their sum."),
        ("zh", of_all, 0, "全部：每个 e 的幂 ÷ 总和 31.098。"),
    ],
)
def test_what_is_said_of_a_batch(spoken, function, index, words):
    with language(spoken):
        ((shot, act),) = [
            pair for pair in acts_of(function, BATCH) if pair[1].kind == "softmax"
        ]
        second = act.turns.starts[index] + act.turns.lengths[index] / 2
        assert shot.player.words(second) == words
