"""How a neuron comes to its value, told in the account beside the layers."""

from dataclasses import replace
from functools import cached_property

import numpy as np

from scenes.acts.neuron_board import NeuronBoard
from scenes.arrays.numbers import Writer, bar_number_format
from scenes.stage.account import Row
from scenes.words.naming import said
from scenes.words.neuron_names import neuron_title

MORE = 3  # decimals that are added at most, so that a product is right
# So many decimals more, in this order, with which numbers may add up.
OTHERS = (0, -1, 1, -2, 2, 3)


def _what(layer):
    """What the four numbers of a neuron are; "" where there is none.

    Args:
        layer: a forward_pass.LayerPass.
    """
    function = layer.function.name if layer.function else ""
    count = layer.weights.shape[1]
    return (
        said("the one product", "唯一的乘积")
        if count == 1
        else said("all {count} added", "全部 {count} 个之和", count=count),
        said("its bias", "它的偏置") if layer.biases else "",
        said("with the bias", "加上偏置") if layer.biases else "",
        said("{name} of it", "经 {name}", name=function)
        if function
        else said("its share", "它的份额")
        if layer.is_softmax
        else "",
    )


def _drawn_and_more(shown, count):
    """What the lines that are drawn add up to, and the products that are not."""
    if count > shown:
        return (
            said("{shown} lines drawn", "画出的 {shown} 条线", shown=shown),
            said("{more} more", "其余 {more} 条合计", more=count - shown),
        )
    if count == 1:
        return (said("the one line is drawn", "画出唯一的一条线"),)
    return (said("all {count} lines are drawn", "画出全部 {count} 条线", count=count),)


def adding_up(write, *sums):
    """How numbers are written so that they add up as they are written.

    Args:
        write: a Writer of decimals; one of other forms is taken as it is.
        sums: (numbers, their sum), ....

    Returns:
        A Writer of as many decimals or nearly as many, see OTHERS; `write` where
        they add up with none of them.
    """
    if not isinstance(write, Writer) or not write.form.endswith("f"):
        return write
    least = int(write.form[1:-1])
    for decimals in (least + one for one in OTHERS):
        if all(_adds_up(numbers, total, decimals) for numbers, total in sums):
            return replace(write, form=f".{decimals}f")
    return write


def _adds_up(numbers, total, decimals):
    if not np.isfinite([*numbers, total]).all():
        return True
    rounded = sum(round(one, decimals) for one in numbers)
    return abs(rounded - round(total, decimals)) < 0.5 * 10.0**-decimals


def writer_of_product(value, weight, product):
    """How two numbers and their product are written, so that the product is
    right as they are written, with 3 to 6 decimals if any of them does."""
    write = bar_number_format(np.array([value, weight, product, -1.0], float))
    if not write.form.endswith("f"):
        return write
    for decimals in range(3, 3 + MORE + 1):
        one, other, both = (
            round(float(number), decimals) for number in (value, weight, product)
        )
        if abs(one * other - both) < 0.5 * 10.0**-decimals:
            return replace(write, form=f".{decimals}f")
    return write


class AccountBoard(NeuronBoard):
    """The board of an act that computes a layer, one neuron after the other."""

    def tell_product(self, shown: int, start: int, known: int) -> None:
        """Set the account to one product of a neuron.

        Args:
            shown: which of the neurons shown.
            start: which of those shown that it comes from.
            known: how many of its three numbers are there already.
        """
        value = self._source_values(self.number).exact[start]
        weight = self.weights(self.number)[shown, start]
        product = self.products(self.number)[shown, start]
        write = writer_of_product(value, weight, product)
        bare = replace(write, signed=bool(value < 0))  # as in its neuron
        place = self.network.place(self.number, shown, start)
        words = (
            said("value that comes in", "输入的值"),
            said("its weight {place}", "权重 {place}", place=place),
            said("value × weight", "值 × 权重"),
        )
        index = self.network.shown[self.number - 2][start]
        self.account.title = said(
            "one product: {neuron}",
            "一个乘积：{neuron}",
            neuron=neuron_title(self.number - 1, index, self.network.names),
        )
        self.account.rows = tuple(
            Row(one, own(number) if k < known else "", k == known - 1)
            for k, (one, own, number) in enumerate(
                zip(words, (bare, write, write), (value, weight, product))
            )
        )

    def told_of_rest(self, shown: int) -> str:
        """What the products add up to whose lines are not drawn, in words; ""
        where all are."""
        count = self.network.layer(self.number).weights.shape[1]
        rows = self._parts(shown, count, is_known=True)
        if len(rows) < 2:
            return ""
        return said(
            "{more} more: {rest}",
            "其余 {more} 条：{rest}",
            more=count - self.products(self.number).shape[1],
            rest=rows[1].number,
        )

    @cached_property
    def _written(self):
        """The sums, biases, both and values of the layer, as written."""
        layer = self.network.layer(self.number)
        arrays = [
            value.array.ravel()
            for value in (layer.sums, layer.biases or layer.sums, layer.pre_activations)
        ]
        write = bar_number_format(np.concatenate([*arrays, [-1.0]]))
        self._writers = [
            adding_up(write, *self._summands(index)) for index in range(len(arrays[0]))
        ]
        neurons = layer.activations.array.ravel()
        return [
            [own(value) for own, value in zip(self._writers, array)] for array in arrays
        ] + [[bar_number_format(neurons)(value) for value in neurons]]

    def _summands(self, index):
        """(numbers, their sum), ... of a neuron, that are written below one
        another."""
        layer = self.network.layer(self.number)
        total = float(layer.sums.array.ravel()[index])
        sums = []
        shown = self.network.shown[self.number - 1]
        if index in shown:
            sums.append((self._part_and_rest(shown.index(index)), total))
        if layer.biases:
            bias, both = (
                float(one.array.ravel()[index])
                for one in (layer.biases, layer.pre_activations)
            )
            sums.append(((total, bias), both))
        return sums

    def _part_and_rest(self, shown):
        """What the lines that are drawn add up to, and the other products."""
        drawn = self.products(self.number)[shown]
        index = self.network.shown[self.number - 1][shown]
        sums = self.network.layer(self.number).sums.array.ravel()
        with np.errstate(invalid="ignore"):  # of what is no number, nothing is
            part = float(drawn.astype(float).sum())
            return part, float(sums[index]) - part

    def tell_of(self, shown: int, known: int) -> None:
        """Set the account to one of the neurons of the layer of this act.

        Args:
            shown: which of those shown.
            known: how many of its four numbers are there already.
        """
        index = self.network.shown[self.number - 1][shown]
        count = self.network.layer(self.number).weights.shape[1]
        numbers = [
            texts[index] if k < known else "" for k, texts in enumerate(self._written)
        ]
        what = _what(self.network.layer(self.number))
        rows = [
            Row(one, number, k == known - 1)
            for k, (one, number) in enumerate(zip(what, numbers))
            if one
        ]
        rows[:0] = self._parts(shown, count, is_known=known > 0)
        self.account.title = neuron_title(self.number, index, self.network.names)
        self.account.rows = tuple(rows)

    def _parts(self, shown: int, count: int, *, is_known: bool) -> list[Row]:
        """Rows of what a neuron's sum is made of: of many products those whose
        lines are drawn, and all others.

        Args:
            shown: which of the neurons shown.
            count: of all products.
        """
        drawn = self.products(self.number)[shown]
        words = _drawn_and_more(len(drawn), count)
        if len(words) == 1 or not is_known:
            return [Row(one) for one in words]
        index = self.network.shown[self.number - 1][shown]
        assert self._written  # which makes the writers
        write = self._writers[index]
        return [
            Row(one, write(number))
            for one, number in zip(words, self._part_and_rest(shown))
        ]
