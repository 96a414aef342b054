"""What is dragged to platforms, against each rule that they have."""

import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.publish import platform_rules as rules
from scenes.publish.film_json import film_json
from scenes.publish.productions import production
from scenes.publish.scorm import lesson_page, package_manifest
from scenes.publish.thumbnails import thumbnail, thumbnail_object
from scenes.publish.upload_texts import (
    fitting_tags,
    upload_description,
    upload_tags,
    upload_title,
)
from scenes.publish.uploads import CHECKLIST, PLATFORMS, check_upload, write_upload
from scenes.reading.film_error import FilmError
from scenes.words.film_titles import FILMS
from scenes.words.languages import LANGUAGES
from scenes.words.thumbnail_words import MOST, thumbnail_words
from tests.browser import served
from tests.dense_networks import Autoencoder

STATUS = "cmi.core.lesson_status"
COURSE = """<!doctype html><script>
  const told = [], yes = (...words) => { told.push(words); return "true"; };
  window.API = {
    LMSInitialize: () => yes("begun"), LMSFinish: () => yes("ended"),
    LMSSetValue: yes, LMSGetValue: () => "not attempted", LMSCommit: () => "true",
  };
</script><iframe src="lesson-forward.html" width="1280" height="720"></iframe>"""
IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
ODD = '<b>"&Ж' + "x" * 300


@pytest.fixture(scope="module")
def told(drawn_site):
    """What film.json says of the small film."""
    return film_json(drawn_site / "films" / "forward")


def odd(told):
    """The same with names that no platform takes as they are."""
    steps = [
        {
            **one,
            "name": dict.fromkeys(LANGUAGES, ODD),
            "words": dict.fromkeys(LANGUAGES, ODD * 9),
        }
        for one in told["steps"]
    ]
    return {**told, "title": _in_all(ODD), "steps": steps}


def _in_all(text):
    return dict.fromkeys(LANGUAGES, text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("change", [dict, odd])
def test_texts_are_as_long_as_platforms_take_them(told, change, language):
    made = change(told)
    title = upload_title(made, language)
    assert 0 < len(title) <= rules.LONGEST_TITLE
    text = upload_description(made, language, address="https://example.org/a/")
    assert len(text.encode()) <= rules.LONGEST_DESCRIPTION
    assert not re.search("[<>]", title + text)


def test_a_description_has_all_that_is_asked_for(told):
    text = upload_description(told, "en", address="https://example.org/a/")
    lines = text.splitlines()
    assert lines[0] == told["title"]["en"] and told["about"]["en"] in lines
    assert "https://example.org/a/forward.html" in text and "matreel" in text
    assert lines[-1].startswith("#")
    assert "https" not in upload_description(told, "en")
    assert "自己" in upload_description(told, "zh", address="https://example.org/a/")


def test_chapters_begin_at_0_and_are_three_of_ten_seconds_at_least(told):
    steps = [{**told["steps"][0], "start": 7.0 * k, "seconds": 7.0} for k in range(9)]
    text = upload_description({**told, "steps": steps, "seconds": 63.0}, "en")
    stamps = [
        60 * int(found[1]) + int(found[2])
        for found in re.finditer(r"^(\d+):(\d\d) ", text, re.M)
    ]
    assert stamps[0] == 0 and len(stamps) >= 3
    assert min(np.diff([*stamps, 63])) >= 10


def tags_of(one):
    kinds = {shot.player.act.kind for shot in one.film.shots}
    return upload_tags(one.record, kinds)


def test_tags_fit_and_are_true(produced):
    autoencoder = record(Autoencoder().step, np.ones((2, 8)))
    own, other = tags_of(produced("forward")), upload_tags(autoencoder, set())
    assert "handwritten digits" in own and "handwritten digits" not in other
    assert set(other) < set(own)
    # What is told, and nothing that is not.
    assert "backpropagation" not in own and "gradient descent" not in own
    learning = tags_of(produced("backprop"))
    assert {"backpropagation", "gradient descent"} < set(learning)
    assert "backpropagation" not in tags_of(produced("training"))
    for tags in (own, fitting_tags(["two words"] * 100)):
        assert 0 < rules.tags_length(tags) <= rules.LONGEST_TAGS
    assert rules.tags_length(["two words", "one"]) == len('"two words",one')
    assert not re.search("[<>,]", "".join(own))


def test_each_film_has_a_thumbnail_of_its_own(produced, tmp_path):
    small = {}
    for name in FILMS:
        picture = thumbnail(produced(name), "en")
        assert picture.size == rules.THUMBNAIL
        path = tmp_path / f"{name}.png"
        picture.save(path)
        assert path.stat().st_size < rules.LARGEST_THUMBNAIL
        small[name] = np.asarray(picture.resize((320, 180)).convert("L"), float)
    # Of two films the pictures, and the words, differ where they are small.
    names = list(small)
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            apart = np.abs(small[one] - small[other]) > 40
            assert apart[:, :170].sum() > 300, (one, other)
            assert apart[:, 170:].sum() > 300, (one, other)


def test_a_thumbnail_shows_what_was_recorded(produced):
    film = produced("forward")
    (image,) = (one.array for one in film.record.inputs if one.name == "image")
    np.testing.assert_array_equal(thumbnail_object(film), image.reshape(28, 28))
    other = production("forward", record=record(Autoencoder().step, np.ones((2, 8))))
    cells = thumbnail_object(other)
    assert 1 < cells.size and max(cells.shape) <= 60
    arrays = [one.array for step in other.record.steps for one in step.assigned]
    assert any(np.array_equal(np.atleast_2d(one), cells) for one in arrays)


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_words_at_most(language):
    for name in (*FILMS, "mine"):
        words = thumbnail_words(name, "a title that is much longer than that", language)
        assert 0 < len(words) <= MOST
    lines = {tuple(thumbnail_words(name, "", language)) for name in FILMS}
    assert len(lines) == len(FILMS)


def test_a_package_lists_all_its_files_and_a_lesson_for_each_film(drawn_site, produced):
    folder = write_upload("lms", drawn_site, [produced("forward")])
    assert {path.name for path in folder.iterdir()} >= {"films.zip", CHECKLIST}
    with zipfile.ZipFile(folder / "films.zip") as archive:
        names = set(archive.namelist())
        root = ET.fromstring(archive.read(rules.MANIFEST))
        lesson = archive.read(lesson_page("forward")).decode()
    assert root.find(f"{IMS}metadata/{IMS}schemaversion").text == "1.2"
    listed = {one.get("href") for one in root.iter(f"{IMS}file")}
    assert listed == names - {rules.MANIFEST}
    assert {"index.html", "forward.html", "scorm.js"} <= names
    items = [one.get("identifierref") for one in root.iter(f"{IMS}item")]
    lessons = {
        one.get("identifier"): one
        for one in root.iter(f"{IMS}resource")
        if one.get(f"{ADL}scormtype") == "sco"
    }
    assert items == list(lessons) and len(items) == 1
    assert lessons[items[0]].get("href") == lesson_page("forward")
    assert 'src="forward.html"' in lesson and 'data-film="forward"' in lesson


@pytest.mark.slow
def test_a_lesson_tells_its_state_and_is_completed_at_the_last_step(
    browser, drawn_site, produced, told, tmp_path
):
    """In a frame of a page that has what a course has: an API that is told."""
    last = told["steps"][-1]["slug"]
    folder = write_upload("lms", drawn_site, [produced("forward")])
    with zipfile.ZipFile(folder / "films.zip") as archive:
        archive.extractall(tmp_path)
    (tmp_path / "course.html").write_text(COURSE)
    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(f"{address}course.html")
        page.frame_locator("iframe").frame_locator("iframe").locator(
            "#picture"
        ).wait_for()
        page.wait_for_function("told.length === 2")
        assert page.evaluate("told") == [["begun"], [STATUS, "incomplete"]]
        (film,) = (one for one in page.frames if "/forward.html" in one.url)
        film.evaluate("last => { location.hash = last; }", f"#forward/{last}")
        page.wait_for_function("told.length === 3")
        page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        page.wait_for_function("told.length === 5")
        completed, (name, seconds), ended = page.evaluate("told.slice(2)")
        page.close()
    assert completed == [STATUS, "completed"] and ended == ["ended"]
    assert name == "cmi.core.session_time"
    assert re.fullmatch(r"0000:00:\d\d", seconds)


def test_titles_are_harmless_in_a_package(told):
    made = odd(told)
    root = ET.fromstring(package_manifest([made], ["a&b.html"]))
    assert root.find(f".//{IMS}item/{IMS}title").text == ODD


def test_the_folder_for_the_web_is_the_site(drawn_site, produced):
    folder = write_upload("web", drawn_site, [produced("forward")])
    assert (folder / ".nojekyll").exists()
    page = (drawn_site / "forward.html").read_bytes()
    assert (folder / "forward.html").read_bytes() == page
    for line in (folder / CHECKLIST).read_text().splitlines()[2:]:
        assert line.startswith(("- [ ] ", "  "))
    before = (folder / "notes.txt").write_text("mine")
    again = write_upload("web", drawn_site, [produced("forward")])
    assert again == folder and (folder / "notes.txt").read_text() == "mine" and before


def test_a_film_too_long_for_a_short_is_refused_at_once(produced):
    check_upload("shorts", [produced("forward")])
    check_upload("youtube", [produced("learning_step")])
    with pytest.raises(FilmError, match="at most 180 seconds for shorts, got learn"):
        check_upload("shorts", [produced("forward"), produced("learning_step")])


def test_each_rule_has_its_source():
    text = rules.__doc__
    for number in (
        "100",
        "5,000",
        "500",
        "1280 x 720",
        "2 MB",
        "5 to 20",
        "25",
        "at most three",
    ):
        assert number in text
    assert text.count("YouTube") >= 5 and text.count("SCORM 1.2") == 2
    readme = (Path(__file__).parents[3] / "README.md").read_text()
    for platform in PLATFORMS:
        assert f"--for {platform}" in readme
