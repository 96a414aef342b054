"""What stands in a source: which line writes a function."""

import pytest

from scenes.reading.source_loops import makes_function

SOURCE = """\
for k in range(3):
    def once(x):
        return x
    twice = lambda x: x
    async def later(x):
        return x
"""


@pytest.mark.parametrize(
    "line, is_made",
    [(1, False), (2, True), (3, False), (4, True), (5, True), (6, False), (7, False)],
)
def test_a_function_is_written_from_its_own_line_on(line, is_made):
    assert makes_function(SOURCE, line) == is_made


def test_what_cannot_be_read_writes_none():
    assert not makes_function("def once(", 1)
