"""A small film published for real: videos, slides, stops and clusters."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import av
import numpy as np
import pytest
from PIL import Image

from network.files.locks import turn_in
from network.trace import Trace
from scenes.film.film import Film
from scenes.film.stills import best_shot
from scenes.forward import Forward
from scenes.publish import publication, segments
from scenes.publish.manifest import step_seconds, step_start
from scenes.publish.productions import Production
from scenes.publish.publishing_plan import Plan
from scenes.publish.site_files import MARK, SiteFiles, write_mark
from tests.frames import pixels_at
from tests.in_time import PATIENCE_SECS, until
from tests.publishing import ALONE, RATES, ROOT, SIZE, command, run, with_cache_of
from tests.small_film import PACE

KILLS = 10

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def film(small_trace_file):
    return Film(Trace.load(small_trace_file), speed=PACE)


def contents(folder):
    """Path -> bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def published(published_once):
    """The film's folder, at both rates."""
    return published_once / "site" / "films" / "forward"


@pytest.fixture(scope="module")
def undisturbed(published_once, small_trace_file, tmp_path_factory):
    """The folder published at 10 fps, and its cache beside it."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with_cache_of(published_once, folder)
    run(command(small_trace_file, folder, *ALONE))
    return folder


def test_what_is_written_is_known_before(film, published, tmp_path):
    """So nothing of anyone's is met only after hours of rendering."""
    made = Production("forward", Forward, film.trace, PACE)
    plan = Plan((made,), RATES, SIZE)
    site = SiteFiles(published.parents[1])
    written = publication._written(plan, tmp_path)
    # Pieces are named by their content, in a folder of their own.
    told = {
        name for name in site.listed if not re.search(r"/score/[0-9a-f]+\.js$", name)
    }
    assert written.targets == told | {MARK}
    assert (
        site.own == site.listed.keys() | {MARK}
        and site.changed() == site.others() == []
    )


def packets(path):
    """[(frame number, is a key frame)] of a video, in the file's order."""
    with av.open(path) as video:
        rate = video.streams.video[0].average_rate
        return [
            (round(packet.pts * packet.time_base * rate), packet.is_keyframe)
            for packet in video.demux(video=0)
            if packet.dts is not None
        ]


def pictures(path, numbers):
    """The (height, width, 3) decoded frames of these numbers, in order."""
    with av.open(path) as video:
        return [
            frame.to_ndarray(format="rgb24")
            for number, frame in enumerate(video.decode(video=0))
            if number in numbers
        ]


def decibels(one, other):
    error = np.mean((one.astype(float) - other) ** 2)
    return 10 * np.log10(255**2 / max(error, 1e-9))


@pytest.mark.parametrize("rate", RATES)
def test_a_chapter_at_each_steps_second(film, published, rate):
    with av.open(published / f"{rate}.mp4") as video:
        chapters = video.chapters()
    starts = [step_start(film, index) for index in range(len(film.steps))]
    assert [one["metadata"]["title"] for one in chapters] == [
        step.name for step in film.steps
    ]
    np.testing.assert_allclose(
        [float(one["start"] * one["time_base"]) for one in chapters], starts, atol=1e-9
    )
    np.testing.assert_allclose(
        [float(one["end"] * one["time_base"]) for one in chapters],
        [*starts[1:], film.seconds],
        atol=1e-9,
    )


@pytest.mark.parametrize("rate", RATES)
def test_all_frames_with_key_frames_to_jump_to(film, published, rate):
    video = packets(published / f"{rate}.mp4")
    count = round(film.seconds * rate)
    assert [number for number, _ in video] == list(range(count))
    keys = [number for number, is_key in video if is_key]
    assert {
        round(step_start(film, index) * rate) for index in range(len(film.steps))
    } <= set(keys)
    assert max(np.diff([*keys, count])) <= rate


@pytest.mark.parametrize("rate", RATES)
def test_the_index_comes_first(published, rate):
    content = (published / f"{rate}.mp4").read_bytes()
    atoms, at = [], 0
    while at < len(content):
        atoms.append(content[at + 4 : at + 8].decode())
        at += int.from_bytes(content[at : at + 4], "big")
    assert atoms.index("moov") < atoms.index("mdat")


@pytest.mark.parametrize("rate", RATES)
def test_each_step_shows_the_film(film, published, rate):
    frames = [
        round((step_start(film, index) + part) * rate)
        for index in range(len(film.steps))
        for part in (0, 1.1)
    ]
    ratios = [
        decibels(
            picture,
            pixels_at(film, number / rate, width=SIZE[0], height=SIZE[1])[..., :3],
        )
        for number, picture in zip(
            frames, pictures(published / f"{rate}.mp4", frames), strict=True
        )
    ]
    assert min(ratios) > 27


def test_the_manifest_tells_of_the_videos(film, published):
    told = json.loads((published / "film.json").read_text("utf-8"))
    assert told["size"] == list(SIZE)
    for rate, one in told["rates"].items():
        assert one["frames"] == len(packets(published / one["video"]))
        with av.open(published / one["video"]) as video:
            stream = video.streams.video[0]
            assert (stream.average_rate, stream.width, stream.height) == (
                int(rate),
                *SIZE,
            )
    for name in (told["poster"], told["contact_sheet"], *told["captions"].values()):
        assert (published / name).stat().st_size > 100


def test_the_pictures_have_the_films_colours(film, published):
    shot, second = best_shot(film)
    with Image.open(published / "poster.png") as poster:
        pixels = np.asarray(poster.convert("RGB"))
    truth = pixels_at(film, shot.start + second, width=SIZE[0], height=SIZE[1])[..., :3]
    assert decibels(pixels, truth) > 27
    with Image.open(published / "contact-sheet.png") as sheet:
        ground = np.array(sheet.convert("RGB").getpixel((2, 2)))
    assert abs(ground - (0x0D, 0x11, 0x17)).max() <= 3


def test_slides_run_forward_and_backwards(film, published):
    from manim_slides.config import PresentationConfig

    slides = PresentationConfig.from_file(published / "slides" / "Forward.json").slides
    assert [slide.notes for slide in slides] == [step.caption for step in film.steps]
    for index, slide in enumerate(slides):
        count = round(step_seconds(film, index) * max(RATES))
        assert len(packets(slide.file)) == len(packets(slide.rev_file)) == count
        forward = pictures(slide.file, range(0, count, 17))
        backward = pictures(
            slide.rev_file, [count - 1 - number for number in range(0, count, 17)]
        )
        assert min(map(decibels, forward, backward[::-1])) > 27


def test_manim_slides_converts_them(film, published, tmp_path):
    for kind in ("html", "pptx", "pdf"):
        subprocess.run(
            [
                sys.executable,
                "-m",
                "manim_slides",
                "convert",
                "--to",
                kind,
                "Forward",
                tmp_path / f"all.{kind}",
            ],
            cwd=published,
            check=True,
            timeout=PATIENCE_SECS,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    steps = len(film.steps)
    assert (tmp_path / "all.html").read_text().count('class="notes"') == steps
    with zipfile.ZipFile(tmp_path / "all.pptx") as opened:
        assert (
            sum(name.startswith("ppt/slides/slide") for name in opened.namelist())
            == steps
        )
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_is_rendered_twice(small_trace_file, undisturbed):
    before = contents(undisturbed)
    cache = undisturbed / "cache"
    written = {path: path.stat().st_ctime_ns for path in cache.iterdir()}
    film_folder = undisturbed / "site" / "films" / "forward"
    (film_folder / "10.mp4").write_bytes(b"damaged")
    run(command(small_trace_file, undisturbed, *ALONE))
    assert contents(undisturbed) == before
    assert {path.name for path in written} == {path.name for path in cache.iterdir()}


def test_a_cluster_gives_the_same_files(small_trace_file, undisturbed, tmp_path):
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None
    ) as cluster:
        run(
            command(
                small_trace_file, tmp_path, "--scheduler", cluster.scheduler_address
            )
        )
    assert contents(tmp_path) == contents(undisturbed)


def test_no_scheduler_is_one_error(small_trace_file, tmp_path):
    _is_refused(small_trace_file, tmp_path, "tcp://127.0.0.1:1", why="")


def test_what_is_no_scheduler_is_one_error(small_trace_file, tmp_path):
    """Its dashboard's port, for one, is that of a web server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        Thread(target=server.serve_forever).start()
        address = f"tcp://127.0.0.1:{server.server_port}"
        try:
            _is_refused(
                small_trace_file, tmp_path, address, why="nothing answers as one does"
            )
        finally:
            server.shutdown()


def _is_refused(trace_file, folder, address, why):
    done = subprocess.run(
        command(trace_file, folder, "--scheduler", address),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECS,
    )
    assert done.returncode == 1
    assert f"expected a Dask scheduler at {address}, but {why}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_other_code_on_a_worker_is_refused(film):
    from scenes.publish.productions import production

    made = production("forward", record=film.trace, speed=PACE)
    task = segments.task_of(made, 0, drawn="d1", rate=10, size=SIZE)
    other = segments.Task(**{**vars(task), "code": "other"})
    with pytest.raises(segments.OtherCodeError, match="the same code"):
        other.work(segments.material_of(made))


def test_killed_at_random_moments(small_trace_file, undisturbed, tmp_path):
    """An old folder stands until the new one does; then both are alike. At first all
    has to be made; later the folder itself is written soon."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "style.css").write_text("published before")
    write_mark(tmp_path / "site", SiteFiles(tmp_path / "none"))
    old, new = contents(tmp_path / "site"), contents(undisturbed / "site")
    moments = random.Random(7)
    for number in range(KILLS):
        if number == KILLS // 2:
            shutil.copytree(
                undisturbed / "cache", tmp_path / "cache", dirs_exist_ok=True
            )
        process = subprocess.Popen(
            command(small_trace_file, tmp_path),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.5, 4.0))
        process.kill()
        process.wait()
        seen = contents(tmp_path / "site")
        assert seen in (old, new), sorted(seen)
    run(command(small_trace_file, tmp_path))
    assert contents(tmp_path / "site") == new
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("moment", ["processes start", "frames are drawn"])
def test_ctrl_c_leaves_what_is_whole(drawn_once, small_trace_file, tmp_path, moment):
    cache, scratch = tmp_path / "cache", tmp_path / "scratch"
    scratch.mkdir()
    if moment == "frames are drawn":  # and what comes before them is there
        with_cache_of(drawn_once, tmp_path)
    process = subprocess.Popen(
        command(small_trace_file, tmp_path, rates="10,60"),
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(scratch)},
        text=True,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    until(cache.is_dir)
    if moment == "frames are drawn":
        until(lambda: any(cache.glob("*.mp4")))
    else:
        time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all get it
    told, _ = process.communicate(timeout=PATIENCE_SECS)
    assert process.returncode == 130
    assert re.fullmatch(r"\nStopped\. .* is whole; .* goes on from there\.\n", told), (
        told
    )
    assert not (tmp_path / "site").exists()
    assert list(scratch.iterdir()) == [] and not any(cache.glob("*.new"))


def test_two_at_once_take_turns(small_trace_file, undisturbed, tmp_path):
    shutil.copytree(undisturbed / "cache", tmp_path / "cache")
    publish = [one for one in command(small_trace_file, tmp_path) if one != "--quiet"]
    with turn_in(tmp_path):
        both = [
            subprocess.Popen(
                publish,
                cwd=ROOT,
                text=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            for _ in range(2)
        ]
        for process in both:
            plan, waits = (process.stdout.readline() for _ in range(2))
            assert plan.startswith("forward: ")
            assert waits == f"waiting until another publish in {tmp_path} is done\n"
        assert not (tmp_path / "site").exists()
    for process in both:
        told, _ = process.communicate(timeout=PATIENCE_SECS)
        assert process.returncode == 0, told
    assert contents(tmp_path / "site") == contents(undisturbed / "site")
    assert {path.name for path in tmp_path.iterdir()} == {"site", "cache"}
