"""What each act of the film of neurons shows, says, and when."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.neuron_board import LayerState
from scenes.neurons import neuron_steps
from tests.scenes.acts.given import in_both, told
from tests.scenes.acts.small_network import PLANS, plan_of, small_network, small_trace
from tests.told import numbers, turns_of

# By act: title, lead, caption and name of the step, where 9 of 12 hidden
# neurons are drawn.
ENGLISH = {
    "pixels": (
        "784 pixels, 784 input neurons",
        "Each pixel is one neuron, as bright as its ink, counted from 0.",
        "Each of the 784 pixels is an input neuron. 9 of them are drawn, "
        "counted from 0.",
        "pixels",
    ),
    "weights": (
        "Every line is a weight",
        "Blue below zero, orange above; the wider, the further from zero.",
        "Every line is a weight: 12 × 784 lead into the hidden neurons, "
        "10 × 12 into the outputs.",
        "weights",
    ),
    "sums 2": (
        "Into the hidden neurons",
        "Each pulse is pixel × weight.",
        "Each hidden neuron adds up 784 products of a value and a weight, 9 "
        "of them drawn.",
        "hidden sums",
    ),
    "biases 2": (
        "Into the hidden neurons",
        "Then each adds its own bias.",
        "Then each hidden neuron's bias joins.",
        "",
    ),
    "curve 2": (
        "Squash with the squeeze",
        "The squeeze says how sure: each sum comes between 0 and 1.",
        "The squeeze makes each hidden neuron a number from 0 to 1.",
        "hidden neurons",
    ),
    "sums 3": (
        "On to the outputs",
        "Each pulse is hidden neuron × weight.",
        "Each output neuron adds up 12 products of a value and a weight, 9 "
        "of them drawn.",
        "output sums",
    ),
    "biases 3": (
        "On to the outputs",
        "Then each adds its own bias.",
        "Then each output neuron's bias joins.",
        "",
    ),
    "curve 3": (
        "Squash with the squeeze",
        "The ten outputs, too: 0 is a sure no, 1 a sure yes.",
        "The squeeze makes each output neuron a number from 0 to 1.",
        "output neurons",
    ),
    "answer": (
        "The largest is the answer",
        "The lines to the outputs now show what they carry: weight × value.",
        "The largest output is the answer: 7, with 0.881.",
        "answer",
    ),
}
CHINESE = {
    "pixels": (
        "784 个像素，784 个输入神经元",
        "每个像素是一个神经元，墨越浓越亮，从 0 开始编号。",
        "784 个像素各是一个输入神经元，画出其中 9 个，从 0 开始编号。",
        "像素",
    ),
    "weights": (
        "每条线是一个权重",
        "蓝色小于零，橙色大于零；线越宽，离零越远。",
        "每条线是一个权重：12 × 784 个通向隐藏神经元，10 × 12 个通向输出。",
        "权重",
    ),
    "sums 2": (
        "进入隐藏神经元",
        "每个脉冲是像素 × 权重。",
        "每个隐藏神经元把 784 个值与权重的乘积相加，画出其中 9 个。",
        "隐藏层求和",
    ),
    "biases 2": (
        "进入隐藏神经元",
        "然后各自加上自己的偏置。",
        "然后加上每个隐藏神经元的偏置。",
        "",
    ),
    "curve 2": (
        "用 squeeze 压缩",
        "squeeze 表示多有把握：每个和变成 0 到 1 之间的数。",
        "squeeze 使每个隐藏神经元成为 0 到 1 之间的数。",
        "隐藏神经元",
    ),
    "sums 3": (
        "再通向输出",
        "每个脉冲是隐藏神经元 × 权重。",
        "每个输出神经元把 12 个值与权重的乘积相加，画出其中 9 个。",
        "输出层求和",
    ),
    "biases 3": (
        "再通向输出",
        "然后各自加上自己的偏置。",
        "然后加上每个输出神经元的偏置。",
        "",
    ),
    "curve 3": (
        "用 squeeze 压缩",
        "十个输出也一样：0 表示肯定不是，1 表示肯定是。",
        "squeeze 使每个输出神经元成为 0 到 1 之间的数。",
        "输出神经元",
    ),
    "answer": (
        "最大值就是答案",
        "现在通向输出的线表示它传递的量：权重 × 值。",
        "最大的输出就是答案：7，值为 0.881。",
        "答案",
    ),
}


@pytest.mark.parametrize("name", PLANS)
def test_what_is_said(name):
    english, chinese = in_both(plan_of, name, 12)
    assert told(english) == ENGLISH[name]
    assert told(chinese) == CHINESE[name]


@pytest.mark.parametrize(
    "hidden, english, chinese",
    [
        (
            9,
            "Each output neuron adds up 9 products of a value and a weight.",
            "每个输出神经元把 9 个值与权重的乘积相加。",
        ),
        (
            10,
            "Each output neuron adds up 10 products of a value and a weight.",
            "每个输出神经元把 10 个值与权重的乘积相加。",
        ),
        (
            11,
            "Each output neuron adds up 11 products of a value and a weight, 9 "
            "of them drawn.",
            "每个输出神经元把 11 个值与权重的乘积相加，画出其中 9 个。",
        ),
    ],
)
def test_how_many_are_drawn_is_said_where_not_all_are(hidden, english, chinese):
    assert [act.caption for act in in_both(plan_of, "sums 3", hidden)] == [
        english,
        chinese,
    ]


# By act, of three hidden neurons: seconds, then (start, length) of the first
# three turns, how many there are, and the last.
TIMES = {
    "pixels": (7.1, [(1.4, 1.2), (2.6, 0.72), (3.32, 0.432)], 9, (5.502, 0.35)),
    "sums 2": (12.5, [(7.0, 2.8), (9.8, 1.4), (11.2, 0.7)], 3, (11.2, 0.7)),
    "biases 2": (3.1, [(0.6, 1.0), (1.6, 0.45), (2.05, 0.2025)], 3, (2.05, 0.2025)),
    "curve 2": (5.3, [(1.0, 2.0), (3.0, 0.9), (3.9, 0.405)], 3, (3.9, 0.405)),
    "sums 3": (9.3, [(3.8, 1.8), (5.6, 0.9), (6.5, 0.45)], 10, (8.45, 0.25)),
    "biases 3": (3.6, [(0.6, 0.7), (1.3, 0.315), (1.615, 0.15)], 10, (2.665, 0.15)),
    "curve 3": (4.9, [(1.0, 1.1), (2.1, 0.495), (2.595, 0.2228)], 10, (3.7178, 0.15)),
    "answer": (5.9, [(1.0, 0.4), (1.4, 0.32), (1.72, 0.256)], 10, (2.9446, 0.15)),
}


@pytest.mark.parametrize("name", TIMES)
def test_when_each_neuron_has_its_turn(name):
    seconds, first, count, last = TIMES[name]
    act = plan_of(name, 3)
    assert act.seconds == seconds
    turns = turns_of(act)
    assert (turns[:3], len(turns), turns[-1]) == (first, count, last)


@pytest.mark.parametrize("hidden", [1, 12])
def test_the_naming_of_four_weights_takes_a_while(hidden):
    act = plan_of("weights", hidden)
    assert (act.seconds, act.turns) == (7.6, None)


# By act, of three hidden neurons: what runs in the code, the shapes, the
# names of what goes in and of what comes out.
CODE = {
    "pixels": ("", "", ["ink"], "ink"),
    "weights": ("", "", ["into", "out"], "out"),
    "sums 2": (
        "into @ ink",
        "(3, 1)  =  (3, 784) @ (784, 1)",
        ["into", "ink"],
        "into @ ink",
    ),
    "biases 2": ("into @ ink + first", "(3, 1)  =  (3, 1) + (3, 1)", ["", "first"], ""),
    "curve 2": ("squeeze(before)", "(3, 1)  =  squeeze( (3, 1) )", [""], "middle"),
    "sums 3": (
        "out @ middle",
        "(10, 1)  =  (10, 3) @ (3, 1)",
        ["out", "middle"],
        "out @ middle",
    ),
    "biases 3": (
        "out @ middle + second",
        "(10, 1)  =  (10, 1) + (10, 1)",
        ["", "second"],
        "",
    ),
    "curve 3": ("squeeze(last)", "(10, 1)  =  squeeze( (10, 1) )", [""], "ends"),
    "answer": ("np.argmax(ends)", "a number  =  argmax( (10, 1) )", ["ends"], "best"),
}
RESULTS = {"sums": "sums", "biases": "pre_activations", "curve": "activations"}


@pytest.mark.parametrize("name", PLANS)
def test_what_of_the_code_it_is(name):
    trace = small_trace(3)
    network = small_network(3)
    act = PLANS[name](network)
    mark, shapes, operands, result = CODE[name]
    assert (act.shapes, act.result_name) == (shapes, result)
    assert [value.name for value in act.operands] == operands
    if not mark:
        assert (act.mark, act.operations) == (None, ())
        return
    lines = trace.sources[act.mark.file].splitlines()
    assert act.mark.line == act.mark.end_line
    assert lines[act.mark.line - 1][act.mark.column : act.mark.end_column] == mark
    assert (
        act.operations[-1].result is act.result
        or act.operations[-1].result.digest == act.result.digest
    )
    kind, _, number = name.partition(" ")
    if number:
        assert act.result is getattr(network.layer(int(number)), RESULTS[kind]).value


@pytest.mark.parametrize("hidden", [3, 12])
def test_the_curve_is_all_that_the_function_computes(hidden):
    for name in ("curve 2", "curve 3"):
        assert [one.function for one in plan_of(name, hidden).operations] == [
            "negative",
            "exp",
            "add",
            "divide",
        ]


STATES = {
    "pixels": ("DONE", "EMPTY", "EMPTY"),
    "weights": ("DONE", "EMPTY", "EMPTY"),
    "sums 2": ("DONE", "SUMS", "EMPTY"),
    "biases 2": ("DONE", "BIASES", "EMPTY"),
    "curve 2": ("DONE", "CURVE", "EMPTY"),
    "sums 3": ("DONE", "DONE", "SUMS"),
    "biases 3": ("DONE", "DONE", "BIASES"),
    "curve 3": ("DONE", "DONE", "CURVE"),
    "answer": ("DONE", "DONE", "DONE"),
}


@pytest.mark.parametrize("name", PLANS)
def test_what_the_layers_hold(name):
    act = plan_of(name, 3)
    assert [act.state_of(number) for number in (1, 2, 3)] == [
        LayerState[state] for state in STATES[name]
    ]


@pytest.mark.parametrize(
    "spoken, names",
    [
        (
            0,
            [
                "pixels",
                "weights",
                "hidden sums",
                "hidden neurons",
                "output sums",
                "output neurons",
                "answer",
            ],
        ),
        (
            1,
            [
                "像素",
                "权重",
                "隐藏层求和",
                "隐藏神经元",
                "输出层求和",
                "输出神经元",
                "答案",
            ],
        ),
    ],
)
def test_the_steps_in_their_order(spoken, names):
    steps = in_both(neuron_steps, small_trace(3))[spoken]
    assert [step.name for step in steps] == names
    assert [step.slug for step in steps] == [
        "pixels",
        "weights",
        "hidden-sums",
        "hidden-neurons",
        "output-sums",
        "output-neurons",
        "answer",
    ]
    assert [[act.kind for act in step.acts] for step in steps] == [
        ["neuron_pixels"],
        ["neuron_weights"],
        ["neuron_sums", "neuron_biases"],
        ["neuron_curve"],
        ["neuron_sums", "neuron_biases"],
        ["neuron_curve"],
        ["neuron_answer"],
    ]
    assert [getattr(act, "number", 0) for step in steps for act in step.acts] == [
        1,
        1,
        2,
        2,
        2,
        3,
        3,
        3,
        3,
    ]
    starts = [step.statement and step.statement.line for step in steps]
    assert starts[:2] == [None, None]
    assert [start - starts[2] for start in starts[2:]] == [0, 1, 2, 3, 4]
    assert {step.function for step in steps} == {"read"}


def twice_a_sigmoid(z):
    return 2 / (1 + np.exp(-z))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def through_both(x, w, v):
    h = twice_a_sigmoid(w @ x)
    y = sigmoid(v @ h)
    return y


def below_zero_too(z):
    return np.tanh(z)


def through_tanh(x, w, v):
    h = below_zero_too(w @ x)
    y = sigmoid(v @ h)
    return y


@pytest.mark.parametrize(
    "call, title",
    [
        (through_both, "Through the twice_a_sigmoid"),
        (through_tanh, "Through the below_zero_too"),
    ],
)
def test_only_a_curve_between_0_and_1_says_how_sure(call, title):
    given = numbers(5, 1) - 0.5, numbers(4, 5) - 1.5, numbers(3, 4) - 1
    steps = neuron_steps(record(call, *given))
    acts = [act for step in steps for act in step.acts if act.kind == "neuron_curve"]
    assert [act.title for act in acts] == [title, "Squash with the sigmoid"]


def named(x, w, v):
    h = sigmoid(w @ x)
    y = sigmoid(v @ h)
    answer = int(y.argmax())
    return answer


def of_no_name(x, w, v):
    h = sigmoid(w @ x)
    y = sigmoid(v @ h)
    return y.argmax()


@pytest.mark.parametrize("call, name", [(named, "answer"), (of_no_name, "")])
def test_the_answer_has_the_name_that_the_code_gives_it(call, name):
    given = numbers(5, 1) - 0.5, numbers(4, 5) - 1.5, numbers(3, 4) - 1
    (*_, last) = neuron_steps(record(call, *given))
    (act,) = last.acts
    assert (act.kind, act.result_name) == ("neuron_answer", name)


@pytest.mark.parametrize(
    "inputs, starts", [(3, [4.0, 3.8]), (5, [4.0, 3.8]), (12, [7.0, 3.8])]
)
def test_sums_begin_later_where_lines_that_are_not_drawn_gather_first(inputs, starts):
    given = numbers(inputs, 1) - 0.5, numbers(4, inputs) - 1.5, numbers(3, 4) - 1
    acts = [act for step in neuron_steps(record(named, *given)) for act in step.acts]
    sums = [act for act in acts if act.kind == "neuron_sums"]
    assert [act.turns.starts[0] for act in sums] == starts
