"""The files of a score: what a browser loads from a server or from disk.

A piece is a script, which a page may load from disk too, that hands on the
base64 of zipped JSON, or of a font: `matreelPiece("NAME", "...")`.
"""

import base64
import gzip
import hashlib
import json
from typing import Any

SUFFIX = ".js"


def packed(content: Any, name: str = "") -> tuple[str, bytes]:
    """(name, bytes) of the file of some content for JSON; `name` is as of
    `piece`."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # "\\ud800" and its like, which a trace may hold, have no UTF-8 form.
    return piece(gzip.compress(text.encode("utf-8", "replace"), 9, mtime=0), name)


def piece(content: bytes, name: str = "") -> tuple[str, bytes]:
    """(name, bytes) of the file of some bytes.

    Args:
        name: [a-z0-9-], without SUFFIX, of what is asked for before it is
            made; "": it comes from the content.
    """
    name = name or hashlib.blake2b(content, digest_size=12).hexdigest()
    coded = base64.b64encode(content).decode()
    return name + SUFFIX, f'matreelPiece("{name}","{coded}")\n'.encode()
