"""Attentions that stand side by side: the heads of one layer, told together."""

from dataclasses import dataclass, replace

from network.trace import Operation
from scenes.reading.attention_found import AttentionFound, attentions, taken
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class Heads:
    """Attentions side by side, all of what was there before the first.

    Attributes:
        each: the AttentionFound, in order.
        operations: of all of them, in order.
    """

    each: tuple[AttentionFound, ...]
    operations: tuple[Operation, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the operations."""
        return frozenset(one.number for one in self.operations)


def heads(roles: Roles) -> dict[int, Heads]:
    """The attentions of a trace, those of one layer together, by the number
    of the first operation."""
    groups: list[list[AttentionFound]] = []
    for one in roles.read(attentions):
        again = _beside(groups[-1], one, roles) if groups else None
        if again is not None:
            groups[-1].append(replace(one, operations=again))
        else:
            groups.append([one])
    return {group[0].first: _together(group) for group in groups}


def _together(group: list[AttentionFound]) -> Heads:
    parts = {one.number: one for each in group for one in each.operations}
    return Heads(tuple(group), tuple(parts[number] for number in sorted(parts)))


def _beside(
    group: list[AttentionFound], one: AttentionFound, roles: Roles
) -> tuple[Operation, ...] | None:
    """The operations of one that can be told with those of a group, or None:
    another place in the code, another shape, or made of what came out."""
    first = group[0]
    alike = one.product.span == first.product.span and all(
        mine.value.shape == its.value.shape
        for mine, its in zip(one.parts.all, first.parts.all)
    )
    return taken(one.parts, one.mix, first.first, roles.makers) if alike else None
