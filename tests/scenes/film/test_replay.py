"""A film in Manim's hands, with nothing written: what it is asked for, and what is
heard and read in the video."""

import numpy as np
import pytest
from manim import tempconfig

from scenes.film.cues import cues
from scenes.film.replay import ReplayScene
from scenes.sound.samples import RATE as SAMPLES
from tests.small_film import PACE, small_trace

RATE = 5
SET = "LANGUAGE", "TRACE", "SECONDS", "STEPS", "ONLY", "SHORT", "MATREEL_VOICE"


class Small(ReplayScene):
    """The first two steps of a small network."""

    def record(self):
        return small_trace()

    def steps(self, trace):
        return super().steps(trace)[:2]


@pytest.fixture
def replayed(monkeypatch):
    """A function of a frame's width and height and of Manim's options: (the scene,
    [(the Film, a shot, how far its step is at each of its frames), ...])."""
    for name in SET:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PACE", str(PACE))

    def replay(wide, high, **options):
        asked = []

        class Heard(Small):
            """Tells what its film shows while it is played."""

            def play(self, shot):
                asked.append((shot.film, shot.shot, shares := []))
                interpolate = shot.interpolate

                def told(alpha):
                    interpolate(alpha)
                    shares.append(shot.film.timeline.share)

                shot.interpolate = told
                super().play(shot)

        small = {"pixel_width": wide, "pixel_height": high, "frame_rate": RATE}
        with tempconfig({**small, "dry_run": True, "progress_bar": "none", **options}):
            scene = Heard()
            scene.render()
        return scene, asked

    return replay


def subcaptions_of(scene):
    """(start, end in milliseconds, words) of each."""
    return [
        (round(1000 * one.start.total_seconds()), round(1000 * one.end.total_seconds()))
        + (one.content,)
        for one in scene.renderer.file_writer.subcaptions
    ]


def test_a_film_is_played_shot_by_shot_to_its_end(replayed):
    scene, asked = replayed(96, 54)
    (film, first, shares), *_ = asked
    assert [shot for _, shot, _ in asked] == list(film.shots)
    # The first step is one shot; Manim sets its first frame twice, and its end.
    frames = np.arange(0, first.seconds, 1 / RATE) / first.seconds
    np.testing.assert_allclose(shares, [0, *frames, 1], atol=1e-5)
    assert scene.time == pytest.approx(film.seconds)
    assert np.ptp(scene.renderer.get_frame()[..., :3]) > 0  # something is drawn
    captions = [(one.start, one.end, "\n".join(one.lines)) for one in cues(film, "en")]
    assert subcaptions_of(scene) == captions
    assert scene.renderer.file_writer.track is None


def test_subcaptions_of_a_part_begin_with_it(replayed):
    scene, _ = replayed(96, 54, from_animation_number=1)
    (start, end, words), *_ = subcaptions_of(scene)
    assert (start, words) == (
        0,
        "What goes in: weights: 3 ×\n4; biases: 3 × 1; x: 4 × 1.",
    )


@pytest.mark.parametrize("wide, high, is_tall", [(54, 96, True), (54, 54, False)])
def test_only_a_frame_that_is_higher_than_wide_has_another_layout(
    replayed, wide, high, is_tall
):
    _, ((film, *_), *_) = replayed(wide, high)
    assert (film.layout is not None) == is_tall


def test_what_is_heard_is_as_long_as_what_is_seen(replayed, monkeypatch):
    monkeypatch.setenv("MATREEL_SOUNDS", "1")
    scene, ((film, *_), *_) = replayed(96, 54)
    track = scene.renderer.file_writer.track
    assert len(track) == round(SAMPLES * film.seconds) and track.any()
