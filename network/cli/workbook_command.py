"""The command `workbook` of the command line."""

import click

from network.cli.digit_options import RECORDING_ERRORS, digit_options
from network.cli.language_option import language_option
from network.digits.weight_files import WEIGHTS
from network.trace import Trace
from network.trace.step_table import printable
from network.workbook import (
    Lesson,
    WorkbookError,
    record_lesson,
    write_trace,
    write_workbook,
)

DEFAULT_WEIGHTS = WEIGHTS / "784-30-10"


@click.command(
    epilog="Example: python -m network workbook --digit 4-closed "
    "--learn 4 --out four.xlsx"
)
@digit_options
@click.option(
    "--trace",
    "trace_file",
    type=click.Path(exists=True, dir_okay=False),
    help="A trace of any network, in place of a digit: its arrays and operations "
    "become cells and formulas. Of a step of the digit network it is as without.",
)
@click.option(
    "--learn",
    type=click.IntRange(0, 9),
    metavar="LABEL",
    help="What the sheet Learn is taught that the digit is; the "
    "default is what it shows or, of an --image, what the "
    "network reads. The workbook has a cell to change it.",
)
@click.option(
    "--weights",
    type=click.Path(exists=True, file_okay=False),
    default=DEFAULT_WEIGHTS,
    show_default="the trained ones with 30 hidden neurons",
    help="Folder of the network's weights.",
)
@click.option(
    "--site",
    help="Where the films' pages are, for links to each step: a folder, seen "
    "from the workbook, or a web address. Without it there are no such links.",
)
@language_option("The workbook")
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    required=True,
    help="File to write, NAME.xlsx; one that matreel wrote is replaced, but none "
    "that a spreadsheet has saved.",
)
def workbook(digit, image, mnist, trace_file, learn, weights, site, language, out):
    """Write the network as a spreadsheet in which every number is live.

    Digits to choose from, the neurons, all weights, a whole step of
    backpropagation, a grid to draw digits of your own in, small networks that
    learn over many steps, and exercises: formulas throughout, no macros, for
    Excel, LibreOffice and Google Sheets. Change a pixel, a weight or the
    learning rate, and all that follows from it changes.

    With --mnist there are twenty of its images to choose from.
    """
    try:
        if trace_file is not None:
            if any(one is not None for one in (digit, image, mnist, learn)):
                raise click.UsageError(
                    "give --trace without --digit, --image, --mnist and --learn"
                )
            trace = Trace.load(trace_file)
            if trace.call != "DigitNetwork.learn":
                write_trace(trace, out, language=language)
                click.echo(printable(f"{out}: {trace.call}, operation by operation"))
                return
            lesson = Lesson.of(trace)
        else:
            lesson = record_lesson(
                digit=digit, image=image, mnist=mnist, learn=learn, weights=weights
            )
        site = site and site.rstrip("/") + "/"
        write_workbook(lesson, out, site=site, language=language)
    except (WorkbookError, *RECORDING_ERRORS) as error:
        raise click.ClickException(printable(str(error))) from error
    click.echo(
        printable(
            f"{out}: {lesson.source} read as {lesson.detected}, taught as "
            f"{lesson.label}, {lesson.hidden} hidden neurons"
        )
    )
