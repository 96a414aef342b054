"""What can be pointed at besides the cells of grids: neurons, lines, dots.

Among the `grids` of a film's cells these are dicts, with `array`, `name` and
`origin` as grids have them, and

    kind "dots"   neurons, or measurements in a chart, one beside the other
      flats       flat index of each in the array
      titles      {language: [what each is called]}, or None
      counts      number of the array that tells after how many images each
                  was measured, or None
      its places  [grid, shown, radius, x, y, x, y, ...]: `shown` as places
                  of grids have it; of a chart only what is there already
    kind "lines"  weights between two layers of neurons
      rows, columns   index of the neuron that each line leads to, and from
      flats       flat index of each line's weight in the array, row by row,
                  if it is not that of its row and column
      names       what each line is called, row by row
      ends, starts    {language: [what each neuron there is called]}
      widths      of each line, row by row, in tenths of design pixels
      carried     number of the array of what the lines carry, (rows,
                  columns), or None: they show the weights themselves
      its places  [grid, focus, grown, left, right, start, ..., end, ...]:
                  the row that has not faded, or None: none has, or all have;
                  hundredths of the way that the lines have grown; where they
                  start and end, each height in the order of columns, rows

Places are in tenths of design pixels.
"""

import numpy as np

from scenes.words.languages import LANGUAGES
from scenes.words.naming import language
from scenes.words.neuron_names import DIGIT_LAYERS, neuron_title, weight


def dots(shown, origins):
    """What `grids` has of a shown.ShownDots, besides whose cells they are.

    Args:
        origins: the origins.Origins of the film.
    """
    flats = shown.values.flats.tolist()
    return {
        "kind": "dots",
        "flats": flats,
        "titles": shown.layer
        and _titles(
            shown.layer, flats if shown.indices is None else shown.indices, shown
        ),
        "counts": shown.counts and origins.array(shown.counts.source),
    }


def dots_place(shown):
    """The rest of the place of a shown.ShownDots."""
    there = shown.there[: len(shown.centers)]
    return (
        -1 if there.all() else tuple(there.astype(int).tolist()),
        *tenths(shown.radius),
        *tenths(shown.centers),
    )


def lines(shown, origins):
    """What `grids` has of a shown.ShownLines of a layer, likewise."""
    flats, wide = shown.values.flats, shown.values.source.array.shape[-1]
    if shown.rows is None:
        rows, columns = np.divmod(flats, wide)
        rows, columns = rows[:, 0].tolist(), columns[0].tolist()
    else:
        rows, columns = map(list, (shown.rows, shown.columns))
    in_order = np.array_equal(flats, np.add.outer(np.multiply(rows, wide), columns))
    return {
        "kind": "lines",
        "rows": rows,
        "columns": columns,
        **({} if in_order else {"flats": flats.ravel().tolist()}),
        "names": [weight(shown.layer, to, start) for to in rows for start in columns],
        "ends": _titles(shown.layer, rows, shown),
        "starts": _titles(shown.layer - 1, columns, shown),
        "widths": tenths(shown.widths),
        "carried": shown.carried and origins.array(shown.carried.source),
    }


def lines_place(shown):
    """The rest of the place of a shown.ShownLines."""
    return (
        shown.focus,
        round(100 * shown.grown),
        *tenths((shown.left, shown.right, *shown.starts, *shown.ends)),
    )


def _titles(number, indices, shown):
    """What neurons of a layer are called, by language."""
    told, layers = {}, shown.layers or DIGIT_LAYERS
    for one in LANGUAGES:
        with language(one):
            told[one] = [neuron_title(number, index, layers) for index in indices]
    return told


def tenths(numbers):
    """Design pixels as whole tenths, in a flat tuple."""
    return tuple(np.rint(np.asarray(numbers, float) * 10).astype(int).ravel().tolist())
