"""The source that runs: its line, with some around it, and its sub-expression lit.

Of a function those lines are shown that stand around the statement that runs;
where another runs, they are moved up or down.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from pygments.lexers import PythonLexer
from pygments.token import Token

from scenes.stage import palette
from scenes.stage.large_lines import (
    COMES,
    GAIN,
    WHOLE,
    growing,
    large_lines,
    small_place,
)
from scenes.stage.line_window import CUT, Window, window
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
        grown: 0..1: how far the statement has grown beyond the other lines,
            where there is room for it: they are gone at 1, and of a panel with
            one row all that is written around it.
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
        self.grown = 0.0

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

    def _shown(self, number, text, place):
        """The Window of a line at a Place."""
        if place.is_whole:
            return Window(text, 0, len(text), self.width)
        return self.window(number, text)

    def baseline(self, row):
        """The baseline of the row-th line of the listing."""
        return self.box.top + HEAD + 22 + (row - self.first) * self.pitch

    def draw(self, canvas):
        if self.words_opacity >= 1 and self.first == int(self.first):
            lit = self.statement, self.mark, self.shapes, self.first, self.grown
            self.draw_still(canvas, (self.listing, *lit))
            return
        box = self.box
        self.draw_ground(canvas)
        with canvas.faded(self.words_opacity, box.left, box.top, box.width, box.height):
            self.paint_still(canvas)

    def paint_still(self, canvas):
        grown = self._grown_lines()
        shown = max(1 - self.grown / COMES, 0.0) if grown and self.rows == 1 else 1.0
        self._paint_lines(canvas, grown, shown)
        self._paint_around(canvas, shown)

    def _paint_around(self, canvas, shown):
        """Write what is above and below the lines, with an opacity."""
        box = self.box
        function, kind = CODE.fitted(self.listing.function, box.width * 0.5, least=SIZE)
        canvas.text(
            function,
            box.right - 20,
            box.top + 29,
            kind,
            palette.PURPLE,
            align="right",
            opacity=shown,
        )
        room = box.width - 80 - kind.width(function)
        file, kind = CODE.fitted(self.listing.file, room, least=SIZE)
        left = box.left + 20
        canvas.text(file, left, box.top + 29, kind, palette.QUIET, opacity=shown)
        shapes, kind = CODE.fitted(self.shapes, box.width - 64, least=SIZE)
        bottom = box.top + self.height_alone
        end = left + kind.width(shapes)
        canvas.text(shapes, left, bottom - 13, kind, palette.POINTED, opacity=shown)
        if end + 40 + CODE.width(self.listing.note) < box.right - 20:
            canvas.text(
                self.listing.note,
                box.right - 20,
                bottom - 13,
                CODE,
                palette.QUIET,
                align="right",
                opacity=shown,
            )

    def _paint_lines(self, canvas, grown, numbered):
        """Args:
        grown: the Places of lines that have grown, by their numbers.
        numbered: 0..1, the opacity of their numbers."""
        away = max(1 - self.grown / COMES, 0.0) if grown else 1.0
        # What stands elsewhere in the file yet comes when the others are gone.
        comes = min(max(self.grown / COMES - 1, 0.0), 1.0)
        for row, (number, text) in enumerate(self.listing.lines):
            beyond = max(self.first - row, row - self.first - self.rows + 1, 0.0)
            there = max(1 - 2 * beyond, 0.0)  # gone before it comes to what is there
            if number in grown:
                self._paint_line(
                    canvas, number, text, grown[number], max(there, comes), numbered
                )
            elif there:
                place = self._place(row)
                self._paint_line(canvas, number, text, (place,), there * away)

    def _is_lit(self, number):
        return (
            self.statement is not None
            and self.statement[0] <= number <= self.statement[1]
        )

    def _grown_lines(self):
        """The Places of each line of the statement, by its number, while it is
        larger than the others; {} where it does not grow."""
        lit = [
            (row, number, text)
            for row, (number, text) in enumerate(self.listing.lines)
            if text is not None and self._is_lit(number)
        ]
        if not self.grown or not lit:
            return {}
        box, left = self.box, self.box.left + LEFT
        top, high = box.top + HEAD, self.rows * self.pitch
        if self.rows == 1:
            left = box.left + 20
            top, high = box.top + EDGE / 2, self.height_alone - EDGE
        room = Box(left, top, box.right - 2 * EDGE - left, high)
        bare = tuple(text.split("  #")[0].strip() for _, _, text in lit)
        is_cut = any(self._is_cut(number, text) for _, number, text in lit)
        least = self.size * (WHOLE if is_cut else GAIN)
        large = large_lines(bare, room, self.size, least)
        if large is None:
            return {}
        return {
            number: growing(
                self._place(self._inside(row, line, len(lit))),
                text,
                self.width,
                replace(large, rows=[one for one in large.rows if one.line == line]),
                self.grown,
                is_cut=is_cut,
            )
            for line, (row, number, text) in enumerate(lit)
        }

    def _place(self, row):
        """The Place of a line of the listing that has not grown."""
        return small_place(self.code_left, self.baseline(row), self.size)

    def _is_cut(self, number, text):
        """Whether there is no room for all of a line's code."""
        shown = self.window(number, text)
        return bool(shown.first) or shown.last < len(text.split("  #")[0].rstrip())

    def _inside(self, row, place, count):
        """The row of a line in its place among some that grow: inside the panel
        by when the other lines are gone."""
        most = self.first + self.rows - count + place
        inside = min(max(row, self.first + place), most)
        return mix(row, inside, min(self.grown / COMES, 1.0))

    def _paint_line(self, canvas, number, text, places, opacity, numbered=1.0):
        """Args:
        places: the Places of its pieces.
        opacity: 0..1; less than 1 of a line that comes or goes.
        numbered: the same of its number, by that."""
        baseline, end = places[0].baseline, self.box.left + GUTTER
        if text is None:
            canvas.text(
                "…", end, baseline, CODE, palette.QUIET, align="right", opacity=opacity
            )
            return
        lit = self._is_lit(number)
        if lit:
            top, high = places[0].ground
            canvas.rectangle(
                self.box.left + 10,
                top,
                self.box.width - 20,
                high,
                fill=palette.POINTED,
                opacity=0.08 * opacity,
                radius=4,
            )
        for place, until in _until(places, text):
            self._paint_mark(canvas, number, text, place, until, opacity)
        canvas.text(
            str(number),
            end,
            baseline,
            CODE,
            palette.POINTED if lit else palette.QUIET,
            align="right",
            opacity=opacity * numbered,
        )
        for place, until in _until(places, text):
            self._paint_code(canvas, number, text, place, until, opacity)

    def _paint_code(self, canvas, number, text, place, until, opacity):
        start, end = self._marked(number, text)
        shown, kind = self._shown(number, text, place), Type("code", SIZE * place.scale)
        lit, ends = self._is_lit(number), len(text.split("  #")[0].rstrip())
        for column, piece, color in _tokens(text):
            if not place.column <= column < until:
                continue
            # On the colour of the mark coloured code would be hard to read.
            shade = (
                palette.TEXT
                if start <= column < end
                else color or (palette.TEXT if lit else palette.CODE)
            )
            before = max(shown.first - column, 0)
            piece = piece[before : max(shown.last - column, 0)]
            x = place.x(shown.at(column + before))
            there = opacity * place.opacity * (place.rest if column >= ends else 1.0)
            canvas.text(piece, x, place.baseline, kind, shade, opacity=there)
        for x in shown.cuts():
            x, color, there = place.x(x), palette.QUIET, opacity * place.opacity
            canvas.text(CUT, x, place.baseline, kind, color, opacity=there)

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

    def _paint_mark(self, canvas, number, text, place, until, opacity):
        start, end = self._marked(number, text)
        start, end = max(start, place.column), min(end, until)
        if start >= end:
            return
        shown = self._shown(number, text, place)
        left, right = place.x(shown.at(start)), place.x(shown.at(end))
        size = self.size * place.scale
        canvas.rectangle(
            left - 3,
            place.baseline - size * 1.05,
            right - left + 6,
            size * 1.45,
            fill=palette.POINTED,
            opacity=0.25 * opacity * place.opacity,
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


def _until(places, text):
    """(Place, column behind its last letter) of each piece of a line."""
    ends = [*(one.column for one in places[1:]), len(text)]
    return [(one, len(text[:end].rstrip())) for one, end in zip(places, ends)]


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
