"""A wrong answer beside a right one, by the same weights, and what mends it."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenes.reading.answered_again import Again, answers_again
from scenes.reading.answered_examples import Answered, answered_examples
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class Mistake:
    """Two examples, and the outputs that compete.

    Attributes:
        right, wrong: answered so; both should be answered alike, or if there
            is no such pair both are.
        again: the wrong one when it is right at last, or when it is answered
            for the last time; None if it is answered only once.
    """

    right: Answered
    wrong: Answered
    again: Again | None

    @property
    def rivals(self) -> tuple[int, int]:
        """(the right answer of the wrong one, what it was answered)."""
        return self.wrong.wanted, self.wrong.answered

    @property
    def is_alike(self) -> bool:
        """Whether both should be answered alike."""
        return self.right.wanted == self.wrong.wanted


@dataclass(frozen=True)
class NoMistake:
    """What is answered instead.

    Attributes:
        count, right: how many examples are answered, and how many rightly.
    """

    count: int
    right: int


def mistake(roles: Roles) -> Mistake | NoMistake:
    """The first Mistake of a trace; ask for it as `roles.read(mistake)`."""
    known = roles.read(answered_examples)
    for is_alike in (True, False):
        for wrong in known:
            if wrong.is_right:
                continue
            right = _beside(wrong, known, is_alike=is_alike)
            if right is not None:
                return Mistake(right, wrong, _again(wrong, roles))
    return NoMistake(len(known), sum(one.is_right for one in known))


def _beside(
    wrong: Answered, known: Sequence[Answered], *, is_alike: bool
) -> Answered | None:
    """What is answered rightly by the same weights: with the answer that the
    wrong one should have, or with the one that it has."""
    answer = wrong.wanted if is_alike else wrong.answered
    for one in known:
        if one.is_right and one.answered == answer and one.weights == wrong.weights:
            return one
    return None


def _again(wrong: Answered, roles: Roles) -> Again | None:
    found = None
    for found in answers_again(wrong.layers, roles):
        if found.answered == wrong.wanted:
            break
    return found
