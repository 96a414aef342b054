"""What a learning step changed in the answer, beside the image."""

from scenes import words as wording
from scenes.acts.compare import LIT, Compare
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane

SIDE = 250      # of the image
ROOM = SIDE + 60
ANSWER = 130    # size of an answer


class Mended(Compare):
    """Compare, with the image and both answers at the right; the rows of
    both rivals are lit."""

    def build(self):
        whole = self.stage
        self.stage = Box(whole.left, whole.top, whole.width - ROOM,
                         whole.height)
        super().build()
        self.stage = whole
        options, left = self.act.options, whole.right - SIDE
        top = whole.top + 60
        image = options["image"]
        self.bring(MatrixPlane(
            image, Box(left, top, SIDE, SIDE),
            name=wording.twins_names()[1], source=image.name, thickness=0),
            image)
        before, after = options["answers"]
        place = Box(left, top + SIDE + 24, SIDE, 170)
        is_right = after == options["right"]
        self.before = self._answer(before, place, "left", palette.TEXT)
        self.after = [
            self._answer(after, place, "right", palette.AMBER if is_right
                         else palette.TEXT),
            self.bring(Label("→", place, size=44))]

    def _answer(self, digit, box, align, color):
        return self.bring(Label(str(digit), box, size=ANSWER, weight=600,
                                color=color, align=align))

    def move(self, time):
        super().move(time)
        for column in self.columns:
            column.beside = self.act.options["answers"][0] if time > LIT \
                else None
        for label in self.after:
            label.set_opacity(ease(time, LIT, LIT + 0.7))

    def words(self, time):
        if time <= LIT:
            return ""
        options = self.act.options
        return wording.rise_and_fall(options["label"], options["answers"][0],
                                     self.columns[2].values.array)
