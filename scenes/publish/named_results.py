"""Whether a text names a number that an act computes, before it is revealed."""

import re
from collections.abc import Sequence

import numpy as np

from network.trace import Value
from scenes.acts.act import Act
from scenes.acts.entrances import Role, key_of
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.caption import Caption
from scenes.stage.inset import Inset
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.legend import Legend
from scenes.stage.marks import Mark
from scenes.stage.part import Box, Part
from scenes.stage.records import TextRecord, records_of
from scenes.stage.source_panel import SourcePanel
from scenes.stage.stage_window import StageWindow
from scenes.stage.timeline import Timeline

_NUMBER = re.compile(r"[-−+]?\d[\d,]*\.(\d+)")
_COMPUTED = re.compile(r"[\d)] = $")  # before what comes out
_FEW = 100  # cells of an operand whose numbers are known wherever they stand
_MARGIN = 6  # design pixels around a text that is covered


class NamedResults:
    """The texts of one act that name cells of its result.

    Numbers without a decimal point name none: rows and steps have such.

    Args:
        act: whose result it is.
        leaving: the parts of the act before, that fade while it begins: their
            numbers were there before.

    Attributes:
        first: of the frames that were looked at, the first with such a text.
        box: around those of the caption, in design pixels; None: there are
            none.
    """

    def __init__(self, act: Act, leaving: Sequence[Part] = ()) -> None:
        self._leaving = {id(part) for part in leaving}
        self.first: int | None = None
        self.box: Box | None = None
        result = act.result
        self._results = np.array([])
        if result is not None and result.dtype.kind == "f":
            self._results = _sorted(_cells(result))
        self._keys = {key_of(one) for one in act.operands}
        self._operands = [_sorted(_cells(one)) for one in act.operands]
        self._known = [one for one in self._operands if one.size <= _FEW]
        # As the code writes them: of what is taken away words say it "loses 0.01".
        self._numbers = {
            f"{abs(one.array.item()):g}"
            for operation in act.operations
            for one in operation.operands
            if one.dtype.kind in "iuf" and one.array.size == 1
        }
        self._told: dict[tuple[str, bool], bool] = {}
        self._drawings, self._marks = Drawings(), KeptMarks()
        # id of marks -> (marks, the texts in them), of the frame before
        self._texts: dict[int, tuple[tuple[Mark, ...], list[TextRecord]]] = {}

    def look(self, parts: list[Part], frame: int) -> None:
        """Look at the texts of parts that are on the screen."""
        if not self._results.size:
            return
        looked_at = [
            part
            for one in parts
            for part in (one.shown if isinstance(one, StageWindow) else (one,))
            if part.opacity > 0
            and not isinstance(_within(part), (SourcePanel, Timeline))
            and id(_within(part)) not in self._leaving
            and not self._is_an_operands(part)
        ]
        drawn = self._marks.of(looked_at, lambda part: marks_of(part, self._drawings))
        before, self._texts = self._texts, {}
        for part, marks in zip(looked_at, drawn, strict=True):
            texts = before.get(id(marks)) or (marks, _texts_in(marks))
            self._texts[id(marks)] = texts
            is_scale = isinstance(_within(part), Legend)
            found = [one for one in texts[1] if self.names(one.text, is_scale)]
            if found and self.first is None:
                self.first = frame
            if found and isinstance(_within(part), Caption):
                for one in found:
                    self.box = _around(self.box, one, part)

    def _is_an_operands(self, part: Part) -> bool:
        """Whether its numbers are those of what goes in, though like the result's."""
        sources = [shown.values.source for shown in part.cells()]
        return bool(sources) and all(
            isinstance(one, (Value, Role)) and key_of(one) in self._keys
            for one in sources
        )

    def names(self, text: str, is_scale: bool = False) -> bool:
        """Whether a text holds a number that is the result's, and no operand's.

        Args:
            is_scale: it stands at the ends of a scale of colours, which also
                those of many cells have; of many it gives none away.
        """
        if is_scale and self._results.size > _FEW:
            return False
        if (text, is_scale) not in self._told:
            known = self._operands if is_scale else self._known
            self._told[text, is_scale] = any(
                self._is_results(found, known) for found in _NUMBER.finditer(text)
            )
        return self._told[text, is_scale]

    def _is_results(self, found: re.Match[str], known: list[np.ndarray]) -> bool:
        value = float(found[0].replace("−", "-").replace(",", ""))
        reach = 0.501 * 10.0 ** -len(found[1])
        if not _holds(self._results, value, reach):
            return False
        if _COMPUTED.search(found.string, 0, found.start()):
            return True  # though something like it goes in
        return found[0].lstrip("-−+") not in self._numbers and not any(
            _holds(one, value, reach) for one in known
        )


def _within(part: Part) -> Part:
    """What an Inset shows."""
    return part.inner if isinstance(part, Inset) else part


def _texts_in(marks: tuple[Mark, ...]) -> list[TextRecord]:
    records = records_of(marks, 1.0, part="")
    return [one for one in records if isinstance(one, TextRecord) and one.opacity > 0]


def _cells(value: Value) -> np.ndarray:
    return np.asarray(value.array, dtype=float).ravel()


def _sorted(cells: np.ndarray) -> np.ndarray:
    return np.sort(cells[np.isfinite(cells)])


def _holds(cells: np.ndarray, value: float, reach: float) -> bool:
    first = int(np.searchsorted(cells, value - reach))
    return first < cells.size and bool(cells[first] <= value + reach)


def _around(box: Box | None, text: TextRecord, caption: Part) -> Box:
    """A box as wide as the caption that holds a text, and what is in it yet."""
    top, bottom = text.top - _MARGIN, text.bottom + _MARGIN
    if box is not None:
        top, bottom = min(top, box.top), max(bottom, box.top + box.height)
    return Box(caption.box.left - _MARGIN, top, caption.box.width, bottom - top)
