"""Where lines may be broken."""

import pytest

from scenes.arrays.line_breaks import words_of


@pytest.mark.parametrize(
    "text, pieces",
    [
        (
            "a row, 784 of it",
            [("", "a"), (" ", "row,"), (" ", "784"), (" ", "of"), (" ", "it")],
        ),
        (" later", [(" ", "later")]),
        (
            "一列，共 784 个。",
            [("", "一"), ("", "列，"), ("", "共"), (" ", "784"), (" ", "个。")],
        ),
        ("（行）x", [("", "（行）"), ("", "x")]),
        ("", []),
    ],
)
def test_the_pieces_of_a_text_and_the_spaces_between_them(text, pieces):
    assert list(words_of(text)) == pieces
