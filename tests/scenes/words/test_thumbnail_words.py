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
    names = "forward", "neurons", "mistakes", "backprop", "learning_step", "training"
    assert {
        name: ["|".join(thumbnail_words(name, "a title", one)) for one in ("en", "zh")]
        for name in names
    } == {
        "forward": ["From|input|to|answer", "从输入|到答案"],
        "neurons": ["Inside|a|network", "网络的|内部"],
        "mistakes": ["Why|it|misread", "为什么|认错"],
        "backprop": ["How|errors|flow|back", "误差|怎样传回"],
        "learning_step": ["One|learning|step", "学习的|一步"],
        "training": ["From|random|to|trained", "从随机|到训练好"],
    }
