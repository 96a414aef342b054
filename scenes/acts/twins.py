"""The same step for two digits, side by side on one stage."""

import numpy as np

from scenes import words as wording
from scenes.acts.columns import common_span
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.words.numbers import written
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane

SIDE = 250   # of an image, in design pixels
LARGE = 420  # of an image while it is all there is to see


class Twins(ActPlayer):
    """Left the digit that is read right, right the one read wrong; in
    each half the image, and beside it the column of this step."""

    def build(self):
        options = self.act.options
        self.shows = options["shows"]
        width = self.stage.width / 2
        self.halves = [Box(self.stage.left + k * (width + 20), self.stage.top,
                           width - 20, self.stage.height) for k in range(2)]
        side = LARGE if self.shows == "images" else SIDE
        for half, image, name in zip(self.halves, options["images"],
                                     wording.twins_names()):
            left = half.left + (half.width - side) / 2 \
                if self.shows == "images" else half.left
            self.bring(MatrixPlane(
                image, Box(left, half.top + 44, side, side), name=name,
                source=image.name, thickness=0), image)
        if self.shows != "images":
            self._build_columns(self.act)
        self._build_answers()
        self._build_totals()

    def _build_columns(self, act):
        shown = self.act.options.get("pulls") or act.operands
        arrays = [value.array.ravel() for value in shown]
        self.count = len(arrays[0])
        span = common_span(*arrays)
        name = act.result_name if self.shows != "parting" \
            else wording.pull(*act.options["rivals"])
        high = min(self.stage.height - 70, 54 * self.count)
        self.columns = [
            self.bring(Bars(column, Box(half.left + SIDE + 40, half.top + 44,
                                       half.width - SIDE - 60, high),
                            name=name, span=span),
                       value if self.shows != "parting" else None)
            for half, column, value in zip(self.halves, shown, act.operands)]

    def _build_answers(self):
        self.answers = []
        for half, answer in zip(self.halves,
                                self.act.options.get("answers", ())):
            right = answer == self.act.options["answers"][0]
            self.answers.append(self.bring(Label(
                str(answer), Box(half.left, half.top + SIDE + 60, SIDE, 200),
                size=180, weight=600,
                color=palette.AMBER if right else palette.TEXT)))
            self.answers.append(self.bring(Label(
                "right" if right else "wrong",
                Box(half.left, half.top + SIDE + 250, SIDE, 30), size=20,
                color=palette.AMBER if right else palette.TEXT)))

    def _build_totals(self):
        self.totals = []
        for half, total in zip(self.halves,
                               self.act.options.get("totals", ())):
            right, wrong = self.act.options["rivals"]
            box = Box(half.left, half.top + SIDE + 70, SIDE + 20, 30)
            for drop, text, size in (
                    (0, "all, with the biases:", 18),
                    (34, written(total, "+.3f"), 26),
                    (74, f"so {wrong if total > 0 else right} wins", 22)):
                color = palette.TEXT if size == 26 else palette.QUIET
                self.totals.append(self.bring(Label(
                    text, Box(box.left, box.top + drop, box.width, 30),
                    size=size, align="left", color=color)))

    def move(self, time):
        if self.shows == "images":
            return
        grown = np.array([ease(time, ENTER * 0.6 + 1.4 * k / self.count,
                               ENTER * 0.6 + 0.5 + 1.4 * k / self.count)
                          for k in range(self.count)])
        late = time > ENTER + 1.8
        for column in self.columns:
            column.grown = grown
            column.focus = self.act.options["focus"] if late else None
        for column, answer in zip(self.columns,
                                  self.act.options.get("answers", ())):
            column.winner = answer if late else None
        for label in (*self.answers, *self.totals):
            label.set_opacity(ease(time, ENTER + 1.8, ENTER + 2.5))

    def words(self, time):
        if self.shows not in ("column", "parting") or time < ENTER + 1.8:
            return ""
        arrays = [column.values.array for column in self.columns]
        if self.shows == "parting":
            return wording.parting_turn(self.act.options["focus"], arrays)
        return wording.twins_apart(self.act.result_name, self.count,
                                   self.act.options["focus"], *arrays)
