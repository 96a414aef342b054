"""A moment of a film as a PDF page: sharp at any size, texts as texts.

Format: PDF 1.4 (Adobe, also ISO 32000), written by ReportLab. The fonts are
in it, cut to the letters that it has. The page is 960 x 540 points, as wide
as a slide.
"""

import hashlib
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from PIL import Image

from scenes.score.letters import outlines
from scenes.stage import marks, palette
from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH, Drawings, marks_of
from scenes.stage.faces import Face, runs
from scenes.stage.part import Part
from scenes.stage.perspective import in_perspective
from scenes.stage.relief import cell_polygons, polygons_of
from scenes.stage.typeface import printable

SIGN = b"/Creator (matreel)"  # by which it is known as made here
POINTS = 0.5  # of a design pixel
MOST_CELLS = 2500  # of one grid as rectangles; more are a picture of pixels
UNDER = 0.02  # of a cell: so far it goes on under the next, or seams shine


def pdf_of(parts: Iterable[Part]) -> bytes:
    """A PDF file of one page with what parts draw, in their order.

    The same marks give the same bytes.
    """
    # Only who asks for a PDF needs to wait for the import.
    from reportlab.pdfgen.canvas import Canvas

    drawings = Drawings()
    drawn = [mark for part in parts for mark in marks_of(part, drawings)]
    written = io.BytesIO()
    size = DESIGN_WIDTH * POINTS, DESIGN_HEIGHT * POINTS
    canvas = Canvas(written, size, pageCompression=1, invariant=1)
    canvas.setCreator("matreel")
    canvas.setTitle("matreel")
    # From here on as marks are told: in design pixels, y downwards.
    canvas.transform(POINTS, 0, 0, -POINTS, 0, size[1])
    canvas.setMiterLimit(10)
    writer = _Writer(canvas, _fonts(drawn))
    writer.rectangle(
        marks.Rectangle(
            *(0, 0, DESIGN_WIDTH, DESIGN_HEIGHT, 0),
            *(palette.BACKGROUND, None, 0, (), 1),
        )
    )
    writer.write(drawn)
    canvas.save()
    return written.getvalue()


class _Writer:
    """Writes marks on a canvas of ReportLab.

    Args:
        fonts: (Face, weight) -> the name of a font for the letters that the
            marks have.
    """

    def __init__(self, canvas, fonts: dict[tuple[Face, int], str]) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._groups = 0
        self._ways = {
            marks.Rectangle: self.rectangle,
            marks.Polygon: self._polygon,
            marks.Disc: self._disc,
            marks.Text: self._text,
            marks.Cells: self._cells,
            marks.Relief: self._relief,
            marks.Group: self._group,
            marks.Kept: self._kept,
        }

    def write(self, drawn: Sequence[marks.Mark]) -> None:
        """Write marks in their order."""
        for mark in drawn:
            self._ways[type(mark)](mark)

    def rectangle(self, mark: marks.Rectangle) -> None:
        """Write a rectangle."""
        left, top, width, height, radius, *look = mark
        round_by = min(radius, width / 2, height / 2)
        path = self._canvas.beginPath()
        if round_by > 0:
            path.roundRect(left, top, width, height, round_by)
        else:
            path.rect(left, top, width, height)
        self._draw(path, *look)

    def _polygon(self, mark):
        points, closed, *look = mark
        path = self._canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if closed:
            path.close()
        self._draw(path, *look)

    def _disc(self, mark):
        x, y, radius, fill, opacity = mark
        path = self._canvas.beginPath()
        path.circle(x, y, radius)
        self._draw(path, fill, None, 0, (), opacity)

    def _draw(self, path, fill, stroke, line, dashes, opacity):
        canvas = self._canvas
        canvas.saveState()
        _set_opacity(canvas, opacity)
        if fill:
            canvas.setFillColorRGB(*palette.rgb(fill))
        if stroke:
            canvas.setStrokeColorRGB(*palette.rgb(stroke))
            canvas.setLineWidth(line)
            canvas.setDash(list(dashes))
        canvas.drawPath(path, stroke=bool(stroke), fill=bool(fill))
        canvas.restoreState()

    def _text(self, mark):
        canvas, kind = self._canvas, mark.kind
        canvas.saveState()
        _set_opacity(canvas, mark.opacity)
        x = mark.left
        for face, piece in runs(printable(mark.text), kind.family):
            width = kind.width(piece)
            name = self._fonts[face, kind.weight]
            line = canvas.beginText()
            line.setTextTransform(1, 0, 0, -1, x, mark.baseline)
            line.setFont(name, kind.size)
            line.setFillColorRGB(*palette.rgb(mark.color))
            # As wide as on the stage, where letters are kerned.
            own = canvas.stringWidth(piece, name, kind.size)
            if own and width:
                line.setHorizScale(100 * width / own)
            line.textOut(piece)
            canvas.drawText(line)
            x += width
        canvas.restoreState()

    def _cells(self, mark):
        if in_perspective(mark.corners):
            self.write(cell_polygons(mark))
            return
        canvas = self._canvas
        colors = mark.colors(1.0)
        rows, columns = colors.shape[:2]
        (x, y), (across_x, across_y), (down_x, down_y) = mark.corners
        canvas.saveState()
        canvas.transform(
            *((across_x - x) / columns, (across_y - y) / columns),
            *((down_x - x) / rows, (down_y - y) / rows, x, y),
        )
        if rows * columns <= MOST_CELLS:
            for row, column in np.ndindex(rows, columns):
                _cell(canvas, colors, row, column)
        else:
            _pixels(canvas, colors)
        canvas.restoreState()

    def _relief(self, mark):
        self.write(polygons_of(mark))

    def _group(self, mark):
        opacity, left, top, width, height, inside = mark
        canvas, name = self._canvas, f"group{self._groups}"
        self._groups += 1
        canvas.beginForm(name, left, top, left + width, top + height)
        self.write(inside)
        canvas.endForm(__class__=_composed_alone())
        canvas.saveState()
        _set_opacity(canvas, opacity)
        canvas.doForm(name)
        canvas.restoreState()

    def _kept(self, mark):
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(mark.left - mark.origin[0], mark.top - mark.origin[1])
        self.write(mark.marks)
        canvas.restoreState()


@lru_cache(maxsize=1)
def _composed_alone() -> type:
    """The class of forms whose marks are put together before their opacity
    is applied: transparency groups (ISO 32000-1, 11.6.6)."""
    from reportlab.pdfbase import pdfdoc

    class Group(pdfdoc.PDFFormXObject):
        def format(self, document):
            self.Contents = pdfdoc.PDFStream(content=self.stream)
            self.Contents.dictionary["Group"] = pdfdoc.PDFDictionary(
                {"Type": pdfdoc.PDFName("Group"), "S": pdfdoc.PDFName("Transparency")}
            )
            return super().format(document)

    return Group


def _set_opacity(canvas, opacity: float) -> None:
    if opacity < 1:
        canvas.setFillAlpha(opacity)
        canvas.setStrokeAlpha(opacity)


def _cell(canvas, colors, row, column):
    """A cell of width and height 1; nothing where nothing is seen."""
    if not colors[row, column, 3]:
        return
    right = column + 1 < colors.shape[1] and colors[row, column + 1, 3]
    below = row + 1 < colors.shape[0] and colors[row + 1, column, 3]
    canvas.setFillColorRGB(*(colors[row, column, :3] / 255).tolist())
    canvas.rect(
        *(column, row, 1 + UNDER * bool(right), 1 + UNDER * bool(below)),
        stroke=0,
        fill=1,
    )


def _pixels(canvas, colors):
    """A picture with a pixel for each cell, its first row on top."""
    from reportlab.lib.utils import ImageReader

    rows, columns = colors.shape[:2]
    picture = Image.fromarray(np.ascontiguousarray(colors))
    canvas.drawImage(ImageReader(picture), 0, rows, columns, -rows, mask="auto")


def _fonts(drawn: Sequence[marks.Mark]) -> dict[tuple[Face, int], str]:
    """The fonts of some marks, as names that ReportLab knows them by."""
    letters: dict[tuple[Face, int], set[str]] = {}
    for text, kind in _texts(drawn):
        for face, piece in runs(printable(text), kind.family):
            letters.setdefault((face, kind.weight), set()).update(piece)
    return {
        (face, weight): _known_font(face, weight, "".join(sorted(those)))
        for (face, weight), those in letters.items()
    }


def _texts(drawn):
    for mark in drawn:
        if isinstance(mark, marks.Text):
            yield mark.text, mark.kind
        elif isinstance(mark, (marks.Group, marks.Kept)):
            yield from _texts(mark.marks)


@lru_cache(maxsize=64)
def _known_font(face: Face, weight: int, letters: str) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    known_by = f"{face}{weight}{letters}".encode("utf-8", "replace")
    name = f"matreel-{hashlib.sha256(known_by).hexdigest()[:16]}"
    font = outlines(face, weight, letters, name)
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(font)))
    return name
