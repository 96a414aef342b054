"""Marks drawn elsewhere and in another size, with texts that stay legible.

Where a frame is laid out anew, what stands on the stage becomes smaller or
larger; its texts are written as large as they have to be there (placed_texts).
From one moment to the next most of it stays the same, and is kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from scenes.stage.mark_edges import edges_of
from scenes.stage.marks import Cells, Group, Kept, Mark, Polygon, Relief, Text
from scenes.stage.part import Box
from scenes.stage.placed_shapes import placed_shape
from scenes.stage.placed_texts import Avoided, PlacedTexts

Shift = tuple[float, float]  # by which what is in a Kept stands elsewhere


@dataclass(frozen=True)
class Placing:
    """Where what was drawn comes to.

    Attributes:
        scale: pixels for each design pixel.
        left, top: where the design's corner comes to.
    """

    scale: float
    left: float = 0.0
    top: float = 0.0

    def x(self, x: float) -> float:
        return self.left + self.scale * x

    def y(self, y: float) -> float:
        return self.top + self.scale * y


class Placed:
    """Places marks; what is left out is decided for all of them together.

    Args:
        placing: where they come to.
        least: the size of texts, in pixels, but for those in cells: as large
            they may lie on each other; 0: they stay as they are.
        area: outside which no text stands, or None.
    """

    def __init__(
        self, placing: Placing, *, least: float = 0.0, area: Box | None = None
    ) -> None:
        self._placing = placing
        self._layers = PlacedLayers(least=least, area=area)

    def of(self, layers: Iterable[tuple[Mark, ...]]) -> tuple[Mark, ...]:
        """The marks of some layers, in order, at their new places."""
        placed = self._layers.of(self._placing, tuple(layers))
        return tuple([mark for layer in placed for mark in layer])

    def left_out(self, layers: Iterable[tuple[Mark, ...]], size: float) -> float:
        """The share of the texts of that size or larger that have no place."""
        return self._layers.left_out(self._placing, tuple(layers), size)


@dataclass
class _Piece:
    """Marks that are drawn by one, and where they came to.

    Attributes:
        marks: as they were drawn.
        shift: by which they stand elsewhere.
        inner: those drawn by the Kepts and Groups among them, in order.
        texts: in all of them, in order, each where it was drawn.
        avoided: what in them no text is to come to lie on.
        asked: (placing, texts) for which they were placed last: see `placed`.
        placed: the marks then.
    """

    marks: tuple[Mark, ...]
    shift: Shift
    inner: list["_Piece"] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    avoided: list[Avoided] = field(default_factory=list)
    asked: tuple[Placing, tuple[Text | None, ...]] | None = None
    placed: tuple[Mark, ...] = ()


class PlacedLayers:
    """Places the marks of layers, again and again.

    A layer that is the same object as in the call before, at the same placing and
    with its texts at the same places, gives the same object as before.

    Args:
        least, area: as Placed has them.
    """

    def __init__(self, *, least: float = 0.0, area: Box | None = None) -> None:
        self._least = least
        self._texts = PlacedTexts(least, area)
        # Of this call and the one before, by the id of their marks, and the shift.
        self._now: dict[tuple[int, Shift], _Piece] = {}
        self._before: dict[tuple[int, Shift], _Piece] = {}

    def of(
        self, placing: Placing, layers: Sequence[tuple[Mark, ...]]
    ) -> list[tuple[Mark, ...]]:
        """The marks of each layer at their new places.

        Args:
            placing: where they come to.
            layers: in the order they are drawn.
        """
        pieces = self._pieces(layers)
        texts = iter(self._texts.of(placing, *_asked(pieces)))
        return [
            self._placed(one, placing, tuple(islice(texts, len(one.texts))))
            for one in pieces
        ]

    def left_out(
        self, placing: Placing, layers: Sequence[tuple[Mark, ...]], size: float
    ) -> float:
        """The share of the texts of that size or larger that have no place."""
        return self._texts.left_out(placing, *_asked(self._pieces(layers)), size)

    def _pieces(self, layers: Sequence[tuple[Mark, ...]]) -> list[_Piece]:
        self._before, self._now = self._now, {}
        return [self._piece(layer, (0.0, 0.0)) for layer in layers]

    def _piece(self, marks: tuple[Mark, ...], shift: Shift) -> _Piece:
        piece = self._before.get((id(marks), shift))
        if piece is None or piece.marks is not marks:
            piece = self._looked_at(marks, shift)
        self._keep(piece)
        return piece

    def _keep(self, piece: _Piece) -> None:
        self._now[id(piece.marks), piece.shift] = piece
        for one in piece.inner:
            self._keep(one)

    def _looked_at(self, marks: tuple[Mark, ...], shift: Shift) -> _Piece:
        piece = _Piece(marks, shift)
        for mark in marks:
            if isinstance(mark, Text):
                piece.texts.append(_shifted(mark, shift))
            elif isinstance(mark, (Kept, Group)):
                inner = self._piece(mark.marks, _shift_in(mark, shift))
                piece.inner.append(inner)
                piece.texts += inner.texts
                piece.avoided += inner.avoided
            elif self._least:
                piece.avoided += _avoided(mark, shift)
        return piece

    def _placed(
        self, piece: _Piece, placing: Placing, texts: tuple[Text | None, ...]
    ) -> tuple[Mark, ...]:
        """The marks of a piece at their new places.

        Args:
            texts: those of the piece where they come to; None: nowhere.
        """
        asked = placing, texts
        if piece.asked != asked:
            piece.asked, piece.placed = asked, self._made(piece, placing, texts)
        return piece.placed

    def _made(
        self, piece: _Piece, placing: Placing, texts: tuple[Text | None, ...]
    ) -> tuple[Mark, ...]:
        x, y = placing.x(piece.shift[0]), placing.y(piece.shift[1])
        scale, found = placing.scale, list[Mark]()
        coming, inner = iter(texts), iter(piece.inner)
        for mark in piece.marks:
            if isinstance(mark, Text):
                text = next(coming)
                if text is not None:
                    found.append(text)
            elif isinstance(mark, (Kept, Group)):
                one = next(inner)
                theirs = tuple(islice(coming, len(one.texts)))
                placed = self._placed(one, placing, theirs)
                if isinstance(mark, Kept):
                    found += placed
                else:
                    found.append(_group(mark, x, y, scale, self._least, placed))
            else:
                found.append(placed_shape(mark, x, y, scale))
        return tuple(found)


def _asked(pieces: Sequence[_Piece]) -> tuple[tuple[Text, ...], tuple[Avoided, ...]]:
    """All texts of some pieces, and what they are not to lie on."""
    return (
        tuple([text for one in pieces for text in one.texts]),
        tuple([shape for one in pieces for shape in one.avoided]),
    )


def _shift_in(mark: Kept | Group, shift: Shift) -> Shift:
    """By which what is in a mark stands elsewhere."""
    if isinstance(mark, Group):
        return shift
    right, down = mark.left - mark.origin[0], mark.top - mark.origin[1]
    return shift[0] + right, shift[1] + down


def _shifted(mark: Text, shift: Shift) -> Text:
    text, x, baseline, kind, color, align, opacity = mark
    return Text(text, x + shift[0], baseline + shift[1], kind, color, align, opacity)


def _avoided(mark: Any, shift: Shift) -> list[Avoided]:
    """What of a mark no text is to come to lie on."""
    if isinstance(mark, Polygon):  # mostly a line
        return []
    is_cells = isinstance(mark, (Cells, Relief))
    if not (is_cells or (mark.fill and mark.opacity)):
        return []
    box = edges_of(mark, shift)
    if box is None:
        return []
    cell = None
    if is_cells:
        rows, columns = mark.values.shape
        cell = box.width / columns, box.height / rows
    return [Avoided(box.left, box.top, box.right, box.bottom, cell)]


def _group(
    mark: Group, x: float, y: float, scale: float, room: float, marks: tuple[Mark, ...]
) -> Group:
    """
    Args:
        room: around it: texts become larger than the box was made for.
        marks: at their new places.
    """
    return Group(
        mark.opacity,
        x + mark.left * scale - room,
        y + mark.top * scale - room,
        mark.width * scale + 2 * room,
        mark.height * scale + 2 * room,
        marks,
    )
