"""What a page reads of a piece is what is in it, in whatever order it is wanted."""

import base64
import gzip
import json
from pathlib import Path

import pytest

from scenes.publish import page as pages
from scenes.score.packed import LINE, packed_in_lines

pytestmark = pytest.mark.slow
SCORE = Path(pages.__file__).parent / "assets" / "score.js"
READ = """([coded, marks, looks]) => {
  const piece = pieceOf(bytesOf(coded));
  return { ...piece, marks: marks.map((one) => piece.marks.at(one)),
    looks: looks.map((one) => piece.looks.at(one)) };
}"""
CONTENT = {
    "format": 1,
    "moments": [[0, [0, 1]], [7, [1]]],
    "told": [[0, "é, 中\n", "],", "]}"]],
    "marks": [[3, f'"],\\ {k} 中', k, [k, [-1]]] for k in range(2 * LINE + 5)],
    "looks": [[k, k // 2] for k in range(LINE + 1)],
}


@pytest.fixture(scope="module")
def read(browser):
    page = browser.new_page()
    page.add_script_tag(path=SCORE)
    yield lambda text, *wanted: page.evaluate(
        READ, [base64.b64encode(text).decode(), *map(list, wanted)]
    )
    page.close()


def in_lines(content):
    _, file = packed_in_lines(content)
    return gzip.decompress(base64.b64decode(file.decode().split('"')[3]))


def as_published_before(content):
    return json.dumps(content, separators=(",", ":")).encode()


@pytest.mark.parametrize("written", [in_lines, as_published_before])
@pytest.mark.parametrize(
    "marks, looks",
    [
        (range(len(CONTENT["marks"])), range(len(CONTENT["looks"]))),
        ([2 * LINE + 4, 0, LINE, LINE - 1, 0], [LINE, 0, LINE - 1]),
        ([], []),
    ],
)
def test_a_piece_is_read_as_it_was_written(read, written, marks, looks):
    piece = read(written(CONTENT), marks, looks)
    assert piece.pop("line", LINE) == LINE
    assert piece == {
        **CONTENT,
        "marks": [CONTENT["marks"][k] for k in marks],
        "looks": [CONTENT["looks"][k] for k in looks],
    }


def test_a_piece_without_marks(read):
    empty = {**CONTENT, "marks": [], "looks": []}
    piece = read(in_lines(empty), [], [])
    assert piece.pop("line") == LINE
    assert piece == empty
