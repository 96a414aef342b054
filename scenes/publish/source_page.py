"""The page source.html: every line that films show, and who computes it when."""

from html import escape

from scenes.publish.markup import address, colored, in_both, template


def source_page(manifests):
    """The page of the films' sources, line by line."""
    files = {}  # (file, text) -> line -> [(manifest, step)]
    for one in manifests:
        for file, text in one["sources"].items():
            lines = files.setdefault((file, text), {})
            for step in one["steps"]:
                if step["file"] == file and step["statement"]:
                    lines.setdefault(step["statement"][0], []).append((one, step))
    return template(
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
    title, name = one["title"], step["name"]
    moments = " ".join(
        f'<a href="{escape(address(film, step["slug"], rate=rate))}" '
        f'aria-label="{escape(title["en"])}: {escape(name["en"])}, {rate} fps" '
        f'data-zh-label="{escape(title["zh"])}：{escape(name["zh"])}，{rate} 帧/秒">'
        f"{rate}</a>"
        for rate in rates
    )
    colon = in_both("span", {"en": ": ", "zh": "："})
    return (
        f'<span class="link">{in_both("span", title)}{colon}'
        f"{in_both('span', name)} {moments}</span>"
    )


def line_identity(file, line):
    """What a line of a source is called in source.html#..."""
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else "-" for letter in file
    )
    return f"{kept}-{line}"
