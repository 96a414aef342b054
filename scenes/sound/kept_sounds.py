"""What a voice has said before, kept by the text and by the command."""

import hashlib
import os
import re
import time
from contextlib import suppress
from pathlib import Path

from network.files.whole import write_whole

KEPT_DAYS = 30  # since a file was last used
_OURS = re.compile(r"[0-9a-f]{64}-[0-9a-f]{64}\.wav")


class KeptSounds:
    """A folder of WAV files, each named by what was asked and by its content.

    One whose content is another by now, however that came, is none.

    Args:
        folder: its Path, made when something is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def find(self, asked: object) -> bytes | None:
        """The content that was kept for what `repr` tells whole, or None."""
        for path in self.folder.glob(f"{_hash(repr(asked).encode())}-*.wav"):
            with suppress(OSError):  # removed meanwhile, or a folder
                content = path.read_bytes()
                if path.name == _name(asked, content):
                    os.utime(path)
                    return content
        return None

    def keep(self, asked: object, content: bytes) -> None:
        """Keep a content, and let go what was not used for long."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / _name(asked, content), content, to_disk=False)
        for path in self.folder.iterdir():
            with suppress(OSError):
                if _OURS.fullmatch(path.name) and _days(path) > KEPT_DAYS:
                    path.unlink()


def _days(path: Path) -> float:
    return (time.time() - path.lstat().st_mtime) / (24 * 3600)


def _name(asked: object, content: bytes) -> str:
    return f"{_hash(repr(asked).encode())}-{_hash(content)}.wav"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
