"""Which steps a film has that is made shorter, or shows only some of its trace.

    pytest tests/scenes/film/test_what_is_chosen.py --regenerate-golden

writes the steps anew; read what git says has changed before it is committed. At the end
of each text are letters that change with what modules answered on the way.
"""

from pathlib import Path
from textwrap import indent

import numpy as np
import pytest

from network.recorder import record
from scenes.film.choice import Choice
from scenes.film.chosen import chosen_steps
from scenes.film.condense import condensed
from scenes.film.short_cut import short_cut
from scenes.film.step_lengths import seconds_of
from scenes.film.storyboard import film_steps
from scenes.film.telling import telling_of
from scenes.reading.film_error import FilmError
from tests import dense_networks, looping, short_networks, told_calls
from tests.conftest import GOLDEN_FLAG
from tests.scenes.answers import Answers
from tests.scenes.film.plans import head_of, own_of
from tests.scenes.film.seen import PUSH
from tests.training_networks import trained

pytestmark = pytest.mark.broad

CHOSEN = Path(__file__).parent / "chosen"
SHARES = 0.08, 0.2, 0.4, 0.7, 0.95  # of the whole film's seconds
TOGETHER = {"passage", "counter", "strip"}  # kinds that stand for several steps


def traces():
    """Name -> a function that gives a Trace whose film is long."""
    rng = np.random.default_rng(8)
    few = rng.normal(size=(5, 3)).round(2)
    deep = rng.normal(size=(4, 3, 2)).round(2)
    calls = {**told_calls.calls(), **dense_networks.calls()}
    names = (
        *("descent", "adam", "with_momentum", "classified", "three_layers"),
        *("a_policy_that_learns", "sequences", "gates_by_their_letters", "heads"),
        *("two_layers_kept_small", "convolution"),
    )
    return {
        **{
            name: (lambda name=name: record(calls[name][0], *calls[name][1]))
            for name in names
            if name in calls
        },
        "counted": lambda: looping.training(30),
        "recurrent": lambda: looping.recurring(9),
        "nested": lambda: record(short_networks.nested, deep, few[:2, :2]),
        "in_line": lambda: record(short_networks.in_one_line, few, few[:4]),
        "costs": lambda: record(
            short_networks.costs, list(deep.reshape(12, 2)), few[:2]
        ),
        "mended": lambda: record(short_networks.mended, few, few[:3, :2], 7),
        "begun": lambda: record(short_networks.begun, few),
        "branching": lambda: record(looping.branching, few),
        "layers": lambda: record(looping.through_layers, few, "mmmmbmmmmmtmmmmm"),
        "perceptron": lambda: record(looping.perceptron, looping.POINTS, looping.SIGNS),
        "trained": lambda: trained("momentum")[0],
    }


CHOICES = {
    "nested": (
        *("iteration=2", "iteration=-1", "iteration=i=1", "iteration=j=2"),
        *("depth=0", "depth=1", "depth=2", "only=scaled", "only=bent"),
        *("steps=total", "steps=x", "only=scaled iteration=3", "seconds=20"),
        *("iteration=9", "only=none", "steps=none"),
    ),
    "classified": ("depth=0", "iteration=1", "steps=x", "seconds=30"),
    "recurrent": ("iteration=3", "iteration=t=4", "iteration=-2", "seconds=12"),
    "costs": ("iteration=2", "depth=0", "only=scaled", "seconds=15"),
    "mended": ("iteration=step=3", "iteration=-2", "depth=0", "seconds=25"),
    "layers": ("iteration=2", "only=mixed", "only=bent", "depth=0", "depth=1"),
    "trained": ("iteration=2", "depth=0", "iteration=-1 depth=0", "seconds=40"),
    "counted": ("iteration=t=3", "iteration=30", "iteration=31", "iteration=q=1"),
}


def _length(steps):
    return f"{seconds_of(steps) * PUSH:.2f} s"


def told(steps):
    """Lines of steps: kinds and seconds of their acts, and what stands for several."""
    telling = telling_of(steps)
    lines = [
        f"{_length(steps)}, full {telling.full}, quick {telling.quick}, "
        f"together {telling.together}, passes {telling.passes}"
    ]
    for step in steps:
        acts = [f"{one.kind} {one.seconds * one.haste * PUSH:.2f}" for one in step.acts]
        lines.append(f"{head_of(step)}: {', '.join(acts)}")
        lines += [f"    {own_of(one)}" for one in step.acts if one.kind in TOGETHER]
    return "\n".join(lines)


def _of_choice(trace, steps, text):
    given = dict(one.split("=", 1) for one in text.split())
    for name, kind in (("depth", int), ("seconds", float)):
        if name in given:
            given[name] = kind(given[name])
    if "steps" in given:
        given["steps"] = tuple(given["steps"].split(","))
    try:
        return told(chosen_steps(trace, steps, Choice(**given), longest=180.0))
    except FilmError as error:
        return str(error)


def _all_of(name):
    trace = traces()[name]()
    steps = film_steps(trace)
    whole = seconds_of(steps)
    parts = {f"{whole * PUSH:.1f} s": _of_choice(trace, steps, "")}
    for share in SHARES:
        seconds = max(round(share * whole * PUSH, 1), 5.0)
        parts[f"in {seconds:g} s"] = told(condensed(trace, steps, seconds))
    just = chosen_steps(trace, steps, Choice(seconds=whole), longest=180.0)
    parts["in all of its seconds"] = f"{len(just)} steps, {_length(just)}"
    parts["short"] = told(short_cut(steps))
    parts["short, of two"] = told(short_cut(steps, (steps[1].slug, steps[-2].slug)))
    for text in CHOICES.get(name, ()):
        parts[text] = _of_choice(trace, steps, text)
    return "\n".join(f"{head}:\n{indent(one, '    ')}" for head, one in parts.items())


@pytest.mark.parametrize("name", traces())
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_is_chosen(name, request):
    heard = Answers("scenes.acts", "scenes.film", but=("fields",))
    with heard.heard():
        text = _all_of(name)
    letters = (f"{module} {one}" for module, one in heard.letters().items())
    text = "\n".join([text, "answers:", *letters, ""])
    path = CHOSEN / f"{name}.txt"
    if request.config.getoption(GOLDEN_FLAG):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
