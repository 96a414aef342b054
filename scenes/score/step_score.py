"""One step of a film as a piece of its score."""

import base64
from collections.abc import Callable
from typing import Any

import numpy as np

from scenes.film.film import Film
from scenes.score.mark_table import RAMPS, MarkTable
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.kept_marks import KeptMarks

FORMAT = 1
RATE = 60  # moments a second


def step_score(
    film: Film, step: int, on_frame: Callable[[], Any] | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(the piece of a step, the grids that it shows by their names), as
    scenes.score says, for JSON.

    Args:
        film: told in one language.
        step: its index.
        on_frame: called after each moment; None: nothing is.
    """
    table, kept, drawings = MarkTable(), KeptMarks(), Drawings()
    known: dict[int, tuple[Any, int]] = {}  # by id, what has one is kept alive
    moments: list[list[Any]] = []
    frames, before = 0, None
    shots = film.shots_of(step)

    def look(drawn):
        _, number = known.get(id(drawn), (None, None))
        if number is None:
            number = table.look(drawn)
            known[id(drawn)] = drawn, number
        return number

    for shot in shots:
        count = round(shot.seconds * RATE)
        for frame in range(count):
            film.show(shot, frame / RATE)
            drawn = kept.of(film.parts(shot), lambda part: marks_of(part, drawings))
            stands = [look(marks) for marks in drawn if marks]
            if stands != before:
                moments.append([frames + frame, stands])
                before = stands
            if on_frame:
                on_frame()
        frames += count
    return {
        "format": FORMAT,
        "first": round(shots[0].start * RATE),
        "frames": frames,
        "colors": table.colors,
        "types": table.types,
        "grids": list(table.grids),
        "marks": table.marks,
        "looks": table.looks,
        "moments": moments,
    }, {name: _grid(*shown) for name, shown in table.grids.items()}


def _grid(values, scale) -> list[Any]:
    """Cells as scenes.score has them in a piece of grids."""
    levels = scale.levels(values.array).astype("<u2")
    rows, columns = levels.shape
    return [
        rows,
        columns,
        RAMPS.index(scale.kind),
        base64.b64encode(np.ascontiguousarray(levels)).decode(),
    ]
