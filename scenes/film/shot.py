"""One act of a film: when it plays, and how its seconds pass."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from scenes.acts import schedule
from scenes.acts.act import Act
from scenes.acts.player import ActPlayer
from scenes.reading.whereabouts import Place
from scenes.stage.source_panel import SourcePanel

Places = tuple[tuple[float, Place], ...]
ENTRANCE = 0.7  # seconds in which a hastened act enters, if there is time
_DIGITS = 6  # of seconds; what is less is but rounding


@dataclass(frozen=True)
class Shot:
    """One act of the film, ready to be shown.

    Attributes:
        step: index of its step.
        before: the Act before it, or None; `before_step` is that of its step.
        act: the Act.
        make: gives its player, always the same one.
        start, seconds: within the film; whole tenths.
        panel: the SourcePanel of its function.
        panel_before: of the shot before where that shows another listing, or
            None.
        places: ((second of the act, where in the network it is from then on),
            ...), from 0; `place_before` where the shot before ends.
        waits: (second at which it would be without them, how long it stands
            still there), rising; whole tenths of seconds long.
    """

    step: int
    before: Act | None
    act: Act
    make: Callable[[], ActPlayer] = field(repr=False, compare=False)
    start: float
    seconds: float
    panel: SourcePanel
    panel_before: SourcePanel | None
    before_step: int = 0
    places: Places = ((0.0, Place(0.0)),)
    place_before: Place = Place(0.0)
    waits: tuple[tuple[float, float], ...] = ()

    @property
    def player(self) -> ActPlayer:
        """The player of the act: the first time with what it plays with."""
        return self.make()

    @property
    def moving(self) -> float:
        """How long it would be without its waits."""
        if not self.waits:
            return self.seconds
        return schedule.tenths(self.seconds - sum(length for _, length in self.waits))

    def moment(self, seconds: float) -> float:
        """The second of the act at a second of the shot.

        A hastened act enters less quickly than it goes on: else it would be
        there at once.
        """
        act = self.act
        seconds = self._without_waits(seconds)
        if act.haste == 1:
            return seconds * act.seconds / self.moving
        return float(np.interp(seconds, *self._passing))

    def second_of(self, moment: float) -> float:
        """The second of the shot at a second of the act."""
        act = self.act
        if act.haste == 1:
            second = moment * self.moving / act.seconds
        else:
            of_shot, of_act = self._passing
            second = float(np.interp(moment, of_act, of_shot))
        return second + sum(
            length
            for place, length in self.waits
            if round(place - second, _DIGITS) <= 0
        )

    def _without_waits(self, seconds: float) -> float:
        """The second at which it would be, had it stood still nowhere."""
        waited = 0.0
        for place, length in self.waits:
            waited += min(max(seconds - waited - place, 0.0), length)
        return round(seconds - waited, _DIGITS) if waited else seconds

    @property
    def _passing(self) -> tuple[Sequence[float], Sequence[float]]:
        """(seconds of the shot without its waits, seconds of the act) when a hastened
        act begins, has entered and ends."""
        act = self.act
        enters = min(schedule.ENTER, act.seconds)
        entered = max(
            enters * self.moving / act.seconds, min(ENTRANCE, self.moving / 4)
        )
        return (0, entered, self.moving), (0, enters, act.seconds)
