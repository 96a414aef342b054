"""What is said of curves and of losses: how many cells, one or several, and what the
axes of a loss's curve are called."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.acts import curve_words, loss_words, sheets_words
from scenes.reading.cell_functions import cell_functions
from scenes.reading.known_curves import KNOWN
from scenes.reading.losses import losses
from scenes.reading.value_roles import roles_of
from scenes.words.naming import language


def told(say):
    english = say()
    with language("zh"):
        return english, say()


@pytest.mark.parametrize(
    "call, numbers, english, chinese",
    [
        (
            lambda x: np.maximum(x, 0),
            [1.0, -1.0],
            "1 of 2 is 0 now.",
            "2 个中有 1 个现在是 0。",
        ),
        (
            lambda x: np.maximum(x, 0),
            [1.0, -1.0, -2.0],
            "2 of 3 are 0 now.",
            "3 个中有 2 个现在是 0。",
        ),
        (
            lambda x: np.where(x > 0, x, 0.1 * x),
            [1.0, -1.0, 0.0],
            "1 of 3 was below 0.",
            "3 个中有 1 个原来小于 0。",
        ),
        (
            lambda x: np.where(x > 0, x, 0.1 * x),
            [1.0, -1.0, -2.0],
            "2 of 3 were below 0.",
            "3 个中有 2 个原来小于 0。",
        ),
        (
            lambda x: np.clip(x, 0, 2),
            [1.0, -1.0],
            "1 of 2 was cut.",
            "2 个中有 1 个被截断。",
        ),
        (
            lambda x: np.clip(x, 0, 2),
            [1.0, 0.5],
            "All 2 are as they were.",
            "全部 2 个都没有变。",
        ),
        (np.sqrt, [1.0, -1.0], "1 of 2 is no number now.", "2 个中有 1 个不再是数。"),
        (
            np.sqrt,
            [1.0, -1.0, -2.0],
            "2 of 3 are no number now.",
            "3 个中有 2 个不再是数。",
        ),
        (
            lambda x: 1 / (1 + np.exp(-x)),
            [-2.9, -3.0, 0.0, 2.9, 3.0],
            "Where the curve is nearly flat, within 0.05 of 0 or 1: 2 of 5.",
            "曲线几乎平坦处（与 0 或 1 相差不到 0.05）：5 个中有 2 个。",
        ),
        (
            lambda x: 1 / (1 + np.exp(x)),
            [-2.9, -3.0, 0.0, 2.9, 3.1],
            "Where the curve is nearly flat, within 0.05 of 0 or 1: 2 of 5.",
            "曲线几乎平坦处（与 0 或 1 相差不到 0.05）：5 个中有 2 个。",
        ),
        (
            np.tanh,
            [-1.0, -2.0, 0.0, 1.0, 2.0],
            "Where the curve is nearly flat, within 0.05 of −1 or 1: 2 of 5.",
            "曲线几乎平坦处（与 −1 或 1 相差不到 0.05）：5 个中有 2 个。",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_what_came_out_of_a_curve(call, numbers, english, chinese):
    roles = roles_of(record(lambda x: call(x), np.array(numbers)))
    *_, function = roles.read(cell_functions).by_result.values()
    assert told(lambda: curve_words.outcome(function)) == (english, chinese)


X = np.linspace(-3, 3, 7)
AS_WRITTEN = {"e^−x": "exp(-x)", "e^x": "exp(x)", "x²": "x**2", "max(": "maximum("}


@pytest.mark.parametrize(
    "name", ["sigmoid", "sigmoid(−x)", "ReLU", "swish", "softplus", "square"]
)
def test_formulas_are_those_of_the_curves(name):
    formula = curve_words.FORMULAS[name]
    for one, other in AS_WRITTEN.items():
        formula = formula.replace(one, other)
    named = {"exp": np.exp, "log": np.log, "maximum": np.maximum, "x": X}
    np.testing.assert_allclose(eval(formula, named), KNOWN[name](X), atol=1e-12)


def test_formulas_in_words():
    said = [curve_words.FORMULAS[one] for one in ("leaky ReLU", "ELU", "GELU", "clip")]
    assert said == [
        "x above 0, else a part of x",
        "x above 0, else a · (e^x − 1)",
        "x · Φ(x)",
        "x between two limits",
    ]


def squared():
    def error(a, b):
        return ((a - b) ** 2).mean()

    trace = record(error, np.array([1.0, 2.0]), np.array([0.5, 1.0]))
    found, *_ = roles_of(trace).read(losses).values()  # one, by each operation
    return found.form


FORM = squared()


@pytest.mark.parametrize(
    "kind, curve, x",
    [
        ("scores", ("−log(share)", "−log(份额)"), ("its share", "它的份额")),
        ("logits", ("−log(share)", "−log(份额)"), ("its share", "它的份额")),
        ("shares", ("−log(share), weighed", "−log(份额)，加权"), ("said", "输出")),
        ("huber", ("½ difference², then straight", "½ 差²，再成直线"), ("apart", "差")),
        ("squared", ("difference²", "差²"), ("apart", "差")),
        ("absolute", ("|difference|", "|差|"), ("apart", "差")),
        ("hinge", ("max(0, x)", "max(0, x)"), ("too close by", "超出")),
        ("sides", ("max(0, 1 − x)", "max(0, 1 − x)"), ("side × size", "方向 × 大小")),
    ],
)
def test_what_the_curve_of_a_loss_and_its_axis_are_called(kind, curve, x):
    form = replace(FORM, kind=kind)
    assert told(lambda: loss_words.curve_name(form)) == curve
    assert told(lambda: loss_words.x_name(form)) == x


@pytest.mark.parametrize(
    "scale, said",
    [
        (0.5, ("Added, averaged, and the root of that.", "相加、平均，再开方。")),
        (
            0.25,
            ("Added, divided by 4, and the root of that.", "相加、除以 4，再开方。"),
        ),
        (1.0, ("Added, and the root of that.", "相加，再开方。")),
        (0.3, ("Added, and the root of that.", "相加，再开方。")),
    ],
)
def test_how_a_root_comes_together(scale, said):
    form = replace(FORM, is_root=True, scale=scale)
    assert told(lambda: loss_words.together(form)) == said


def test_what_colours_of_products_say():
    assert told(lambda: sheets_words.all_kept(is_diverging=False)) == (
        "Every product, above its sum.",
        "每个乘积，下面是它的和。",
    )
    assert told(lambda: sheets_words.all_kept(is_diverging=True)) == (
        "Every product, above its sum: orange adds to it, blue takes away.",
        "每个乘积，下面是它的和：橙色使和变大，蓝色使和变小。",
    )


@pytest.mark.parametrize(
    "scale, is_root, of_two, of_one",
    [
        (1.0, False, "0.25 + 1.00 = 1.250", "1.250"),
        (0.5, False, "( 0.25 + 1.00 ) ÷ 2 = 1.250", "0.25 × 0.5 = 1.250"),
        (0.25, False, "( 0.25 + 1.00 ) ÷ 4 = 1.250", "0.25 × 0.25 = 1.250"),
        (0.3, False, "( 0.25 + 1.00 ) × 0.3 = 1.250", "0.25 × 0.3 = 1.250"),
        (0.5, True, "√( (0.25 + 1.00) ÷ 2 ) = 1.250", "√( (0.25) ÷ 2 ) = 1.250"),
        (1.0, True, "√( 0.25 + 1.00 ) = 1.250", "√( 0.25 ) = 1.250"),
    ],
)
def test_how_terms_become_one_number(scale, is_root, of_two, of_one):
    form = replace(FORM, scale=scale, is_root=is_root)
    both = [replace(form, terms=np.array(one)) for one in ([0.25, 1.0], [0.25])]
    assert [loss_words.totalled(one, 1.25) for one in both] == [of_two, of_one]


def crossed():
    def entropy(p, y):
        return -np.log(p[np.arange(3), y]).mean()

    shares = np.array([[0.5, 0.3, 0.2], [0.2, 0.6, 0.2], [0.3, 0.3, 0.4]])
    found, *_ = roles_of(record(entropy, shares, np.arange(3))).read(losses).values()
    return found.form


GUESS = np.log(3)


@pytest.mark.parametrize(
    "total, english, chinese",
    [
        (GUESS * 1.009, " costs 1.099: about as much.", "的代价是 1.099：差不多。"),
        (GUESS * 0.991, " costs 1.099: about as much.", "的代价是 1.099：差不多。"),
        (GUESS * 1.011, " costs less: 1.099.", "代价更小：1.099。"),
        (GUESS * 0.989, " costs more: 1.099.", "代价更大：1.099。"),
    ],
)
def test_what_an_even_guess_costs(total, english, chinese):
    said = told(lambda: loss_words.outcome(crossed(), total, None))
    assert said == (
        f"The loss is {total:.3f}. An even guess among 3{english}",
        f"损失是 {total:.3f}。在 3 个中均匀猜测{chinese}",
    )


@pytest.mark.parametrize("changes", [{"scale": 1.0}, {"classes": 1}])
def test_of_sums_and_of_one_class_nobody_guesses(changes):
    form = replace(crossed(), **changes)
    assert loss_words.outcome(form, GUESS, None) == "The loss is 1.099."
