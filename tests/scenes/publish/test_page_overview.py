"""The overview of the films: in which order, and what it says of each."""

import json
import re

import pytest

from scenes.film.film import Film
from scenes.publish.manifest import manifest
from scenes.publish.page import write_pages
from scenes.publish.productions import production
from scenes.publish.publication import write_all_pages
from scenes.words.film_titles import FILMS, film_about
from scenes.words.naming import language
from tests.small_film import PACE, small_trace

# What each needs to be understood, as the films themselves build on each other.
NEEDS = {
    "neurons": {"forward"},
    "mistakes": {"forward"},
    "backprop": {"forward"},
    "learning_step": {"forward", "backprop"},
    "training": {"learning_step"},
}


@pytest.fixture(scope="module")
def told():
    return manifest(Film(small_trace(), speed=PACE), "forward", (10,))


def cards(folder):
    """The films that the overview shows, in order."""
    text = (folder / "index.html").read_text("utf-8")
    return re.findall(r'data-film="([a-z_]+)"', text)


def test_each_film_stands_after_those_that_it_builds_on(told, tmp_path):
    for name in ("zebra", "another", *reversed(FILMS)):
        folder = tmp_path / "films" / name
        folder.mkdir(parents=True)
        (folder / "film.json").write_text(json.dumps({**told, "name": name}), "utf-8")
    write_all_pages(tmp_path)
    order = cards(tmp_path)
    assert set(order) == {*FILMS, "zebra", "another"}
    for name, needs in NEEDS.items():
        assert needs <= set(order[: order.index(name)])
    assert order[-2:] == ["another", "zebra"]  # not of this project: by their names


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_every_film_has_a_sentence(spoken):
    with language(spoken):
        sentences = [film_about(name) for name in FILMS]
    assert all(one.endswith({"en": ".", "zh": "。"}[spoken]) for one in sentences)
    assert len(set(sentences)) == len(FILMS)
    assert film_about("of_someone_else") == ""


def test_what_a_film_is_about_and_how_long_it_is(told, tmp_path):
    made = production("forward", record=small_trace(), speed=PACE)
    about = made.about
    assert about["en"] == film_about("forward") and about["zh"] != about["en"]
    write_pages(tmp_path, [{**told, "about": {"en": "<b>&", "zh": "“<i>”"}}])
    text = (tmp_path / "index.html").read_text("utf-8")
    assert '<p class="about" data-zh="“&lt;i&gt;”">&lt;b&gt;&amp;</p>' in text
    seconds = round(told["seconds"])
    assert f'class="length">{seconds // 60}:{seconds % 60:02}</span>' in text
    write_pages(tmp_path, [{key: told[key] for key in told if key != "about"}])
    assert 'class="about"' not in (tmp_path / "index.html").read_text("utf-8")


def test_a_film_leads_on_to_the_next(told, tmp_path):
    named = [
        {**told, "name": name, "title": {"en": f"<{name}>", "zh": name}}
        for name in ("one", "two")
    ]
    write_pages(tmp_path, named)
    first, last = (
        (tmp_path / f"{one['name']}.html").read_text("utf-8") for one in named
    )
    link = 'href="two.html#two" data-zh="下一部影片：two">Next film: &lt;two&gt;</a>'
    assert link in first
    assert "Next film" not in last


@pytest.mark.parametrize("known", [True, False])
def test_the_picture_of_a_film_is_told_in_the_language_of_the_page(
    told, tmp_path, known
):
    """Where there is one in each: what was published before has one alone."""
    one = told if known else {**told, "posters": {}}
    write_pages(tmp_path, [one])
    text = (tmp_path / "index.html").read_text("utf-8")
    (found,) = re.findall(r'src="([^"]+\.png)" data-zh-src="([^"]+)"', text)
    chinese = "poster.zh.png" if known else "poster.png"
    assert found == ("films/forward/poster.png", f"films/forward/{chinese}")
