"""Whether somebody lets Python look for garbage in some objects no more."""

import gc

FEWEST = 1_000  # Python 3.12 itself begins with some hundred


def is_frozen() -> bool:
    """Whether gc.freeze() has been called, and gc.unfreeze() not since."""
    return gc.get_freeze_count() >= FEWEST
