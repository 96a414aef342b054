"""No line leaves the panel, and what is lit of it is always seen."""

import numpy as np
import pytest

from scenes.stage.camera import drawn
from scenes.stage.line_window import CUT, window
from scenes.stage.source_panel import Listing, SourcePanel


def fixed(text):
    return 10.0 * len(text)


LINE = "    abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    "room, lit, shown",
    [
        (300, (0, 0), LINE),
        (299, (0, 0), "    abcdefghijklmnopqrstuvwx…"),
        (200, (0, 0), "    abcdefghijklmno…"),
        (200, (4, 8), "    abcdefghijklmno…"),
        (200, (4, 19), "    abcdefghijklmno…"),
        (200, (4, 20), "    …abcdefghijklmn…"),  # its start, as it is too long
        (200, (18, 22), "    …efghijklmnopqr…"),
        (200, (26, 30), "    …lmnopqrstuvwxyz"),
        (200, (4, 30), "    …abcdefghijklmn…"),
        (200, (24, 25), "    …hijklmnopqrstu…"),
    ],
)
def test_the_part_of_a_line_that_there_is_room_for(room, lit, shown):
    part = window(LINE, room, fixed, lit)
    text = LINE[part.first : part.last]
    if part.first:
        text = part.indent + CUT + text
    if part.last < len(LINE):
        text += CUT
    assert text == shown
    assert fixed(text) <= room
    for column in range(part.first, part.last):
        if LINE[column] != " ":
            assert shown[round(part.at(column) / 10)] == LINE[column]
    assert [shown[round(x / 10)] for x in part.cuts()] == [
        letter for letter in shown if letter == CUT
    ]


LINES = [
    "    " + " + ".join(f"weights_{k} @ x_{k}" for k in range(30)),
    "    y = np.dot(" + "隐藏层的权重" * 30 + ", x)",
    "    z = " + "w" * 500,
    "    s = '" + "日本語😀ₜ" * 40 + "'",
    "    short = 1  # 中文",
]


@pytest.mark.parametrize("line", range(len(LINES)))
@pytest.mark.parametrize("share", [0, 0.3, 0.7, 0.97])
def test_no_line_leaves_the_panel(line, share):
    text = LINES[line]
    panel = SourcePanel(
        Listing("a" * 200 + ".py", "f" * 200, tuple(enumerate(LINES, 1)))
    )
    start = int(4 + share * (len(text) - 8))
    panel.statement, panel.mark = (
        (line + 1,) * 2,
        (line + 1, start, line + 1, start + 3),
    )
    panel.shapes = "(1000, 1000)  =  f( " + "(1000, 1000), " * 20 + ")"
    records = []
    pixels = drawn([panel], records=records)
    box = panel.box
    assert len(records) > len(LINES)
    assert all(box.left <= one.left and one.right <= box.right for one in records)
    baseline = panel.baseline(line)
    lit = "".join(
        one.text
        for one in records
        if baseline - panel.size < one.bottom < baseline + panel.size * 0.4
    )
    assert text[start : start + 3].replace(" ", "") in lit.replace(" ", "")
    # Nothing is drawn beside the panel either.
    outside = pixels[int(box.top) : int(box.bottom), int(box.right) + 3 :, :3]
    assert (outside == pixels[0, -1, :3]).all()


def test_columns_stand_where_their_letters_are():
    text = "    y = 隐藏层 @ x"
    panel = SourcePanel(Listing("a.py", "f", ((1, text),)))
    shown = panel.window(1, text)
    widths = np.diff([shown.at(column) for column in range(len(text) + 1)])
    for letter, width in zip(text, widths, strict=True):
        assert width == pytest.approx(
            panel.size * (0.6 if letter.isascii() else 1), rel=0.01
        )
