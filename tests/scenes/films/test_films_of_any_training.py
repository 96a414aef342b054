"""The films of a training, of mistakes and of a step, of networks of any kind."""

import numpy as np
import pytest
from click.testing import CliRunner

from network.recorder import record
from network.runs.history import DEFAULT_HISTORY
from scenes.acts.rounds_learnt import RoundsLearntAct
from scenes.cli.film_commands import scenes
from scenes.film.film import Film
from scenes.film.look_again import look_again_steps
from scenes.film.right_and_wrong import right_and_wrong_steps
from scenes.film.rounds_of_training import rounds_steps
from scenes.reading.film_error import FilmError
from scenes.reading.training_rounds import training_rounds
from scenes.reading.value_roles import roles_of
from scenes.training import Training
from scenes.words.naming import language
from tests.legibility import faults_over
from tests.training_networks import KINDS, Known, trained

TOLD = {
    "training": rounds_steps,
    "mistakes": right_and_wrong_steps,
    "step": look_again_steps,
}
SLUGS = ["before-the-first-round", "one-round", "rounds", "trained", "what-changed"]


@pytest.fixture(scope="module")
def traces():
    return {kind: trained(kind) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_training_is_told_in_five_steps_and_three_minutes(traces, kind):
    trace, known = traces[kind]
    film = Film(trace, steps_of=Training.__new__(Training).steps)
    few = len(known.states) - 1 < 4
    slugs = [slug for slug in SLUGS if not few or slug != "one-round"]
    assert [step.slug for step in film.steps] == slugs
    assert film.seconds < 120


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_show_what_the_parameters_were(traces, kind):
    """At the end of each step: what the code had, or what it had changed by."""
    trace, known = traces[kind]
    film = Film(trace, steps_of=rounds_steps)
    shown = 0
    for number, step in enumerate(film.steps):
        (act,) = step.acts
        assert isinstance(act, RoundsLearntAct)
        shot = film.shots_of(number)[-1]
        film.show(shot, shot.seconds)
        state = known.states[act.rounds[-1]]
        first = known.states[0]
        wanted = (
            [one - zero for one, zero in zip(state, first)] if act.is_change else state
        )
        for part, _ in shot.player.sheets._shown:
            cells = np.sort(part.values.array.ravel())
            assert any(
                one.size == cells.size and np.allclose(np.sort(one.ravel()), cells)
                for one in wanted
            )
            shown += 1
    assert shown == len(film.steps) * len(known.states[0])


@pytest.mark.parametrize("kind", ["adam", "convolution"])
def test_colours_keep_their_scale_from_the_start_to_the_end(traces, kind):
    film = Film(traces[kind][0], steps_of=rounds_steps)
    scales = set()
    for number, step in enumerate(film.steps):
        if not step.acts[0].is_change:
            shot = film.shots_of(number)[-1]
            film.show(shot, shot.seconds)
            sheets = shot.player.sheets._shown
            scales.add(tuple(part.color_scale.limit for part, _ in sheets))
    assert len(scales) == 1


@pytest.mark.parametrize(
    "told, kind",
    [
        ("training", "adam"),
        ("training", "momentum"),
        ("training", "recurrence"),
        ("training", "unrolled"),
        ("mistakes", "adam"),
        ("step", "momentum"),
    ],
)
def test_every_word_can_be_read(traces, told, kind):
    film = Film(traces[kind][0], steps_of=TOLD[told])
    ends = [(shot, shot.seconds) for shot in film.shots[-6:]]
    seen, _ = faults_over(film, ends)
    assert seen == {}


def test_what_is_said_of_a_training_in_both_languages(traces):
    trace, known = traces["adam"]
    rounds, first, last = len(known.losses), known.losses[0], known.losses[-1]
    said = [step.caption for step in rounds_steps(trace)]
    assert said[0].startswith("63 numbers are adjusted in each round: p['first']")
    assert (
        f"loss falls from {first:.3f} in round 1 to {last:.3f} in {rounds}." in said[2]
    )
    assert f"{known.right[-1]} of 10 answers right in round {rounds}." in said[3]
    with language("zh"):
        said = [step.caption for step in rounds_steps(trace)]
    assert said[0].startswith("每一轮都调整 63 个数：p['first']")
    assert f"答对 10 个中的 {known.right[-1]} 个" in said[3]


def test_the_number_that_has_moved_furthest(traces):
    trace, known = traces["momentum"]
    last = rounds_steps(trace)[-1].acts[0]
    moved = [np.abs(now - then) for now, then in zip(known.states[-1], known.states[0])]
    which = int(np.argmax([one.max() for one in moved]))
    cell = np.unravel_index(moved[which].argmax(), moved[which].shape)
    name = f"{'wb'[which]}'][{', '.join(map(str, cell))}]"
    assert name in last.outcome
    assert f"{known.states[-1][which][cell]:.2f}".lstrip("-") in last.outcome


def test_mistakes_end_with_what_mends_it(traces):
    trace, _ = traces["adam"]
    film = Film(trace, steps_of=right_and_wrong_steps)
    assert [step.slug for step in film.steps] == [
        "two-examples",
        "layer-1",
        "outputs",
        "where-they-part",
        "into-the-neuron",
        "once-more",
    ]
    # The examples are there before a statement runs; answers come from many.
    unlit = [step.slug for step in film.steps if step.statement is None]
    assert unlit == ["two-examples", "once-more"]
    act = roles_of(trace).read(training_rounds)
    assert act.loop.variable == "t"
    assert "t = " in film.steps[-1].acts[0].lead


def test_pulls_add_up_to_what_the_sums_are_apart(traces):
    """With the biases, of which this network has none at the end."""
    trace, _ = traces["adam"]
    (act,) = right_and_wrong_steps(trace)[3].acts
    for column, notes in zip(act.columns, act.notes):
        total = float(notes[1][0].replace("−", "-").replace("+", ""))
        assert abs(column.array.sum() - total) < 0.006


def test_a_step_ends_with_the_same_example_once_more(traces):
    trace, known = traces["momentum"]
    (act,) = look_again_steps(trace)[-1].acts
    before, after = (column.array for column in act.columns)
    assert before.shape == after.shape == (2,)
    assert not np.array_equal(before, after)
    assert "example 0" in act.lead


def two_rounds(x, wanted, weights):
    for _ in range(2):
        outputs = np.tanh(x @ weights)
        error = outputs - wanted
        weights -= 0.1 * x.T @ error
    return weights


@pytest.mark.parametrize("count, is_named", [(1, False), (2, True)])
def test_one_of_several_examples_is_named(count, is_named):
    rng = np.random.default_rng(1)
    x, wanted = rng.normal(size=(count, 3)), np.eye(2)[:count]
    trace = record(two_rounds, x, wanted, rng.normal(size=(3, 2)))
    (act,) = look_again_steps(trace)[-1].acts
    assert ("example 0" in act.lead) == is_named


def forward(weights, x):
    return np.tanh(weights @ x)


def learn(weights, x, wanted):
    error = np.tanh(weights @ x) - wanted
    weights -= 0.1 * error @ x.T


REFUSED = {
    ("training", "forward"): "adjusts no weights by what it computes with them",
    ("training", "learn"): "adjusts weights only once",
    ("mistakes", "forward"): "compares no layer's outputs with right answers",
    ("step", "forward"): "adjusts no weights by what it computes with them",
    ("step", "learn"): "answers no example again after it has adjusted its weights",
}


@pytest.mark.parametrize("told, kind", REFUSED)
def test_what_a_film_cannot_tell_is_refused_in_a_sentence(told, kind):
    rng = np.random.default_rng(0)
    arrays = [rng.normal(size=(3, 4)), rng.random((4, 1)), np.eye(3)[:, :1]]
    call = {"forward": forward, "learn": learn}[kind]
    trace = record(call, *arrays[: 2 + (kind == "learn")])
    with pytest.raises(FilmError, match=REFUSED[told, kind]) as error:
        TOLD[told](trace)
    words = str(error.value)
    assert words.startswith("expected a trace") and "record" in words
    assert "forward" in words and "\n" not in words


@pytest.mark.parametrize("film", ["training", "mistakes", "learning_step", "backprop"])
def test_commands_refuse_in_one_line(film, tmp_path):
    path = tmp_path / "forward.trace"
    rng = np.random.default_rng(0)
    record(forward, rng.normal(size=(3, 4)), rng.random((4, 1)), path=path)
    for more in (
        ["steps"],
        ["frame", "--second", "1", "--out", str(tmp_path / "a.png")],
    ):
        result = CliRunner().invoke(
            scenes, [more[0], film, "--trace", str(path), *more[1:]]
        )
        assert result.exit_code == 1
        assert "Error: expected a trace" in result.output
        assert "Traceback" not in result.output


def test_a_training_is_filmed_by_its_trace(tmp_path, monkeypatch):
    path = tmp_path / "momentum.trace"
    known = Known()
    call, *arguments = KINDS["momentum"](known)
    record(call, *arguments, path=path)
    typed = CliRunner().invoke(scenes, ["steps", "training", "--trace", str(path)])
    monkeypatch.setenv("TRACE", str(path))
    by_variable = CliRunner().invoke(scenes, ["steps", "training"])
    assert typed.exit_code == by_variable.exit_code == 0
    assert "in round 1 to" in typed.output
    assert Training.__new__(Training).film().trace.call == "Momentum.fit"
    lines = [line for line in by_variable.output.splitlines() if " s  " in line]
    assert [line.split()[4] for line in lines] == SLUGS


def test_a_history_that_is_named_besides_is_what_is_shown(tmp_path):
    lost = str(tmp_path / "none.trace")
    result = CliRunner().invoke(scenes, ["steps", "training"], env={"TRACE": lost})
    assert result.exit_code == 1 and lost in result.output
    both = {"TRACE": lost, "HISTORY": str(DEFAULT_HISTORY)}
    result = CliRunner().invoke(scenes, ["steps", "training"], env=both)
    assert result.exit_code == 0 and "test images read right" in result.output
