"""When the cells of an array have their turns: some alone, then all others."""

from collections.abc import Iterable

import numpy as np

from scenes.acts.schedule import ENTER, LONG, Schedule

WAVE = 3.0  # seconds in which all cells go
FLYING = 60  # of them that are seen on their way, at most


def cell_turns(
    told: int, *, alone: float, wave: float = WAVE, start: float = ENTER
) -> Schedule:
    """The Schedule of so many cells, one after the other, and of the wave of
    all, which is the last of the turns."""
    lengths = np.array([alone] * told + [wave])
    starts = start + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return Schedule(starts, lengths)


def wave_of(share: float, size: int) -> tuple[int, list[tuple[int, float]]]:
    """How far a wave over so many cells is, row after row.

    Returns:
        (how many have landed, [(flat index, share of its way), ...] of some
        that are on it).
    """
    begins = np.unique(np.linspace(0, size - 1, min(size, 4 * FLYING)).astype(int))
    shares = (share - begins / max(size, 1) * (1 - LONG)) / LONG
    landed = (
        size if share >= 1 else int(np.clip((share - LONG) / (1 - LONG), 0, 1) * size)
    )
    flying = [
        (int(index), float(one)) for index, one in zip(begins, shares) if 0 < one < 1
    ]
    step = max(-(-len(flying) // FLYING), 1)
    return landed, flying[::step]


def first_few(indices: Iterable[int], most: int = 2) -> tuple[int, ...]:
    """Flat indices without those that came before, at most so many."""
    return tuple(dict.fromkeys(int(one) for one in indices))[:most]
