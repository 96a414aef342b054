"""How numbers stand in a formula, and which formula is too long to stand there."""

import numpy as np
import pytest

from tests.told import act_in


def one_more(x):
    y = x[0] + 1.0
    return y


def twice(x):
    y = x * 2
    return y


def of_64_characters(x):
    y = (((x * 1.25 + 2.5) * 3.75 + 1.125) * 2.25 + 0.375) / 7.5 - 1.5
    return y


def of_65_characters(x):
    y = (((x * 1.25 + 2.5) * 3.75 + 1.125) * 2.25 + 0.375) / 7.5 - 1.25
    return y


def below(x):
    y = 0.5 < x
    return y


def not_below(x):
    y = x >= 0.5
    return y


LAST = (((2.5 * 1.25 + 2.5) * 3.75 + 1.125) * 2.25 + 0.375) / 7.5
NAN = np.float64("nan")


@pytest.mark.parametrize(
    "call, x, formula, result",
    [
        (one_more, np.array([999_999.0, 1.0]), "999999 + 1", "1e+6"),
        (one_more, np.array([1e6, 1.0]), "1e+6 + 1", "1e+6"),
        (one_more, np.array([-1e6, 1.0]), "(−1e+6) + 1", "−999999"),
        (twice, np.float64(1e-4), "0.0001 × 2", "0.0002"),
        (twice, np.float64(0.99e-4), "9.90e−5 × 2", "1.98e−4"),
        (twice, np.float64(12.345), "12.345 × 2", "24.69"),
        (twice, np.float64(1.23456), "1.235 × 2", "2.469"),
        (twice, np.float64(-0.5), "(−0.5) × 2", "−1"),
        (twice, np.float64("inf"), "inf × 2", "inf"),
        (twice, NAN, "nan × 2", "nan"),
        (below, np.float64(0.25), "0.5 < 0.25", "false"),
        (not_below, np.float64(0.5), "0.5 ≥ 0.5", "true"),
        (
            of_64_characters,
            np.float64(2.5),
            "(((2.5 × 1.25 + 2.5) × 3.75 + 1.125) × 2.25 + 0.375) ÷ 7.5 − 1.5",
            f"{LAST - 1.5:.3f}",
        ),
        (of_65_characters, np.float64(2.5), f"{LAST:.3f} − 1.25", f"{LAST - 1.25:.3f}"),
    ],
)
def test_numbers_as_they_stand_in_a_formula(call, x, formula, result):
    act = act_in("en", "arithmetic", call, x)
    assert act.caption == f"With its numbers: {formula}. That is {result}."
    act = act_in("zh", "arithmetic", call, x)
    told = {"true": "真", "false": "假"}.get(result, result)
    assert act.caption.startswith(f"代入数值：{formula}。结果是")
    assert act.caption.removesuffix("。").endswith(told)
    assert len(formula) <= 64
