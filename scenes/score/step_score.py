"""One step of a film as a piece of its score."""

import base64
from collections.abc import Callable, Sequence
from typing import Any

from scenes.film.film import Film, Shot
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
    shots = film.shots_of(step)
    moments = [
        (shot, frame / RATE)
        for shot in shots
        for frame in range(round(shot.seconds * RATE))
    ]
    return piece_of(film, moments, round(shots[0].start * RATE), on_frame)


def piece_of(
    film: Film,
    moments: Sequence[tuple[Shot, float]],
    first: int = 0,
    on_frame: Callable[[], Any] | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same of any moments, which follow one another as frames.

    Args:
        moments: (a shot of the film, seconds in it) of each frame.
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

    for frame, (shot, second) in enumerate(moments):
        film.show(shot, second)
        drawn = kept.of(film.parts(shot), lambda part: marks_of(part, drawings))
        looks = [look(marks) for marks in drawn if marks]
        if looks != before:
            stand.append([frame, looks])
            before = looks
        if on_frame:
            on_frame()
    return {
        "format": FORMAT,
        "first": first,
        "frames": len(moments),
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
