"""What is too much to film is said before anything is planned."""

from network.trace import Trace
from scenes.reading.film_error import FilmError

MOST_OPERATIONS = 300_000  # some minutes of planning
MOST_CELLS = 50_000_000  # of one array: 400 MB as the screen has it


def refuse_too_large(trace: Trace) -> None:
    """Refuse a trace that cannot be filmed in one go, with what to do.

    Raises:
        FilmError: it has too many operations, or too large an array.
    """
    count = sum(len(step.operations) for step in trace.steps)
    if count > MOST_OPERATIONS:
        raise FilmError(
            f"expected a trace of at most {MOST_OPERATIONS:,} operations, got "
            f"{count:,} of {trace.call}; record a call that does less: fewer passes "
            "of its loops, or one of the functions that it calls"
        )
    for step in trace.steps:
        for operation in step.operations:
            for value in (*operation.operands, *operation.results):
                cells = 1
                for length in value.shape:
                    cells *= length
                if cells > MOST_CELLS:
                    shape = " × ".join(map(str, value.shape))
                    name = value.name or operation.expression
                    raise FilmError(
                        f"expected arrays of at most {MOST_CELLS:,} cells, got "
                        f"{name} of {shape} in {step.span.file}, line "
                        f"{step.span.line}; record a smaller network, or fewer "
                        "examples at once"
                    )
