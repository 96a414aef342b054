"""Sheets of a stack that have come out of their rack and face us, in rows."""

from scenes.acts.kept_products import places_of
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import SMALL
from scenes.stage.values import Values


def sheets_facing_us(
    values: Values, room: Box, below: float, *, scale: palette.Scale, source: str
) -> tuple[list[MatrixPlane], list[Label]]:
    """(the sheets, the index below each).

    Args:
        values: (sheets, rows, columns).
        room: that they fill, as large as can be.
        below: room for an index below each, in design pixels.
        scale: of the colours of all.
        source: what the code calls the stack.
    """
    places = places_of(len(values.array), room, below)
    planes = [
        MatrixPlane(
            values[index],
            place,
            scale=scale,
            numbers=False,
            thickness=2,
            source=source,
            first=(index, 0, 0),
        )
        for index, place in enumerate(places)
    ]
    indices = [
        Label(
            str(index),
            Box(place.left, place.bottom + 2, place.width, below - 4),
            size=SMALL,
            family="code",
        )
        for index, place in enumerate(places)
    ]
    return planes, indices
