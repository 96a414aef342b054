"""Rows times columns: a batch, a layer with its bias, a gradient.

The rows stand left, the columns above, each number of the result where its
row and its column meet. One row and one column go first and alone: multiplied
in pairs, added to one number. The rest of the row follows, then all others in
a wave; at the end what is added to all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Span, Value
from scenes.acts import product_words, rows, sheets
from scenes.acts.act import Act, ActKind, Found, Lit, Moment, kept_as
from scenes.acts.entrances import FADE, key_of
from scenes.acts.kept_line import KeptLine
from scenes.acts.live_words import is_read_in
from scenes.acts.player import ActPlayer
from scenes.acts.product_bench import Bench
from scenes.acts.product_table import ProductTable
from scenes.acts.schedule import ENTER, HOLD, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.reading.affine_layers import AffineLayer, affine_layers
from scenes.reading.called_functions import called_as, result_as
from scenes.reading.elementwise import name_outside
from scenes.reading.gradient_products import GradientProduct, gradient_products
from scenes.reading.matrix_times_column import matrix_times_column
from scenes.reading.products import Factor
from scenes.reading.value_roles import Roles
from scenes.stage.part import ease
from scenes.words.naming import code, in_a_row, plain

TURN, LIFT, MULTIPLY, ADD, LAND = 1.4, 0.9, 1.7, 1.3, 0.6  # seconds
LINE, OTHERS, BIAS, STACK = 1.6, 2.2, 2.4, 2.6
BRISK = 0.6  # of the seconds, where one of the kind has been told
STAYS = 0.5  # seconds in which the first products come to where they stay
TERMS = 3  # pairs that a sentence names


@dataclass(frozen=True)
class Beats:
    """The seconds at which each part of the act is over, in order."""

    turned: float
    lifted: float
    multiplied: float
    added: float
    landed: float
    line: float
    others: float
    biased: float
    stacked: float


@dataclass(frozen=True, kw_only=True)
class BatchProductAct(Act):
    """Rows times columns; operands: both matrices and what is added.

    Attributes:
        target: the name that the statement assigns, or "".
        layer: the product with its bias.
        gradient: what it goes back over, if it does.
        by_columns: whether a column goes first, not a row.
        beats: when what is over.
    """

    kind = "batch_product"

    target: str
    layer: AffineLayer
    gradient: GradientProduct | None
    by_columns: bool
    beats: Beats


def recognise(moment: Moment) -> Found | None:
    """A product of two arrays, with its bias, that a call is or that begins
    with these operations."""
    operations = [one for step in moment.call for one in step.operations]
    first = next(iter(operations or moment.operations), None)
    layer = first and moment.roles.read(affine_layers).get(first.number)
    if not layer:
        return None
    if moment.call:
        if not _is_call(moment, layer, operations):
            return None
        layer = _called_outside(moment, layer)
        return None if _are_rows(layer) else _planned(moment, layer)
    count = len(layer.product.operations)
    if _numbers(moment.operations[:count]) != _numbers(layer.product.operations):
        return None
    if layer.bias and not _has_bias(moment, layer, count):
        layer = AffineLayer(layer.product)
    return None if _are_rows(layer) else _planned(moment, layer)


def _are_rows(layer: AffineLayer) -> bool:
    """Whether acts.rows tells it better: a column, whose bias is another."""
    column = matrix_times_column(layer.product.operation)
    is_in_line = layer.bias is not None and not layer.bias.by_columns
    return column is not None and rows.fits(column) and not is_in_line


def _numbers(operations: Sequence[Operation]) -> list[int]:
    return [one.number for one in operations]


def _is_call(moment: Moment, layer: AffineLayer, operations: list[Operation]) -> bool:
    """Whether a call does nothing else, and returns the result."""
    returned = moment.call[-1].assigned
    return (
        not any(map(moment.trace.children, moment.call))
        and _numbers(layer.operations) == _numbers(operations)
        and [one.digest for one in returned[:1]] == [layer.result.digest]
    )


def _called_outside(moment: Moment, layer: AffineLayer) -> AffineLayer:
    """The layer of a call, with the names that the caller has."""

    def outside(value: Value) -> Value:
        name = name_outside(moment.trace, value, moment.call[0].number)
        return replace(value, name=name)

    def factor(one: Factor) -> Factor:
        source = outside(one.source)
        if one.value is one.source:
            return replace(one, value=source, source=source)
        rest = one.value.name.removeprefix(one.source.name)
        return replace(
            one, value=replace(one.value, name=source.name + rest), source=source
        )

    product, bias = layer.product, layer.bias
    return AffineLayer(
        replace(product, left=factor(product.left), right=factor(product.right)),
        bias and replace(bias, value=outside(bias.value), source=outside(bias.source)),
    )


def _has_bias(moment: Moment, layer: AffineLayer, count: int) -> bool:
    """Whether the bias is added here, or in the next statement."""
    assert layer.bias is not None
    numbers = _numbers(layer.bias.operations)
    here = _numbers(moment.operations[count : count + len(numbers)])
    return here == numbers or not moment.operations[count:]


def _planned(moment: Moment, layer: AffineLayer) -> Found:
    product, bias = layer.product, layer.bias
    gradient = moment.roles.read(gradient_products).get(product.operation.number)
    step = moment.trace.steps[layer.operations[-1].step]
    is_here = bool(moment.call) or step is moment.step
    target = moment.target if is_here else (*step.targets, "")[0]
    if not moment.call:
        target = kept_as(step, layer.result, target) if target else ""
    name, mark, shapes = _named(moment, layer, target)
    by_columns = bool(bias and bias.by_columns and product.columns > 1)
    is_first = product.operation.number in moment.roles.read(_firsts)
    beats = _beats(layer, by_columns=by_columns, pace=1.0 if is_first else BRISK)
    lead = product_words.lead(layer, gradient)
    outcome = product_words.outcome(name, layer.result.array)
    act = BatchProductAct(
        operations=layer.operations,
        operands=(
            product.left.source,
            product.right.source,
            *((bias.source,) if bias else ()),
        ),
        result=layer.result,
        result_name=name,
        seconds=tenths(beats.stacked + HOLD),
        title=product_words.title(target if name == target else "", layer, gradient),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=beats.stacked,
        mark=mark,
        shapes=shapes,
        lit=() if moment.call or not bias else _lit(moment, layer, beats),
        step_name=plain(target),
        target=target,
        layer=layer,
        gradient=gradient,
        by_columns=by_columns,
        beats=beats,
    )
    numbers = frozenset(_numbers(layer.operations))
    return Found(act, numbers, None if is_here else step)


def _firsts(roles: Roles) -> frozenset[int]:
    """The numbers of the operations of the first product that goes forward
    here, the first gradient of weights and the first that is sent back."""
    gradients = roles.read(gradient_products)
    firsts: dict[str | bool | None, int] = {}
    for layer in roles.read(affine_layers).values():
        number = layer.product.operation.number
        gradient = gradients.get(number)
        kind = gradient.is_of_weights if gradient else "forward"
        if not _are_rows(layer) and not _are_sheets(layer):
            firsts[kind] = min(firsts.get(kind, number), number)
    return frozenset(firsts.values())


def _are_sheets(layer: AffineLayer) -> bool:
    """Whether acts.sheets tells it."""
    column = matrix_times_column(layer.product.operation)
    return column is not None and sheets.fits(column)


def _named(
    moment: Moment, layer: AffineLayer, target: str
) -> tuple[str, Span | None, str]:
    """(what the result is called, the Span to light, its shapes)."""
    last = layer.operations[-1]
    if moment.call:
        first, values = moment.call[0], (*layer.product.operation.operands,)
        function = called_as(first)
        given = ", ".join(str(value.shape) for value in values)
        name = moment.target if moment.closing else ""
        return (
            name or code(result_as(first)),
            first.call,
            f"{layer.result.shape}  =  {function}( {given} )",
        )
    steps = moment.trace.steps
    ends = target and steps[last.step].operations[-1].number == last.number
    name = target if ends else last.result.name or code(last.expression)
    operation = layer.product.operation
    return name, operation.span, shapes_of(operation)


def _lit(moment: Moment, layer: AffineLayer, beats: Beats) -> tuple[Lit, ...]:
    """The product first, then the addition of the bias."""
    assert layer.bias is not None
    return tuple(
        Lit(second, moment.trace.steps[one.step].span, one.span, shapes_of(one))
        for second, one in (
            (0.0, layer.product.operation),
            (beats.others, layer.bias.addition),
        )
    )


def _beats(layer: AffineLayer, *, by_columns: bool, pace: float) -> Beats:
    """
    Args:
        pace: how long everything takes, by what it takes the first time.
    """
    product = layer.product
    along, lines = product.columns, product.rows
    if by_columns:
        along, lines = lines, along
    turns = any(one.is_turned for one in (product.left, product.right))
    seconds = (
        TURN * turns,
        LIFT,
        MULTIPLY if product.cells > 1 else MULTIPLY / 2,
        ADD * (product.cells > 1),
        LAND,
        LINE * (along > 1),
        OTHERS * (lines > 1),
        BIAS * bool(layer.bias),
        STACK * (product.shape[0] > 1),
    )
    return Beats(*(ENTER + pace * np.cumsum(seconds)).round(2).tolist())


class BatchProduct(ActPlayer):
    """rows @ columns + bias, on one table."""

    act: BatchProductAct

    def build(self) -> None:
        act = self.act
        self.table = ProductTable(
            self.stage, act.layer, act.result_name, by_columns=act.by_columns
        )
        for part, value in self.table.brought:
            self.bring(part, value)
        for value, plane in self.table.turned:
            self.parts.append(plane)
            self.cast[key_of(value)] = plane
        self.bench = Bench(self.table.layout.bench, self.table.first_pair())
        self.parts += self.bench.parts
        self.kept: KeptLine | None = None
        if self.table.cells > 1:
            self.kept = KeptLine(
                self.table,
                self.bench.made.box,
                self.table.layout.bench,
                is_picture=self.bench.is_picture,
            )
            self.parts += self.kept.parts
        if act.layer.bias:
            self.parts.append(self.table.passing)
        self._spoken = self._sentences()  # of a stack, while the first one stands

    def move(self, time: float) -> None:
        beats, table = self.act.beats, self.table
        if table.bias is not None:  # its name stands beside its new place
            table.bias.words_opacity = ease(time, ENTER * 0.6, ENTER)
        table.turn_over(ease(time, ENTER, beats.turned))
        self.bench.hide()
        if beats.turned < time < beats.line + STAYS:
            self._on_the_bench(time)
        table.fill(
            float(time >= beats.landed),
            _share(time, beats.landed, beats.line),
            _share(time, beats.line, beats.others),
        )
        self._keep(time)
        self._mark(time)
        table.add_bias(_share(time, beats.others, beats.biased))
        table.go_through(_share(time, beats.biased, beats.stacked))

    def _on_the_bench(self, time: float) -> None:
        beats, bench = self.act.beats, self.bench
        bench.lift(_share(time, beats.turned, beats.lifted))
        bench.multiply(_share(time, beats.lifted, beats.multiplied))
        if self.table.cells > 1:
            bench.add(_share(time, beats.multiplied, beats.added))
        bench.land(_share(time, beats.added, beats.landed))
        bench.fade(1 - ease(time, beats.landed, beats.landed + STAYS))

    def _keep(self, time: float) -> None:
        """The products stay until other products of a stack are shown."""
        beats = self.act.beats
        if self.kept is not None:
            goes = _share(time, beats.landed, beats.landed + STAYS)
            is_stack = self.table.stacks > 1
            gone = ease(time, beats.biased, beats.biased + FADE) if is_stack else 0.0
            self.kept.show(goes, 1 - gone)

    def _mark(self, time: float) -> None:
        """The row and the column whose sum is made; of those that are made in
        a wave none."""
        beats, table = self.act.beats, self.table
        row = column = 0
        if beats.landed <= time < beats.line:
            along = table.rows if self.act.by_columns else table.columns
            share = _share(time, beats.landed, beats.line)
            at = min(int(1 + share * (along - 1)), along - 1)
            row, column = (at, 0) if self.act.by_columns else (0, at)
        if beats.turned <= time < beats.line:
            table.mark(row, column, is_there=time >= beats.added)
        else:
            table.mark(None, None, is_there=False)

    def words(self, time: float) -> str:
        for start, end, words in self._spoken:
            if start <= time < end and is_read_in(
                (end - start) * self.act.haste, words, is_formula=True
            ):
                return words
        return ""

    def _sentences(self) -> tuple[tuple[float, float, str], ...]:
        """(from, to, words) of what is said."""
        act, beats, table = self.act, self.act.beats, self.table
        layer, write = act.layer, self.bench.write
        told = [
            (beats.turned, beats.landed, self._pair_words()),
            (
                beats.landed,
                beats.others,
                product_words.rest(layer, by_columns=act.by_columns),
            ),
        ]
        if table.bias is not None:
            start, more, end = (
                write(plane.values.array[0, 0])
                for plane in (table.sums, table.bias, table.final)
            )
            words = product_words.bias_added(layer, start, more, end)
            told.append((beats.others, beats.biased, words))
        if table.stacks > 1:
            words = product_words.other_products(table.stacks - 1)
            told.append((beats.biased, act.seconds, words))
        start, _, words = told[-1]
        return (*told[:-1], (start, act.seconds, words))

    def _pair_words(self) -> str:
        write, table = self.bench.write, self.table
        pair = table.left.values.array[0], table.right.values.array[:, 0]
        terms = [
            (write(one), write(other))
            for one, other in zip(*(numbers[:TERMS] for numbers in pair))
        ]
        return product_words.first_sum(
            self.act.layer, terms if table.cells <= 2 * TERMS else [], self.bench.total
        )


def _share(time: float, start: float, end: float) -> float:
    """How far a time is from `start` to `end`: 0..1."""
    if time >= end:
        return 1.0
    return max((time - start) / (end - start), 0.0) if end > start else 0.0


KIND = ActKind(BatchProductAct, BatchProduct, recognise, of_calls=True)
