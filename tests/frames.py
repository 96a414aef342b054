"""Frames of films, for the tests: their pixels and what stands where."""

import re
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Frame:
    """One moment of a film as it was drawn.

    Attributes:
        pixels: (height, width, 4) RGBA bytes.
        records: TextRecord and CellsRecord, in the order they were drawn;
            the minus of a number is a hyphen, as in code.
        shot: of the film, shown at this moment.
        seconds: since the film began.
        outlines: (3, 2) corners of what has a line around it that no record
            tells of: marked cells, and the gaps of sheets that are out.
        parts: those drawn, as they are until another moment is shown.
        typeset: the TextRecords with every minus as it was drawn.
    """

    pixels: np.ndarray
    records: tuple
    shot: object
    seconds: float
    outlines: tuple
    parts: tuple
    typeset: tuple = ()

    @property
    def texts(self):
        return [record for record in self.records if hasattr(record, "text")]

    @property
    def passing(self):
        """(left, top, right, bottom) of the dots and slips in flight."""
        return [
            _reach(item) for part in self.parts for item in getattr(part, "items", ())
        ]

    @property
    def bars(self):
        """The columns of bars that are all there."""
        return [
            part
            for part in self.parts
            if type(part).__name__ in ("Bars", "ChangedBars", "SortedBars")
            and part.opacity > 0.999
        ]

    def __str__(self):
        return f"{self.seconds:.2f} s ({self.shot.player.act.kind})"


def with_hyphens(text):
    """A text with a hyphen for the true minus of each number."""
    return re.sub(r"−(?=\d|inf)", "-", text)


def drawn_at(film, shot, seconds, *, width=1920, height=1080):
    """The Frame of a film some seconds after a shot began."""
    from scenes.stage.camera import drawn

    film.show(shot, seconds)
    records = []
    pixels = drawn(film.parts(shot), width=width, height=height, records=records)
    parts = tuple(film.parts(shot))
    return Frame(
        pixels,
        tuple(map(_as_in_code, records)),
        shot,
        shot.start + seconds,
        tuple(_outlines(parts)),
        parts,
        tuple(record for record in records if hasattr(record, "text")),
    )


def ends(film):
    """The last Frame of every act, one after the other."""
    return (drawn_at(film, shot, shot.seconds) for shot in film.shots)


def _as_in_code(record):
    return (
        replace(record, text=with_hyphens(record.text))
        if hasattr(record, "text")
        else record
    )


def _reach(item):
    """The edges of a dot or a slip in design pixels."""
    if hasattr(item, "radius"):
        return (
            item.x - item.radius,
            item.y - item.radius,
            item.x + item.radius,
            item.y + item.radius,
        )
    box = item.box
    return box.left, box.top, box.right, box.bottom


def _outlines(parts):
    for part in parts:
        for mark in getattr(part, "marks", ()):
            yield part.cell_box(*mark).corners
        for sheet in getattr(part, "away", ()):
            yield part.sheet_corners(sheet)
        yield from getattr(part, "outlines", ())


def pixels_at(film, seconds, *, width=854, height=480):
    """The RGBA bytes of a film at a second since it began."""
    from scenes.stage.camera import drawn

    shot, within = film.at(seconds)
    film.show(shot, within)
    return drawn(film.parts(shot), width=width, height=height)
