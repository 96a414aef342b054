"""Where each step is: links into the videos and the page, and a description.

The links count seconds from the film's start and are relative to the folder
of the film. Every time is computed from the film: none is written by hand.
"""

import csv
import io
import math
import re
from itertools import groupby
from operator import itemgetter
from urllib.parse import quote

from scenes.publish import file_names as names
from scenes.stage.typeface import printable
from scenes.words.languages import ALL

SHORTEST = 10  # seconds of a chapter on YouTube, which wants three or more
FEWEST = 3
BETWEEN = " › "  # from a call or pass to what is in it
LONGEST_TEXT = 5000  # bytes that YouTube takes
COLUMNS = ("step", "name", "file", "line", "second", "page")


def rows(manifest):
    """A dict for each step, with its links; the keys are COLUMNS and rates.

    Args:
        manifest: the contents of film.json.
    """
    for number, step in enumerate(manifest["steps"], 1):
        links = {
            f"{rate} fps": f"{quote(one['video'])}#t={step['start']:g}"
            for rate, one in manifest["rates"].items()
            if "video" in one
        }
        yield {
            "step": number,
            "name": BETWEEN.join([*_within(step, "en"), step["name"]["en"]]),
            "file": step["file"] or "",
            "line": step["statement"][0] if step["statement"] else "",
            "second": f"{step['start']:.1f}",
            "page": names.page_link(manifest["name"], step["slug"]),
            **links,
        }


def as_csv(manifest):
    """The text of chapters.csv."""
    written = io.StringIO()
    table = list(rows(manifest))
    writer = csv.DictWriter(written, table[0])
    writer.writeheader()
    writer.writerows(
        {key: no_formula(value) for key, value in row.items()} for row in table
    )
    return written.getvalue()


def as_markdown(manifest):
    """The text of chapters.md."""
    rates = [f"{rate} fps" for rate, one in manifest["rates"].items() if "video" in one]
    lines = [
        f"# {_plain(manifest['title']['en'])}",
        "",
        _table_row("step", "source", "second", *rates, "page"),
        _table_row(*["---"] * (len(rates) + 4)),
    ]
    for row in rows(manifest):
        source = (
            f"{_plain(row['file'])}:{row['line']}"
            if row["line"]
            else _plain(row["file"])
        )
        links = [f"[{row['second']}]({row[rate]})" for rate in rates]
        lines.append(
            _table_row(
                _plain(row["name"]),
                source,
                row["second"],
                *links,
                f"[step]({row['page']})",
            )
        )
    return "\n".join(lines) + "\n"


def description(manifest, language="en", more=()):
    """The text to paste under a YouTube video, with time stamps.

    Args:
        more: lines that stand at its end.

    They follow its rules: from 0:00 on, at least three, each at least ten
    seconds long. A shorter step is told together with the one before it; of
    a film too short for three there are none.
    """
    title = manifest["title"][language]
    words = [step["words"][language] for step in manifest["steps"]]
    listed = stamps(manifest, language)
    text, shortest = "", SHORTEST
    while not text or len(text.encode()) > LONGEST_TEXT and listed:
        text = (
            "\n".join(
                map(
                    allowed,
                    [
                        title,
                        "",
                        words[0],
                        *([""] if listed else []),
                        *(f"{_clock(second)} {name}" for second, name in listed),
                        *(["", *more] if more else []),
                    ],
                )
            )
            + "\n"
        )
        shortest *= 2
        listed = stamps(manifest, language, shortest)
    return text if len(text.encode()) <= LONGEST_TEXT else allowed(title) + "\n"


def stamps(manifest, language, shortest=SHORTEST):
    """[(whole second, name)] of the chapters; [] where there are too few."""
    merged = []
    for step in manifest["steps"]:
        second = math.ceil(step["start"])  # within the step, not before it
        named = [(_within(step, language), step["name"][language])]
        if merged and second - merged[-1][0] < shortest:
            merged[-1][1].extend(named)
        else:
            merged.append((second, named))
    while len(merged) > 1 and manifest["seconds"] - merged[-1][0] < shortest:
        _, last = merged.pop()
        merged[-1][1].extend(last)
    if len(merged) < FEWEST:
        return []
    return [(second, _together(told, language)) for second, told in merged]


def _within(step, language):
    """The calls and passes that a step stands in, the outermost first."""
    return step.get("within", {}).get(language, [])


def _together(told, language):
    """The names of steps, after those of the calls and passes around them.

    Args:
        told: (what is around a step, its name) of each.
    """
    between = ", " if ALL[language].between else "、"
    groups = []
    for around, steps in groupby(told, itemgetter(0)):
        names = between.join(dict.fromkeys(name for _, name in steps))
        chapter = BETWEEN.join(around)
        groups.append(f"{chapter}{ALL[language].colon}{names}" if chapter else names)
    return "; ".join(groups) if ALL[language].between else "；".join(groups)


def _clock(second):
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def allowed(text):
    """One line without the angle brackets that YouTube refuses."""
    shown = printable(text).replace("<", "‹").replace(">", "›")
    return " ".join(shown.split())


def _plain(text):
    """Text as it is in a cell of a Markdown table, whatever it holds."""
    return re.sub(
        r"([\\`*_{}\[\]()<>#|&~!])", r"\\\1", " ".join(printable(str(text)).split())
    )


def _table_row(*cells):
    return f"| {' | '.join(cells)} |"


def no_formula(value):
    """A spreadsheet computes what begins so; a quote keeps it a text."""
    if not isinstance(value, str):
        return value
    shown = printable(value)
    return f"'{shown}" if shown[:1] in tuple("=+-@") else shown
