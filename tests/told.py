"""What the film of a call tells: its acts, their times and their words."""

import numpy as np

from network.recorder import record
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.words.naming import language


def numbers(*shape):
    """An array of a shape that is full of different numbers."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) / 7


def acts_of(call, *arguments, arrivals=False):
    """The acts that show what a call does, in order.

    Args:
        arrivals: those in which its arguments come, too.
    """
    return [
        act
        for step in film_steps(record(call, *arguments))
        for act in step.acts
        if arrivals or act.kind != "arrive"
    ]


def kinds_of(call, *arguments):
    return [act.kind for act in acts_of(call, *arguments)]


def act_in(spoken, kind, call, *arguments):
    """The one act of a kind that a call has, in a language."""
    with language(spoken):
        (act,) = (act for act in acts_of(call, *arguments) if act.kind == kind)
    return act


def told_of(act):
    """(title, lead, caption, name of the step, shapes) of an act."""
    return act.title, act.lead, act.caption, act.step_name, act.shapes


def turns_of(act):
    """[(start, length), ...] of an act's turns, in seconds."""
    turns = np.stack([act.turns.starts, act.turns.lengths], axis=1)
    return [tuple(turn) for turn in turns.round(4).tolist()]


def player_of(kind, call, *arguments):
    """What plays the one act of a kind that a call has."""
    (found,) = (
        shot.player
        for shot in Film(record(call, *arguments)).shots
        if shot.player.act.kind == kind
    )
    return found
