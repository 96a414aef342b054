"""Pictures that are written whole or not at all, and folders for them."""

import io
import os
from pathlib import Path

from PIL import Image

from network.files.whole import write_whole
from scenes.reading.film_error import FilmError


def write_picture(picture, path, **options):
    """Write a PIL image whole, in the format of the path's ending.

    Args:
        options: of the format, as PIL's `save` takes them.

    Raises:
        OSError: it cannot be written; what stood there stands.
    """
    written = io.BytesIO()
    kind = Image.registered_extensions()[Path(path).suffix.lower()]
    picture.save(written, kind, **options)
    write_whole(path, written.getvalue(), to_disk=False)


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
