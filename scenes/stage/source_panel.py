"""The source of the function that runs, its line and sub-expression lit."""

from dataclasses import dataclass
from functools import lru_cache

from pygments.lexers import PythonLexer
from pygments.token import Token

from scenes.stage import palette
from scenes.stage.line_window import CUT, window
from scenes.stage.panel import Panel
from scenes.stage.part import Box, mix
from scenes.stage.typeface import Type

NOTE = Type("code", 16)
HEAD = Type("code", 16)
SHAPES = Type("code", 17)
RIGHT, TOP, WIDEST = 1884, 30, 1032
EDGE = 14  # design pixels between the code and the panel's right
KINDS = (
    (Token.Keyword, "keyword"),
    (Token.Operator, "keyword"),
    (Token.Name.Function, "function"),
    (Token.Name.Builtin.Pseudo, "self"),
    (Token.Literal.Number, "number"),
    (Token.Comment, "comment"),
    (Token.Literal.String, "comment"),
)
COLORS = {
    "keyword": palette.KEYWORD,
    "function": palette.PURPLE,
    "self": palette.SELF,
    "number": palette.SELF,
    "comment": palette.QUIET,
}


@dataclass(frozen=True)
class Listing:
    """Lines of source to show.

    Attributes:
        file: shown above them.
        function: shown above them at the right.
        lines: (number, text) of each; a text None stands for left out lines.
        note: written at the foot, where there is room.
    """

    file: str
    function: str
    lines: tuple[tuple[int, str | None], ...]
    note: str = ""


class SourcePanel(Panel):
    """Lines of a function with their real numbers.

    Args:
        listing: a Listing.
        most_height: how high the panel may grow; the type shrinks to fit.

    Attributes to change while it plays:
        statement: (first, last) line numbers of what is running, or None.
        mark: (line, column, end_line, end_column) of the sub-expression that
            is computed, lines from 1 and columns from 0, or None.
        shapes: the shapes put into the sub-expression, below the listing.
        words_opacity: of all that is written on it.
    """

    def __init__(self, listing, *, most_height=300):
        self.listing = listing
        count = max(len(listing.lines), 1)
        longest = max((_columns(text or "") for _, text in listing.lines), default=0)
        pitch = min(30, (most_height - 98) / count)
        self.size = max(
            14, min(17, pitch / 1.28, (WIDEST - 110) / (max(longest, 1) * 0.6))
        )
        self.pitch = max(pitch, self.size * 1.2)
        self.height_alone = 98 + self.pitch * count
        super().__init__(Box(RIGHT - WIDEST, TOP, WIDEST, self.height_alone))
        self.statement = None
        self.mark = None
        self.shapes = ""

    @property
    def code_left(self):
        """The x of column 0 of the file, left of what all lines indent."""
        indent = min(
            (len(text) - len(text.lstrip()) for _, text in self.listing.lines if text),
            default=0,
        )
        return self.box.left + 78 - indent * self.advance

    @property
    def advance(self):
        """The width of one character of the code."""
        return self.size * 0.6

    def width(self, text):
        """The width of a piece of the code."""
        if text.isascii():
            return len(text) * self.advance
        return Type("code", self.size).width(text)

    def window(self, number, text):
        """The Window of a line of the listing, by its number."""
        room = self.box.right - EDGE - self.code_left
        return window(text, room, self.width, self._marked(number, text))

    def baseline(self, row):
        """The baseline of the row-th line of the listing."""
        return self.box.top + 72 + row * self.pitch

    def draw(self, canvas):
        if self.words_opacity >= 1:
            self.draw_still(
                canvas, (self.listing, self.statement, self.mark, self.shapes)
            )
            return
        box = self.box
        self.draw_ground(canvas)
        with canvas.faded(self.words_opacity, box.left, box.top, box.width, box.height):
            self.paint_still(canvas)

    def paint_still(self, canvas):
        box = self.box
        function, kind = HEAD.fitted(self.listing.function, box.width * 0.6)
        canvas.text(
            function, box.right - 20, box.top + 32, kind, palette.AMBER, align="right"
        )
        room = box.width - 80 - kind.width(function)
        file, kind = HEAD.fitted(self.listing.file, room)
        canvas.text(file, box.left + 20, box.top + 32, kind, palette.QUIET)
        for row, (number, text) in enumerate(self.listing.lines):
            self._paint_line(canvas, row, number, text)
        shapes, kind = SHAPES.fitted(self.shapes, box.width - 64)
        bottom = box.top + self.height_alone
        end = box.left + 32 + kind.width(shapes)
        canvas.text(shapes, box.left + 32, bottom - 14, kind, palette.AMBER)
        if end + 40 + NOTE.width(self.listing.note) < box.right - 20:
            canvas.text(
                self.listing.note,
                box.right - 20,
                bottom - 14,
                NOTE,
                palette.QUIET,
                align="right",
            )

    def _paint_line(self, canvas, row, number, text):
        kind, baseline = Type("code", self.size), self.baseline(row)
        if text is None:
            canvas.text(
                "…", self.box.left + 54, baseline, kind, palette.QUIET, align="right"
            )
            return
        lit = (
            self.statement is not None
            and self.statement[0] <= number <= self.statement[1]
        )
        if lit:
            canvas.rectangle(
                self.box.left + 14,
                baseline - self.pitch * 0.7,
                self.box.width - 28,
                self.pitch,
                fill=palette.AMBER,
                opacity=0.10,
                radius=4,
            )
        self._paint_mark(canvas, number, text, baseline)
        canvas.text(
            str(number),
            self.box.left + 54,
            baseline,
            Type("code", max(14, self.size - 2)),
            palette.AMBER if lit else palette.QUIET,
            align="right",
        )
        start, end = self._marked(number, text)
        shown = self.window(number, text)
        for column, piece, color in _tokens(text):
            # On the amber of the mark coloured code would be hard to read.
            shade = (
                palette.TEXT
                if start <= column < end
                else color or (palette.TEXT if lit else palette.CODE)
            )
            before = max(shown.first - column, 0)
            piece = piece[before : max(shown.last - column, 0)]
            x = self.code_left + shown.at(column + before)
            canvas.text(piece, x, baseline, kind, shade)
        for x in shown.cuts():
            canvas.text(CUT, self.code_left + x, baseline, kind, palette.QUIET)

    def _marked(self, number, text):
        """The columns of a line that the mark covers, as (start, end)."""
        if self.mark is None:
            return 0, 0
        line, column, end_line, end_column = self.mark
        if not line <= number <= end_line:
            return 0, 0
        return (
            column if number == line else len(text) - len(text.lstrip()),
            end_column if number == end_line else len(text.split("  #")[0].rstrip()),
        )

    def _paint_mark(self, canvas, number, text, baseline):
        start, end = self._marked(number, text)
        if start == end:
            return
        shown = self.window(number, text)
        left, right = shown.at(start), shown.at(end)
        canvas.rectangle(
            self.code_left + left - 3,
            baseline - self.size * 1.05,
            right - left + 6,
            self.size * 1.45,
            fill=palette.AMBER,
            opacity=0.30,
            radius=4,
        )


def pass_over(before, after, share):
    """Let one SourcePanel become another, as far as a share 0..1 says.

    What was written is gone before the other comes: no line is lit in the
    wrong text, and no two texts lie on each other. The ground is as high as
    the one that is there needs it.

    Args:
        before: the SourcePanel that goes.
        after: the one that comes, and stands alone at 1.
    """
    grows = before.height_alone < after.height_alone
    height = mix(
        before.height_alone,
        after.height_alone,
        min(2 * share, 1) if grows else max(2 * share - 1, 0),
    )
    goes = share < 0.5
    for panel, words, is_there in (
        (before, 1 - 2 * share, goes),
        (after, 2 * share - 1, not goes),
    ):
        panel.set_opacity(1.0 if is_there else 0.0)
        panel.words_opacity = max(words, 0.0)
        panel.place(Box(RIGHT - WIDEST, TOP, WIDEST, height))


def kind_of(token):
    """Which of the KINDS, that have a colour, a token of Pygments is, or
    ""."""
    return next((kind for family, kind in KINDS if token in family), "")


def _columns(text):
    """How wide a line of code is, in letters of ASCII."""
    return len(text) if text.isascii() else Type("code", 1).width(text) / 0.6


@lru_cache
def _tokens(line):
    """(column, text, colour or None) of each run of one colour in a line."""
    runs, column = [], 0
    for token, text in PythonLexer(stripnl=False).get_tokens(line):
        text = text.rstrip("\n")
        color = COLORS.get(kind_of(token))
        if text.strip():
            runs.append((column + len(text) - len(text.lstrip()), text.strip(), color))
        column += len(text)
    return tuple(runs)
