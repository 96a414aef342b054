"""matreel COMMAND: the commands of network and of scenes under one name.

The half that draws brings Manim, which takes a second or more to import: it
is loaded when one of its commands is asked for.
"""

import sys

import click

from network.cli.commands import network
from network.cli.version import version_option
from scenes.cli.render_command import render
from scenes.publish.processes import loading


class BothHalves(click.Group):
    """Its own commands, and those of scenes that it has not."""

    def list_commands(self, context):
        return sorted({*super().list_commands(context), *_drawing()})

    def get_command(self, context, name):
        return super().get_command(context, name) or _drawing().get(name)


def _drawing():
    """Name -> command of scenes."""
    try:
        with loading():
            from scenes.cli.film_commands import scenes
    except KeyboardInterrupt:
        sys.exit(130)  # as where the command starts
    return scenes.commands


@click.group(cls=BothHalves, commands={**network.commands, "render": render})
@version_option
def matreel():
    """Films, made from code, of what a neural network computes."""
