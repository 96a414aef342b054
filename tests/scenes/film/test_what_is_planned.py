"""What films are planned to show: of each act all of its plan, where in the network it
is, and for how long which captions stand.

    pytest tests/scenes/film/test_what_is_planned.py --regenerate-golden

writes the plans anew; read what git says has changed before it is committed. What is
said in which words is kept elsewhere, see test_what_films_say.
"""

from functools import partial
from pathlib import Path
from textwrap import indent

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.neurons import neuron_steps
from scenes.reading.film_error import FilmError
from scenes.words.naming import language
from tests import dense_networks, odd_trainings, told_calls, told_families
from tests.conftest import GOLDEN_FLAG
from tests.odd_programs import film_of, programs
from tests.scenes.film.plans import cues_in, plan_of, words_of
from tests.scenes.film.test_what_films_say import NEURONS

pytestmark = pytest.mark.broad

PLANNED = Path(__file__).parent / "planned"
ODD = sorted(Path(__file__).parents[1].glob("*/odd/*.programs"))
KEPT_ELSEWHERE = {Path(__file__).parent / "odd"}  # what the films of these say is
BOTH = "en", "zh"


def told(make, languages=("en",), *, words=False):
    """The plan of a film that is made by a function, and when its captions stand.

    Args:
        words: what its acts say stands there, too.
    """
    lines = []
    for code in languages:
        with language(code), np.errstate(all="ignore"):
            try:
                film = make()
            except FilmError as error:
                return f"{error}\n"
            lines += [] if lines else plan_of(film)
            lines += list(words_of(film)) if words else []
            lines.append(cues_in(film, code))
    return "\n".join(lines) + "\n"


def _of_call(call, given, **how):
    return told(partial(Film, record(call, *given), **how), BOTH)


def _programs(path, place):
    parts = []
    for program in programs(path.read_text(encoding="utf-8")):
        make = partial(film_of, program, place)
        text = (
            told(make)
            if path.parent in KEPT_ELSEWHERE
            else told(make, BOTH, words=True)
        )
        parts.append(f"{program}\n{indent(text, '    ')}")
    return "\n".join(parts)


def _several(calls, **how):
    return "\n".join(
        f"{name}:\n{indent(told(partial(Film, record(call, *given), **how)), '    ')}"
        for name, (call, given) in calls.items()
    )


def _family(name):
    calls = told_families.family(name)
    return _several({one.__name__: (one, given) for one, given in calls})


def _trainings():
    return "\n".join(
        f"{name}:\n{indent(told(partial(odd_trainings.film_of, name)), '    ')}"
        for name in odd_trainings.TRAININGS
    )


def plans(place):
    """Name -> a function that gives the text of some plans.

    Args:
        place: where programs are written to.
    """
    calls = told_calls.calls()
    return {
        **{
            f"{one.parts[-3]}_{one.stem}": partial(_programs, one, place) for one in ODD
        },
        **{name: partial(_of_call, *one) for name, one in calls.items()},
        **{name: partial(_family, name) for name in told_families.NAMES},
        "dense": lambda: _several(dense_networks.calls()),
        "neurons": partial(_several, NEURONS, steps_of=neuron_steps),
        "trainings": _trainings,
    }


NAMES = tuple(plans(None))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_is_planned(name, tmp_path, request):
    text = plans(tmp_path / "odd.py")[name]()
    path = PLANNED / f"{name}.txt"
    if request.config.getoption(GOLDEN_FLAG):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_plan_is_kept_of_what_is_not_planned():
    assert {path.stem for path in PLANNED.glob("*.txt")} == set(NAMES)
