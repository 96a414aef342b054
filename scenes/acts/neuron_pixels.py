"""What goes in, pixels or numbers, becomes the first layer of neurons."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import ActKind
from scenes.acts.neuron_board import NeuronAct, NeuronBoard
from scenes.acts.neuron_network import Network
from scenes.acts.schedule import HOLD, one_by_one, tenths
from scenes.arrays.numbers import bar_number_format
from scenes.reading.value_roles import is_inked
from scenes.stage import palette
from scenes.stage.account import Row
from scenes.stage.chips import Dot
from scenes.stage.part import ease
from scenes.words.naming import said
from scenes.words.neuron_names import neuron_title

# The turn of each. What is said first can be read before it begins.
RHYTHM = {"first": 1.2, "shrink": 0.6, "least": 0.35, "start": 1.4}
LEFT, ARRIVED = 0.15, 0.65  # shares of a turn: a value is on its way


@dataclass(frozen=True, kw_only=True)
class NeuronPixelsAct(NeuronAct):
    """What goes in, its operand, becomes the first layer."""

    kind = "neuron_pixels"


def pixels_as_neurons(network: Network) -> NeuronPixelsAct:
    """The plan that lights the neurons of the first layer."""
    run = network.run
    image, shown = run.image.value, len(network.shown[0])
    count, pixels = len(run.image.array), run.picture is not None
    turns = one_by_one(shown, **RHYTHM)
    return NeuronPixelsAct(
        operands=(image,),
        result=image,
        result_name=image.name,
        seconds=tenths(turns.end + HOLD),
        title=_title(count) if pixels else _title_of_numbers(count),
        lead=_lead(run) if pixels else _lead_of_numbers(run.examples),
        caption=(
            _caption(count, shown) if pixels else _caption_of_numbers(count, shown)
        ),
        step_name=said("pixels", "像素") if pixels else said("inputs", "输入"),
        turns=turns,
        network=network,
        number=1,
    )


def _title(count):
    return said(
        "{count} pixels, {count} input neurons",
        "{count} 个像素，{count} 个输入神经元",
        count=count,
    )


def _title_of_numbers(count):
    if count == 1:
        return said("One number, one input neuron", "一个数，一个输入神经元")
    return said(
        "{count} numbers, {count} input neurons",
        "{count} 个数，{count} 个输入神经元",
        count=count,
    )


def _lead_of_numbers(examples):
    if examples > 1:
        return said(
            "Example 0 of {examples} goes in: each of its numbers is one neuron.",
            "{examples} 个样本中的第 0 个进入网络：它的每个数是一个神经元。",
            examples=examples,
        )
    return said(
        "Each number that goes in is one neuron, counted from 0 as in the code.",
        "输入的每个数是一个神经元，和代码一样从 0 开始编号。",
    )


def _caption_of_numbers(count, shown):
    if count == 1:
        return said(
            "What goes in is one number, the value of the one input neuron.",
            "输入只有一个数，就是唯一的输入神经元的值。",
        )
    if shown == count:
        return said(
            "Each of the {count} numbers is the value of an input neuron.",
            "{count} 个数各是一个输入神经元的值。",
            count=count,
        )
    return said(
        "Each of the {count} numbers is the value of an input neuron. {shown} of "
        "them are drawn.",
        "{count} 个数各是一个输入神经元的值，画出其中 {shown} 个。",
        count=count,
        shown=shown,
    )


def _lead(run):
    examples = run.examples
    if examples > 1:
        return said(
            "Picture 0 of {examples} goes in: each of its pixels is one neuron.",
            "{examples} 张图像中的第 0 张进入网络：它的每个像素是一个神经元。",
            examples=examples,
        )
    if not is_inked(run.image.array):
        return said(
            "Each pixel is one neuron, counted from 0 as in the code.",
            "每个像素是一个神经元，和代码一样从 0 开始编号。",
        )
    return said(
        "Each pixel is one neuron, as bright as its ink, counted from 0.",
        "每个像素是一个神经元，墨越浓越亮，从 0 开始编号。",
    )


def _caption(count, shown):
    return said(
        "Each of the {count} pixels is an input neuron. {shown} of them are "
        "drawn, counted from 0.",
        "{count} 个像素各是一个输入神经元，画出其中 {shown} 个，从 0 开始编号。",
        count=count,
        shown=shown,
    )


def _rows(run, index, value):
    """(words, number) of each row about an input neuron.

    Args:
        run: the ForwardPass.
        index: of the pixel or number, from 0.
        value: as written.
    """
    name = run.image.name
    rows = (
        *(
            ((said("in the code", "代码中"), f"{name}[{run.image.place(index)}]"),)
            if name
            else ()
        ),
        (said("its value", "它的值"), value),
    )
    if run.picture is None:
        return rows
    wide = run.picture.shape[1]
    row, column = divmod(index, wide)
    return (
        (
            said(
                "row {row}, column {column}",
                "行 {row}，列 {column}",
                row=row,
                column=column,
            ),
            "",
        ),
        (f"{row} × {wide} + {column}", f"= {index}"),
        *rows,
    )


class NeuronPixels(NeuronBoard):
    """One pixel after the other is outlined and lights its neuron."""

    act: NeuronPixelsAct

    has_lines = False

    def move(self, time):
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        shares = self.turns.shares(time)
        self.leaders.grown = np.array(
            [ease(one, 0.0, ARRIVED) if one > 0 else 0.0 for one in shares]
        )
        self.layers[1].lit = np.array([ease(one, ARRIVED, 0.85) for one in shares])
        self.layers[1].focus = self.leaders.focus = index if playing else None
        self.pulses.items = (
            ()
            if not (playing and LEFT < share < ARRIVED)
            else (self._value_on_its_way(index, share),)
        )
        self._write(index)

    def _value_on_its_way(self, index, share):
        at = ease(share, 0.0, ARRIVED)
        return Dot(*self.leaders.point(index, at), palette.POINTED, 5)

    def _write(self, index):
        pixel = self.network.shown[0][index]
        run = self.network.run
        value = run.image.array[pixel]
        self.account.title = neuron_title(1, pixel, self.network.names)
        written = f"{value:.3f}" if run.picture is not None else self._number(pixel)
        self.account.rows = tuple(Row(*row) for row in _rows(run, pixel, written))

    def _number(self, index):
        numbers = self.network.run.image.array
        return bar_number_format(numbers.astype(float))(numbers[index])


KIND = ActKind(NeuronPixelsAct, NeuronPixels)
