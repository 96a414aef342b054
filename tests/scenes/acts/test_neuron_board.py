"""What the layers and lines on the board hold in each act."""

from dataclasses import replace

import numpy as np
import pytest

from scenes.stage import neuron_layer
from scenes.stage.leaders import Leaders
from tests.scenes.acts.given import STAGE, played
from tests.scenes.acts.small_network import PLANS, plan_of

SUMS = [-1.0, 0.0, 1.0]
BIASED = [-0.5, 0.5, 1.5]
SQUASHED = (1 / (1 + np.exp(-np.array(BIASED)))).tolist()
SCALE = ("diverging", 1.5)  # of sums, with biases or not
GREY = ("grey", 1.0)


@pytest.mark.parametrize(
    "name, values, scale, before, before_scale, lit",
    [
        ("pixels", SQUASHED, GREY, None, GREY, 0.0),
        ("weights", SQUASHED, GREY, None, GREY, 0.0),
        ("sums 2", SUMS, SCALE, None, SCALE, 0.0),
        ("biases 2", BIASED, SCALE, SUMS, SCALE, 0.0),
        ("curve 2", SQUASHED, GREY, BIASED, SCALE, 0.0),
        ("sums 3", SQUASHED, GREY, None, GREY, 1.0),
        ("answer", SQUASHED, GREY, None, GREY, 1.0),
    ],
)
def test_what_the_hidden_neurons_hold(name, values, scale, before, before_scale, lit):
    player = played(plan_of(name, 3))
    player.show(0.0)
    layer = player.layers[2]
    np.testing.assert_allclose(layer.values.array, values)
    assert (layer.color_scale.kind, layer.color_scale.limit) == scale
    assert (layer.before_scale.kind, layer.before_scale.limit) == before_scale
    assert (layer.before is None) == (before is None)
    if before is not None:
        np.testing.assert_allclose(layer.before.array, before)
    assert layer.lit.tolist() == [lit] * 3


@pytest.mark.parametrize("name", PLANS)
def test_outputs_are_named_as_digits(name):
    layers = played(plan_of(name, 3)).layers
    assert [layers[number].labels for number in (1, 2, 3)] == [
        (),
        (),
        tuple("0123456789"),
    ]


def test_the_named_lines():
    lines = played(plan_of("weights", 12)).lines
    assert [
        [(one.text, one.line, one.below) for one in lines[number].labels]
        for number in (2, 3)
    ] == [
        [("[0, 0]", (0, 0), False), ("[11, 783]", (8, 8), True)],
        [("[0, 0]", (0, 0), False), ("[9, 11]", (9, 8), True)],
    ]


def test_the_curve_is_smooth():
    curve = played(plan_of("curve 2", 3)).curve
    assert len(curve.xs) == 240
    np.testing.assert_allclose(curve.ys, 1 / (1 + np.exp(-curve.xs)))


def test_where_everything_stands():
    player = played(plan_of("sums 2", 3))
    for number, left in ((1, 466), (2, 904), (3, 1324)):
        box = player.layers[number].box
        assert (box.left, box.top) == pytest.approx((STAGE.left + left, 364))
        assert box.bottom == pytest.approx(STAGE.bottom - 8)
    account = player.account.box
    assert (account.left, account.top) == pytest.approx((STAGE.left + 1480, 364))
    assert (account.width, account.height) == pytest.approx((330, 288))
    for number in (2, 3):
        legend, lines = player.legends[number].box, player.lines[number].box
        assert (legend.width, legend.height) == pytest.approx((48, 10))
        assert legend.left + 24 == pytest.approx(lines.left + lines.width / 2)
        assert legend.top == pytest.approx(364 - 84)


@pytest.mark.parametrize("name", ["pixels", "curve 3"])
def test_the_picture_is_near_the_middle_where_fewest_lines_cross(name):
    player = played(plan_of(name, 3))
    box, column = player.plane.box, player.layers[1].box
    assert (box.left, box.width, box.height) == pytest.approx((STAGE.left, 364, 364))
    middle = column.top + (column.height - 364) / 2
    radius = neuron_layer.RADIUS
    shown = player.network.shown[0]
    heights = [
        column.top + radius + (column.height - 2 * radius) * float(place)
        for place in neuron_layer.places(shown)
    ]

    def tangles(shift):
        boxes = []
        for pixel in shown:
            cell = player.plane.cell_box(pixel // 28, pixel % 28)
            boxes.append(replace(cell, top=cell.top + shift + middle - box.top))
        return Leaders(boxes, column.left, heights).tangles

    shifts = [10 * step * 6 // 10 for step in range(-10, 11)]
    best = min(shifts, key=lambda shift: (tangles(shift), abs(shift)))
    assert abs(box.top - middle) == pytest.approx(abs(best))
