"""What the films of networks of every kind say, word by word, and for how long, and
what is written on their stage; of what is drawn there a few letters, which change
with it.

    pytest tests/scenes/film/test_what_films_say.py --regenerate-golden

writes the texts anew; read what git says has changed before it is committed.
"""

import math
import re
from functools import partial
from itertools import groupby, zip_longest
from pathlib import Path
from textwrap import indent

import pytest

from network.recorder import record
from scenes.acts.catalogue import ACTS
from scenes.film.condense import condensed
from scenes.film.film import Film
from scenes.film.look_again import look_again_steps
from scenes.film.right_and_wrong import right_and_wrong_steps
from scenes.film.rounds_of_training import rounds_steps
from scenes.film.storyboard import film_steps
from scenes.neurons import neuron_steps
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.marks import Text
from scenes.stage.records import records_of
from scenes.words.naming import language
from tests import looping, told_families, told_neurons
from tests.conftest import GOLDEN_FLAG
from tests.scene_films import LENGTHS, scene_of
from tests.scenes.film.seen import Seen
from tests.told_calls import calls
from tests.training_networks import trained

pytestmark = pytest.mark.broad

KEPT = Path(__file__).parent / "said"
DIGIT = "a_digit_learnt"  # by the digit network
# Of long loops alone, see test_rounds_left_out.
ELSEWHERE = {"rounds_left_out"}


def told(trace, steps_of=film_steps):
    """The text of the film of a trace, see told_by."""
    return told_by(lambda: Film(trace, steps_of=steps_of))


def in_turns(act):
    """(when it starts, its middle) of each turn of an act."""
    if act.turns is not None:
        for start, length in zip(act.turns.starts, act.turns.lengths):
            yield start, start + length / 2


def all_along(act):
    """Every fifth of a second of an act, twice."""
    for fifth in range(math.ceil(5 * act.seconds)):
        yield fifth / 5, fifth / 5


def told_by(make, stage=True, listening=in_turns, pictures=True):
    """The text of a film: of each act its kind, its seconds, what is seen of it, and
    what it says in English and in Chinese, the sentences about its turns with their
    seconds.

    Args:
        make: a function that gives the Film, in the language spoken then.
        stage: with what is written on the stage, too.
        listening: seconds of an act -> when its sentences about turns are heard.
        pictures: with letters that change with what is drawn, see Seen.
    """
    films, drawn = [], []
    for spoken in ("en", "zh"):
        with language(spoken):
            film, drawings = make(), Drawings() if stage else None
            films.append([_act(film, shot, drawings, listening) for shot in film.shots])
            if pictures and not drawn:  # of one language, as it takes its time
                drawn = [f", seen {one}" for one in map(Seen(film).of, film.shots)]
    lines = []
    for (head, *english), (other, *chinese), letters in zip_longest(
        *films, drawn, fillvalue=""
    ):
        assert head == other, "times depend on the language"
        lines += ["", head + letters]
        for one, translated in zip(english, chinese, strict=True):
            lines += [f"    {text}" for text in one]
            lines += [f"    {text}" for text in translated if translated != one]
    return "\n".join(lines[1:]) + "\n"


def _act(film, shot, drawings, listening):
    """Its head, and lists of lines: titles, shapes, captions, what is
    said first where that is something else, words of turns, texts
    that stand on the stage at half of it and at its end, where there are drawings."""
    act, player = shot.player.act, shot.player
    head = f"{act.kind} {shot.seconds:g} s, result from {act.outcome_at:.2f} s"
    turns = [""]
    for start, second in listening(act):
        words = player.words(second).replace("\n", " / ")
        if words and not turns[-1].endswith(f": {words}"):
            turns.append(f"{start:.2f} s: {words}")
    title = f"{act.title} [{act.step_name}]" if act.step_name else act.title
    half, end = (
        on_stage(film, shot, seconds, drawings) if drawings is not None else []
        for seconds in (shot.seconds / 2, shot.seconds)
    )
    return (
        head,
        [title],
        [act.shapes] * bool(act.shapes),
        [act.caption],
        [f"first: {act.lead}"] * (act.lead not in act.caption),
        turns[1:],
        ["at half:", *half] * (half != end),
        ["at the end:", *end] * (drawings is not None),
    )


# Parts whose words are in the lines above, or are the source's.
_SAID_ABOVE = {"Caption", "SourcePanel", "Timeline"}
_NUMBER = re.compile(r"[+−]?[\d.]+(?:e[+−]?\d+)?|[+−]?inf|nan")


def on_stage(film, shot, seconds, drawings):
    """A line for each part that has texts, some seconds after a shot began: its name
    and the texts; of numbers in a row the first, the last and how many."""
    film.show(shot, seconds)
    lines = []
    for part in film.parts(shot):
        name = type(part).__name__
        if name not in _SAID_ABOVE:
            marks = marks_of(part, drawings)
            texts = [text.text for text in records_of(marks, 1.0, kinds=(Text,))]
            lines += [f"  {name}: {' | '.join(_shorter(texts))}"] * bool(texts)
    return lines


def _shorter(texts):
    for is_number, group in groupby(texts, lambda text: bool(_NUMBER.fullmatch(text))):
        row = list(group)
        if is_number and len(row) > 4:
            row = [row[0], f"{len(row) - 2} numbers", row[-1]]
        yield from row


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


@pytest.mark.parametrize("name", LENGTHS)
def test_what_a_film_of_the_project_says(name, is_as_kept):
    assert is_as_kept(name, told_by(scene_of(name).film, listening=all_along))


# Of other networks that train: all rounds, two of the examples, one step.
TRAININGS = {
    "rounds_of_adam": (rounds_steps, "adam"),
    "rounds_with_momentum": (rounds_steps, "momentum"),
    "rounds_of_a_recurrence": (rounds_steps, "recurrence"),
    "right_and_wrong": (right_and_wrong_steps, "adam"),
    "looked_at_again": (look_again_steps, "momentum"),
}


@pytest.mark.parametrize("name", TRAININGS)
def test_what_a_film_of_a_training_says(name, is_as_kept):
    steps_of, kind = TRAININGS[name]
    make = partial(Film, trained(kind)[0], steps_of=steps_of)
    assert is_as_kept(name, told_by(make, listening=all_along))


NEURONS = told_neurons.networks()


@pytest.mark.parametrize("name", NEURONS)
def test_what_a_film_of_neurons_says(name, is_as_kept):
    call, given = NEURONS[name]
    make = partial(Film, record(call, *given), steps_of=neuron_steps)
    assert is_as_kept(name, told_by(make, listening=all_along))


@pytest.mark.parametrize("name", told_families.NAMES)
def test_what_calls_of_a_kind_say(name, is_as_kept):
    texts = []
    for call, given in told_families.family(name):
        trace = record(call, *given)
        text = told_by(partial(Film, trace), stage=False, listening=all_along)
        texts.append(f"{call.__name__}:\n{indent(text, '  ')}")
    assert is_as_kept(name, "".join(texts))


def test_every_act_says_something_there():
    kept = [path.read_text(encoding="utf-8") for path in KEPT.glob("*.txt")]
    kinds = {
        line.split()[0]
        for text in kept
        for line in text.splitlines()
        if line and not line.startswith(" ") and not line.endswith(":")
    }
    recognised = {kind.plan.kind for kind in ACTS if kind.recognise}
    assert recognised - kinds == ELSEWHERE


def test_no_text_is_kept_of_what_is_not_told():
    assert {path.stem for path in KEPT.glob("*.txt")} == {
        *calls(),
        *SHORTENED,
        *LENGTHS,
        *TRAININGS,
        *NEURONS,
        *told_families.NAMES,
        DIGIT,
    }
