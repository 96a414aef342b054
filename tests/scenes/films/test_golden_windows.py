"""Telling moments of networks of pictures: golden pictures, whose cells, numbers
and words are true and can be read."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from tests import small_convnet as net
from tests.frames import drawn_at
from tests.golden_pictures import GOLDEN, HEIGHT, WIDTH, assert_as_golden
from tests.legibility import faults_of
from tests.truth_of_cells import wrong_cells
from tests.truth_of_numbers import wrong_in_cells

STEP = net.learn, net.FIGURE, net.KERNELS, net.WEIGHTS, net.WANTED
NORM = net.batch_norm, net.BATCH, net.GAIN, net.SHIFT
CALLS = {"step": STEP, "norm": NORM, "enlarged": (net.enlarged, net.BATCH)}
# The call, the kind of act, which of them, and when: 1.0 is its end, and (0.8,)
# so much of the turn in which it stops first.
MOMENTS = {
    "convolve-first": ("step", "convolve", 0, (0.8,)),
    "convolve": ("step", "convolve", 0, 1.0),
    "pool-first": ("step", "pool", 0, (0.8,)),
    "pool-back": ("step", "pool_back", 0, (0.8,)),
    "kernel-gradient": ("step", "kernel_gradient", 0, (0.55,)),
    "input-gradient": ("step", "input_gradient", 0, 1.0),
    "batch-norm": ("norm", "normalise", 0, 0.7),
    "enlarged": ("enlarged", "rearrange", 1, 1.0),
}


@pytest.fixture(scope="module")
def films():
    """name of a call -> (trace, Film)."""
    traces = {name: record(*call) for name, call in CALLS.items()}
    return {name: (trace, Film(trace)) for name, trace in traces.items()}


def shot_and_second(film, kind, number, moment):
    shots = [shot for shot in film.shots if shot.player.act.kind == kind]
    shot = shots[number]
    if not isinstance(moment, tuple):
        return shot, shot.seconds * moment
    act = shot.player.act
    turn = act.slide.first_turn
    second = act.turns.starts[turn] + moment[0] * act.turns.lengths[turn]
    return shot, shot.second_of(float(second))


def test_there_is_a_picture_of_each_moment():
    assert {path.stem for path in (GOLDEN / "windows").glob("*.png")} == set(MOMENTS)


@pytest.mark.parametrize("name", MOMENTS)
def test_a_moment_looks_as_it_did(films, name, request, tmp_path):
    call, *which = MOMENTS[name]
    film = films[call][1]
    shot, second = shot_and_second(film, *which)
    frame = drawn_at(film, shot, second, width=WIDTH, height=HEIGHT)
    path = GOLDEN / "windows" / f"{name}.png"
    assert_as_golden(frame.pixels[..., :3], path, request, tmp_path)


@pytest.mark.parametrize("name", MOMENTS)
def test_a_moment_is_true_and_legible(films, name):
    call, *which = MOMENTS[name]
    trace, film = films[call]
    frame = drawn_at(film, *shot_and_second(film, *which))
    faults, counts = wrong_cells(frame, trace)
    assert faults == [] and counts.total() > 50
    assert faults_of(frame) == []


@pytest.mark.parametrize("call", CALLS)
def test_what_windows_leave_is_true_and_legible(films, call):
    trace, film = films[call]
    kinds = {one[1] for one in MOMENTS.values()}
    for shot in film.shots:
        if shot.player.act.kind in kinds:
            frame = drawn_at(film, shot, shot.seconds)
            assert wrong_cells(frame, trace)[0] == []
            assert wrong_in_cells(frame)[0] == []
            assert faults_of(frame) == []


@pytest.mark.parametrize(
    "kind, largest",
    [("convolve", net.convolved(net.FIGURE, net.KERNELS).max()), ("pool", 3.5)],
)
def test_the_largest_number_is_said(films, kind, largest):
    shot, _ = shot_and_second(films["step"][1], kind, 0, 1.0)
    said = f"The largest number, {largest:+.3f}" if kind == "convolve" else "3.500, is"
    assert said in shot.player.act.caption


def test_each_window_is_told_once_and_in_its_order(films):
    kinds = [shot.player.act.kind for shot in films["step"][1].shots]
    told = [kind for kind in kinds if kind in {one[1] for one in MOMENTS.values()}]
    assert told == [
        "convolve",
        "pool",
        "pool_back",
        "kernel_gradient",
        "input_gradient",
    ]
    assert "generic" not in kinds


def test_the_sum_that_is_written_is_that_of_the_recorded_cells(films):
    film = films["step"][1]
    shot, second = shot_and_second(film, "convolve", 0, (0.8,))
    frame = drawn_at(film, shot, second)
    row, column = divmod(shot.player.act.slide.first, 6)
    window = net.FIGURE[row : row + 3, column : column + 3]
    total = float(np.sum(window * net.KERNELS[0]))
    assert f"Σ = {total:+.3f}" in [text.text for text in frame.texts]
