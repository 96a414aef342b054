"""Rounds of a loop that were not recorded are counted, and what they made shown."""

import numpy as np
import pytest

from network.recorder.limits import Limits
from network.recorder.script import read_script, started
from network.recorder.script_recording import record_script
from network.trace import Trace
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.words.naming import language
from tests.frames import drawn_at

LOOP = """
import numpy as np
w, total = np.ones((2, 3)), np.zeros({shape})
for n in range({rounds}):
    total += n
    w = w * 2
{more}
last = w.sum()
"""


def trace_of(tmp_path, *, rounds=1002, shape="4", more=""):
    (tmp_path / "a.py").write_text(LOOP.format(rounds=rounds, shape=shape, more=more))
    script = read_script(tmp_path / "a.py")
    with started(script):
        record_script(script, tmp_path / "a.trace", Limits(1000, rounds=2))
    return Trace.load(tmp_path / "a.trace")


def act_of(steps):
    (act,) = [
        act for step in steps for act in step.acts if act.kind == "rounds_left_out"
    ]
    return act


@pytest.mark.parametrize(
    "spoken, title, caption",
    [
        (
            "en",
            "1,000 more rounds",
            "The loop goes on without being recorded. After it: w and total.",
        ),
        ("zh", "再 1,000 轮", "循环继续运行，不再记录。之后的值：w、total。"),
    ],
)
def test_the_words_are_of_the_trace(tmp_path, spoken, title, caption):
    with language(spoken):
        act = act_of(film_steps(trace_of(tmp_path, rounds=1002)))
    assert (act.title, act.caption) == (title, caption)
    assert act.rounds == 1000
    assert [value.name for value in act.made] == ["w", "total"]


@pytest.mark.parametrize("spoken, title", [("en", "1 more round"), ("zh", "再 1 轮")])
def test_one_round_is_one(tmp_path, spoken, title):
    with language(spoken):
        act = act_of(film_steps(trace_of(tmp_path, rounds=3)))
    assert act.title == act.step_name == title


def test_none_left_out_is_not_shown(tmp_path):
    kinds = {
        act.kind
        for step in film_steps(trace_of(tmp_path, rounds=2))
        for act in step.acts
    }
    assert kinds and "rounds_left_out" not in kinds


@pytest.mark.parametrize(
    "more, outcome",
    [
        ("    a, b = np.ones(2), np.ones(2)", "After it: w, total, a and b."),
        (
            "    a, b, c, d = (np.ones(2) for _ in range(4))",
            "After it: w, total, a and 3 more.",
        ),
    ],
)
def test_more_arrays_than_fit_are_counted(tmp_path, more, outcome):
    act = act_of(film_steps(trace_of(tmp_path, rounds=9, more=more)))
    assert len(act.made) == 4
    assert act.outcome == outcome


def test_an_array_without_cells_is_told_and_not_shown(tmp_path):
    more = "    empty, size = np.zeros((3, 0)), w.sum()"
    act = act_of(film_steps(trace_of(tmp_path, rounds=9, shape="()", more=more)))
    assert [value.name for value in act.made] == ["w", "total"]
    assert act.outcome == "After it: w, total and empty."


@pytest.mark.parametrize("shape", ["4", "(1, 1)", "()", "(2, 3, 4)", "(40, 50)", "0"])
def test_the_counter_runs_and_then_the_arrays_stand_there(tmp_path, shape):
    film = Film(trace_of(tmp_path, rounds=502, shape=shape))
    (shot,) = [one for one in film.shots if one.player.act.kind == "rounds_left_out"]
    player, counts = shot.player, []
    for share in (0.1, 0.4, 0.6, 1):
        film.show(shot, shot.seconds * share)
        counts.append(int(player.counter.text.split()[0]))
        assert all((part.opacity > 0.9) == (share == 1) for part in player.made)
    assert counts == sorted(counts) and counts[0] < 250 and counts[-1] == 500
    frame = drawn_at(film, shot, shot.seconds - 0.05, width=1280, height=720)
    values = {
        record.name: record.values
        for record in frame.records
        if hasattr(record, "values") and record.opacity > 0.99
    }
    np.testing.assert_array_equal(values["w"], np.full((2, 3), 2.0**502))
