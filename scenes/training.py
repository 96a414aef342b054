"""The film of a training, from random weights to trained ones.

The weights of two checkpoints are never mixed: what stands on the screen was
recorded when the count of images that stands beside it was reached.
"""

import ast
import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from network.runs.history import DEFAULT_HISTORY, MOST_HIDDEN, History
from network.trace import Span, Trace
from scenes.acts.film_step import FilmStep
from scenes.acts.learned import learned, share
from scenes.film.choice import USUAL
from scenes.film.replay import FilmScene
from scenes.film.rounds_of_training import rounds_steps
from scenes.reading.film_error import FilmError
from scenes.words.naming import said

CHANGES = 20.0  # seconds of the section that shows what learning changed
LAST = 3.4  # seconds for which the end of the film stands
MAGNIFIED = 10  # up to so many images, only the change of the weights shows

# How many times smaller than at the end the scale of all changes may be: the
# first ones would look like nothing in the scale of the last.
MAGNIFICATIONS = (125, 25, 5, 1)


class Training(FilmScene):
    """Replays a history, the file that HISTORY names, or a trace in which a
    network trains, the one that TRACE names; else the default history."""

    shows = History, Trace
    longest = USUAL

    def record(self):
        trace = os.environ.get("TRACE")
        if trace and not os.environ.get("HISTORY"):
            return Trace.load(trace)
        return History.load(os.environ.get("HISTORY") or DEFAULT_HISTORY)

    def steps(self, record):
        if isinstance(record, Trace):
            return rounds_steps(record)
        return training_steps(record)


def training_steps(history: History) -> tuple[FilmStep, ...]:
    """The steps of the film of a history.

    Raises:
        FilmError: it has more hidden neurons than a rack has room for.
    """
    if history.hidden > MOST_HIDDEN:
        raise FilmError(
            f"expected a history of at most {MOST_HIDDEN} hidden neurons, "
            f"whose sheets fit a rack, got {history.hidden}; train with "
            "--hidden 20"
        )
    whole = range(len(history))
    steps, before = [_step(history, _first(history), (0,))], 0
    for section, until in _sections(history):
        reached = int(np.searchsorted(history.seen, until, "right")) - 1
        if reached > before:
            is_small = until <= MAGNIFIED
            steps.append(
                _step(
                    history,
                    section,
                    whole[before : reached + 1],
                    slowly=1.5 if is_small else 0.6,
                    is_change=is_small,
                )
            )
            before = reached
    return (
        *steps,
        _step(history, _last(history), whole[-1:]),
        _step(
            history,
            _difference(),
            whole,
            slowly=0.6,
            longest=CHANGES,
            hold=LAST,
            is_change=True,
            magnifications=MAGNIFICATIONS,
        ),
    )


class _Section(NamedTuple):
    """The words of a section, and what names it in links."""

    slug: str
    title: str
    name: str
    lead: str


def _sections(history: History) -> Iterator[tuple[_Section, int]]:
    """(words, the count of images that it goes up to) of what is learnt."""
    for until in (10, 100, 1000):
        if until < history.about.images:
            yield _early(until), until
    yield _epoch(history), history.about.images
    yield _later(history), history.seen[-1]


def _step(
    history: History, section: _Section, checkpoints: Sequence[int], **timing: Any
) -> FilmStep:
    """The step of a section.

    Args:
        timing: what learned.learned is given besides.
    """
    mark = _learning_call(history) if len(checkpoints) > 1 else None
    outcome = _passed(history, checkpoints)
    act = learned(
        history,
        checkpoints,
        title=section.title,
        lead=section.lead,
        caption=said(
            "{title}. {passed}",
            "{title}。{passed}",
            title=section.title,
            passed=outcome,
        ),
        outcome=outcome,
        step_name=section.name,
        mark=mark,
        **timing,
    )
    return FilmStep(section.slug, section.name, history.about.function, mark, (act,))


def _learning_call(history: History) -> Span | None:
    """The Span of the call of a method `learn` in the function shown."""
    about = history.about
    try:
        tree = ast.parse(about.text)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "learn"
            and about.first_line <= node.lineno <= about.last_line
        ):
            assert node.end_lineno and node.end_col_offset
            return Span(
                about.file,
                node.lineno,
                node.col_offset,
                node.end_lineno,
                node.end_col_offset,
            )
    return None


def _first(history):
    """Of the section before any image."""
    title = said("Before the first image", "第一张图像之前")
    if history.about.start.startswith("random"):
        return _Section(
            "random",
            title,
            said("random weights", "随机权重"),
            said(
                "The network's weights are random: it can only guess.",
                "权重都是随机的，只能乱猜。",
            ),
        )
    return _Section(
        "start",
        title,
        said("weights found", "原有权重"),
        said("The network's weights begin as they were found.", "权重从原有的值开始。"),
    )


def _early(until):
    """Of the section up to the first 10, 100 or 1,000 images."""
    return {
        10: _Section(
            "first-images",
            said("The first ten images", "最初十张图像"),
            said("the first ten", "最初十张"),
            said(
                "Weights change too little to see: here the change alone, magnified.",
                "变化太小，看不出来：这里只显示变化量，并且放大。",
            ),
        ),
        100: _Section(
            "first-hundred",
            said("The first hundred", "最初一百张"),
            said("the first hundred", "最初一百张"),
            said(
                "One image at a time: about ten of each digit.",
                "一次一张：每个数字大约十张。",
            ),
        ),
        1000: _Section(
            "first-thousand",
            said("The first thousand", "最初一千张"),
            said("the first thousand", "最初一千张"),
            said("About a hundred of each digit.", "每个数字大约一百张。"),
        ),
    }[until]


def _epoch(history):
    """Of the section up to the first epoch's end."""
    count = f"{history.about.images:,}"
    return _Section(
        "the-epoch",
        said(
            "Once through all {count} images",
            "全部 {count} 张图像各学一遍",
            count=count,
        ),
        said("all images", "全部图像"),
        said(
            "Each image once, in a random order: one epoch.",
            "按随机顺序每张学一次：这就是一轮。",
        ),
    )


def _later(history):
    """Of the section of all further epochs."""
    epochs = history.seen[-1] // history.about.images
    return _Section(
        "more-epochs",
        said("{epochs} times through them all", "一共 {epochs} 轮", epochs=epochs),
        said("more epochs", "更多轮"),
        said(
            "The same images again, each time in another order.",
            "同样的图像再学，每轮换一种顺序。",
        ),
    )


def _last(history):
    """Of the section at the end."""
    right = int((history.read[:, -1] == history.labels).sum())
    read = share(history.accuracies[-1])
    name = said("trained", "训练完成")
    return _Section(
        "trained",
        said("Trained", "训练完成"),
        name,
        said(
            "It reads {read} of the test images right, and all of these ten digits.",
            "现在它读对 {read} 的测试图像，这十个数字全部读对。",
            read=read,
        )
        if right == 10
        else said(
            "It reads {read} of the test images right, and {right} of these ten "
            "digits.",
            "现在它读对 {read} 的测试图像，这十个数字读对 {right} 个。",
            read=read,
            right=right,
        ),
    )


def _difference():
    """Of the section that shows what was learnt alone."""
    return _Section(
        "what-changed",
        said("What learning changed", "学习改变了什么"),
        said("what changed", "改变量"),
        said(
            "Once more: each weight minus its first value. Look for strokes.",
            "再看一遍：每个权重减去最初的值。留意笔画。",
        ),
    )


def _passed(history, checkpoints):
    """What a section shows, with its numbers."""
    start, end = checkpoints[0], checkpoints[-1]
    read = share(history.accuracies[end])
    if start == end:
        count = f"{history.about.test_images:,}"
        return said(
            "{read} of {count} test images read right.",
            "{count} 张测试图像读对 {read}。",
            read=read,
            count=count,
        )
    return said(
        "{since:,} to {until:,} images: from {before} to {read} read right.",
        "从 {since:,} 张到 {until:,} 张：正确率从 {before} 到 {read}。",
        since=history.seen[start],
        until=history.seen[end],
        before=share(history.accuracies[start]),
        read=read,
    )
