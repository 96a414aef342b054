"""The thumbnail of a film: one object of its record, large, and a few words.

Pictures of all films look alike where they are small. So each has another object:
the image, one neuron's weights, what an error changes.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from network.runs.history import History
from network.trace import Trace, Value
from scenes.publish.platform_rules import THUMBNAIL as SIZE
from scenes.publish.productions import Production
from scenes.stage import palette
from scenes.stage.faces import CJK, INTER
from scenes.stage.palette import Scale
from scenes.stage.typeface import OPTICAL_SIZE
from scenes.words.thumbnail_words import thumbnail_words

MARGIN, OBJECT, GAP = 60, 600, 2
MOST_CELLS = 60  # beside each other: more are no cells any more at 320 pixels
TYPE, LEAST_TYPE = 118, 80  # pixels; a quarter of it where a thumbnail is 320 wide
_LEFT = MARGIN + OBJECT + 60  # of the words
_ROOM = SIZE[0] - _LEFT - 40
_WEIGHT = 800


def thumbnail(production: Production, language: str) -> Image.Image:
    """The thumbnail of a film with its words in a language."""
    picture = Image.new("RGB", SIZE, palette.BACKGROUND)
    cells = thumbnail_object(production)
    picture.paste(_drawn(cells), (MARGIN, (SIZE[1] - OBJECT) // 2))
    words = thumbnail_words(production.told_name, production.title[language], language)
    _write(ImageDraw.Draw(picture), words, language)
    return picture


def thumbnail_object(production: Production) -> NDArray[np.float64]:
    """The array, with two axes, that stands for a film: its own where the record
    has that, else the last of its acts' results that has room."""
    record = production.record
    own = _OWN.get(production.told_name)
    found = own(record) if own else None
    if found is None:
        found = _last_result(production)
    return found


def _named(record: Any, name: str) -> NDArray[np.float64] | None:
    """The array of a name in a trace: given, or what a step assigned last."""
    if not isinstance(record, Trace):
        return None
    values: list[Value] = [*record.inputs, *record.attributes]
    values += [value for step in record.steps for value in step.assigned]
    arrays = [value.array for value in values if value.name == name]
    return np.asarray(arrays[-1], float) if arrays else None


def _picture_of(name: str) -> Callable[[Any], NDArray[np.float64] | None]:
    """A function that gives an image of a record."""

    def found(record: Any) -> NDArray[np.float64] | None:
        array = _named(record, name)
        return None if array is None else _square(array)

    return found


def _strongest_row(name: str) -> Callable[[Any], NDArray[np.float64] | None]:
    """A function that gives the largest row of an array, as a picture."""

    def found(record: Any) -> NDArray[np.float64] | None:
        array = _named(record, name)
        if array is None or array.ndim != 2:
            return None
        return _square(array[np.argmax(np.linalg.norm(array, axis=1))])

    return found


def _learned_most(record: Any) -> NDArray[np.float64] | None:
    """What the neuron has learned, from a history's beginning to its end, whose
    weights changed most."""
    if not isinstance(record, History):
        return None
    weights = np.asarray(record.input_to_hidden_weights, float)
    change = weights[..., -1] - weights[..., 0]
    return _square(change[np.argmax(np.linalg.norm(change, axis=1))])


def _whole(name: str) -> Callable[[Any], NDArray[np.float64] | None]:
    """A function that gives an array that is small enough to be seen whole."""

    def found(record: Any) -> NDArray[np.float64] | None:
        array = _named(record, name)
        if array is None or array.ndim != 2 or max(array.shape) > MOST_CELLS:
            return None
        return array

    return found


_OWN: dict[str, Callable[[Any], NDArray[np.float64] | None]] = {
    "forward": _picture_of("image"),
    "mistakes": _picture_of("misread"),
    "neurons": _strongest_row("input_to_hidden_weights"),
    "backprop": _strongest_row("input_to_hidden_adjustment"),
    "learning_step": _whole("hidden_to_output_adjustment"),
    "training": _learned_most,
}


def _square(array: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """An array of a square number of values as a square."""
    side = round(array.size**0.5)
    return array.reshape(side, side) if side**2 == array.size else None


def _last_result(production: Production) -> NDArray[np.float64]:
    results = [
        np.asarray(act.result.array, float)
        for step in production.film.steps
        for act in step.acts
        if act.result is not None and act.result.array.dtype.kind in "fiub"
    ]
    flat = [np.atleast_2d(one) for one in results if one.ndim < 3 and one.size]
    fitting = [one for one in flat if max(one.shape) <= MOST_CELLS]
    return max(reversed(fitting), key=lambda one: one.size, default=np.zeros((1, 1)))


def _drawn(cells: NDArray[np.float64]) -> Image.Image:
    """Cells in the films' colours, with a gap between them."""
    rows, columns = cells.shape
    side = OBJECT // max(rows, columns)
    colors = Scale.of(cells).colors(cells)[..., :3]
    pixels = np.kron(colors.transpose(2, 0, 1), np.ones((side, side), np.uint8))
    pixels = pixels.transpose(1, 2, 0).astype(np.uint8)
    ground = tuple(int(round(255 * one)) for one in palette.rgb(palette.BACKGROUND))
    gap = GAP if side > 4 * GAP else 0
    for k in range(gap):
        pixels[k::side], pixels[:, k::side] = ground, ground
    board = Image.new("RGB", (OBJECT, OBJECT), palette.BACKGROUND)
    place = (OBJECT - columns * side) // 2, (OBJECT - rows * side) // 2
    board.paste(Image.fromarray(pixels), place)
    return board


def _write(draw: ImageDraw.ImageDraw, words: list[str], language: str) -> None:
    """Write words below each other, as large as there is room for all."""
    size = TYPE
    while size > LEAST_TYPE and any(
        _font(size, language).getlength(word) > _ROOM for word in words
    ):
        size -= 2
    step = round(size * 1.16)
    top = (SIZE[1] - step * len(words)) // 2
    for line, word in enumerate(words):
        draw.text(
            (_LEFT, top + line * step),
            word,
            font=_font(size, language),
            fill=palette.POINTED if line == len(words) - 1 else palette.TEXT,
        )


def _font(size: int, language: str) -> ImageFont.FreeTypeFont:
    face = CJK if language == "zh" else INTER
    font = ImageFont.truetype(face.path, size, index=face.index)
    named = [axis["name"] or b"" for axis in font.get_variation_axes()]
    font.set_variation_by_axes(
        [float(_WEIGHT if b"eight" in name else OPTICAL_SIZE) for name in named]
    )
    return font
