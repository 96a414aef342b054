"""A short cut has one surprise, and 20 to 40 seconds."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from network.recorder import record
from scenes.cli.film_commands import scenes
from scenes.film.choice import Choice, choice_from
from scenes.film.cues import script
from scenes.film.replay import ReplayScene
from scenes.film.short_cut import AIM, LEAST, MOST, short_cut
from scenes.film.step_lengths import seconds_of
from scenes.film.storyboard import film_steps
from scenes.reading.film_error import FilmError
from tests import other_networks
from tests.scene_films import LENGTHS, scene_of
from tests.small_film import small_trace

SHORT = Choice(short=True)


@pytest.mark.parametrize("name", LENGTHS)
def test_each_film_has_one(name, films):
    scene = scene_of(name)
    film = scene.film_of(films[name].trace, 1.0, SHORT)
    assert LEAST <= film.seconds <= MOST
    slugs = [step.slug for step in films[name].steps]
    assert [one.slug for one in film.steps] == [
        slug for slug in slugs if slug in scene.surprise
    ]
    assert len(film.steps) == len(scene.surprise) < len(slugs)
    assert all(script(film, "en"))


def foreign():
    """(name, call, arguments) of networks whose films are long and short."""
    return [one for one in other_networks.cases() if one[0] != "odd values"]


@pytest.mark.parametrize("name, call, given", foreign(), ids=[c[0] for c in foreign()])
def test_so_has_the_film_of_any_trace(name, call, given):
    trace = record(call, *given)
    scene = ReplayScene.__new__(ReplayScene)
    whole = scene.film_of(trace, 1.0)
    film = scene.film_of(trace, 1.0, SHORT)
    slugs = [step.slug for step in whole.steps]
    kept = [step.slug for step in film.steps]
    assert kept == [slug for slug in slugs if slug in kept]
    assert min(whole.seconds, LEAST) <= film.seconds <= MOST
    longest = max(whole.steps, key=lambda step: seconds_of([step]))
    assert {slugs[0], slugs[-1], longest.slug} <= set(kept)


def test_a_film_that_is_short_stays_as_it_is():
    scene = ReplayScene.__new__(ReplayScene)
    trace = small_trace()
    whole = scene.film_of(trace, 0.5)
    steps = [step for step in whole.steps][:1]
    assert seconds_of(steps) < LEAST
    assert short_cut(steps) == tuple(steps)


def stretched(steps, seconds):
    """The steps with acts of another length."""
    return [
        replace(
            step,
            acts=tuple(replace(act, seconds=seconds, haste=1.0) for act in step.acts),
        )
        for step in steps
    ]


@pytest.mark.parametrize("seconds", [3.0, 9.0, 25.0, 90.0])
def test_any_lengths_of_steps(films, seconds):
    steps = stretched(films["forward"].steps, seconds)
    for surprise in ((), ("detected",), ("no-such-step",), ("network", "image")):
        cut = short_cut(steps, surprise)
        assert LEAST <= seconds_of(cut) <= MOST
        assert set(surprise) & {one.slug for one in steps} <= {one.slug for one in cut}
    long = stretched(films["forward"].steps, 90.0)
    assert seconds_of(short_cut(long, ("detected",))) == pytest.approx(AIM, abs=0.1)


@pytest.mark.parametrize(
    "lengths, kept",
    [
        # The first is the surprise. What is just too short takes one more ...
        ([20.9, 5.0, 4.0], [0, 1]),
        ([21.0, 5.0, 4.0], [0]),
        # ... the longest that there is room for, ...
        ([10.0, 5.0, 30.0, 12.0], [0, 2]),
        ([10.0, 5.0, 30.1, 12.0], [0, 3]),
        # ... and where there is none the longest at all, hastened.
        ([15.0, 30.0, 50.0], [0, 2]),
        ([5.0, 6.0, 4.0], [0, 1, 2]),
    ],
)
def test_what_a_surprise_is_told_with(lengths, kept):
    one, *_ = film_steps(small_trace())
    steps = [
        replace(step, slug=f"step-{index}")
        for index, length in enumerate(lengths)
        for step in stretched([replace(one, acts=one.acts[:1])], length)
    ]
    cut = short_cut(steps, ("step-0",))
    assert [step.slug for step in cut] == [f"step-{index}" for index in kept]
    assert seconds_of(cut) <= MOST


def test_it_goes_with_other_choices():
    trace = small_trace()
    scene = ReplayScene.__new__(ReplayScene)
    last = scene.film_of(trace, 1.0).steps[-1].slug
    film = scene.film_of(trace, 1.0, Choice(steps=(last,), short=True))
    assert [step.slug for step in film.steps] == [last]


def test_the_variable_and_the_option():
    assert choice_from({"SHORT": "1"}) == SHORT
    assert choice_from({"SHORT": "0"}) == Choice()
    with pytest.raises(FilmError, match="SHORT as 1 or 0, got 'yes'"):
        choice_from({"SHORT": "yes"})
    done = CliRunner().invoke(scenes, ["steps", "training", "--short"])
    assert done.exit_code == 0, done.output
    assert [line.split()[4] for line in done.stdout.splitlines()] == list(
        scene_of("training").surprise
    )
