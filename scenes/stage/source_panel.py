"""The source that runs: its line, with some around it, and its sub-expression lit.

Of a function those lines are shown that stand around the statement that runs;
where another runs, they are moved up or down.
"""

from dataclasses import dataclass
from functools import lru_cache

from pygments.lexers import PythonLexer
from pygments.token import Token

from scenes.stage import palette
from scenes.stage.line_window import CUT, window
from scenes.stage.panel import Panel
from scenes.stage.part import Box, mix
from scenes.stage.typeface import Type

SIZE = 20.0  # of all that is written on it, in design pixels
CODE = Type("code", SIZE)
RIGHT, TOP, WIDEST = 1884, 30, 1032
EDGE = 14  # design pixels between the code and the panel's right
LEFT, GUTTER = 84, 66  # of the code, and of the ends of the lines' numbers
PITCH, HEAD, FOOT = 28, 36, 38  # from line to line; room above and below
AROUND = 3  # lines that are shown around a statement of one line,
LEAST, MOST = 4, 8  # and how many at least and at most
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
        rows: how many lines there is room for.
        width: of the panel, in design pixels.

    Attributes to change while it plays:
        statement: (first, last) line numbers of what is running, or None.
        mark: (line, column, end_line, end_column) of the sub-expression that
            is computed, lines from 1 and columns from 0, or None.
        shapes: the shapes put into the sub-expression, below the listing.
        first: how many lines of the listing are above those that are shown;
            a fraction while they move.
        words_opacity: of all that is written on it.
    """

    size, pitch = SIZE, PITCH

    def __init__(self, listing, *, rows=MOST, width=WIDEST):
        self.listing, self.rows = listing, rows
        self.height_alone = HEAD + FOOT + PITCH * rows
        super().__init__(Box(RIGHT - width, TOP, width, self.height_alone))
        self.statement = None
        self.mark = None
        self.shapes = ""
        self.first = 0.0

    def first_of(self, statement, mark=None):
        """How many lines are above those shown while a statement runs: one
        before it if there is room, and all that is marked.

        Args:
            statement, mark: as the attributes.
        """
        numbers = [number for number, text in self.listing.lines if text is not None]
        most = max(len(self.listing.lines) - self.rows, 0)
        if statement is None or not numbers:
            return 0.0
        rows = [
            row
            for row, (number, text) in enumerate(self.listing.lines)
            if text is not None and statement[0] <= number <= statement[1]
        ]
        if not rows:
            return 0.0
        first = rows[0] - (len(rows) < self.rows)
        if mark is not None:
            last = sum(number <= mark[2] for number, _ in self.listing.lines) - 1
            first = max(first, last - self.rows + 1)
        return float(min(max(first, 0), most))

    @property
    def code_left(self):
        """The x of column 0 of the file, left of what all lines indent."""
        indent = min(
            (len(text) - len(text.lstrip()) for _, text in self.listing.lines if text),
            default=0,
        )
        return self.box.left + LEFT - indent * self.advance

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
        bare = text.split("  #")[0].rstrip()
        if bare and self.width(text) > room >= self.width(bare):
            text = bare  # rather without its comment than cut
        return window(text, room, self.width, self._marked(number, text))

    def baseline(self, row):
        """The baseline of the row-th line of the listing."""
        return self.box.top + HEAD + 22 + (row - self.first) * self.pitch

    def draw(self, canvas):
        if self.words_opacity >= 1 and self.first == int(self.first):
            lit = self.statement, self.mark, self.shapes, self.first
            self.draw_still(canvas, (self.listing, *lit))
            return
        box = self.box
        self.draw_ground(canvas)
        with canvas.faded(self.words_opacity, box.left, box.top, box.width, box.height):
            self.paint_still(canvas)

    def paint_still(self, canvas):
        box = self.box
        function, kind = CODE.fitted(self.listing.function, box.width * 0.5, least=SIZE)
        canvas.text(
            function, box.right - 20, box.top + 29, kind, palette.PURPLE, align="right"
        )
        room = box.width - 80 - kind.width(function)
        file, kind = CODE.fitted(self.listing.file, room, least=SIZE)
        canvas.text(file, box.left + 20, box.top + 29, kind, palette.QUIET)
        for row, (number, text) in enumerate(self.listing.lines):
            beyond = max(self.first - row, row - self.first - self.rows + 1, 0.0)
            if beyond < 0.5:  # gone before it comes to what stands there
                self._paint_line(canvas, row, number, text, 1 - 2 * beyond)
        shapes, kind = CODE.fitted(self.shapes, box.width - 64, least=SIZE)
        bottom = box.top + self.height_alone
        end = box.left + 20 + kind.width(shapes)
        canvas.text(shapes, box.left + 20, bottom - 13, kind, palette.POINTED)
        if end + 40 + CODE.width(self.listing.note) < box.right - 20:
            canvas.text(
                self.listing.note,
                box.right - 20,
                bottom - 13,
                CODE,
                palette.QUIET,
                align="right",
            )

    def _paint_line(self, canvas, row, number, text, opacity):
        """Args:
        opacity: 0..1; less than 1 of a line that comes or goes."""
        baseline, end = self.baseline(row), self.box.left + GUTTER
        if text is None:
            canvas.text(
                "…", end, baseline, CODE, palette.QUIET, align="right", opacity=opacity
            )
            return
        lit = (
            self.statement is not None
            and self.statement[0] <= number <= self.statement[1]
        )
        if lit:
            canvas.rectangle(
                self.box.left + 10,
                baseline - self.pitch * 0.74,
                self.box.width - 20,
                self.pitch,
                fill=palette.POINTED,
                opacity=0.08 * opacity,
                radius=4,
            )
        self._paint_mark(canvas, number, text, baseline, opacity)
        canvas.text(
            str(number),
            end,
            baseline,
            CODE,
            palette.POINTED if lit else palette.QUIET,
            align="right",
            opacity=opacity,
        )
        self._paint_code(canvas, number, text, baseline, lit, opacity)

    def _paint_code(self, canvas, number, text, baseline, lit, opacity):
        start, end = self._marked(number, text)
        shown = self.window(number, text)
        for column, piece, color in _tokens(text):
            # On the colour of the mark coloured code would be hard to read.
            shade = (
                palette.TEXT
                if start <= column < end
                else color or (palette.TEXT if lit else palette.CODE)
            )
            before = max(shown.first - column, 0)
            piece = piece[before : max(shown.last - column, 0)]
            x = self.code_left + shown.at(column + before)
            canvas.text(piece, x, baseline, CODE, shade, opacity=opacity)
        for x in shown.cuts():
            canvas.text(
                CUT, self.code_left + x, baseline, CODE, palette.QUIET, opacity=opacity
            )

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

    def _paint_mark(self, canvas, number, text, baseline, opacity):
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
            fill=palette.POINTED,
            opacity=0.25 * opacity,
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
        panel.place(Box(panel.box.left, TOP, panel.box.width, height))


def kind_of(token):
    """Which of the KINDS, that have a colour, a token of Pygments is, or
    ""."""
    return next((kind for family, kind in KINDS if token in family), "")


def room_for(listings, spans):
    """(rows, width) that panels need for all of some listings, as SourcePanel
    has them.

    Args:
        listings: Listings.
        spans: how many lines each of the statements has that run in them.
    """
    most = max((len(one.lines) for one in listings), default=0)
    rows = min(max((*spans, 1)) + (AROUND if max((*spans, 1)) == 1 else 2), most)
    longest = max(map(_longest, listings), default=0.0)
    width = LEFT + longest * SIZE + EDGE + 10
    return min(max(rows, LEAST), MOST), min(max(width, WIDEST * 0.6), WIDEST)


def _longest(listing):
    """The width of a listing's longest line, without comments and what all
    lines indent, by the size of the type."""
    bare = [(text or "").split("  #")[0].rstrip() for _, text in listing.lines]
    indent = min((len(one) - len(one.lstrip()) for one in bare if one), default=0)
    return max((Type("code", 1).width(one[indent:]) for one in bare), default=0.0)


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
