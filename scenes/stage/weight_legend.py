"""What lines of weights mean: a strip as wide as they are, with its ends."""

import numpy as np

from scenes.stage import palette
from scenes.stage.legend import ENDS, ROOM, Legend
from scenes.stage.plane import NOTE
from scenes.stage.weight_lines import widths

BESIDE = 10  # from an end to the strip, in design pixels
APART = 8, 20  # from an end to the other above the strip: least, most
RISE, LEADING = 8, 22  # of an end above the strip, of one above the other
ABOVE = 60  # the highest that a legend reaches above its strip


class WeightLegend(Legend):
    """What colour and width of lines mean: a strip as wide as the lines.

    The two ends stand beside the strip; where there is no room for that,
    above it, side by side or one above the other; else they are left out.

    Args:
        scale: a palette.Scale.
        box: of the strip, a Box in design pixels.
        note: in words, below.
        room: how wide it may be with its ends, in design pixels, about the
            middle of the strip; None: as wide as it is.
    """

    def __init__(self, scale, box, *, note="", room=None):
        super().__init__(scale, box)
        self.note = note
        self.room = room

    def draw(self, canvas):
        box = self.box
        canvas.cached(
            (self.color_scale, self.room),
            box.left - ROOM,
            box.top - ABOVE,
            box.width + 2 * ROOM,
            ABOVE + 30,
            self._paint,
        )
        if self._larger > 1:
            return  # names of layers stand below it
        canvas.text(
            self.note,
            box.left + box.width / 2,
            box.top + box.height / 2 + 29,
            NOTE,
            palette.QUIET,
            align="middle",
            opacity=self.words_opacity,
        )

    def _paint(self, canvas):
        box, scale = self.box, self.color_scale
        limit = scale.limit
        middle = box.top + box.height / 2
        count = int(box.width)
        values = 4 * np.linspace(-limit / 4, limit / 4, count)  # no overflow
        for k, (color, width) in enumerate(
            zip(scale.colors(values), widths(values, scale))
        ):
            canvas.rectangle(
                box.left + k * box.width / count,
                middle - width / 2,
                box.width / count + 0.5,
                float(width),
                fill="#" + bytes(color[:3]).hex(),
            )
        self._write_ends_in_room(canvas, middle + 5)

    def _write_ends_in_room(self, canvas, baseline):
        box, room = self.box, self.room
        if self._larger > 1:
            canvas.text(
                self.range,
                box.left + box.width / 2,
                box.top - RISE,
                ENDS,
                palette.QUIET,
                align="middle",
            )
            return
        low, high = (ENDS.width(end) for end in self.ends)
        if room is None or box.width + 2 * (max(low, high) + BESIDE) <= room:
            self.write_ends(canvas, baseline)
            return
        middle, above = box.left + box.width / 2, box.top - RISE
        apart = min(room - low - high, APART[1])
        if apart >= APART[0]:
            left = middle - (low + apart + high) / 2
            places = [(left, above), (left + low + apart, above)]
        elif max(low, high) <= room:  # the greater one above
            places = [(middle - low / 2, above), (middle - high / 2, above - LEADING)]
        else:
            return
        for end, place in zip(self.ends, places):
            canvas.text(end, *place, ENDS, palette.QUIET)
