"""argmax: every value is looked at, the largest is kept, its index named."""

from functools import cached_property

import numpy as np

from scenes import wording
from scenes.acts.live_words import is_read_in, said_at
from scenes.acts.player import ActPlayer
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane


class Pick(ActPlayer):
    """The index of the largest (argmax) or smallest (argmin) of a column."""

    def build(self):
        value = self.act.operands[0]
        self.values = value.array.ravel()
        self.count = len(self.values)
        self.answer = self.act.options["answer"]
        self.best = self._best_so_far()
        stage = self.stage
        high = min(stage.height - 60, 54 * self.count)
        self.bars = self.bring(Bars(
            value, Box(stage.left + 120, stage.top + 60, 860, high),
            name=value.name), value)
        middle = stage.top + 60 + high / 2
        picture = self.act.options["picture"]
        left = stage.left + (1100 if picture is None else 1390)
        if picture is not None:
            self.bring(MatrixPlane(
                picture,
                Box(stage.left + 1080, middle - 150, 300, 300),
                name=picture.name, thickness=0), picture)
        self.digit = self.bring(Label(
            str(self.answer), Box(left, middle - 170, 400, 320),
            size=300, color=palette.AMBER, weight=600), self.act.result)
        self.line = self.bring(Label(
            f"{self.act.result_name} = {self.answer}",
            Box(left, middle + 170, 400, 50), size=26,
            color=palette.TEXT, family="code"))

    def _best_so_far(self):
        """The index of the best of the first k + 1 values, for each k."""
        pick = np.argmax if self.act.operations[0].function == "argmax" \
            else np.argmin
        return [int(pick(self.values[:k + 1])) for k in range(self.count)]

    def move(self, time):
        index, _ = self.turns.at(time)
        done = time >= self.turns.end
        self.bars.focus = index if self.turns.playing(time) else None
        self.bars.winner = self.answer if done else None
        self.digit.set_opacity(ease(time, self.turns.end,
                                    self.turns.end + 0.9))
        self.line.set_opacity(ease(time, self.turns.end + 0.5,
                                   self.turns.end + 1.2))

    def words(self, time):
        return said_at(self._told, time)

    @cached_property
    def _told(self):
        """What is told from when on: each value that stays the best long
        enough to be read of, then the answer."""
        told, starts = [], self.turns.starts.tolist()
        for best in dict.fromkeys(self.best):
            first = self.best.index(best)
            after = first + self.best.count(best)
            end = starts[after] if after < self.count else self.turns.end
            words = wording.pick_turn(
                self.act.operations[0].function, self.act.operands[0].name,
                self.count, best, self.bars.write(self.values[best]))
            told.append((starts[first], words if is_read_in(
                (end - starts[first]) * self.act.haste, words) else ""))
        return (*told, (self.turns.end, wording.picked(
            self.answer, self.bars.write(self.values[self.answer]))))
