"""What a page can lay out itself, beside the stage: words, source, map, timeline."""

from collections.abc import Sequence
from typing import Any

from scenes.stage.caption import Caption
from scenes.stage.inset import Inset
from scenes.stage.part import Part
from scenes.stage.small_map import SmallMap
from scenes.stage.source_panel import SourcePanel
from scenes.stage.timeline import Timeline


class Beside:
    """Which looks stand beside the stage, and what is written there when.

    Attributes:
        looks: numbers of the looks of a caption, a source, a map or a timeline.
        maps: of these, those of the small map of the network.
        room: [left, top, right, bottom] of the map in design pixels; None:
            there is none.
        told: [[frame, title, lead, live], ...]: the words from a frame on;
            `live` says what happens at that moment, in lines.
        lit: [[frame, statement, mark, shapes, note], ...]: what of the source
            is lit from a frame on, as scenes.score has it.
    """

    def __init__(self) -> None:
        self.looks: set[int] = set()
        self.maps: set[int] = set()
        self.room: list[float] | None = None
        self.told: list[list[Any]] = []
        self.lit: list[list[Any]] = []

    def stands(self, part: Part, look: int) -> None:
        """Note what a part that is drawn looks like."""
        if isinstance(part, Caption | Inset | SourcePanel | SmallMap | Timeline):
            self.looks.add(look)
        if isinstance(part, SmallMap):
            self.maps.add(look)
            box = part.box
            self.room = [box.left, box.top, box.right, box.bottom]

    def at(self, frame: int, parts: Sequence[Part]) -> None:
        """Note what is written at a frame by some parts, of which the last of a
        kind counts."""
        for part in parts:
            if isinstance(part, Caption):
                lead, _, live = part.words.partition("\n")
                _add(self.told, frame, [part.title, lead, live])
        panel = next(
            (one for one in reversed(parts) if isinstance(one, SourcePanel)), None
        )
        if panel:
            note = panel.listing.note
            _add(self.lit, frame, [panel.statement, panel.mark, panel.shapes, note])


def _add(changes: list[list[Any]], frame: int, now: list[Any]) -> None:
    if not changes or changes[-1][1:] != now:
        changes.append([frame, *now])
