"""What is said of a matrix times a column, and of its turns."""

import numpy as np
import pytest

from scenes.acts.product_words import outcome
from scenes.words.naming import language
from tests.column_products import product, spelled, turned
from tests.told import act_in, numbers, player_of, told_of


class Layer:
    """One layer whose sums are 2, -4.5 and 0.25."""

    def __init__(self, cells=2):
        self.weights = np.zeros((3, cells))
        self.weights[:, 0] = 1.0, -2.25, 0.125

    def forward(self, x):
        output_pre_sigmoid = self.weights @ x
        return output_pre_sigmoid

    def plain(self, x):
        sums = self.weights @ x
        return sums

    def back(self, x):
        back = self.weights.T @ x
        return back


X = np.array([[2.0], [1.0]])


@pytest.mark.parametrize(
    "spoken, kind, call, x, told",
    [
        (
            "en",
            "rows",
            Layer().forward,
            X,
            (
                "Output layer: weights × x",
                "One row of weights for each neuron.",
                "One row of weights for each neuron. Neuron 1 sums to −4.500.",
                "output weights × x",
                "(3, 1)  =  (3, 2) @ (2, 1)",
            ),
        ),
        (
            "zh",
            "rows",
            Layer().forward,
            X,
            (
                "输出层：权重 × x",
                "每个神经元对应一行权重。",
                "每个神经元对应一行权重。神经元 1 的和是 −4.500。",
                "输出层 权重 × x",
                "(3, 1)  =  (3, 2) @ (2, 1)",
            ),
        ),
        (
            "en",
            "rows",
            Layer().plain,
            X,
            (
                "sums: weights × x",
                "Each row of weights is multiplied and added up to one number.",
                "Each row of weights is multiplied and added up to one number. "
                "Row 1 sums to −4.500.",
                "weights × x",
                "(3, 1)  =  (3, 2) @ (2, 1)",
            ),
        ),
        (
            "en",
            "sheets",
            Layer(784).forward,
            np.full((784, 1), 2.0),
            (
                "Output layer: weights × x",
                "Each of the 3 sheets holds the 784 weights of one output neuron.",
                "Each of the 3 sheets holds the 784 weights of one output neuron. "
                "Neuron 1 sums to −4.500.",
                "output weights × x",
                "(3, 1)  =  (3, 784) @ (784, 1)",
            ),
        ),
        (
            "zh",
            "sheets",
            Layer(784).plain,
            np.full((784, 1), 2.0),
            (
                "sums：权重 × x",
                "3 张薄片，每张是一个行的 784 个权重。",
                "3 张薄片，每张是一个行的 784 个权重。行 1 的和是 −4.500。",
                "权重 × x",
                "(3, 1)  =  (3, 784) @ (784, 1)",
            ),
        ),
        (
            "en",
            "sheets",
            Layer(784).plain,
            np.full((784, 1), 2.0),
            (
                "sums: weights × x",
                "Each of the 3 sheets holds the 784 weights of one row.",
                "Each of the 3 sheets holds the 784 weights of one row. "
                "Row 1 sums to −4.500.",
                "weights × x",
                "(3, 1)  =  (3, 784) @ (784, 1)",
            ),
        ),
        (
            "en",
            "turned",
            Layer().back,
            np.array([[2.0], [1.0], [4.0]]),
            (
                "back: weights.T × x",
                "Each row of weights.T is multiplied and added up to one number.",
                "Each row of weights.T is multiplied and added up to one number. "
                "Row 0 sums to 0.250.",
                "back",
                "(2, 1)  =  (2, 3) @ (3, 1)",
            ),
        ),
        (
            "en",
            "turned",
            turned,
            np.array([[2.0, 3.0], [0.5, 1.0]]),
            (
                "c: a.T × b",
                "Each row of a.T is multiplied and added up to one number.",
                "Each row of a.T is multiplied and added up to one number. "
                "Row 1 sums to 8.000.",
                "c",
                "(2, 1)  =  (2, 2) @ (2, 1)",
            ),
        ),
        (
            "zh",
            "turned",
            turned,
            np.array([[2.0, 3.0], [0.5, 1.0]]),
            (
                "c：a.T × b",
                "a.T 的每行相乘，再加成一个数。",
                "a.T 的每行相乘，再加成一个数。行 1 的和是 8.000。",
                "c",
                "(2, 1)  =  (2, 2) @ (2, 1)",
            ),
        ),
    ],
)
def test_what_is_told(spoken, kind, call, x, told):
    more = (np.array([[2.0], [2.0]]),) if call is turned else ()
    assert told_of(act_in(spoken, kind, call, x, *more)) == told


@pytest.mark.parametrize(
    "kind, call, arguments, index, sentences",
    [
        (
            "rows",
            Layer().forward,
            (X,),
            1,
            (
                "Neuron 1: times x, cell by cell, then add up.",
                "神经元 1：与 x 逐格相乘再相加。",
            ),
        ),
        (
            "rows",
            Layer().forward,
            (X,),
            0,
            (
                "Neuron 0: times x, cell by cell, then add up.",
                "神经元 0：与 x 逐格相乘再相加。",
            ),
        ),
        (
            "sheets",
            product,
            (numbers(2, 784), numbers(784, 1)),
            0,
            (
                "Row 0: @ multiplies cell by cell, adds up.",
                "行 0：@ 表示逐格相乘，再相加。",
            ),
        ),
        (
            "sheets",
            product,
            (numbers(2, 784), numbers(784, 1)),
            1,
            (
                "Row 1: times b, cell by cell, then add up.",
                "行 1：与 b 逐格相乘再相加。",
            ),
        ),
        (
            "sheets",
            spelled,
            (numbers(2, 784), numbers(784, 1)),
            0,
            (
                "Row 0: times b, cell by cell, then add up.",
                "行 0：与 b 逐格相乘再相加。",
            ),
        ),
        # Of turned rows the one with the largest sum has the first turn.
        (
            "turned",
            turned,
            (numbers(2, 3), numbers(2, 1)),
            0,
            (
                "Row 2, largest in size: multiply by b, then add up.",
                "行 2，绝对值最大：与 b 相乘，再全部相加。",
            ),
        ),
        (
            "turned",
            turned,
            (numbers(2, 3), numbers(2, 1)),
            1,
            (
                "Row 0: times b, cell by cell, then add up.",
                "行 0：与 b 逐格相乘再相加。",
            ),
        ),
    ],
)
def test_the_words_of_a_turn(kind, call, arguments, index, sentences):
    player = player_of(kind, call, *arguments)
    for spoken, sentence in zip(("en", "zh"), sentences, strict=True):
        with language(spoken):
            assert player.turn_words(index) == sentence


def of_a_letter(W1, x):
    c = W1 @ x
    return c


def of_counted_weights(W1_weights, x):
    c = W1_weights @ x
    return c


@pytest.mark.parametrize(
    "call, english, chinese",
    [
        (
            of_a_letter,
            "Each of the 2 sheets is one row of W1: 784 numbers.",
            "2 张薄片，每张是 W1 的一行：784 个数。",
        ),
        (
            of_counted_weights,
            "Each of the 2 sheets holds the 784 weights of one row.",
            "2 张薄片，每张是一个行的 784 个权重。",
        ),
    ],
)
def test_what_a_sheet_holds(call, english, chinese):
    for spoken, lead in (("en", english), ("zh", chinese)):
        act = act_in(spoken, "sheets", call, numbers(2, 784), numbers(784, 1))
        assert act.lead == lead


@pytest.mark.parametrize(
    "array, told",
    [
        (np.zeros((1, 1)), "It comes to 0."),
        (np.zeros((2, 1)), "All of it is 0."),
        (np.array([[-2.5]]), "It comes to −2.500."),
        (np.array([[np.nan], [1.0]]), "1 of 2 are no numbers."),
    ],
)
def test_what_comes_out_of_one_number_and_of_two(array, told):
    assert outcome("y", array) == told
