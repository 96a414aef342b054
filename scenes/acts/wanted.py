"""What the network said, and the right answer that slides in next to it."""

import numpy as np

from scenes.acts.columns import column_box
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.reading import shapes as arrange
from scenes.stage.bars import Bars
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.words import lessons as words_of

SIDE = 360         # of the image
SLIDES = ENTER + 2.4, ENTER + 3.4  # seconds between which the answer comes
FAR = 140          # how far from the right, in design pixels


class Wanted(ActPlayer):
    """The image and the outputs that it led to, then the right answer."""

    def build(self):
        output, wanted = self.act.operands
        self.is_opening = not self.entrances.leaving
        self.answers = [int(np.argmax(value.array))
                        for value in (output, wanted)]
        stage, count = self.stage, output.array.size
        # Where an image stands at the right already, nothing has to cross.
        left, *places = (20, 0.4, 0.88) if self.is_opening else (1400, 0, 0.5)
        beside, self.home = (column_box(stage, place, count)
                             for place in places)
        picture = self.act.options["picture"]
        self.standing = []
        if picture is not None:
            self.standing.append(self.bring(MatrixPlane(
                picture, Box(stage.left + left, self.home.top, SIDE, SIDE),
                name=picture.name,
                note=arrange.shape_note(picture.shape)), picture))
        self.output, self.wanted = (
            self.bring(Bars(value, box, name=value.name), value)
            for value, box in ((output, beside), (wanted, self.home)))
        self.standing.append(self.output)

    def move(self, time):
        if self.is_opening:  # no film begins with an empty frame
            for part in self.standing:
                part.set_opacity(1.0)
        come = ease(time, *SLIDES)
        home = self.home
        self.wanted.place(Box(mix(home.left + FAR, home.left, come), home.top,
                              home.width, home.height))
        self.wanted.set_opacity(come)
        read, right = self.answers
        self.output.focus = read if time >= ENTER else None
        self.wanted.focus = right if come >= 1 else None

    def words(self, time):
        if time < SLIDES[0]:
            return ""
        return words_of.wanted(self.wanted.values.array.size,
                               self.answers[1])
