"""Sentences about a training, section by section.

Each section has (slug, title, name, lead).
"""

from scenes.words.numbers import written
from scenes.words.naming import said

MAGNIFIED = 10  # up to so many images, only the change of the weights shows


def first(history):
    """Of the section before any image."""
    title = said("Before the first image", "第一张图像之前")
    if history.about.start.startswith("random"):
        return ("random", title, said("random weights", "随机权重"), said(
            "The network's weights are random: it can only guess.",
            "权重都是随机的，只能乱猜。"))
    return ("start", title, said("weights found", "原有权重"), said(
        "The network's weights begin as they were found.",
        "权重从原有的值开始。"))


def early(until):
    """Of the section up to the first 10, 100 or 1,000 images."""
    return {10: (
        "first-images", said("The first ten images", "最初十张图像"),
        said("the first ten", "最初十张"),
        said("Weights change too little to see: here the change alone, "
             "magnified.",
             "变化太小，看不出来：这里只显示变化量，并且放大。")), 100: (
        "first-hundred", said("The first hundred", "最初一百张"),
        said("the first hundred", "最初一百张"),
        said("One image at a time: about ten of each digit.",
             "一次一张：每个数字大约十张。")), 1000: (
        "first-thousand", said("The first thousand", "最初一千张"),
        said("the first thousand", "最初一千张"),
        said("About a hundred of each digit.", "每个数字大约一百张。")),
    }[until]


def epoch(history):
    """Of the section up to the first epoch's end."""
    count = f"{history.about.images:,}"
    return ("the-epoch", said(
        "Once through all {count} images",
        "全部 {count} 张图像各学一遍",
        count=count),
            said("all images", "全部图像"),
            said("Each image once, in a random order: one epoch.",
                 "按随机顺序每张学一次：这就是一轮。"))


def later(history):
    """Of the section of all further epochs."""
    epochs = history.seen[-1] // history.about.images
    return ("more-epochs", said(
        "{epochs} times through them all",
        "一共 {epochs} 轮",
        epochs=epochs),
            said("more epochs", "更多轮"),
            said("The same images again, each time in another order.",
                 "同样的图像再学，每轮换一种顺序。"))


def last(history):
    """Of the section at the end."""
    right = int((history.read[:, -1] == history.labels).sum())
    read = share(history.accuracies[-1])
    return ("trained", said("Trained", "训练完成"), said("trained", "训练完成"),
            said("It reads {read} of the test images right, and all of these "
                 "ten digits.",
                 "现在它读对 {read} 的测试图像，这十个数字全部读对。",
                 read=read) if right == 10 else
            said("It reads {read} of the test images right, and {right} of "
                 "these ten digits.",
                 "现在它读对 {read} 的测试图像，这十个数字读对 {right} 个。",
                 read=read, right=right))


def difference():
    """Of the section that shows what was learnt alone."""
    return ("what-changed", said("What learning changed", "学习改变了什么"),
            said("what changed", "改变量"),
            said("Once more: each weight minus its first value. Look for "
                 "strokes.", "再看一遍：每个权重减去最初的值。留意笔画。"))


def magnified(times):
    """How the colours are scaled, beside their legend."""
    if times == 1:
        return said("not magnified", "不放大")
    return said(
        "magnified {times} ×",
        "放大 {times} 倍",
        times=times)


def passed(history, checkpoints):
    """What a section shows, with its numbers."""
    start, end = checkpoints[0], checkpoints[-1]
    read = share(history.accuracies[end])
    if start == end:
        count = f"{history.about.test_images:,}"
        return said(
            "{read} of {count} test images read right.",
            "{count} 张测试图像读对 {read}。",
            read=read, count=count)
    before = share(history.accuracies[start])
    return said(
        "{history_seen_start:,} to {history_seen_end:,} images: from "
        "{before} to {read} read right.",
        "从 {history_seen_start:,} 张到 {history_seen_end:,} 张：正确率从 {before} 到 "
        "{read}。",
        history_seen_start=history.seen[start],
        history_seen_end=history.seen[end], before=before, read=read)


def changed(hidden, output):
    """The largest changes of a weight of both layers since the start."""
    hidden, output = written(hidden, "+.3f"), written(output, "+.3f")
    return said(
        "Largest change so far: hidden weight {hidden}, output weight "
        "{output}.",
        "至今最大的变化：隐藏层权重 {hidden}，输出层权重 {output}。",
        hidden=hidden, output=output)


def share(accuracy):
    """A share as it is written everywhere: "91.27 %", exact for
    10,000 images."""
    return f"{100 * accuracy:.2f} %"
