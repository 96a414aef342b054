"""What the acts of a column times a row have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from network.trace import Value
from scenes.acts.act import Act, Found, Moment, planned
from scenes.acts.product_words import gradient_lead, gradient_title
from scenes.acts.schedule import HOLD, first_alone
from scenes.arrays.extremes import furthest, largest_row
from scenes.reading.gradient_products import gradient_products
from scenes.reading.outer_product import OuterProduct
from scenes.words.operations import doing
from scenes.words.phrases import furthest_product, outer_lead
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
    after: float = 0.0,
) -> Found:
    """Found: a plan of an outer product; see act.planned.

    Args:
        row: seconds of the row that goes "alone", and of all others
            "together".
        after: seconds after the last of them.
    """
    column, operation = product.column, moment.operations[product.count - 1]
    values = operation.result.array
    turns = first_alone(
        column.array.size,
        [largest_row(column.array.ravel())],
        alone=row["alone"],
        together=row["together"],
    )
    target = moment.named(product.count)
    gradient = moment.roles.read(gradient_products).get(operation.number)
    found = planned(
        plan,
        moment,
        turns.end + after + HOLD,
        gradient_title(target, gradient) if gradient else doing(operation),
        gradient_lead(gradient, 1) if gradient else outer_lead(column, product.row),
        count=product.count,
        turns=turns,
        step_name=step_name(target),
        outcome=furthest_product(target, values),
        outcome_at=turns.ended(furthest(values) // values.shape[1]),
        source=product.source,
    )
    act = replace(found.act, operands=(column, product.row))
    return replace(found, act=act)
