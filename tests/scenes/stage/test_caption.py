"""The caption: a title, a quiet lead, and below it what happens now."""

import pytest

from scenes.stage import palette
from scenes.stage.camera import drawn
from scenes.stage.caption import Caption, wrapped
from scenes.stage.typeface import Type

LEAD = (
    "A lead of so many words that they do not fit one line, and so go on "
    "for a second one."
)
NOW = "This happens now."
KIND = Type("words", 22, 400)


def records_of(caption):
    records = []
    drawn([caption], records=records)
    return records


@pytest.mark.parametrize(
    "title, title_lines",
    [
        ("A title", 1),
        ("A title of so many words that one line of the caption is too short", 2),
    ],
)
@pytest.mark.parametrize("lead, lead_lines", [("A lead.", 1), (LEAD, 2)])
def test_line_stands_below_line(title, title_lines, lead, lead_lines):
    records = records_of(Caption(title, f"{lead}\n{NOW}\n{NOW}"))
    colors = [one.color for one in records]
    assert (
        colors
        == [palette.TEXT] * title_lines
        + [palette.QUIET] * lead_lines
        + [palette.TEXT] * 2
    )
    words = records[title_lines:]
    assert " ".join(one.text for one in words) == f"{lead} {NOW} {NOW}"
    # Their ink begins at the height of their letters, the same for each.
    tops = [one.top for one in words]
    assert tops[-1] - tops[-2] == pytest.approx(33, abs=0.1)
    assert tops[-2] - tops[0] == pytest.approx(33 * lead_lines, abs=4)
    assert words[0].top > records[title_lines - 1].bottom
    assert {round(one.left) for one in records} <= {48, 49, 50, 51}


@pytest.mark.parametrize(
    "share, opacity, left", [(0.0, 0.5, 24), (0.5, 0.75, 12), (1.0, 1.0, 0)]
)
def test_a_text_slides_in_from_the_left_and_is_read_at_once(share, opacity, left):
    still = Caption("Title", "Lead.\nNow.")
    moving = Caption("Title", "Lead.\nNow.")
    moving.title_share, moving.words_share = share, share
    pairs = list(zip(records_of(still), records_of(moving), strict=True))
    assert len(pairs) == 3
    for before, now in pairs:
        assert now.opacity == pytest.approx(opacity)
        assert before.left - now.left == pytest.approx(left)


@pytest.mark.parametrize(
    "text, lines",
    [
        ("", []),
        ("one", ["one"]),
        ("one two  three", ["one two", "three"]),
        ("unbreakablelongword one", ["unbreakablelongword", "one"]),
    ],
)
def test_words_are_broken_between_lines(text, lines):
    assert wrapped(text, KIND, KIND.width("one two ")) == lines


@pytest.mark.parametrize(
    "text, letters, lines",
    [
        ("逐行接成一列", 3, ["逐行接", "成一列"]),
        # No line begins with a mark that ends a phrase, none ends with "（".
        ("逐行接，成一列", 3, ["逐行", "接，成", "一列"]),
        ("逐行（接）成", 3, ["逐行", "（接）", "成"]),
        # Latin words and numbers stay whole, with their spaces.
        ("共 image 个", 4, ["共 image", "个"]),
    ],
)
def test_chinese_is_broken_between_characters(text, letters, lines):
    assert wrapped(text, KIND, KIND.width("一" * letters) + 2) == lines
