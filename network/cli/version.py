"""Which matreel this is: --version of every command line."""

import tomllib
from importlib import metadata
from pathlib import Path

import click

NAME = "matreel"
_ABOVE = Path(__file__).parents[2]


def version(folder=_ABOVE):
    """The version of the code that runs, e.g. "0.1.0".

    A checkout says its own: what is installed may be another.

    Args:
        folder: that the packages stand in.
    """
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))[
            "project"
        ]
        if project["name"] == NAME:
            return f"{project['version']} (checkout)"
    except (OSError, ValueError, LookupError):
        pass  # an installed package has none beside it
    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return "unknown: expected an installed package or a whole checkout"


def version_option(command):
    """Give a group of commands --version."""
    return click.option(
        "--version",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_tell,
        help="Show the version and exit.",
    )(command)


def _tell(context, parameter, is_asked):
    if is_asked and not context.resilient_parsing:
        click.echo(f"{NAME} {version()}")
        context.exit()
