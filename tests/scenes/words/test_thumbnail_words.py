"""The few words on a thumbnail."""

import pytest

from scenes.words.thumbnail_words import thumbnail_words


@pytest.mark.parametrize(
    "title, language, words",
    [
        ("a title that is much longer", "en", ["a", "title", "that", "is"]),
        ("short", "en", ["short"]),
        ("一二三四五六七八九十", "zh", ["一二三四", "五六七八", "九十"]),
        ("一二三四五六七八九十甲乙丙丁", "zh", ["一二三四", "五六七八", "九十甲乙"]),
        ("", "zh", []),
    ],
)
def test_of_other_films_the_title_begins(title, language, words):
    assert thumbnail_words("mine", title, language) == words


def test_films_of_the_project_have_words_of_their_own():
    assert thumbnail_words("mistakes", "a title", "en") != ["a", "title"]
    assert len(thumbnail_words("mistakes", "a title", "zh")) > 0
