"""All parameters of a training as sheets, each layer's beside one another."""

from collections.abc import Sequence

import numpy as np

from scenes.acts.derived import difference
from scenes.acts.entrances import Role
from scenes.acts.forms import fitted
from scenes.acts.rounds_learnt_words import is_change_words, left_out_words
from scenes.arrays import shapes as arrange
from scenes.reading.training_rounds import Parameter
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.maps import Maps
from scenes.stage.palette import Scale
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.typeface import SMALL
from scenes.stage.values import Values
from scenes.words.naming import short
from scenes.words.phrases import change_of

MOST = 12  # arrays that are shown; of more the largest
NAMES, BELOW = 40, 36  # room above an array for its name, and below
NUMBERS = 24  # below an array, for what stands there besides
GAP = 56
BESIDE = 150  # design pixels for a vector beside its weights
LETTER = 11.0
LEGEND = 120  # design pixels that a legend is wide
ONE_COLUMN = 3  # layers that stand one below the other


class ParameterSheets:
    """Parts that show parameters, laid out in layers.

    Args:
        parameters: of a training.
        room: Box that they stand in.
        rounds: how many are over, of each sight.
        is_change: whether each minus its start is shown.

    Attributes:
        parts: (part, Role) of each.
    """

    def __init__(
        self,
        parameters: Sequence[Parameter],
        room: Box,
        rounds: Sequence[int],
        *,
        is_change: bool,
    ) -> None:
        self.parts: list[tuple[object, Role]] = []
        self._rounds, self._is_change = tuple(rounds), is_change
        self._shown: list[tuple[MatrixPlane | Rack | Maps, list[Values]]] = []
        shown = _largest(parameters)
        self.parts.append(
            (
                Label(
                    is_change_words(is_change),
                    Box(room.left, room.top - 8, room.width, 28),
                    size=20,
                    align="left",
                ),
                Role("training, what is shown", is_change),
            )
        )
        if len(shown) < len(parameters):
            note = left_out_words(len(parameters) - len(shown))
            box = Box(room.left, room.bottom - 18, room.width, 28)
            self.parts.append(
                (Label(note, box, size=SMALL, align="left"), Role("training, others"))
            )
        layers = _layers(shown)
        below = Box(room.left, room.top + 20, room.width, room.height - 20)
        for layer, box in zip(layers, _boxes(below, len(layers))):
            self._build_layer(layer, box)

    def _build_layer(self, layer: Sequence[Parameter], box: Box) -> None:
        """The parameters of a layer, in one scale with one legend."""
        limit = max(self._reach(one) for one in layer) or 1.0
        scale = Scale("diverging", limit)
        high = box.height - NAMES - BELOW - NUMBERS
        inner = Box(box.left, box.top + NAMES, box.width, high)
        places = _places(layer, inner)
        for one, place in zip(layer, places):
            self._build(one, place, scale)
        foot = max(place.bottom for place in places)
        if _has_more_below(layer[0], places[0]):
            foot += NUMBERS
        strip = Box(box.left + 96, min(foot + 22, box.bottom - 16), LEGEND, 8)
        role = Role(f"training, scale of {layer[0].name}", (self._is_change, limit))
        self.parts.append((Legend(scale, strip), role))

    def _reach(self, one: Parameter) -> float:
        """The largest that it is, or has changed by, in all that is shown;
        of what it is itself in all rounds."""
        rounds = self._rounds if self._is_change else range(len(one.values))
        sizes = [np.abs(self._array(one, at)) for at in rounds]
        return float(max(np.max(size[np.isfinite(size)], initial=0) for size in sizes))

    def _array(self, one: Parameter, at: int) -> np.ndarray:
        array = one.values[at].array.astype(float)
        return array - one.values[0].array if self._is_change else array

    def _build(self, one: Parameter, box: Box, scale: Scale) -> None:
        kind, layout = _form(one.values[0].shape)
        values = [self._values(one, at).laid(layout) for at in self._rounds]
        name = short(one.name, 28)
        note = arrange.shape_note(one.values[0].shape)
        more = {"align": "left"} if kind is Maps else {}
        part = kind(values[0], box, name=name, note=note, scale=scale, **more)
        self._shown.append((part, values))
        self.parts.append((part, Role(f"training, {one.name}", self._is_change)))

    def _values(self, one: Parameter, at: int) -> Values:
        now = one.values[at]
        if not self._is_change:
            return Values(now)
        return Values(
            difference(
                now,
                one.values[0],
                name=change_of(one.name),
                expression=f"{one.name} - {one.name} at the start",
            )
        )

    def show(self, index: int) -> None:
        """Let the sight at an index stand."""
        for part, values in self._shown:
            part.values = values[index]


def _largest(parameters: Sequence[Parameter]) -> list[Parameter]:
    """As many as have room, in their order."""
    sizes = sorted((-one.values[0].array.size, at) for at, one in enumerate(parameters))
    kept = {at for _, at in sizes[:MOST]}
    return [one for at, one in enumerate(parameters) if at in kept]


def _layers(parameters: Sequence[Parameter]) -> list[list[Parameter]]:
    """Vectors stand beside the weights before them whose axis they fit."""
    layers: list[list[Parameter]] = []
    for one in parameters:
        shape = one.values[0].shape
        weights = layers[-1][0].values[0].shape if layers else ()
        size = int(np.prod(shape))
        if arrange.is_column(shape) and size in weights and len(weights) > 1:
            layers[-1].append(one)
        else:
            layers.append([one])
    return layers


def _boxes(room: Box, count: int) -> list[Box]:
    across = 1 if count <= ONE_COLUMN else 2
    down = -(-count // across)
    wide, high = (room.width - GAP * (across - 1)) / across, room.height / down
    return [
        Box(
            room.left + (wide + GAP) * (index % across),
            room.top + high * (index // across),
            wide,
            high,
        )
        for index in range(count)
    ]


def _form(shape):
    """(part, layout) that show an array of a shape."""
    if arrange.is_rack(shape) and len(shape) == 2:
        return Rack, arrange.as_sheets
    if len(shape) == 2 and shape[0] in arrange.PICTURES and shape[1] > 1:
        return Rack, lambda array: arrange.as_sheets(array.T)
    if len(shape) > 2 and int(np.prod(shape[:-2])) > 1:
        return Maps, arrange.as_maps
    return MatrixPlane, arrange.as_grid


def _has_more_below(one: Parameter, place: Box) -> bool:
    """Whether the numbers of sheets stand below, or a shape that has no room
    beside the name."""
    kind, _ = _form(one.values[0].shape)
    return kind is Rack or place.width < LETTER * _letters(one)


def _letters(one: Parameter) -> int:
    """How long the name and the shape above an array are."""
    return len(f"{short(one.name, 28)}   {arrange.shape_note(one.values[0].shape)}")


def _places(layer: Sequence[Parameter], room: Box) -> list[Box]:
    """Boxes of a layer's arrays, from left to right: the weights first."""
    first, *others = layer
    beside = BESIDE * len(others)
    space = Box(room.left, room.top, room.width - beside, room.height)
    kind, layout = _form(first.values[0].shape)
    if kind is MatrixPlane:
        box = fitted(layout(first.values[0].array).shape, space)
        space = Box(room.left, room.top, box.width, box.height)
    places = [space]
    for one in others:
        left = max(places[-1].right, places[-1].left + _breadth(places, layer)) + 40
        across = max(room.right - left, 24)
        rows = arrange.as_grid(one.values[0].array).shape
        box = fitted(rows, Box(left, room.top, min(across, BESIDE * 2), room.height))
        places.append(Box(left, room.top, box.width, box.height))
    return places


def _breadth(places: Sequence[Box], layer: Sequence[Parameter]) -> float:
    """How wide the name and the shape above the last array placed are."""
    return LETTER * _letters(layer[len(places) - 1])
