"""Is what a frame shows what was recorded? Most of it has to be checked."""

from collections import Counter

from tests.truth_of_cells import wrong_cells
from tests.truth_of_numbers import (
    wrong_at_bars,
    wrong_in_cells,
    wrong_in_sentences,
    wrong_lengths,
)


def sizes(frame):
    """name -> (how many cells stand in a frame, whether in a rack)."""
    found = {}
    for one in frame.records:
        if hasattr(one, "values") and one.opacity > 0.999:
            before = found.get(one.name, (0, False))[0]
            found[one.name] = before + one.values.size, one.part == "Rack"
    return found


def assert_most_were_checked(frame, counts):
    """Nine of ten cells of a plane; of a rack, whose sheets overlap, half."""
    checked = Counter()
    for (name, _), count in counts.items():
        checked[name] += count
    for name, (size, is_rack) in sizes(frame).items():
        assert checked[name] >= size * (0.5 if is_rack else 0.9), (
            f"{frame}: only {checked[name]} of {size} cells of {name}"
        )


def check_cells(frame, trace):
    """Check the cells of a frame; returns how many."""
    faults, counts = wrong_cells(frame, trace)
    assert faults == []
    assert_most_were_checked(frame, counts)
    return counts.total()


def check_numbers(frame, trace):
    """Check the numbers of the end of an act."""
    for faults, _ in (
        wrong_in_cells(frame),
        wrong_at_bars(frame, trace),
        wrong_lengths(frame),
        wrong_in_sentences(frame, trace),
    ):
        assert faults == []
