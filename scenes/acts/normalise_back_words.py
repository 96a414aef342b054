"""What is said where a gradient goes back through a normalisation."""

from scenes.acts import normalise_words
from scenes.words.naming import said


def step_name() -> str:
    return said("back through the norm", "经归一化传回")


def gained(gain: str) -> str:
    return said(
        "× {gain} first, as on the way there.",
        "先乘以 {gain}，与前向时一样。",
        gain=gain,
    )


def shifted(mean: str) -> str:
    return said(
        "Minus the mean, {mean}: what would only shift the line.",
        "减去均值 {mean}：只会平移的部分。",
        mean=mean,
    )


def stretched(share: str, normal: str) -> str:
    """
    Args:
        normal: what the code calls what was normalised, or "".
    """
    if not normal:
        return said(
            "Minus {share} × the normalised line: what would only stretch it.",
            "减去 {share} × 归一化后的数：只会拉伸的部分。",
            share=share,
        )
    return said(
        "Minus {share} × {normal}: what would only stretch the line.",
        "减去 {share} × {normal}：只会拉伸的部分。",
        share=share,
        normal=normal,
    )


def divided(kind: str, value: str, gain: str) -> str:
    """
    Args:
        gain: that multiplies it now, or "".
    """
    if gain:
        return said(
            "× {gain}, divided by {spread}, {value}.",
            "乘以 {gain}，再除以{spread} {value}。",
            gain=gain,
            spread=normalise_words.by_name(kind),
            value=value,
        )
    return normalise_words.divided(kind, value)


def tracks(kind: str, share: float, normal: str) -> tuple[str, str, str]:
    """What the numbers have become: without their mean, without what would
    only stretch them, divided."""
    mean, _ = normalise_words.tracks("standard")
    _, spread = normalise_words.tracks(kind)
    sign = "+" if share < 0 else "−"
    normal = normal or normalise_words.comes_out()
    return mean, f"{sign} {abs(share):.3g} × {normal}", spread
