"""Where the parts of a normalisation stand."""

import numpy as np

from scenes.acts import normalise_words as words
from scenes.acts.lines_board import (
    HEAD,
    LEARNED,
    SIDE,
    LinesBoard,
    below_learned,
    name_of,
)
from scenes.arrays.numbers import number_format
from scenes.reading.normalised_lines import NormalisedFound
from scenes.stage.part import Box
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.tracks import Track, Tracks
from scenes.words.naming import code


class NormaliseBoard(LinesBoard):
    """The parts of one normalisation.

    Args:
        stage: the Box of the act.
        found: what is computed.
        along: what a line is.
        name: what comes out is called, or "".

    Attributes:
        before: (count,) the first line as it goes in.
        steps: how many tracks there are below the first.
        followed: (normal, gain, shift or None, after) of its first number.
    """

    def __init__(
        self, stage: Box, found: NormalisedFound, along: str, *, name: str
    ) -> None:
        super().__init__(stage, found, along)
        result = found.last.result
        name = name or words.comes_out()
        foot = 2 * (LEARNED + below_learned()) if found.gain is not None else 0
        high = stage.height - HEAD - 30 - foot
        boxes = [
            Box(left, stage.top + HEAD, stage.width * SIDE - 30, high)
            for left in (stage.left + 30, stage.right - stage.width * SIDE)
        ]
        self.sources = [self._plane(found.value, boxes[0], name_of(found.value))]
        source = code(result.name or found.last.expression)
        self.result = self._plane(result, boxes[1], name, RowsPlane, source)
        self._bring_learned((found.gain, found.shift))
        self._bring_tracks(found)

    def _bring_tracks(self, found):
        self.before = found.lines(found.value.array.astype(float))[0]
        after = found.lines(found.last.result.array.astype(float))[0]
        taken = float(found.lines_of(found.taken)[0])
        spread = float(found.lines_of(found.spread)[0])
        normal = (self.before - taken) / spread
        kept = [(self.before, words.first_line(self._along))]
        names = words.tracks(found.kind)
        if names[0]:
            kept.append((self.before - taken, names[0]))
        kept.append((normal, names[1]))
        if found.gain is not None:
            kept.append(
                (after, words.learned_names(name_of(found.gain), name_of(found.shift)))
            )
        write = number_format(np.concatenate([values for values, _ in kept]))
        is_spread = found.kind in ("standard", "kept", "given")
        tracks = [
            Track(
                values,
                name,
                words.middle_and_spread(values, write) if is_spread else "",
                float(values.mean()) if is_spread else None,
                float(values.std()) if is_spread else None,
            )
            for values, name in kept
        ]
        self.steps = len(tracks) - 1
        gain, shift = (
            None if value is None else self._of_first(value)
            for value in (found.gain, found.shift)
        )
        self.followed = float(normal[0]), gain, shift, float(after[0])
        self.tracks = self._add(Tracks(self._middle, tracks, write))
