"""The film of a training: its sections, from random weights to trained ones.

The weights of two checkpoints are never mixed: what stands on the screen was
recorded when the count of images that stands beside it was reached.
"""

import ast

import numpy as np

from network.trace import Span
from scenes import pace, training_words
from scenes.plans import Act
from scenes.storyboard import FilmStep

MOST_SHEETS = 64  # that a rack has room for
STILL = 6.0       # seconds of a section in which nothing is learnt


def training_steps(history):
    """The steps of the film of a network.history.History.

    Raises:
        ValueError: it has more hidden neurons than a rack has room for.
    """
    if history.hidden > MOST_SHEETS:
        raise ValueError(
            f"expected a history of at most {MOST_SHEETS} hidden neurons, "
            f"whose sheets fit a rack, got {history.hidden}; train with "
            "--hidden 20")
    learns = _learning_call(history)
    steps, before = [_step(history, training_words.first(history), (0,))], 0
    for words, until in _sections(history):
        reached = np.searchsorted(history.seen, until, side="right") - 1
        if reached > before:
            steps.append(_step(history, words,
                               range(before, reached + 1), learns))
            before = reached
    steps.append(_step(history, training_words.last(history),
                       (len(history) - 1,)))
    return tuple(steps)


def _sections(history):
    """(words, the count of images that it goes up to) of what is learnt."""
    for until, words in training_words.SECTIONS.items():
        if until < history.about.images:
            yield words, until
    yield training_words.epoch(history), history.about.images
    yield training_words.later(history), history.seen[-1]


def _step(history, words, checkpoints, learns=None):
    slug, title, name, lead = words
    checkpoints = tuple(int(one) for one in checkpoints)
    turns = _turns(len(checkpoints) - 1)
    seconds = STILL if turns is None else turns.end + pace.HOLD
    act = Act("learned", (), (), None, "", pace.tenths(seconds), title, lead,
              f"{title}. {training_words.passed(history, checkpoints)}",
              mark=learns, shapes="(784, 1), (10, 1)" if learns else "",
              step_name=name,
              options={"history": history, "checkpoints": checkpoints,
                       "turns": turns})
    return FilmStep(slug, name, history.about.function, learns, (act,))


def _turns(count):
    """When each checkpoint comes; None for none."""
    return pace.turns(count, first=1.6, shrink=0.85, least=1.0, start=0.8) \
        if count else None


def _learning_call(history):
    """The Span of the call of a method `learn` in the function shown."""
    about = history.about
    try:
        tree = ast.parse(about.text)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) \
                and node.func.attr == "learn" \
                and about.first_line <= node.lineno <= about.last_line:
            return Span(about.file, node.lineno, node.col_offset,
                        node.end_lineno, node.end_col_offset)
    return None
