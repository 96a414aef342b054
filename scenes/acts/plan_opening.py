"""The opening of a film: what goes in, and a map of the network.

Only a picture that goes through layers of weights has one.
"""

from scenes import words as wording
from scenes.acts.legacy import Act
from scenes.reading.shapes import is_shown
from scenes.reading.cells_read import is_plain
from scenes.reading import shapes as arrange
from scenes.acts.film_step import FilmStep

SLUG = "network"
SECONDS = 4.5


def with_opening(trace, steps, title):
    """The steps of a film, before them a map of the network if it has one.

    Args:
        trace: the network.trace.Trace that they are of.
        steps: a tuple of storyboard.FilmStep.
        title: what the film is called.
    """
    picture, counts = layers_of(trace)
    if picture is None or SLUG in (step.slug for step in steps):
        return steps
    lead = wording.opening_lead()
    act = Act("opening", (), (picture,), picture, picture.name, SECONDS,
              title, lead, lead, options={"counts": counts})
    return (FilmStep(SLUG, wording.opening_name(), steps[0].function, None,
                     (act,)), *steps)


def layers_of(trace):
    """The picture that goes in, and how many neurons each layer has.

    Returns:
        (network.trace.Value, (784, 20, 10)), or (None, ()) if a picture goes
        through no weights.
    """
    picture, counts = None, ()
    for _, operation in trace.operations():
        if not _is_layer(operation):
            continue
        weights, column = operation.operands
        rows, columns = weights.shape
        if picture is None and columns in arrange.PICTURES:
            picture, counts = column, (columns, rows)
        elif picture is not None and columns == counts[-1]:
            counts += (rows,)
    return picture, counts


def _is_layer(operation):
    """Whether weights of the network's own, no turned ones, are multiplied
    by a column."""
    if not is_plain(operation, "matmul") or not operation.results:
        return False
    weights, column = operation.operands
    return len(weights.shape) == 2 and weights.base is None \
        and column.shape == (weights.shape[1], 1) \
        and is_shown(weights) and is_shown(column)
