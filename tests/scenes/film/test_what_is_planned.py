"""What films are planned to show: of each act all of its plan, where in the network it
is, and for how long which captions stand.

    pytest tests/scenes/film/test_what_is_planned.py --regenerate-golden

writes the plans anew; read what git says has changed before it is committed. What is
said in which words is kept elsewhere, see test_what_films_say. In `planned/answers` are
a few letters for all that the functions of a module answered while plans were made:

    python -m tests.scenes.film.test_what_is_planned NAME MODULE

tells these answers, to be compared with those before a change.
"""

import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.film.look_again import look_again_steps
from scenes.film.right_and_wrong import right_and_wrong_steps
from scenes.film.rounds_of_training import rounds_steps
from scenes.neurons import neuron_steps
from scenes.reading.film_error import FilmError
from scenes.words.naming import language
from tests import odd_trainings, told_calls, told_families
from tests.conftest import GOLDEN_FLAG
from tests.odd_programs import film_of, programs
from tests.scene_films import LENGTHS, scene_of
from tests.scenes.answers import Answers
from tests.scenes.film.plans import cues_in, plan_of, words_of
from tests.scenes.film.test_what_films_say import NEURONS

pytestmark = pytest.mark.broad

PLANNED = Path(__file__).parent / "planned"
ANSWERS = PLANNED / "answers"
ROOMS = "scenes.reading", "scenes.acts", "scenes.film"
BUT = "makers", "fields"  # asked again and again, with tests of their own
ODD = sorted(
    path
    for path in Path(__file__).parents[1].glob("*/odd/*.programs")
    if path.stem != "short_ones"  # see test_what_is_chosen, which asks for less time
)
KEPT_ELSEWHERE = {Path(__file__).parent / "odd"}  # what the films of these say is
BOTH = "en", "zh"
OTHERS = look_again_steps, rounds_steps, right_and_wrong_steps, neuron_steps


class Told:
    """Tells plans of films.

    Attributes:
        answers: of the modules of readings, acts and films, when they were made in
            English.
    """

    def __init__(self):
        self.answers = Answers(*ROOMS, but=BUT)

    def of(self, make, languages=("en",), *, words=False):
        """The plan of a film that is made by a function, and when its captions stand.

        Args:
            words: what its acts say stands there, too.
        """
        lines = []
        for code in languages:
            heard = self.answers.heard() if code == "en" else nullcontext()
            with language(code), np.errstate(all="ignore"), heard:
                try:
                    film = make()
                except FilmError as error:
                    return f"{error}\n"
                lines += [] if lines else plan_of(film)
                lines += list(words_of(film)) if words else []
                lines.append(cues_in(film, code))
        return "\n".join(lines) + "\n"


def _of_call(told, call, given, **how):
    return told.of(partial(Film, record(call, *given), **how), BOTH)


def _programs(told, path, place):
    parts = []
    for program in programs(path.read_text(encoding="utf-8")):
        make = partial(film_of, program, place)
        is_kept = path.parent in KEPT_ELSEWHERE
        text = told.of(make) if is_kept else told.of(make, BOTH, words=True)
        parts.append(f"{program}\n{indent(text, '    ')}")
    return "\n".join(parts)


def _several(told, films):
    return "\n".join(
        f"{name}:\n{indent(told.of(make), '    ')}" for name, make in films.items()
    )


def _films(calls, **how):
    return {
        name: partial(Film, record(call, *given), **how)
        for name, (call, given) in calls.items()
    }


def _family(told, name):
    calls = told_families.family(name)
    return _several(told, _films({one.__name__: (one, given) for one, given in calls}))


def _neurons(told):
    return _several(told, _films(NEURONS, steps_of=neuron_steps))


def _trainings(told):
    names = odd_trainings.TRAININGS
    return _several(
        told, {name: partial(odd_trainings.film_of, name) for name in names}
    )


def _of_scene(told, name):
    scene = scene_of(name)
    return told.of(partial(scene.film_of, scene.record(), 1.0), BOTH)


def _other_films(told):
    """What films of trainings and of neurons make of calls: most refuse most."""
    lines = []
    for name, (call, given) in told_calls.calls().items():
        trace = record(call, *given)
        for kind in OTHERS:
            text = told.of(partial(Film, trace, steps_of=kind))
            lines.append(f"{name}, {kind.__name__}:\n{indent(text, '    ')}")
    return "".join(lines)


def plans(place):
    """Name -> a function that is given a Told and gives the text of some plans.

    Args:
        place: where programs are written to.
    """
    return {
        **{
            f"{one.parts[-3]}_{one.stem}": partial(_programs, path=one, place=place)
            for one in ODD
        },
        **{
            name: partial(_of_call, call=call, given=given)
            for name, (call, given) in told_calls.calls().items()
        },
        **{name: partial(_family, name=name) for name in told_families.NAMES},
        **{f"scene_{name}": partial(_of_scene, name=name) for name in LENGTHS},
        "neurons": _neurons,
        "other_films": _other_films,
        "trainings": _trainings,
    }


NAMES = tuple(plans(None))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_is_planned(name, tmp_path, request):
    told = Told()
    text = plans(tmp_path / "odd.py")[name](told)
    letters = told.answers.letters().items()
    texts = {
        PLANNED / f"{name}.txt": text,
        ANSWERS / f"{name}.txt": "".join(f"{one} {some}\n" for one, some in letters),
    }
    if request.config.getoption(GOLDEN_FLAG):
        ANSWERS.mkdir(parents=True, exist_ok=True)
        for path, one in texts.items():
            path.write_text(one, encoding="utf-8")
    for path, one in texts.items():
        assert one == path.read_text(encoding="utf-8")


def test_no_plan_is_kept_of_what_is_not_planned():
    for folder in (PLANNED, ANSWERS):
        assert {path.stem for path in folder.glob("*.txt")} == set(NAMES)


if __name__ == "__main__":
    chosen, module = sys.argv[1:]
    with TemporaryDirectory() as folder:
        asked = Told()
        plans(Path(folder, "odd.py"))[chosen](asked)
        print(*asked.answers.told(module), sep="\n")
