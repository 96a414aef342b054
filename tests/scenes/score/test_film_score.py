"""The files of a score are named by their content, and say all of it once."""

import base64
import gzip
import io
import json
import re
import unicodedata

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from scenes.score.film_score import (
    PAGE_LETTERS,
    film_score,
    packed_step,
    score_of_packed,
)
from scenes.score.letters import FONTS, font, fonts, letters_of
from scenes.score.moments import piece_of
from scenes.score.packed import LINE, packed, packed_in_lines, piece
from scenes.stage.themes import THEMES
from scenes.stage.typeface import Type
from tests.scenes.score.shown import shown


def unpacked(content):
    """(name, bytes) of a file of a score."""
    name, coded = re.fullmatch(
        r'matreelPiece\("([0-9a-f]+)","([A-Za-z0-9+/=]*)"\)\n', content.decode()
    ).groups()
    return name, base64.b64decode(coded)


def unzipped(content):
    return json.loads(gzip.decompress(unpacked(content)[1]))


@pytest.fixture(scope="module")
def told(digit_film):
    """Two steps of a film, each of a few moments, in two languages."""
    shots = [digit_film.shots_of(step)[0] for step in (1, 2)]
    pieces = [
        piece_of(shown(digit_film, [(shot, 1.0), (shot, 1.5)]), first=2 * number)
        for number, shot in enumerate(shots)
    ]
    return {"en": pieces, "zh": pieces}


def test_a_file_is_named_by_its_content():
    name, content = piece(b"abc")
    assert unpacked(content) == (name.removesuffix(".js"), b"abc")
    assert piece(b"abc") == (name, content)
    assert piece(b"abd")[0] != name
    assert packed({"a": [1]}) == packed({"a": [1]})


@pytest.mark.parametrize("text", ["</script>", "\u2028", "\ud800", '"'])
def test_what_a_trace_says_cannot_leave_its_file(text):
    _, content = packed({"text": text})
    assert re.fullmatch(rb'matreelPiece\("[0-9a-f]+","[A-Za-z0-9+/=]*"\)\n', content)
    assert unzipped(content)["text"] == text.replace("\ud800", "?")


@pytest.mark.parametrize("count", [0, 1, LINE - 1, LINE, LINE + 1, 3 * LINE])
def test_a_step_is_in_lines_that_can_be_read_alone(count):
    """Its file is one text of JSON, too, as pages read it that know no lines."""
    content = {
        "format": 1,
        "marks": [[3, '],\n["\u00e9\u4e2d', k] for k in range(count)],
        "looks": [[k, k + 1] for k in range(0, count, 2)],
        "lit": [[0, [1, 2], None, "", "]"]],
    }
    _, file = packed_in_lines(content)
    assert unzipped(file) == {**content, "line": LINE}
    head, *lines = gzip.decompress(unpacked(file)[1]).decode().split("\n")
    assert json.loads(head + "]}")["lit"] == content["lit"]
    long = [[]]
    for line in lines:
        if line.startswith("]"):
            long.append([])
        elif line:
            long[-1].append(json.loads(f"[{line.removesuffix(',')}]"))
    assert long.pop() == []
    for name, some in zip(("marks", "looks"), long, strict=True):
        assert [one for line in some for one in line] == content[name]
        assert all(len(line) == LINE for line in some[:-1])


def test_all_pieces_are_there_and_grids_only_once(told):
    score, files = film_score(told)
    assert score["frames"] == 4 and score["size"] == [1920, 1080]
    assert [first for first, _, _ in score["pieces"]["en"]] == [0, 2]
    assert score["pieces"]["en"] == score["pieces"]["zh"]
    seen = {}
    for _, file, packs in score["pieces"]["en"]:
        content = unzipped(files[file])
        there = {}
        for pack in packs:
            there |= unzipped(files[pack])["grids"]
            seen[pack] = list(unzipped(files[pack])["grids"])
        assert set(content["grids"]) <= there.keys()
    names = [name for grids in seen.values() for name in grids]
    assert len(names) == len(set(names)) > 0
    for name, content in files.items():
        assert unpacked(content)[0] + ".js" == name
    named = {score["ramps"], *score["fonts"].values(), *seen}
    named |= {file for _, file, _ in score["pieces"]["en"]}
    assert named == files.keys()


def test_steps_can_be_packed_by_others(told):
    """Each by another process, which sends it as JSON."""
    sent = {
        language: [json.loads(json.dumps(packed_step(*one))) for one in pieces]
        for language, pieces in told.items()
    }
    assert score_of_packed(sent, fonts) == film_score(told)
    first, letters = told["en"][0][0], sent["en"][0]["letters"]
    assert letters == "".join(sorted(letters_of([first])))
    script = sent["en"][0]["script"].encode()
    assert unzipped(script) == json.loads(json.dumps({**first, "line": LINE}))


def test_the_ramps_are_those_of_the_themes(told):
    score, files = film_score(told)
    ramps = unzipped(files[score["ramps"]])
    for theme in THEMES:
        for coded, ramp in zip(ramps[theme.name], theme.ramps, strict=True):
            steps = np.frombuffer(base64.b64decode(coded), np.uint8).reshape(3, -1)
            assert np.array_equal(
                np.cumsum(steps, axis=1, dtype=np.uint8).T, ramp[:, :3]
            )


def mirrored(letter):
    """What stands for a letter in a line that runs from right to left, by the
    names that Unicode gives."""
    if not unicodedata.mirrored(letter):
        return letter
    turn = {"LEFT": "RIGHT", "RIGHT": "LEFT", "LESS": "GREATER", "GREATER": "LESS"}
    words = re.split(r"\b", unicodedata.name(letter))
    return unicodedata.lookup("".join(turn.get(word, word) for word in words))


def test_the_fonts_have_the_letters_and_hardly_more(told):
    letters = letters_of(one for one, _ in told["en"])
    assert "Σ" in letters or "×" in letters
    score, files = film_score(told)
    assert set(score["fonts"]) == {"words", "code"}  # no Chinese is in it
    for name, file in score["fonts"].items():
        with TTFont(io.BytesIO(unpacked(files[file])[1])) as opened:
            assert opened.flavor == "woff2"
            has = set(map(chr, opened.getBestCmap()))
            axes = [axis.axisTag for axis in opened["fvar"].axes]
        with TTFont(FONTS[name].path, lazy=True) as whole:
            could = set(map(chr, whole.getBestCmap()))
        wanted = {*letters, *PAGE_LETTERS}
        assert wanted & could <= has <= wanted | set(map(mirrored, wanted))
        assert axes == ["wght"]
        assert len(files[file]) < 60_000


def test_a_cut_font_is_as_wide_as_the_stage_draws():
    text = "Hidden layer: weights × image"
    with TTFont(io.BytesIO(font("words", "".join(sorted(set(text)))))) as opened:
        names, widths = opened.getBestCmap(), opened["hmtx"].metrics
        wide = sum(widths[names[ord(one)]][0] for one in text)
        wide /= opened["head"].unitsPerEm
    # Without kerning, and at the font's own default weight.
    assert wide * 22 == pytest.approx(Type("words", 22.0, 400).width(text), rel=0.02)


def test_a_font_without_the_letters_is_left_out():
    assert font("words", "\u4e2d") is None
    assert fonts("ab \u4e2d").keys() == {"words", "code", "cjk"}
    assert fonts("ab").keys() == {"words", "code"}
