"""What is said of an optimiser's step: what it remembers, how far it goes."""

import numpy as np

from scenes.arrays.numbers import told_apart, written
from scenes.reading.makers import key_of
from scenes.reading.optimiser_steps import Descent, Memory, Part
from scenes.words.naming import code, said

SMALL = 0.09995  # below, a number has a decimal more


def called(value) -> str:
    """A value of the trace as the code has it."""
    return code(value.name or value.expression)


def short_number(number: float) -> str:
    """A factor: "0.9", "−0.01", "1e-05" as "0.00001"."""
    text = written(number, ".4g")
    return text if "e" not in text else written(number, ".2e")


def kind_of(descent: Descent) -> str:
    """The name by which such a step is known; "" if it has none."""
    way, rough = descent.way, descent.roughness
    if way and rough:
        return "Adam"
    if rough:
        return "Adagrad" if rough.keeps == 1 else "RMSProp"
    if way:
        now = key_of(way.now)
        alone = all(key_of(part.value) == now for part in descent.parts)
        return said("momentum", "动量") if alone else said("Nesterov", "Nesterov 动量")
    return ""


def title(descent: Descent) -> str:
    name, kind = descent.name, kind_of(descent)
    if kind == "Adam":
        return said(
            "Adam: two memories decide how far {name} goes",
            "Adam：两个记忆决定 {name} 走多远",
            name=name,
        )
    if kind:
        return said(
            "{name}: a step by {kind}", "{name}：用{kind}走一步", name=name, kind=kind
        )
    if _is_average(descent):
        return said("{name}: a moving average", "{name}：滑动平均", name=name)
    return said(
        "{name} shrinks, and takes a step", "{name}：先缩小，再走一步", name=name
    )


def _is_average(descent: Descent) -> bool:
    """Whether what is kept and what is taken in are shares of one whole."""
    return not descent.memories and bool(
        np.isclose(descent.keeps + descent.parts[0].factor, 1)
    )


def lead(descent: Descent) -> str:
    """How the step is made, in one or two sentences."""
    if not descent.memories:
        (part,) = descent.parts
        return said(
            "Each number keeps {keeps} of itself, and {much} times its {gradient} is "
            "{done}."
            if abs(part.factor) != 1
            else "Each number keeps {keeps} of itself, and its {gradient} is {done}.",
            "每个数保留自身的 {keeps}，再{done_zh} {much} 乘以 {gradient}。"
            if abs(part.factor) != 1
            else "每个数保留自身的 {keeps}，再{done_zh} {gradient}。",
            keeps=short_number(descent.keeps),
            much=short_number(abs(part.factor)),
            gradient=called(descent.gradient),
            done="added" if part.factor > 0 else "taken away",
            done_zh="加上" if part.factor > 0 else "减去",
        )
    way, rough = descent.way, descent.roughness
    if way and rough:
        return said(
            "{way} remembers where the gradients point, {rough} how large they are: "
            "the step is one, divided by the root of the other.",
            "{way} 记住梯度指向哪里，{rough} 记住梯度有多大："
            "步子是前者除以后者的平方根。",
            way=way.name,
            rough=rough.name,
        )
    if rough:
        return said(
            "{rough} remembers how large the gradients are: where they are large, the "
            "step is divided by more.",
            "{rough} 记住梯度有多大：梯度大的地方，步子就除以更大的数。",
            rough=rough.name,
        )
    assert way is not None
    return said(
        "{way} remembers where the gradients point, and {name} goes on that way.",
        "{way} 记住梯度指向哪里，{name} 就沿那个方向继续走。",
        way=way.name,
        name=descent.name,
    )


def memory_words(memory: Memory) -> str:
    """While a memory is renewed."""
    what = called(memory.gradient) + ("²" if memory.of_squares else "")
    if memory.keeps == 1:
        return said(
            "{memory} adds up every {what}.",
            "{memory} 累加每一次的 {what}。",
            memory=memory.name,
            what=what,
        )
    return said(
        "{keeps} of {memory} stays, {takes} × {what} comes in.",
        "{memory} 保留 {keeps}，加入 {takes} × {what}。",
        memory=memory.name,
        keeps=short_number(memory.keeps),
        takes=short_number(memory.takes),
        what=what,
    )


def step_words(descent: Descent) -> str:
    """While the step is made."""
    if any(descent.corrections):
        return said(
            "Young memories are too small: each is raised first.",
            "记忆还年轻，数值太小：先各自放大。",
        )
    if descent.roughness is not None:
        return said("Large gradients, larger root.", "梯度越大，平方根越大。")
    return ""


def memory_line(memory: Memory, place: int, index: str) -> str:
    """The account of one number of a memory."""
    before, gradient, now = (
        _at(value, place) for value in (memory.before, memory.gradient, memory.now)
    )
    taken = f"({gradient})²" if memory.of_squares else _closed(gradient)
    share = f"{short_number(memory.keeps)} × {_closed(before)}"
    kept = before if memory.keeps == 1 else share
    more = taken if memory.takes == 1 else _signed(memory.takes, taken)
    more = f"+ {more}" if memory.takes == 1 else more
    return f"{memory.name}{index} = {kept} {more} = {now}"


def step_line(descent: Descent, place: int) -> str:
    """The account of one number of the step."""
    total = sum(_amount(part, place) for part in descent.parts)
    texts = [_rooted(descent, place, total) or _summed(descent, place)]
    return f"{said('step', '步长')} = {texts[0]} = {_written(total)}"


def _summed(descent: Descent, place: int) -> str:
    texts = []
    for part in descent.parts:
        under = "" if part.under is None else f" ÷ {_at(part.under, place)}"
        value = _closed(_at(part.value, place))
        texts.append(_signed(part.factor, value + under))
    return _leading(" ".join(texts))


def _rooted(descent: Descent, place: int, total: float) -> str:
    """The same with the root of the memory itself; "" where what else stands
    under it, such as a small number added, makes a difference."""
    rough = descent.roughness
    if rough is None or len(descent.parts) != 1:
        return ""
    (part,) = descent.parts
    corrections = dict(zip(map(id, descent.memories), descent.corrections))
    above, below = (
        float(part.value.array.ravel()[place]),
        rough.now.array.ravel()[place],
    )
    with np.errstate(all="ignore"):
        root = np.sqrt(float(below) / (corrections[id(rough)] or 1))
        again = part.factor * above / root
    if not np.isclose(again, total, rtol=1e-3, atol=0):
        return ""
    young = corrections.get(id(descent.way))
    top = _over(_written(above), young)
    bottom = _over(_written(float(below)), corrections[id(rough)])
    top = f"({top})" if young else _closed(top)
    bottom = f"({bottom})" if corrections[id(rough)] else bottom
    return _leading(_signed(descent.rate, f"{top} ÷ √{bottom}"))


def _over(text: str, number: float | None) -> str:
    return f"{text} ÷ {short_number(number)}" if number else text


def _leading(text: str) -> str:
    """A sum without the sign of its first, or with a close one."""
    return text[2:] if text.startswith("+ ") else text.replace("− ", "−", 1)


def now_line(descent: Descent, place: int, index: str) -> str:
    """The account of one number of the parameter."""
    before, now = (
        float(value.array.ravel()[place]) for value in (descent.before, descent.now)
    )
    old, new = told_apart(before, now)
    share = f"{short_number(descent.keeps)} × {_closed(old)}"
    kept = old if descent.keeps == 1 else share
    if descent.memories:
        step = sum(_amount(part, place) for part in descent.parts)
        more = f"{'−' if step < 0 else '+'} {_written(abs(step))}"
    else:
        (part,) = descent.parts
        more = _signed(part.factor, _closed(_at(part.value, place)))
    return f"{descent.name}{index} = {kept} {more} = {new}"


def _amount(part: Part, place: int) -> float:
    with np.errstate(all="ignore"):
        value = part.factor * float(part.value.array.ravel()[place])
        return (
            value
            if part.under is None
            else float(np.divide(value, float(part.under.array.ravel()[place])))
        )


def _at(value, place: int) -> str:
    return _written(float(value.array.ravel()[place]))


def _written(number: float) -> str:
    if not np.isfinite(number):
        return str(number).replace("-", "−")
    size = abs(number)
    if number and not 1e-4 <= size < 1e5:
        return written(number, ".2e")
    return written(number, ".4f" if not number or size >= SMALL else ".5f")


def _closed(text: str) -> str:
    """A number behind a sign: a negative one in brackets."""
    return f"({text})" if text.startswith("−") else text


def _signed(factor: float, text: str) -> str:
    """A summand: "− 0.1 × 0.2030"."""
    much = "" if abs(factor) == 1 else f"{short_number(abs(factor))} × "
    return f"{'−' if factor < 0 else '+'} {much}{text}"
