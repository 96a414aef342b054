"""Number lines one below the other, on which dots fall from each to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.stage import palette
from scenes.stage.part import Box, Part, ease, mix
from scenes.stage.typeface import Type

NAME, NUMBER = Type("code", 20), Type("code", 18)
MOST_DOTS = 160  # of more numbers so many are dots, at equal distances
ROOM = 70  # left and right of a line for what stands there
COMMON = 12.0  # lines whose reach differs no more than so have one scale
LIFT = 30  # from a line up to the middle of its dots


@dataclass(frozen=True)
class Track:
    """One number line.

    Attributes:
        values: (count,) numbers, the same ones on each track.
        name: what has become of them, left above the line.
        note: about their middle and spread, right above it.
        center, spread: around which and how far they lie, or None.
    """

    values: np.ndarray
    name: str
    note: str = ""
    center: float | None = None
    spread: float | None = None


class Tracks(Part):
    """Dots on number lines.

    Args:
        box: a Box in design pixels.
        tracks: from the top.
        write: a number as text.
        followed: index of the number that is lit and written.

    Attributes to change while it plays:
        reached: 0 where the dots are on the first track, 1 on the second.
    """

    def __init__(self, box: Box, tracks: Sequence[Track], write, *, followed=0):
        super().__init__(box)
        self._tracks, self._write = tuple(tracks), write
        count = len(tracks[0].values)
        step = -(-count // MOST_DOTS)
        self._kept = np.unique(np.append(np.arange(0, count, step), followed))
        self._followed = int(np.searchsorted(self._kept, followed))
        self._spans = _spans(tracks)
        self.reached = 0.0

    def line_y(self, track: int) -> float:
        """The y of a number line."""
        box = self.box
        return box.top + (track + 0.72) * box.height / len(self._tracks)

    def x_of(self, track: int, values):
        """The x of numbers on a track."""
        low, high = self._spans[track]
        box = self.box
        share = (np.asarray(values, float) - low) / (high - low)
        return box.left + ROOM + np.clip(share, 0, 1) * (box.width - 2 * ROOM)

    def dots(self, track: int) -> np.ndarray:
        """(count, 2) the middle of each dot on a track."""
        values = self._tracks[track].values[self._kept]
        lift = (
            LIFT
            if len(values) < 3
            else 14 + 34 * ((np.arange(len(values)) * 0.382) % 1)
        )
        xs = self.x_of(track, values)
        return np.stack([xs, np.broadcast_to(self.line_y(track) - lift, xs.shape)], 1)

    def draw(self, canvas):
        last = len(self._tracks) - 1
        at = min(int(self.reached), last)
        onward = ease(self.reached - at, 0, 1)
        for track in range(at + (onward > 0) + 1):
            if track <= last:
                self._draw_line(canvas, track, onward if track > at else 1.0)
        for track in range(at + 1):
            self._draw_dots(
                canvas, self.dots(track), 1.0 if track == at else 0.35, track
            )
        if onward > 0 and at < last:
            moving = mix(self.dots(at), self.dots(at + 1), onward)
            self._draw_dots(canvas, moving, 1.0, at + 1 if onward >= 1 else None)

    def _draw_line(self, canvas, track, share):
        box, y, one = self.box, self.line_y(track), self._tracks[track]
        words = share * self.words_opacity
        left, right = box.left + ROOM, box.right - ROOM
        if one.center is not None and one.spread is not None:
            start, end = self.x_of(
                track, [one.center - one.spread, one.center + one.spread]
            )
            canvas.rectangle(
                start,
                y - 56,
                max(end - start, 1),
                56,
                fill=palette.PURPLE,
                opacity=0.16 * share,
                radius=4,
            )
            middle = float(self.x_of(track, one.center))
            canvas.rectangle(
                middle - 1, y - 60, 2, 66, fill=palette.PURPLE, opacity=share
            )
        canvas.rectangle(
            left, y - 0.75, right - left, 1.5, fill=palette.LINE, opacity=share
        )
        canvas.text(one.name, left, y - 70, NAME, palette.TEXT, opacity=words)
        canvas.text(
            one.note,
            right,
            y - 70,
            NUMBER,
            palette.PURPLE,
            align="right",
            opacity=words,
        )
        low, high = self._spans[track]
        ticks = [low, high, *([0.0] if low < 0 < high else [])]
        for value in ticks:
            x = float(self.x_of(track, value))
            canvas.rectangle(x - 0.75, y, 1.5, 7, fill=palette.QUIET, opacity=share)
            canvas.text(
                self._write(np.float64(value)).lstrip("+") if value else "0",
                x,
                y + 26,
                NUMBER,
                palette.QUIET,
                align="middle",
                opacity=words,
            )

    def _draw_dots(self, canvas, places, opacity, track):
        radius = 8 if len(places) <= 24 else 5 if len(places) <= 80 else 3.5
        for index, (x, y) in enumerate(places.tolist()):
            if index != self._followed:
                canvas.disc(x, y, radius, fill=palette.SELF, opacity=0.75 * opacity)
        x, y = places[self._followed].tolist()
        canvas.disc(x, y, radius + 2, fill=palette.POINTED, opacity=max(opacity, 0.6))
        if track is not None:
            text = self._write(self._tracks[track].values[self._kept[self._followed]])
            wide = NUMBER.width(text) + 8
            canvas.rectangle(
                x - wide / 2,
                y - radius - 24,
                wide,
                20,
                fill=palette.BACKGROUND,
                radius=4,
                opacity=0.75 * self.words_opacity,
            )
            canvas.text(
                text,
                x,
                y - radius - 8,
                NUMBER,
                palette.POINTED,
                align="middle",
                opacity=self.words_opacity,
            )


def _spans(tracks: Sequence[Track]) -> list[tuple[float, float]]:
    """(lowest, highest) number of each track; of all, where they are alike."""
    own = [_span(track.values) for track in tracks]
    lengths = [high - low for low, high in own]
    common = min(low for low, _ in own), max(high for _, high in own)
    if common[1] - common[0] <= COMMON * min(lengths):
        return [common] * len(own)
    return own


def _span(values: np.ndarray) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    low, high = min(low, 0.0), max(high, 0.0)
    edge = (high - low) * 0.06 or 1.0
    return low - edge, high + edge
