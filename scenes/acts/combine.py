"""Two columns of the same length, bar by bar: subtract, multiply, add."""

from dataclasses import replace

import numpy as np

from scenes import wording
from scenes.acts.columns import column_box, common_span
from scenes.acts.player import ActPlayer
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease


class Combine(ActPlayer):
    """left sign right = result, for each row the same."""

    def build(self):
        left, right = self.act.operands
        arrays = [value.array.ravel().astype(float)
                  for value in (left, right, self.act.result)]
        self.count = len(arrays[0])
        self.sign = self.act.options["sign"]
        # Sums and differences are lengths on one scale; products are not.
        alike = self.sign in "+−" and all(map(np.all, map(np.isfinite,
                                                          arrays)))
        span = common_span(*arrays) if alike else None
        names = (wording.code(left.name or left.expression),
                 wording.code(right.name or right.expression),
                 self.act.result_name)
        values = (left, right, self.act.result)
        self.columns = [
            self.bring(Bars(array, column_box(self.stage, place, self.count),
                            name=name, span=span), value)
            for array, place, name, value in zip(arrays, (0, 0.5, 1), names,
                                                 values)]
        if alike:
            self._write_alike()
        first, second, _ = (column.box for column in self.columns)
        middle = first.top + first.height / 2 - 40
        for box, text in ((first, self.sign), (second, "=")):
            self.bring(Label(text, Box(box.right + 48, middle, 80, 80),
                             size=48))

    def _write_alike(self):
        """As many decimals in all columns as the finest has."""
        decimals = [column for column in self.columns
                    if column.write.form.endswith("f")]
        finest = max((column.write.form for column in decimals), default="")
        for column in decimals:
            column.write = replace(column.write, form=finest)

    def move(self, time):
        index, _ = self.turns.at(time)
        playing = self.turns.playing(time)
        self.columns[2].grown = np.array([
            ease(share, 0.3, 0.85) for share in self.turns.shares(time)])
        for column in self.columns:
            column.focus = index if playing else None

    def turn_words(self, index):
        left, right, result = (column.write(column.values.array[index])
                               for column in self.columns)
        return wording.combine_turn(self.act.options["target"], self.count,
                                    index, left, self.sign, right, result)
