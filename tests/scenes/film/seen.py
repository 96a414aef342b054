"""What stands on the stage of a film, in a few letters that change with anything
that is drawn: for texts that are kept and compared."""

import hashlib
from numbers import Real

import numpy as np

from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.marks import Kept
from scenes.stage.palette import Scale
from scenes.stage.typeface import Type
from scenes.stage.values import Values

LETTERS = 6
# Numbers are rounded before they are compared, as processors differ in the last digit;
# those that stand just between two are pushed to one side.
PUSH = 1 + 1.2345e-7
DIGITS = 4


class Seen:
    """What is seen of a film.

    Args:
        film: a Film.
    """

    def __init__(self, film):
        self._film = film
        self._drawings = Drawings()
        self._kept = {}  # of pictures that are drawn once, their marks as below

    def of(self, shot, shares=(0.3, 0.6, 1.0)):
        """LETTERS for each of some moments of a shot, shares of its seconds; and for
        each at which something else is lit, or pointed at in the map."""
        act = shot.player.act
        changes = sorted({one.second for one in (*act.lit, *act.way)})
        moments = [share * shot.seconds for share in shares]
        found = [self._at(shot, second) for second in moments]
        found += [f"{one:.2f} s {self._at(shot, one)}" for one in changes]
        return " ".join(found)

    def _at(self, shot, seconds):
        self._film.show(shot, seconds)
        return self.letters(self._film.parts(shot))

    def letters(self, parts):
        """LETTERS that change with what some parts draw now."""
        marks = [self._plain(marks_of(part, self._drawings)) for part in parts]
        return hashlib.sha256(repr(marks).encode()).hexdigest()[:LETTERS]

    def _plain(self, one):
        """Marks as plain lists of texts and rounded numbers."""
        kind = type(one)  # most are of these, and there are many
        if kind is float or kind is int:
            return f"{one * PUSH:.{DIGITS}g}"
        if kind is str:
            return one
        if one is None or isinstance(one, (str, bool, np.bool_)):
            return str(one)
        if isinstance(one, Real):
            return f"{float(one) * PUSH:.{DIGITS}g}"
        if isinstance(one, Values):
            return _rounded(one.array)
        if isinstance(one, (Type, Scale)):
            return repr(one)
        if isinstance(one, Kept):
            marks = self._kept.setdefault(id(one.marks), (one.marks, []))[1]
            if not marks:
                marks += map(self._plain, one.marks)
            place = one.left, one.top, one.width, one.height, *one.origin
            return [*map(self._plain, place), marks]
        return [type(one).__name__, *map(self._plain, one)]


def _rounded(array):
    """(shape, numbers in so many digits) of an array of numbers."""
    with np.errstate(all="ignore"):
        pushed = array * PUSH
        exponents = np.nan_to_num(np.floor(np.log10(np.abs(pushed))), neginf=0)
        digits = np.round(pushed / 10.0 ** (exponents - DIGITS + 1))
    return array.shape, (digits + 0.0).tolist(), exponents.tolist()
