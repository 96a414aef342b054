"""How the films of learning end: what changed, and what it was for."""

import numpy as np

from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.reading import shapes as arrange
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.words.numbers import Writer, written
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.reading.extremes import change_of, furthest
from scenes.words import lessons as words_of

APART, TELLS = 70, 0.5   # between matrices; seconds from one to the next
BROAD, WIDE, NARROW = 720, 380, 220  # room for sheets, a matrix, a column
HIGH = 240
NAMES, BELOW = 40, 150   # room for a name above, for the counts below
NOTE = 30
SIDE = 360               # of the image
COLUMN = 46              # width of a column


class Ending(ActPlayer):
    """What was changed in place, small, and how many values of it."""

    def build(self):
        self.labels = []
        changed = self.act.options["changed"]
        boxes = _boxes([new for _, new in changed], self.stage)
        for (old, new), box in zip(changed, boxes):
            self._build_matrix(new, box)
            self._build_count(change_of(old.array, new.array), box)
        self.bring(Label(
            words_of.own_colors(len(changed) - len(boxes)),
            Box(self.stage.left, boxes[-1].bottom + BELOW, 700, NOTE),
            size=16, align="left"))

    def _build_matrix(self, value, box):
        if arrange.is_rack(value.shape):
            part = Rack(value, Box(
                box.left, box.top + box.height / 6, box.width,
                box.height * 5 / 8), name=value.name,
                note=arrange.shape_note(value.shape))
        else:
            wide = COLUMN if arrange.is_column(value.shape) else box.width
            part = MatrixPlane(
                value, Box(box.left, box.top, wide, box.height), numbers=False,
                name=value.name, source=value.name)
        self.bring(part, value)

    def _build_count(self, change, box):
        most = change.ravel()[furthest(change)]
        texts = (words_of.changed(int(np.count_nonzero(change)),
                                  change.size),
                 "" if np.isnan(most) or most == 0
                 else words_of.largest(written(most, "+.3g")))
        self.labels.append([self.bring(Label(
            text, Box(box.left, box.bottom + 30 + 34 * row, box.width, 30),
            size=18, align="left", color=color)) for row, (text, color) in
            enumerate(zip(texts, (palette.TEXT, palette.QUIET)))])

    def move(self, time):
        for place, labels in enumerate(self.labels):
            for label in labels:
                start = ENTER + place * TELLS
                label.set_opacity(ease(time, start, start + TELLS))


def _boxes(values, stage):
    """Boxes for matrices beside one another, or less high in two rows.

    Of very many the last get none.
    """
    widths = [BROAD if arrange.is_rack(value.shape)
              else NARROW if arrange.is_column(value.shape) else WIDE
              for value in values]
    boxes = _row(widths, stage, stage.top + 110, HIGH)
    if len(boxes) < len(widths):
        boxes = _two_rows(widths, stage)
    if len(boxes) < len(widths):
        boxes = _two_rows([WIDE if width == BROAD else NARROW
                           for width in widths], stage)
    return boxes


def _two_rows(widths, stage):
    top, pitch = stage.top + NAMES, (stage.height - NAMES - NOTE) / 2
    half = (len(widths) + 1) // 2
    upper = _row(widths[:half], stage, top, pitch - BELOW)
    return upper + _row(widths[len(upper):], stage, top + pitch,
                        pitch - BELOW)


def _row(widths, stage, top, high):
    """A Box for each width, as many as there is room for."""
    boxes, left = [], stage.left
    for width in widths:
        if left + width > stage.right:
            break
        boxes.append(Box(left, top, width, high))
        left += width + APART
    return boxes


class Lesson(ActPlayer):
    """The image, what was read before, and what is read now."""

    def build(self):
        before, now = self.act.operands
        picture = self.act.options["picture"]
        stage, top = self.stage, self.stage.top + 70
        if picture is not None:
            self.bring(MatrixPlane(
                picture, Box(stage.left + 60, top, SIDE, SIDE),
                name=picture.name,
                note=arrange.shape_note(picture.shape)), picture)
        label = self.act.options["label"]
        self.answers = [
            self._build_answer(value, label, when, Box(
                stage.left + 640 + place * 640, top, 400, SIDE))
            for place, (value, when) in enumerate(
                ((before, "before"), (now, "now")))]
        self.arrow = self.bring(Label("→", Box(
            stage.left + 1060, top + 100, 160, 120), size=70))

    def _build_answer(self, value, label, when, box):
        """What was read, large; below it, of the digit to be learnt."""
        values = value.array.ravel()
        amount = Writer(".5f", signed=False)(values[label])
        color = palette.AMBER if when == "now" else palette.TEXT
        return [self.bring(Label(text, Box(
            box.left, box.top + down, box.width, high), size=size,
            color=ink, family=family, weight=weight))
            for text, down, high, size, ink, family, weight in (
                (words_of.when(when), 0, 40, 24, palette.QUIET, "words", 500),
                (str(int(values.argmax())), 50, 220, 190, color, "words",
                 600),
                (f"{value.name}[{label}] = {amount}", 300, 40, 24,
                 palette.TEXT, "code", 500))]

    def move(self, time):
        for part in (self.arrow, *self.answers[1]):
            part.set_opacity(ease(time, ENTER + 0.6, ENTER + 1.4))
