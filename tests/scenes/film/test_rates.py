"""10 and 60 frames a second show the same film, step by step and bit by bit.

The film of a small trace is rendered at both rates by `manim render`, each
frame's hash taken on its way to the encoder.
"""

import json
import re
from itertools import islice

import av
import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace
from scenes.film.film import Film
from scenes.film.replay import ReplayScene
from tests import other_networks, renders
from tests.frames import pixels_at
from tests.hashed import frame_hash
from tests.reading import hurried, spoken
from tests.small_film import PACE

RATES = (10, 60)
SCENE = "ReplayScene"


@pytest.fixture(scope="module")
def small_film(small_trace_file):
    """The Film that is rendered."""
    return Film(Trace.load(small_trace_file), speed=PACE)


@pytest.fixture(scope="module")
def rendered(small_trace_file, tmp_path_factory):
    """rate -> the finished Rendering of the small film."""
    folder = tmp_path_factory.mktemp("rates")
    scene_file = folder / "scene.py"
    scene_file.write_text(renders.hashed(ReplayScene))
    started = {
        rate: renders.start(
            scene_file,
            folder / str(rate),
            scene=SCENE,
            fps=rate,
            TRACE=small_trace_file,
            PACE=PACE,
        )
        for rate in RATES
    }
    return {rate: rendering.wait() for rate, rendering in started.items()}


def pictures(rendering, every):
    """Each so manieth decoded frame of the video, (height, width, 3)."""
    with av.open(rendering.found(f"{SCENE}.mp4")) as video:
        for frame in islice(video.decode(video=0), 0, None, every):
            yield frame.to_ndarray(format="rgb24")


def is_tenths(seconds):
    return abs(seconds * 10 - round(seconds * 10)) < 1e-9


@pytest.mark.parametrize("speed", [0.5, 0.7, 1.0, 1.3, 4.0])
def test_every_shot_lasts_whole_tenths(digit_trace, speed):
    for shot in Film(digit_trace, speed=speed).shots:
        assert shot.seconds >= 0.1
        assert is_tenths(shot.seconds) and is_tenths(shot.start)


def test_the_shots_follow_one_another(digit_film):
    ends = [shot.start + shot.seconds for shot in digit_film.shots]
    np.testing.assert_allclose(
        [shot.start for shot in digit_film.shots], [0.0, *ends[:-1]], atol=1e-9
    )
    assert abs(ends[-1] - digit_film.seconds) < 1e-9


@pytest.mark.slow
@pytest.mark.parametrize("rate", RATES)
def test_as_many_frames_as_seconds_times_the_rate(small_film, rendered, rate):
    expected = round(small_film.seconds * rate)
    assert len(rendered[rate].hashes(SCENE)) == expected
    with av.open(rendered[rate].found(f"{SCENE}.mp4")) as video:
        assert video.streams.video[0].average_rate == rate
        assert sum(1 for _ in video.decode(video=0)) == expected


@pytest.mark.slow
def test_each_tenth_of_a_second_has_the_same_bytes(rendered):
    few, many = (rendered[rate].hashes(SCENE) for rate in RATES)
    different = [k / 10 for k, digest in enumerate(few) if digest != many[6 * k]]
    assert different == []
    assert len(set(few)) > len(few) / 4  # something moves


@pytest.mark.slow
@pytest.mark.parametrize("rate", RATES)
def test_a_frame_is_what_the_film_shows_at_its_second(small_film, rendered, rate):
    """Whatever was drawn before: frames drawn alone, in no order."""
    hashes = rendered[rate].hashes(SCENE)
    chosen = np.random.default_rng(0).permutation(len(hashes))[:60]
    different = [
        k / rate
        for k in chosen.tolist()
        if hashes[k] != frame_hash(pixels_at(small_film, k / rate))
    ]
    assert sorted(different) == []


def decibels(one, other):
    """The peak signal-to-noise ratio of two pictures of bytes."""
    error = np.mean((one.astype(float) - other) ** 2)
    return 10 * np.log10(255**2 / max(error, 1e-9))


@pytest.mark.slow
def test_the_videos_look_the_same(rendered):
    both = zip(pictures(rendered[10], 2), pictures(rendered[60], 12), strict=True)
    ratios = [decibels(one, other) for one, other in both]
    assert len(ratios) > 60
    assert min(ratios) > 35, f"at {np.argmin(ratios) / 5} s"


@pytest.mark.slow
@pytest.mark.parametrize("rate", RATES)
def test_the_video_shows_the_film(small_film, rendered, rate):
    """The colours, too: after the encoder and a decoder."""
    ratios = [
        decibels(picture, pixels_at(small_film, second)[..., :3])
        for second, picture in enumerate(pictures(rendered[rate], rate))
    ]
    assert min(ratios) > 30, f"at {np.argmin(ratios)} s"


@pytest.mark.slow
@pytest.mark.parametrize("rate", RATES)
def test_a_section_for_every_step(small_film, rendered, rate):
    index = rendered[rate].found(f"{SCENE}.json")
    sections = json.loads(index.read_text())
    assert [section["name"] for section in sections] == [
        step.slug for step in small_film.steps
    ]
    for number, section in enumerate(sections):
        seconds = sum(shot.seconds for shot in small_film.shots_of(number))
        assert int(section["nb_frames"]) == round(seconds * rate)
        assert (index.parent / section["video"]).stat().st_size > 0


def subcaptions(text):
    """[(start, end, words)] of the text of an .srt file, in seconds."""
    blocks = [block.split("\n", 2) for block in text.strip().split("\n\n")]
    return [
        (
            *(
                int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000
                for h, m, s, ms in re.findall(r"(\d+):(\d+):(\d+),(\d+)", times)
            ),
            " ".join(words.split("\n")),
        )
        for _, times, words in blocks
    ]


@pytest.mark.slow
@pytest.mark.parametrize("rate", RATES)
def test_subcaptions_are_the_captions(small_film, rendered, rate):
    captions = subcaptions(rendered[rate].found("*.srt").read_text())
    expected = spoken(small_film)
    assert [words for _, _, words in captions] == [words for _, _, words in expected]
    np.testing.assert_allclose(
        [times for *times, _ in captions], [times for *times, _ in expected], atol=0.002
    )
    assert abs(captions[-1][1] - small_film.seconds) < 0.002


@pytest.mark.slow
@pytest.mark.parametrize("first, last", [(2, 3), (1, None), (0, 0), (4, 9)])
def test_subcaptions_of_a_part_are_those_of_its_video(
    small_film, small_trace_file, tmp_path, first, last
):
    """`manim render -n 2,3`: the third and the fourth shot, from second 0."""
    scene_file = tmp_path / "scene.py"
    scene_file.write_text(
        "from scenes.film.replay import ReplayScene as Base\n\n\n"
        "class Part(Base):\n    pass\n"
    )
    rendering = renders.start(
        scene_file,
        tmp_path / "media",
        f"-n{first}" if last is None else f"-n{first},{last}",
        scene="Part",
        fps=10,
        TRACE=small_trace_file,
        PACE=PACE,
    ).wait()
    shots = small_film.shots[first : None if last is None else last + 1]
    begin, end = shots[0].start, shots[-1].start + shots[-1].seconds
    with av.open(rendering.found("Part.mp4")) as video:
        frames = sum(1 for _ in video.decode(video=0))
    assert frames == round((end - begin) * 10)
    expected = [
        (max(start, begin) - begin, min(until, end) - begin, words)
        for start, until, words in spoken(small_film)
        if until > begin + 0.001 and start < end - 0.001
    ]
    captions = subcaptions(rendering.found("*.srt").read_text())
    assert [words for _, _, words in captions] == [words for _, _, words in expected]
    np.testing.assert_allclose(
        [times for *times, _ in captions], [times for *times, _ in expected], atol=0.002
    )


def test_the_subcaptions_can_be_read_in_their_time(digit_film):
    assert hurried(digit_film) == []


@pytest.mark.parametrize(
    "name, call, arguments",
    other_networks.cases(),
    ids=[case[0] for case in other_networks.cases()],
)
def test_slugs_and_subcaptions_of_other_networks(name, call, arguments):
    with np.errstate(all="ignore"):
        film = Film(record(call, *arguments))
    assert len({step.slug for step in film.steps}) == len(film.steps)
    assert hurried(film) == []
