"""The command line: python -m scenes COMMAND."""

import os
import sys

from scenes.publish.loading_ahead import load_ahead
from scenes.publish.processes import loading


def main():
    """Run what the command line asks for."""
    # Manim looks along it for programs, and ends where there is none.
    os.environ.setdefault("PATH", os.defpath)
    load_ahead(sys.argv[1:])
    try:
        with loading():
            from scenes.cli.film_commands import scenes
    except KeyboardInterrupt:
        sys.exit(130)  # what a shell expects of a program that Ctrl-C ended
    scenes()


if __name__ == "__main__":
    main()
