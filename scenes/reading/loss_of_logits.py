"""Binary cross-entropy of scores that become shares on the way.

log(1 + exp(-z)) where the answer is yes, log(1 + exp(z)) where it is no, in
any of the ways that it is written: with labels 0 and 1 or -1 and 1, as
softplus(z) - y * z, or kept from overflowing.
"""

import numpy as np

from scenes.reading.grown import LOGARITHMS, Grown, meet
from scenes.reading.loss_form import (
    LOGITS,
    are_alike,
    arrays_in,
    counts_of,
    fitted,
    form,
)

_FIRST = [[0], [1], [-1]]  # most arrays begin with another number


def of_logits(end, path, makers):
    if not any(one.function in ("exp", "logaddexp") for one in path):
        return
    values = arrays_in(path)
    labels = sorted(filter(_are_sides, values), key=lambda one: one.array.min() < 0)
    for wanted in labels:
        for said in values:
            if said.dtype.kind == "f" and are_alike(wanted, said):
                found = _found(end, path, makers, said, wanted)
                if found is not None:
                    yield found
                    return


def _are_sides(value):
    """Whether an array says yes or no of each: 1 and 0, or 1 and -1."""
    array = value.array
    if array.dtype.kind not in "biuf" or array.ravel()[:1].tolist() not in _FIRST:
        return False
    return any(bool(np.isin(array, sides).all()) for sides in ((0, 1), (-1, 1)))


def _found(end, path, makers, said, wanted):
    scores = said.array.astype(float).ravel()
    is_yes = wanted.array.ravel() > 0
    terms = np.logaddexp(0, np.where(is_yes, -scores, scores))
    most = float(np.abs(scores).max(initial=0))
    fit = fitted(end, terms, counts_of(said), among=most)
    if not fit or fit[0] < 0 or not meet(said, wanted, path, makers):
        return None
    grown = Grown(said, path, makers)
    if not grown.has(*LOGARITHMS) or not grown.has("exp", "logaddexp"):
        return None
    terms = terms.reshape(said.shape)
    return form(LOGITS, said, wanted, None, np.exp(-terms), terms, fit)
