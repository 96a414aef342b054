"""Where the parts of a gradient through a normalisation stand."""

import numpy as np

from scenes.acts import normalise_back_words as words
from scenes.acts import normalise_words
from scenes.acts.lines_board import HEAD, LEARNED, SIDE, LinesBoard, name_of
from scenes.arrays.numbers import number_format
from scenes.reading.normalised_gradients import NormalisedGradient
from scenes.stage.part import Box
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.tracks import Track, Tracks
from scenes.words.naming import code

GAP = 74  # between what comes back and what was normalised, for a name


class NormaliseBackBoard(LinesBoard):
    """The parts of one gradient through a norm.

    Args:
        stage: the Box of the act.
        found: what is computed.
        along: what a line is.
        name: what comes out is called, or "".

    Attributes:
        before: (count,) the first line as it comes back.
        before_shift: the mean that is taken off it.
        has_mean: whether one is.
        normal_name: what is taken off it a share of.
        steps: how many tracks there are below the first.
    """

    def __init__(
        self, stage: Box, found: NormalisedGradient, along: str, *, name: str
    ) -> None:
        super().__init__(stage, found.forward, along)
        normal = found.normal
        shown = [found.back, *([] if normal is None else [normal])]
        high = stage.height - HEAD - 30
        each = (high - GAP * (len(shown) - 1)) / len(shown)
        wide = stage.width * SIDE - 30
        self.sources = [
            self._plane(
                value,
                Box(
                    stage.left + 30, stage.top + HEAD + place * (each + GAP), wide, each
                ),
                value.name or normalise_words.comes_out(),
            )
            for place, value in enumerate(shown)
        ]
        foot = LEARNED + 60 if found.gain is not None else 0
        left = stage.right - stage.width * SIDE
        box = Box(left, stage.top + HEAD, wide, high - foot)
        source = name or code(found.result.name or found.operations[-1].expression)
        self.result = self._plane(found.result, box, source, RowsPlane, source)
        self._bring_learned((found.gain,))
        self.normal_name = "" if normal is None else code(normal.name)
        self._bring_tracks(found)

    def _bring_tracks(self, found: NormalisedGradient) -> None:
        stages = found.first_line()
        self.before, self.steps = stages[0], len(stages) - 1
        kind, gain = found.forward.kind, name_of(found.gain)
        self.has_mean = kind == "standard"
        first = int(found.is_gain_first)
        self.before_shift = float(stages[first].mean())
        mean, along, spread = words.tracks(kind, found.stretch, self.normal_name)
        names = [
            normalise_words.first_line(self._along),
            *([f"× {gain}"] if first else []),
            *([mean] if self.has_mean else []),
            along,
            f"× {gain} {spread}" if gain and not first else spread,
        ]
        write = number_format(np.concatenate(stages))
        self.tracks = self._add(
            Tracks(
                self._middle,
                [
                    Track(
                        values,
                        name,
                        normalise_words.middle_and_spread(values, write),
                        float(values.mean()),
                        float(values.std()),
                    )
                    if self.has_mean
                    else Track(values, name)
                    for values, name in zip(stages, names)
                ],
                write,
            )
        )
