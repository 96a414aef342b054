"""A small account: a title, and rows of words with a number each."""

from dataclasses import dataclass

from scenes.stage import palette
from scenes.stage.panel import Panel
from scenes.stage.typeface import SMALL, Type, enlarged

TITLE = Type("words", SMALL, 600)
WORDS = Type("words", SMALL)
NUMBER = Type("code", SMALL)
PITCH = 36
HEAD = 62
LINE = 24  # from a line of the title to the next


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
        self._pitch = max(PITCH, 22 * enlarged())

    def draw(self, canvas):
        self.draw_still(canvas, (self.title, self.rows))

    def paint_still(self, canvas):
        box = self.box
        lines = _in_lines(self.title, box.width - 40)
        for index, line in enumerate(lines):
            title, kind = TITLE.fitted(line, box.width - 40, least=SMALL)
            baseline = box.top + 36 + index * LINE
            canvas.text(title, box.left + 20, baseline, kind, palette.POINTED)
        head = max(HEAD + 12, 36 + self._pitch) + (len(lines) - 1) * LINE
        for index, row in enumerate(self.rows):
            baseline = box.top + head + index * self._pitch
            room = box.width - 50 - NUMBER.width(row.number)
            words, kind = WORDS.fitted(row.words, room, least=SMALL)
            canvas.text(
                words,
                box.left + 20,
                baseline,
                kind,
                palette.TEXT if row.lit else palette.QUIET,
            )
            canvas.text(
                row.number,
                box.right - 20,
                baseline,
                NUMBER,
                palette.TEXT if row.lit else palette.QUIET,
                align="right",
            )


def _in_lines(title, width):
    """A title in one line, or in two where it is too wide: a name of the code
    is parted after an underscore."""
    if TITLE.width(title) <= width:
        return [title]
    parting = "_" if "_" in title else " "
    ends = [at + 1 for at, letter in enumerate(title) if letter == parting]
    fits = [at for at in ends if TITLE.width(title[:at]) <= width]
    return [title[: fits[-1]], title[fits[-1] :]] if fits else [title]
