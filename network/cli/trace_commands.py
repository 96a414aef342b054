"""The commands `trace`, `show` and `verify` of the command line."""

import click

from network.cli.digit_options import RECORDING_ERRORS, digit_options
from network.cli.language_option import language_option
from network.runs.default_traces import DEFAULT_WEIGHTS, record_digit
from network.trace import Trace, TraceError
from network.trace.step_table import printable, step_details, step_table

MOST_NAMED = 3  # steps of one name that are shown whole, one after the other


@click.command(
    epilog="Example: python -m network trace --digit 3 --learn 3 --out learn.trace"
)
@digit_options
@click.option(
    "--learn",
    type=click.IntRange(0, 9),
    metavar="LABEL",
    help="Learn that it is this digit, and record that too.",
)
@click.option(
    "--weights",
    type=click.Path(exists=True, file_okay=False),
    default=DEFAULT_WEIGHTS,
    show_default="the trained ones",
    help="Folder of the network's weights.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    required=True,
    help="File to write, NAME.trace; another trace is replaced.",
)
def trace(digit, image, mnist, learn, weights, out):
    """Record how the network reads a digit, step by step.

    The trace holds every operation with its arrays and its piece of source.
    It can be shown, verified, and replayed as a video.
    """
    try:
        recorded = record_digit(
            out, digit=digit, image=image, mnist=mnist, learn=learn, weights=weights
        )
    except RECORDING_ERRORS as error:
        raise click.ClickException(printable(str(error))) from error
    click.echo(
        f"{out}: {recorded.about['source']} read as "
        f"{int(recorded.result.array)}, {len(recorded.steps)} steps"
    )


@click.command(epilog="Example: python -m network show learn.trace --step output-delta")
@click.argument("file", type=click.Path())
@click.option(
    "--step",
    "slug",
    metavar="SLUG",
    help="Show one step whole: operands, results and values.",
)
@language_option("What is shown")
def show(file, slug, language):
    """Show the steps of a trace: line, expression, shapes, some values.

    A step of a called function stands indented below the step that called.
    """
    loaded = _load(file)
    try:
        text = (
            step_table(loaded, language)
            if slug is None
            else _details(loaded, slug, file, language)
        )
    except TraceError as error:
        raise click.ClickException(printable(str(error))) from error
    click.echo(text)


def _details(loaded, name, file, language):
    """What `step_details` returns of the steps of a name: a whole slug, or its
    last part as the table of the steps has it."""
    named = [step for step in loaded.steps if step.slug == name] or [
        step for step in loaded.steps if step.slug.rpartition("/")[2] == name
    ]
    if not named:
        raise click.ClickException(
            f"{file} has no step {name!r}. python -m network show {file} lists them."
        )
    if len(named) > MOST_NAMED:
        raise click.ClickException(
            f"{file} has {len(named)} steps {name!r}. Expected the whole name of "
            "one, such as:\n  "
            + "\n  ".join(printable(step.slug) for step in named[:MOST_NAMED])
        )
    return "\n\n".join(step_details(one, language) for one in named)


@click.command(epilog="Example: python -m network verify learn.trace")
@click.argument("file", type=click.Path())
def verify(file):
    """Compute every operation of a trace again and compare bit for bit.

    Ends with status 1, naming the step, where a result is another. On
    another processor or with another NumPy the last bits may differ: the
    trace says what it was recorded with.
    """
    loaded = _load(file)
    try:
        found = loaded.verify()
    except TraceError as error:
        raise click.ClickException(printable(str(error))) from error
    if not loaded.complete:
        click.echo("the recording was interrupted, these are its whole steps")
    click.echo(
        f"{found.compared} operations computed again in "
        f"{len(loaded.steps)} steps: "
        f"{found.compared - len(found.mismatches)} the same bit for "
        f"bit, {len(found.mismatches)} not"
    )
    for name, operations in (
        ("gaps where the code leaves NumPy", found.gaps),
        ("of unknown functions", found.unknown),
    ):
        if operations:
            click.echo(f"not computed again: {len(operations)} {name}")
    if not found.ok:
        lines = [
            f"{mismatch.step.slug}, line "
            f"{mismatch.operation.span.line}, "
            f"{mismatch.operation.expression}: {mismatch.reason}"
            for mismatch in found.mismatches
        ]
        recorded_with = ", ".join(
            f"{key} {value}" for key, value in loaded.recorded_with.items()
        )
        raise click.ClickException(
            printable(
                "not what was recorded:\n  "
                + "\n  ".join(lines)
                + f"\nrecorded with {recorded_with}"
            )
        )


def _load(file):
    try:
        return Trace.load(file)
    except TraceError as error:
        raise click.ClickException(printable(str(error))) from error
