"""Sentences as lines of captions: how long, and where they are parted."""

import pytest

from scenes.words.caption_lines import pieces, reading_seconds, width

ELEVEN = "一二三四五六七八九十一"


@pytest.mark.parametrize(
    "text, language, expected",
    [
        ("Row 2: add.", "en", 11),
        ("一二，三。", "zh", 5),
        ("W1 与 x", "zh", 3.5),  # among characters, a Latin letter is half of one
        ("Ａ", "zh", 1),  # a letter as wide as a character
        ("", "en", 0),
    ],
)
def test_how_long_a_text_is(text, language, expected):
    assert width(text, language) == expected


def test_how_long_it_takes_to_read():
    # 17 letters a second in English, 9 characters in Chinese.
    assert reading_seconds(["x" * 17], "en") == 1
    assert reading_seconds(["x" * 8, "x" * 8], "en") == 1  # a space between them
    assert reading_seconds(["一" * 9], "zh") == 1
    assert reading_seconds(["一" * 4, "一" * 4], "zh") == 1


@pytest.mark.parametrize(
    "sentence, lines",
    [
        ("A short sentence.", ["A short sentence."]),
        ("x" * 41 + ".", ["x" * 41 + "."]),
        # Alike in length, not one full and the rest.
        (
            "Each row of the weights is multiplied by x, cell by cell.",
            ["Each row of the weights is", "multiplied by x, cell by cell."],
        ),
        # A word that is longer than a line is not broken.
        ("a" * 60 + " b", ["a" * 60, "b"]),
    ],
)
def test_english_lines(sentence, lines):
    assert pieces(sentence, "en") == (tuple(lines),)


def test_what_needs_three_lines_is_told_in_two_cues():
    words = "one two three four five six seven eight nine ten eleven twelve "
    words += "thirteen fourteen fifteen sixteen seventeen eighteen"
    first, second = pieces(words, "en")
    assert len(first) == 2 and len(second) == 1
    assert " ".join([*first, *second]) == words
    assert all(len(line) <= 42 for line in (*first, *second))


@pytest.mark.parametrize(
    "sentence, lines",
    [
        (f"{ELEVEN}二三四五六七八九。", [f"{ELEVEN}二三四五六七八九。"]),
        # Parted behind a mark, which leaves words whole ...
        (
            "每一行权重都与输入逐格相乘，再把所有乘积相加得到一个数。",
            ["每一行权重都与输入逐格相乘，", "再把所有乘积相加得到一个数。"],
        ),
        # ... the one that leaves lines more alike ...
        (
            "每一行权重都与输入：逐格相乘，再全部相加得到数。",
            ["每一行权重都与输入：", "逐格相乘，再全部相加得到数。"],
        ),
        # ... unless one of them were very short, or too long.
        (
            "第 1 行：W1 与 x 逐格相乘再全部加起来得到 0.25。",
            ["第 1 行：W1 与 x 逐格相乘", "再全部加起来得到 0.25。"],
        ),
        (
            "一二三四五，六七八九十一二三四五六七八九十一二三四。",
            ["一二三四五，六七八九十一二", "三四五六七八九十一二三四。"],
        ),
        # No line begins with a mark, and none ends with an open bracket.
        (f"{ELEVEN}（二三四五六七八九十）。", [ELEVEN, "（二三四五六七八九十）。"]),
        (f"{ELEVEN}。二三四五六七八九十二", [f"{ELEVEN}。", "二三四五六七八九十二"]),
    ],
)
def test_chinese_lines(sentence, lines):
    assert pieces(sentence, "zh") == (tuple(lines),)


@pytest.mark.parametrize(
    "first, second, is_parted",
    [
        (19, 10, True),  # with its comma 20 wide: a whole line
        (20, 10, False),
        (5, 17, True),  # with their marks 6 and 18 wide: a quarter of both
        (4, 18, False),
        (5, 23, False),  # 24 wide, which no line is
    ],
)
def test_two_chinese_lines_are_parted_at_a_mark_where_both_are_long(
    first, second, is_parted
):
    both = "一" * first + "，", "二" * second + "。"
    (lines,) = pieces("".join(both), "zh")
    assert "".join(lines) == "".join(both) and len(lines) == 2
    assert (lines == both) is is_parted


def test_lines_are_as_short_as_their_words_let_them():
    # 26 letters a line would be alike, but three lines.
    words = "a" * 20, "b" * 20, "c" * 10
    assert pieces(" ".join(words), "en") == ((words[0], " ".join(words[1:])),)


def test_five_lines_are_three_cues():
    words = [letter * 40 for letter in "abcde"]
    cues = pieces(" ".join(words), "en")
    assert cues == (tuple(words[:2]), tuple(words[2:4]), tuple(words[4:]))
