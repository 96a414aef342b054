"""The step in plain words, at the top left."""

from scenes.stage import palette
from scenes.stage.part import Box, Part
from scenes.stage.typeface import Type

TITLE = Type("words", 36, 600)
WORDS = Type("words", 22, 400)


class Caption(Part):
    """A title of one or two lines, and a few lines of explanation.

    Attributes to change while it plays:
        title: what happens, in plain words.
        words: the explanation; "\\n" starts a new line.
    """

    def __init__(self, title="", words="", box=Box(48, 36, 750, 290)):
        super().__init__(box)
        self.title = title
        self.words = words

    def draw(self, canvas):
        box = self.box
        canvas.cached((self.title, self.words), box.left, box.top,
                      box.width + 20, box.height, self._paint)

    def _paint(self, canvas):
        baseline = self.box.top + 42
        for line in wrapped(self.title, TITLE, self.box.width):
            canvas.text(line, self.box.left, baseline, TITLE, palette.TEXT)
            baseline += 46
        baseline += 2
        for paragraph in self.words.split("\n"):
            for line in wrapped(paragraph, WORDS, self.box.width):
                canvas.text(line, self.box.left, baseline, WORDS,
                            palette.QUIET)
                baseline += 33


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
