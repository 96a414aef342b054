"""A small account: a title, and rows of words with a number each."""

from dataclasses import dataclass

from scenes.stage import palette
from scenes.stage.panel import Panel
from scenes.stage.typeface import Type

TITLE = Type("words", 20, 600)
WORDS = Type("words", 17)
NUMBER = Type("code", 18)
PITCH = 36
HEAD = 62


@dataclass(frozen=True)
class Row:
    """A row of an Account: words, and a number that may not be there yet."""

    words: str
    number: str = ""
    lit: bool = False


class Account(Panel):
    """Rows of words and numbers in a panel.

    Args:
        box: a Box in design pixels.

    Attributes to change while it plays:
        title: at the top.
        rows: a tuple of Row.
    """

    def __init__(self, box, *, title="", rows=()):
        super().__init__(box)
        self.title = title
        self.rows = rows

    def draw(self, canvas):
        self.draw_still(canvas, (self.title, self.rows))

    def paint_still(self, canvas):
        box = self.box
        title, kind = TITLE.fitted(self.title, box.width - 40)
        canvas.text(title, box.left + 20, box.top + 36, kind, palette.AMBER)
        for index, row in enumerate(self.rows):
            baseline = box.top + HEAD + 12 + index * PITCH
            room = box.width - 50 - NUMBER.width(row.number)
            words, kind = WORDS.fitted(row.words, room)
            canvas.text(words, box.left + 20, baseline, kind,
                        palette.TEXT if row.lit else palette.QUIET)
            canvas.text(row.number, box.right - 20, baseline, NUMBER,
                        palette.TEXT if row.lit else palette.QUIET,
                        align="right")
