"""The commands trace, show and verify, as a user types them."""

import re

import numpy as np
import pytest
from click.testing import CliRunner

from network.cli.trace_commands import show, trace, verify
from network.cli.workbook_command import workbook
from network.recorder import record
from network.runs import default_traces as default_trace
from network.trace import Trace


def run(command, *arguments):
    return CliRunner().invoke(command, [str(each) for each in arguments])


@pytest.mark.parametrize(
    "options, call, label",
    [
        ([], "DigitNetwork.detect", "7"),
        (["--digit", "3"], "DigitNetwork.detect", "3"),
        (["--digit", "4-closed", "--learn", "4"], "DigitNetwork.learn", "4"),
    ],
)
def test_trace_show_and_verify(tmp_path, options, call, label):
    path = tmp_path / "a.trace"
    done = run(trace, *options, "--out", path)
    assert done.exit_code == 0, done.output
    loaded = Trace.load(path)
    assert (loaded.call, loaded.about["label"]) == (call, label)
    shown = run(show, path)
    assert shown.exit_code == 0
    assert "1 / (1 + np.exp(-x))" in shown.output
    assert "20 x 784, 784 x 1 -> 20 x 1" in shown.output
    verified = run(verify, path)
    assert verified.exit_code == 0
    count = sum(1 for _ in loaded.operations())
    assert f"{count} operations computed again" in verified.output
    assert f": {count} the same bit for bit, 0 not" in verified.output
    assert "interrupted" not in shown.output + verified.output
    slug = loaded.steps[1].slug
    one = run(show, path, "--step", slug)
    assert slug in one.output and "columns" in one.output
    short = slug.rpartition("/")[2]
    assert one.output in run(show, path, "--step", short).output
    missing = run(show, path, "--step", "nothing")
    assert missing.exit_code == 1 and "has no step" in missing.output


@pytest.mark.parametrize("way", ["--language zh", "LANGUAGE=zh_CN:en"])
def test_what_is_shown_is_said_in_chinese(tmp_path, way, monkeypatch):
    path = tmp_path / "a.trace"
    record(doubled, np.array([1.5, 2]), path=path)
    english = run(show, path).output, run(show, path, "--step", "return").output
    options = way.split() if way.startswith("-") else []
    if not options:
        monkeypatch.setenv(*way.split("="))
    table = run(show, path, *options).output
    details = run(show, path, "--step", "return", *options).output
    assert table.startswith("doubled：1 步\n")
    assert "第 " in details and "取自 x 2 float64" in details and "得到 " in details
    for word in ("steps", "line ", "columns", " of ", " in ", "gives"):
        assert word in "".join(english) and word not in table + details
    assert re.findall(r"[-\d.]+", table) == re.findall(r"[-\d.]+", english[0])


def doubled(x):
    return x + x


def halved(x):
    half = x / 2
    return half


def of_many(x):
    for _ in range(4):
        x = halved(x)
    return x


def test_a_step_is_shown_by_the_name_that_the_table_has(tmp_path):
    path = tmp_path / "a.trace"
    loaded = record(of_many, np.ones(2), path=path)
    inner = [step.slug for step in loaded.steps if step.slug.endswith("/half")]
    assert len(inner) == 4
    many = run(show, path, "--step", "half")
    assert many.exit_code == 1 and "has 4 steps 'half'" in many.output
    assert all(slug in many.output for slug in inner[:3])
    one = run(show, path, "--step", inner[3])
    assert one.exit_code == 0 and inner[3] in one.output


def of_few_and_many(few, many):
    a = few * 2
    b = doubled(many)
    return a, b


def test_values_and_steps_as_they_stand_in_the_table(tmp_path):
    path = tmp_path / "a.trace"
    record(of_few_and_many, np.arange(4.0), np.arange(1.0, 6.0), path=path)
    lines = run(show, path).output.splitlines()
    assert any(line.endswith("-> 4 (0 2 4 6)") for line in lines)
    assert any(line.endswith("-> 5 (2 4 6 8 ...)") for line in lines)
    by_text = {line.split("  ")[-1]: line for line in lines}
    indents = [
        len(by_text[text]) - len(by_text[text].lstrip(" 0123456789"))
        for text in ("b = doubled(many)", "return x + x")
    ]
    assert indents[1] - indents[0] == 2


def test_what_was_not_computed_again_is_counted(tmp_path):
    array = np.arange(4.0)
    elsewhere = array[:]  # the same memory, in an array that is not traced

    def function(x):
        a = np.setdiff1d(x, x + 1)  # a function that is not known
        elsewhere[0] = 7
        return a, np.setdiff1d(x, x - 1)

    path = tmp_path / "a.trace"
    record(function, array, path=path)
    done = run(verify, path)
    assert done.exit_code == 0, done.output
    for words in ("1 gaps where the code leaves NumPy", "2 of unknown functions"):
        assert f"not computed again: {words}\n" in done.output


@pytest.mark.parametrize(
    "options, message",
    [
        (["--digit", "3", "--image", "setup.cfg"], "Error"),
        (["--mnist", "test"], "test:123"),
        (["--mnist", "test:-1"], "test:123"),
        (["--digit", "11"], "Error"),
        (["--learn", "10"], "Error"),
        (["--weights", "/nowhere"], "Error"),
    ],
)
def test_wrong_options_are_told(tmp_path, options, message):
    done = run(trace, *options, "--out", tmp_path / "a.trace")
    assert done.exit_code == 2 and message in done.output
    assert not (tmp_path / "a.trace").exists()


@pytest.mark.parametrize(
    "number, message",
    [
        ("test:10000", "a number 0..9999 of an MNIST test image, got 10000"),
        ("train:60000", "a number 0..59999 of an MNIST train image, got 60000"),
        ("test:" + "9" * 5000, "Invalid value for '--mnist'"),
    ],
)
@pytest.mark.parametrize("command, out", [(trace, "a.trace"), (workbook, "a.xlsx")])
def test_the_number_of_an_image_is_checked_without_mnist(
    tmp_path, monkeypatch, command, out, number, message
):
    monkeypatch.setenv("MATREEL_MNIST", str(tmp_path / "nowhere"))
    done = run(command, "--mnist", number, "--out", tmp_path / out)
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())
    if len(number) < 20:
        split, _, number = number.partition(":")
        with pytest.raises(ValueError, match=message):
            default_trace.record_digit(mnist=(split, int(number)))


@pytest.mark.parametrize("command", [show, verify])
def test_files_that_are_no_traces_are_told(tmp_path, command):
    path = tmp_path / "a.txt"
    path.write_text("something else\n")
    for name, message in (
        (path, "no trace file"),
        (tmp_path / "b", "does not exist"),
        (tmp_path / ("b" * 300), "name too long"),
    ):
        done = run(command, name)
        assert done.exit_code == 1 and message in done.output
        assert "Traceback" not in done.output


@pytest.mark.parametrize("command", [trace, show, verify])
def test_help_has_an_example(command):
    done = run(command, "--help")
    assert done.exit_code == 0
    assert f"Example: python -m network {command.name}" in done.output


def test_the_default_traces_are_of_drawn_digits():
    reading = default_trace.default_trace()
    learning = default_trace.default_trace(learn=True)
    for made, call in (
        (reading, "DigitNetwork.detect"),
        (learning, "DigitNetwork.learn"),
    ):
        assert made.call == call
        assert str(int(made.result.array)) == made.about["label"]
        assert made.about["source"].startswith("drawn digit")
