"""Sentences about how a lesson begins and ends."""

from scenes.words.naming import in_a_row, said


def wanted_title():
    return said("The network's answer, and the right one",
                "网络的回答与正确答案")


def read_as(answer, value):
    return said(
        "The network read this as {answer}, with {value}.",
        "网络把它读作 {answer}，输出为 {value}。",
        answer=answer, value=value)


def wanted(count, place):
    return said(
        "The right answer, as {count} numbers: 1 at {place}, 0 everywhere "
        "else.",
        "正确答案是 {count} 个数：{place} 处为 1，其余为 0。",
        count=count, place=place)


def ending_title():
    return said("What one image has changed", "一幅图像改变了什么")


def changed_in_all(changed, size, *, is_small):
    """
    Args:
        is_small: whether every change is, beside the values.
    """
    much = said(", each by very little", "，每个都只变了一点点") \
        if is_small else ""
    return said(
        "{changed:,} of {size:,} weights and biases have changed{much}.",
        "{size:,} 个权重和偏置中有 {changed:,} 个改变了{much}。",
        changed=changed, size=size, much=much)


def changed(changed, size):
    return said(
        "{changed:,} of {size:,} changed",
        "{size:,} 个中有 {changed:,} 个改变",
        changed=changed, size=size)


def largest(value):
    return said(
        "the most by {value}",
        "最大变化 {value}",
        value=value)


def ending_name():
    return said("what changed", "改变了什么")


def lesson_title(*, is_small):
    """
    Args:
        is_small: whether every change is, beside the values.
    """
    if not is_small:
        return said("One image, one step", "一幅图像，一步")
    return said("One image, one tiny step", "一幅图像，一小步")


def lesson_lead():
    return said("Training is many such steps, one after the other.",
                "训练就是一步接一步地重复许多次。")


def lesson_name():
    return said("one step", "一步")


def when(name):
    """
    Args:
        name: "before" or "now".
    """
    return said(*{"before": ("before", "之前"), "now": ("now", "现在")}[name])


def own_colors(left_out):
    """
    Args:
        left_out: how many there is no room for.
    """
    return in_a_row(
        said("Colours: each on a scale of its own.",
             "颜色：各有单独的色标。"),
        said(
            "{left_out} more are not shown.",
            "另有 {left_out} 个未显示。",
            left_out=left_out)
        if left_out else "")
