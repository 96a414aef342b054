"""The base of the acts: parts that stand as a second of the act says.

A player sets every part anew for the second asked for, from nothing but the
act and that second. So any frame can be drawn without the ones before it, and
10 and 60 frames a second show the same film.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar, cast

from network.trace import Value
from scenes.acts.act import Act
from scenes.acts.entrances import FADE, Entrances, Role, key_of
from scenes.acts.live_words import said_at, told_of_turns
from scenes.acts.schedule import Schedule
from scenes.stage.part import Box, Part, ease

AnyPart = TypeVar("AnyPart", bound=Part)


class ActPlayer:
    """Shows an act.Act on the stage.

    Args:
        act: the plan.
        stage: the Box between source panel and timeline.
        before: the player of the act before, or None.

    Attributes:
        turns: the act's Schedule, of acts that have one.
        parts: in the order they are drawn.
        cast: what stands at the end, by `key_of` its value; the next act
            carries it on.
        entrances: how parts come and leave.
    """

    act: Act

    def __init__(self, act: Act, stage: Box, before: ActPlayer | None = None) -> None:
        self.act = act
        # Acts without turns never ask for them.
        self.turns = cast(Schedule, act.turns)
        self.stage = stage
        self.parts: list[Part] = []
        self.cast: dict[tuple[object, object], Part] = {}
        self.entrances = Entrances(stage, *_left_by(before), begins=before is None)
        self.build()
        self.entrances.ready()
        self.parts = self.entrances.leaving + self.parts

    def build(self) -> None:
        """Make the parts, as a subclass knows how, with `bring`."""
        raise NotImplementedError

    def move(self, time: float) -> None:
        """Set what changes besides entrances, at a second of the act."""

    def words(self, time: float) -> str:
        """The sentences about what happens at a second, or ""."""
        return said_at(self._told, time)

    @cached_property
    def _told(self):
        if self.act.turns is None:
            return ()
        return told_of_turns(
            self.turns,
            [self.turn_words(index) for index in range(len(self.turns.starts))],
            until=self.act.seconds,
            haste=self.act.haste,
        )

    def turn_words(self, index: int) -> str:
        """The sentence about one of the turns, or ""."""
        return ""

    def end_turns(self, parts: Iterable[Part], time: float) -> None:
        """Let parts that are there for the turns fade after them."""
        if time >= self.turns.end:
            for part in parts:
                part.set_opacity(1 - ease(time, self.turns.end, self.turns.end + FADE))

    def bring(
        self,
        part: AnyPart,
        value: Value | Role | None = None,
        *,
        comes_as: Value | None = None,
    ) -> AnyPart:
        """Add a part; it comes from where its value stands, else fades in.

        Args:
            part: at its place.
            value: the trace's value that it shows, or its Role; the next
                act finds it.
            comes_as: the value that it is now on the screen, if not `value`.
        """
        if value is not None:
            self.cast[key_of(value)] = part
        flight = self.entrances.add(part, comes_as, value)
        self.parts += [flight, part] if flight else [part]
        return part

    def show(self, time: float) -> None:
        """Set all parts to a second of the act, 0 to `act.seconds`."""
        self.entrances.show(time)
        self.move(time)


def _left_by(
    before: ActPlayer | None,
) -> tuple[list[Part], dict[tuple[object, object], Part]]:
    """Copies of what the act before leaves: (all parts, those by key)."""
    if before is None:
        return [], {}
    before.show(before.act.seconds)
    copies = {id(part): part.copy() for part in before.parts if part.opacity > 0}
    standing = {
        key: copies[id(part)] for key, part in before.cast.items() if id(part) in copies
    }
    return list(copies.values()), standing
