"""The console command: the commands of both halves, each half alone."""

import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from network.cli import version as version_module
from network.cli.commands import network
from network.cli.version import version
from scenes.cli.film_commands import scenes
from scenes.cli.matreel import matreel

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def run(*words):
    return CliRunner().invoke(matreel, [str(one) for one in words])


def test_it_has_the_commands_of_both_halves():
    context = matreel.make_context("matreel", ["steps"])
    assert set(matreel.list_commands(context)) == {
        *network.commands,
        *scenes.commands,
        "render",
    }
    assert not network.commands.keys() & {*scenes.commands, "render"}
    for half in (network, scenes):
        for name, command in half.commands.items():
            assert matreel.get_command(context, name) is command


def test_its_help_lists_them_all():
    listed = run("--help").output
    assert [
        name
        for name in (*network.commands, *scenes.commands, "render")
        if f"\n  {name} " not in listed
    ] == []


def test_an_unknown_command_is_one_error():
    done = run("tarce")
    assert done.exit_code == 2 and "No such command 'tarce'" in done.output


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["show", "nowhere.trace"],
        ["trace", "--help"],
        ["verify", "nowhere.trace"],
        ["render", "--help"],
    ],
)
def test_what_draws_nothing_brings_no_manim(words):
    text = (
        "import sys\nfrom scenes.cli.start import main\n"
        f"sys.argv = ['matreel', *{words}]\n"
        "try:\n    main()\nfinally:\n"
        "    print('manim' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", text],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )
    assert ran.stdout.endswith("False\n"), ran.stdout + ran.stderr


@pytest.mark.parametrize(
    "film, told",
    [
        ("foward", "expected one of the films backprop, forward, "),
        ("nowhere.py", "expected one of the films backprop, "),
        ("_x", "got '_x'"),
        (".", "got '.'"),
    ],
)
def test_a_render_of_no_film(film, told):
    done = run("render", film)
    assert done.exit_code == 2 and told in done.output.replace("\n", " ")


# ---- --version


@pytest.mark.parametrize("group", [network, scenes, matreel])
def test_each_tells_its_version(group):
    done = CliRunner().invoke(group, ["--version"])
    assert (done.exit_code, done.output) == (
        0,
        f"matreel {PROJECT['version']} (checkout)\n",
    )


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[project]\n",
        "[project]\nname = 'other'\nversion = '9'\n",
        "[project]\nname = 'matreel'\n",
        "no TOML ]",
        b"\xff",
    ],
)
@pytest.mark.parametrize(
    "installed, told",
    [
        ("2.5.0", "2.5.0"),
        (None, "unknown: expected an installed package or a whole checkout"),
    ],
)
def test_where_there_is_no_checkout(tmp_path, monkeypatch, text, installed, told):
    def asked(name):
        assert name == "matreel"
        if installed is None:
            raise metadata.PackageNotFoundError(name)
        return installed

    monkeypatch.setattr(version_module.metadata, "version", asked)
    if text is not None:
        (tmp_path / "pyproject.toml").write_bytes(
            text if isinstance(text, bytes) else text.encode()
        )
    assert version(tmp_path) == told


def test_a_checkout_that_is_not_installed(tmp_path, monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(version_module.metadata, "version", missing)
    (tmp_path / "pyproject.toml").write_text(
        "[project]\nname = 'matreel'\nversion = '3.1'\n"
    )
    assert version(tmp_path) == "3.1 (checkout)"
