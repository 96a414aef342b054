"""The option --language of the commands that say something of a network."""

import os

import click

from network.trace.wished_language import SPOKEN, first_known


def language_option(what):
    """A command's option `language`, one of SPOKEN.

    Args:
        what: speaks it, as "The workbook".
    """
    return click.option(
        "--language",
        type=click.Choice(SPOKEN),
        default=lambda: first_known(os.environ.get("LANGUAGE", ""), SPOKEN, SPOKEN[0]),
        show_default="that of the variable LANGUAGE, else en",
        help=f"{what} speaks English or Chinese.",
    )
