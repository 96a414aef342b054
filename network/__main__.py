"""The command line: python -m network COMMAND."""

import sys


def main():
    """Run what the command line asks for."""
    try:
        from network.cli.commands import network
    except KeyboardInterrupt:
        sys.exit(130)  # what a shell expects of a program that Ctrl-C ended
    network(prog_name="python -m network")


if __name__ == "__main__":
    main()
