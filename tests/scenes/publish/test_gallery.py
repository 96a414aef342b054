"""The pictures that the README shows."""

import re
from pathlib import Path

import pytest
from PIL import Image

from scenes.publish import gallery
from scenes.publish.film_files import film_scenes
from scenes.publish.productions import Production
from tests.small_film import small_trace

GALLERY = Path(__file__).parents[3] / "media" / "gallery"
README = Path(__file__).parents[3] / "README.md"
MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folder of a gallery of the small film, with all that any film has."""
    folder = tmp_path_factory.mktemp("gallery")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gallery, "CLIP_SECONDS", (5.0, 8.0))
        patch.setattr(gallery, "CLIP_FILM", "forward")
        check_gallery(folder)
    return folder


def check_gallery(folder):
    small = Production("forward", film_scenes()["forward"], small_trace())
    assert (
        {path.name for path in gallery.write_gallery([small], folder)}
        == {path.name for path in folder.iterdir()}
        == {"forward.png", gallery.SHEET, gallery.CLIP}
    )


@pytest.mark.slow
def test_the_clip_moves_at_ten_frames_a_second(written):
    with Image.open(written / gallery.CLIP) as clip:
        assert 10 < clip.n_frames <= 30 and clip.info["loop"] == 0
        clip.seek(5)
        clip.load()
        assert clip.info["duration"] % 100 == 0  # alike frames are one
    assert (written / gallery.CLIP).stat().st_size < MOST_BYTES


@pytest.mark.slow
def test_the_pictures_are_wide_and_small(written):
    pictures = list(written.glob("*.png"))
    assert pictures
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.width in (960, 1280)
        assert path.stat().st_size < MOST_BYTES / 5


def test_what_the_readme_shows_is_there():
    shown = re.findall(
        r"\(media/gallery/([\w.-]+)\)", README.read_text(encoding="utf-8")
    )
    assert shown and all((GALLERY / name).stat().st_size < MOST_BYTES for name in shown)
