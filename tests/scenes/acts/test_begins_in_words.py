"""Arrays that begin in ones, twos and many: what each of them is called and said."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.told import acts_of

RNG = np.random.default_rng


def one_drawn(seed):
    w = RNG(seed).normal(size=(1,))
    return w * 2


def all_alike(seed):
    w = RNG(seed).integers(1, 2, size=(2, 2))
    return w * 2


def mask(seed):
    m = RNG(seed).integers(0, 2, size=5, dtype=bool)
    return m * 2.0


def one_gathers(x):
    a = np.zeros(2)
    b = np.zeros(2)
    for _ in range(2):
        a += x
    return a * b


def three():
    a, b, c = np.zeros((2, 3)), np.zeros((2, 2)), np.zeros((3, 2))
    return a.sum() + b.sum() + c.sum()


def four():
    a, b, c, d = np.zeros((2, 3)), np.zeros((2, 2)), np.zeros((3, 2)), np.zeros((4, 2))
    return a.sum() + b.sum() + c.sum() + d.sum()


def one_is_written(x):
    a = np.zeros(2)
    b = np.zeros(2)
    a[0] = x[0]
    return a + b * x


def both_are_written(x):
    a = np.zeros(2)
    b = np.zeros(2)
    a[0] = x[0]
    b[1] = x[1]
    return a * b


def one_number(x):
    total = np.zeros(())
    for k in range(2):
        total = total + x[k]
    return total


def unnamed(seed):
    rng = RNG(seed)
    return [rng.integers(1, 2, size=(2, 2)) for _ in range(2)]


def two_alike():
    a, b = np.zeros((2, 3)), np.zeros((2, 3))
    return a @ b.T


M = RNG(2).integers(0, 2, size=5, dtype=bool)
TRUE, FALSE = int(M.sum()), int((~M).sum())
ONE = f"{RNG(2).normal():.2f}"

SAID = [
    (
        one_drawn,
        (2,),
        ("w: drawn at random", f"1 number. It is {ONE}."),
        ("w：随机抽取", f"1 个数。它是 {ONE}。"),
    ),
    (
        all_alike,
        (2,),
        ("w: drawn at random", "4 numbers: 2 × 2. All are 1."),
        ("w：随机抽取", "4 个数：2 × 2。全是 1。"),
    ),
    (
        two_alike,
        (),
        ("a and b start at 0", "12 numbers: 2 × 3 each."),
        ("a 和 b 从 0 开始", "12 个数：各 2 × 3。"),
    ),
    (
        mask,
        (2,),
        ("m: drawn at random", f"5 numbers. {TRUE} of them are true, {FALSE} false."),
        ("m：随机抽取", f"5 个数。其中 {TRUE} 个为真，{FALSE} 个为假。"),
    ),
    (
        one_gathers,
        (np.array([1.0, 2.0]),),
        ("a and b start at 0", "4 numbers."),
        ("a 和 b 从 0 开始", "4 个数。"),
    ),
    (
        three,
        (),
        ("a, b and c start at 0", "16 numbers: 2 × 3, 2 × 2 and 3 × 2."),
        ("a、b 和 c 从 0 开始", "16 个数：2 × 3、2 × 2 和 3 × 2。"),
    ),
    (
        four,
        (),
        ("4 arrays start at 0", "24 numbers."),
        ("4 个数组从 0 开始", "24 个数。"),
    ),
    (
        one_is_written,
        (np.array([1.0, 2.0]),),
        ("a and b start at 0", "4 numbers."),
        ("a 和 b 从 0 开始", "4 个数。"),
    ),
    (
        both_are_written,
        (np.array([1.0, 2.0]),),
        ("a and b start at 0", "4 numbers. They will be written piece by piece."),
        ("a 和 b 从 0 开始", "4 个数。之后会逐块写入。"),
    ),
    (
        one_number,
        (np.array([1.0, 2.0]),),
        ("total is 0", "1 number. It will gather what is added."),
        ("total 是 0", "1 个数。之后的值会累加到这里。"),
    ),
    (
        unnamed,
        (2,),
        ("Drawn at random", "8 numbers: 2 × 2 each. All are 1."),
        ("随机抽取", "8 个数：各 2 × 2。全是 1。"),
    ),
]


@pytest.mark.parametrize("call, given, english, chinese", SAID)
def test_what_is_said_of_arrays_that_begin(call, given, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            act = acts_of(call, *given)[0]
        assert (act.kind, act.title, act.caption) == ("begins", *expected)
