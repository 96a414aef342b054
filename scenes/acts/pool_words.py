"""What is said of pooling: of each window one number is kept."""

from scenes.acts import window_words as words
from scenes.reading.sliding_window import SlidingWindow
from scenes.words.naming import headline, in_a_row, said

CHANNEL = ("map", "图")


def title(window: SlidingWindow) -> str:
    titles = {
        "largest": ("Max pooling of {picture}", "{picture} 的最大池化"),
        "smallest": ("Min pooling of {picture}", "{picture} 的最小池化"),
        "mean": ("Mean pooling of {picture}", "{picture} 的平均池化"),
        "sum": ("Sums of windows of {picture}", "{picture} 的窗口求和"),
    }
    return said(*titles[window.fit.keeps], picture=words.picture_name(window))


def lead(window: SlidingWindow) -> str:
    leads = {
        "largest": (
            "Of each {size} window only the largest number is kept.",
            "每个 {size} 窗口只保留最大的数。",
        ),
        "smallest": (
            "Of each {size} window only the smallest number is kept.",
            "每个 {size} 窗口只保留最小的数。",
        ),
        "mean": (
            "Each {size} window becomes the mean of its numbers.",
            "每个 {size} 窗口变成其平均值。",
        ),
        "sum": (
            "Each {size} window becomes the sum of its numbers.",
            "每个 {size} 窗口变成其总和。",
        ),
    }
    return in_a_row(
        said(*leads[window.fit.keeps], size=words.sizes(window.fit.size)),
        words.steps(window),
        words.border(window),
        words.images(window),
    )


def outcome(window: SlidingWindow) -> str:
    before = words.sizes(window.laid("picture").shape[2:])
    after = words.sizes(window.laid("map").shape[2:])
    return in_a_row(
        said(
            "{before} cells have become {after}.",
            "{before} 格变成了 {after} 格。",
            before=before,
            after=after,
        ),
        words.largest_of(window, CHANNEL),
    )


def step_name() -> str:
    return said("pooling", "池化")


def kept(window: SlidingWindow, row: int, column: int, value: str) -> str:
    """About one position, told in full."""
    kept_as = {
        "largest": ("{place}: the largest is {value}.", "{place}：最大的是 {value}。"),
        "smallest": (
            "{place}: the smallest is {value}.",
            "{place}：最小的是 {value}。",
        ),
        "mean": ("{place}: the mean is {value}.", "{place}：平均值是 {value}。"),
        "sum": ("{place}: the sum is {value}.", "{place}：总和是 {value}。"),
    }
    return said(
        *kept_as[window.fit.keeps],
        place=headline(words.at(window, row, column)),
        value=value,
    )


def label(window: SlidingWindow) -> str:
    """What stands beside the number that is kept."""
    labels = {
        "largest": ("largest", "最大"),
        "smallest": ("smallest", "最小"),
        "mean": ("mean", "平均"),
        "sum": ("sum", "总和"),
    }
    return said(*labels[window.fit.keeps])
