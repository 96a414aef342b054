"""What is said of lines that are hardly alike: an axis counted from the end, a list
for an array, a mask, an array of one cell, what is written where it stands already.

    pytest tests/scenes/words/test_odd_deeds.py --regenerate-golden

writes the sentences anew; read what git says has changed before it is committed.
"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.broad
def test_what_is_said_of_odd_lines(as_kept):
    lines = (HERE / "odd_lines.txt").read_text(encoding="utf-8").splitlines()
    as_kept(lines, HERE / "odd_deeds.txt", of_a_cell=True)
