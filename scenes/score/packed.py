"""The files of a score: what a browser loads from a server or from disk.

A piece is a script, which a page may load from disk too, that hands on the
base64 of zipped JSON, or of a font: `matreelPiece("NAME", "...")`.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

SUFFIX = ".js"
LONG = "marks", "looks"  # of a step's piece
LINE = 512  # of these in a line


def packed(content: Any, name: str = "") -> tuple[str, bytes]:
    """(name, bytes) of the file of some content for JSON; `name` is as of
    `piece`."""
    return _zipped(_text(content), name)


def packed_in_lines(content: Mapping[str, Any], name: str = "") -> tuple[str, bytes]:
    """(name, bytes) of the file of a step's piece, in lines: scenes.score says
    which. A page takes some of them at a time, when they are needed."""
    head = {key: one for key, one in content.items() if key not in LONG}
    lines = [_text({**head, "line": LINE})[:-1]]
    for key in LONG:
        lines[-1] += f',"{key}":['
        some = [content[key][k : k + LINE] for k in range(0, len(content[key]), LINE)]
        lines.append(",\n".join(_text(one)[1:-1] for one in some))
        lines.append("]")
    return _zipped("\n".join(lines) + "}", name)


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _zipped(text: str, name: str) -> tuple[str, bytes]:
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
