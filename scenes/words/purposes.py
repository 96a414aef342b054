"""What statements of learning are for, by the name that they assign."""

from collections.abc import Callable, Sequence

from network.trace import Operation
from scenes.reading.divergences import Divergence, divergences
from scenes.reading.gradients_through import SOFTMAX, GradientThrough, gradients_through
from scenes.reading.length_limits import LengthLimit, length_limits
from scenes.reading.matrix_times_column import turned_over
from scenes.reading.normal_divergences import (
    LOGARITHM,
    SPREAD,
    VARIANCE,
    NormalDivergence,
    normal_divergences,
)
from scenes.reading.outer_product import outer_product
from scenes.reading.slopes_found import is_slope
from scenes.reading.value_roles import Roles, is_image
from scenes.words.naming import code, plain, said

# What the steps of learning are for, by the name that a statement assigns:
# a title and a sentence, each in English and in Chinese.
_LESSONS = {
    "output_delta": (
        ("How wrong is each output?", "每个输出错了多少？"),
        (
            "Delta, the error: output minus right answer. Zero is perfect.",
            "delta 就是误差：网络的输出减去正确答案，为零就是完全正确。",
        ),
    ),
    "hidden_to_output_adjustment": (
        ("Which output weights had a part in it?", "哪些输出权重有份？"),
        (
            "The push on each weight: the error of its digit, times its hidden neuron.",
            "每个权重受到的推动：它通向的数字的误差，乘以它来自的隐藏神经元。",
        ),
    ),
    "sigmoid_differential": (
        ("How steep is the curve at each neuron?", "每个神经元处的曲线有多陡？"),
        (
            "The differential is the sigmoid's slope: y × (1 − y) where a neuron is y.",
            "微分就是 sigmoid 的斜率：神经元为 y 处，斜率为 y × (1 − y)。",
        ),
    ),
    "hidden_error": (
        ("Send the error back", "把误差传回去"),
        (
            "Turned over (.T), each row holds the {cells} weights that lead "
            "from one hidden neuron: what it did to each output.",
            "行列互换后，每行是一个隐藏神经元通向各输出的 {cells} 个权重："
            "它对每个输出的影响。",
        ),
    ),
    "hidden_delta": (
        ("How wrong is each hidden neuron?", "每个隐藏神经元错了多少？"),
        (
            "The error that came back, times the slope: where the curve is "
            "flat, little comes through.",
            "传回的误差乘以斜率：曲线平坦的地方，误差几乎传不过去。",
        ),
    ),
    "input_to_hidden_adjustment": (
        ("How much is each weight to blame?", "每个权重该负多少责任？"),
        (
            "Each hidden neuron stamps the image with its own error: one sheet "
            "of adjustments for each.",
            "每个隐藏神经元用自己的误差乘以整张图像，各得到一张调整量。",
        ),
    ),
}

# The steps in plain words, by what they assign or change in place.
STEP_NAMES = {
    "expected_output": ("right answer", "正确答案"),
    "output_delta": ("errors", "误差"),
    "hidden_to_output_adjustment": ("output blame", "输出层责任"),
    "hidden_to_output_weights": ("output weights", "输出层权重"),
    "output_biases": ("output biases", "输出层偏置"),
    "sigmoid_differential": ("slope", "斜率"),
    "hidden_error": ("errors sent back", "误差传回"),
    "hidden_delta": ("hidden errors", "隐藏误差"),
    "input_to_hidden_adjustment": ("hidden blame", "隐藏层责任"),
    "input_to_hidden_weights": ("hidden weights", "隐藏层权重"),
    "hidden_biases": ("hidden biases", "隐藏层偏置"),
}


def step_name(target):
    """What a step of learning is called that assigns or changes a name."""
    return said(*STEP_NAMES[target]) if target in STEP_NAMES else plain(target)


def _is_error(operations, roles):
    last = operations[-1]
    return last.function == "subtract" and roles.is_target(last.operands[1])


def _is_outer(operations, roles):
    return outer_product(operations) is not None


def _is_slope(operations, roles):
    """y * (1 - y), where y is a sigmoid."""
    y = roles.functions.get(operations[-1].operands[0].identity)
    return y is not None and y.is_sigmoid and y.has_slope(operations[-1].result)


def _is_sent_back(operations, roles):
    return turned_over(operations) is not None


def _is_let_through(operations, roles):
    last = operations[-1]
    return last.function == "multiply" and is_slope(roles, last.operands[1])


def _is_stamped(operations, roles):
    product = outer_product(operations)
    return product is not None and is_image(product.source)


# A name may promise what a statement does not do: what must be so.
_HOLDS: dict[str, Callable[[Sequence[Operation], Roles], bool]] = {
    "output_delta": _is_error,
    "hidden_to_output_adjustment": _is_outer,
    "sigmoid_differential": _is_slope,
    "hidden_error": _is_sent_back,
    "hidden_delta": _is_let_through,
    "input_to_hidden_adjustment": _is_stamped,
}


def meant(operations: Sequence[Operation], roles: Roles) -> tuple[str, str] | None:
    """(title, lead) of what an operation is for, as far as that is computed;
    else None."""
    if not operations or roles.trace is None:
        return None
    number = operations[-1].number
    limit = roles.read(length_limits).get(number)
    through = roles.read(gradients_through).get(number)
    divergence = roles.read(divergences).get(number)
    normal = roles.read(normal_divergences).get(number)
    if limit is not None:
        return _limited(limit)
    if divergence is not None:
        return _diverging(divergence)
    if normal is not None:
        return _from_normal(normal)
    return through_words(through) if through else None


def _diverging(divergence: Divergence) -> tuple[str, str]:
    """(title, lead) where a Kullback-Leibler divergence is added up."""
    of, to = (
        plain(one.name or code(one.expression))
        for one in (divergence.of, divergence.to)
    )
    return said(
        "KL divergence: how far {to} is from {of}",
        "KL 散度：{to} 离 {of} 多远",
        of=of,
        to=to,
    ), said(
        "The logarithms of {of} ÷ {to}, weighed by {of}, are added up: 0 only where "
        "both are the same.",
        "{of} ÷ {to} 的对数按 {of} 加权后相加：两者相同时才为 0。",
        of=of,
        to=to,
    )


def _from_normal(one: NormalDivergence) -> tuple[str, str]:
    """(title, lead) where normal numbers are held against the standard normal."""
    what = {
        LOGARITHM: ("log variance {given}", "方差的对数为 {given}"),
        VARIANCE: ("variance {given}", "方差为 {given}"),
        SPREAD: ("spread {given}", "标准差为 {given}"),
    }[one.kind]
    mean, given = (
        plain(value.name or code(value.expression)) for value in (one.mean, one.given)
    )
    return said(
        "KL divergence: how far from the standard normal", "KL 散度：离标准正态有多远"
    ), said(
        "How far numbers with mean {mean} and {what} are from mean 0 and variance 1: "
        "half the sum of variance + mean² − 1 − log variance, which is 0 only there.",
        "均值为 {mean}、{what} 的数离均值 0、方差 1 有多远：方差 + 均值² − 1 − "
        "方差的对数之和的一半，只有在那里才为 0。",
        mean=mean,
        what=said(*what, given=given),
    )


def through_words(through: GradientThrough) -> tuple[str, str]:
    """(title, lead) of a gradient that comes back through a softmax, or
    through a normalisation."""
    fields = {
        "of": plain(through.of.name) or said("the input", "输入"),
        "back": plain(through.back.name) or said("the gradient", "梯度"),
    }
    if through.kind == SOFTMAX:
        return said(
            "Back through the softmax: the gradient of {of}",
            "经 softmax 传回：{of} 的梯度",
            **fields,
        ), said(
            "The shares add up to 1: what one gains the others lose. So from {back} "
            "its mean, weighed by the shares, is taken; then each share multiplies "
            "its own.",
            "份额合计为 1：一个多，其余就少。所以先从 {back} 减去按份额加权的平均值，"
            "再各乘自己的份额。",
            **fields,
        )
    title = said(
        "Back through the normalisation: the gradient of {of}",
        "经归一化传回：{of} 的梯度",
        **fields,
    )
    is_by_size = getattr(through.forward, "kind", "") in ("rms", "length")
    if is_by_size:
        return title, said(
            "The size of a line was made of {of}, too: what would only stretch the "
            "line is taken out of {back}, and the rest divided by that size.",
            "大小也由 {of} 算出：先去掉 {back} 中只会拉伸一条的部分，"
            "其余除以这个大小。",
            **fields,
        )
    return title, said(
        "Mean and spread were made of {of}, too: what would only shift or stretch a "
        "line is taken out of {back}, and the rest divided by the spread.",
        "均值和标准差也由 {of} 算出：先去掉 {back} 中只会平移或拉伸一条的部分，"
        "其余除以标准差。",
        **fields,
    )


def _limited(limit: LengthLimit) -> tuple[str, str]:
    """(title, lead) where an array is made no longer than a limit."""
    fields = {"length": f"{limit.length:.4g}", "limit": f"{limit.limit:g}"}
    title = said("No longer than {limit}", "长度不超过 {limit}", **fields)
    if limit.count > 1:
        return title, said(
            "The {count} arrays together are {length} long, more than {limit}: every "
            "cell is multiplied by {limit} ÷ {length}, so the direction stays.",
            "{count} 个数组合起来长 {length}，超过 {limit}：每格乘以 {limit} ÷ "
            "{length}，方向不变。",
            count=limit.count,
            **fields,
        )
    return title, said(
        "It is {length} long, the root of all its squares added up, more than "
        "{limit}: every cell is multiplied by {limit} ÷ {length}, so the direction "
        "stays.",
        "它的长度（平方和的平方根）是 {length}，超过 {limit}：每格乘以 {limit} ÷ "
        "{length}，方向不变。",
        **fields,
    )


def lesson(
    target: str, operations: Sequence[Operation], roles: Roles
) -> tuple[str, str] | None:
    """(title, lead) of a step of learning that has words of its own, or
    None; an in place update is not one, nor what only has such a name."""
    known = meant(operations, roles)
    if known is not None:
        return known
    if operations[-1].in_place or target not in _LESSONS:
        return None
    if not _HOLDS[target](operations, roles):
        return None
    title, lead = (said(*pair) for pair in _LESSONS[target])
    lead = lead.format(cells=operations[0].result.shape[-1])
    if any(
        value.version
        for operation in operations
        for value in operation.operands
        if value.name == "hidden_to_output_weights"
    ):
        lead += said(" (They were just updated.)", "（权重刚刚更新过。）")
    return title, lead
