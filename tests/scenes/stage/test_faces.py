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


@pytest.mark.parametrize("text", ["x = 隐藏层 + 1", "hₜ₋₁ = δ·x", "日本語 한국어"])
@pytest.mark.parametrize("family", FACES)
@pytest.mark.parametrize("pixels", [11.5, 24, 60])
def test_the_ink_of_pieces_is_where_they_stand(text, family, pixels):
    whole, left, top = ink(text, family, 400, pixels)
    x = 0.0
    for _, piece in runs(text, family):
        alone, start, height = ink(piece, family, 400, pixels)
        y, first = height - top, round(x) + start - left
        there = whole[y : y + alone.shape[0], first : first + alone.shape[1]]
        assert (there >= alone).all()
        x += Type(family, 1).width(piece) * pixels
    assert abs(x - Type(family, 1).width(text) * pixels) < 1e-6
    box = ink_box(text, family, 400, pixels)
    assert (box[2] - box[0], box[3] - box[1]) == whole.shape[::-1]
    assert (box[0], box[1]) == (left, top)


def test_no_letter_of_the_chinese_words_is_a_box():
    from scenes.words.chinese import NAMES

    letters = {letter for word in NAMES.values() for letter in word}
    letters = {letter for letter in letters if letter > "\u2e80"}
    assert len(letters) > 30
    for letter in letters:
        assert face_of(letter, "words") in (INTER, CJK)
        assert np.count_nonzero(ink(letter, "words", 400, 30)[0]) > 20
