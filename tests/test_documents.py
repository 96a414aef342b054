"""What the pages for people say is there, is."""

import re
from pathlib import Path

import pytest

from tests.test_rooms import ORDER

ROOT = Path(__file__).parents[1]
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (*ROOT.glob("*.md"), *(ROOT / "network").rglob("*.md"))
}
# In the change log the names of earlier versions stand, too.
NOW = [page for page in PAGES if page != "CHANGELOG.md"]


def paths_named(text):
    """What of a page in backticks is a path in the tree."""
    for quoted in re.findall(r"`([^`\n]+)`", text):
        yield from re.findall(
            r"(?<![\w/.-])(?:network|scenes|tests|tools|\.ci)/[\w./-]*\w", quoted
        )


def links_of(text):
    """The files that a page links to."""
    return [one for one in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in one]


@pytest.mark.parametrize("page", NOW)
def test_every_path_that_a_page_names_is_there(page):
    folder = (ROOT / page).parent
    missing = [path for path in paths_named(PAGES[page]) if not (ROOT / path).exists()]
    missing += [link for link in links_of(PAGES[page]) if not (folder / link).exists()]
    assert missing == []


@pytest.mark.parametrize(
    "text, paths",
    [
        ("`scenes/acts/act.py`", ["scenes/acts/act.py"]),
        ("`manim render scenes/forward.py`", ["scenes/forward.py"]),
        ("`tests/a/` and `network/b`", ["tests/a", "network/b"]),
        ("scenes/acts, `other/scenes/x`", []),
    ],
)
def test_paths_are_found(text, paths):
    assert list(paths_named(text)) == paths


def test_the_picture_of_the_rooms_is_their_order():
    drawn = re.findall(
        r"^ +[|v]  ((?:network|scenes)\S*) ", PAGES["CONTRIBUTING.md"], re.MULTILINE
    )
    assert drawn == list(reversed(ORDER))


@pytest.mark.parametrize("page", NOW)
def test_imports_that_a_page_shows_are_there(page):
    for line in re.findall(
        r"^from (?:network|scenes)\S* import .*", PAGES[page], re.MULTILINE
    ):
        exec(line, {})
