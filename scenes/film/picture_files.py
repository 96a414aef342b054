"""Pictures that are written whole or not at all, and folders for them."""

import io
import os
from pathlib import Path

from PIL import Image

from network.files.whole import write_whole
from scenes.reading.film_error import FilmError
from scenes.score import pdf, svg

SOFTWARE = 0x0131  # of EXIF, whose text says which program made a picture
MAKER = "matreel"
SIGNS = {".svg": svg.SIGN, ".pdf": pdf.SIGN}


def write_picture(picture, path, **options):
    """Write a PIL image whole, in the format of the path's ending.

    What stands there is replaced; see `check_picture`.

    Args:
        options: of the format, as PIL's `save` takes them.

    Raises:
        OSError: it cannot be written; what stood there stands.
    """
    written = io.BytesIO()
    kind = Image.registered_extensions()[Path(path).suffix.lower()]
    told = Image.Exif()
    told[SOFTWARE] = MAKER
    picture.save(written, kind, exif=told, **options)
    write_whole(path, written.getvalue(), to_disk=False)


def check_picture(path):
    """Refuse a path where something stands but a picture that was made here.

    Raises:
        FilmError: a photograph, say, would be lost.
    """
    path = Path(path)
    if os.path.lexists(path) and not _is_ours(path):
        raise FilmError(
            f"expected nothing at {path} or a picture that matreel made, got "
            "something else; choose another name, or move it away"
        )


def _is_ours(path):
    if not path.exists():  # a link to where nothing is yet
        return True
    if not path.is_file():
        return False
    if path.stat().st_size == 0:
        return True
    sign = SIGNS.get(path.suffix.lower())
    if sign:
        return sign in path.read_bytes()
    try:
        with Image.open(path) as picture:
            return picture.getexif().get(SOFTWARE) == MAKER
    except Exception:  # Pillow answers a damaged picture with any
        return False


def check_folder(folder):
    """Refuse a folder that is none and cannot become one.

    Raises:
        FilmError: something else stands in its way, or nothing can be
            written there.
    """
    folder = Path(folder).resolve()
    there = next(one for one in (folder, *folder.parents) if os.path.lexists(one))
    if not there.is_dir():
        raise FilmError(
            f"expected a folder to write to, or room for one, at "
            f"{folder}, but {there} is a file"
        )
    if not os.access(there, os.W_OK | os.X_OK):
        raise FilmError(
            f"expected a folder to write to, or room for one, at "
            f"{folder}, but nothing can be written in {there}"
        )
