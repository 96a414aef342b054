"""Which values are attention's, one part of them for each head."""

from scenes.reading.attention_heads import heads
from scenes.reading.makers import Key, key_of
from scenes.reading.side_by_side import side_by_side
from scenes.reading.value_roles import Roles


def head_axes(roles: Roles) -> dict[Key, int]:
    """Of the queries, keys, values and what comes out, each as the products
    have them: which axis is that of the heads."""
    found: dict[Key, int] = {}
    for group in roles.read(heads).values():
        if len(group.each) > 1 or side_by_side(group, roles) != "head":
            continue
        parts = group.each[0].parts
        place = len(parts.scores.batch) - 1
        for laid in (parts.queries, parts.keys, parts.values, parts.mixed):
            axis = laid.axes[place]
            if axis is not None:
                found[key_of(laid.value)] = axis
    return found


def one_heads(roles: Roles) -> dict[Key, int]:
    """Of values that are those of one head alone: which head."""
    found: dict[Key, int] = {}
    for group in roles.read(heads).values():
        if len(group.each) < 2 or side_by_side(group, roles) != "head":
            continue
        for number, one in enumerate(group.each):
            parts = one.parts
            for laid in (parts.queries, parts.keys, parts.values, parts.mixed):
                found.setdefault(key_of(laid.value), number)
    return found
