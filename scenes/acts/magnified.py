"""Scales that are magnified for as long as the numbers are small."""

from collections.abc import Mapping, Sequence

from scenes.stage.palette import Scale


def magnified(
    reach: Mapping[int, float], limit: float, choices: Sequence[int]
) -> dict[int, tuple[Scale, int]]:
    """Checkpoint -> (Scale, how many times its limit is smaller than that of
    all): as many as the values allow, and never more than before.

    Args:
        reach: checkpoint -> the size of its largest value, in order.
        limit: the end of the scale of all, above zero.
        choices: whole numbers, falling to 1.
    """
    scales, left = {}, list(choices)
    for checkpoint, size in reach.items():
        left = [times for times in left if times == 1 or size * times <= limit]
        scales[checkpoint] = Scale("diverging", limit / left[0]), left[0]
    return scales
