"""What stands at the moments of a film, as a piece of its score."""

import base64
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from scenes.score.beside import Beside
from scenes.score.extent import Extents
from scenes.score.mark_table import RAMPS, UNIT, MarkTable
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.part import Part
from scenes.stage.view import WIDE

FORMAT = 1
RATE = 60  # moments a second


def piece_of(
    moments: Iterable[Sequence[Part]],
    first: int = 0,
    *,
    told: Callable[[], Sequence[Part]] | None = None,
    unseen: Sequence[Part] = (),
    size: tuple[int, int] = WIDE,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(a piece of a score, the grids that it shows by their names), as
    scenes.score says, for JSON.

    Args:
        moments: the parts that are drawn, in their order, of each frame; they
            are looked at before the next ones are asked for.
        first: the frame of the film that it begins with.
        told: gives the parts whose words are told at the moment that was asked
            for last; None: those that are drawn.
        unseen: parts that are drawn in no frame, but that a page shows beside
            the stage.
        size: (width, height) of the frame in design pixels.
    """
    table, kept, drawings = MarkTable(), KeptMarks(), Drawings()
    known: dict[int, tuple[Any, int]] = {}  # by id; what has one is kept alive
    stand: list[list[Any]] = []
    beside = Beside()
    before = None

    def look(drawn):
        _, number = known.get(id(drawn), (None, None))
        if number is None:
            number = table.look(drawn)
            known[id(drawn)] = drawn, number
        return number

    count = 0
    hidden: set[int] = set()
    for frame, seen in enumerate(moments):
        parts = [*seen, *unseen]
        drawn = kept.of(parts, lambda part: marks_of(part, drawings))
        looks = []
        for part, marks in zip(parts, drawn, strict=True):
            if marks:
                looks.append(look(marks))
                beside.stands(part, looks[-1])
                if part in unseen:
                    hidden.add(looks[-1])
        beside.at(frame, told() if told else parts)
        if looks != before:
            stand.append([frame, looks])
            before = looks
        count += 1
    piece = {
        "format": FORMAT,
        "first": first,
        "frames": count,
        "colors": table.colors,
        "types": table.types,
        "grids": list(table.grids),
        "marks": table.marks,
        "looks": table.looks,
        "moments": stand,
        "beside": sorted(beside.looks),
        "maps": sorted(beside.maps),
        "unseen": sorted(hidden),
        "map": beside.room and [round(UNIT * edge) for edge in beside.room],
        "told": beside.told,
        "lit": beside.lit,
    }
    shown = {look for _, looks in stand for look in looks} - beside.looks
    piece["stage"] = Extents(piece, size).of_looks(sorted(shown))
    return piece, {name: _grid(*shown) for name, shown in table.grids.items()}


def _grid(values, scale) -> list[Any]:
    """Cells as scenes.score has them in a piece of grids."""
    levels = scale.levels(values.array).astype("<u2")
    rows, columns = levels.shape
    return [
        rows,
        columns,
        RAMPS.index(scale.kind),
        base64.b64encode(levels.tobytes()).decode(),
    ]
