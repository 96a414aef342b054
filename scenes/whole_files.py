"""Files that are written whole or not at all."""

import io
import os
from pathlib import Path

from PIL import Image

from scenes.film_error import FilmError


def write_whole(path, content):
    """Write a file beside a path, and give it the name once it is whole.

    Args:
        path: of the file, or of a link to it; what stood there is replaced.
        content: bytes.

    Raises:
        OSError: it cannot be written; what stood there stands, and nothing
            is left beside it.
    """
    path = Path(path).resolve()
    new = path.with_suffix(f".{os.getpid()}.new")
    try:
        new.write_bytes(content)
        os.replace(new, path)
    except OSError as error:  # "No space left" does not say of which file
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        new.unlink(missing_ok=True)


def write_picture(picture, path, **options):
    """Write a PIL image whole, in the format of the path's ending.

    Args:
        options: of the format, as PIL's `save` takes them.

    Raises:
        OSError: as of `write_whole`.
    """
    written = io.BytesIO()
    kind = Image.registered_extensions()[Path(path).suffix.lower()]
    picture.save(written, kind, **options)
    write_whole(path, written.getvalue())


def check_folder(folder):
    """Refuse a folder that is none and cannot become one.

    Raises:
        FilmError: something else stands in its way, or nothing can be
            written there.
    """
    folder = Path(folder).resolve()
    there = next(one for one in (folder, *folder.parents)
                 if os.path.lexists(one))
    if not there.is_dir():
        raise FilmError(f"expected a folder to write to, or room for one, at "
                        f"{folder}, but {there} is a file")
    if not os.access(there, os.W_OK | os.X_OK):
        raise FilmError(f"expected a folder to write to, or room for one, at "
                        f"{folder}, but nothing can be written in {there}")
