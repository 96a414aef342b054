"""Where the console command matreel starts."""

import os
import sys

from scenes.publish.loading_ahead import load_ahead


def main():
    """Run what the command line asks for."""
    # Manim looks along it for programs, and ends where there is none.
    os.environ.setdefault("PATH", os.defpath)
    load_ahead(sys.argv[1:])
    try:
        from scenes.cli.matreel import matreel
    except KeyboardInterrupt:
        sys.exit(130)  # what a shell expects of a program that Ctrl-C ended
    matreel(prog_name="matreel")
