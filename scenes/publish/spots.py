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

from dataclasses import asdict, dataclass, fields

import numpy as np

from scenes.stage import chart
from scenes.stage.chart import Chart
from scenes.stage.neuron_layer import NeuronLayer
from scenes.stage.weight_lines import WeightLines, widths
from scenes.words import LANGUAGES, language
from scenes.words import neurons as words

KINDS = NeuronLayer, WeightLines, Chart
SETTLED = 0.5  # share of a change at which the new is what is shown


@dataclass(frozen=True)
class Dots:
    """Neurons or measurements, as `grids` has them."""

    array: int
    name: str
    origin: int
    flats: tuple
    titles: tuple | None = None
    counts: int | None = None
    kind: str = "dots"


@dataclass(frozen=True)
class Lines:
    """Weights as lines, as `grids` has them."""

    array: int
    name: str
    origin: int
    rows: tuple
    columns: tuple
    names: tuple
    ends: tuple
    starts: tuple
    widths: tuple
    carried: int | None = None
    kind: str = "lines"


def as_json(spots):
    """A Dots or Lines as a dict for JSON."""
    found = asdict(spots)
    for name in ("titles", "ends", "starts"):
        if found.get(name) is not None:
            found[name] = dict(zip(LANGUAGES, found[name], strict=True))
    return found


class Spots:
    """The Dots and Lines of the parts of a film.

    Args:
        film: the Film.
        origins: its origins.Origins.
    """

    def __init__(self, film, origins):
        self._film, self._origins = film, origins
        self._known = {}

    def of(self, part, player):
        """(Dots or Lines, rest of its place) of what a part shows now.

        Args:
            part: one of KINDS, with values of the film's record; of others
                there is nothing.
            player: of the act.
        """
        if isinstance(part, Chart):
            yield from self._measurements(part)
        elif isinstance(part, NeuronLayer):
            yield from self._neurons(part, player)
        elif part.grown > 0:
            yield from self._lines(part, player)

    def _once(self, key, make):
        """`make()`, once for a key.

        What the key's numbers stand for is kept by the film's parts.
        """
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    def _measurements(self, part):
        dots = self._once((part.counts, part.shares),
                          lambda: self._chart_dots(part))
        if dots is not None and part.shown:
            points = [part.point(*pair) for pair in zip(
                part.counts[:part.shown], part.shares)]
            yield dots, (-1, *tenths(chart.DOT), *tenths(points))

    def _chart_dots(self, part):
        shares, counts = (self._kept(np.array(one)) for one in (
            part.shares, part.counts))
        if shares is None or counts is None:
            return None
        return Dots(self._origins.array(getattr(self._film.trace, shares)),
                    shares, -1, tuple(range(len(part.shares))),
                    counts=self._origins.array(
                        getattr(self._film.trace, counts)))

    def _kept(self, array):
        """The name of an array in the film's record, or None."""
        record = self._film.trace
        return next((one.name for one in fields(record)
                     if isinstance(kept := getattr(record, one.name),
                                   np.ndarray)
                     and np.array_equal(kept, array)), None)

    def _neurons(self, layer, player):
        """The neurons with their values; with those before, where they are
        not lit yet."""
        lit = np.asarray(layer.lit) >= SETTLED
        number = next((number for number, one in _of(player, "layers")
                       if one is layer), None)
        for values, shown in ((layer.before, ~lit), (layer.values, lit)):
            if values is None or layer.before is not None \
                    and not shown.any():
                continue
            dots = self._once(
                (values.key, layer.indices, number, player.act.kind),
                lambda values=values: self._neuron_dots(
                    values.array, layer.indices, number, player.act))
            if dots is not None:
                yield dots, (
                    -1 if shown.all() else tuple(shown.astype(int).tolist()),
                    *tenths(layer.radius), *tenths(
                        [layer.center_of(k) for k in range(len(shown))]))

    def _neuron_dots(self, values, indices, number, act):
        match = self._origins.match_chosen(values, (indices,), act)
        return match and Dots(
            match.array, match.name, match.origin, indices,
            number and _titles(number, indices))

    def _lines(self, part, player):
        number = next((number for number, one in _of(player, "lines")
                       if one is part), None)
        if number is None:
            return
        carries = part.carrying >= SETTLED
        lines = self._once(
            (part.values.key, part.carried.key, carries, player.act.kind),
            lambda: self._weight_lines(part, number, player, carries))
        if lines is None:
            return
        box = part.box
        heights = [part.point(0, k, 0)[1] for k in range(len(part.starts))] \
            + [part.point(k, 0, 1)[1] for k in range(len(part.ends))]
        looked_at = part.focus if part.dimmed >= SETTLED else None
        yield lines, (None if looked_at == -1 else looked_at,
                      round(100 * part.grown),
                      *tenths((box.left, box.right, *heights)))

    def _weight_lines(self, part, number, player, carries):
        rows, columns = (player.network.shown[number - back]
                         for back in (1, 2))
        match = self._origins.match_chosen(part.values.array, (rows, columns),
                                           player.act)
        shown = part.carried if carries else part.values
        return match and Lines(
            match.array, match.name, match.origin, rows, columns,
            tuple(words.weight(number, to + 1, start + 1)
                  for to in rows for start in columns),
            _titles(number, rows), _titles(number - 1, columns),
            tenths(widths(shown.array, part.color_scale)),
            self._origins.array(part.carried.array) if carries else None)


def _of(player, name):
    """(number, part) of a player's layers or lines, if it has such."""
    return getattr(player, name, {}).items()


def _titles(number, indices):
    """What neurons of a layer are called, for each of LANGUAGES."""
    told = []
    for one in LANGUAGES:
        with language(one):
            told.append(tuple(words.neuron_title(number, index + 1)
                              for index in indices))
    return tuple(told)


def tenths(numbers):
    """Design pixels as whole tenths, in a flat tuple."""
    return tuple(np.rint(np.asarray(numbers, float) * 10).astype(
        int).ravel().tolist())
