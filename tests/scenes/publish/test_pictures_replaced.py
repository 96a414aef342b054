"""Which pictures are written over: those that were made here."""

import os

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from scenes.cli.film_commands import scenes
from scenes.film.picture_files import SOFTWARE, check_picture, write_picture
from scenes.publish.film_files import film_scenes
from scenes.publish.gallery import write_gallery
from scenes.publish.productions import Production
from scenes.reading.film_error import FilmError
from tests.small_film import small_trace

ENDINGS = ".png", ".jpg", ".jpeg", ".webp"
PHOTOGRAPH = Image.fromarray(np.arange(300, dtype=np.uint8).reshape(10, 10, 3))


def edited(path):
    exif = Image.Exif()
    exif[SOFTWARE] = "GIMP 2.10"
    PHOTOGRAPH.save(path, exif=exif)


def cut_short(path):
    write_picture(PHOTOGRAPH, path)
    path.write_bytes(path.read_bytes()[:40])


OTHERS = {
    "a photograph": PHOTOGRAPH.save,
    "one that was edited": edited,
    "one cut short": cut_short,
    "a text": lambda path: path.write_text("thesis"),
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_picture_made_here_is_replaced(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    check_picture(path)
    path.touch()
    check_picture(path)
    write_picture(PHOTOGRAPH, path)
    check_picture(path)
    with Image.open(path) as picture:
        assert picture.size == PHOTOGRAPH.size


def untouched(path):
    """What changes of a file that is written or replaced, but not when it is read."""
    found = path.stat()
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("make", OTHERS.values(), ids=OTHERS)
def test_another_is_not(tmp_path, make, ending):
    path = tmp_path / f"a{ending}"
    make(path)
    before = untouched(path)
    run = CliRunner().invoke(scenes, ["frame", "--second", "1", "--out", str(path)])
    assert run.exit_code and ("choose another name" in run.output or path.is_dir())
    assert untouched(path) == before
    with pytest.raises(FilmError):
        check_picture(path)


@pytest.mark.parametrize(
    "film, name",
    [
        ("forward", "forward.png"),
        ("forward", "contact-sheet.png"),
        ("backprop", "backprop.webp"),
    ],
)
def test_a_gallery_is_not_begun_where_it_would_replace_another(tmp_path, film, name):
    PHOTOGRAPH.save(tmp_path / name)
    before = (tmp_path / name).read_bytes()
    made = Production(film, film_scenes()[film], small_trace())
    with pytest.raises(FilmError, match=f"{name} or a picture that matreel made"):
        next(write_gallery([made], tmp_path))
    assert os.listdir(tmp_path) == [name]
    assert (tmp_path / name).read_bytes() == before


def test_the_gallery_of_the_readme_can_be_written_anew():
    for path in film_scenes():
        check_picture(f"media/gallery/{path}.png")
    for name in ("contact-sheet.png", "backprop.webp"):
        check_picture(f"media/gallery/{name}")


DRAWN = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><text>thesis</text></svg>',
    "pdf": b"%PDF-1.4\n1 0 obj<</Creator (thesis)>>endobj\n%%EOF\n",
}


@pytest.mark.parametrize("ending", DRAWN)
def test_only_a_vector_picture_made_here_is_replaced(tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    words = ["frame", "forward", "--second", "1", "--out", str(path)]
    for _ in range(2):
        assert CliRunner().invoke(scenes, words).exit_code == 0
    path.write_bytes(DRAWN[ending])
    done = CliRunner().invoke(scenes, words)
    assert done.exit_code != 0 and "got something else" in done.output
    assert path.read_bytes() == DRAWN[ending]
