"""Whether a text names a number that an act computes, before it is revealed."""

import re

import numpy as np

from scenes.acts.act import Act
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.caption import Caption
from scenes.stage.inset import Inset
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.marks import Mark
from scenes.stage.part import Box, Part
from scenes.stage.records import TextRecord, records_of
from scenes.stage.source_panel import SourcePanel
from scenes.stage.timeline import Timeline

_NUMBER = re.compile(r"[-−+]?\d[\d,]*\.(\d+)")
_FEW = 100  # cells of an operand whose numbers are known as its own
_MARGIN = 6  # design pixels around a text that is covered


class NamedResults:
    """The texts of one act that name cells of its result.

    Numbers without a decimal point name none: rows and steps have such.

    Attributes:
        first: of the frames that were looked at, the first with such a text.
        box: around those of the caption, in design pixels; None: there are
            none.
    """

    def __init__(self, act: Act) -> None:
        self.first: int | None = None
        self.box: Box | None = None
        result = act.result
        is_real = result is not None and result.dtype.kind == "f"
        self._results = _sorted(result) if is_real else np.array([])
        self._known = [
            _sorted(one) for one in act.operands if np.prod(one.shape) <= _FEW
        ]
        self._told: dict[str, bool] = {}
        self._drawings, self._marks = Drawings(), KeptMarks()
        # id of marks -> (marks, the texts in them), of the frame before
        self._texts: dict[int, tuple[tuple[Mark, ...], list[TextRecord]]] = {}

    def look(self, parts: list[Part], frame: int) -> None:
        """Look at the texts of parts that are on the screen."""
        if not self._results.size:
            return
        looked_at = [
            part
            for part in parts
            if not isinstance(_within(part), (SourcePanel, Timeline))
            and part.opacity > 0
        ]
        drawn = self._marks.of(looked_at, lambda part: marks_of(part, self._drawings))
        before, self._texts = self._texts, {}
        for part, marks in zip(looked_at, drawn, strict=True):
            texts = before.get(id(marks)) or (marks, _texts_in(marks))
            self._texts[id(marks)] = texts
            found = [one for one in texts[1] if self.names(one.text)]
            if found and self.first is None:
                self.first = frame
            if found and isinstance(_within(part), Caption):
                for one in found:
                    self.box = _around(self.box, one, part)

    def names(self, text: str) -> bool:
        """Whether a text holds a number that is the result's, and no operand's."""
        if text not in self._told:
            self._told[text] = any(map(self._is_results, _NUMBER.finditer(text)))
        return self._told[text]

    def _is_results(self, found: re.Match[str]) -> bool:
        value = float(found[0].replace("−", "-").replace(",", ""))
        reach = 0.501 * 10.0 ** -len(found[1])
        return _holds(self._results, value, reach) and not any(
            _holds(one, value, reach) for one in self._known
        )


def _within(part: Part) -> Part:
    """What an Inset shows."""
    return part.inner if isinstance(part, Inset) else part


def _texts_in(marks: tuple[Mark, ...]) -> list[TextRecord]:
    records = records_of(marks, 1.0, part="")
    return [one for one in records if isinstance(one, TextRecord) and one.opacity > 0]


def _sorted(value) -> np.ndarray:
    cells = np.asarray(value.array, dtype=float).ravel()
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
