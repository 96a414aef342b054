"""Who reads a value, and a reading of a trace is made once."""

import numpy as np

from network.recorder import record
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles, roles_of


def layer(x):
    y = x + 1
    x *= 2
    return x * y + y


def test_a_value_is_read_where_it_is_an_operand_as_it_was():
    trace = record(layer, np.arange(3.0))
    roles = roles_of(trace)
    added, doubled, product, total = roles.operations
    found = roles.read(uses)
    before, after = added.operands[0], doubled.result
    assert [one.number for one in found.of(before)] == [added.number, doubled.number]
    assert [one.number for one in found.of(after)] == [product.number]
    assert [one.number for one in found.of(added.result)] == [
        product.number,
        total.number,
    ]
    assert found.of(total.result) == ()


def test_a_reading_is_made_once():
    asked = []

    def reader(roles: Roles) -> int:
        asked.append(roles)
        return len(roles.operations)

    roles = roles_of(record(layer, np.arange(3.0)))
    assert roles.read(reader) == roles.read(reader) == 4
    assert asked == [roles]
