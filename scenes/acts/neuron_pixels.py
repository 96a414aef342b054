"""The pixels of a digit become the first layer of neurons."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import ActKind
from scenes.acts.neuron_board import NeuronAct, NeuronBoard
from scenes.acts.neuron_network import Network
from scenes.acts.schedule import HOLD, one_by_one, tenths
from scenes.reading.forward_pass import PIXELS
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
    """The picture, its operand, becomes the first layer."""

    kind = "neuron_pixels"


def pixels_as_neurons(network: Network) -> NeuronPixelsAct:
    """The plan that lights the neurons of the first layer."""
    image, shown = network.run.image, len(network.shown[0])
    turns = one_by_one(shown, **RHYTHM)
    return NeuronPixelsAct(
        operands=(image,), result=image, result_name=image.name,
        seconds=tenths(turns.end + HOLD), title=_title(PIXELS),
        lead=_lead(), caption=_caption(PIXELS, shown),
        step_name=said("pixels", "像素"), turns=turns, network=network,
        number=1)


def _title(count):
    return said(
        "{count} pixels, {count} input neurons",
        "{count} 个像素，{count} 个输入神经元",
        count=count)


def _lead():
    return said("Each pixel is one neuron, as bright as its ink. Here they "
                "are counted from 1.",
                "每个像素是一个神经元，墨越浓越亮。这里从 1 开始编号。")


def _caption(count, shown):
    return said(
        "Each of the {count} pixels is an input neuron. {shown} of them are "
        "drawn, counted from 1.",
        "{count} 个像素各是一个输入神经元，画出其中 {shown} 个，"
        "从 1 开始编号。",
        count=count, shown=shown)


def _rows(index, value):
    """(words, number) of each row about an input neuron.

    Args:
        index: of the pixel, from 0.
        value: as written.
    """
    row, column = divmod(index, 28)
    return ((f"row {row + 1}, column {column + 1}", ""),
            (f"{row} × 28 + {column + 1}", f"= {index + 1}"),
            ("in the code", f"image[{index}]"), ("its value", value))


class NeuronPixels(NeuronBoard):
    """One pixel after the other is outlined and lights its neuron."""

    act: NeuronPixelsAct

    has_lines = False

    def move(self, time):
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        shares = self.turns.shares(time)
        self.leaders.grown = np.array(
            [ease(one, 0.0, ARRIVED) if one > 0 else 0.0 for one in shares])
        self.layers[1].lit = np.array([ease(one, ARRIVED, 0.85)
                                       for one in shares])
        self.layers[1].focus = self.leaders.focus = \
            index if playing else None
        self.pulses.items = () if not (playing and LEFT < share < ARRIVED) \
            else (self._value_on_its_way(index, share),)
        self._write(index)

    def _value_on_its_way(self, index, share):
        at = ease(share, 0.0, ARRIVED)
        return Dot(*self.leaders.point(index, at), palette.AMBER, 5)

    def _write(self, index):
        pixel = self.network.shown[0][index]
        value = self.network.run.image.array.ravel()[pixel]
        self.account.title = neuron_title(1, pixel + 1)
        self.account.rows = tuple(
            Row(*row) for row in _rows(pixel, f"{value:.3f}"))


KIND = ActKind(NeuronPixelsAct, NeuronPixels)
