"""Rearranging: turned, cut, joined, repeated; cells go to other places."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from network.trace import Operation, Value
from scenes.acts import rearrange_words as words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.lit_statements import lit_statements
from scenes.acts.player import ActPlayer
from scenes.acts.rearrange_board import RearrangeBoard
from scenes.acts.schedule import ENTER, HOLD, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.reading.affine_layers import affine_layers
from scenes.reading.cells_moved import Moved, alike, moved
from scenes.reading.head_values import head_axes, one_heads
from scenes.reading.laid_anew import keeps_cells
from scenes.reading.makers import Key, key_of
from scenes.words.naming import code, headline, in_a_row, plain

FIRST, REST = 1.1, 0.9  # seconds of the first block; of the others
AS_IT_IS = 0.3, 0.3  # the same, where every cell stays where it is
MOST_ARRAYS = 12  # on either side


@dataclass(frozen=True, kw_only=True)
class RearrangeAct(Act):
    """Cells go to other places; operands: the arrays that go in.

    Attributes:
        each: what is done, once or with several arrays alike.
        names: (of the sources, of the results) of each.
        labels: what stands along the axis before the last two of a source
            and of a result is called, () where it has no name.
        recorded: what the trace calls the sources and the results of each.
        lengths: seconds in which the first block goes over; the others.
    """

    kind = "rearrange"

    each: tuple[Moved, ...]
    names: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    labels: tuple[tuple[str, ...], tuple[str, ...]]
    recorded: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    lengths: tuple[float, float]


def recognise(moment: Moment) -> Found | None:
    """What only brings cells elsewhere, from this operation on."""
    first = moved(_before_products(moment))
    if first is None or first.results[0].array.size < 2:
        return None
    each = alike(first, moment.roles)
    each = tuple(
        one
        for one in each
        if not moment.shown & {operation.number for operation in one.operations}
    )
    if max(len(first.sources), len(first.results)) > MOST_ARRAYS:
        return None
    return _planned(moment, each)


def _before_products(moment: Moment) -> tuple[Operation, ...]:
    """The operations up to the first after this one that a product begins with, which
    turns its own factor over."""
    layers = moment.roles.read(affine_layers)
    first, *others = moment.operations
    return (first, *takewhile(lambda one: one.number not in layers, others))


def _planned(moment: Moment, each: tuple[Moved, ...]) -> Found:
    first = each[0]
    operations = tuple(one for moved in each for one in moved.operations)
    last = first.operations[-1]
    target = moment.named(len(first.operations)) if len(first.results) == 1 else ""
    names = tuple(
        _names(moment, one, target if one is first else _target(moment, one))
        for one in each
    )
    heads, labels = _heads(moment, first)
    lead = words.lead(first, len(each))
    outcome = words.outcome(first, (list(names[0][0]), list(names[0][1])))
    stays = all(map(keeps_cells, first.operations))
    lengths = AS_IT_IS if stays else (FIRST, REST)
    end = ENTER + sum(lengths)
    act = RearrangeAct(
        operations=operations,
        operands=tuple(one for moved in each for one in moved.sources),
        result=last.result,
        result_name=target or code(last.expression),
        seconds=tenths(end + HOLD),
        title=headline(words.title(first, heads)),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=end,
        mark=last.span,
        shapes=shapes_of(last),
        lit=lit_statements(moment.trace, operations, moment.step, ENTER, end)
        if len({one.step for one in operations}) > 1
        else (),
        step_name=plain(target),
        each=each,
        names=names,
        labels=labels,
        recorded=tuple(_recorded(moment, one) for one in each),
        lengths=lengths,
    )
    return Found(act, frozenset(one.number for one in operations))


def _names(
    moment: Moment, one: Moved, target: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = _assigned(moment, one)
    count, single = len(one.results), moment.roles.read(one_heads)
    results = tuple(
        words.result_name(
            target or known.get(value.identity, "") or _head(value, single),
            code(one.operations[-1].expression),
            place,
            count,
        )
        for place, value in enumerate(one.results)
    )
    sources = tuple(
        (len(one.sources) > 1 and _head(value, single))
        or words.source_name(value, place)
        for place, value in enumerate(one.sources)
    )
    return sources, results


def _recorded(moment: Moment, one: Moved) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the trace calls the sources and the results."""
    made = [moment.roles.makers.maker(value) for value in one.sources]
    known = _assigned(moment, one)
    sources = (
        value.name or value.expression or (maker.expression if maker else "")
        for value, maker in zip(one.sources, made)
    )
    results = (
        value.name or known.get(value.identity, "") or one.operations[-1].expression
        for value in one.results
    )
    return tuple(map(code, sources)), tuple(map(code, results))


def _assigned(moment: Moment, one: Moved) -> dict[int, str]:
    """What the statement calls the results, by their identity."""
    step = moment.trace.steps[one.operations[-1].step]
    return {value.identity: value.name for value in step.assigned if value.name}


def _target(moment: Moment, one: Moved) -> str:
    """The name that a statement assigns the one array that it ends with, or ""."""
    step = moment.trace.steps[one.operations[-1].step]
    ends = step.operations[-1].number == one.operations[-1].number
    is_one = len(step.targets) == len(one.results) == 1
    return step.targets[0] if ends and is_one else ""


def _head(value: Value, single: Mapping[Key, int]) -> str:
    """What a value of one head of attention is called, or ""."""
    number = single.get(key_of(value))
    return "" if number is None else words.head(number)


def _heads(
    moment: Moment, one: Moved
) -> tuple[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """(whether features are parted among heads or joined again, labels)."""
    stacked = moment.roles.read(head_axes)
    single = moment.roles.read(one_heads)
    source, result = one.sources[0], one.results[0]
    labels = tuple(
        tuple(map(words.head, range(value.shape[-3])))
        if stacked.get(key_of(value)) == len(value.shape) - 3 >= 0
        else ()
        for value in (source, result)
    )
    is_parted = (
        key_of(result) in stacked or len(one.results) > 1 and key_of(result) in single
    )
    is_joined = (
        key_of(source) in stacked or len(one.sources) > 1 and key_of(source) in single
    )
    kind = "joined" if is_joined else "parted" if is_parted else ""
    return kind, (labels[0], labels[1])


class Rearrange(ActPlayer):
    """What goes in at the left, what comes out at the right; the first block
    goes over alone, then the others."""

    act: RearrangeAct

    def build(self) -> None:
        self.board = RearrangeBoard(
            self.stage,
            self.act.each,
            self.act.names,
            self.act.labels,
            self.act.recorded,
        )
        for part, value in self.board.parts:
            self.bring(part, value)

    def move(self, time: float) -> None:
        first, rest = self.act.lengths
        self.board.show((time - ENTER) / first, (time - ENTER - first) / rest)

    def words(self, time: float) -> str:
        return ""


KIND = ActKind(RearrangeAct, Rearrange, recognise)
