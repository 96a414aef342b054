"""The set-up, the pinned versions and Manim's settings."""

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DIRECT = sum(PROJECT["optional-dependencies"].values(), start=PROJECT["dependencies"])
CONSTRAINTS = [
    line
    for line in (ROOT / "constraints.txt").read_text().splitlines()
    if line and not line.startswith("#")
]


def plain(name):
    """A package's name as the registry compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


PINNED = {plain(line.partition("==")[0]) for line in CONSTRAINTS}


@pytest.mark.parametrize("line", CONSTRAINTS)
def test_a_constraint_is_one_version_and_no_address(line):
    assert re.fullmatch(r"[\w.-]+==[\w.]+", line)


@pytest.mark.parametrize("requirement", DIRECT)
def test_each_direct_dependency_is_pinned(requirement):
    assert plain(re.match(r"[\w.-]+", requirement).group()) in PINNED


def imported_packages(folder):
    """The first part of each absolute import in a folder's modules."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize("folder", ["network", "scenes", "tests"])
def test_each_imported_package_is_a_direct_dependency(folder):
    declared = {plain(re.match(r"[\w.-]+", line).group()) for line in DIRECT}
    provided_by = packages_distributions()
    own = {"network", "scenes", "tests"} | sys.stdlib_module_names
    undeclared = {
        package
        for package in set(imported_packages(folder)) - own
        if not declared & set(map(plain, provided_by.get(package, [])))
    }
    assert undeclared == set()


def quietly(*command):
    """The finished process of a command run in the checkout."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MAKE", "MFLAGS"))
    }
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_a_second_set_up_does_nothing():
    if quietly("tools/setup.sh", "--check").returncode:
        pytest.skip("missing: a .venv made by `make setup`")
    stamp = ROOT / ".venv" / "ready"
    made = stamp.stat().st_mtime_ns
    again = quietly("make", "--no-print-directory", "setup")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert stamp.stat().st_mtime_ns == made


@pytest.fixture
def environment(tmp_path):
    """A folder with the set-up's inputs and a .venv with no stamp yet."""
    for name in ("pyproject.toml", "constraints.txt", "tools/setup.sh"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    return tmp_path


def stamp_of(folder, /, **changes):
    """What a set-up finished in a folder says it was made from."""
    made_from = {
        "folder": folder,
        "minor": sys.version_info.minor,
        "wishes": "pyproject.toml constraints.txt tools/setup.sh",
    }
    made_from |= changes
    sums = subprocess.run(
        ["cksum", *made_from["wishes"].split()],
        text=True,
        cwd=folder,
        capture_output=True,
        check=True,
    ).stdout
    return (
        f"folder {made_from['folder']}\n"
        f"python 3 {made_from['minor']} {sys.base_prefix}\n{sums}"
    )


@pytest.mark.parametrize(
    "changes, status",
    [
        ({}, 0),
        ({"folder": "elsewhere"}, 1),  # a moved checkout
        ({"minor": 10}, 1),  # the Python under it was replaced
        ({"wishes": "tools/setup.sh"}, 1),  # other versions are wanted by now
        (None, 1),  # interrupted half-way
    ],
)
def test_check_tells_a_finished_environment(environment, changes, status):
    if changes is not None:
        (environment / ".venv/ready").write_text(stamp_of(environment, **changes))
    variables = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    check = subprocess.run(
        ["bash", "tools/setup.sh", "--check"],
        cwd=environment,
        env=variables,
        check=False,
    )
    assert check.returncode == status


@pytest.mark.parametrize(
    "option, status, said",
    [
        ("--for-tests", 0, ""),
        ("--for-test", 1, "expected --for-tests, --check or nothing"),
    ],
)
def test_what_only_tests_need_is_asked_for(environment, option, status, said):
    (environment / ".venv/ready").write_text(stamp_of(environment))
    programs = environment / "bin"
    programs.mkdir()
    # as if they were installed
    for name in ("localc", "chromium", "firefox-esr", "WebKitWebDriver", "Xvfb"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    variables = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    variables["PATH"] = f"{programs}{os.pathsep}{variables['PATH']}"
    ran = subprocess.run(
        ["bash", "tools/setup.sh", option],
        text=True,
        cwd=environment,
        env=variables,
        check=False,
        capture_output=True,
    )
    assert ran.returncode == status
    assert said in ran.stderr if said else ran.stdout + ran.stderr == ""


@pytest.mark.parametrize(
    "has_python, said_by_brew, asked, said",
    [
        (
            False,
            "Error: a link is in the way",
            "install python@3.13",
            "Install Python 3.11, 3.12 or 3.13 by hand",
        ),
        (
            True,
            "Error: a link is in the way",
            "install pkgconf cairo pango",
            "By hand: brew install pkgconf cairo pango",
        ),
        (
            True,
            "curl: (6) Could not resolve host",
            "install pkgconf cairo pango",
            "There is no way to the network",
        ),
    ],
)
def test_homebrew_is_asked_where_there_is_no_apt(
    environment, has_python, said_by_brew, asked, said
):
    """A stand-in for a Mac: few programs, and a brew that only fails."""
    programs = environment / "bin"
    programs.mkdir()
    for name in ("bash", "dirname", "mkdir", "grep", "tail"):
        (programs / name).symlink_to(shutil.which(name))
    (programs / "brew").write_text(
        f"#!{shutil.which('bash')}\n"
        f"echo \"$*\" >> asked\necho '{said_by_brew}' >&2\nexit 1\n"
    )
    (programs / "brew").chmod(0o755)
    if not has_python:
        (environment / ".venv/bin/python").unlink()
    ran = subprocess.run(
        ["bash", "tools/setup.sh"],
        text=True,
        check=False,
        cwd=environment,
        env={"PATH": str(programs)},
        capture_output=True,
    )
    assert ran.returncode == 1
    assert (environment / "asked").read_text() == asked + "\n"
    assert said in ran.stderr


def test_manim_knows_each_setting():
    known, ours = (configparser.ConfigParser(interpolation=None) for _ in range(2))
    known.read_string((files("manim") / "_config/default.cfg").read_text())
    ours.read(ROOT / "manim.cfg")
    for section in ours.sections():
        assert known.has_section(section)
        if section != "video_encoder.options":  # these are the encoder's
            assert set(ours[section]) <= set(known[section]), section
