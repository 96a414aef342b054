"""What `python -m scenes publish` says to what it cannot do."""

import av
import pytest
from click.testing import CliRunner

from scenes.cli.publish_command import publish
from tests import hostile_traces
from tests.small_film import PACE, small_trace


@pytest.fixture
def run(tmp_path):
    def of(*options):
        return CliRunner().invoke(
            publish,
            [
                *map(str, options),
                "--quiet",
                "--out",
                str(tmp_path / "site"),
                "--cache",
                str(tmp_path / "cache"),
            ],
        )

    return of


@pytest.mark.parametrize(
    "options, words",
    [
        (["foward"], "expected one of the films backprop, forward, "),
        (["--rates", "24"], "expected multiples of 10 up to 120"),
        (["--rates", "0"], "expected multiples of 10 up to 120"),
        (["--rates", "10;60"], "expected multiples of 10 up to 120"),
        (["--rates", "130"], "expected multiples of 10 up to 120"),
        (["--quality", "8k"], "'8k' is not one of"),
        (["--pace", "5"], "5.0 is not in the range 0.5<=x<=4.0"),
        (["--workers", "0"], "0 is not in the range"),
        (["--trace", "nowhere.trace"], "nowhere.trace"),
        # Known before the videos for YouTube are rendered.
        (["--for", "youtube", "--for", "web", "--upright"], "expected --videos"),
    ],
)
def test_one_error_and_nothing_written(run, tmp_path, options, words):
    done = run(*options)
    assert done.exit_code in (1, 2)
    assert words in done.output and "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "film, words",
    [
        ("backprop", "expected a trace that goes back from the right answer"),
        ("mistakes", "expected "),
        ("training", "expected a trace in which a network learns"),
    ],
)
def test_a_film_that_cannot_show_the_trace(run, tmp_path, film, words):
    small_trace(tmp_path / "small.trace")
    done = run(film, "--trace", tmp_path / "small.trace")
    assert done.exit_code == 1 and words in done.output
    assert not (tmp_path / "site").exists()


def test_a_trace_that_nothing_can_show(run, tmp_path):
    path = tmp_path / "nothing.trace"
    hostile_traces.record(hostile_traces.nothing_at_all, path=path)
    done = run("--trace", path)
    assert done.exit_code == 1
    assert "expected a trace that one of the films can show" in done.output


@pytest.mark.parametrize(
    "out, cache, words",
    [
        ("site", "site", "expected a cache that is not in "),
        ("site", "site/cache", "expected a cache that is not in "),
        ("site", "new/../site/cache", "expected a cache that is not in "),
        ("site", "file", "file is a file"),
        ("site", "file/new", "file is a file"),
        ("file", "cache", "is not a folder that publish made"),
        ("file/new/site", "cache", "file is a file"),
    ],
)
def test_folders_that_cannot_be(tmp_path, small_trace_file, out, cache, words):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".matreel-site").write_text("published before")
    (tmp_path / "file").touch()
    before = set(tmp_path.rglob("*"))
    done = CliRunner().invoke(
        publish,
        [
            "forward",
            "--quiet",
            "--trace",
            str(small_trace_file),
            "--out",
            str(tmp_path / out),
            "--cache",
            str(tmp_path / cache),
        ],
    )
    assert done.exit_code == 1 and words in done.output
    assert isinstance(done.exception, SystemExit)
    assert set(tmp_path.rglob("*")) == before


def test_a_folder_of_someone_else(run, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("of years")
    done = run("forward")
    assert done.exit_code == 1
    assert "is not a folder that publish made" in done.output
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["site", "thesis.txt"]


@pytest.mark.slow
def test_for_two_platforms_at_once(run, tmp_path):
    """Each has one video of a film, and no slides."""
    small_trace(tmp_path / "small.trace")
    done = run(
        *("forward", "--trace", tmp_path / "small.trace", "--name", ""),
        *("--for", "shorts", "--for", "youtube", "--quality", "240p"),
        *("--pace", PACE),
    )
    assert done.exit_code == 0, done.output
    for name, of_film in {
        "youtube": ("forward", (426, 240)),
        "shorts": ("forward_short_upright", (240, 426)),
    }.items():
        film, size = of_film
        video = tmp_path / f"site-{name}" / "forward" / "video.mp4"
        with av.open(video) as opened:
            (stream,) = opened.streams.video
            assert (stream.width, stream.height) == size
            assert stream.average_rate == 60
        folder = tmp_path / "site" / "films" / film
        assert [path.name for path in folder.glob("*.mp4")] == ["60.mp4"]
        assert not (folder / "slides").exists()
        assert f"site-{name} is to be dragged" in done.output
