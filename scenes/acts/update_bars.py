"""A column is changed in place: three columns of bars."""

import numpy as np

from scenes.acts.act import MOST_BARS, ActKind, Found, Moment
from scenes.acts.columns import NOTE, column_box, common_span
from scenes.acts.schedule import ENTER
from scenes.acts.update import (
    LARGEST,
    TOLD,
    UPDATE,
    Update,
    UpdateAct,
    planned_update,
    update_at,
)
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import furthest
from scenes.arrays.numbers import UnitWriter, Writer, unit_for
from scenes.stage.bars import Bars
from scenes.stage.changed_bars import ChangedBars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.typeface import SMALL
from scenes.words.naming import said
from scenes.words.phrases import own_scale

_UNITS = {
    "thousandths": "千分之一",
    "millionths": "百万分之一",
    "billionths": "十亿分之一",
    "trillionths": "万亿分之一",
}


class UpdateBarsAct(UpdateAct):
    """An update of a column of at most MOST_BARS numbers."""

    kind = "update_bars"


def recognise(moment: Moment) -> Found | None:
    """An update of a column."""
    update = update_at(moment)
    if (
        update is None
        or not arrange.is_column(update.old.shape)
        or not 2 <= max(update.old.shape) <= MOST_BARS
    ):
        return None
    return planned_update(UpdateBarsAct, moment, update, UPDATE)


def _counted_in(name, unit):
    """A name of the code, and the unit that its numbers are counted in."""
    return said(
        "{name}, in {unit}",
        "{name}, 单位：{counted}",
        name=name,
        unit=unit,
        counted=_UNITS[unit],
    )


class UpdateBars(Update):
    """A column: three columns of bars."""

    act: UpdateBarsAct

    def build(self):
        self.read()
        old, change, new = (
            array.ravel() for array in (self.old, self.change, self.new)
        )
        self.count = len(old)
        self.first = furthest(change)
        unit = unit_for(change)
        middle = self.names[1] if unit is None else _counted_in(self.names[1], unit)
        span = common_span(old, new)
        before, changes, now = (
            column_box(self.stage, place, self.count, foot=NOTE)
            for place in (0, 0.5, 1)
        )
        self.columns = [
            self.bring(
                Bars(self.values[0], before, name=self.names[0], span=span),
                self.values[0],
            ),
            self.bring(Bars(self.changing, changes, name=middle)),
            self.bring(
                ChangedBars(self.values[2], old, now, name=self.names[2], span=span),
                self.values[2],
            ),
        ]
        self._choose_numbers(unit)
        self.bring_signs([before, changes, now])
        if common_span(change) == span:
            return
        self.bring(
            Label(
                own_scale(),
                Box(changes.left + 62, changes.bottom, changes.width - 62, 30),
                size=SMALL,
                align="left",
            )
        )

    def _choose_numbers(self, unit):
        """The changes in their unit; before and now as far as they tell."""
        decimals = 5
        if unit is not None:
            self.columns[1].write = UnitWriter(unit)
            decimals = min(max(self.columns[1].write.decimals, 5), 7)
        for column in (self.columns[0], self.columns[2]):
            column.write = Writer(f".{decimals}f", signed=True)

    def move(self, time):
        share = min(max((time - ENTER) / (UPDATE - ENTER), 0.0), 1.0)
        for column, start in ((self.columns[1], 0.0), (self.columns[2], 0.4)):
            column.grown = np.array(
                [
                    ease(
                        share,
                        start + 0.3 * k / self.count,
                        start + 0.3 * (k + 1) / self.count + 0.05,
                    )
                    for k in range(self.count)
                ]
            )
        for column in self.columns:
            column.focus = self.first if share >= TOLD else None

    def words(self, time):
        if time < LARGEST:
            return ""
        return self.told_most()


KIND = ActKind(UpdateBarsAct, UpdateBars, recognise)
