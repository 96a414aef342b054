"""The step in plain words, at the top left."""

from scenes.stage import palette
from scenes.stage.part import Box, Part, mix
from scenes.stage.typeface import Type

TITLE = Type("words", 36, 600)
WORDS = Type("words", 22, 400)
SLIDE = 24      # design pixels that a new text comes from the left
FAINTEST = 0.5  # opacity that it comes with


class Caption(Part):
    """A title of one or two lines, and a few lines of explanation.

    Attributes to change while it plays:
        title: what happens, in plain words.
        words: the explanation; "\\n" starts a new line.
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
        words = tuple(line for paragraph in self.words.split("\n")
                      for line in wrapped(paragraph, WORDS, self.box.width))
        self._draw_lines(canvas, title, TITLE, palette.TEXT, 46,
                         self.box.top + 42, self.title_share)
        self._draw_lines(canvas, words, WORDS, palette.QUIET, 33,
                         self.box.top + 44 + 46 * len(title),
                         self.words_share)

    def _draw_lines(self, canvas, lines, kind, color, pitch, baseline, share):
        box, left = self.box, self.box.left - SLIDE * (1 - share)

        def paint(aside):
            for row, line in enumerate(lines):
                aside.text(line, left, baseline + row * pitch, kind, color)
        area = left, box.top, box.width + 20, box.height
        with canvas.faded(mix(FAINTEST, 1.0, share), *area):
            canvas.cached((lines, kind, baseline - box.top), *area, paint)


def wrapped(text, kind, width):
    """Break a text into lines no wider than `width` design pixels."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and kind.width(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return lines + [line] if line else lines
