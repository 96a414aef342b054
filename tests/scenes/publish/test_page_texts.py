"""What a page says: links, both languages, and nothing that is markup."""

import copy
import json
from html.parser import HTMLParser

import pytest

from scenes.film.film import Film
from scenes.publish.manifest import manifest
from scenes.publish.markup import address, colored
from scenes.publish.page import write_pages
from scenes.publish.source_page import line_identity
from tests.small_film import PACE, small_trace

HOSTILE = (
    '</script><script>document.title = "taken"</script>'
    '<img src="https://evil.example/x" onerror="alert(1)">'
    "\"'&amp;\u2028\ud800{}${name}"
)


@pytest.fixture(scope="module")
def told():
    return manifest(Film(small_trace(), speed=PACE), "forward", (10, 60))


class Links(HTMLParser):
    """The targets and identities of a page, and its script elements."""

    def __init__(self, text):
        super().__init__()
        self.links, self.identities, self.scripts = [], set(), 0
        self.images = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.scripts += tag == "script"
        if tag == "a":
            self.links.append(attributes.get("href"))
        if tag == "img":
            self.images.append(attributes["src"])
        self.identities.add(attributes.get("id"))


def hostile(told):
    """A manifest with HOSTILE in the place of every text of a trace."""
    bad = copy.deepcopy(told)
    for one in (
        bad["title"],
        *(step[key] for step in bad["steps"] for key in ("name", "title", "words")),
    ):
        one["en"] = one["zh"] = HOSTILE
    for step in bad["steps"]:
        step["function"] = step["file"] = HOSTILE
        for act in step["acts"]:
            act["title"] = act["lead"] = {"en": HOSTILE, "zh": HOSTILE}
            act["shapes"] = act["expression"] = HOSTILE
            for value in (*act["operands"], act["result"]):
                value["name"] = HOSTILE
    bad["sources"] = {HOSTILE: f"x = 1  # {HOSTILE}\n"}
    bad["functions"] = {HOSTILE: {"file": HOSTILE, "first": 1, "last": 1}}
    return bad


@pytest.mark.parametrize(
    "arguments, expected",
    [
        ({}, "forward.html#forward"),
        ({"slug": "sums"}, "forward.html#forward/sums"),
        ({"slug": "sums", "rate": 60}, "forward.html#forward/sums@rate=60"),
        ({"frame": 123}, "forward.html#forward@frame=123"),
        ({"frame": 738, "rate": 60}, "forward.html#forward@frame=738&rate=60"),
    ],
)
def test_addresses(arguments, expected):
    assert address("forward", **arguments) == expected


@pytest.mark.parametrize(
    "source",
    [
        "",
        "x = 1",
        "def f(x):\n    return x @ y  # no\n",
        '"""a\nb"""\nx = 1',
        "not python ( at all\n\n\tif",
    ],
)
def test_coloured_lines_are_the_source(source):
    assert (
        "\n".join("".join(text for _, text in line) for line in colored(source))
        == source
    )


def test_each_line_links_to_its_steps_and_back(told, tmp_path):
    write_pages(tmp_path, [told])
    page = Links((tmp_path / "source.html").read_text())
    for step in told["steps"]:
        if step["statement"]:
            for rate in (10, 60):
                assert address("forward", step["slug"], rate=rate) in page.links
            assert line_identity(step["file"], step["statement"][0]) in page.identities


def test_the_overview_links_to_every_step(told, tmp_path):
    write_pages(tmp_path, [told])
    page = Links((tmp_path / "index.html").read_text())
    assert {address("forward", step["slug"]) for step in told["steps"]} < set(
        page.links
    )


@pytest.mark.parametrize("name", ["index", "source"])
def test_no_film_takes_the_place_of_a_page(told, tmp_path, name):
    with pytest.raises(ValueError, match="another name"):
        write_pages(tmp_path, [{**told, "name": name}])


def test_a_hostile_trace_writes_no_markup(told, tmp_path):
    write_pages(tmp_path / "harmless", [told])
    write_pages(tmp_path, [hostile(told)])
    for name in ("index", "source", "forward"):
        harmless, page = (
            Links((folder / f"{name}.html").read_text())
            for folder in (tmp_path / "harmless", tmp_path)
        )
        assert page.scripts == harmless.scripts > 0
        assert page.images == ["films/forward/poster.png"] * (name == "index")
    script = (tmp_path / "films/forward/film.js").read_text()
    assert "<" not in script and "\u2028" not in script
    film = json.loads(script.split(" = ", 1)[1].rstrip(";\n"))
    assert film["title"]["en"] == HOSTILE.replace("\ud800", "?")


@pytest.mark.slow
def test_a_hostile_trace_shows_as_text(told, browser, tmp_path):
    write_pages(tmp_path, [hostile(told)])
    root = f"{tmp_path.as_uri()}/"
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    for name in ("index", "source", "forward"):
        page.goto(f"{root}{name}.html")
        page.wait_for_timeout(200)
        assert page.title() != "taken"
        shown = HOSTILE.replace("\ud800", "?").split("\u2028")[0]
        assert shown in page.text_content("body")
    assert [url for url in asked if not url.startswith((root, "data:"))] == []
