"""The same column of two digits, side by side."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.twins import TOLD, Twins, TwinsAct, for_both
from scenes.words.naming import in_a_row, number, one_of, plain, said

SECONDS = 5.8  # of the whole act


@dataclass(frozen=True, kw_only=True)
class TwinColumnsAct(TwinsAct):
    """A column that is computed for both images, its operands.

    Attributes:
        apart: the index of the row in which they differ most.
    """

    kind = "twin_columns"

    apart: int


def two_columns(
    name: str, act: Act, values: tuple[Value, Value], images: tuple[Value, Value]
) -> TwinColumnsAct:
    """The plan that shows a column of both images.

    Args:
        name: of the column, as in the code.
        act: that shows how it is computed for the second of them.
        values: it, of both.
        images: one read right, one read wrong.
    """
    arrays = [value.array.ravel().astype(float) for value in values]
    apart = int(np.argmax(np.abs(arrays[1] - arrays[0])))
    lead = said("Look for what only one image lights.", "留意只有一边亮的神经元。")
    outcome = _most_apart(name, apart, *arrays)
    return TwinColumnsAct(
        **for_both(act, values),
        seconds=SECONDS,
        title=said("The hidden neurons", "隐藏神经元"),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=TOLD,
        step_name=plain(name),
        images=images,
        apart=apart,
    )


def _most_apart(name, index, left, right):
    one = one_of(name, len(left))
    first, second = number(left[index], left), number(right[index], right)
    return said(
        "Largest gap: {one_lower} {index}, {first} and {second}.",
        "相差最大的是{one} {index}：{first} 和 {second}。",
        one_lower=one.lower(),
        index=index,
        first=first,
        second=second,
        one=one,
    )


class TwinColumns(Twins):
    """Both columns grow; then the row in which they differ most is lit."""

    act: TwinColumnsAct

    def build(self):
        super().build()
        self.bring_columns(
            self.act.operands, self.act.operands, name=self.act.result_name
        )

    def move(self, time):
        super().move(time)
        for column in self.columns:
            column.focus = self.act.apart if time >= TOLD else None

    def words(self, time):
        if time < TOLD:
            return ""
        return _most_apart(
            self.act.result_name,
            self.act.apart,
            *(column.values.array for column in self.columns),
        )


KIND = ActKind(TwinColumnsAct, TwinColumns)
