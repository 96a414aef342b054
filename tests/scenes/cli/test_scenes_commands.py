"""What `python -m scenes` says and writes: steps, frames, pictures."""

from types import FunctionType

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from network.recorder import record
from scenes.cli.film_commands import scenes
from scenes.film.film import Film
from scenes.film.picture_files import write_picture
from scenes.forward import Forward
from scenes.publish.progress import Progress
from scenes.words.naming import language
from tests.small_film import PACE, small_trace

VARIABLES = (
    *("TRACE", "HISTORY", "PACE", "LANGUAGE"),
    *("SECONDS", "STEPS", "ONLY", "ITERATION", "DEPTH"),
)
EVIL = "evil\x1b]0;owned\x07"


@pytest.fixture(autouse=True)
def no_variables(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def run(*words):
    return CliRunner().invoke(scenes, [str(one) for one in words])


def slugs(done):
    """Of the steps that a run of `steps` lists."""
    assert done.exit_code == 0, done.output
    return [line.split()[4] for line in done.stdout.splitlines()]


# ---- which film, and of what


@pytest.mark.parametrize(
    "film, first, last",
    [
        (None, "network", "the-answer"),
        ("forward", "network", "the-answer"),
        ("training", "random", "learned-sheets"),
    ],
)
def test_steps_of_any_film(film, first, last):
    listed = slugs(run("steps", *filter(None, [film])))
    assert (listed[0], listed[-1]) == (first, last)


@pytest.mark.parametrize(
    "given",
    [
        lambda path: (["--trace", path], {}),
        lambda path: ([], {"TRACE": str(path)}),
        lambda path: (["--trace", path], {"TRACE": "nowhere.trace"}),
    ],
)
@pytest.mark.parametrize("film", ["", "forward"])
def test_the_option_and_its_variable_mean_the_same(
    small_trace_file, monkeypatch, given, film
):
    options, variables = given(small_trace_file)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert slugs(run("steps", *film.split(), *options)) == [
        step.slug for step in Film(small_trace()).steps
    ]


@pytest.mark.parametrize(
    "option, value, expected",
    [
        ("steps", "kept..halves", ["kept", "halves"]),
        ("steps", "best,sums", ["sums", "best"]),
        ("only", "small", None),  # the recorded call itself
        ("depth", "3", None),
        ("seconds", "5", None),
    ],
)
def test_what_is_chosen_by_option_and_by_variable(
    small_trace_file, monkeypatch, option, value, expected
):
    listed = run("steps", "--trace", small_trace_file, f"--{option}", value)
    if expected:
        assert slugs(listed) == expected
    monkeypatch.setenv(option.upper(), value)
    assert run("steps", "--trace", small_trace_file).stdout == listed.stdout
    monkeypatch.delenv(option.upper())
    usual = run("steps", "--trace", small_trace_file)
    assert (usual.stdout != listed.stdout) == (option in ("steps", "seconds"))


@pytest.mark.parametrize(
    "words, told",
    [
        (("--iteration", "2"), "it has none; got 2"),
        (("--only", "layer"), "got 'layer'"),
        (("--steps", "kept..sums"), "sums comes before kept"),
        (("--depth", "deep"), "expected DEPTH as a whole number"),
        (("--seconds", "soon"), "expected SECONDS"),
    ],
)
def test_what_cannot_be_chosen_is_told_in_a_line(small_trace_file, words, told):
    done = run("steps", "--trace", small_trace_file, *words)
    assert done.exit_code and told in done.stderr and "Traceback" not in done.stderr


def test_of_another_record_nothing_can_be_chosen(small_history):
    done = run("steps", "training", "--history", small_history, "--only", "learn")
    assert done.exit_code == 1
    assert "expected a film of a trace for ONLY" in done.stderr


def test_the_plan_of_a_film_is_told_before_its_steps(small_trace_file):
    done = run("steps", "--trace", small_trace_file)
    assert done.stderr.startswith("forward: ") and "to render here" in done.stderr
    assert "to render" not in run("steps").stderr  # of the digit network


def test_a_history_by_option_and_by_variable(small_history, monkeypatch):
    usual, named = (
        run("steps", "training", *more) for more in ([], ["--history", small_history])
    )
    assert slugs(usual)[0] == slugs(named)[0] == "random"
    assert usual.stdout != named.stdout
    monkeypatch.setenv("HISTORY", str(small_history))
    assert run("steps", "training").stdout == named.stdout


def test_the_pace_by_option_and_by_variable(small_trace_file, monkeypatch):
    usual, slow = (
        run("steps", "--trace", small_trace_file, *pace)
        for pace in ([], ["--pace", "2"])
    )
    assert usual.stdout != slow.stdout
    monkeypatch.setenv("PACE", "2")
    assert run("steps", "--trace", small_trace_file).stdout == slow.stdout
    monkeypatch.setenv("PACE", "9")
    refused = run("steps")
    assert refused.exit_code == 2
    assert "'PACE'" in refused.output and "0.5<=x<=4.0" in refused.output


def test_a_variable_of_another_film_is_not_read(monkeypatch):
    monkeypatch.setenv("HISTORY", "nowhere.history")
    assert slugs(run("steps"))[0] == "network"


@pytest.mark.parametrize(
    "words, told",
    [
        (["steps", "foward"], "expected one of the films backprop, forward, "),
        (["steps", "--trace", "nowhere.trace"], "nowhere.trace"),
        (["steps", "--trace", ""], "is no file: expected a trace file"),
        (["steps", "training", "--history", "nowhere.history"], "nowhere.history"),
        (["steps", "training", "--trace", "a.trace"], "a.trace does not exist"),
        (
            ["steps", "--history", "a.history"],
            "expected a film that shows a history, but forward does not",
        ),
        (["gallery", "--trace", "nowhere.trace"], "nowhere.trace"),
    ],
)
def test_what_cannot_be_shown_is_one_error(tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code in (1, 2) and told in done.output
    assert isinstance(done.exception, SystemExit)
    assert list(tmp_path.rglob("*")) == []


# ---- pictures


@pytest.mark.parametrize(
    "ending, kind", [("png", "PNG"), ("PNG", "PNG"), ("jpg", "JPEG"), ("webp", "WEBP")]
)
def test_a_frame_of_a_film(small_trace_file, tmp_path, ending, kind):
    out = tmp_path / f"frame.{ending}"
    write_picture(Image.new("RGB", (2, 2)), out)  # an older one
    done = run(
        "frame",
        "forward",
        "--trace",
        small_trace_file,
        "--second",
        "5",
        "--width",
        "480",
        "--out",
        out,
    )
    assert done.exit_code == 0, done.output
    with Image.open(out) as picture:
        picture.load()
        assert (picture.format, picture.size) == (kind, (480, 270))
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    "out, told",
    [
        ("x.txt", "expected a file that ends in .png, "),
        ("x", "expected a file that ends in .png, "),
        ("none/x.png", "expected a folder that exists, but none is none"),
        ("/dev/null/x.png", "expected a folder that exists, but /dev/null"),
        (".", "is a directory"),
    ],
)
def test_a_frame_that_cannot_be_written(tmp_path, monkeypatch, out, told):
    monkeypatch.chdir(tmp_path)
    # Told before anything is read: there is no such trace.
    done = run("frame", "--trace", "nowhere.trace", "--second", "1", "--out", out)
    assert done.exit_code == 2 and told in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("second", ["-1", "1000", "nan", "inf"])
def test_a_moment_that_the_film_has_not(small_trace_file, tmp_path, second):
    done = run(
        "frame",
        "--trace",
        small_trace_file,
        "--second",
        second,
        "--out",
        tmp_path / "a.png",
    )
    seconds = Film(small_trace()).seconds
    assert done.exit_code == 2
    assert f"expected a moment of forward, from 0 to {seconds} s" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_frame_that_the_disk_refuses(small_trace_file, tmp_path):
    out = tmp_path / ("long" * 100 + ".png")
    done = run(
        "frame",
        "--trace",
        small_trace_file,
        "--second",
        "1",
        "--width",
        "320",
        "--out",
        out,
    )
    assert done.exit_code == 1 and "File name too long" in done.output
    assert isinstance(done.exception, SystemExit)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["/dev/null/x", "/dev/null"])
def test_a_gallery_that_cannot_be_written(out):
    done = run("gallery", "--trace", "nowhere.trace", "--out", out)
    assert done.exit_code in (1, 2) and "nowhere" not in done.output
    assert "is a file" in done.output
    assert isinstance(done.exception, SystemExit)


@pytest.mark.slow
def test_a_gallery_of_a_trace(small_trace_file, tmp_path, monkeypatch):
    monkeypatch.setenv("TRACE", str(small_trace_file))
    done = run("gallery", "--pace", PACE, "--out", tmp_path / "new" / "g")
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "new" / "g").iterdir()} == {
        "forward.png",
        "contact-sheet.png",
        "neurons.png",
    }
    assert "left out training: expected a trace in which a network" in done.stderr


# ---- what comes from anywhere


def doubled(x):
    """What any film can show."""
    y = x * 2.0
    return y


def untouched(x):
    """What no film can show."""


def evil_trace(call, path):
    """Write the trace of a call whose function has an evil name."""
    evil = FunctionType(
        call.__code__.replace(co_name=EVIL, co_qualname=EVIL), globals(), EVIL
    )
    evil.__qualname__ = EVIL
    assert record(evil, np.ones((3, 1)), path=path).call == EVIL
    return path


def assert_harmless(text):
    assert all(letter in "\n" or letter.isprintable() for letter in text), repr(text)


@pytest.mark.parametrize("call", [doubled, untouched])
@pytest.mark.parametrize(
    "words",
    [
        ["steps"],
        ["steps", "backprop"],
        ["steps", "neurons"],
        ["publish", "backprop"],
        ["publish", "neurons"],
    ],
)
def test_nothing_of_a_trace_reaches_the_terminal_but_print(tmp_path, words, call):
    path = evil_trace(call, tmp_path / "evil.trace")
    more = (
        ["--out", tmp_path / "site", "--cache", tmp_path / "cache"]
        if words[0] == "publish"
        else []
    )
    done = run(*words, "--trace", path, *more)
    assert done.output
    assert_harmless(done.output)


def test_what_publish_leaves_out_is_told_in_print(capsys):
    Progress().say(f"left out forward: nothing of {EVIL}")
    told = capsys.readouterr().err
    assert "nothing of evil" in told
    assert_harmless(told)


def test_a_render_that_cannot_begin_tells_it_in_print(tmp_path, monkeypatch):
    path = evil_trace(untouched, tmp_path / "evil.trace")
    monkeypatch.setenv("TRACE", str(path))
    with pytest.raises(SystemExit) as stopped:
        Forward.__new__(Forward).construct()
    assert "nothing that evil" in str(stopped.value)
    assert_harmless(str(stopped.value))


FORWARD = """from scenes.forward import Forward


class Mine(Forward):
    def {method}(self{more}):
        {body}
"""


@pytest.mark.parametrize(
    "method, more, body, told",
    [
        (
            "default_trace",
            "",
            "return {}['x']",
            "mine.py, line 6: KeyError: 'x'; `matreel render mine.py -v DEBUG` tells",
        ),
        ("steps", ", trace", "return [][0]", "mine.py, line 6: IndexError: list index"),
        ("steps", ", trace", "return None", "of Mine.steps, got NoneType"),
        ("steps", ", trace", "return []", "of Mine.steps, got none"),
        ("steps", ", trace", "yield 1", "of Mine.steps, got int among them"),
    ],
)
@pytest.mark.parametrize("command", ["steps", "frame", "publish"])
def test_a_fault_of_a_films_own_file(
    tmp_path, monkeypatch, command, method, more, body, told
):
    monkeypatch.chdir(tmp_path)
    text = FORWARD.format(method=method, more=more, body=body)
    (tmp_path / "mine.py").write_text(text)
    more = ["--second", "1", "--out", "x.png"] if command == "frame" else []
    done = run(command, "mine.py", *more)
    assert done.exit_code == 1 and told in done.output, done.output
    assert [one.name for one in tmp_path.iterdir()] == ["mine.py"]


# ---- in which language


@pytest.mark.parametrize(
    "options, variable, spoken",
    [
        ([], "", "en"),
        (["--language", "zh"], "", "zh"),
        ([], "zh_CN:en", "zh"),
        (["--language", "en"], "zh", "en"),
    ],
)
def test_the_language_of_the_words(
    small_trace_file, monkeypatch, tmp_path, options, variable, spoken
):
    monkeypatch.setenv("LANGUAGE", variable)
    listed = run("steps", "--trace", small_trace_file, *options)
    assert any("\u4e00" <= one <= "\u9fff" for one in listed.stdout) == (spoken == "zh")
    out = tmp_path / "frame.svg"
    done = run(
        *("frame", "--trace", small_trace_file, "--second", "4", "--out", out), *options
    )
    assert done.exit_code == 0, done.output
    with language(spoken):
        film = Film(small_trace())
    shot, _ = film.at(4.0)
    assert shot.player.act.title in out.read_text("utf-8")


def test_an_unknown_language_is_refused():
    done = run("steps", "--language", "xx")
    assert done.exit_code == 2 and "'en', 'zh'" in done.output
