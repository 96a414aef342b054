"""Videos that are spoken: what is heard, seen and read begins together.

The small film is published at both rates and rendered by `manim render`, each
once, with a recording for each sentence: a tone.
"""

import csv
import io
import json
import os
import subprocess
import sys

import av
import numpy as np
import pytest
from click.testing import CliRunner

from network.trace import Trace
from scenes.cli.film_commands import scenes
from scenes.film.film import Film
from scenes.film.speaking import PAUSE
from scenes.sound.samples import RATE
from scenes.sound.sound_track import add_track, sound_of
from tests import renders
from tests.frames import pixels_at
from tests.in_time import PATIENCE_SECS
from tests.publishing import ALONE, RATES, ROOT, command, run, with_cache_of
from tests.small_film import PACE
from tests.tones import record_script, tone, tones_in

APART = 0.1  # seconds that sound, picture and caption may begin apart, at most

pytestmark = pytest.mark.slow


def script(trace_file, *options):
    """The rows of `script --csv` for the small film."""
    words = ["script", "forward", "--csv", "--trace", str(trace_file)]
    done = CliRunner().invoke(scenes, [*words, "--pace", str(PACE), *options])
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.fixture(scope="module")
def recorded(small_trace_file, tmp_path_factory):
    """(folder of recordings as `script` names them, file -> seconds)."""
    folder = tmp_path_factory.mktemp("recorded")
    names = [
        row["file"].removesuffix(".wav")
        for row in script(small_trace_file, "--language", "en")
    ]
    return folder, record_script(folder, names)


@pytest.fixture(scope="module")
def published(drawn_once, small_trace_file, recorded, tmp_path_factory):
    """The film's folder, with a voice, at both rates."""
    folder = tmp_path_factory.mktemp("spoken")
    options = [*ALONE, "--voice-folder", str(recorded[0]), "--no-slides"]
    with_cache_of(drawn_once, folder)  # fonts
    run(command(small_trace_file, folder, *options, rates="10,60"))
    return folder / "site" / "films" / "forward"


def times_of(told):
    """[(start, end)] in seconds of an .srt file."""
    found = []
    for line in told.splitlines():
        if " --> " in line:
            clocks = (one.replace(",", ".").split(":") for one in line.split(" --> "))
            found.append([3600 * int(h) + 60 * int(m) + float(s) for h, m, s in clocks])
    return found


@pytest.mark.parametrize("rate", RATES)
def test_each_sentence_is_heard_when_it_is_told(
    published, recorded, small_trace_file, rate
):
    folder, lengths = recorded
    heard = tones_in(published / f"{rate}.mp4")
    rows = script(small_trace_file, "--language", "en", "--voice-folder", str(folder))
    assert len(heard) == len(rows) == len(lengths)
    for (begin, end), row in zip(heard, rows, strict=True):
        assert abs(begin - float(row["begins"])) < APART
        length = lengths[row["file"].removesuffix(".wav")]
        assert end - begin == pytest.approx(length, abs=0.06)


def test_captions_begin_with_what_is_heard(published):
    starts = [
        start for start, _ in times_of((published / "captions.en.srt").read_text())
    ]
    for begin, end in tones_in(published / "10.mp4"):
        assert min(abs(begin - start) for start in starts) < APART
        assert any(begin - APART < start < end for start in starts)


def frames_of(path):
    with av.open(str(path)) as video:
        yield from (
            (frame.time, frame.to_ndarray(format="rgb24"))
            for frame in video.decode(video=0)
        )


def test_the_picture_is_the_one_of_the_sentence(published, small_trace_file):
    """At each sound's beginning stands the picture of the silent film at which
    it tells that, wherever the film has waited until then."""
    silent = Film(Trace.load(small_trace_file), speed=PACE)
    manifest = json.loads((published / "film.json").read_text("utf-8"))
    told = [act["told"] for step in manifest["steps"] for act in step["acts"]]
    before = [
        shot.start + shot.second_of(shot.player.act.outcome_at) for shot in silent.shots
    ]
    moments = [
        (begin, before[index])
        for begin, _ in tones_in(published / "10.mp4")
        for index, second in enumerate(told)
        if abs(begin - second) < APART / 2
    ]
    assert len(moments) >= 4
    frames = list(frames_of(published / "10.mp4"))
    for begin, second in moments:
        expected = pixels_at(silent, second, width=426, height=240)[:218, :, :3]
        apart = {
            time: np.abs(picture[:218].astype(int) - expected).mean()
            for time, picture in frames
        }
        here = [one for time, one in apart.items() if abs(time - begin) <= APART]
        assert min(here) <= min(apart.values()) + 0.2, (begin, second)
        assert max(apart.values()) > 2 * min(here)


def test_both_rates_have_equal_seconds_and_the_same_sound(published):
    seconds, sounds = [], []
    for rate in RATES:
        with av.open(str(published / f"{rate}.mp4")) as video:
            (sound,), (picture,) = video.streams.audio, video.streams.video
            assert sound.codec_context.name == "aac"
            seconds.append(picture.frames / rate)
            assert float(sound.duration * sound.time_base) == pytest.approx(
                seconds[-1], abs=0.03
            )
        sounds.append(sound_of(published / f"{rate}.mp4"))
    assert seconds[0] == seconds[1]
    np.testing.assert_array_equal(*sounds)


def test_the_file_still_says_where_its_chapters_are(published):
    manifest = json.loads((published / "film.json").read_text("utf-8"))
    with av.open(str(published / "60.mp4")) as video:
        starts = [float(one["start"] * one["time_base"]) for one in video.chapters()]
    np.testing.assert_allclose(starts, [one["start"] for one in manifest["steps"]])
    index = (published / "60.mp4").read_bytes()
    assert index.index(b"moov") < index.index(b"mdat")


@pytest.fixture(scope="module")
def rendered(small_trace_file, recorded, tmp_path_factory):
    """What `manim render` writes with the variables: the video and its .srt."""
    folder = tmp_path_factory.mktemp("rendered")
    scene = folder / "forward.py"
    scene.write_text(
        "from scenes.film.replay import ReplayScene\n\n\n"
        "class Mine(ReplayScene):\n    pass\n"
    )
    rendering = renders.start(
        scene,
        folder / "media",
        scene="Mine",
        fps=10,
        TRACE=small_trace_file,
        PACE=PACE,
        MATREEL_VOICE_FOLDER=recorded[0],
    ).wait()
    return rendering.found("Mine.mp4"), rendering.found("Mine.srt")


def test_manim_renders_the_same_sound_and_captions(rendered, published):
    video, told = rendered
    ours, theirs = tones_in(video), tones_in(published / "10.mp4")
    np.testing.assert_allclose(ours, theirs, atol=0.002)
    assert times_of(told.read_text()) == times_of(
        (published / "captions.en.srt").read_text()
    )


def test_a_part_of_a_film_is_heard_from_its_beginning(
    small_trace_file, recorded, tmp_path
):
    scene = tmp_path / "forward.py"
    scene.write_text(
        "from scenes.film.replay import ReplayScene\n\n\n"
        "class Mine(ReplayScene):\n    pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "manim", "render", "-r", "64,36", "--fps", "10"]
        + ["-n", "1,1", "--progress_bar", "none", "--media_dir", str(tmp_path)]
        + ["--format", "webm", str(scene)],
        env=dict(
            os.environ,
            PYTHONPATH=str(ROOT),
            TRACE=str(small_trace_file),
            PACE=str(PACE),
            MATREEL_VOICE_FOLDER=str(recorded[0]),
        ),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECS,
    )
    assert done.returncode == 0, done.stderr[-800:]
    (video,) = (
        path for path in tmp_path.rglob("*.webm") if "sections" not in path.parts
    )
    heard = tones_in(video)
    assert heard[0][0] < 0.1
    with av.open(str(video)) as opened:
        assert heard[-1][1] + PAUSE <= opened.duration / 1e6 + 0.05


def test_a_sound_that_is_there_already_stays(tmp_path):
    path = tmp_path / "it.mp4"
    with av.open(str(path), "w") as made:
        stream = made.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for _ in range(30):
            black = np.zeros((36, 64, 3), np.uint8)
            made.mux(stream.encode(av.VideoFrame.from_ndarray(black, "rgb24")))
        made.mux(stream.encode(None))
    for second in (0.5, 1.9):
        track = np.zeros(3 * RATE, np.int16)
        sound = tone(0.4, rate=RATE)
        begin = round(second * RATE)
        track[begin : begin + len(sound)] = sound
        add_track(path, track)
    np.testing.assert_allclose(tones_in(path), [(0.5, 0.9), (1.9, 2.3)], atol=0.01)


REFUSED = {
    "a folder of recordings at /no/such, found none": ["--voice-folder", "/no/such"],
    "No closing quotation": ["--voice", "say 'it"],
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_heard_is_told_before_anything_is_made(
    words, small_trace_file, tmp_path
):
    line = command(small_trace_file, tmp_path, *REFUSED[words], videos=False)
    done = CliRunner().invoke(scenes, line[line.index("publish") :])
    assert done.exit_code != 0 and words in done.output
    assert isinstance(done.exception, SystemExit)
    assert not (tmp_path / "site").exists()
