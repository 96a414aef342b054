"""The film of a training: its sections, from random weights to trained ones.

The weights of two checkpoints are never mixed: what stands on the screen was
recorded when the count of images that stands beside it was reached.
"""

import ast

import numpy as np

from network.runs.history import MOST_HIDDEN
from network.trace import Span
from scenes.acts import legacy, schedule
from scenes.reading.film_error import FilmError
from scenes.acts.legacy import Act
from scenes.acts.film_step import FilmStep
from scenes.words import said
from scenes.words import training as words_of

LONGEST = 15.0    # seconds of all checkpoints of a section, about
CHANGES = 20.0    # of the one that shows what learning changed
STILL = 5.0       # seconds of a section in which nothing is learnt
LAST = 3.4        # seconds for which the end of the film stands

# How many times smaller than at the end the scale of all changes may be: the
# first ones would look like nothing in the scale of the last.
MAGNIFICATIONS = (125, 25, 5, 1)


def training_steps(history):
    """The steps of the film of a network.history.History.

    Raises:
        FilmError: it has more hidden neurons than a rack has room for.
    """
    if history.hidden > MOST_HIDDEN:
        raise FilmError(
            f"expected a history of at most {MOST_HIDDEN} hidden neurons, "
            f"whose sheets fit a rack, got {history.hidden}; train with "
            "--hidden 20")
    whole = range(len(history))
    steps, before = [_step(history, words_of.first(history), (0,))], 0
    for words, until in _sections(history):
        reached = np.searchsorted(history.seen, until, side="right") - 1
        if reached > before:
            is_small = until <= words_of.MAGNIFIED
            steps.append(_step(history, words, whole[before:reached + 1],
                               slowly=1.5 if is_small else 0.6,
                               is_change=is_small))
            before = reached
    return (*steps,
            _step(history, words_of.last(history), whole[-1:]),
            _step(history, words_of.difference(), whole,
                  slowly=0.6, longest=CHANGES, hold=LAST, is_change=True,
                  magnifications=MAGNIFICATIONS))


def _sections(history):
    """(words, the count of images that it goes up to) of what is learnt."""
    for until in (10, 100, 1000):
        if until < history.about.images:
            yield words_of.early(until), until
    yield words_of.epoch(history), history.about.images
    yield words_of.later(history), history.seen[-1]


def _step(history, words, checkpoints, *, slowly=1.0, longest=LONGEST,
          hold=schedule.HOLD, is_change=False, magnifications=(1,)):
    """A FilmStep that goes from the first of some checkpoints to the last.

    Args:
        slowly: seconds that a checkpoint stands at least, if there are not
            too many of them.
        longest: seconds of all checkpoints, about.
        hold: seconds for which the last of them stands besides.
        is_change: show the weights minus those of the start.
        magnifications: shares of the section's scale to choose from for a
            checkpoint, the smallest first: 5 is a fifth of it.
    """
    slug, title, name, lead = words
    passed = words_of.passed(history, checkpoints)
    seconds, turns, learns = STILL, None, None
    if len(checkpoints) > 1:
        count = len(checkpoints) - 1
        least = min(slowly, longest / count)
        turns = legacy.Rhythm(1.6 * least, 0.85, least).turns(count)
        seconds = turns.end + hold
        learns = _learning_call(history)
    act = Act("learned", (), (), None, "", schedule.tenths(seconds), title, lead,
              said(
                  "{title}. {passed}",
                  "{title}。{passed}",
                  title=title, passed=passed),
              mark=learns, shapes="(784, 1), (10, 1)" if learns else "",
              step_name=name, turns=turns,
              options={"history": history, "checkpoints": checkpoints,
                       "is_change": is_change,
                       "magnifications": magnifications})
    return FilmStep(slug, name, history.about.function, learns, (act,))


def _learning_call(history):
    """The Span of the call of a method `learn` in the function shown."""
    about = history.about
    try:
        tree = ast.parse(about.text)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) \
                and isinstance(node.func, ast.Attribute) \
                and node.func.attr == "learn" \
                and about.first_line <= node.lineno <= about.last_line:
            return Span(about.file, node.lineno, node.col_offset,
                        node.end_lineno, node.end_col_offset)
    return None
