"""The pages of a published folder: an overview, a page a film, the source.

The pages ask nothing of any other place and work from disk: what they know
of a film comes as a script. Whatever a trace says is escaped here, or is set
as text by the scripts.

An address names a moment: `forward.html#forward/hidden-pre-sigmoid` is a
step, `forward.html#forward@frame=123` a frame of the 10 fps video and
`forward.html#forward@frame=738&rate=60` one of the 60 fps video.
`index.html` with the same ending leads there. Before the "#" may stand ?embed,
the film alone as in other pages, ?whole, the whole picture as filmed, ?video,
the videos where there are some, and ?speaker, the window for who speaks.

A film's page, film.html, is in `main`: `#player` with `#picture`, in which the
stage is drawn and on which covers and marks lie, `#cue` for captions, the bar
with what it is played with, and `#readout`; `.now` with the words, `.source`,
`.steps`; after it the dialogs. Narrower than 600 pixels and higher than wide it
shows the film laid out upright, where there is such a score: the same moments, told
by the same words. The scripts each own some of it, as their first lines say, and
meet in `window.matreelPlayer`, which player.js makes.
"""

from html import escape
from pathlib import Path

from scenes.publish import file_names as names
from scenes.publish import pad_page
from scenes.publish.markup import (
    ASSETS,
    address,
    colored,
    in_both,
    script,
    template,
    write,
)
from scenes.publish.names_beside import VARIANTS
from scenes.publish.site_files import FILMS, PAGES, STATIC
from scenes.publish.source_page import source_page
from scenes.publish.web_font import write_font
from scenes.reading.listing import docstrings
from scenes.words.naming import code

RESERVED = tuple(
    Path(one).stem for one in (*PAGES, pad_page.PAGE)
)  # pages that no film may take the name of


def write_pages(folder, manifests, cells=(), cut_to=None):
    """Write all pages into a folder that has `films/NAME/` for each film.

    Args:
        folder: the Path to write to.
        manifests: what manifest.manifest gives for each film, in order.
        cells: names of the films that have cells, as `write_cells` wrote
            them; others have no cells to point at.
        cut_to: as web_font.write_font takes it.

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
        write(folder / name, (ASSETS / name).read_text(encoding="utf-8"))
    write(folder / "index.html", index_page(manifests))
    write(folder / "source.html", source_page(manifests))
    if told := pad_page.pad_told(manifests):
        for name in (pad_page.PAGE, *pad_page.ASSETS):
            write(folder / name, (ASSETS / name).read_text(encoding="utf-8"))
        write(folder / pad_page.TOLD, script("matreelPad", told))
    beside = zip([None, *manifests], manifests, [*manifests[1:], None])
    for preceding, one, following in beside:
        text = film_page(one, preceding=preceding, following=following)
        write(folder / f"{one['name']}.html", text)
        write(
            folder / FILMS / one["name"] / names.SCRIPT,
            film_script(one, has_cells=one["name"] in cells),
        )
    write_font(folder, cut_to)


def film_script(one, *, has_cells):
    """The script films/NAME/film.js: what a page knows of a film.

    Args:
        one: what manifest.manifest gives.
        has_cells: whether there is a cells.js beside it.
    """
    return script(
        "matreelFilm",
        {
            **one,
            "steps": [_as_shown(step) for step in one["steps"]],
            "hasCells": has_cells,
            "code": {file: colored(text) for file, text in one["sources"].items()},
            "told": {file: docstrings(text) for file, text in one["sources"].items()},
            "sources": {},
        },
    )


def cells_script(cells):
    """The script films/NAME/cells.js of what cells.cells_of gives."""
    return script("matreelCells", cells)


def write_cells(path, cells):
    """Write what cells.cells_of gives as the script films/NAME/cells.js."""
    write(Path(path), cells_script(cells))


def film_page(one, preloads=(), *, preceding=None, following=None):
    """The page of a film, of what manifest.manifest gives.

    Args:
        preloads: scripts that are fetched at once, before they are asked for.
        preceding: of the film that one goes back to from its beginning.
        following: of the film that one goes on to from its end; None: there is
            none.
    """
    name = one["name"]
    return template(
        "film.html",
        name=escape(name),
        title=escape(title_of(one)["en"]),
        title_zh=escape(title_of(one)["zh"]),
        draw_link=_draw_link([one], f"#{name}"),
        unscripted=_unscripted(one),
        preceding=_preceding(preceding),
        following=_following(following),
        downloads=_downloads(one) + _workbook_links(one),
        preloads="".join(
            f'\n<link rel="preload" as="script" href="{escape(file)}">'
            for file in preloads
        ),
    )


def title_of(one):
    """Language -> the title of a film, and what it is besides: short, upright."""
    known = [VARIANTS[name] for name in one.get("variants", ()) if name in VARIANTS]
    if not known:
        return one["title"]
    english, chinese = zip(*known)
    return {
        "en": f"{one['title']['en']} ({', '.join(english)})",
        "zh": f"{one['title']['zh']}（{'，'.join(chinese)}）",
    }


def _draw_link(manifests, ending=""):
    """A link to the page where one draws, if a film's network reads there."""
    if not pad_page.pad_told(manifests):
        return ""
    words = {"en": "Draw a digit", "zh": "手写一个数字"}
    return in_both("a", words, href=pad_page.PAGE + ending)


def _preceding(film):
    """A link to where the film that comes before has come to its end."""
    if film is None:
        return ""
    end = address(film["name"], film["steps"][-1]["slug"])
    return _beside(film, end, "preceding", "Previous film: ", "上一部影片：")


def _following(film):
    """A link to the film that comes next."""
    if film is None:
        return ""
    return _beside(
        film, address(film["name"]), "following", "Next film: ", "下一部影片："
    )


def _beside(film, href, name, english, chinese):
    title = title_of(film)
    words = {"en": english + title["en"], "zh": chinese + title["zh"]}
    return in_both("a", words, class_=name, href=href)


def _downloads(one):
    """Links to the videos of a film."""
    return "\n    ".join(
        in_both(
            "a",
            {"en": f"Video, {rate} fps", "zh": f"视频，每秒 {rate} 帧"},
            class_="word",
            href=f"films/{one['name']}/{told['video']}",
            download=f"{one['name']}-{rate}.mp4",
        )
        for rate, told in sorted(one["rates"].items(), key=lambda pair: int(pair[0]))
        if "video" in told
    )


def _workbook_links(one):
    """Links to the workbooks of a film."""
    words = {
        "en": {"en": "Workbook, live formulas", "zh": "工作簿（英文）"},
        "zh": {"en": "Workbook in Chinese", "zh": "工作簿，公式是活的"},
    }
    return "".join(
        "\n    "
        + in_both(
            "a",
            words[language],
            class_="word",
            href=f"{names.WORKBOOKS}/{file}",
            download=f"{one['name']}.{language}.xlsx",
        )
        for language, file in one.get("workbooks", {}).items()
        if language in words
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
                "others": [shown(value) for value in act.get("others", ())],
                "operands": [shown(value) for value in act["operands"]],
            }
            for act in step["acts"]
        ],
    }


def index_page(manifests):
    """The overview of films, of what manifest.manifest gives of each."""
    return template(
        "index.html",
        cards="\n".join(map(_card, manifests)),
        draw_link=_draw_link(manifests),
        source_link=in_both("a", {"en": "Source", "zh": "源代码"}, href="source.html"),
    )


def _card(one):
    name = one["name"]
    posters = {"en": one["poster"], **one.get("posters", {})}
    english, chinese = (
        escape(f"{FILMS}/{name}/{posters.get(spoken, one['poster'])}")
        for spoken in ("en", "zh")
    )
    minutes, seconds = divmod(round(one["seconds"]), 60)
    steps = "".join(
        f"<li>{in_both('a', step['name'], href=address(name, step['slug']))}</li>"
        for step in one["steps"]
    )
    return (
        f'    <li class="card"><a class="poster" data-film="{escape(name)}" '
        f'href="{escape(address(name))}"><img alt="" width="640" '
        f'height="360" loading="lazy" '
        f'src="{english}" data-zh-src="{chinese}">'
        f"{in_both('span', title_of(one), class_='title')}"
        f'<span class="length">{minutes}:{seconds:02}</span></a>'
        f"{_about(one)}"
        f"<details>{in_both('summary', {'en': 'Steps', 'zh': '步骤'})}"
        f"<ol>{steps}</ol></details></li>"
    )


def _about(one):
    """What a film is about, where it says so."""
    return in_both("p", one["about"], class_="about") if one.get("about") else ""
