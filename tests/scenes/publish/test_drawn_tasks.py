"""A segment is rendered anew when another picture is drawn in it, only then."""

import os
import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.publish.drawn_tasks import _Looks, drawn_in, moments
from scenes.stage.camera import drawn
from tests.in_time import PATIENCE_SECS
from tests.publishing import ALONE, ROOT, command
from tests.small_film import PACE, small, small_trace

RATES = 10, 30


def film_of(change=lambda steps: steps):
    """The small film, its steps changed by a function."""
    from scenes.film.storyboard import film_steps

    return Film(
        small_trace(),
        speed=PACE,
        steps_of=lambda trace: change(tuple(film_steps(trace))),
    )


@pytest.fixture(scope="module")
def usual():
    return drawn_in(film_of(), RATES)


def with_act(steps, number, **changes):
    """The steps with one of them whose first act is another."""
    step = steps[number]
    acts = replace(step.acts[0], **changes), *step.acts[1:]
    return *steps[:number], replace(step, acts=acts), *steps[number + 1 :]


def differing(found, usual):
    return [
        number
        for number, (one, other) in enumerate(zip(found, usual, strict=True))
        if one != other
    ]


CHANGES = {
    "nothing": (lambda steps: steps, []),
    "a lead": (lambda steps: with_act(steps, 1, lead="Another sentence."), [1]),
    "a title": (lambda steps: with_act(steps, 1, title="Another"), [1]),
    "what is lit": (lambda steps: with_act(steps, 1, mark=None), [1]),
    "the shapes": (lambda steps: with_act(steps, 2, shapes="(1, 1)"), [2]),
    "a step's address": (
        lambda steps: (replace(steps[0], slug="another"), *steps[1:]),
        [],
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_only_what_looks_otherwise_is_another(usual, kind):
    """At the moment a step ends the next one has its words before."""
    change, steps = CHANGES[kind]
    found = drawn_in(film_of(change), RATES)
    for rate in map(str, RATES):
        changed = differing(found[rate], usual[rate])
        assert changed in (steps, [*steps, *[one + 1 for one in steps]]), changed
        assert set(steps) <= set(changed)


def test_another_number_is_another_picture(usual):
    rng = np.random.default_rng(4)
    shapes = (3, 4), (3, 1), (4, 1)
    trace = record(small, *(rng.normal(size=shape) for shape in shapes))
    other = Film(trace, speed=PACE)
    found = drawn_in(other, RATES)
    assert len(differing(found["10"], usual["10"])) == len(usual["10"])


def test_each_rate_has_its_own_and_any_alone_is_the_same(usual):
    assert usual["10"] != usual["30"]
    for rate in RATES:
        assert drawn_in(film_of(), (rate,))[str(rate)] == usual[str(rate)]


def test_frames_of_one_look_have_the_same_pixels():
    """And of another look others, all through a film, each drawn alone."""
    film = film_of()
    looks, pictures = _Looks(film), {}
    for shot in film.shots:
        for second in moments(shot, [2]):
            look = looks.at(shot, second)
            film.show(shot, second)
            pixels = drawn(film.parts(shot), width=426, height=240).tobytes()
            assert pictures.setdefault(look, pixels) == pixels
    assert len(pictures) > 20
    assert len(set(pictures.values())) > 0.9 * len(pictures)


@pytest.mark.slow
def test_one_sentence_renders_the_steps_that_say_it(small_trace_file, tmp_path):
    """The real command, run in a copy of the code that is then edited."""
    for room in ("scenes", "network"):
        shutil.copytree(
            ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__")
        )

    def publish():
        done = subprocess.run(
            command(small_trace_file, tmp_path, *ALONE, "--no-slides"),
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECS,
        )
        assert done.returncode == 0, done.stderr
        return {path: path.stat().st_ino for path in (tmp_path / "cache").glob("*.mp4")}

    def edit(file, old, new):
        path = tmp_path / "scenes" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    first = publish()
    steps = len(first)
    assert steps > 3
    # A comment, and a language that the screen does not show: nothing.
    edit("acts/pick.py", "def _turn", "# A comment.\ndef _turn")
    edit("acts/pick.py", "逐个查看", "依次查看")
    assert publish() == first
    edit("acts/pick.py", "finds the index of", "tells the index of")
    second = publish()
    assert first.items() <= second.items()
    assert len(second) - steps == 1
