"""What is said of a loss: what each answer costs, and all of them together."""

import math

import numpy as np

from scenes.acts.sums_written import added
from scenes.arrays.numbers import bar_number_format, number_format
from scenes.reading.loss_form import (
    ABSOLUTE,
    BINARY,
    HINGE,
    HUBER,
    LOGITS,
    SCORES,
    SHARES,
    SIDES,
    SQUARED,
    Form,
    lines_of,
)
from scenes.words.naming import in_a_row, number, said

_TITLES = {
    SHARES: ("Cross-entropy: what the right answer got", "交叉熵：正确答案得到多少"),
    SCORES: ("Cross-entropy, straight from the scores", "交叉熵：直接由得分计算"),
    BINARY: ("Binary cross-entropy: yes or no", "二元交叉熵：是或否"),
    LOGITS: (
        "Binary cross-entropy, straight from the scores",
        "二元交叉熵：直接由得分计算",
    ),
    HUBER: ("Huber loss: how far off, within limits?", "Huber 损失：差多远？"),
    SQUARED: ("Squared error: how far off?", "平方误差：差多远？"),
    ABSOLUTE: ("Absolute error: how far off?", "绝对误差：差多远？"),
    HINGE: ("Hinge loss: who comes too close?", "合页损失：谁靠得太近？"),
    SIDES: ("Hinge loss: on the right side, and far enough?", "合页损失：够不够远？"),
}
_CURVES = {
    SHARES: ("−log(share)", "−log(份额)"),
    SCORES: ("−log(share)", "−log(份额)"),
    BINARY: ("−log(share)", "−log(份额)"),
    LOGITS: ("−log(share)", "−log(份额)"),
    HUBER: ("½ difference²", "½ 差²"),
    SQUARED: ("difference²", "差²"),
    ABSOLUTE: ("|difference|", "|差|"),
    HINGE: ("max(0, x)", "max(0, x)"),
    SIDES: ("max(0, 1 − x)", "max(0, 1 − x)"),
}
_XS = {
    SHARES: ("its share", "它的份额"),
    SCORES: ("its share", "它的份额"),
    BINARY: ("its share", "它的份额"),
    LOGITS: ("its share", "它的份额"),
    HUBER: ("apart", "差"),
    SQUARED: ("apart", "差"),
    ABSOLUTE: ("apart", "差"),
    HINGE: ("too close by", "超出"),
    SIDES: ("side × size", "方向 × 大小"),
}


def title(form: Form) -> str:
    return said(*_TITLES[form.kind])


def x_name(form: Form) -> str:
    return said("said", "输出") if form.is_soft else said(*_XS[form.kind])


def curve_name(form: Form) -> str:
    name = said(*_CURVES[form.kind])
    if form.kind == HUBER:
        return said("{name}, then straight", "{name}，再成直线", name=name)
    return said("{name}, weighed", "{name}，加权", name=name) if form.is_soft else name


def term_name() -> str:
    return said("costs", "代价")


def lead(form: Form) -> str:
    count = form.terms.size
    if form.kind == LOGITS:
        return said(
            "Through a sigmoid each score would be the share of yes: the less went to "
            "what is right, the more it costs.",
            "经 sigmoid 每个得分就是“是”的份额：给正确一方越少，代价越大。",
        )
    if form.kind == HUBER:
        return said(
            "Differences up to {margin} cost half their square; beyond that the cost "
            "grows in a straight line, so that outliers count less.",
            "不超过 {margin} 的差，代价是平方的一半；再远则按直线增长，"
            "离群值影响较小。",
            margin=f"{form.margin:g}",
        )
    if form.kind in (SHARES, SCORES, BINARY):
        if form.is_soft:
            first = said(
                "The less share is given to what was wanted, the more it costs; "
                "the wanted shares weigh it.",
                "给目标的份额越少，代价越大；目标份额是权重。",
            )
        elif form.kind == SHARES:
            first = said(
                "Only the share of the right answer counts: the less it got, the "
                "more it costs. 0 would be perfect.",
                "只看正确答案的份额：得到越少，代价越大，0 为完美。",
            )
        elif form.kind == SCORES:
            first = said(
                "Scores become shares; the less the right answer gets, the more "
                "it costs. 0 would be perfect.",
                "得分变成份额；正确答案得到越少，代价越大，0 为完美。",
            )
        else:
            first = said(
                "Each number is the share of yes, the rest is no: the less went to "
                "what is right, the more it costs.",
                "每个数是“是”的份额，其余是“否”：给正确一方越少，代价越大。",
            )
        return in_a_row(first, _masked(form))
    if form.kind == SQUARED:
        return (
            said(
                "Each of {count} differences is squared: twice as far costs four times "
                "as much.",
                "{count} 个差各自平方：差两倍，代价四倍。",
                count=count,
            )
            if count > 1
            else said(
                "The difference is squared: twice as far off costs four times as much.",
                "差取平方：差两倍，代价四倍。",
            )
        )
    if form.kind == ABSOLUTE:
        return said(
            "Each of {count} differences costs what it is, whatever its sign.",
            "{count} 个差各取大小，不论正负。",
            count=count,
        )
    if form.kind == HINGE and not form.margin:
        return said(
            "A wrong answer costs nothing unless its score is above that of the right "
            "one.",
            "错误答案的得分只要不高于正确的，就没有代价。",
        )
    if form.kind == HINGE:
        return said(
            "A wrong answer costs nothing if its score stays {margin} below that "
            "of the right one.",
            "错误答案的得分若比正确的低 {margin} 以上，就没有代价。",
            margin=f"{form.margin:g}",
        )
    return said(
        "An answer costs nothing if it is on the right side, {margin} away from 0 "
        "or more.",
        "输出在正确一侧且离 0 至少 {margin}，就没有代价。",
        margin=f"{form.margin:g}",
    )


def _masked(form: Form) -> str:
    if not form.masked:
        return ""
    return said(
        "{masked} of {count} are masked and cost nothing.",
        "{count} 个中有 {masked} 个被掩码略去，不计代价。",
        masked=form.masked,
        count=form.masked + form.terms.size,
    )


def right_ones(form: Form) -> np.ndarray:
    """(examples,) which answer is right, of picked ones."""
    assert form.picked is not None
    lines = lines_of(form.picked, form.said.shape)
    if lines is None:
        return form.picked
    return np.asarray((lines == form.picked[:, None]).argmax(axis=1))


def turn(form: Form, index: int) -> str:
    """What the first of the terms costs."""
    xs, terms = form.xs.ravel(), form.terms.ravel()
    x = number(xs[index], xs)
    term = number(terms[index], terms)
    if form.kind == HINGE:
        return _close(form, index, x, term)
    one = (
        said(
            "Example {index}: ",
            "样本 {index}：",
            index=form.kept[index] if form.kept else index,
        )
        if form.picked is not None and form.picked.size > 1
        else said("Number {index}: ", "第 {index} 个数：", index=index)
        if terms.size > 1
        else ""
    )
    if form.kind in (SHARES, SCORES) and form.picked is not None:
        return one + said(
            "the right answer, {right}, got {x}. −log {x} = {term}."
            if one
            else "The right answer, {right}, got {x}. −log {x} = {term}.",
            "正确答案 {right} 得到 {x}。−log {x} = {term}。",
            right=int(right_ones(form)[index]),
            x=x,
            term=term,
        )
    if form.is_soft:
        assert form.wanted is not None
        wanted = form.wanted.array.ravel()
        return one + said(
            "{x} said, {wanted} wanted: it costs {term}.",
            "输出 {x}，目标 {wanted}：代价 {term}。",
            x=x,
            wanted=number(wanted[index], wanted),
            term=term,
        )
    if form.kind in (BINARY, LOGITS):
        return one + said(
            "{x} went to what is right. −log {x} = {term}.",
            "正确一方得到 {x}。−log {x} = {term}。",
            x=x,
            term=term,
        )
    if form.kind in (SQUARED, ABSOLUTE, HUBER):
        answers = form.said.array.ravel()
        wanted = form.wanted.array.ravel() if form.wanted is not None else answers
        return one + said(
            "{answer} said, {wanted} wanted: {x} apart costs {term}.",
            "输出 {answer}，目标 {wanted}：差 {x}，代价 {term}。",
            answer=number(answers[index], answers),
            wanted=number(wanted[index], wanted),
            x=x,
            term=term,
        )
    return one + said(
        "{x} on the curve costs {term}.",
        "{x} 在曲线上的代价是 {term}。",
        x=x,
        term=term,
    )


def _close(form: Form, index: int, x: str, term: str) -> str:
    """What a wrong answer of a hinge costs."""
    example, answer = divmod(index, form.classes)
    fields = {
        "example": example,
        "answer": answer,
        "right": int(right_ones(form)[example]),
        "x": x,
        "term": term,
    }
    if not form.terms.ravel()[index] > 0:
        return said(
            "Example {example}: answer {answer} stays far enough below {right}, the "
            "right one ({x}): it costs nothing.",
            "样本 {example}：答案 {answer} 比正确的 {right} 低得够多（{x}）：没有代价"
            "。",
            **fields,
        )
    return said(
        "Example {example}: answer {answer} comes too close to {right}, the right "
        "one: it costs {term}.",
        "样本 {example}：答案 {answer} 离正确的 {right} 太近：代价 {term}。",
        **fields,
    )


def telling(form: Form) -> int:
    """Which term is told first: of a hinge the first that is of a wrong
    answer."""
    if form.kind == HINGE:
        assert form.picked is not None  # it is of scores, of which one is right
        wrong = np.ones(form.terms.size, bool)
        wrong[right_ones(form) + np.arange(len(form.picked)) * form.classes] = False
        return int(np.flatnonzero(wrong)[0])
    return 0


def totalled(form: Form, total: float) -> str:
    """How the terms become one number, as it is written out."""
    flat = form.terms.astype(float).ravel()
    write = number_format(flat)
    end = bar_number_format(np.array([total]))(total)
    text = added(flat, write, most=5)
    if form.is_root:
        divisor = _divisor(form)
        return (
            f"√( ({text}) ÷ {divisor} ) = {end}" if divisor else f"√( {text} ) = {end}"
        )
    if form.scale == 1:
        return f"{text} = {end}" if flat.size > 1 else end
    divisor = _divisor(form)
    if flat.size == 1:
        return f"{text} × {form.scale:g} = {end}"
    if divisor:
        return f"( {text} ) ÷ {divisor} = {end}"
    return f"( {text} ) × {form.scale:g} = {end}"


def _is_mean(form: Form) -> bool:
    """Whether the terms are averaged."""
    return form.terms.size > 1 and abs(form.scale * form.terms.size - 1) < 1e-6


def _divisor(form: Form) -> str:
    """What the sum is divided by, if that is a whole number above 2."""
    if _is_mean(form):
        return f"{form.terms.size}"
    if not form.scale or form.scale == 1 or (form.scale == 0.5 and not form.is_root):
        return ""
    return f"{round(1 / form.scale)}" if _is_near(1 / form.scale) else ""


def _is_near(value: float) -> bool:
    return abs(value - round(value)) < 1e-6


def together(form: Form) -> str:
    count, divisor = form.terms.size, _divisor(form)
    if form.is_root and _is_mean(form):
        return said("Added, averaged, and the root of that.", "相加、平均，再开方。")
    if form.is_root and divisor:
        return said(
            "Added, divided by {divisor}, and the root of that.",
            "相加、除以 {divisor}，再开方。",
            divisor=divisor,
        )
    if form.is_root:
        return said("Added, and the root of that.", "相加，再开方。")
    sum_of_all = float(form.terms.astype(float).sum())
    if form.scale == 1 and (sum_of_all == 0 or not np.isfinite(sum_of_all)):
        # Their sum and their mean are the same then: which it is is not known.
        return said(
            "All {count} make one number.", "{count} 个合成一个数。", count=count
        )
    if form.scale == 1:
        return said("All {count} are added up.", "{count} 个相加。", count=count)
    if _is_mean(form):
        return said("All {count} are averaged.", "{count} 个取平均。", count=count)
    return (
        said(
            "All {count} are added up, times {scale}.",
            "{count} 个相加，再乘 {scale}。",
            count=count,
            scale=f"{form.scale:.3g}",
        )
        if not divisor
        else said(
            "All {count} are added up and divided by {divisor}.",
            "{count} 个相加，再除以 {divisor}。",
            count=count,
            divisor=divisor,
        )
    )


def outcome(form: Form, total: float, running: float | None) -> str:
    """What came out, and what a guess would have cost, if that can be told."""
    value = number(np.float64(total))
    if not np.isfinite(total):
        loss = said("The loss is infinite.", "损失为无穷大。")
        return loss
    if form.is_each:
        worst = int(np.nan_to_num(form.terms.ravel()).argmax())
        return said(
            "Example {worst} costs most: {value}.",
            "样本 {worst} 代价最大：{value}。",
            worst=worst,
            value=number(form.terms.ravel()[worst], form.terms),
        )
    loss = said(*_named(form), value=value)
    if running is not None:
        loss = said(
            "It costs {value}; so far {running} in all.",
            "代价 {value}；累计 {running}。",
            value=value,
            running=number(np.float64(running)),
        )
    return in_a_row(loss, _guess(form, total))


def step_name(form: Form) -> str:
    if form.kind in (SQUARED, ABSOLUTE, HUBER):
        return said("error", "误差")
    return said("loss", "损失")


def _named(form: Form) -> tuple[str, str]:
    """A sentence about what the number is called, in English and Chinese."""
    is_mean = _is_mean(form)
    if form.kind == SQUARED and form.is_root and is_mean:
        return "The root of their mean is {value}.", "平均值开方是 {value}。"
    if form.kind == SQUARED and is_mean:
        return "The mean squared error is {value}.", "均方误差是 {value}。"
    if form.kind == ABSOLUTE and is_mean:
        return "The mean absolute error is {value}.", "平均绝对误差是 {value}。"
    if form.kind in (SQUARED, ABSOLUTE):
        return "The error is {value}.", "误差是 {value}。"
    return "The loss is {value}.", "损失是 {value}。"


def _add_up(form: Form) -> bool:
    """Whether the shares of each example are 1 together."""
    assert form.picked is not None
    lines = lines_of(form.picked, form.said.shape)
    if lines is None:
        return False
    sums = form.said.array.astype(float).ravel()[lines].sum(axis=1)
    return bool(np.allclose(sums, 1, atol=1e-3))


def _guess(form: Form, total: float) -> str:
    is_mean = form.picked is not None and abs(form.scale * form.picked.size - 1) < 1e-9
    if form.kind not in (SHARES, SCORES) or not is_mean or form.classes < 2:
        return ""
    if form.kind == SHARES and not _add_up(form):
        return ""
    guess = math.log(form.classes)
    fields = {"classes": form.classes, "guess": number(np.float64(guess))}
    if abs(total - guess) < 0.01 * guess:
        return said(
            "An even guess among {classes} costs {guess}: about as much.",
            "在 {classes} 个中均匀猜测的代价是 {guess}：差不多。",
            **fields,
        )
    if total > guess:
        return said(
            "An even guess among {classes} costs less: {guess}.",
            "在 {classes} 个中均匀猜测代价更小：{guess}。",
            **fields,
        )
    return said(
        "An even guess among {classes} costs more: {guess}.",
        "在 {classes} 个中均匀猜测代价更大：{guess}。",
        **fields,
    )
