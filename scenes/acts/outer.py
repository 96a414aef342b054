"""What the acts of a column times a row have in common."""

from collections.abc import Mapping
from dataclasses import dataclass

from network.trace import Value
from scenes.acts.act import Act, Found, Moment, planned
from scenes.acts.schedule import HOLD, first_alone
from scenes.arrays.extremes import furthest, largest_row
from scenes.reading.outer_product import OuterProduct
from scenes.words.operations import doing
from scenes.words.phrases import largest_cell, outer_lead
from scenes.words.purposes import step_name


@dataclass(frozen=True, kw_only=True)
class OuterAct(Act):
    """A column times a row; operands: both, as they go in.

    Attributes:
        source: the row as it was before it was turned over.
    """

    source: Value


def planned_outer(
    plan: type[OuterAct],
    moment: Moment,
    product: OuterProduct,
    row: Mapping[str, float],
) -> Found:
    """Found: a plan of an outer product; see act.planned.

    Args:
        row: seconds of the row that goes "alone", and of all others
            "together".
    """
    column = product.column
    turns = first_alone(
        column.shape[0],
        [largest_row(column.array)],
        alone=row["alone"],
        together=row["together"],
    )
    operation = moment.operations[product.count - 1]
    values = operation.result.array
    return planned(
        plan,
        moment,
        turns.end + HOLD,
        doing(operation),
        outer_lead(column, product.row),
        count=product.count,
        turns=turns,
        step_name=step_name(moment.target),
        outcome=largest_cell(moment.target, values),
        outcome_at=turns.ended(furthest(values) // values.shape[1]),
        source=product.source,
    )
