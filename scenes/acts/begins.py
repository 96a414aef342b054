"""Arrays begin: with one number everywhere, at random, or from outside."""

from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from scenes.acts.act import Act, ActKind, Found, Lit, Moment
from scenes.acts.forms import form, rows_of_boxes
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.arrays.numbers import number_format
from scenes.reading.beginnings import Beginning, begin_together, beginning, is_shuffle
from scenes.reading.kept_arrays import KeptArrays, kept_arrays
from scenes.reading.uses import uses
from scenes.stage.plane import MatrixPlane
from scenes.words.axis_words import shape_words
from scenes.words.deeds import deed
from scenes.words.naming import code, in_a_row, listed, plain, said, sentence_case
from scenes.words.operations import doing

FILL = 1.8  # seconds in which what is drawn, or comes from outside, fills
FILL_ONE, FILL_MORE = 0.8, 0.2  # of anything else, and for each array more
IN_A_ROW = 4  # arrays side by side; more stand in two rows
NAMED = 3  # arrays whose names are said


@dataclass(frozen=True, kw_only=True)
class BeginsAct(Act):
    """Arrays that begin alike.

    Attributes:
        begun: the arrays, named as they are assigned.
        sources: of copies what each is one of.
    """

    kind = "begins"

    begun: tuple[Value, ...]
    sources: tuple[Value, ...] = ()


def recognise(moment: Moment) -> Found | None:
    """Arrays that begin in a statement, and in those just after it."""
    arrays = begin_together(moment.trace, moment.step, moment.operations)
    operations = tuple(one for begun in arrays for one in begun.operations)
    if not moment.is_ahead(operations):
        return None
    together = tuple(one.last for one in arrays)
    how = beginning(operations[0], moment.trace)
    assert how is not None
    begun = tuple(_named(moment, one) for one in together)
    last = together[-1]
    steps = list(dict.fromkeys(one.step for one in together))
    lead, outcome = _lead(moment, how, begun), _outcome(how, begun)
    if how in (Beginning.COUNTED, Beginning.COPIED):
        lead = in_a_row(*dict.fromkeys(map(deed, together[:NAMED])))
    is_new = how in (Beginning.DRAWN, Beginning.BROUGHT)
    fill = FILL if is_new else FILL_ONE + FILL_MORE * len(begun)
    act = BeginsAct(
        operations=operations,
        result=last.result,
        result_name=begun[-1].name,
        seconds=tenths(ENTER + fill + HOLD),
        title=_title(how, begun) if _has_names(begun) else _untitled(how, last),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=ENTER + fill,
        mark=together[0].span,
        shapes=_shapes(together[0]),
        lit=_lit(moment, together, fill) if len(steps) > 1 else (),
        begun=begun,
        sources=tuple(one.operands[0] for one in together)
        if how is Beginning.COPIED
        else (),
    )
    step = moment.trace.steps[last.step]
    numbers = frozenset(one.number for one in operations)
    return Found(act, numbers, None if step is moment.step else step)


def _named(moment: Moment, operation: Operation) -> Value:
    result = operation.result
    step = moment.trace.steps[operation.step]
    name = next(
        (one.name for one in step.assigned if one.identity == result.identity), ""
    )
    return replace(result, name=name or result.name or code(operation.expression))


def _lit(
    moment: Moment, together: tuple[Operation, ...], fill: float
) -> tuple[Lit, ...]:
    """Each statement when its first array comes."""
    lit, before = [], None
    for k, one in enumerate(together):
        if one.step != before:
            second = ENTER * (k > 0) + fill * k / len(together)
            statement = moment.trace.steps[one.step].span
            lit.append(Lit(second, statement, one.span, _shapes(one)))
        before = one.step
    return tuple(lit)


def _shapes(operation: Operation) -> str:
    if operation.kind == "gap":
        return str(operation.result.shape or shape_words(()))
    return shapes_of(operation)


def _has_names(begun: tuple[Value, ...]) -> bool:
    return all("(" not in one.name for one in begun)


def _names(begun: tuple[Value, ...]) -> str:
    names = list(dict.fromkeys(plain(one.name) for one in begun))
    if len(names) > NAMED:
        return said("{count} arrays", "{count} 个数组", count=len(names))
    return sentence_case(listed(names))


def _untitled(how: Beginning, last: Operation) -> str:
    """The title of what the code has no name for."""
    if how is Beginning.DRAWN:
        return said("Drawn at random", "随机抽取")
    if last.kind == "gap":
        return said("What {name} gives", "{name} 的结果", name=last.function)
    return doing(last)


def _title(how: Beginning, begun: tuple[Value, ...]) -> str:
    names, one = _names(begun), len(begun) == 1
    if how is Beginning.EMPTY:
        return said("Room for {names}", "为 {names} 留出空间", names=names)
    if how is Beginning.DRAWN:
        if one and is_shuffle(begun[0].array):
            return said("{names}: an order at random", "{names}：随机次序", names=names)
        return said("{names}: drawn at random", "{names}：随机抽取", names=names)
    if how is Beginning.BROUGHT:
        return said("{names}: brought in as it is", "{names}：原样取来", names=names)
    if how is Beginning.LISTED:
        return said("{names}: as the code has it", "{names}：代码中写定", names=names)
    if how is Beginning.GATHERED:
        return said(
            "{names}: put together from single numbers",
            "{names}：由单个的数拼成",
            names=names,
        )
    if how is Beginning.DIAGONAL:
        return said("{names}: ones on the diagonal", "{names}：对角线为 1", names=names)
    if how is Beginning.COUNTED:
        return said("{names}: counted up", "{names}：依次数出", names=names)
    if how is Beginning.COPIED:
        return said(
            "{names}: {copied}",
            "{names}：副本",
            names=names,
            copied="a copy" if one else "copies",
        )
    value = number_format(begun[0].array)(begun[0].array.ravel()[0])
    if one and not begun[0].shape:
        return said(
            "{names} is {value}", "{names} 是 {value}", names=names, value=value
        )
    return said(
        "{names} {starts} at {value}",
        "{names} 从 {value} 开始",
        names=names,
        starts="starts" if one else "start",
        value=value,
    )


def _lead(moment: Moment, how: Beginning, begun: tuple[Value, ...]) -> str:
    count = sum(one.array.size for one in begun)
    shapes = list(dict.fromkeys(shape_words(one.shape) for one in begun))
    if how is Beginning.EMPTY:
        return said(
            "{shapes}: what stands there is left over and means nothing yet.",
            "{shapes}：里面是残留的数，还没有意义。",
            shapes=listed(shapes[:NAMED]),
        )
    if how is Beginning.BROUGHT:
        return said(
            "How it was made was not recorded: {shapes}.",
            "它是怎样得到的没有记录：{shapes}。",
            shapes=listed(shapes[:NAMED]),
        )
    if how is Beginning.DIAGONAL:
        return said(
            "{shapes}: ones on the diagonal, zeros elsewhere.",
            "{shapes}：对角线为 1，其余为 0。",
            shapes=listed(shapes[:NAMED]),
        )
    is_told = len(shapes) <= NAMED and any(len(one.shape) > 1 for one in begun)
    numbers = said(
        "{count} {what}{shapes}.",
        "{count} 个数{shapes}。",
        count=f"{count:,}",
        what="number" if count == 1 else "numbers",
        shapes=_all_shapes(begun, shapes) if is_told else "",
    )
    return in_a_row(numbers, _purpose(moment, begun) if how is Beginning.FILLED else "")


def _all_shapes(begun: tuple[Value, ...], shapes: list[str]) -> str:
    """Behind how many numbers there are; of several alike the one of each."""
    if len(begun) > 1 and len(shapes) == 1:
        return said(": {shape} each", "：各 {shape}", shape=shapes[0])
    return said(": {all}", "：{all}", all=listed(shapes))


def _purpose(moment: Moment, begun: tuple[Value, ...]) -> str:
    """What they are for, if all are read in the same way; or ""."""
    kept: KeptArrays = moment.roles.read(kept_arrays)
    readers = [moment.roles.read(uses).of(one) for one in begun]
    firsts = [some[0] for some in readers if some]
    if len(firsts) < len(begun):
        return ""
    if all(
        first.function in ("add", "subtract")
        and kept.is_sum(one)
        and kept.takes_place(first, one)
        for one, first in zip(begun, firsts)
    ):
        if sum(one.array.size for one in begun) == 1:
            return said("It will gather what is added.", "之后的值会累加到这里。")
        return said("They will gather what is added.", "之后的值会累加到这里。")
    if all(first.function == "setitem" for first in firsts):
        return said("They will be written piece by piece.", "之后会逐块写入。")
    return ""


def _outcome(how: Beginning, begun: tuple[Value, ...]) -> str:
    """From where to where the numbers reach that were drawn."""
    if how not in (Beginning.DRAWN, Beginning.BROUGHT):
        return ""
    if len(begun) == 1 and is_shuffle(begun[0].array):
        return said(
            "Each number from 0 to {last} once.",
            "0 到 {last} 各出现一次。",
            last=begun[0].array.size - 1,
        )
    numbers = np.concatenate([one.array.ravel().astype(float) for one in begun])
    numbers = numbers[np.isfinite(numbers)]
    if not numbers.size:
        return ""
    first, *_ = begun  # of the same kind are all
    if first.dtype.kind == "b":
        return said(
            "{true} of them are true, {false} false.",
            "其中 {true} 个为真，{false} 个为假。",
            true=int(numbers.sum()),
            false=int(numbers.size - numbers.sum()),
        )
    write, least, most = number_format(numbers), numbers.min(), numbers.max()
    if numbers.size == 1:
        return said("It is {one}.", "它是 {one}。", one=write(least))
    if least == most:
        return said("All are {one}.", "全是 {one}。", one=write(least))
    return said(
        "They reach from {least} to {most}, on average {mean}.",
        "范围从 {least} 到 {most}，平均 {mean}。",
        least=write(least),
        most=write(most),
        mean=number_format(np.array([numbers.mean()]))(numbers.mean()),
    )


class Begins(ActPlayer):
    """The arrays side by side, filled one after the other."""

    act: BeginsAct

    def build(self) -> None:
        self.shown = []
        arrays = [one.array for one in self.act.begun]
        boxes = rows_of_boxes(self.stage, arrays, most=IN_A_ROW)
        sources = self.act.sources or (None,) * len(boxes)
        for value, source, box in zip(self.act.begun, sources, boxes):
            self.shown.append(self.bring(form(value, box), value, comes_as=source))

    def words(self, time: float) -> str:
        return self.act.outcome if time >= self.act.outcome_at else ""

    def move(self, time: float) -> None:
        fill = self.act.seconds - HOLD - ENTER
        share = min(max((time - ENTER) / fill, 0.0), 1.0) * len(self.shown)
        for k, part in enumerate(self.shown):
            own = min(max(share - k, 0.0), 1.0)
            if isinstance(part, MatrixPlane):
                part.revealed = int(np.ceil(own * part.values.array.size))
            else:
                part.shown = int(np.ceil(own * len(part.values.array)))


KIND = ActKind(BeginsAct, Begins, recognise)
