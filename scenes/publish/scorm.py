"""A site as a SCORM 1.2 package: each film a lesson that is completed at its end.

A lesson is a page of its own with the film's page in it, so that the site's pages
know nothing of where they are shown.
"""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from scenes.publish.markup import ASSETS
from scenes.publish.platform_rules import MANIFEST
from scenes.stage.typeface import printable

SCRIPT = "scorm.js"
_TIME = 1980, 1, 1, 0, 0, 0  # of each file: equal sites make equal packages
_PAGE = """<!doctype html>
<html lang={language}>
<meta charset="utf-8">
<title>{title}</title>
<style>html,body,iframe{{margin:0;width:100%;height:100%;border:0;display:block}}</style>
<iframe src={film} title={named} allow="fullscreen" allowfullscreen></iframe>
<script src="{script}" data-film={name}></script>
</html>
"""
_SCHEMAS = (
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" '
    'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
)


def lesson_page(film: str) -> str:
    """The name of a film's lesson in a package."""
    return f"lesson-{film}.html"


def write_package(
    path: Path, site: Path, manifests: Sequence[dict[str, Any]], language: str = "en"
) -> None:
    """Write a package with all of a site.

    Args:
        path: of the zip file.
        site: the folder of a published site.
        manifests: what film.json says of the films to list, in order.
        language: of the titles that the platform shows.
    """
    files = {
        one.relative_to(site).as_posix(): one.read_bytes()
        for one in sorted(site.rglob("*"))
        if one.is_file() and not one.name.startswith(".")
    }
    for one in manifests:
        files[lesson_page(one["name"])] = _lesson(one, language).encode()
    files[SCRIPT] = (ASSETS / SCRIPT).read_bytes()
    names = [*files]
    files[MANIFEST] = package_manifest(manifests, names, language).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(
                zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED
            )


def package_manifest(
    manifests: Sequence[dict[str, Any]], files: Sequence[str], language: str = "en"
) -> str:
    """The text of imsmanifest.xml: an organization with an item for each film.

    Args:
        files: the names of all files but this one.
    """
    items, resources = [], []
    for number, one in enumerate(manifests, 1):
        title = escape(printable(one["title"][language]))
        items.append(
            f'<item identifier="item-{number}" identifierref="lesson-{number}">'
            f"<title>{title}</title></item>"
        )
        page = quoteattr(lesson_page(one["name"]))
        resources.append(
            f'<resource identifier="lesson-{number}" type="webcontent" '
            f'adlcp:scormtype="sco" href={page}><file href={page}/>'
            f'<dependency identifierref="site"/></resource>'
        )
    listed = "".join(f"<file href={quoteattr(name)}/>" for name in files)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest identifier="matreel" version="1.0" {_SCHEMAS}>'
        "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>"
        '</metadata><organizations default="films"><organization identifier="films">'
        f"<title>matreel</title>{''.join(items)}</organization></organizations>"
        f"<resources>{''.join(resources)}"
        '<resource identifier="site" type="webcontent" adlcp:scormtype="asset">'
        f"{listed}</resource></resources></manifest>\n"
    )


def _lesson(manifest: dict[str, Any], language: str) -> str:
    title = printable(manifest["title"][language])
    return _PAGE.format(
        language=quoteattr(language),
        title=escape(title),
        film=quoteattr(f"{manifest['name']}.html"),
        named=quoteattr(title),
        script=SCRIPT,
        name=quoteattr(manifest["name"]),
    )
