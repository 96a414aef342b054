"""What stands at the moments of a film, as a piece of its score."""

import base64
from collections.abc import Iterable, Sequence
from typing import Any

from scenes.score.mark_table import RAMPS, MarkTable
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.part import Part

FORMAT = 1
RATE = 60  # moments a second


def piece_of(
    moments: Iterable[Sequence[Part]], first: int = 0
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(a piece of a score, the grids that it shows by their names), as
    scenes.score says, for JSON.

    Args:
        moments: the parts that are drawn, in their order, of each frame; they
            are looked at before the next ones are asked for.
        first: the frame of the film that it begins with.
    """
    table, kept, drawings = MarkTable(), KeptMarks(), Drawings()
    known: dict[int, tuple[Any, int]] = {}  # by id; what has one is kept alive
    stand: list[list[Any]] = []
    before = None

    def look(drawn):
        _, number = known.get(id(drawn), (None, None))
        if number is None:
            number = table.look(drawn)
            known[id(drawn)] = drawn, number
        return number

    count = 0
    for frame, parts in enumerate(moments):
        drawn = kept.of(parts, lambda part: marks_of(part, drawings))
        looks = [look(marks) for marks in drawn if marks]
        if looks != before:
            stand.append([frame, looks])
            before = looks
        count += 1
    return {
        "format": FORMAT,
        "first": first,
        "frames": count,
        "colors": table.colors,
        "types": table.types,
        "grids": list(table.grids),
        "marks": table.marks,
        "looks": table.looks,
        "moments": stand,
    }, {name: _grid(*shown) for name, shown in table.grids.items()}


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
