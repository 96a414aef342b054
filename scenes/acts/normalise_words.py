"""What is said where an array is normalised."""

import numpy as np

from scenes.arrays.numbers import number_format
from scenes.words.naming import in_a_row, said

_TITLES = {
    "standard": (
        "normalise {each}: mean 0, spread 1",
        "归一化{each}：均值 0，标准差 1",
    ),
    "kept": (
        "normalise {each} by numbers kept from before",
        "用先前保留的数归一化{each}",
    ),
    "given": (
        "normalise {each} by numbers kept from before",
        "用先前保留的数归一化{each}",
    ),
    "rms": ("RMS norm: each by its own size", "RMS 归一化：各除以自己的大小"),
    "length": ("make {each} 1 long", "把{each}变成长度 1"),
    "range": ("stretch {each} from 0 to 1", "把{each}拉伸到 0 至 1"),
}
_LEADS = {
    "standard": (
        "Of {each} its own mean is taken away; then it is divided by its own spread.",
        "{each}先减去自己的均值，再除以自己的标准差。",
    ),
    "kept": (
        "From {each} its kept mean is taken away; then it is divided by its kept "
        "spread.",
        "{each}先减去保留的均值，再除以保留的标准差。",
    ),
    "given": (
        "From {each} a number kept for it is taken away; then it is divided by "
        "another.",
        "{each}先减去为它保留的一个数，再除以另一个。",
    ),
    "rms": (
        "{Each} is divided by the root of the mean of its squares.",
        "{each}除以自己平方均值的平方根。",
    ),
    "length": (
        "{Each} is divided by its own length, the root of the sum of its squares.",
        "{each}除以自己的长度，即平方和的平方根。",
    ),
    "range": (
        "Of {each} the smallest is taken away; then it is divided by its range.",
        "{each}先减去自己的最小值，再除以自己的极差。",
    ),
}
_SPREADS = {
    "standard": ("the spread", "标准差"),
    "kept": ("the kept spread", "保留的标准差"),
    "given": ("the other number", "另一个数"),
    "rms": ("the root mean square", "均方根"),
    "length": ("the length", "长度"),
    "range": ("the range", "极差"),
}


def line(kind: str) -> str:
    """What a line is called: kind "row", "column", "channel" or "all"."""
    return {
        "row": said("row", "行"),
        "column": said("column", "列"),
        "line": said("channel", "通道"),
        "all": said("the whole array", "整个数组"),
    }[kind]


def _each(kind: str) -> str:
    return (
        line(kind)
        if kind == "all"
        else said("each {line}", "每{line}", line=line(kind))
    )


def title(kind: str, along: str, learned: str) -> str:
    """
    Args:
        learned: "each" if each number of a line has a gain of its own, "line"
            if all of it has one; "" without any.
    """
    if kind == "standard" and learned == "each" and along == "all":
        return said("layer norm: {each}", "层归一化：{each}", each=_each(along))
    if kind == "standard" and learned == "each":
        return said(
            "layer norm: {each} by itself",
            "层归一化：每{line}单独归一化",
            each=_each(along),
            line=line(along),
        )
    if kind == "standard" and learned == "line" and along != "all":
        return said(
            "batch norm: {each} over the batch",
            "批归一化：每{line}在整批上归一化",
            each=_each(along),
            line=line(along),
        )
    return said(*_TITLES[kind], each=_each(along))


def lead(kind: str, along: str, *, is_learned: bool, name: str, cells: str = "") -> str:
    """
    Args:
        cells: what each line has, "8 features"; "" where nobody can tell.
    """
    each = _each(along)
    if cells:
        each = said("{each} of {cells}", "{each} {cells}", each=each, cells=cells)
    learned = (
        said(
            "What was learned comes last: {name}.", "最后乘加学到的 {name}。", name=name
        )
        if is_learned
        else ""
    )
    text = said(*_LEADS[kind], each=each, Each=each[:1].upper() + each[1:])
    return in_a_row(text, learned)


def learned_names(gain: str, shift: str) -> str:
    return " ".join(
        filter(None, (f"× {gain}" if gain else "", f"+ {shift}" if shift else ""))
    )


def by_name(kind: str) -> str:
    return said(*_SPREADS[kind])


def tracks(kind: str) -> tuple[str, str]:
    """What the numbers have become after each step."""
    taken = {
        "standard": said("− mean", "− 均值"),
        "kept": said("− kept mean", "− 保留的均值"),
        "given": said("− kept number", "− 保留的数"),
        "range": said("− smallest", "− 最小值"),
    }.get(kind, "")
    return taken, said("÷ {spread}", "÷ {spread}", spread=_bare(kind))


def _bare(kind: str) -> str:
    return said(*_SPREADS[kind]).removeprefix("the ")


def middle_and_spread(values: np.ndarray, write) -> str:
    return said(
        "mean {mean}, spread {spread}",
        "均值 {mean}，标准差 {spread}",
        mean=write(values.mean()).lstrip("+"),
        spread=write(values.std()).lstrip("+"),
    )


def begins(along: str, index: int, count: int) -> str:
    one = _one(along, index)
    return said(
        "{one}: its {count} numbers on a line.",
        "{one}：它的 {count} 个数排在数轴上。",
        one=one,
        count=count,
    )


def first_line(along: str) -> str:
    """The line that is told, as a name."""
    return _one(along, 0)


def _one(along: str, index: int) -> str:
    if along == "all":
        return said("All of it", "全部")
    word = line(along)
    return said(
        "{word} {index}",
        "{word} {index}",
        word=word[:1].upper() + word[1:],
        index=index,
    )


def taken(kind: str, value: str) -> str:
    if kind == "range":
        return said("Minus the smallest, {value}.", "减去最小值 {value}。", value=value)
    if kind == "kept":
        return said(
            "Minus the kept mean, {value}.", "减去保留的均值 {value}。", value=value
        )
    if kind == "given":
        return said(
            "Minus the number kept for it, {value}.",
            "减去为它保留的数 {value}。",
            value=value,
        )
    return said(
        "Minus the mean, {value}: around 0 now.",
        "减去均值 {value}：现在以 0 为中心。",
        value=value,
    )


def divided(kind: str, value: str) -> str:
    return said(
        "Divided by {spread}, {value}.",
        "除以{spread} {value}。",
        spread=by_name(kind),
        value=value,
    )


def learned(names: str, before: str, gain: str, shift: str, after: str) -> str:
    """The number that is followed: "× g + b: 0.63 × 1.10 + 0.05 = 0.74"."""
    sum_ = f"{before} × {gain}" + (f" + {shift}" if shift else "")
    return f"{names}: {sum_} = {after}"


def others(along: str, count: int) -> str:
    if count == 1:
        return said("Then the other one, by its own numbers.", "另一个用自己的数。")
    return said(
        "Then the other {count}, each by numbers of its own.",
        "其余 {count} 个，各用自己的数。",
        count=count,
    )


def comes_out() -> str:
    return said("normalised", "归一化后")


def step_name() -> str:
    return said("normalise", "归一化")


def outcome(kind: str, along: str, before: np.ndarray, after: np.ndarray) -> str:
    """What the numbers say of the first line before, and say now."""
    measures = {
        "standard": (np.mean, np.std),
        "kept": (np.mean, np.std),
        "given": (np.mean, np.std),
        "rms": (lambda line: np.sqrt((line**2).mean()),),
        "length": (np.linalg.norm,),
        "range": (np.min, np.max),
    }[kind]
    numbers = np.array(
        [[measure(one) for one in (before, after)] for measure in measures]
    )
    write = number_format(numbers)
    texts = [[write(value).lstrip("+") for value in pair] for pair in numbers]
    one = _one(along, 0)
    if kind in ("standard", "kept", "given"):
        return said(
            "{one}: mean {low} → {high}, spread {wide} → {narrow}.",
            "{one}：均值 {low} → {high}，标准差 {wide} → {narrow}。",
            one=one,
            low=texts[0][0],
            high=texts[0][1],
            wide=texts[1][0],
            narrow=texts[1][1],
        )
    if kind == "range":
        return said(
            "{one}: from {low} to {high} becomes from {least} to {most}.",
            "{one}：从 {low} 到 {high} 变成从 {least} 到 {most}。",
            one=one,
            low=texts[0][0],
            high=texts[1][0],
            least=texts[0][1],
            most=texts[1][1],
        )
    return said(
        "{one}: {spread} {before} → {after}.",
        "{one}：{spread} {before} → {after}。",
        one=one,
        spread=_bare(kind),
        before=texts[0][0],
        after=texts[0][1],
    )
