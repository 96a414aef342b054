"""What takes long says how far it is, on the error stream."""

import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

from tqdm import tqdm

PATIENCE = 2.0  # seconds after which one wants to know

Item = TypeVar("Item")
_is_silent = False


def be_silent() -> None:
    """Let no bar appear in this process, whose terminal nobody looks at."""
    global _is_silent
    _is_silent = True


def patiently(items: Sequence[Item], doing: str) -> Iterable[Item]:
    """The items; a bar appears if going through them takes long.

    Args:
        doing: what is done with them, for example "planning".
    """
    return tqdm(
        items,
        desc=doing,
        delay=PATIENCE,
        leave=False,
        file=sys.stderr,
        disable=_is_silent,
    )
