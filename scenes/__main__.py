"""The command line: python -m scenes COMMAND."""

import sys


def main():
    """Run what the command line asks for."""
    try:
        from scenes.cli.film_commands import scenes
    except KeyboardInterrupt:
        sys.exit(130)  # what a shell expects of a program that Ctrl-C ended
    scenes()


if __name__ == "__main__":
    main()
