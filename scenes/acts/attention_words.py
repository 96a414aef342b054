"""What is said of attention: who looks at whom, and what is mixed."""

import numpy as np

from scenes.arrays.numbers import number_format
from scenes.words.naming import headline, in_a_row, said

MOST_TERMS = 1  # of a sum that are written


def title() -> str:
    return said("attention: who looks at whom", "注意力：谁看谁")


def step_name(name: str) -> str:
    if not name:
        return said("attention", "注意力")
    return said("{name}: attention", "{name}：注意力", name=name)


def lead(*, is_biased: bool) -> str:
    """What is done, from the scores to the mix."""
    if is_biased:
        return said(
            "Each query meets every key; the scores, with something added, become "
            "shares, in which the values are mixed.",
            "每个查询与每个键比较；得分加上别的数，变成份额，再按份额混合各个值。",
        )
    return said(
        "Each query meets every key; the scores become shares that add up to 1, "
        "in which the values are mixed.",
        "每个查询与每个键比较；得分变成合计为 1 的份额，再按份额混合各个值。",
    )


def scaled(scale: float | None) -> str:
    """By what scores are multiplied or divided: "÷ 2.83"; "" by nothing."""
    if scale is None or np.isclose(scale, 1, atol=2e-3):
        return ""
    if 0 < scale < 1:
        return f"÷ {_short(1 / scale)}"
    return f"× {_short(scale)}"


def _short(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")


def ready_name(scale: float | None, *, is_masked: bool, is_biased: bool) -> str:
    """What the scores become before the softmax; "" where nothing changes."""
    masked = said("masked", "遮住") if is_masked else ""
    biased = said("+ bias", "+ 偏置") if is_biased else ""
    return "  ".join(filter(None, (scaled(scale), biased, masked)))


def names() -> dict[str, str]:
    """What the parts of the picture are called in words."""
    return {
        "raw": said("query · key", "查询 · 键"),
        "bars": said("share of each key", "各键的份额"),
        "shares": said("row looks at column", "行看列"),
        "mixed": said("values, mixed", "混合后的值"),
    }


def size(kind: str, rows: int, columns: int) -> str:
    """Args: kind: what the rows are: "queries", "keys" or "values"."""
    many = {
        "queries": said("queries", "个查询"),
        "keys": said("keys", "个键"),
        "values": said("values", "个值"),
    }
    return said(
        "{rows} {many} × {columns}",
        "{rows} {many} × {columns}",
        rows=rows,
        many=many[kind],
        columns=columns,
    )


def compared(
    query: int, key: int, left: np.ndarray, right: np.ndarray, scores: np.ndarray
) -> str:
    """Query 3 · key 0: 0.31 × 0.12 + … = 0.84."""
    return said(
        "Query {query} · key {key}: {sum} = {score}",
        "查询 {query} · 键 {key}：{sum} = {score}",
        query=query,
        key=key,
        sum=_terms(left, right),
        score=number_format(scores)(scores[query, key]),
    )


def _terms(left: np.ndarray, right: np.ndarray) -> str:
    write = number_format(np.concatenate([left, right]))
    terms = [
        f"{write(one).lstrip('+')} × {write(other).lstrip('+')}"
        for one, other in zip(left[:MOST_TERMS], right[:MOST_TERMS])
    ]
    more = " + …" if len(left) > MOST_TERMS else ""
    return " + ".join(terms) + more


def made_ready(scale: float | None, hidden: int, *, is_biased: bool) -> str:
    """What happens between the sums and the shares."""
    by = scaled(scale)
    parts = (
        said("Each score {by}.", "每个得分{by}。", by=by) if by else "",
        said("Something is added to each score.", "每个得分再加上一个数。")
        if is_biased
        else "",
        said("Masked: {count} of the keys.", "遮住 {count} 个键。", count=hidden)
        if hidden
        else "",
    )
    return in_a_row(*parts)


def shared(key: int, share: str) -> str:
    return said(
        "e to each, over their sum: key {key} gets {share}.",
        "各取 e 的幂，再除以总和：键 {key} 得到 {share}。",
        key=key,
        share=share,
    )


def mixed(
    query: int, shares: np.ndarray, values: np.ndarray, results: np.ndarray
) -> str:
    """Output 3, column 0: 0.52 × 0.4 + … = 0.31, the largest shares first."""
    order = np.argsort(-shares, kind="stable")
    write, share = number_format(results), number_format(shares)
    kept = [index for index in order[:MOST_TERMS] if shares[index] > 0]
    terms = " + ".join(
        f"{share(shares[index])} × {write(values[index]).lstrip('+')}" for index in kept
    )
    more = " + …" if np.count_nonzero(shares > 0) > len(kept) else ""
    return said(
        "Output {query}, column 0: {terms} = {result}",
        "输出 {query} 第 0 列：{terms} = {result}",
        query=query,
        terms=terms + more,
        result=write(results[query, 0]),
    )


def others(count: int) -> str:
    if count == 1:
        return said(
            "The other query, with shares of its own.", "另一个查询，有自己的份额。"
        )
    return said(
        "The other {count} queries, each with shares of its own.",
        "其余 {count} 个查询，各有自己的份额。",
        count=count,
    )


def other_beside(count: int, kind: str) -> str:
    """Args: kind: "head", "example" or ""."""
    if kind == "head":
        return said(
            "The other heads, each with columns of its own: {count} more.",
            "其他头各用自己的列：还有 {count} 个。",
            count=count,
        )
    if kind == "example":
        return said(
            "The other examples look only at their own: {count} more.",
            "其他样本只看各自的内容：还有 {count} 个。",
            count=count,
        )
    return said(
        "The same beside it: {count} more.",
        "旁边还有 {count} 个同样计算。",
        count=count,
    )


def called(kind: str, index: tuple[int, ...]) -> str:
    """What one of several is called: "head 1", "example 0, head 1", or by
    its place alone, "[0, 1]"."""
    if not kind:
        return str(list(index))
    words = {
        "head": lambda at: said("head {at}", "头 {at}", at=at),
        "example": lambda at: said("example {at}", "样本 {at}", at=at),
    }
    kinds = ["example"] * (len(index) - 1) + [kind]
    between = said(", ", "、")
    return between.join(words[one](at) for one, at in zip(kinds, index))


def of_one(name: str, called: str) -> str:
    """A name of an array, and which part of it: "q, head 1", "q[0, 1]"."""
    if not called:
        return name
    if not called.startswith("["):
        return f"{name}, {called}"
    return f"{name} {called}" if " " in name else name + called


def outcome(query: int, shares: np.ndarray, head: str) -> str:
    """Whom the query that was told looks at most.

    Args:
        shares: (keys,) of it.
        head: what it belongs to where there are several, or "".
    """
    top, write = int(shares.argmax()), number_format(shares)
    alike = int(np.count_nonzero(shares >= shares.max() - 1e-9))
    where = said("in {head}, ", "{head}中，", head=head) if head else ""
    if alike > 1:
        return headline(
            said(
                "{where}query {query} looks at {count} keys alike, {share} each.",
                "{where}查询 {query} 对 {count} 个键同样看重，各 {share}。",
                where=where,
                query=query,
                count=alike,
                share=write(shares[top]),
            )
        )
    return headline(
        said(
            "{where}query {query} looks most at key {key}: {share}.",
            "{where}查询 {query} 最看重键 {key}：{share}。",
            where=where,
            query=query,
            key=top,
            share=write(shares[top]),
        )
    )
