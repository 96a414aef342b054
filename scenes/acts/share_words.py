"""What is said of gates: what a sigmoid lets through, and sums of it."""

from scenes.acts.named_operands import name_of
from scenes.reading.let_through import Share, SharedSum
from scenes.words.naming import said


def lead(share: Share) -> str:
    gate, through = name_of(share.gate), name_of(share.through)
    if share.whole is not None:
        return said(
            "{gate} is the share that {whole} leaves over, from 0 to 1: that much of "
            "{through} comes through.",
            "{gate} 是 {whole} 剩下的份额，在 0 到 1 之间：{through} 按此通过。",
            gate=gate,
            whole=name_of(share.whole),
            through=through,
        )
    return said(
        "{gate} came out of a sigmoid: each of its cells is a share from 0 to 1, "
        "which lets that much of {through} through.",
        "{gate} 来自 sigmoid：每格是 0 到 1 之间的份额，让 {through} 按此通过。",
        gate=gate,
        through=through,
    )


def title(found: SharedSum) -> str:
    left, right = (name_of(one.through) for one in found.shares)
    if found.is_between:
        return said(
            "Between {left} and {right}",
            "在 {left} 与 {right} 之间",
            left=left,
            right=right,
        )
    return said(
        "What is let through of {left} and of {right}",
        "{left} 与 {right} 通过的部分",
        left=left,
        right=right,
    )


def lead_of_sum(found: SharedSum) -> str:
    first, second = found.shares
    names = {
        "one": name_of(first.gate),
        "other": name_of(second.gate),
        "left": name_of(first.through),
        "right": name_of(second.through),
    }
    if found.is_between:
        return said(
            "{one} and {other} add up to 1 in every cell: the more there is of {left}, "
            "the less of {right}.",
            "{one} 与 {other} 每格相加为 1：{left} 越多，{right} 越少。",
            **names,
        )
    return said(
        "What {one} lets through of {left}, and what {other} lets through of {right}, "
        "are added.",
        "{one} 让 {left} 通过的部分，加上 {other} 让 {right} 通过的部分。",
        **names,
    )
