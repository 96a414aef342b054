"""Every letter that some font has is drawn by one that has it."""

import shutil

import numpy as np
import pytest

from scenes.stage.faces import CJK, FACES, INTER, MONO, face_of, runs
from scenes.stage.typeface import Type, ink, ink_box


@pytest.mark.parametrize(
    "letter, family, face",
    [
        ("a", "code", MONO),
        ("a", "words", INTER),
        ("δ", "code", MONO),
        ("₁", "code", MONO),
        ("ₜ", "code", INTER),  # JetBrains Mono has no small t below the line
        ("中", "code", CJK),
        ("隐", "words", CJK),
        ("の", "code", CJK),
        ("한", "words", CJK),
        ("∇", "code", CJK),
        ("\U0010ffff", "code", MONO),  # no font has it: the box of one's own
    ],
)
def test_the_first_face_that_has_a_letter(letter, family, face):
    assert face_of(letter, family) == face


def test_no_program_is_asked_for_what_the_own_fonts_have(tmp_path, monkeypatch):
    """Starting one takes as long as drawing some frames."""
    program, asked = tmp_path / "fc-list", tmp_path / "asked"
    program.write_text(f'#!/bin/sh\necho "$1" >> {asked}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    face_of.cache_clear()
    for letter in "aδ中":
        face_of(letter, "code")
    assert not asked.exists()
    face_of("\U0010fffe", "code")
    assert asked.read_text() == ":charset=10fffe:scalable=True\n"


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="no fontconfig")
@pytest.mark.parametrize("letter", ["😀", "𝔸", "א", "♞"])
def test_what_is_installed_is_found(letter):
    face = face_of(letter, "code")
    own = ink(letter, "code", 400, 40)[0]
    if face not in FACES["code"]:  # what this machine has is not for us to say
        box = ink("\U0010ffff", "code", 400, 40)[0]
        assert own.shape != box.shape or (own != box).any()


def _without_joiners(pieces):
    """Joiners and selectors are drawn by some fonts, and left out by others."""
    dropped = {"\u200d": None, "\ufe0f": None}
    return [piece.translate(str.maketrans(dropped)) for piece in pieces]


@pytest.mark.parametrize(
    "text, pieces",
    [
        ("x = W @ h", ["x = W @ h"]),
        ("x = 隐藏层 + 1", ["x = ", "隐藏层", " + 1"]),
        ("hₜ₋₁", ["h", "ₜ₋", "₁"]),
        ("e\u0301x", ["e\u0301x"]),  # an accent stays with its letter
        ("中\ufe0f文", ["中\ufe0f文"]),
        ("a\u200d中", ["a\u200d", "中"]),
        ("", [""]),
    ],
)
def test_runs(text, pieces):
    found = [piece for _, piece in runs(text, "code")]
    assert _without_joiners(found) == _without_joiners(pieces)


def _weighed(text, family, pixels):
    """(the ink of a line, that times how far it is from the line's start)."""
    mask, left, _ = ink(text, family, 400, pixels)
    columns = mask.sum(axis=0, dtype=float)
    return columns.sum(), columns @ (np.arange(mask.shape[1]) + left)


@pytest.mark.parametrize("text", ["x = 隐藏层 + 1", "hₜ₋₁ = δ·x", "日本語 한국어"])
@pytest.mark.parametrize("family", FACES)
@pytest.mark.parametrize("pixels", [11.5, 24, 60])
def test_the_ink_of_pieces_is_where_they_stand(text, family, pixels):
    """To a part of a pixel, as letters in browsers do."""
    x, before, line = 0.0, 0.0, ""
    for _, piece in runs(text, family):
        line += piece
        there, alone = _weighed(line, family, pixels), _weighed(piece, family, pixels)
        weight, moment = alone
        if weight:
            assert abs((there[1] - before - moment) / weight - x) < 0.3, line
        x, before = x + Type(family, 1).width(piece) * pixels, there[1]
    assert abs(x - Type(family, 1).width(text) * pixels) < 1e-6


@pytest.mark.parametrize("text", ["x = 隐藏层 + 1", "g", "-1.25", " ", ""])
@pytest.mark.parametrize("pixels", [1, 11.5, 24, 60])
def test_the_ink_fills_its_box(text, pixels):
    whole, left, top = ink(text, "code", 400, pixels)
    box = ink_box(text, "code", 400, pixels)
    assert (box[2] - box[0], box[3] - box[1]) == whole.shape[::-1]
    assert (box[0], box[1]) == (left, top)


@pytest.mark.parametrize("text", ["7", "1111", "+0.1", "-3.25", "−12.3456", "90.02"])
@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("pixels", [6.4, 14.67, 20.85, 22, 103.7])
def test_a_number_looks_as_its_digits_do_in_a_line(text, weight, pixels):
    """With a blank after it it is set as words are, by Pillow in one piece."""
    number, left, top = ink(text, "code", weight, pixels)
    line, *start = ink(f"{text} ", "code", weight, pixels)
    width = number.shape[1]
    assert [left, top] == start
    np.testing.assert_array_equal(number, line[:, :width])
    assert not line[:, width:].any()


@pytest.mark.parametrize("pixels", [14, 17.3, 22])
def test_letters_keep_their_distances(pixels):
    """None is moved to whole pixels: ten of a kind stand equally far apart."""
    mask, left, _ = ink("1" * 10, "code", 400, pixels)
    across = Type("code", 1).width("1") * pixels
    columns = mask.sum(axis=0, dtype=float)
    places = np.arange(mask.shape[1]) + left + 0.5
    for number in range(10):
        own = (places // across).astype(int) == number
        middle = columns[own] @ places[own] / columns[own].sum()
        assert abs(middle - (number + 0.5) * across) < 0.6, number
