"""What a film published before says of itself is checked before it is used."""

import copy
import json

import pytest

from scenes.film.film import Film
from scenes.publish.film_json import FIELDS, film_json
from scenes.publish.manifest import manifest
from scenes.publish.page import write_pages
from scenes.reading.film_error import FilmError

WRONG = (None, True, -1, 1.5, float("nan"), "x", "", [], {}, [None], {"en": 1}, 10**400)


@pytest.fixture(scope="module")
def told(digit_film):
    return json.loads(json.dumps(manifest(digit_film, "tune", [10, 60])))


def read(tmp_path, text):
    folder = tmp_path / "tune"
    folder.mkdir(exist_ok=True)
    (folder / "film.json").write_text(text, encoding="utf-8")
    return film_json(folder)


def places(value, path=()):
    """The paths of all that stands in JSON, of lists of the first only."""
    yield path
    items = (
        value.items()
        if isinstance(value, dict)
        else list(enumerate(value))[:1]
        if isinstance(value, list)
        else ()
    )
    for key, inside in items:
        yield from places(inside, (*path, key))


def replaced(value, path, new):
    changed = copy.deepcopy(value)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = new
    return changed


def test_what_publish_writes_is_read(told, tmp_path):
    assert read(tmp_path, json.dumps(told)) == told


def test_sites_of_before_have_no_cues(told, tmp_path):
    old = copy.deepcopy(told)
    for step in old["steps"]:
        del step["cues"]
        for act in step["acts"]:
            del act["told"]
    assert read(tmp_path, json.dumps(old)) == old


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_needed(told, field, tmp_path):
    less = {name: value for name, value in told.items() if name != field}
    with pytest.raises(FilmError, match=f"another form in '{field}'"):
        read(tmp_path, json.dumps(less))


def test_whatever_stands_there_pages_are_made_or_it_is_refused(told, tmp_path):
    small = copy.deepcopy(told)
    small["steps"] = small["steps"][:2]
    tried = refused = 0
    for path in list(places(small)):
        if not path:
            continue
        for new in WRONG:
            tried += 1
            try:
                known = read(tmp_path, json.dumps(replaced(small, path, new)))
            except FilmError as error:
                refused += 1
                assert "in its film.json, got a file" in str(error)
                continue
            if tried % 23 == 0:  # making pages takes its time
                write_pages(tmp_path / "site", [known])
    assert tried > 900 and refused > 0.6 * tried


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "1",
        '"x"',
        "[" * 100_000,
        "\x00",
        "{}",
        '{"name": "tune"}',
    ],
)
def test_what_is_no_film_is_refused(text, tmp_path):
    with pytest.raises(FilmError, match="damaged or of another version"):
        read(tmp_path, text)


def test_a_film_of_another_name_is_refused(told, tmp_path):
    with pytest.raises(FilmError, match="of a film of another name"):
        read(tmp_path, json.dumps({**told, "name": "other"}))


def test_what_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "tune").mkdir()
    with pytest.raises(FilmError, match="FileNotFoundError"):
        film_json(tmp_path / "tune")
    (tmp_path / "tune" / "film.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(FilmError, match="UnicodeDecodeError"):
        film_json(tmp_path / "tune")


def test_every_film_is_read_as_it_is_written(films, tmp_path):
    for name, film in films.items():
        assert isinstance(film, Film)
        folder = tmp_path / name
        folder.mkdir()
        told = manifest(film, name, [10])
        (folder / "film.json").write_text(json.dumps(told))
        assert film_json(folder)["name"] == name
