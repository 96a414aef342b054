"""Sources as trees: each once, and none of what is no Python."""

import pytest

from scenes.reading.listing import docstrings
from scenes.reading.parsed_source import parsed_source
from scenes.reading.source_loops import source_loops

LOOP = 'def f():\n    "Says."\n    for i in range(3):\n        print(i)\n'


@pytest.mark.parametrize(
    "source, is_parsed",
    [
        (LOOP, True),
        (LOOP.ljust(2_000_000), True),
        (LOOP.ljust(2_000_001), False),
        ("for", False),
        ("x = '\0'", False),
        (f"{'-' * 100_000}1", False),
    ],
)
def test_what_is_parsed(source, is_parsed):
    assert (parsed_source(source) is not None) == is_parsed
    assert parsed_source(source) is parsed_source(source)
    assert len(source_loops("f.py", source)) == is_parsed
    assert docstrings(source) == (((2, 2),) if is_parsed else ())
