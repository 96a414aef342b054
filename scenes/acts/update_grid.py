"""An array of any shape is changed: three planes side by side, folded where
it has more or fewer than two axes."""

import numpy as np

from scenes.acts.act import ActKind, Found, Moment
from scenes.acts.read_cells import read_cells
from scenes.acts.schedule import ENTER
from scenes.acts.update import (
    LARGEST,
    TOLD,
    UPDATE,
    Update,
    UpdateAct,
    has_own_scale,
    planned_update,
    update_at,
    way_of,
)
from scenes.arrays.extremes import furthest
from scenes.arrays.folding import folded_place, folding
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import SMALL, Type
from scenes.stage.values import Values
from scenes.words.naming import code
from scenes.words.phrases import before_and_after, change_name, own_scale

PAUSES = 2  # cells that are read one after the other
READ = 0.42  # share of the change after which the first of them is
LONGER = 1.6  # a cell's longer side, by its shorter, at most
WRITTEN = 18, 3.0  # a side that a number needs; how much longer the other is then
FLAT = 0.45  # of the room: planes that are lower stand further down
UNDER, NOTED = 112, 34  # room for a number and a named scale below; for a note
WORDS = 170  # width of a name and of a number below a plane
NAME = 480  # width of a scale's name at least, in design pixels
SCALE = Type("code", SMALL)


class UpdateGridAct(UpdateAct):
    """An update of any array."""

    kind = "update_grid"


def recognise(moment: Moment) -> Found | None:
    """An update of any array."""
    update = update_at(moment)
    if update is None or not update.old.shape:
        return None
    read = _heaviest(update.change.array)
    seconds = [ENTER + share * (UPDATE - ENTER) for share in (READ, TOLD)]
    way = way_of(update.old, list(zip(seconds[-len(read) :], read)))
    return planned_update(UpdateGridAct, moment, update, UPDATE, way=way)


class UpdateGrid(Update):
    """Three planes; the numbers of a cell are written below them."""

    act: UpdateGridAct

    def build(self):
        self.read()
        old, changing, new = (
            Values.of(one).laid(folding(self.old.shape))
            for one in (self.values[0], self.changing, self.values[2])
        )
        rows, columns = old.shape
        stage = self.stage
        tall = stage.is_tall and columns > rows
        across = (stage.width - 2 * 110 * (not tall)) / (1 if tall else 3) / columns
        scale_names = self._scale_names()
        under = UNDER + NOTED * any(note for _, note in scale_names)
        down = (stage.height / (3 if tall else 1) - 50 - under) / rows
        longer = WRITTEN[1] if min(across, down) >= WRITTEN[0] else LONGER
        wide = min(across, down * longer) * columns
        high = min(down, across * LONGER) * rows
        top = stage.top + 50
        if high < FLAT * down * rows:
            top += (down * rows - high) / 3
        # A narrow plane has its name and its numbers beyond its right edge.
        step = (stage.width - max(wide, WORDS)) / 2
        boxes = [Box(stage.left + k * step, top, wide, high) for k in range(3)]
        if tall:
            step = stage.height / 3
            boxes = [Box(stage.left, top + k * step, wide, high) for k in range(3)]
        scales = [
            palette.Scale.of(np.stack([self.old, self.new])),
            palette.Scale.of(self.change),
        ]
        scales.append(scales[0])
        keys = (self.values[0], None, self.values[2])
        gradient = self.gradient()
        self.under = None
        if gradient is not None:  # it comes here and becomes the change
            self.under = self.bring(
                MatrixPlane(
                    Values.of(gradient).laid(folding(self.old.shape)),
                    boxes[1],
                    source=gradient.name,
                ),
                gradient,
            )
        self.planes = [
            self.bring(
                MatrixPlane(shown, box, name=name, scale=scale, source=source), key
            )
            for shown, box, name, scale, key, source in zip(
                (old, changing, new),
                boxes,
                self.names,
                scales,
                keys,
                (self.values[0].name, change_name(), self.values[0].name),
            )
        ]
        self.planes[1].hollow = gradient is not None
        for box, scale, (text, note) in zip(boxes, scales, scale_names):
            self._name_scale(scale, text, note, box)
        self.bring_signs(boxes)
        self.pauses = _heaviest(self.change)

    def _scale_names(self):
        """(name, note below) of the scale of the weights and of the changes':
        the note stands beside the name where there is room for both."""
        name = self.names[1]
        note = own_scale() if has_own_scale(self.old, self.change, self.new) else ""
        both = f"{name}: {note}" if note else name
        return (
            (before_and_after(code(self.values[0].name)), ""),
            (both, "") if SCALE.width(both) <= NAME else (name, note),
        )

    def _name_scale(self, scale, text, note, box):
        """What the colours mean, below a plane: of which matrix, how far."""
        top, width = box.bottom + 52, max(box.width, NAME)
        text, kind = SCALE.fitted(text, width, least=SMALL)
        self.bring(
            Label(
                text,
                Box(box.left, top, width, 24),
                size=kind.size,
                family="code",
                align="left",
                weight=kind.weight,
            )
        )
        strip = Box(box.left + 90, top + 36, 220, 10)
        self.bring(Legend(scale, strip))
        if note:
            self.bring(
                Label(
                    note,
                    Box(strip.left, strip.bottom + 14, strip.width, 24),
                    size=SMALL,
                )
            )

    def move(self, time):
        share = min(max((time - ENTER) / (UPDATE - ENTER), 0.0), 1.0)
        size = self.old.size
        self.planes[1].revealed = round(ease(share, 0, 0.18) * size)
        if self.under is not None and self.planes[1].revealed == size:
            self.under.set_opacity(0.0)
        self.planes[2].revealed = round(ease(share, 0.2, 0.4) * size)
        read_cells(
            self.planes,
            self._read_at(share),
            self.values[0].name,
            (self.old, self.change, self.new),
            folded=folded_place,
        )

    def _read_at(self, share):
        """The flat index of the cell that is read, or None."""
        if share < READ:
            return None
        place = int((share - READ) / (TOLD - READ) * (PAUSES - 1))
        return self.pauses[min(place, len(self.pauses) - 1)]

    def words(self, time):
        if time < LARGEST:
            return ""
        return self.told_most()


def _heaviest(change: np.ndarray) -> list[int]:
    """Flat indices of the largest change of each part of a matrix, the
    largest of all last: it is told then."""
    flat, most = change.ravel(), furthest(change)
    parts = np.array_split(np.arange(change.size), PAUSES)
    cells = [int(part[furthest(flat[part])]) for part in parts if len(part)]
    return [*(cell for cell in cells if cell != most), most]


KIND = ActKind(UpdateGridAct, UpdateGrid, recognise)
