"""Rounds of a loop that ran without being recorded, and what they have made."""

from dataclasses import dataclass

from network.trace import Operation, Value

FUNCTION = "rounds-left-out"


@dataclass(frozen=True)
class UnseenRounds:
    """What a loop has done unseen.

    Attributes:
        count: of its rounds.
        made: the arrays of any shape that are new or changed since, in the
            order of their names' first use.
    """

    count: int
    made: tuple[Value, ...]


def unseen_rounds(operation: Operation) -> UnseenRounds | None:
    """Return what an operation tells of rounds left out, None if it does not."""
    if operation.kind != "gap" or operation.function != FUNCTION:
        return None
    count = operation.parameters.get("rounds")
    if type(count) is not int or count < 1:
        return None
    return UnseenRounds(count, operation.results)
