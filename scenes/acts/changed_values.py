"""What was changed in place, counted: for the acts that films of learning
end with."""

import numpy as np

from network.trace import Value
from scenes.arrays.extremes import change_of, is_small
from scenes.words.naming import said

Changed = tuple[tuple[Value, Value], ...]  # ((at first, at last), ...)


def all_small(changed: Changed) -> bool:
    """Whether every change is, beside the values."""
    return all(
        is_small(change_of(old.array, new.array), old.array) for old, new in changed
    )


def in_all(changed: Changed) -> str:
    """The sentence about how many values have changed."""
    count = sum(
        int(np.count_nonzero(change_of(old.array, new.array))) for old, new in changed
    )
    much = (
        said(", each very little", "，每个都只变了一点点") if all_small(changed) else ""
    )
    return said(
        "{changed:,} of {size:,} weights and biases changed{much}.",
        "{size:,} 个权重和偏置中有 {changed:,} 个改变了{much}。",
        changed=count,
        size=sum(new.array.size for _, new in changed),
        much=much,
    )
