"""Where other words begin they stand there at once, in every act.

What a player compares a second with, before it says what stands on the screen, is
found out by a number that keeps it; so each of these seconds is asked, and those just
before and after it.
"""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.neurons import neuron_steps
from scenes.reading.film_error import FilmError
from tests import odd_trainings
from tests.odd_programs import film_of, programs
from tests.scenes.film.test_what_films_say import NEURONS

pytestmark = pytest.mark.broad

ODD = sorted(Path(__file__).parents[1].glob("[af]*/odd/*.programs"))
GRID = 24  # seconds of an act at which it is found out what they are compared with
NEAR = 1e-6  # seconds


class Second(float):
    """A second of an act, or what is computed of it by one sum or product after the
    other, that keeps with what it is compared.

    Attributes:
        met: seconds of the act at which it would be as large as that.
        is_there: whether it was just that.
    """

    def __new__(cls, value, scale=1.0, shift=0.0, first=None):
        self = super().__new__(cls, value)
        self.scale, self.shift = scale, shift
        self.first = self if first is None else first
        if first is None:
            self.met, self.is_there = set(), False
        return self

    def _next(self, value, scale, shift):
        return Second(value, scale, shift, self.first)

    def __add__(self, other):
        return self._next(float(self) + other, self.scale, self.shift + other)

    def __sub__(self, other):
        return self._next(float(self) - other, self.scale, self.shift - other)

    def __mul__(self, other):
        return self._next(float(self) * other, self.scale * other, self.shift * other)

    def __truediv__(self, other):
        return self._next(float(self) / other, self.scale / other, self.shift / other)

    __radd__, __rmul__ = __add__, __mul__

    def _keep(self, other):
        self.first.met.add((float(other) - self.shift) / self.scale)
        self.first.is_there |= float(self) == other

    def __lt__(self, other):
        self._keep(other)
        return float(self) < other

    def __le__(self, other):
        self._keep(other)
        return float(self) <= other

    def __gt__(self, other):
        self._keep(other)
        return float(self) > other

    def __ge__(self, other):
        self._keep(other)
        return float(self) >= other


def changes(player):
    """(second, words before, at, after) of each second that is compared and that is
    there exactly where the words become others."""
    length = player.act.seconds
    met = set()
    for second in np.linspace(0, length, GRID).tolist():
        asked = Second(second)
        player.words(asked)
        met |= asked.met
    for bound in sorted(one for one in met if 0 < one < length - NEAR):
        before, after = player.words(bound - NEAR), player.words(bound + NEAR)
        for second in (math.nextafter(bound, 0), bound, math.nextafter(bound, length)):
            asked = Second(second)
            at = player.words(asked)
            if asked.is_there and before != after:
                yield second, before, at, after


def shots_of(path, place):
    """A shot of each kind of act in the films of the programs of a file."""
    films = (
        (program, partial(film_of, program, place))
        for program in programs(path.read_text(encoding="utf-8"))
    )
    return of_each_kind(films)


def of_each_kind(films):
    """(name, shot): of each kind of act the first shot in some films, of which is
    given how they are made."""
    found = set()
    for name, make in films:
        try:
            shots = make().shots
        except FilmError:
            continue  # nothing of it can be shown
        for shot in shots:
            if shot.act.kind not in found:
                found.add(shot.act.kind)
                yield name, shot


@pytest.mark.parametrize("path", ODD, ids=[f"{p.parts[-3]}_{p.stem}" for p in ODD])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_other_words_stand_where_they_begin(path, tmp_path):
    for program, shot in shots_of(path, tmp_path / "odd.py"):
        for second, before, at, after in changes(shot.player):
            assert at == after, (program, shot.act.kind, second, before)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_so_they_do_in_films_of_trainings_and_neurons():
    films = [
        (one, partial(odd_trainings.film_of, one)) for one in odd_trainings.TRAININGS
    ]
    for name, (call, given) in NEURONS.items():
        make = partial(Film, record(call, *given), steps_of=neuron_steps)
        films.append((name, make))
    for name, shot in of_each_kind(films):
        for second, before, at, after in changes(shot.player):
            assert at == after, (name, shot.act.kind, second, before)


def test_a_second_keeps_what_it_is_compared_with():
    second = Second(3.0)
    assert (second - 1) / 2 >= 1 and not 4 < second * 2 + 1 < 5 and 0.5 * second < 2
    assert second.met == {3.0, 1.5, 2.0, 4.0} and second.is_there
