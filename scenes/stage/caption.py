"""The step in plain words, at the top left."""

from scenes.arrays.line_breaks import words_of
from scenes.stage import palette
from scenes.stage.part import Box, Part, mix
from scenes.stage.typeface import LARGE, MIDDLE, Type

TITLE = Type("words", LARGE, 600)
WORDS = Type("words", MIDDLE, 400)
PITCH = 33  # from one line of explanation to the next
SLIDE = 24  # design pixels that a new text comes from the left
FAINTEST = 0.5  # opacity that it comes with


class Caption(Part):
    """A title of one or two lines, and a few lines of explanation.

    Attributes to change while it plays:
        title: what happens, in plain words.
        words: the explanation; "\\n" starts a new paragraph. The first is
            quieter than the others, which say what happens now.
        title_share, words_share: how far each has slid in, 0..1; at 0 it is
            to be read already, but half faded.
    """

    def __init__(self, title="", words="", box=Box(48, 36, 750, 290)):
        super().__init__(box)
        self.title = title
        self.words = words
        self.title_share = 1.0
        self.words_share = 1.0

    def draw(self, canvas):
        title = tuple(wrapped(self.title, TITLE, self.box.width))
        lead, _, live = self.words.partition("\n")
        lead = tuple(wrapped(lead, WORDS, self.box.width))
        live = tuple(
            line
            for paragraph in live.split("\n")
            for line in wrapped(paragraph, WORDS, self.box.width)
        )
        below = self.box.top + 44 + 46 * len(title)
        self._draw_lines(
            canvas, title, TITLE, palette.TEXT, 46, self.box.top + 42, self.title_share
        )
        self._draw_lines(
            canvas, lead, WORDS, palette.QUIET, PITCH, below, self.words_share
        )
        self._draw_lines(
            canvas,
            live,
            WORDS,
            palette.TEXT,
            PITCH,
            below + PITCH * len(lead),
            self.words_share,
        )

    def _draw_lines(self, canvas, lines, kind, color, pitch, baseline, share):
        if not lines:
            return
        box, left = self.box, self.box.left - SLIDE * (1 - share)

        def paint(aside):
            for row, line in enumerate(lines):
                aside.text(line, left, baseline + row * pitch, kind, color)

        area = left, box.top, box.width + 20, box.height
        with canvas.faded(mix(FAINTEST, 1.0, share), *area):
            canvas.cached((lines, kind, color, baseline - box.top), *area, paint)


def wrapped(text, kind, width):
    """Break a text into lines no wider than `width` design pixels: between
    words, and between Chinese characters."""
    lines, line = [], ""
    for space, word in words_of(text):
        longer = f"{line}{space}{word}" if line else word
        if line and kind.width(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return lines + [line] if line else lines
