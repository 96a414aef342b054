"""%%record: a cell recorded while it runs, and its film below it."""

import argparse
import shlex
import tempfile
from pathlib import Path
from typing import Any

from network.recorder.cell_recording import record_cell
from network.trace import Trace
from scenes.notebook.film_view import HEIGHT, film_view
from scenes.words.languages import LANGUAGES


class Usage(Exception):
    """What is written after %%record is not what it takes."""


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        raise Usage(f"%%record: {message}\n{self.format_usage()}")

    def exit(self, status=0, message=None):
        raise Usage(message or self.format_help())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="%%record",
        description="Run the cell, record every NumPy operation of it, and play the "
        "film of it below.",
    )
    parser.add_argument(
        "name", nargs="?", help="a variable that is to hold the trace afterwards"
    )
    parser.add_argument("--film", help="forward, neurons, backprop, ...")
    parser.add_argument("--pace", type=float, default=1.0, help="0.5 to 4")
    parser.add_argument("--seconds", type=float, help="how long it is at most")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    parser.add_argument("--height", type=int, default=HEIGHT, help="in pixels")
    return parser


class RecordedCells:
    """Records cells of one session.

    Args:
        shell: of IPython.
    """

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        # The recorder reads a source from its file, and so does a traceback.
        self._folder = tempfile.TemporaryDirectory(prefix="matreel-cells-")

    def record(self, line: str, cell: str) -> None:
        """The magic %%record [NAME] [--film FILM] [--pace N] [--seconds N]
        [--language en|zh] [--height PIXELS]."""
        from IPython.core.error import UsageError
        from IPython.display import display

        try:
            asked = _parser().parse_args(shlex.split(line))
        except (Usage, ValueError) as error:
            raise UsageError(str(error)) from None
        if asked.name is not None and not asked.name.isidentifier():
            raise UsageError(f"%%record: expected a variable's name, got {asked.name}")
        trace, raised = self._recorded(cell)
        if asked.name is not None:
            self._shell.user_ns[asked.name] = trace
        if any(True for _ in trace.operations()):
            display(
                film_view(
                    trace,
                    asked.film,
                    pace=asked.pace,
                    seconds=asked.seconds,
                    language=asked.language,
                    height=asked.height,
                )
            )
        elif raised is None:
            print("Nothing to film: expected operations on NumPy arrays.")
        if raised is not None:
            raise raised

    def _recorded(self, cell: str) -> tuple[Trace, BaseException | None]:
        text = self._shell.transform_cell(cell)
        number = self._shell.execution_count
        file = Path(self._folder.name) / f"cell_{number}.py"
        file.write_text(text, "utf-8")
        return record_cell(text, str(file), self._shell.user_ns)


def load_ipython_extension(ipython: Any) -> None:
    """Have %%record in a session of IPython: %load_ext scenes.notebook."""
    cells = RecordedCells(ipython)
    ipython.register_magic_function(cells.record, "cell", "record")
