"""Values, plans and players for the tests of single acts."""

from types import SimpleNamespace

import numpy as np

from network.trace import Span, Value
from scenes.acts.catalogue import player_of
from scenes.acts.generic import GenericAct
from scenes.stage.part import Box
from scenes.words.naming import language

STAGE = Box(60, 300, 1810, 680)
SPAN = Span("network.py", 3, 4, 3, 20)


def column(*numbers, name="", identity=0):
    """A Value of one column."""
    return Value.of(
        np.array(numbers, float).reshape(-1, 1), name=name, identity=identity
    )


def computing(name, *operands):
    """A plan that stands for what computes a value, with all that another
    plan may take over from it."""
    return GenericAct(
        operations=(SimpleNamespace(expression="a @ b", function="matmul"),),
        operands=operands,
        result=None,
        result_name=name,
        seconds=1.0,
        title="",
        lead="",
        caption="",
        mark=SPAN,
        shapes="(2, 1)  =  (2, 2) @ (2, 1)",
    )


def played(act, before=None):
    """The player of a plan, and of none or another before it."""
    return player_of(act)(act, STAGE, before)


def texts_of(player, time):
    """What the labels say that are all there at a second."""
    player.show(time)
    return [
        part.text
        for part in player.parts
        if hasattr(part, "text") and part.opacity == 1 and part.text
    ]


def in_both(make, *arguments, **keywords):
    """What a function gives in English, and in Chinese."""
    told = []
    for name in ("en", "zh"):
        with language(name):
            told.append(make(*arguments, **keywords))
    return told


def told(act):
    """The words of a plan."""
    return act.title, act.lead, act.caption, act.step_name


def changes(*pairs):
    """((old, new), ...) of columns."""
    return tuple(
        (
            column(*old, name=f"old {number}"),
            column(*new, name=f"new {number}", identity=number),
        )
        for number, (old, new) in enumerate(pairs, 1)
    )
