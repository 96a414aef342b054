"""The same column before and after: what learning changed."""

import numpy as np

from scenes import words as wording
from scenes.acts.columns import NOTE, column_box, common_span
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.acts.derived import difference
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.words.numbers import Writer
from scenes.stage.part import Box, ease
from scenes.words import telling as words_of

LIT = ENTER + 3.2  # second at which what was to be learnt is lit


class Compare(ActPlayer):
    """Bars before, bars after, and their difference on a scale of its own."""

    def build(self):
        before, after = self.act.operands
        is_here = self.entrances.stood(after)
        arrays = [value.array.ravel().astype(float)
                  for value in (before, after)]
        self.count = len(arrays[0])
        span = common_span(*arrays)
        columns = (
            (before, f"{before.name}, before", span, before),
            (after, f"{after.name}, after one step", span, after),
            (difference(after, before, name="after − before",
                        expression="after - before"),
             "after − before", None, None))
        self.columns = [
            self.bring(Bars(shown, column_box(
                self.stage, place, self.count, foot=NOTE), name=name,
                span=room), value)
            for place, (shown, name, room, value) in zip((0, 0.5, 1),
                                                         columns)]
        # What stands already stays, and what it was before grows beside it.
        self.growing = (self.columns[0 if is_here else 1], self.columns[2])
        for column in self.columns[:2]:
            column.write = Writer(".5f", signed=False)
        self.columns[2].write = Writer(".5f", signed=True)
        box = self.columns[2].box
        self.bring(Label(words_of.own_scale(), Box(
            box.left + 60, box.bottom, box.width - 60, 30), size=16,
            align="left"))

    def move(self, time):
        for column, start in zip(self.growing, (ENTER, ENTER + 1.6)):
            column.grown = np.array([ease(time, start + 0.08 * k, start + 0.6
                                          + 0.08 * k)
                                     for k in range(self.count)])
        label = self.act.options["label"]
        for column in self.columns:
            column.focus = label if time > LIT else None

    def words(self, time):
        if time <= LIT:
            return ""
        label = self.act.options["label"]
        before, after = (column.write(column.values.array[label])
                         for column in self.columns[:2])
        return wording.change_of_one(self.act.result_name, self.count, label,
                                     before, after)
