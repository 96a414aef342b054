"""Films of small functions, and what their acts show and say, for tests."""

import numpy as np

from network.recorder import record
from scenes.film.film import Film
from scenes.stage.camera import drawn
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import language


def shots_of(function, *given, kind):
    """The shots of a film that are acts of a kind."""
    given = [one.copy() if isinstance(one, np.ndarray) else one for one in given]
    film = Film(record(function, *given))
    return [shot for shot in film.shots if shot.player.act.kind == kind]


def said_in(spoken, function, *given, kind):
    """(title, caption, what is said at tenths of its time) of the first act."""
    with language(spoken):
        shot = shots_of(function, *given, kind=kind)[0]
        act = shot.player.act
        times = np.linspace(0, act.seconds, 11)
        return act.title, act.caption, [shot.player.words(time) for time in times]


def planes_at(shot, second):
    """name -> (cells, which of them are there), of each MatrixPlane."""
    shot.player.show(second)
    return {
        part.name_text: (part.values.array, part.cells()[0].there)
        for part in shot.player.parts
        if isinstance(part, MatrixPlane)
    }


def draws(shot):
    """Whether all of an act can be drawn, and is there to be seen."""
    act = shot.player.act
    for second in np.linspace(0, act.seconds, 6):
        shot.player.show(float(second))
        assert shot.player.words(float(second)) is not None
        frame = drawn(shot.player.parts, width=480, height=270)
    return bool(frame.any())
