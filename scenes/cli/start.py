"""Where the console command matreel starts."""

import sys


def main():
    """Run what the command line asks for."""
    try:
        from scenes.cli.matreel import matreel
    except KeyboardInterrupt:
        sys.exit(130)  # what a shell expects of a program that Ctrl-C ended
    matreel(prog_name="matreel")
