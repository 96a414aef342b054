"""Which sentences there is time for, to the very moment."""

from types import SimpleNamespace

import pytest

from scenes.film.cues import _blocks, _hindering, _titled
from scenes.words.caption_lines import reading_seconds

FIRST, SECOND = "Each row meets each column.", "The largest number is 3."
TIME = reading_seconds([FIRST], "en")
LATER = reading_seconds([SECOND], "en")


@pytest.mark.parametrize("short, index", [(0.0, None), (0.001, 0)])
def test_a_sentence_is_told_that_can_just_be_read(short, index):
    ends = (2.0 + TIME, 2.0 + TIME - short)
    assert _hindering([(2.0, FIRST)], 0.0, ends, "en") == index


@pytest.mark.parametrize("early, index", [(0.0, 1), (0.001, 0)])
def test_what_is_left_out_begins_after_the_last_break(early, index):
    """Where the second follows when the first has just been read, it is the second."""
    told = [(0.0, FIRST), (TIME - early, SECOND)]
    blocks = _blocks(told, 0.0, "en")
    assert [block.start for block in blocks] == pytest.approx([0.0, TIME])
    end = TIME + LATER - 0.1
    assert _hindering(told, 0.0, (end, end), "en") == index


@pytest.mark.parametrize("short, title", [(0.0, [FIRST]), (0.001, [SECOND])])
def test_a_title_is_told_that_can_just_be_read(short, title):
    step = SimpleNamespace(acts=(SimpleNamespace(title=FIRST),), name=SECOND)
    assert LATER < TIME
    assert _titled(step, TIME - short, "en") == title
