"""The command `workbook` of the command line."""

import click

from network.cli.digit_options import RECORDING_ERRORS, digit_options
from network.digits.weight_files import WEIGHTS
from network.trace.step_table import printable
from network.workbook import WorkbookError, record_lesson, write_workbook
from network.workbook.film_links import SITE

DEFAULT_WEIGHTS = WEIGHTS / "784-30-10"


@click.command(
    epilog="Example: python -m network workbook --digit 4-closed "
    "--learn 4 --out four.xlsx"
)
@digit_options
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
    default=SITE,
    show_default=True,
    help="Where the films' pages are, for the links to each step: "
    "a folder beside the workbook, or a web address.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    required=True,
    help="File to write, NAME.xlsx; one that matreel wrote is replaced, but none "
    "that a spreadsheet has saved.",
)
def workbook(digit, image, mnist, learn, weights, site, out):
    """Write the network as a spreadsheet in which every number is live.

    The digit, the neurons, all weights, a whole step of backpropagation, a
    grid to draw digits of your own in, and exercises: formulas throughout,
    no macros, for Excel, LibreOffice and Google Sheets. Change a pixel, a
    weight or the learning rate, and all that follows from it changes.
    """
    try:
        lesson = record_lesson(
            digit=digit, image=image, mnist=mnist, learn=learn, weights=weights
        )
        write_workbook(lesson, out, site=site.rstrip("/") + "/")
    except (WorkbookError, *RECORDING_ERRORS) as error:
        raise click.ClickException(printable(str(error))) from error
    click.echo(
        printable(
            f"{out}: {lesson.source} read as {lesson.detected}, taught as "
            f"{lesson.label}, {lesson.hidden} hidden neurons"
        )
    )
