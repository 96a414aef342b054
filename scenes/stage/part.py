"""The base of everything on the stage: a Manim mobject that draws itself.

A part is four points, the corners of its box, so Manim's own ways of moving
work on it (`shift`, `scale`, `rotate`, `.animate`, `FadeIn`). What it draws is
its own `draw`; scenes.stage.camera lets Manim's cameras call it.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Self

import numpy as np
from manim import Mobject, config
from numpy.typing import ArrayLike

from network.files.user_error import UserError
from scenes.stage import palette
from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH, Canvas
from scenes.stage.perspective import in_perspective, lower_right
from scenes.stage.shown import Shown
from scenes.stage.values import Values

_PLACES = 4096  # of parts that are kept
_SAME = 1e-6  # design pixels by which two lengths that are one may differ


class PartError(UserError, ValueError):
    """What a part cannot show or do, and what to do instead."""


@dataclass(frozen=True)
class Box:
    """An upright rectangle in design pixels, y downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def meets(self, other: Box, by: float = 0.0) -> bool:
        """Whether a piece is common to both that is wider and higher than `by`."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return min(wide, high) > by

    @property
    def is_tall(self) -> bool:
        """Whether what stands beside each other elsewhere has more room below."""
        return self.height > 0.7 * self.width

    @property
    def corners(self) -> np.ndarray:
        """Upper left, upper right, lower left: (3, 2)."""
        return np.array(
            [(self.left, self.top), (self.right, self.top), (self.left, self.bottom)],
            float,
        )


def mix(start: Any, end: Any, share: Any) -> Any:
    """Between two arrays or numbers: start at share 0, end at 1."""
    return start + (end - start) * share


def mix_boxes(start: Box, end: Box, share: float) -> Box:
    """Between two Boxes, edge by edge: start at share 0, end at 1."""
    return Box(
        mix(start.left, end.left, share),
        mix(start.top, end.top, share),
        mix(start.width, end.width, share),
        mix(start.height, end.height, share),
    )


def ease(time: float, start: float, end: float) -> float:
    """How far a smooth motion from `start` to `end` seconds is: 0..1."""
    if time >= end:
        return 1.0
    if time <= start:
        return 0.0
    share = (time - start) / (end - start)
    return share * share * (3 - 2 * share)


def design_of(points: np.ndarray) -> np.ndarray:
    """(count, 2) design pixels of (count, 3) points in Manim's units."""
    per_unit = DESIGN_WIDTH / config.frame_width
    return points[:, :2] * (per_unit, -per_unit) + (DESIGN_WIDTH / 2, DESIGN_HEIGHT / 2)


# Where parts stand is asked and set many times in each frame, and seldom changes:
# what comes of some numbers, as bytes, is kept.
@lru_cache(maxsize=_PLACES)
def _points_of(corners: bytes, frame_width: float) -> np.ndarray:
    """Four points in Manim's units of three corners, or four, in design pixels."""
    told = np.frombuffer(corners).reshape(-1, 2).tolist()
    (x0, y0), (x1, y1), (x2, y2), *fourth = told
    far = fourth[0] if fourth else (x1 + x2 - x0, y1 + y2 - y0)
    ring = ((x0, y0), (x1, y1), far, (x2, y2))
    per_unit = DESIGN_WIDTH / frame_width
    return np.array(
        [
            ((x - DESIGN_WIDTH / 2) / per_unit, (DESIGN_HEIGHT / 2 - y) / per_unit, 0.0)
            for x, y in ring
        ]
    )


@lru_cache(maxsize=_PLACES)
def _corners_of(points: bytes, frame_width: float) -> np.ndarray:
    """Three corners in design pixels of four points in Manim's units."""
    upper_left, upper_right, _, lower_left = (
        np.frombuffer(points).reshape(4, 3).tolist()
    )
    per_unit = DESIGN_WIDTH / frame_width
    return np.array(
        [
            (x * per_unit + DESIGN_WIDTH / 2, DESIGN_HEIGHT / 2 - y * per_unit)
            for x, y, _ in (upper_left, upper_right, lower_left)
        ]
    )


@lru_cache(maxsize=_PLACES)
def _seen_corners_of(points: bytes, frame_width: float) -> np.ndarray:
    """The same, with the lower right one where they are seen in perspective."""
    corners = _corners_of(points, frame_width)
    fourth = design_of(np.frombuffer(points).reshape(4, 3)[2:3])
    (x0, _), (x1, _), (x2, _), (x3, _) = four = np.vstack([corners, fourth])
    stand_upright = abs(x2 - x0) < _SAME and abs(x3 - x1) < _SAME
    is_parallel = np.abs(lower_right(corners) - fourth).max() < _SAME
    return four if stand_upright and not is_parallel else corners


@lru_cache(maxsize=_PLACES)
def _box_of(points: bytes, frame_width: float) -> Box:
    """The upright Box in design pixels around points in Manim's units."""
    per_unit = DESIGN_WIDTH / frame_width
    xs, ys, _ = np.frombuffer(points).reshape(-1, 3).T.tolist()
    left = min(xs) * per_unit + DESIGN_WIDTH / 2
    top = DESIGN_HEIGHT / 2 - max(ys) * per_unit
    return Box(
        left,
        top,
        max(xs) * per_unit + DESIGN_WIDTH / 2 - left,
        DESIGN_HEIGHT / 2 - min(ys) * per_unit - top,
    )


# What Manim keeps in a mobject besides how it looks.
_MANIMS = frozenset({*vars(Mobject()), "target", "saved_state", "original_id"})


class Part(Mobject):
    """A box of the frame.

    Args:
        box: a Box in design pixels; what it stands for is the part's own.
        opacity: 0..1.

    Attributes:
        draws_turned: whether `draw` knows what to do where the box stands
            turned or slanted; else the part is drawn upright, and turned
            after that.
        laid_anew: names of attributes that follow from the others each time
            that it is drawn.
    """

    draws_turned = False
    laid_anew: frozenset[str] = frozenset()

    def __init__(self, box: Box, *, opacity: float = 1.0) -> None:
        super().__init__()
        _let_cameras_learn()
        self.opacity = opacity
        self.words_opacity = 1.0  # of names, notes and numbers beside it
        self.accent: str | None = None
        self.place(box)

    def get_family(self, recurse: bool = True) -> list[Mobject]:
        # Asked for in every frame; Manim would take its time.
        return super().get_family(recurse) if self.submobjects else [self]

    def family_members_with_points(self) -> list[Mobject]:
        if self.submobjects:
            return super().family_members_with_points()
        return [self] if len(self.points) else []

    def place(self, box: Box) -> Self:
        """Put the part at a Box, in design pixels."""
        return self.place_corners(box.corners)

    def place_corners(self, corners: ArrayLike) -> Self:
        """Put the part's upper left, upper right and lower left corner, and
        its lower right one where it is seen in perspective."""
        lengths = np.asarray(corners, float).tobytes()
        self.points = _points_of(lengths, config.frame_width).copy()
        return self

    @property
    def corners(self) -> np.ndarray:
        """Upper left, upper right, lower left: (3, 2) design pixels."""
        return _corners_of(self._told_points, config.frame_width).copy()

    @property
    def seen_corners(self) -> np.ndarray:
        """The `corners`, and where the part is seen in perspective (its sides
        stand upright) its lower right one, too: (4, 2)."""
        return _seen_corners_of(self._told_points, config.frame_width).copy()

    @property
    def box(self) -> Box:
        """The upright Box around the part's corners."""
        return _box_of(self._told_points, config.frame_width)

    @property
    def _told_points(self) -> bytes:
        return np.asarray(self.points, float).tobytes()

    @property
    def upright(self) -> bool:
        """Whether the box stands neither turned nor slanted."""
        corners = self.seen_corners
        upper_left, upper_right, lower_left = corners[:3]
        return (
            not in_perspective(corners)
            and abs(upper_right[1] - upper_left[1]) < _SAME
            and abs(lower_left[0] - upper_left[0]) < _SAME
            and upper_right[0] > upper_left[0]
            and lower_left[1] > upper_left[1]
        )

    def set_opacity(self, opacity: float, family: bool = True) -> Self:
        """Set the opacity, 0..1."""
        self.opacity = opacity
        return self

    def fade(self, darkness: float = 0.5, family: bool = True) -> Self:
        """Lose a share 0..1 of the opacity, as Manim's FadeIn asks for."""
        self.opacity *= 1 - darkness
        return self

    def set_color(
        self, color: Any = palette.POINTED, alpha: Any = None, family: bool = True
    ) -> Self:
        """Outline the part in a colour."""
        self.accent = str(getattr(color, "to_hex", lambda: color)())
        return self

    def interpolate_color(self, mobject1: Any, mobject2: Any, alpha: float) -> Any:
        """Look like one of two parts: like the first up to half-way.

        What both hold alike stays as it is: something else may be changing
        it meanwhile.
        """
        opacity = mix(mobject1.opacity, mobject2.opacity, alpha)
        shown, other = (mobject1, mobject2) if alpha < 0.5 else (mobject2, mobject1)
        look, others = _look(shown), _look(other)
        for name in others.keys() - look.keys():
            vars(self).pop(name, None)
        for name, value in look.items():
            if name not in others or not _alike(value, others[name]):
                setattr(self, name, copy(value))
        self.opacity = opacity

    def set_fill(self, *args: Any, **kwargs: Any) -> Self:
        """Refused: what is inside a part has colours that mean something."""
        raise PartError(
            f"a {type(self).__name__} has the colours of its values: set_opacity "
            "fades it, set_color outlines it"
        )

    def set_stroke(self, *args: Any, **kwargs: Any) -> Self:
        """Refused, as `set_fill` is."""
        return self.set_fill(*args, **kwargs)

    def get_point_mobject(self, center: Any = None) -> Any:
        # What grows into one of the mobjects that another part carries.
        point = self.copy().set_opacity(0)
        point.submobjects = []
        return point

    def align_points_with_larger(self, larger_mobject: Mobject) -> Any:
        raise ValueError(
            f"a {type(self).__name__} has four corners and cannot become a "
            f"{type(larger_mobject).__name__}; fade one out and the other in"
        )

    def extent(self) -> Box:
        """The Box that the drawing stays inside: the box and its words."""
        box = self.box
        return Box(box.left - 90, box.top - 60, box.width + 180, box.height + 120)

    @property
    def hidden(self) -> bool:
        """Whether nothing of the part is drawn."""
        return self.opacity <= 0

    def cells(self) -> tuple[Shown, ...]:
        """Which cells of which values stand where now, in the order they are
        drawn; of a part of words there are none."""
        return ()

    @property
    def has_begun(self) -> bool:
        """Whether any of its values is there, or on its way."""
        return not self.hidden

    def cell_at(self, x: float, y: float) -> tuple[Values, tuple[int, ...]] | None:
        """(Values, the index in them) of what stands at a point in design
        pixels, or None: nothing, or nothing yet."""
        if self.hidden:
            return None
        found = (
            (shown.values, shown.cell_at(x, y)) for shown in reversed(self.cells())
        )
        return next(
            ((values, index) for values, index in found if index is not None), None
        )

    def paint(self, canvas: Canvas) -> None:
        """Draw the part with its opacity."""
        if self.hidden:
            return
        if self.opacity >= 1:
            self.draw(canvas)
            return
        extent = self.extent()
        with canvas.faded(
            self.opacity, extent.left, extent.top, extent.width, extent.height
        ):
            self.draw(canvas)

    def draw(self, canvas: Canvas) -> None:
        """Draw the part, as a subclass knows how, on a canvas.Canvas."""
        raise NotImplementedError


@cache
def _let_cameras_learn() -> None:
    """Manim's cameras learn to draw parts, if nobody had them do so before."""
    # Not with this module: that one needs it.
    from scenes.stage import camera as camera


def _look(part: Part) -> dict[str, Any]:
    """All that a part holds, besides where it is and what is Manim's."""
    return {name: value for name, value in vars(part).items() if name not in _MANIMS}


def _alike(one: Any, other: Any) -> bool:
    """Whether two values are certainly the same."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other)
    same = one == other
    return same if isinstance(same, bool) else False
