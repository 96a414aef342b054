"""Write a file whole, so that no reader meets half of it."""

import os
import secrets
from pathlib import Path


def write_whole(path, content, *, to_disk=True):
    """Write a file beside the one that it replaces, and give it its name.

    Killed at any moment, what stands there is the old file or the new one.

    Args:
        path: of the file; one behind a link is replaced, not the link.
        content: its bytes.
        to_disk: wait until the disk has them: else a power failure, which
            no killed process is, could leave half of them.

    Returns:
        os.stat_result of the new file.

    Raises:
        OSError: it cannot be written; the old one stands.
    """
    path = Path(os.path.realpath(path))
    # Of a long name the start: with more around it it might be too long.
    new = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.new")
    try:
        new.write_bytes(content)
        if to_disk:
            flush(new)
        status = new.stat()
        os.replace(new, path)
        return status
    except OSError as error:  # "No space left" does not say of which file
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        new.unlink(missing_ok=True)


def flush(path):
    """Bring a file, or the names in a folder, through to the disk."""
    if os.name == "nt":  # Windows flushes nothing that is open for reading
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
