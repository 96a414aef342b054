"""The film of neurons: its sections, its words and its answer, to be read."""

import hashlib
import json
import re

import numpy as np
import pytest

from scenes.neurons import neuron_steps
from scenes.words.naming import language
from tests import renders
from tests.frames import drawn_at, ends, pixels_at
from tests.legibility import faults_over, moments
from tests.neuron_frames import SLUGS, film_of, part_of, shot_of

READING_SPEED = 17  # characters a second that a subcaption may have


def test_sections_and_subcaptions(neurons_film):
    assert tuple(step.slug for step in neurons_film.steps) == SLUGS
    assert 30 <= neurons_film.seconds <= 66
    for shot in neurons_film.shots:
        assert abs(shot.seconds * 10 - round(shot.seconds * 10)) < 1e-9
    for index, step in enumerate(neurons_film.steps):
        seconds = sum(shot.seconds for shot in neurons_film.shots_of(index))
        assert 0 < len(step.caption) <= READING_SPEED * seconds


@pytest.mark.parametrize("slug", ["hidden-sums", "output-sums"])
def test_what_is_said_is_read_before_the_first_pulse(neurons_film, slug):
    shot = shot_of(neurons_film, slug)
    act = shot.player.act
    need = len(act.title + act.lead) / READING_SPEED
    for tenth in range(int(need * 10) + 6):
        neurons_film.show(shot, tenth / 10)
        assert shot.player.pulses.items == ()
    neurons_film.show(shot, act.turns.starts[0] + 1)
    assert shot.player.pulses.items


def test_the_map_shows_the_weight_that_is_named(neurons_film):
    shot, seen = shot_of(neurons_film, "weights"), set()
    (small,) = neurons_film.map.parts
    for second in np.arange(0.05, shot.seconds, 0.1):
        neurons_film.show(shot, float(second))
        named = re.search(r"\[(\d+), (\d+)\]$", shot.player.account.title)
        assert bool(named) == (small.wire is not None)
        if named and small.wire == tuple(map(round, small.wire)):  # arrived
            assert small.wire == (int(named[2]), int(named[1]))
            seen.add((round(small.layer, 6), small.wire))
    assert seen >= {(0.5, (0, 0)), (0.5, (783, 19)), (1.5, (0, 0)), (1.5, (19, 9))}


def test_outputs_are_counted_as_digits(neurons_film):
    for frame in ends(neurons_film):
        layer = part_of(frame, "NeuronLayer", 2)
        left = [
            one.text
            for one in frame.texts
            if one.part == "NeuronLayer"
            and one.left > layer.box.left
            and one.right < layer.center_of(0)[0] - layer.radius
        ]
        assert left == [str(digit) for digit in range(10)]


def test_the_words_are_there_in_both_languages(digit_trace):
    with language("zh"):
        steps = neuron_steps(digit_trace)
    assert all(
        re.search(r"[\u4e00-\u9fff]", text)
        for step in steps
        for act in step.acts
        for text in (step.name, step.caption, act.title, act.lead)
    )


def test_the_line_that_runs_is_lit(neurons_film, digit_trace):
    lines = digit_trace.sources["network/digit_network.py"].splitlines()
    words = {
        "hidden-sums": "hidden_pre_sigmoid =",
        "hidden-neurons": "hidden_neurons = sigmoid",
        "output-sums": "output_pre_sigmoid =",
        "output-neurons": "output_neurons = sigmoid",
        "answer": "np.argmax",
    }
    for shot in neurons_film.shots:
        neurons_film.show(shot, shot.seconds / 2)
        slug = neurons_film.steps[shot.step].slug
        if slug not in words:
            assert shot.panel.statement is None
            continue
        assert words[slug] in lines[shot.panel.statement[0] - 1]
        assert shot.panel.mark is not None and shot.panel.shapes


def test_every_text_can_be_read(neurons_film):
    seen, texts = faults_over(neurons_film, moments(neurons_film, 2.1))
    assert seen == {}
    assert texts > 3000


def test_the_largest_output_is_the_answer(neurons_film, neuron_arrays):
    shot = neurons_film.shots[-1]
    frame = drawn_at(neurons_film, shot, shot.seconds)
    answer = int(neuron_arrays["neurons"][3].argmax())
    texts = {text.text for text in frame.texts}
    assert {str(answer), f"detected = {answer}"} <= texts
    assert {"matreel", "Next: A digit read wrong beside one read right"} <= texts
    assert part_of(frame, "NeuronLayer", 2).winner == answer
    assert part_of(frame, "WeightLines", 1).focus == answer


def test_a_frame_stands_alone(neurons_film, digit_trace):
    chosen = np.random.default_rng(1).uniform(0, neurons_film.seconds, 10).round(2)
    used = [
        hashlib.sha256(pixels_at(neurons_film, second)).hexdigest()
        for second in chosen.tolist()
    ]
    other = film_of(digit_trace)
    alone = [
        hashlib.sha256(pixels_at(other, second)).hexdigest()
        for second in sorted(chosen.tolist())
    ]
    assert [used[k] for k in np.argsort(chosen)] == alone


@pytest.mark.slow
def test_it_renders(tmp_path):
    made = renders.start(
        renders.ROOT / "scenes" / "neurons.py",
        tmp_path / "media",
        scene="Neurons",
        fps=10,
        size=(426, 240),
        PACE=0.5,
    ).wait()
    sections = json.loads(made.found("Neurons.json").read_text())
    assert tuple(section["name"] for section in sections) == SLUGS
