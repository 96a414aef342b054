"""What operands are called in sentences: short ones as written, long ones by kind."""

import pytest

from scenes.words.naming import language
from scenes.words.operand_names import called

LONG = "a_rather_long_name_of_weights"  # 29 letters


class _Value:
    """What is asked of a value here: its name and where it came from."""

    def __init__(self, expression, name=""):
        self.expression, self.name = expression, name


@pytest.mark.parametrize(
    "expression, english, chinese",
    [
        ("x @ w", "x @ w", "x @ w"),
        ("x.transpose()", "x.T", "x.T"),
        ("", "what was just computed", "刚算出的结果"),
        (f"{LONG} + 1", "the sum", "和"),
        (f"{LONG} - 1", "the difference", "差"),
        (f"{LONG} * 2", "the product", "乘积"),
        (f"{LONG} @ w", "the product", "乘积"),
        (f"{LONG} / 2", "the quotient", "商"),
        (f"{LONG} ** 2", "the power", "幂"),
        (f"-({LONG} + 1)", "the negative", "相反数"),
        (f"~({LONG} > 1)", f"~({LONG}…", f"~({LONG}…"),
        (f"({LONG} + 1).T", "what was turned over", "转置后的数组"),
        (f"({LONG} + 1).real", f"({LONG}…", f"({LONG}…"),
        (f"{LONG}[0, 1]", f"what was taken of {LONG}", f"从 {LONG} 取出的数"),
        (f"np.dot({LONG}, x)", "the product", "乘积"),
        (f"np.outer({LONG}, x)", "the product", "乘积"),
        (f"({LONG} + 1).mean()", "what was gathered", "汇总的结果"),
        (f"np.max({LONG})", "what was gathered", "汇总的结果"),
        (f"np.exp({LONG})", "the powers of e", "e 的幂"),
        (f"np.log({LONG})", "the logarithms", "对数"),
        (f"np.sqrt({LONG})", "the roots", "平方根"),
        (f"np.tanh({LONG})", "the tanh", "tanh"),
        (f"np.zeros_like({LONG})", "the zeros", "全零数组"),
        (f"{LONG}.reshape(-1)", "what was laid out", "重排后的数组"),
        (f"{LONG}_is[0]", f"what was taken of {LONG}_is", f"从 {LONG}_is 取出的数"),
        (f"{LONG}_are[0]", f"{LONG}_a…", f"{LONG}_a…"),
        (f"{LONG} // 2", f"{LONG} /…", f"{LONG} /…"),
        (f"({LONG} + 1) % 2", f"({LONG}…", f"({LONG}…"),
        (f"sigmoid({LONG})", "what sigmoid gave", "sigmoid 的结果"),
        (f"{LONG}.clip(0)", "what clip gave", "clip 的结果"),
    ],
)
def test_what_it_is_called(expression, english, chinese):
    assert called(_Value(expression)) == english
    with language("zh"):
        assert called(_Value(expression)) == chinese


@pytest.mark.parametrize("letters, is_whole", [(32, True), (33, False)])
def test_how_long_a_name_in_a_sentence_is(letters, is_whole):
    name = "w" * letters
    assert (called(_Value("", name)) == name) is is_whole
    assert len(called(_Value("", name))) == 32


def test_a_name_goes_before_an_expression():
    assert called(_Value("x @ w", "logits")) == "logits"


def test_lines_become_one():
    assert called(_Value("(x +\n y)")) == "(x + y)"


def test_what_is_no_python_is_cut():
    broken = "x +* " + "y" * 40
    assert called(_Value(broken)) == broken[:31] + "…"
