"""What publish tells of a task that a process of its own cannot do."""

import os
from dataclasses import dataclass

import pytest

from scenes.publish.segments import OtherCodeError
from scenes.publish.workers import WorkError, here

FILM = "forward"


@dataclass(frozen=True)
class Failing:
    """A task that ends as its film's material says."""

    film: str = FILM

    def __str__(self):
        return "forward, step 3"

    def work(self, material, on_frame=None):
        endings = {
            b"fault": lambda: self.no_such_part,
            b"disk": lambda: os.stat("/no/such/place"),
            b"code": self._other_code,
            b"killed": self._killed,
            b"memory": self._no_memory,
        }
        return endings[material]()

    def _other_code(self):
        raise OtherCodeError("expected a worker to have the same code")

    def _no_memory(self):
        raise MemoryError

    def _killed(self):
        os._exit(9)


def failure(ending):
    """The error of a process that ended in such a way."""
    with pytest.raises(Exception) as raised, here(1) as done:
        list(done([Failing()], {FILM: ending}))
    return raised.value


def test_a_fault_of_the_code_keeps_its_traceback():
    error = failure(b"fault")
    assert type(error) is AttributeError
    assert "self.no_such_part" in str(error.__cause__)
    assert error.__notes__ == ["in forward, step 3"]


@pytest.mark.parametrize(
    "ending, words",
    [
        (b"disk", "forward, step 3: .*'/no/such/place'"),
        (b"code", "forward, step 3: expected a worker to have the same code"),
        (b"memory", r"\(forward, step 3 or another\): its memory may have run"),
        (b"killed", r"\(forward, step 3 or another\): its memory may have run"),
    ],
)
def test_what_a_user_can_mend_is_one_error(ending, words):
    error = failure(ending)
    assert type(error) is WorkError
    with pytest.raises(WorkError, match=words):
        raise error
