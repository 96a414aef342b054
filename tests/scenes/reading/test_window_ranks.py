"""What tells which way an array comes from windows, where several would fit."""

from dataclasses import replace

import numpy as np
import pytest

from network.trace import Value
from scenes.reading.sliding_window import SlidingWindow
from scenes.reading.window_cuts import Cuts
from scenes.reading.window_fit import Fit
from scenes.reading.window_ranks import forward, happens_to_fit, is_told_by_zeros, rank

COUNTED = np.arange(1.0, 17).reshape(4, 4)
KERNEL = np.array([[1.0, 2.0], [3.0, 4.0]])
# Turned round it is its own negative.
TWISTED = np.array([[1.0, 2.0], [-2.0, -1.0]])
ONE = np.eye(16)[5].reshape(4, 4)
TWO = ONE + np.eye(16)[7].reshape(4, 4)
PLAIN = Fit(
    "convolution", {}, {"picture": "HW", "kernels": "HW", "map": "HW"}, (2, 2), (1, 1)
)
LINE = replace(PLAIN, axes={"picture": "W", "kernels": "W", "map": "W"}, size=(1, 2))
DEEP = replace(PLAIN, axes={"picture": "CHW", "kernels": "FCHW", "map": "FHW"})
BACK = Fit(
    "input gradient", {}, {"errors": "HW", "kernels": "HW", "map": "HW"}, (2, 2), (1, 1)
)
POOLED = Fit("pooling", {}, {"picture": "HW", "map": "HW"}, (2, 2), (2, 2))
AWAY = Cuts(takes_away=True)


def valued(**arrays):
    return {role: Value.of(np.asarray(array)) for role, array in arrays.items()}


@pytest.mark.parametrize(
    "fit, arrays, cuts, happens",
    [
        (PLAIN, {}, Cuts(), False),
        (PLAIN, {"kernels": KERNEL * 0}, Cuts(), True),
        (PLAIN, {"kernels": KERNEL * [[0, 0], [0, 1]]}, Cuts(), False),
        (PLAIN, {"bias": COUNTED}, Cuts(), True),  # the picture itself
        (PLAIN, {"bias": COUNTED[:3, :3] * 0.5}, Cuts(), True),  # what comes out
        (PLAIN, {"bias": COUNTED[:3, :3]}, Cuts(), False),
        (PLAIN, {"picture": ONE}, Cuts(), False),
        (replace(PLAIN, gaps=(2, 2)), {"picture": ONE}, Cuts(), True),
        (replace(PLAIN, gaps=(1, 2)), {"picture": ONE}, Cuts(), True),
        (replace(PLAIN, gaps=(2, 2)), {"picture": TWO}, Cuts(), False),
        (replace(PLAIN, gaps=(3, 3)), {"picture": TWO}, Cuts(), True),
        (replace(PLAIN, gaps=(2, 2)), {"picture": COUNTED}, Cuts(), False),
        (replace(PLAIN, gaps=(2, 2), pad=(1, 1)), {"picture": TWO}, Cuts(), False),
        (
            replace(LINE, gaps=(1, 2)),
            {"picture": [0.0, 1, 0, 0], "kernels": [1.0, 2]},
            Cuts(),
            True,
        ),
        (
            replace(LINE, gaps=(1, 2)),
            {"picture": [0.0, 1, 0, 1], "kernels": [1.0, 2]},
            Cuts(),
            False,
        ),
        # Both channels have one cell, at other places.
        (
            replace(DEEP, gaps=(2, 2)),
            {"picture": [ONE, TWO - ONE], "kernels": np.ones((1, 2, 2, 2))},
            Cuts(),
            False,
        ),
        (
            replace(DEEP, gaps=(2, 2)),
            {"picture": [ONE, ONE * 2], "kernels": np.ones((1, 2, 2, 2))},
            Cuts(),
            True,
        ),
        (replace(PLAIN, is_turned=True), {"kernels": TWISTED}, AWAY, True),
        (replace(PLAIN, is_turned=True), {"kernels": TWISTED}, Cuts(), False),
        (replace(PLAIN, is_turned=True), {"kernels": KERNEL}, AWAY, False),
        (PLAIN, {"kernels": TWISTED}, AWAY, False),
        # Some cells alone are their own negative.
        (
            replace(PLAIN, is_turned=True),
            {"kernels": [[1.0, 2.0], [3.0, -1.0]]},
            AWAY,
            False,
        ),
        (BACK, {"errors": COUNTED, "kernels": TWISTED}, AWAY, True),
        (BACK, {"errors": COUNTED, "kernels": TWISTED}, Cuts(), False),
        (BACK, {"errors": COUNTED, "kernels": KERNEL}, AWAY, False),
        (BACK, {"errors": COUNTED * 0, "kernels": KERNEL}, AWAY, False),
    ],
)
def test_numbers_may_fit_by_chance(fit, arrays, cuts, happens):
    given = {"picture": COUNTED, "kernels": KERNEL} | arrays
    if fit.kind == "input gradient":
        del given["picture"]
    result = Value.of(COUNTED[:3, :3] * 0.5)
    assert happens_to_fit(fit, valued(**given), result, cuts) is happens


@pytest.mark.parametrize(
    "keeps, picture, result, happens",
    [
        ("mean", COUNTED, COUNTED[:2, :2] * 0, True),
        ("sum", ONE, COUNTED[:2, :2] * 0, True),
        ("mean", COUNTED, ONE[:2, :2] + np.eye(2), False),
        ("mean", COUNTED * 0, COUNTED[:2, :2] * 0, False),
        ("largest", COUNTED, COUNTED[:2, :2] * 0, False),
    ],
)
def test_sums_may_cancel_out(keeps, picture, result, happens):
    fit = replace(POOLED, keeps=keeps)
    values = valued(picture=picture)
    assert happens_to_fit(fit, values, Value.of(result), Cuts()) is happens


CONVOLVED = SlidingWindow(
    PLAIN, valued(picture=COUNTED, kernels=KERNEL, map=COUNTED[:3, :3]), (), 0
)
MAXIMAL = SlidingWindow(POOLED, valued(picture=COUNTED, map=COUNTED[:2, :2]), (), 0)
CUT = frozenset([(2, 2)])
KERNEL_BACK = replace(
    BACK, kind="kernel gradient", axes={"picture": "HW", "errors": "HW", "map": "HW"}
)
POOLED_BACK = replace(
    BACK,
    kind="pooling gradient",
    axes={"picture": "HW", "errors": "HW", "map": "HW"},
    keeps="largest",
)
BIAS_BACK = replace(BACK, kind="bias gradient", axes={"errors": "FHW", "map": "F"})


@pytest.mark.parametrize(
    "fit, arrays, before, cuts, is_told",
    [
        (PLAIN, {"picture": COUNTED}, (), Cuts(), False),
        (PLAIN, {"picture": COUNTED}, (), Cuts(CUT, multiplies=True), True),
        (PLAIN, {"picture": COUNTED}, (), Cuts(CUT), False),
        (PLAIN, {"picture": COUNTED}, (), Cuts(multiplies=True), False),
        (PLAIN, {"picture": COUNTED * 0}, (), Cuts(), True),
        (PLAIN, {"picture": COUNTED * 0 + 1}, (), Cuts(), True),
        (PLAIN, {"picture": COUNTED[:2, :2] * 0}, (), Cuts(), True),
        (PLAIN, {"picture": COUNTED[:1, :1] * 0}, (), Cuts(), False),
        (PLAIN, {"picture": COUNTED[:1] * 0}, (), Cuts(), True),
        (PLAIN, {"picture": ONE}, (), Cuts(), False),
        (replace(PLAIN, size=(1, 5)), {"picture": COUNTED * 0}, (), Cuts(), False),
        (PLAIN, {"picture": COUNTED}, (CONVOLVED,), Cuts(), True),
        (PLAIN, {"picture": COUNTED}, (MAXIMAL,), Cuts(), False),
        (
            PLAIN,
            {"picture": COUNTED, "kernels": np.ones((3, 3))},
            (CONVOLVED,),
            Cuts(),
            False,
        ),
        (POOLED, {"picture": COUNTED}, (), Cuts(), True),
        (
            BACK,
            {"errors": COUNTED[:3, :3] * 0, "map": COUNTED * 0},
            (CONVOLVED,),
            Cuts(),
            True,
        ),
        (BACK, {"errors": COUNTED[:3, :3] * 0, "map": COUNTED * 0}, (), Cuts(), False),
        (KERNEL_BACK, {"errors": COUNTED * 0}, (CONVOLVED,), Cuts(), True),
        (KERNEL_BACK, {"errors": COUNTED * 0}, (CONVOLVED, MAXIMAL), Cuts(), True),
        (KERNEL_BACK, {"errors": COUNTED * 0}, (MAXIMAL,), Cuts(), False),
    ],
)
def test_zeros_tell_little(fit, arrays, before, cuts, is_told):
    values = valued(**({"kernels": KERNEL} | arrays))
    assert is_told_by_zeros(fit, values, before, cuts) is is_told


OTHER = COUNTED + 0.5


@pytest.mark.parametrize(
    "fit, arrays, before, found",
    [
        (BACK, {"kernels": KERNEL}, (CONVOLVED,), CONVOLVED),
        (BACK, {"kernels": KERNEL + 1}, (CONVOLVED,), CONVOLVED),  # as long
        (BACK, {"kernels": np.ones((3, 3))}, (CONVOLVED,), None),
        (BACK, {"kernels": KERNEL}, (MAXIMAL,), None),
        (BACK, {"kernels": KERNEL, "errors": COUNTED}, (CONVOLVED,), None),
        (BIAS_BACK, {}, (CONVOLVED,), CONVOLVED),
        (BIAS_BACK, {"errors": COUNTED}, (CONVOLVED,), None),
        (KERNEL_BACK, {"picture": COUNTED, "map": KERNEL}, (CONVOLVED,), CONVOLVED),
        (KERNEL_BACK, {"picture": OTHER, "map": KERNEL}, (CONVOLVED,), CONVOLVED),
        (KERNEL_BACK, {"picture": OTHER[:3], "map": KERNEL}, (CONVOLVED,), None),
        # As many numbers as the kernels have, or it is none of theirs.
        (KERNEL_BACK, {"picture": COUNTED, "map": OTHER}, (CONVOLVED,), None),
        (
            KERNEL_BACK,
            {"picture": COUNTED, "map": KERNEL},
            (CONVOLVED, MAXIMAL),
            CONVOLVED,
        ),
        (
            POOLED_BACK,
            {"picture": COUNTED, "map": OTHER, "errors": OTHER[:2, :2]},
            (MAXIMAL, CONVOLVED),
            MAXIMAL,
        ),
        (
            POOLED_BACK,
            {"picture": OTHER[:3], "map": OTHER, "errors": OTHER[:2, :2]},
            (MAXIMAL,),
            None,
        ),
        # The mean of a window asks for no picture.
        (POOLED_BACK, {"map": OTHER, "errors": OTHER[:2, :2]}, (MAXIMAL,), MAXIMAL),
        (POOLED_BACK, {"map": OTHER[:3], "errors": OTHER[:2, :2]}, (MAXIMAL,), None),
    ],
)
def test_what_goes_back_belongs_to_a_window_before(fit, arrays, before, found):
    values = valued(**({"errors": OTHER[:3, :3]} | arrays))
    assert forward(fit, values, before) is found


def test_a_border_is_no_other_picture():
    bordered = SlidingWindow(
        replace(PLAIN, pad=(0, 0)),
        valued(
            picture=np.pad(COUNTED, 1),
            original=COUNTED,
            kernels=KERNEL,
            map=np.ones((5, 5)),
        ),
        (),
        0,
    )
    for picture in (COUNTED, np.pad(COUNTED, 1), OTHER):
        values = valued(picture=picture, map=KERNEL, errors=np.ones((5, 5)))
        assert forward(KERNEL_BACK, values, (bordered,)) is bordered


@pytest.mark.parametrize(
    "fit, arrays, cuts, is_given, order",
    [
        (PLAIN, {}, Cuts(), True, 1),
        (PLAIN, {"map": KERNEL}, Cuts(), True, 1),  # as large as what comes out
        (replace(PLAIN, size=(3, 3)), {"map": KERNEL}, Cuts(), True, 4),
        (replace(PLAIN, size=(3, 1)), {"map": KERNEL}, Cuts(), True, 4),
        (
            replace(PLAIN, size=(3, 3)),
            {"map": KERNEL},
            Cuts(frozenset([(3, 3)])),
            True,
            1,
        ),
        (replace(PLAIN, size=(3, 3), gaps=(2, 2)), {"map": KERNEL}, Cuts(), True, 1),
        (replace(PLAIN, size=(3, 3), gaps=(2, 2)), {"map": KERNEL}, Cuts(), False, 4),
        (replace(PLAIN, size=(3, 3), gaps=(1, 2)), {"map": KERNEL}, Cuts(), True, 1),
        (replace(LINE, size=(1, 3)), {"map": [1.0, 2]}, Cuts(), True, 4),
        (replace(LINE, size=(1, 2)), {"map": [1.0, 2]}, Cuts(), True, 1),
        (POOLED, {}, Cuts(), True, 2),
        (POOLED, {}, Cuts(multiplies=True), True, 5),
        (POOLED_BACK, {"errors": KERNEL}, Cuts(multiplies=True), True, 2),
        (KERNEL_BACK, {"errors": OTHER[:3, :3], "map": KERNEL}, Cuts(), True, 0),
        (KERNEL_BACK, {"errors": OTHER, "map": KERNEL}, Cuts(), True, 3),
        (BACK, {"errors": OTHER[:3, :3]}, Cuts(), True, 0),
        (BACK, {"errors": OTHER}, Cuts(), True, 3),
    ],
)
def test_how_likely_a_way_is(fit, arrays, cuts, is_given, order):
    given = {"picture": COUNTED, "kernels": KERNEL, "map": COUNTED} | arrays
    found = rank(fit, valued(**given), (CONVOLVED,), cuts, is_given=is_given)
    assert found == (order, fit.gaps, fit.pad, False, False)


def test_of_ways_alike_the_plainer_one_is_likelier():
    values = valued(picture=COUNTED, kernels=KERNEL, map=COUNTED)
    ways = [
        PLAIN,
        replace(PLAIN, step=(1, 2)),
        replace(PLAIN, is_turned=True),
        replace(PLAIN, pad=(0, 1)),
        replace(PLAIN, gaps=(1, 2)),
    ]
    ranks = [rank(one, values, (), Cuts(), is_given=True) for one in ways]
    assert ranks == sorted(ranks) and len(set(ranks)) == len(ways)
