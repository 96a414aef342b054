"""What is said of one weight that is moved, and written beside its loss."""

import numpy as np

from scenes.arrays.numbers import written
from scenes.words.naming import said


def lead():
    return said(
        "The loss says how wrong an output is. Only one weight moves.",
        "损失表示输出错得多厉害。只动一个权重，其余不变。",
    )


def hill(slope: float) -> str:
    """What becomes of the loss to both sides, of which one is lower."""
    if np.signbit(slope):
        return said(
            "Raise it, the loss shrinks; lower it, it grows.",
            "调大它，损失变小；调小它，损失变大。",
        )
    return said(
        "Raise it, the loss grows; lower it, it shrinks.",
        "调大它，损失变大；调小它，损失变小。",
    )


def minus(slope: float) -> str:
    """Why the step has a minus."""
    return said(
        "The push is how steep it is: {slope}. It points uphill, so minus.",
        "这里的陡度就是推动：{slope}。它指向上坡，所以取负。",
        slope=written(slope, "+.3g"),
    )


def cancelled():
    return said(
        "Cross-entropy cancels the output's sigmoid slope, not a hidden one's.",
        "交叉熵抵消了输出自己的 sigmoid 斜率；隐藏神经元的还在。",
    )


def factors_gone():
    """((a factor of the loss's slope, whose it is), ...) of the two that cancel
    each other, y being the output."""
    return (
        ("÷ y · (1 − y)", said("cross-entropy", "交叉熵")),
        ("× y · (1 − y)", "sigmoid"),
    )


def loss_title(output: int, target: float, value: float, loss: float) -> str:
    """The loss of an output as a formula, with its number."""
    inside = f"{value:.4f}"
    if target == 0:
        inside = f"1 − {inside}"
    return said(
        "loss of output {output} = −log({inside}) = {value}",
        "输出 {output} 的损失 = −log({inside}) = {value}",
        output=output,
        inside=inside,
        value=f"{loss:.4f}",
    )


def longer(factor: float) -> str:
    """How many times as long a step is drawn as it is; "" if as it is."""
    if factor <= 1:
        return ""
    return said(
        "drawn {factor:,.0f} times as long", "画长了 {factor:,.0f} 倍", factor=factor
    )
