"""The pages of a published folder: an overview, a page a film, the source.

The pages ask nothing of any other place and work from disk: what they know
of a film comes as a script. Whatever a trace says is escaped here, or is set
as text by player.js.

An address names a moment: `forward.html#forward/hidden-pre-sigmoid` is a
step, `forward.html#forward@frame=123` a frame of the 10 fps video and
`forward.html#forward@frame=738&rate=60` one of the 60 fps video.
`index.html` with the same ending leads there.
"""

import json
from html import escape
from pathlib import Path
from string import Template

from pygments.lexers import PythonLexer

from scenes.publish import file_names as names
from scenes.publish.site_files import FILMS, PAGES, STATIC
from scenes.publish.web_font import write_font
from scenes.reading.listing import docstrings
from scenes.stage.source_panel import kind_of
from scenes.words.naming import code

ASSETS = Path(__file__).parent / "assets"
RESERVED = tuple(
    Path(one).stem for one in PAGES
)  # pages that no film may take the name of


def address(film, slug="", *, frame=None, rate=None):
    """The address of a moment, from the folder that is published.

    Args:
        film: its name.
        slug: of a step; "" with a frame, or for the film's beginning.
        frame: number of the frame at `rate`, counted from 0.
        rate: frames a second; None: the lowest.
    """
    where = "&".join(
        f"{name}={number}"
        for name, number in (("frame", frame), ("rate", rate))
        if number is not None
    )
    return (
        f"{film}.html#{film}"
        + (f"/{slug}" if slug else "")
        + (f"@{where}" if where else "")
    )


def write_pages(folder, manifests, cells=()):
    """Write all pages into a folder that has `films/NAME/` for each film.

    Args:
        folder: the Path to write to.
        manifests: what manifest.manifest gives for each film, in order.
        cells: names of the films that have cells, as `write_cells` wrote
            them; others have no cells to point at.

    Raises:
        ValueError: a film has the name of another page.
    """
    folder = Path(folder)
    for one in manifests:
        if one["name"] in RESERVED:
            raise ValueError(
                f"expected a film of another name than "
                f"{' and '.join(RESERVED)}, got {one['name']!r}"
            )
    for name in STATIC:
        _write(folder / name, (ASSETS / name).read_text(encoding="utf-8"))
    _write(folder / "index.html", _index(manifests))
    _write(folder / "source.html", _source(manifests))
    for one in manifests:
        _write(folder / f"{one['name']}.html", _film(one))
        _write(
            folder / FILMS / one["name"] / names.SCRIPT,
            _script(
                "matreelFilm",
                {
                    **one,
                    "steps": [_as_shown(step) for step in one["steps"]],
                    "hasCells": one["name"] in cells,
                    "code": {
                        file: colored(text) for file, text in one["sources"].items()
                    },
                    "told": {
                        file: docstrings(text) for file, text in one["sources"].items()
                    },
                    "sources": {},
                },
            ),
        )
    write_font(folder)


def write_cells(path, cells):
    """Write what cells.cells_of gives as the script films/NAME/cells.js."""
    _write(Path(path), _script("matreelCells", cells))


def colored(text):
    """The lines of a Python source, each a list of [kind, text]; style.css
    has the colours of the kinds."""
    lines = [[]]
    for token, piece in PythonLexer(stripnl=False, ensurenl=False).get_tokens(text):
        kind = kind_of(token)
        for number, part in enumerate(piece.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append([kind, part])
    return lines


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    # "\ud800" and its like, which a trace may hold, have no UTF-8 form.
    path.write_bytes(text.encode("utf-8", "replace"))


def _script(name, content):
    """A script that sets a global constant; no "<" is in it."""
    text = json.dumps(
        content, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    for letter in "<\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return f"window.{name} = {text};\n"


def _template(page, **texts):
    return Template((ASSETS / page).read_text(encoding="utf-8")).substitute(texts)


def _in_both(tag, texts, **attributes):
    """An element with a text in both languages."""
    more = "".join(
        f' {name.rstrip("_")}="{escape(str(value))}"'
        for name, value in attributes.items()
    )
    return f'<{tag}{more} data-zh="{escape(texts["zh"])}">{escape(texts["en"])}</{tag}>'


def _film(one):
    name = one["name"]
    return _template(
        "film.html",
        name=escape(name),
        title=escape(one["title"]["en"]),
        title_zh=escape(one["title"]["zh"]),
        unscripted=_unscripted(one),
        downloads=_downloads(one),
    )


def _downloads(one):
    """Links to the videos of a film."""
    return "\n    ".join(
        _in_both(
            "a",
            {"en": f"Video, {rate} fps", "zh": f"视频，每秒 {rate} 帧"},
            class_="word",
            href=f"films/{one['name']}/{told['video']}",
            download=f"{one['name']}-{rate}.mp4",
        )
        for rate, told in sorted(one["rates"].items(), key=lambda pair: int(pair[0]))
        if "video" in told
    )


def _unscripted(one):
    """What a browser without scripts shows of a film: a video or a picture."""
    folder, lowest = f"films/{one['name']}", min(one["rates"], key=int)
    poster, video = one["poster"], one["rates"][lowest].get("video")
    if video is None:
        return f'<img src="{escape(f"{folder}/{poster}")}" alt="">'
    return (
        f'<video src="{escape(f"{folder}/{video}")}" '
        f'poster="{escape(f"{folder}/{poster}")}" controls></video>'
    )


def _as_shown(step):
    """A step whose values are named as on the screen, without "self."."""

    def shown(value):
        return {**value, "name": code(value["name"])}

    return {
        **step,
        "acts": [
            {
                **act,
                "result": shown(act["result"]),
                "operands": [shown(value) for value in act["operands"]],
            }
            for act in step["acts"]
        ],
    }


def _index(manifests):
    return _template(
        "index.html",
        cards="\n".join(map(_card, manifests)),
        source_link=_in_both("a", {"en": "Source", "zh": "源代码"}, href="source.html"),
    )


def _card(one):
    name = one["name"]
    minutes, seconds = divmod(round(one["seconds"]), 60)
    steps = "".join(
        f"<li>{_in_both('a', step['name'], href=address(name, step['slug']))}</li>"
        for step in one["steps"]
    )
    return (
        f'    <li class="card"><a class="poster" data-film="{escape(name)}" '
        f'href="{escape(address(name))}"><img alt="" width="640" '
        f'height="360" loading="lazy" '
        f'src="{escape("films/" + name + "/" + one["poster"])}">'
        f"{_in_both('span', one['title'], class_='title')}"
        f'<span class="length">{minutes}:{seconds:02}</span></a>'
        f"<details>{_in_both('summary', {'en': 'Steps', 'zh': '步骤'})}"
        f"<ol>{steps}</ol></details></li>"
    )


def _source(manifests):
    files = {}  # (file, text) -> line -> [(manifest, step)]
    for one in manifests:
        for file, text in one["sources"].items():
            lines = files.setdefault((file, text), {})
            for step in one["steps"]:
                if step["file"] == file and step["statement"]:
                    lines.setdefault(step["statement"][0], []).append((one, step))
    return _template(
        "source.html",
        files="\n".join(
            _listing(number, file, colored(text), lines)
            for number, ((file, text), lines) in enumerate(files.items())
        ),
    )


def _listing(number, file, code, steps):
    identity = f"file-{number}"
    rows = "\n".join(
        _row(file, line, pieces, steps.get(line, ()))
        for line, pieces in enumerate(code, 1)
    )
    return (
        f'<section aria-labelledby="{identity}">\n'
        f'<h2 id="{identity}">{escape(file)}</h2>\n'
        f'<ol class="listing">\n{rows}\n</ol>\n</section>'
    )


def _row(file, line, pieces, steps):
    words = "".join(
        f'<span class="{kind}">{escape(text)}</span>' if kind else escape(text)
        for kind, text in pieces
    )
    links = "".join(_links(one, step) for one, step in steps)
    return (
        f'<li id="{escape(line_identity(file, line))}"><code>{words}'
        "</code>" + (links and f'<span class="links">{links}</span>') + "</li>"
    )


def _links(one, step):
    film, rates = one["name"], sorted(one["rates"], key=int)
    moments = " ".join(
        f'<a href="{escape(address(film, step["slug"], rate=rate))}" '
        f'aria-label="{escape(one["title"]["en"])}: '
        f'{escape(step["name"]["en"])}, {rate} fps">{rate}</a>'
        for rate in rates
    )
    return (
        f'<span class="link">{_in_both("span", one["title"])}: '
        f"{_in_both('span', step['name'])} {moments}</span>"
    )


def line_identity(file, line):
    """What a line of a source is called in source.html#..."""
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else "-" for letter in file
    )
    return f"{kept}-{line}"
