"""A moment of a film as an SVG picture: sharp at any size, texts as texts.

Format: Scalable Vector Graphics 2 (W3C). The fonts are in it, cut to the
letters that it has; programs that know no fonts of a picture take others, and
set each line as wide as it is on the stage.
"""

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from html import escape

import numpy as np
from PIL import Image

from scenes.score.letters import fonts
from scenes.stage import marks, palette
from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH, Drawings, marks_of
from scenes.stage.part import Part
from scenes.stage.perspective import in_perspective
from scenes.stage.relief import cell_polygons, polygons_of

SIGN = b"<metadata>matreel</metadata>"  # by which it is known as made here
MOST_CELLS = 2500  # of one grid as rectangles; more are a picture of pixels
FAMILIES = {
    "words": "'matreel words', Inter, 'matreel code', 'matreel cjk', sans-serif",
    "code": "'matreel code', 'JetBrains Mono', 'matreel words', 'matreel cjk', "
    "monospace",
}


def svg_of(parts: Iterable[Part]) -> bytes:
    """An SVG file in UTF-8 with what parts draw, in their order."""
    drawings = Drawings()
    drawn = [mark for part in parts for mark in marks_of(part, drawings)]
    writer = _Writer()
    body = "\n".join(writer.elements(drawn))
    faces = "".join(
        f"@font-face{{font-family:'matreel {name}';font-weight:100 900;"
        f"src:url(data:font/woff2;base64,{base64.b64encode(font).decode()})}}"
        for name, font in fonts("".join(sorted(writer.letters))).items()
    )
    clips = "".join(writer.clips)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{DESIGN_WIDTH}" '
        f'height="{DESIGN_HEIGHT}" viewBox="0 0 {DESIGN_WIDTH} {DESIGN_HEIGHT}">\n'
        f"{SIGN.decode()}\n<defs><style>text{{white-space:pre}}{faces}</style>{clips}</defs>\n"
        f'<rect width="100%" height="100%" fill="{palette.BACKGROUND}"/>\n'
        f"{body}\n</svg>\n"
    )
    return text.encode("utf-8", "replace")  # a lone surrogate is no letter


class _Writer:
    """Writes marks as elements.

    Attributes:
        letters: all that its texts have.
        clips: the clipPath elements of its groups.
    """

    def __init__(self) -> None:
        self.letters: set[str] = set()
        self.clips: list[str] = []
        self._ways = {
            marks.Rectangle: self._rectangle,
            marks.Polygon: self._polygon,
            marks.Disc: self._disc,
            marks.Text: self._text,
            marks.Cells: self._cells,
            marks.Relief: self._relief,
            marks.Group: self._group,
            marks.Kept: self._kept,
        }

    def elements(self, drawn: Sequence[marks.Mark]) -> Iterator[str]:
        """Each mark as the text of an element."""
        return (self._ways[type(mark)](mark) for mark in drawn)

    def _rectangle(self, mark):
        left, top, width, height, radius, *look = mark
        return _element(
            "rect",
            *[("x", left), ("y", top), ("width", width), ("height", height)],
            *([("rx", radius)] if radius else []),
            *_look(*look),
        )

    def _polygon(self, mark):
        points, closed, *look = mark
        listed = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        return _element(
            "polygon" if closed else "polyline", ("points", listed), *_look(*look)
        )

    def _disc(self, mark):
        x, y, radius, fill, opacity = mark
        return _element(
            "circle",
            *[("cx", x), ("cy", y), ("r", radius)],
            *_look(fill, None, 0, (), opacity),
        )

    def _text(self, mark):
        self.letters.update(mark.text)
        return _element(
            "text",
            ("x", mark.left),
            ("y", mark.baseline),
            ("font-family", FAMILIES[mark.kind.family]),
            ("font-size", mark.kind.size),
            ("font-weight", mark.kind.weight),
            ("textLength", mark.kind.width(mark.text)),
            ("lengthAdjust", "spacingAndGlyphs"),
            *_look(mark.color, None, 0, (), mark.opacity),
            inside=escape(mark.text),
        )

    def _cells(self, mark):
        if in_perspective(mark.corners):
            inside = "".join(self.elements(cell_polygons(mark)))
            return _element("g", ("shape-rendering", "crispEdges"), inside=inside)
        colors = mark.colors(1.0)
        rows, columns = colors.shape[:2]
        (x, y), (across_x, across_y), (down_x, down_y) = mark.corners
        matrix = [
            *((across_x - x) / columns, (across_y - y) / columns),
            *((down_x - x) / rows, (down_y - y) / rows, x, y),
        ]
        inside = (
            "".join(_cell(colors[place], *place) for place in np.ndindex(rows, columns))
            if rows * columns <= MOST_CELLS
            else _pixels(colors)
        )
        # Ten places: a cell of a large matrix is a small share of it.
        told = ",".join(f"{number:.10g}" for number in matrix)
        return _element(
            "g",
            ("transform", f"matrix({told})"),
            ("shape-rendering", "crispEdges"),
            inside=inside,
        )

    def _relief(self, mark):
        return _element("g", inside="".join(self.elements(polygons_of(mark))))

    def _group(self, mark):
        opacity, left, top, width, height, inside = mark
        name = f"box{len(self.clips)}"
        box = [("x", left), ("y", top), ("width", width), ("height", height)]
        self.clips.append(
            _element("clipPath", ("id", name), inside=_element("rect", *box))
        )
        return _element(
            "g",
            ("opacity", opacity),
            ("clip-path", f"url(#{name})"),
            inside="".join(self.elements(inside)),
        )

    def _kept(self, mark):
        x, y = mark.left - mark.origin[0], mark.top - mark.origin[1]
        return _element(
            "g",
            ("transform", f"translate({_number(x)},{_number(y)})"),
            inside="".join(self.elements(mark.marks)),
        )


def _cell(color, row, column):
    """A cell of width and height 1; nothing where nothing is seen."""
    if not color[3]:
        return ""
    place = [("x", column), ("y", row), ("width", 1), ("height", 1)]
    return _element("rect", *place, ("fill", f"#{bytes(color[:3].tolist()).hex()}"))


def _pixels(colors):
    """A picture with a pixel for each cell."""
    written = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(colors)).save(written, "PNG")
    coded = base64.b64encode(written.getvalue()).decode()
    rows, columns = colors.shape[:2]
    return _element(
        "image",
        *[("width", columns), ("height", rows), ("preserveAspectRatio", "none")],
        ("style", "image-rendering:pixelated"),
        ("href", f"data:image/png;base64,{coded}"),
    )


def _look(fill, stroke, line, dashes, opacity):
    """The attributes of what is filled and stroked."""
    yield "fill", fill or "none"
    if stroke:
        yield "stroke", stroke
        yield "stroke-width", line
        yield "stroke-miterlimit", 10
        if dashes:
            yield "stroke-dasharray", " ".join(map(_number, dashes))
    if opacity != 1:
        yield "opacity", opacity


def _element(name, *attributes, inside=""):
    told = "".join(
        f' {key}="{value if isinstance(value, str) else _number(value)}"'
        for key, value in attributes
    )
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def _number(value):
    """A number to a hundredth of a pixel, or of an opacity."""
    return f"{round(float(value), 3):g}" if abs(value) < 1e5 else str(round(value))
