"""Any trace becomes a film or is refused in words; any frame stands alone."""

import hashlib
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.film.replay import speed_from
from scenes.reading.film_error import FilmError
from scenes.stage import cairo_painter, camera
from scenes.stage.cairo_lowering import Surfaces
from scenes.stage.canvas import Drawings
from tests import hostile_traces, other_networks
from tests.frames import drawn_at, pixels_at

pytestmark = pytest.mark.broad

ROOT = Path(__file__).parents[3]
NETWORKS = {name: (call, arguments) for name, call, arguments in other_networks.cases()}


@pytest.fixture(scope="module")
def traces(digit_trace):
    """name -> Trace of each network unlike the digit network, and of that."""
    with np.errstate(all="ignore"):
        return {"digits": digit_trace} | {
            name: record(call, *arguments)
            for name, (call, arguments) in NETWORKS.items()
        }


@pytest.mark.parametrize("name", NETWORKS)
def test_every_shot_draws(traces, name):
    film = Film(traces[name])
    assert len(film.steps) >= 3
    for shot in film.shots:
        frames = [
            drawn_at(film, shot, seconds, width=480, height=270)
            for seconds in (0.0, shot.seconds / 2, shot.seconds)
        ]
        for frame in frames:
            assert (frame.pixels[..., 3] == 255).all()
        assert any(one.part == "Caption" and one.text for one in frames[-1].texts)
        # Something of the operation itself stands on the stage.
        assert {one.part for one in frames[-1].records} & {
            "MatrixPlane",
            "RowsPlane",
            "Rack",
            "Maps",
            "Bars",
        }


@pytest.mark.parametrize("name", ["digits", *NETWORKS])
def test_a_frame_stands_alone(traces, name, monkeypatch):
    """Moments of a used film in random order, and of a new film each."""
    used = Film(traces[name])
    rng = np.random.default_rng(len(name))
    chosen = np.round(rng.uniform(0, used.seconds, 40), 2).tolist()
    digests = {
        second: hashlib.sha256(pixels_at(used, second)).hexdigest() for second in chosen
    }
    assert len(set(digests.values())) > 8
    different = []
    for second in chosen[:8]:
        monkeypatch.setattr(camera, "_DRAWINGS", Drawings())
        monkeypatch.setattr(cairo_painter, "_SURFACES", Surfaces())
        alone = pixels_at(Film(traces[name]), second)
        if hashlib.sha256(alone).hexdigest() != digests[second]:
            different.append(second)
    assert different == []


@pytest.mark.parametrize(
    "second, found", [(0.0, (0, 0.0)), (0.3, (0, 0.3)), ("last", (-1, None))]
)
def test_a_second_has_its_shot(digit_film, second, found):
    shot, within = digit_film.at(digit_film.seconds if second == "last" else second)
    index, expected = found
    assert shot is digit_film.shots[index]
    assert within == (shot.seconds if expected is None else expected)


def test_each_shot_is_reached_to_its_last_tenth(digit_film):
    """Whatever the bits of the seconds in which it begins and ends are."""
    for shot, after in pairwise(digit_film.shots):
        tenths = round(10 * shot.seconds)
        for tenth in (0, 1, tenths - 1):
            assert digit_film.at(shot.start + tenth / 10) == (shot, tenth / 10)
        assert digit_film.at(shot.start + shot.seconds) == (after, 0.0)
    # Forward's seconds are tenths of which some differ in their last bits.
    assert any(one.start + 0.1 - one.start != 0.1 for one in digit_film.shots)


@pytest.mark.parametrize("second", [-1, -0.01, 1e9, 99999, np.inf, np.nan])
def test_no_second_outside_the_film(digit_film, second):
    with pytest.raises(FilmError, match=rf"from 0 to \d+\.\d s, got {second}"):
        digit_film.at(second)


def test_the_film_is_over_at_its_last_moment(digit_film):
    with pytest.raises(FilmError):
        digit_film.at(digit_film.seconds + 0.1)


@pytest.mark.parametrize(
    "text, speed", [("0.5", 0.5), ("1", 1.0), ("4", 4.0), (" 2 ", 2.0), ("1e0", 1.0)]
)
def test_paces(text, speed):
    assert speed_from({"PACE": text}) == speed


@pytest.mark.parametrize("variables", [{}, {"PACE": ""}])
def test_no_pace_is_one(variables):
    assert speed_from(variables) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "0.4",
        "0.49999",
        "5",
        "4.0001",
        "fast",
        " ",
        "nan",
        "inf",
        "-1",
        "0",
        "1,5",
        "1\n2",
    ],
)
def test_other_paces_are_refused(text):
    with pytest.raises(ValueError) as raised:
        speed_from({"PACE": text})
    assert str(raised.value) == (
        "expected PACE as a number from 0.5 (half as long) to 4 (four times as long), "
        f"got {text!r}"
    )


@pytest.mark.parametrize("speed", [0.49, 4.01, float("nan"), -1.0])
def test_a_film_refuses_other_paces(digit_trace, speed):
    with pytest.raises(ValueError, match="pace from 0.5"):
        Film(digit_trace, speed=speed)


@pytest.mark.parametrize("name", hostile_traces.FILMS)
def test_odd_traces_become_films(name, tmp_path):
    trace = hostile_traces.FILMS[name](tmp_path)
    film = Film(trace)
    for step in film.steps:
        assert step.slug.isascii() and step.slug.replace("-", "").isalnum()
        assert step.slug == step.slug.lower()
        step.caption.encode("utf-8")  # it goes into a file
        assert all(letter.isprintable() or letter == "\n" for letter in step.caption)
    for shot in film.shots:
        for seconds in (0.0, shot.seconds / 2, shot.seconds):
            frame = drawn_at(film, shot, seconds, width=480, height=270)
            assert all(one.text.isprintable() for one in frame.texts)


@pytest.mark.parametrize("name", hostile_traces.REFUSED)
def test_traces_with_nothing_to_show_are_refused(name, tmp_path):
    trace = hostile_traces.REFUSED[name](tmp_path)
    with pytest.raises(ValueError) as raised:
        Film(trace)
    assert trace.call in str(raised.value)
    assert "expected" in str(raised.value)
    if any(step.operations for step in trace.steps):
        assert "recorded none" not in str(raised.value)  # it would be untrue


def test_an_error_half_way_leaves_what_was_before_it(tmp_path):
    trace = hostile_traces.with_error(tmp_path)
    assert trace.error.startswith("ValueError")
    film = Film(trace)
    # Of the last statement only np.ones((7, 7)) came to its end.
    assert [step.slug for step in film.steps] == ["x", "y", "z"]
    assert film.shots[-1].player.act.result.shape == (7, 7)


@pytest.mark.parametrize(
    "scene, variable, value, told",
    [
        ("forward", "PACE", "9", "expected PACE as a number from 0.5"),
        ("forward", "TRACE", "missing.trace", "missing.trace does not exist"),
        ("training", "HISTORY", "missing.history", "missing.history"),
    ],
)
def test_a_render_says_in_a_line_what_is_wrong(scene, variable, value, told):
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "manim",
            "render",
            "-r",
            "320,180",
            "--progress_bar",
            "none",
            f"scenes/{scene}.py",
        ],
        cwd=ROOT,
        env={**os.environ, variable: value},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 1
    assert told in ended.stderr and "Traceback" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
