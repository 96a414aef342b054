"""The players of a film's acts, made when they are asked for: who only reads what
a film says, or shows its beginning, needs no parts of the rest."""

from collections.abc import Mapping
from typing import Any

from scenes.acts.act import Act
from scenes.acts.catalogue import player_of
from scenes.acts.player import ActPlayer
from scenes.stage.part import Box
from scenes.words.naming import language, rows_of


class Casting:
    """The ActPlayers of acts, one after the other.

    Args:
        spoken: the language of their words, one of LANGUAGES.
        rows: as naming.rows_of is told them.
    """

    def __init__(self, spoken: str, rows: Mapping[str, Any]) -> None:
        self._spoken, self._rows = spoken, rows
        self._acts: list[tuple[Act, Box]] = []
        self._made: list[ActPlayer] = []

    def add(self, act: Act, stage: Box) -> int:
        """Have one more act, on a stage, and get its place."""
        self._acts.append((act, stage))
        return len(self._acts) - 1

    def made(self, place: int) -> ActPlayer:
        """The ActPlayer at a place from 0, always the same one. Each takes over
        what the one before leaves, so those before are made first."""
        with language(self._spoken), rows_of(**self._rows):
            while len(self._made) <= place:
                act, stage = self._acts[len(self._made)]
                before = self._made[-1] if self._made else None
                self._made.append(player_of(act)(act, stage, before))
        return self._made[place]
