"""What is said while passes of a loop go by."""

import numpy as np

from scenes.arrays.extremes import sizes_of_change
from scenes.reading.loop_courses import Course, statements
from scenes.reading.loop_figures import Figures
from scenes.reading.loop_places import Loop
from scenes.words.naming import headline, number, said, short


def pass_label(loop: Loop, index: int) -> str:
    """What a pass is called: "t = 3", or "pass 4" where that is not known."""
    value = loop.passes[index].value
    if value and loop.variable.strip("_") and loop.tells_apart:
        return f"{loop.variable} = {value}"
    if loop.source is None:
        return said("call {count}", "第 {count} 次调用", count=f"{index + 1:,}")
    return said("pass {count}", "第 {count} 遍", count=f"{index + 1:,}")


def since(first: int, last: int) -> int:
    """The pass after which it begins: a change in one pass alone is one from
    that before it."""
    return max(first - (first == last), 0)


def passes_label(loop: Loop, first: int, last: int) -> str:
    """What several passes are called: "t = 3 … 9"."""
    if first == last:
        return pass_label(loop, first)
    start, end = (loop.passes[index].value for index in (first, last))
    if start and end and loop.variable.strip("_") and loop.tells_apart:
        return f"{loop.variable} = {start} … {end}"
    counts = {"first": f"{first + 1:,}", "last": f"{last + 1:,}"}
    if loop.source is None:
        return said("calls {first} to {last}", "第 {first} 至 {last} 次调用", **counts)
    return said("passes {first} to {last}", "第 {first} 至 {last} 遍", **counts)


def title_words(loop: Loop, first: int, last: int) -> str:
    """The title of the act."""
    return said(
        "{count} more, quickly: {passes}",
        "快进 {count} 遍：{passes}",
        count=f"{last - first + 1:,}",
        passes=passes_label(loop, first, last),
    )


def header_words(loop: Loop) -> str:
    """The loop as it stands in the code, or the call that is made again."""
    text = loop.source.text if loop.source else loop.expression
    return short(" ".join(text.replace("self.", "").split()), 46)


def lead_words(loop: Loop, first: int, last: int, *, alike: bool) -> str:
    """What goes by."""
    count = statements(loop, 0)
    fields = {"header": header_words(loop), "passes": len(loop.passes), "count": count}
    if loop.source is None:
        return said(
            "{header} is called {passes:,} times.",
            "{header} 共调用 {passes:,} 次。",
            **fields,
        )
    if not alike:
        return said(
            "“{header}” goes round {passes:,} times, not always by the same "
            "statements.",
            "“{header}” 一共循环 {passes:,} 遍，每遍经过的语句不尽相同。",
            **fields,
        )
    if count == 1:
        return said(
            "“{header}” runs its one statement {passes:,} times.",
            "“{header}” 把同一条语句执行 {passes:,} 遍。",
            **fields,
        )
    return said(
        "“{header}” runs the same {count} statements {passes:,} times.",
        "“{header}” 把同样的 {count} 条语句执行 {passes:,} 遍。",
        **fields,
    )


def count_words(loop: Loop | None, index: int, total: int = 0) -> str:
    """How far the count is."""
    total = len(loop.passes) if loop else total
    words = said(
        "{count:,} of {total:,}", "{count:,} / {total:,}", count=index + 1, total=total
    )
    return f"{words}." if loop else words


def unit_words() -> str:
    """What is counted from left to right below the curve."""
    return said("passes of the loop", "循环的遍数")


def curve_title(figures: Figures) -> str:
    """What the curve is of."""
    name = short(figures.name, 40)
    if figures.of == "size":
        return said("mean |{name}|", "|{name}| 的平均值", name=name)
    if figures.of == "distance":
        return said(
            "how far {name} has moved since the first pass",
            "{name} 自第一遍以来移动了多远",
            name=name,
        )
    return name


def outcome_words(figures: Figures, first: int, last: int) -> str:
    """Where the curve went."""
    values = np.array(figures.numbers)
    first = since(first, last)
    start, end = values[first], values[last]
    fields = {
        "name": _what_goes(figures),
        "start": _figure(start, values),
        "end": _figure(end, values),
    }
    if not (np.isfinite(start) and np.isfinite(end)):
        return said(
            "{name} was {start} and is {end} now.",
            "{name}：原来 {start}，现在 {end}。",
            **fields,
        )
    if (values[first : last + 1] == start).all():
        return said("{name} stays {start}.", "{name} 一直是 {start}。", **fields)
    if fields["start"] == fields["end"]:
        return said(
            "{name} stays about {start}.", "{name} 大约保持在 {start}。", **fields
        )
    if end < start:
        return said(
            "{name} falls from {start} to {end}.",
            "{name} 从 {start} 降到 {end}。",
            **fields,
        )
    return said(
        "{name} rises from {start} to {end}.",
        "{name} 从 {start} 升到 {end}。",
        **fields,
    )


def _what_goes(figures: Figures) -> str:
    """What the curve is of, at the beginning of a sentence."""
    name = short(figures.name, 40)
    if figures.of == "size":
        return said("The mean of |{name}|", "|{name}| 的平均值", name=name)
    if figures.of == "distance":
        return headline(curve_title(figures))
    return name


def _figure(value: float, values: np.ndarray) -> str:
    """One of the numbers of a curve; what counts whole things has no decimals."""
    finite = values[np.isfinite(values)]
    is_whole = np.isfinite(value) and (finite == np.rint(finite)).all()
    return f"{int(value):,}".replace("-", "−") if is_whole else number(value)


def changed_words(course: Course, first: int, last: int) -> str:
    """What has changed most, where there is no curve."""
    before = course.values[since(first, last)].array.astype(float)
    after = course.values[last].array.astype(float)
    change = sizes_of_change(before, after)
    if not change.any():
        return said("{name} stays as it is.", "{name} 没有变化。", name=course.name)
    cell = np.unravel_index(int(change.argmax()), change.shape)
    return said(
        "{name}[{cell}] changes most: from {start} to {end}.",
        "{name}[{cell}] 变化最大：从 {start} 到 {end}。",
        name=course.name,
        cell=", ".join(map(str, cell)),
        start=number(before[cell], among=after),
        end=number(after[cell], among=after),
    )
