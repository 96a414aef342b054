"""What the films of networks of every kind say, word by word, and for how long.

    pytest tests/scenes/film/test_what_films_say.py --regenerate-golden

writes the texts anew; read what git says has changed before it is committed.
"""

from pathlib import Path

import pytest

from network.recorder import record
from scenes.acts.catalogue import ACTS
from scenes.film.condense import condensed
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.words.naming import language
from tests import looping
from tests.conftest import GOLDEN_FLAG
from tests.told_calls import calls

KEPT = Path(__file__).parent / "said"
DIGIT = "a_digit_learnt"  # by the digit network
# Of long loops alone, see test_rounds_left_out.
ELSEWHERE = {"rounds_left_out"}


def told(trace, steps_of=film_steps):
    """The text of a film: of each act its kind, its seconds, and what it says in
    English and in Chinese, the sentences about its turns with their seconds."""
    films = []
    for spoken in ("en", "zh"):
        with language(spoken):
            films.append([_act(shot) for shot in Film(trace, steps_of=steps_of).shots])
    lines = []
    for (head, *english), (other, *chinese) in zip(*films, strict=True):
        assert head == other, "times depend on the language"
        lines += ["", head]
        for one, translated in zip(english, chinese, strict=True):
            lines += [f"    {text}" for text in one]
            lines += [f"    {text}" for text in translated if translated != one]
    return "\n".join(lines[1:]) + "\n"


def _act(shot):
    """Its head, and lists of lines: titles, shapes, captions, words of turns."""
    act, player = shot.player.act, shot.player
    head = f"{act.kind} {shot.seconds:g} s, result from {act.outcome_at:.2f} s"
    turns = [""]
    if act.turns is not None:
        for start, length in zip(act.turns.starts, act.turns.lengths):
            words = player.words(start + length / 2).replace("\n", " / ")
            if not turns[-1].endswith(words):
                turns.append(f"{start:.2f} s: {words}")
    title = f"{act.title} [{act.step_name}]" if act.step_name else act.title
    return head, [title], [act.shapes] * bool(act.shapes), [act.caption], turns[1:]


@pytest.fixture
def is_as_kept(request):
    """A function that compares a text with the one that is kept by a name."""

    def compare(name, text):
        path = KEPT / f"{name}.txt"
        if request.config.getoption(GOLDEN_FLAG):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return text == path.read_text(encoding="utf-8")

    return compare


@pytest.mark.parametrize("name", calls())
def test_what_a_film_says(name, is_as_kept):
    call, given = calls()[name]
    assert is_as_kept(name, told(record(call, *given)))


def test_what_the_film_of_a_digit_says(learning_trace, is_as_kept):
    assert is_as_kept(DIGIT, told(learning_trace))


# Long ones in a time in which not all of them can be told.
SHORTENED = {
    "a_loop_in_60_s": (looping.training, 30, 60.0),
    "a_loop_in_15_s": (looping.training, 4, 15.0),
    "a_recurrence_in_40_s": (looping.recurring, 9, 40.0),
}


@pytest.mark.parametrize("name", SHORTENED)
def test_what_a_shortened_film_says(name, is_as_kept):
    make, rounds, seconds = SHORTENED[name]

    def steps_of(trace):
        return condensed(trace, film_steps(trace), seconds)

    assert is_as_kept(name, told(make(rounds), steps_of))


def test_every_act_says_something_there():
    kept = [path.read_text(encoding="utf-8") for path in KEPT.glob("*.txt")]
    kinds = {
        line.split()[0]
        for text in kept
        for line in text.splitlines()
        if line and not line.startswith(" ")
    }
    recognised = {kind.plan.kind for kind in ACTS if kind.recognise}
    assert recognised - kinds == ELSEWHERE


def test_no_text_is_kept_of_what_is_not_told():
    assert {path.stem for path in KEPT.glob("*.txt")} == {*calls(), *SHORTENED, DIGIT}
