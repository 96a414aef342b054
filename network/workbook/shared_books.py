"""Which traces of the digits' network can share a workbook."""

import hashlib

from network.digits.weight_files import NAMES
from network.workbook.lesson import is_of_digits
from network.workbook.offered_images import is_drawn


def book_key(trace):
    """A hash that traces of equal weights share, if their images are drawn digits,
    which can be chosen in each workbook, or the same one.

    Returns:
        64 hex digits; None of a trace that has a workbook of its own.
    """
    weights = {one.name: one.array for one in trace.attributes}
    if not is_of_digits(trace) or not weights.keys() >= set(NAMES):
        return None
    own = [
        one.array.tobytes()
        for one in trace.inputs
        if one.name == "image" and not is_drawn(one.array)
    ]
    digest = hashlib.sha256()
    for content in (*(weights[name].tobytes() for name in NAMES), *own):
        digest.update(content)
    return digest.hexdigest()
