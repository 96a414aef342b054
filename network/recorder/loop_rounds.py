"""Which rounds of a loop are recorded: the first few.

Counted are the rounds of a loop that runs in no other loop, as that of a
training is. The loops in its rounds, and in what these call, run whole.
"""

import ast
from dataclasses import dataclass

_LOOPS = (ast.For, ast.While, ast.AsyncFor)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_HEADER = -1


@dataclass(frozen=True)
class Place:
    """Where a statement stands in the outermost loop around it.

    Attributes:
        loop: the node of the loop.
        part: which statement of its body it is in, from 0; -1 of its header
            and of its else.
        is_whole: it is that statement, and no compound one.
    """

    loop: ast.stmt
    part: int
    is_whole: bool


def places_in_loops(tree: ast.AST) -> dict[ast.stmt, Place]:
    """Return the Place of each statement of a syntax tree that is in a loop."""
    found: dict[ast.stmt, Place] = {}
    waiting: list[tuple[ast.AST, ast.stmt | None, int]] = [(tree, None, _HEADER)]
    while waiting:
        node, loop, part = waiting.pop()
        if isinstance(node, ast.stmt):
            if loop is None and isinstance(node, _LOOPS):
                found[node] = Place(node, _HEADER, False)
                for number, one in enumerate(node.body):
                    waiting.append((one, node, number))
                waiting += [(one, node, _HEADER) for one in node.orelse]
                continue
            if loop is not None:
                whole = node in loop.body and not hasattr(node, "body")  # type: ignore
                found[node] = Place(loop, part, whole)
        if isinstance(node, _SCOPES):
            loop = None
        waiting += [(one, loop, part) for one in ast.iter_child_nodes(node)]
    return found


class LoopRounds:
    """Counts the rounds of the loop that runs in no other.

    Args:
        most: rounds of a loop that are recorded.

    Attributes:
        left_out: how many rounds of the last loop were not.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._frame: object = None  # whose loop it is
        self._loop: ast.stmt | None = None
        self._part = _HEADER  # of its body, where the frame was last
        self._first = -1  # instruction of the round that began last
        self._count = 0  # rounds begun
        self.left_out = 0

    @property
    def is_left_out(self) -> bool:
        """This round is not recorded."""
        return self._count > self._most

    def is_of(self, frame: object) -> bool:
        """Tell whether a frame is the one whose loop it is."""
        return frame is self._frame

    def move(self, frame: object, place: Place | None, instruction: int) -> None:
        """Take that a frame has come to a line of a statement.

        Args:
            place: of the statement, None where it is in no loop.
            instruction: that comes next; of a statement on several lines one
                after its first goes on, and does not begin it.
        """
        if self._loop is not None and frame is not self._frame:
            return
        if place is None:
            self.end()
            return
        if place.loop is not self._loop:
            self._frame, self._loop = frame, place.loop
            self._part, self._count = _HEADER, 0
        is_begun = place.is_whole and instruction <= self._first
        if place.part == 0 and (self._part != 0 or is_begun):
            self._count += 1
            self._first = instruction
        self._part = place.part
        self.left_out = max(0, self._count - self._most)

    def end(self) -> None:
        """Take that the loop is over."""
        self._frame = self._loop = None
        self._count = 0
