"""Pictures are written whole, over nothing but pictures made here; folders."""

import os

import numpy as np
import pytest
from PIL import Image

from network.files import whole
from scenes.film.picture_files import check_folder, check_picture, write_picture
from scenes.reading.film_error import FilmError
from scenes.score import pdf, svg

PICTURE = Image.fromarray(np.arange(12, dtype=np.uint8).reshape(3, 4))


@pytest.mark.parametrize("name", ["a.png", "a.PNG", "a.webp", "a.jpg"])
def test_a_picture_says_who_made_it_and_may_be_written_again(name, tmp_path):
    for _ in range(2):
        check_picture(tmp_path / name)
        write_picture(PICTURE, tmp_path / name)
    with Image.open(tmp_path / name) as found:
        assert found.size == (4, 3)
        assert found.getexif()[0x0131] == "matreel"
        if name.lower().endswith("png"):
            np.testing.assert_array_equal(np.array(found.convert("L")), PICTURE)
    assert os.listdir(tmp_path) == [name]


def test_options_are_those_of_the_format(tmp_path):
    write_picture(PICTURE, tmp_path / "a.webp", lossless=True, quality=0)
    with Image.open(tmp_path / "a.webp") as found:
        np.testing.assert_array_equal(np.array(found.convert("L")), PICTURE)


def test_a_picture_is_not_waited_for_until_it_is_on_the_disk(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(whole.os, "fsync", synced.append)
    write_picture(PICTURE, tmp_path / "a.png")
    assert synced == []


def photograph(path):
    exif = Image.Exif()
    exif[0x0131] = "Camera 1.0"
    PICTURE.save(path, exif=exif)


def link(path):
    path.symlink_to(path.with_name("nothing-yet"))


NOT_THERE = [
    ("a.png", lambda path: None),
    ("a.png", link),
    ("a.png", lambda path: path.write_bytes(b"")),
    ("a.svg", lambda path: path.write_bytes(b"<svg>" + svg.SIGN + b"</svg>")),
    ("a.pdf", lambda path: path.write_bytes(b"%PDF" + pdf.SIGN)),
]
SOMETHING_ELSE = [
    ("a.png", photograph),
    ("a.jpg", photograph),
    ("a.png", PICTURE.save),
    ("a.png", lambda path: path.write_bytes(b"no picture")),
    ("a.png", lambda path: path.mkdir()),
    ("a.svg", lambda path: path.write_bytes(b"<svg></svg>")),
    ("a.pdf", lambda path: path.write_bytes(b"%PDF")),
    ("a.png", lambda path: path.write_bytes(b"x")),
]


@pytest.mark.parametrize("name, put", NOT_THERE)
def test_what_may_be_replaced(name, put, tmp_path):
    put(tmp_path / name)
    check_picture(str(tmp_path / name))


@pytest.mark.parametrize("name, put", SOMETHING_ELSE)
def test_what_would_be_lost(name, put, tmp_path):
    path = tmp_path / name
    put(path)
    with pytest.raises(FilmError) as error:
        check_picture(path)
    assert str(error.value) == (
        f"expected nothing at {path} or a picture that matreel made, got something "
        "else; choose another name, or move it away"
    )


def test_folders_may_be_there_or_become_ones(tmp_path):
    for folder in (tmp_path, tmp_path / "a", tmp_path / "a" / "b"):
        check_folder(folder)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("below", ["file", "file/a", "file/a/b"])
def test_a_file_where_a_folder_should_be(below, tmp_path):
    (tmp_path / "file").write_text("x")
    folder = tmp_path.resolve()
    with pytest.raises(FilmError) as error:
        check_folder(tmp_path / below)
    assert str(error.value) == (
        "expected a folder to write to, or room for one, at "
        f"{folder}/{below}, but {folder}/file is a file"
    )


@pytest.mark.parametrize("below", ["", "/a"])
def test_a_folder_in_which_nothing_can_be_written(below, tmp_path, monkeypatch):
    folder = tmp_path.resolve()
    refused = os.W_OK | os.X_OK
    monkeypatch.setattr(os, "access", lambda path, mode: mode != refused)
    with pytest.raises(FilmError) as error:
        check_folder(f"{folder}{below}")
    assert str(error.value) == (
        f"expected a folder to write to, or room for one, at {folder}{below}, but "
        f"nothing can be written in {folder}"
    )
