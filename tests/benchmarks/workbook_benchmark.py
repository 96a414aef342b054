"""What the workbook takes in LibreOffice, which computes all of its formulas.

python -m tests.benchmarks --only workbook
"""

import tempfile
from pathlib import Path

import numpy as np

from network.cli.workbook_command import DEFAULT_WEIGHTS
from network.digits import digit_images as digits
from network.workbook import layout, record_lesson, write_workbook
from tests.benchmarks.measuring import say
from tests.spreadsheets import Job, Office

HIDDEN = 30
ROUNDS = 5


def seconds():
    """(to open the workbook, until what follows a new image is computed).

    Each the median of ROUNDS; of 784-30-10, the larger of the two networks
    that come with matreel.
    """
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        book = folder / "book.xlsx"
        write_workbook(
            record_lesson(weights=DEFAULT_WEIGHTS.parent / f"784-{HIDDEN}-10"), book
        )
        office = Office(folder)
        say("opening the workbook in LibreOffice")
        rounds = [_round(office, book) for _ in range(ROUNDS)]
    opened, changed = zip(*rounds)
    return float(np.median(opened)), float(np.median(changed))


def _round(office, book):
    job = Job(book)
    for name in digits.DRAWN:
        job.set(layout.NUMBER, digits.drawn_digit(name))
        job.read(layout.OUTPUT_NEURONS)
    opened, *lines = office.run(job)[1]
    return opened, max(lines)
