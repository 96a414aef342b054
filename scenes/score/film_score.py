"""The score of a whole film: its pieces put together, and what names them."""

import base64
import string
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from scenes.score.extent import UNIT, union
from scenes.score.letters import fonts, letters_of
from scenes.score.moments import FORMAT, RATE
from scenes.score.packed import packed, packed_in_lines, piece
from scenes.stage.palette import BACKGROUND, EMPTY
from scenes.stage.themes import THEMES, Theme
from scenes.stage.view import UPRIGHT, WIDE

Pieces = Mapping[str, Sequence[Sequence[Any]]]  # language -> each step's

# A page sets its own words in the film's type, too.
PAGE_LETTERS = string.ascii_letters + string.digits + string.punctuation + " ×–—“”’…·"


def film_score(
    told: Mapping[str, Sequence[tuple[dict[str, Any], dict[str, Any]]]],
    cut_to: Callable[[str], dict[str, bytes]] = fonts,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What `score_of_packed` gives for pieces that are not packed yet.

    Args:
        told: language -> what moments.piece_of gives for each step.
        cut_to: gives the fonts of some letters, as letters.fonts does.
    """
    steps = {
        language: [packed_step(*one) for one in pieces]
        for language, pieces in told.items()
    }
    return score_of_packed(steps, cut_to)


def packed_step(piece: dict[str, Any], grids: dict[str, Any]) -> dict[str, Any]:
    """What a film's score needs of one of its steps, for JSON.

    Args:
        piece, grids: as moments.piece_of gives them.

    Returns:
        first, frames, stage: as in the piece
        letters   of its texts, sorted
        file      name of the piece's file
        script    what is in it
        grids     as they were given
    """
    file, script = packed_in_lines(piece)
    return {
        "first": piece["first"],
        "frames": piece["frames"],
        "stage": piece.get("stage"),
        "letters": letters_of([piece]),
        "file": file,
        "script": script.decode(),
        "grids": grids,
    }


def score_of_packed(
    told: Mapping[str, Sequence[dict[str, Any]]],
    cut_to: Callable[[str], dict[str, bytes]],
    upright: Mapping[str, Sequence[dict[str, Any]]] | None = None,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """(what a page knows of a score, name -> bytes of its files).

    Args:
        told: language -> what `packed_step` gives for each step.
        cut_to: gives the fonts of some letters, as letters.fonts does.
        upright: as `told`, of the same film laid out upright; None: it is not.

    Returns:
        The first for JSON:

            format, rate, frames
            size      [width, height] of a frame in design pixels
            stage     [left, top, width, height] in design pixels of all that
                      is not beside the stage, the whole film long
            themes    in the order of a piece's colours: [[name, colour of
                      the ground, of a cell that holds nothing yet], ...]
            fonts     name -> file
            ramps     a file: for each theme the levels of both ramps, in
                      base64: red, then green, then blue of all levels, each
                      as what it is more than the one before, modulo 256
            pieces    language -> for each step [first frame, file, files of
                      the grids that it shows]
            upright   {size, stage, pieces} of the same film laid out upright,
                      if it is
    """
    files: dict[str, bytes] = {}

    def kept(named: tuple[str, bytes]) -> str:
        files[named[0]] = named[1]
        return named[0]

    packs: dict[str, str] = {}  # of a grid: the file that it is in

    def pieces_of(told: Mapping[str, Sequence[dict[str, Any]]]) -> Pieces:
        steps: dict[str, list[list[Any]]] = {language: [] for language in told}
        for number in range(max(map(len, told.values()))):
            for language, pieces in told.items():
                step, grids = pieces[number], pieces[number]["grids"]
                new = {name: grid for name, grid in grids.items() if name not in packs}
                if new:
                    file = kept(packed({"format": FORMAT, "grids": new}))
                    packs.update(dict.fromkeys(new, file))
                needed = sorted({packs[name] for name in grids})
                file = kept((step["file"], step["script"].encode()))
                steps[language].append([step["first"], file, needed])
        return steps

    pieces = pieces_of(told)
    cut = cut_to(film_letters(told, upright or {}))
    last = next(iter(told.values()))[-1]
    return score_of(
        last["first"] + last["frames"],
        stage=_stage(told, WIDE),
        ramps=kept(packed_ramps()),
        fonts={name: kept(piece(one)) for name, one in cut.items()},
        pieces=pieces,
        upright=upright_of(_stage(upright, UPRIGHT), pieces_of(upright))
        if upright
        else None,
    ), files


def film_letters(*told: Mapping[str, Sequence[dict[str, Any]]]) -> str:
    """The letters that a film's fonts have, sorted; `told` and `upright` as of
    `score_of_packed`."""
    used = {
        letter
        for one in told
        for steps in one.values()
        for step in steps
        for letter in step["letters"]
    }
    return "".join(sorted({*used, *PAGE_LETTERS}))


def score_of(
    frames: int,
    *,
    stage: Sequence[int],
    ramps: str,
    fonts: Mapping[str, str],
    pieces: Pieces,
    upright: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What a page knows of a score, as film_score gives it, of files that
    have names already."""
    return {
        "format": FORMAT,
        "rate": RATE,
        "frames": frames,
        "size": list(WIDE),
        "stage": list(stage),
        "themes": [[one.name, *one.colors([BACKGROUND, EMPTY])] for one in THEMES],
        "ramps": ramps,
        "fonts": fonts,
        "pieces": pieces,
        **({"upright": upright} if upright else {}),
    }


def upright_of(stage: Sequence[int], pieces: Pieces) -> dict[str, Any]:
    """What a page knows of the same film laid out upright."""
    return {"size": list(UPRIGHT), "stage": list(stage), "pieces": pieces}


@cache
def packed_ramps(name: str = "") -> tuple[str, bytes]:
    """(name, bytes) of the file of both ramps in each theme; `name` is as of
    packed.piece."""
    return packed({one.name: _ramps(one) for one in THEMES}, name)


def _stage(
    told: Mapping[str, Sequence[dict[str, Any]]], size: tuple[int, int]
) -> list[int]:
    """The room of the stage in all steps, in whole design pixels."""
    steps = [one for steps in told.values() for one in steps]
    found = union(one["stage"] and tuple(one["stage"]) for one in steps)
    left, top, right, bottom = found or (0, 0, *(UNIT * length for length in size))
    first = int(left // UNIT), int(top // UNIT)
    last = -int(-right // UNIT), -int(-bottom // UNIT)
    return [*first, last[0] - first[0], last[1] - first[1]]


@cache
def _ramps(theme: Theme) -> list[str]:
    """The levels of both ramps, as film_score has them."""
    return [
        base64.b64encode(
            np.diff(ramp[:, :3].T, axis=1, prepend=np.uint8(0)).tobytes()
        ).decode()
        for ramp in theme.ramps
    ]
