"""In place updates: what was there, the change, what is there now.

The three are seen together. The change, most often a small one, has a colour
scale of its own, with its own legend. The base of the updates of each shape.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, Found, Moment, Stop, planned
from scenes.acts.derived import opposite
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, Schedule
from scenes.arrays.extremes import furthest, is_small
from scenes.arrays.numbers import told_apart, written
from scenes.reading.gradient_parts import gradient_parts
from scenes.reading.in_place_update import InPlaceUpdate, in_place_update
from scenes.reading.plain_updates import plain_updates
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box
from scenes.stage.values import Values
from scenes.words.naming import (
    code,
    in_a_row,
    indexed,
    is_our_own,
    plain,
    said,
    sentence_case,
    the,
)
from scenes.words.operand_names import called
from scenes.words.phrases import after_step, before_step
from scenes.words.purposes import step_name

UPDATE = 9.0  # seconds in which a matrix or column is changed
TOLD = 0.68  # share of the change after which the largest is told
LONGEST_RATE = 32  # characters of an expression that is named
LARGEST = ENTER + TOLD * (UPDATE - ENTER)  # second at which that is
# What a change is made by in the same act; anything else has an act of its own.
_SCALING = ("multiply", "divide", "true_divide", "negative")
# How code calls a learning rate: learn_rate, self.learning_rate, -lr.
_LEARNING_RATE = re.compile(
    r"-?(\w+\.)*(\w*learn(ing)?_?rate|(\w+_)?lr)", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class UpdateAct(Act):
    """An array is changed in place; operands: what was there, the change.

    Attributes:
        sign: 1 where the change is added, -1 where it is taken.
        rate: the number that the change was multiplied by, or None.
        gradient: what it multiplies; or None.
    """

    sign: int
    rate: Value | None
    gradient: Value | None


def update_at(moment: Moment) -> InPlaceUpdate | None:
    """The update that a moment begins with, or None."""
    found = moment.roles.read(plain_updates).get(moment.operation.number)
    if found is not None and _is_here(moment, found.count):
        return found
    found = in_place_update(moment.operations)
    is_scaled = found is not None and (
        found.count == 1 or moment.operation.function in _SCALING
    )
    return found if is_scaled else None


def _is_here(moment: Moment, count: int) -> bool:
    """Whether the next operations of a moment are the next of the trace."""
    numbers = [one.number for one in moment.operations[:count]]
    return numbers == list(range(numbers[0], numbers[0] + count))


def planned_update(
    plan: type[UpdateAct],
    moment: Moment,
    update: InPlaceUpdate,
    seconds: float,
    *,
    turns: Schedule | None = None,
    told_at: float = LARGEST,
    **needed: Any,
) -> Found:
    """Found: a plan of an update of some shape; see act.planned.

    Args:
        told_at: second at which the largest change is there to be read.
    """
    old, change = update.old, update.change
    little = is_small(change.array, old.array)
    new = moment.operations[update.count - 1].result
    signed = update.sign * change.array.astype(float)
    is_own = has_own_scale(old.array, signed, new.array)
    is_pull = moment.roles.read(gradient_parts).is_pull(update)
    found = planned(
        plan,
        moment,
        seconds + HOLD,
        _pull_title(update) if is_pull else _title(update, is_small=little),
        _pull_lead(update)
        if is_pull
        else _lead(update, is_small=little, has_scale=is_own),
        count=update.count,
        turns=turns,
        step_name=_step_name(old),
        outcome=largest_change(_named(old), old, signed, new.array),
        outcome_at=told_at,
        sign=update.sign,
        rate=update.rate,
        gradient=update.gradient,
        **{"way": way_of(old, [(told_at, furthest(change.array))])} | needed,
    )
    act = replace(found.act, operands=(old, change), result_name=_named(old))
    return replace(found, act=act)


def way_of(old: Value, told: Iterable[tuple[float, int]]) -> tuple[Stop, ...]:
    """The Stops of a matrix some cells of which are told one after the other.

    Args:
        told: (second of the act, flat index of the cell), ...
    """
    if len(old.shape) != 2:
        return ()
    cells = ((second, divmod(flat, old.shape[1])) for second, flat in told)
    return (Stop(0.0, old), *(Stop(second, old, cell) for second, cell in cells))


def _title(update: InPlaceUpdate, *, is_small: bool) -> str:
    """
    Args:
        is_small: whether the change is, beside the values.
    """
    change, name = update.change, _named(update.old)
    if not change.array.any():
        return said(
            "{name}: a change of 0", "{name}：变化为 0", name=sentence_case(name)
        )
    if _is_gathered(update):
        return said("Add to {name}", "累加到{name}", name=the(name))
    if not is_small:
        return said("Change {name}", "改变{name}", name=the(name))
    return said("Change {name} a little", "把{name}改变一点点", name=the(name))


def _pull_title(update: InPlaceUpdate) -> str:
    """Of a gradient to which a share of the weights is added."""
    return said(
        "{name}: what large weights cost, too",
        "{name}：还有大权重的代价",
        name=sentence_case(_named(update.old)),
    )


def _pull_lead(update: InPlaceUpdate) -> str:
    rate, weights = update.rate, update.gradient
    assert rate is not None and weights is not None
    share = f"{abs(rate.array.item()):.3g}"
    told = said(
        "To the gradient {share} times {weights} is added, which is the gradient of "
        "their squares: the larger a weight, the more it costs.",
        "梯度再加上 {share} 乘以 {weights}，即其平方的梯度：权重越大，代价越大。",
        share=share,
        weights=plain(weights.name) or code(weights.expression),
    )
    own = said("The change has its own colour scale.", "变化用自己的色标。")
    return in_a_row(told, _rate_words(rate, share), own)


def _is_gathered(update: InPlaceUpdate) -> bool:
    """Whether what began at zero gathers all that is added to it."""
    return update.is_sum and update.rate is None and update.sign == 1


def _named(value: Value) -> str:
    """What a value is called where the code gives it no name, too."""
    return value.name or code(value.expression) or said("an array", "一个数组")


def _step_name(old: Value) -> str:
    if is_our_own():
        return step_name(old.name)
    return said("{name} change", "更新{name}", name=plain(_named(old)))


def has_own_scale(old: np.ndarray, change: np.ndarray, new: np.ndarray) -> bool:
    """Whether a change is drawn in another scale than what it changes: of what was zero
    before it is all there is."""
    return palette.Scale.of(change) != palette.Scale.of(np.stack([old, new]))


def _lead(update: InPlaceUpdate, *, is_small: bool, has_scale: bool) -> str:
    """
    Args:
        is_small: whether the change is, beside the values.
        has_scale: whether it is drawn in a scale of its own.
    """
    rate, gradient = update.rate, update.gradient
    if _is_gathered(update):
        return _gathering(update)
    if rate is None:
        return said(
            "{to_each} the number of {change} at its place.",
            "每个数都{done} {change} 同一位置的数。",
            to_each="To each is added" if update.sign == 1 else "From each is taken",
            done="加上" if update.sign == 1 else "减去",
            change=called(update.change),
        )
    assert gradient is not None  # a rate multiplies something
    share = f"{abs(rate.array.item()):.3g}"
    expression = code(gradient.expression)
    own = _short_of(gradient.name, update.old.name) or f"cell of {expression}"
    whole = plain(gradient.name) or expression
    if not update.is_taken:
        step = said(
            "To each is added {share} times its {own}.",
            "每个都加上 {share} 乘以{whole}。",
            share=share,
            own=own,
            whole=whole,
        )
    elif _LEARNING_RATE.fullmatch(rate.name or rate.expression):
        step = said(
            "Each loses {share}, the learning rate, times its {own}.",
            "每个都减去学习率 {share} 乘以{whole}。",
            share=share,
            own=own,
            whole=whole,
        )
    else:
        step = said(
            "From each is taken {share} times its {own}.",
            "每个都减去 {share} 乘以{whole}。",
            share=share,
            own=own,
            whole=whole,
        )
    step = in_a_row(step, _rate_words(rate, share))
    if not update.change.array.any() or not has_scale:
        return step
    return in_a_row(
        step,
        said("The change has a finer colour scale.", "变化太小，所以用更细的色标。")
        if is_small
        else said("The change has its own colour scale.", "变化用自己的色标。"),
    )


def _short_of(gradient: str, changed: str) -> str:
    """The last word of a gradient's name, "adjustment"; its whole name where
    that is no word, or is what the changed array is called: d_L_d_weights."""
    last = gradient.split("_")[-1]
    is_short = len(last) > 2 and last.isalpha() and last not in changed
    return last if is_short else code(gradient)


def _gathering(update: InPlaceUpdate) -> str:
    name = _named(update.old)
    if not update.old.array.any():
        return said(
            "{name} is still zero: this is the first that is added.",
            "{name} 还全是零：这是第一次累加。",
            name=name,
        )
    return said(
        "{name} began at zero and gathers what is found each time.",
        "{name} 从零开始，累积每次得到的值。",
        name=name,
    )


def _rate_words(rate: Value, share: str) -> str:
    """What the rate, told without its sign, is in the code, where that is an
    expression."""
    written = code(rate.name or rate.expression)
    expression = written.lstrip("-+ ")
    is_less = (rate.array.item() < 0) != written.startswith("-")
    if re.fullmatch(r"\([^()]*(\([^()]*\)[^()]*)*\)", expression):
        expression = expression[1:-1]
    if not re.search(r"[*/]", expression) or len(expression) > LONGEST_RATE:
        return ""
    return said(
        "{expression} is {share}.",
        "{expression} 是 {share}。",
        share=share,
        expression=f"−({expression})" if is_less else expression,
    )


def largest_change(name: str, old: Value, change: np.ndarray, new: np.ndarray) -> str:
    """The sentence about the value that has changed most; "" if what all have
    changed by is no number, or nothing.

    Args:
        name: of the array, as in the code.
    """
    place = furthest(change)
    if np.isnan(change.ravel()[place]) or not change.any():
        return ""
    index = [int(k) for k in np.unravel_index(place, change.shape)]
    if change.shape[1:] == (1,):
        index = index[:1]
    cell = indexed(name, ", ".join(map(str, index)))
    before, after = told_apart(old.array.ravel()[place], new.ravel()[place])
    if before == after:
        return said(
            "The largest change: {change} to {cell}, too little for {before} to move.",
            "最大的变化：{cell} 的 {change}，太小，{before} 没有变。",
            change=written(change.ravel()[place], "+.2e"),
            cell=cell,
            before=before,
        )
    return said(
        "{cell} goes from {before} to {after}, the largest change.",
        "{cell} 从 {before} 变为 {after}，变化最大。",
        cell=cell,
        before=before,
        after=after,
    )


def _moved_most(name, index, change):
    """
    Args:
        name: in the code.
        index: of the value in its array, a tuple.
    """
    cell = indexed(name, ", ".join(map(str, index)))
    return said(
        "Most: {cell}, by {change}.",
        "最大：{cell}，{change}。",
        cell=cell,
        change=change,
    )


class Update(ActPlayer):
    """old + change = new; the base of the updates of each shape."""

    act: UpdateAct

    def read(self):
        """(old, change, new) values and the arrays of them."""
        old, change = self.act.operands
        self.values = old, change, self.act.result
        self.old, self.new = old.array, self.act.result.array
        self.changing = change if self.act.sign > 0 else Values(opposite(change))
        self.change = self.act.sign * change.array.astype(float)
        name = code(_named(old))
        self.names = (before_step(name), self._change_name(), after_step(name))

    def _change_name(self):
        change = self.act.operands[1]
        sign = "" if self.act.sign > 0 else "− "
        rate = self.act.rate
        if rate is None:
            return sign + code(change.name or change.expression)
        rate = written(self.act.sign * rate.array.item(), "g")
        gradient = self.act.gradient
        name = code(gradient.name) or f"({code(gradient.expression)})"
        return f"{rate} × {name}"

    def gradient(self):
        """The value that the rate multiplies, or None."""
        return None if self.act.rate is None else self.act.gradient

    def bring_signs(self, boxes):
        """+ and = between three boxes."""
        self.signs = []
        for text, left, right in (("+", *boxes[:2]), ("=", *boxes[1:])):
            middle = (left.right + right.left) / 2
            self.signs.append(
                self.bring(
                    Label(
                        text,
                        Box(middle - 40, left.top + left.height / 2 - 40, 80, 80),
                        size=44,
                    )
                )
            )

    def told_most(self):
        """The sentence about the value that changed most; "" if what all
        have changed by is no number."""
        place = furthest(self.change)
        if np.isnan(self.change.ravel()[place]) or not self.change.any():
            return ""
        index = np.unravel_index(place, self.change.shape)
        if self.change.shape[1:] == (1,):
            index = index[:1]
        return _moved_most(
            _named(self.values[0]),
            [int(k) for k in index],
            written(self.change.ravel()[place], "+.3g"),
        )
