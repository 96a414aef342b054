"""What is said of answers minus the right ones."""

import numpy as np

from scenes.arrays.numbers import number_format
from scenes.reading.errors_of_answers import AnswerError
from scenes.words.naming import in_a_row, number, said

LONG = 6  # operations: with more it is computed by the chain rule


def title() -> str:
    return said("What it said, minus what it should say", "实际输出减去正确答案")


def step_name() -> str:
    return said("errors", "误差")


def wanted_name() -> str:
    return said("should say", "应为")


def lead(error: AnswerError) -> str:
    first = said(
        "The right answer should have 1, the others 0: what is left is the gradient "
        "of the cross-entropy for the scores.",
        "正确答案应为 1，其余应为 0：相减就是交叉熵对得分的梯度。",
    )
    if len(error.operations) > LONG:
        first = in_a_row(
            first,
            said(
                "The code takes the long way, slope times slope, to the same.",
                "代码用链式法则逐步相乘，结果相同。",
            ),
        )
    if error.divisor == 1:
        return first
    return in_a_row(
        first,
        said(
            "Divided by {count}: each example has its part in the mean.",
            "再除以 {count}：每个样本在平均值中占一份。",
            count=f"{error.divisor:g}",
        ),
    )


def formula(error: AnswerError, index: int) -> str:
    """What becomes of the right answer of an example, written out."""
    flat = int(error.picked[index])
    said_one, result = error.said.array.ravel(), error.result.array.ravel()
    share = number_format(said_one)(said_one[flat])
    end = number_format(result)(result[flat])
    if error.divisor == 1:
        return f"{share} − 1 = {end}"
    return f"( {share} − 1 ) ÷ {error.divisor:g} = {end}"


def turn(error: AnswerError, index: int) -> str:
    line = error.lines[index]
    right = int(np.flatnonzero(line == error.picked[index])[0])
    shares = error.said.array.ravel()
    share = number(shares[error.picked[index]], shares)
    fields = {"index": index, "right": right, "share": share}
    if len(error.picked) == 1:
        return said(
            "The right answer, {right}, got {share} and should have 1; the others got "
            "too much.",
            "正确答案 {right} 得到 {share}，应为 1；其余得到的都是多余的。",
            **fields,
        )
    return said(
        "Example {index}: the right answer, {right}, got {share} and should have 1; "
        "the others got too much.",
        "样本 {index}：正确答案 {right} 得到 {share}，应为 1；其余得到的都是多余的。",
        **fields,
    )


def outcome(error: AnswerError) -> str:
    shares = error.said.array.ravel()[error.picked]
    if len(shares) == 1:
        return said(
            "The right answer lacks {lack}.",
            "正确答案还差 {lack}。",
            lack=number(1 - shares[0], 1 - shares),
        )
    worst = int(shares.argmin())
    return said(
        "Example {worst} is furthest off: its right answer lacks {lack}.",
        "样本 {worst} 差得最多：正确答案还差 {lack}。",
        worst=worst,
        lack=number(1 - shares[worst], 1 - shares),
    )
