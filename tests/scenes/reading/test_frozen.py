"""What is read of a trace goes from room to room: nothing changes it."""

from scenes import reading
from tests.dataclasses_in import dataclasses_of


def test_what_is_read_does_not_change():
    found = list(dataclasses_of(reading))
    assert len(found) > 5
    for one in found:
        assert one.__dataclass_params__.frozen, one
