"""The film of a training, from noise to digits.

The weights of two checkpoints are never mixed: what stands on the screen was
recorded when the count of images that stands beside it was reached.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from network.files.user_error import UserError
from network.runs.history import DEFAULT_HISTORY, MOST_HIDDEN, History
from network.runs.learnt_images import with_mnist
from network.trace import Trace
from scenes.acts.facing_sheets import facing_sheets, liking_most
from scenes.acts.film_step import FilmStep
from scenes.acts.learned import learned, share
from scenes.film.choice import USUAL
from scenes.film.learning_call import learning_call
from scenes.film.replay import FilmScene
from scenes.film.rounds_of_training import rounds_steps
from scenes.reading.film_error import FilmError
from scenes.stage.typeface import printable
from scenes.words.naming import said

REFUSING = 100  # images after which it is told whether outputs have fallen
FALLEN = 0.5  # share of their mean that is left, at most, where that is told
SLOWLY = 10  # up to so many images, each is followed


class Training(FilmScene):
    """Replays a history, the file that HISTORY names, or a trace in which a
    network trains, the one that TRACE names; else the default history.

    A history that keeps no images is given those of MNIST that it learnt, from
    the folder that MATREEL_MNIST names, and they strike; without, none does.
    """

    shows = History, Trace
    longest = USUAL
    surprise = "random", "the-epoch", "learned-sheets"

    def record(self):
        trace = os.environ.get("TRACE")
        if trace and not os.environ.get("HISTORY"):
            return Trace.load(trace)
        return _with_images(History.load(os.environ.get("HISTORY") or DEFAULT_HISTORY))

    def steps(self, record):
        if isinstance(record, Trace):
            return rounds_steps(record)
        return with_faces(record, training_steps(record))


def _with_images(history: History) -> History:
    """The history with the images that strike, where they are at hand; where what
    is named is something else, it is said."""
    try:
        return with_mnist(history)
    except (UserError, OSError) as error:
        told = f"The film of training goes without the images that strike: {error}"
        print(printable(told), file=sys.stderr)
        return history


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
    steps, before = [_step(history, _first(history), (0,), is_change=False)], 0
    for section, until in _sections(history):
        reached = int(np.searchsorted(history.seen, until, "right")) - 1
        if reached > before:
            if until == REFUSING:
                section = section._replace(
                    lead=_refusing(history, before, reached) or section.lead
                )
            steps.append(
                _step(
                    history,
                    section,
                    whole[before : reached + 1],
                    slowly=1.5 if until <= SLOWLY else 0.6,
                )
            )
            before = reached
    return (*steps, _step(history, _last(history), whole[-1:]))


def with_faces(history: History, steps: tuple[FilmStep, ...]) -> tuple[FilmStep, ...]:
    """The steps, and a last one in which what each neuron learned faces us."""
    act = facing_sheets(history)
    function = history.about.function
    return (*steps, FilmStep("learned-sheets", act.step_name, function, None, (act,)))


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
    mark = learning_call(history) if len(checkpoints) > 1 else None
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
        neuron=liking_most(history.hidden_to_output_weights[..., -1])[0],
        step_name=section.name,
        mark=mark,
        **timing,
    )
    return FilmStep(section.slug, section.name, history.about.function, mark, (act,))


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
                "Each image leaves its trace: what one neuron's weights change by.",
                "每张图像都留下痕迹：这里是一个神经元的权重的变化。",
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


def _refusing(history, start, end):
    """The sentence about outputs that all fall before any digit is known; ""
    where they do not.

    Args:
        start, end: checkpoints.
    """
    before, now = (float(history.outputs[..., one].mean()) for one in (start, end))
    if not now <= FALLEN * before:
        return ""
    return said(
        "It learns to say no first: {zeros} of {count} targets are 0. Outputs sink "
        "from {before:.2f} to {now:.2f}.",
        "它先学会说“不”：{count} 个目标中 {zeros} 个是 0。输出的平均值从 {before:.2f} "
        "降到 {now:.2f}。",
        count=history.outputs.shape[1],
        zeros=history.outputs.shape[1] - 1,
        before=before,
        now=now,
    )


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
        "从 {since:,} 张到 {until:,} 张：正确率从 {before} 变为 {read}。",
        since=history.seen[start],
        until=history.seen[end],
        before=share(history.accuracies[start]),
        read=read,
    )
