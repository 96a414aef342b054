"""Where the console command matreel starts."""

import os
import sys

from scenes.publish.processes import load_ahead


def main():
    """Run what the command line asks for."""
    # Manim looks along it for programs, and ends where there is none.
    os.environ.setdefault("PATH", os.defpath)
    if sys.argv[1:2] == ["publish"]:
        load_ahead()
    try:
        from scenes.cli.matreel import matreel
    except KeyboardInterrupt:
        sys.exit(130)  # what a shell expects of a program that Ctrl-C ended
    matreel(prog_name="matreel")
