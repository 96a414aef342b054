"""How films pass: from moment to moment what is said, which lines are lit and how
large, where the map and the timeline are, where the stage stands in an upright frame.

    pytest tests/scenes/film/test_how_films_pass.py --regenerate-golden

writes it anew; read what git says has changed before it is committed.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.film.cues import script
from scenes.film.film import Film
from scenes.film.speaking import narrated
from scenes.film.step_lengths import in_seconds
from scenes.film.storyboard import film_steps
from scenes.sound.voice import Voice
from tests import looping, short_networks, told_calls
from tests.conftest import GOLDEN_FLAG
from tests.scenes.answers import Answers
from tests.scenes.film.plans import cues_in, plan_of
from tests.scenes.film.seen import Seen
from tests.tones import record_script

pytestmark = pytest.mark.broad

PASSED = Path(__file__).parent / "passed"
# Seconds of an act at which it is looked at, and shares of them.
SECONDS = 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 1.0, 1.2, 1.5, 2.0, 2.6
SHARES = 0.3, 0.6, 1.0
_TOLD = (  # of parts
    *("title", "words", "title_share", "words_share", "statement", "mark", "shapes"),
    *("first", "grown", "current", "share", "layer", "is_back", "wire", "alone"),
)


def films():
    """Name -> a function that gives a Film."""
    some = np.random.default_rng(6)
    x, w, v = (some.normal(size=shape).round(2) for shape in ((2, 3), (3, 4), (4, 2)))
    calls = told_calls.calls()
    return {
        "two_functions": lambda: Film(record(short_networks.through_two, x, w, v)),
        "with_a_map": lambda: Film(_recorded(*calls["three_layers"])),
        "one_image": lambda: Film(_recorded(*calls["one_image"])),
        "rounds": lambda: Film(looping.training(4)),
        "hastened": lambda: _hastened(record(short_networks.through_two, x, w, v)),
    }


def _hastened(trace):
    """A film some of whose steps are over before a listing has come, or a statement has
    grown; or just not."""
    lengths = 0.5, 3.0, 3.2, 0.8, 0.7, 3.2, 0.8
    steps = [in_seconds(*pair) for pair in zip(film_steps(trace), lengths, strict=True)]
    return Film(trace, steps_of=lambda _: steps)


def _recorded(call, given):
    return record(call, *given)


def passing(film):
    """Lines: of each shot when it starts, and of its moments what is set in which part;
    a part as it was stands not there again."""
    lines, before = [], {}
    seen = Seen(film)
    for shot in film.shots:
        lines.append(f"{film.steps[shot.step].slug} {shot.start:g}+{shot.seconds:g} s")
        moments = {one for one in SECONDS if one < shot.seconds}
        for second in sorted(
            moments | {round(one * shot.seconds, 2) for one in SHARES}
        ):
            film.show(shot, second)
            told = dict(_parts(film, shot, seen))
            new = [
                f"{name}: {one}"
                for name, one in told.items()
                if before.get(name) != one
            ]
            before = told
            if new:
                lines.append(f"  {second:g} s, of the act {shot.moment(second):.3f}: ")
                lines[-1] += "; ".join(new)
    return lines


def _parts(film, shot, seen):
    """(name, what it is) of all that is set in parts other than the act's own."""
    if film.layout:
        stage, *others = film.parts(shot)
        window = stage.window
        yield "window", f"{window.scale:.4f} {window.left:.2f} {window.top:.2f}"
        for part in others:
            yield from _set_in(part.inner, type(part.inner).__name__)
            yield f"{type(part.inner).__name__} drawn", seen.letters([part])
        return
    own = {id(one) for one in shot.player.parts}
    others = [one for one in film.parts(shot) if id(one) not in own]
    for number, part in enumerate(others):
        yield from _set_in(part, f"{type(part).__name__} {number}")


def _set_in(part, called):
    for name in _TOLD:
        if hasattr(part, name):
            yield f"{called} {name}", _written(getattr(part, name))
    yield f"{called} opacity", f"{part.opacity:.3f} {part.words_opacity:.3f}"
    box = part.box
    yield f"{called} box", f"{box.left:g} {box.top:g} {box.width:.2f} {box.height:.2f}"


def _written(value):
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, str):
        return f"{len(value)} letters"
    return str(value)


@pytest.fixture
def is_as_kept(request):
    """A function that compares lines, and letters for what was answered on the way,
    with those that are kept by a name."""

    def compare(name, lines, heard):
        letters = (f"{module} {one}" for module, one in heard.letters().items())
        text = "\n".join([*lines, "answers:", *letters, ""])
        path = PASSED / f"{name}.txt"
        if request.config.getoption(GOLDEN_FLAG):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return text == path.read_text(encoding="utf-8")

    return compare


@pytest.mark.parametrize("name", films())
def test_how_a_film_passes(name, is_as_kept):
    heard = Answers("scenes.film")
    with heard.heard():
        lines = passing(films()[name]())
    assert is_as_kept(name, lines, heard)


@pytest.mark.parametrize("share, is_there", [(0.7, True), (0.8, False)])
def test_where_an_act_is_short_another_listing_is_there_at_once(share, is_there):
    film = films()["hastened"]()
    last = film.shots[-1]
    assert last.panel_before and not any(one.panel_before for one in film.shots[:-1])
    film.show(replace(last, seconds=share), 0.1)
    assert (last.panel.words_opacity == 1) == is_there


@pytest.mark.parametrize("name", films())
def test_how_an_upright_film_passes(name, is_as_kept):
    heard = Answers("scenes.film")
    with heard.heard():
        lines = passing(films()[name]().upright())
    assert is_as_kept(f"{name}_upright", lines, heard)


@pytest.mark.parametrize("name", films())
def test_how_a_spoken_film_waits(name, tmp_path, is_as_kept):
    silent = films()[name]()
    names = [one.name for step in script(silent, "en") for one in step]
    record_script(tmp_path, names)
    heard = Answers("scenes.film")
    with heard.heard():
        film = narrated(silent, Voice(folder=tmp_path, marks=True), name)
    lines = [*plan_of(film), cues_in(film, "en"), cues_in(film, "zh")]
    for shot in film.shots:
        waits = " ".join(f"{at:.2f}+{length:.2f}" for at, length in shot.waits)
        moments = [shot.second_of(share * shot.act.seconds) for share in (0, 0.3, 1)]
        lines.append(
            f"{shot.start:g}+{shot.seconds:g}, moves {shot.moving:g}, waits {waits}, "
            f"shows {' '.join(f'{one:.3f}' for one in moments)}"
        )
    for step in film.narration.sentences:
        lines += [f"{one.name} {one.start}-{one.end} {one.spoken}" for one in step]
    lines += [f"{one.second:.3f} {len(one.sound)}" for one in film.narration.heard]
    assert is_as_kept(f"{name}_spoken", lines, heard)
