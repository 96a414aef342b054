"""Read what film.json says of a film that was published before.

It may be of an older or a newer matreel, or damaged: all that pages are made
from is checked here, and nowhere else.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scenes.publish import file_names as names
from scenes.publish.site_files import FILMS
from scenes.reading.film_error import FilmError
from scenes.words.languages import LANGUAGES

MOST_BYTES = 100_000_000
MOST = 1e9  # of seconds, frames, lines: more is no film

Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _seconds(value: Any) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and 0 <= value < MOST


def _count(value: Any) -> bool:
    return isinstance(value, int) and _seconds(value)


def _file(value: Any) -> bool:
    """A file of the film's own folder."""
    return _text(value) and names.is_of_a_film(value)


def _maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _each(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _by(key: str, check: Check) -> Check:
    """A dict whose keys match a pattern."""
    return lambda value: (
        isinstance(value, dict)
        and all(
            re.fullmatch(key, name) is not None and check(one)
            for name, one in value.items()
        )
    )


def _with(fields: dict[str, Check], **later: Check) -> Check:
    """A dict with some fields; `later` ones may be missing: older sites have
    none. What else is in it is not looked at."""
    return lambda value: (
        isinstance(value, dict)
        and all(name in value and check(value[name]) for name, check in fields.items())
        and all(check(value[name]) for name, check in later.items() if name in value)
    )


_BOTH = _with({"en": _text, "zh": _text})
_PLACE = _maybe(lambda value: _each(_count)(value) and len(value) == 4)
_VALUE = _with({"name": _text, "shape": _maybe(_each(_count))})
_ACT = _with(
    {
        "kind": _text,
        "start": _seconds,
        "seconds": _seconds,
        "title": _BOTH,
        "lead": _BOTH,
        "mark": _PLACE,
        "shapes": _text,
        "expression": _text,
        "operands": _each(_VALUE),
        "result": _VALUE,
    },
    told=_seconds,
    others=_each(_VALUE),
)
_STEP = _with(
    {
        "slug": _text,
        "name": _BOTH,
        "start": _seconds,
        "seconds": _seconds,
        "title": _BOTH,
        "words": _BOTH,
        "function": _maybe(_text),
        "file": _maybe(_text),
        "statement": _PLACE,
        "acts": lambda value: _each(_ACT)(value) and bool(value),
    },
    within=_by(".*", _each(_text)),
    cues=_by(
        ".*",
        _each(
            lambda cue: (
                isinstance(cue, list)
                and len(cue) == 3
                and all(map(_seconds, cue[:2]))
                and _each(_text)(cue[2])
            )
        ),
    ),
)
FIELDS: dict[str, Check] = {
    "name": _text,
    "title": _BOTH,
    "seconds": _seconds,
    "rates": lambda value: (
        _by("[1-9][0-9]{0,3}", _with({"frames": _count}, video=_file))(value)
        and bool(value)
    ),
    "poster": _file,
    "contact_sheet": _file,
    "captions": _by("[a-z]+", _file),
    "steps": lambda value: _each(_STEP)(value) and bool(value),
    "functions": _by("(?s).*", _with({"file": _text, "first": _count, "last": _count})),
    "sources": _by("(?s).*", _text),
}


_PIECE = re.compile(r"[0-9a-f]{24}\.js")


def _piece(value: Any) -> bool:
    return _text(value) and _PIECE.fullmatch(value) is not None


def _room(value: Any) -> bool:
    """[left, top, width, height] of some of a frame."""
    return _each(_count)(value) and len(value) == 4 and min(value[2:]) > 0


_PIECES = _by(
    "[a-z]+",
    _each(
        lambda step: (
            isinstance(step, list)
            and len(step) == 3
            and _count(step[0])
            and _piece(step[1])
            and _each(_piece)(step[2])
        )
    ),
)
_SCORE = _with(
    {
        "format": _count,
        "rate": _count,
        "frames": _count,
        "size": _each(_count),
        "themes": _each(_each(_text)),
        "fonts": _by("[a-z]+", _piece),
        "ramps": _piece,
        "pieces": _PIECES,
    },
    stage=_room,
    upright=_with({"size": _each(_count), "stage": _room, "pieces": _PIECES}),
)
_NETWORK = _with(
    {
        "file": _piece,
        "hidden": lambda value: _count(value) and value > 0,
        "limits": lambda value: _each(_seconds)(value) and len(value) == 2,
    }
)
_WORKBOOK = re.compile(r"[0-9a-f]{24}\.[a-z]+\.xlsx")
LATER: dict[str, Check] = {  # older films have none
    "workbooks": _by(
        "[a-z]+", lambda value: _text(value) and bool(_WORKBOOK.fullmatch(value))
    ),
    "posters": _by("[a-z]+", _file),
    "score": _maybe(_SCORE),
    "network": _maybe(_NETWORK),
    "sound": _maybe(
        _with({"language": lambda value: value in LANGUAGES, "file": _file})
    ),
    "about": lambda value: value == {} or _BOTH(value),
    "origin": _text,
    "variants": _each(_text),
}


def film_json(folder: Path) -> dict[str, Any]:
    """What film.json in a film's folder says, perhaps since long ago.

    Raises:
        FilmError: it cannot be read, or pages cannot be made from it; the
            message names the field.
    """
    path = folder / names.FILM
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("too large")
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _unusable(folder, f"{type(error).__name__}: {error}"[:120]) from None
    if not isinstance(told, dict):
        raise _unusable(folder, "no object of fields")
    for field, check in FIELDS.items():
        if field not in told or not check(told[field]):
            raise _unusable(folder, f"of another form in {field!r}")
    for field, check in LATER.items():
        if field in told and not check(told[field]):
            raise _unusable(folder, f"of another form in {field!r}")
    if told["name"] != folder.name:
        raise _unusable(folder, "of a film of another name")
    return told


def _unusable(folder: Path, why: str) -> FilmError:
    return FilmError(
        f"expected what publish wrote of the film {folder.name} in its {names.FILM}, "
        f"got a file that is damaged or of another version ({why}); remove its "
        f"folder from {FILMS}/, and publish {folder.name} too if it is to stay"
    )
