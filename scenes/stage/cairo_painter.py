"""Paints marks with cairo on the bytes of a frame, whole or what changed."""

from collections.abc import Sequence

import cairo
import numpy as np

from scenes.stage.cairo_lowering import Lowering, Surfaces, draw
from scenes.stage.marks import Mark
from scenes.stage.picture import Picture
from scenes.stage.themes import DARK, Theme
from scenes.stage.view import View, fitted

_SURFACES = Surfaces()


class CairoPainter:
    """Paints on the bytes of a frame.

    Args:
        pixels: (height, width, 4) uint8, RGBA; painted on in place.
        surfaces: Surfaces that outlive the painter.
        view: where the frame of the design lies in them; in their middle, as
            large as it fits, when None.
        theme: the colours.
    """

    def __init__(
        self,
        pixels: np.ndarray,
        surfaces: Surfaces | None = None,
        *,
        view: View | None = None,
        theme: Theme = DARK,
    ) -> None:
        self.pixels = pixels
        view = view or fitted(pixels.shape[1], pixels.shape[0])
        self._lowering = Lowering(view.scale, surfaces or _SURFACES, view.origin, theme)
        self._picture: Picture | None = None
        self._layers: list[tuple[Sequence[Mark], list]] = []

    def paint(self, marks: Sequence[Mark]) -> None:
        """Paint marks over what is there."""
        height, width = self.pixels.shape[:2]
        draw(
            self._lowering.lowered(marks),
            cairo.ImageSurface.create_for_data(
                self.pixels.data, cairo.FORMAT_ARGB32, width, height
            ),
        )

    def show(
        self, layers: Sequence[Sequence[Mark]], background: np.ndarray
    ) -> list[tuple[int, int, int, int]]:
        """Make the frame show layers of marks on a background.

        Args:
            layers: in the order they are painted; one that is the same
                object as before is not looked at again.
            background: bytes like `pixels`; the same array every time, for
                anything to stay.

        Returns:
            The regions that changed since the call before, as
            picture.Picture.show gives them.
        """
        if self._picture is None:
            self._picture = Picture(self.pixels)
        if len(layers) != len(self._layers):
            self._layers = [((), [])] * len(layers)
        self._layers = [
            known
            if known[0] is marks
            else (marks, self._lowering.lowered(marks, *known))
            for marks, known in zip(layers, self._layers)
        ]
        return self._picture.show([low for _, low in self._layers], background)
