"""What is said of a right and a wrong answer side by side."""

from scenes.arrays.numbers import told_apart, written
from scenes.reading.answered_examples import HALF
from scenes.reading.rival_answers import Mistake
from scenes.words.naming import number, said


def answer(index: int) -> str:
    return said("answer {index}", "答案 {index}", index=index)


def heading(example: int, *, is_right: bool) -> str:
    if is_right:
        return said(
            "example {index}, answered rightly", "样例 {index}，答对", index=example
        )
    return said(
        "example {index}, answered wrongly", "样例 {index}，答错", index=example
    )


def inputs_title(found: Mistake) -> str:
    right, wrong = found.rivals
    if found.is_alike:
        return said(
            "Two examples that should be answered {right}",
            "两个都应当答 {right} 的样例",
            right=right,
        )
    return said(
        "Two examples that are both answered {wrong}",
        "两个都答作 {wrong} 的样例",
        wrong=wrong,
    )


def inputs_lead(found: Mistake) -> str:
    right, wrong = found.rivals
    if found.is_alike:
        return said(
            "The second is answered {wrong}. Why?",
            "第二个答成了 {wrong}。为什么？",
            wrong=wrong,
        )
    return said(
        "The second should be answered {right}. Why is it not?",
        "第二个应当答 {right}。为什么没有？",
        right=right,
    )


def layer(index: int) -> str:
    return said("layer {index}", "第 {index} 层", index=index)


def layer_title(name: str) -> str:
    return said("{name} of both", "两个样例的 {name}", name=name)


def layer_lead(number_of_layer: int, count: int) -> str:
    return said(
        "Layer {layer} has {count:,} neurons. Look for the bars that differ most.",
        "第 {layer} 层有 {count:,} 个神经元。留意差别最大的条。",
        layer=number_of_layer,
        count=count,
    )


def most_apart(index: int, one: str, other: str) -> str:
    return said(
        "Largest gap: number {index}, {one} and {other}.",
        "相差最大：第 {index} 个，{one} 和 {other}。",
        index=index,
        one=one,
        other=other,
    )


def outputs_title() -> str:
    return said("What is each answered?", "各答什么？")


def outputs_outcome(found: Mistake) -> str:
    right, wrong = found.right.answered, found.wrong.answered
    if right == wrong:
        return said("Both are answered {wrong}.", "两个都答 {wrong}。", wrong=wrong)
    return said(
        "They are answered {right} and {wrong}.",
        "分别答 {right} 和 {wrong}。",
        right=right,
        wrong=wrong,
    )


def outputs_lead(*, is_binary: bool) -> str:
    if is_binary:
        return said(
            "The one output answers 1 above a half, else 0.",
            "唯一的输出大于一半就答 1，否则答 0。",
        )
    return said("The largest output is the answer.", "最大的输出就是答案。")


def verdict(index: int, wanted: int) -> str:
    if index == wanted:
        return said("right", "对")
    return said("wrong: it should be {wanted}", "错：应当是 {wanted}", wanted=wanted)


def pulls_title() -> str:
    return said("Where the two part ways", "它们在哪里分道扬镳")


def pulls_lead(found: Mistake, *, is_input: bool) -> str:
    right, wrong = found.rivals
    if is_input:
        return said(
            "Each input pulls to {wrong} (orange) or to {right} (blue).",
            "每个输入把答案拉向 {wrong}（橙）或 {right}（蓝）。",
            wrong=wrong,
            right=right,
        )
    return said(
        "Each hidden neuron pulls to {wrong} (orange) or to {right} (blue).",
        "每个隐藏神经元把答案拉向 {wrong}（橙）或 {right}（蓝）。",
        wrong=wrong,
        right=right,
    )


def pulls_outcome(index: int, one: str, other: str) -> str:
    return said(
        "The largest difference: number {index}, {one} and {other}.",
        "差别最大：第 {index} 个，{one} 和 {other}。",
        index=index,
        one=one,
        other=other,
    )


def all_added(*, has_biases: bool) -> str:
    if has_biases:
        return said("all, with the biases:", "全部加上偏置：")
    return said("all of them:", "全部相加：")


def so_wins(index: int) -> str:
    return said("so {index} wins", "所以 {index} 胜出", index=index)


def so_lights(value: float) -> str:
    return said(
        "so it gives {value}", "因此给出 {value}", value=written(float(value), ".3f")
    )


def before_and_after(example: int) -> tuple[str, str]:
    return (
        said("example {index}, before", "样例 {index}，之前", index=example),
        said("example {index}, now", "样例 {index}，现在", index=example),
    )


def weighed_title(index: int) -> str:
    return said(
        "What goes into hidden neuron {index}",
        "隐藏神经元 {index} 收到什么",
        index=index,
    )


def weighed_lead() -> str:
    return said(
        "Each input times its weight: orange adds to the sum, blue takes away.",
        "每个输入乘以权重：橙色使和变大，蓝色使和变小。",
    )


def most_shown(shown: int, count: int) -> str:
    """That only those are shown that differ most."""
    if shown == count:
        return ""
    return said(
        "the {shown} of {count:,} that differ most",
        "{count:,} 个之中相差最大的 {shown} 个",
        shown=shown,
        count=count,
    )


def answers_shown(most: int, shown: int, count: int) -> str:
    """The same of outputs, where answers are shown that are not among those."""
    if shown == most:
        return most_shown(shown, count)
    return said(
        "{shown} of {count:,}: those that differ most, and the answers",
        "{count:,} 个之中的 {shown} 个：相差最大的，以及答案",
        shown=shown,
        count=count,
    )


def once_more(example: int | None) -> str:
    """That the same goes in, after weights have changed.

    Args:
        example: its place in a batch, or None.
    """
    if example is None:
        return said(
            "The same goes in once more, after the weights have changed.",
            "权重改变之后，同样的输入再来一次。",
        )
    return said(
        "The same batch once more, after the weights have changed: example {index}.",
        "权重改变之后，同一批再来一次：样例 {index}。",
        index=example,
    )


def moved_most(index: int, before: str, now: str) -> str:
    return said(
        "Output {index} moves most: from {before} to {now}.",
        "输出 {index} 变化最大：从 {before} 到 {now}。",
        index=index,
        before=before,
        now=now,
    )


def before_and_now() -> tuple[str, str]:
    return said("before", "之前"), said("now", "现在")


def again_title(answer_now: int, *, is_mended: bool) -> str:
    if is_mended:
        return said(
            "Mended: now it is answered {answer}",
            "已纠正：现在答 {answer}",
            answer=answer_now,
        )
    return said(
        "Not mended yet: now it is answered {answer}",
        "还没有纠正：现在答 {answer}",
        answer=answer_now,
    )


def again_lead(found: Mistake, label: str) -> str:
    assert found.again is not None
    fields = {"times": found.again.times, "label": label}
    if not label:
        return said(
            "The same example, answered for the time number {times:,}: the weights "
            "have changed.",
            "同一个样例，第 {times:,} 次回答：权重变了。",
            **fields,
        )
    return said(
        "The same example in {label}: the weights have changed until then.",
        "{label} 时的同一个样例：到这时权重变了。",
        **fields,
    )


def again_outcome(found: Mistake) -> str:
    """How both rivals have changed."""
    assert found.again is not None
    before = found.wrong.outputs.array.astype(float)
    after = found.again.outputs.array.astype(float)
    if len(before) == 1:
        return said(
            "The output was {before} and is {after}.",
            "输出原来是 {before}，现在是 {after}。",
            before=told_apart(before[0], HALF, decimals=3)[0],
            after=told_apart(after[0], HALF, decimals=3)[0],
        )
    right, wrong = found.rivals
    return said(
        "Output {right}: {right_before}, then {right_after}; output {wrong}: "
        "{wrong_before}, then {wrong_after}.",
        "输出 {right}：{right_before}，之后 {right_after}；输出 {wrong}："
        "{wrong_before}，之后 {wrong_after}。",
        right=right,
        wrong=wrong,
        right_before=number(before[right], before),
        right_after=number(after[right], after),
        wrong_before=number(before[wrong], before),
        wrong_after=number(after[wrong], after),
    )
