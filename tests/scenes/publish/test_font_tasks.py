"""Fonts that are kept: cut once for all films, another for other letters."""

import io

import pytest
from fontTools.ttLib import TTFont

from scenes.publish.cache import Cache
from scenes.publish.font_tasks import (
    LETTERS,
    FontTask,
    fonts_of_score,
    kept_font,
    usual_letters,
)


@pytest.fixture
def kept(tmp_path):
    return Cache(tmp_path / "cache")


def has(font):
    return {chr(code) for code in TTFont(io.BytesIO(font)).getBestCmap()}


def test_films_have_the_same_latin_fonts_and_a_chinese_one_of_their_own(kept):
    one, other = fonts_of_score("ab 中", kept), fonts_of_score("xyz √ 中文", kept)
    assert one.keys() == other.keys() == {"words", "code", "cjk"}
    assert one["words"] == other["words"] and one["code"] == other["code"]
    assert has(one["cjk"]) >= {"中"} and has(other["cjk"]) >= {"中", "文"}
    assert "文" not in has(one["cjk"])
    assert has(one["words"]) >= {"a", "Z", "→", "×"}
    assert len(list(kept.folder.iterdir())) == 4
    for path in kept.folder.iterdir():
        kept.clear()
        assert path.is_file()  # a font counts as the cache's own


def test_letters_that_no_film_has_are_added(kept):
    assert "Ж" not in usual_letters()
    assert "Ж" in has(fonts_of_score("Ж", kept)["words"])
    assert "cjk" not in fonts_of_score("Ж", kept)


def test_what_is_kept_is_not_cut_again(kept):
    task = FontTask(LETTERS, "中")
    kept.keep(task, b"as it was kept")
    assert kept_font(LETTERS, "中", kept) == b"as it was kept"
    assert has(kept_font(LETTERS, "文", kept)) >= {"文"}
    assert FontTask(LETTERS, "文").key != task.key != FontTask("cjk", "中").key


def test_the_pages_own_letters_are_cut_once(drawn_once):
    """While all else is made it is known what the pages will say."""
    fonts = [path.read_bytes() for path in (drawn_once / "cache").glob("*.woff")]
    cut = [font for font in fonts if font.startswith(b"wOFF")]  # others are WOFF2
    assert cut == [(drawn_once / "site" / "letters.woff").read_bytes()]
