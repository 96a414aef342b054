"""A folder beside the site for each platform: what is dragged there, and a list of
what to choose.

    OUT-youtube/FILM/   video.mp4, and for each language title, description,
                        captions, thumbnail; tags.txt
    OUT-shorts/FILM/    the same of upright videos, without thumbnails
    OUT-lms/            films.zip, a SCORM 1.2 package of the whole site
    OUT-web/            the site, with .nojekyll, as static hosts take it

In each stands CHECKLIST.md.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from scenes.publish import file_names as names
from scenes.publish import site_folder
from scenes.publish.end_screen import STANDS
from scenes.publish.film_json import film_json
from scenes.publish.platform_rules import LONGEST_SHORT
from scenes.publish.productions import Production
from scenes.publish.scorm import write_package
from scenes.publish.site_files import FILMS, MARK
from scenes.publish.thumbnails import thumbnail
from scenes.publish.upload_texts import upload_description, upload_tags, upload_title
from scenes.reading.film_error import FilmError
from scenes.words.film_titles import learning_order
from scenes.words.languages import LANGUAGES

PLATFORMS = "youtube", "shorts", "web", "lms"
WITH_VIDEOS = "youtube", "shorts"
CHECKLIST = "CHECKLIST.md"
_LISTS = {
    "youtube": """# To upload, for each folder here

- [ ] Drag video.mp4 to YouTube Studio, Create, Upload videos.
- [ ] Paste title.en.txt and description.en.txt; the time stamps become chapters.
- [ ] Thumbnail: thumbnail.en.png.
- [ ] Show more: paste tags.txt; language English; category Education.
- [ ] "Made for kids": choose for yourself. "Altered content": no.
- [ ] Subtitles: upload captions.en.srt and captions.zh.srt, with timing.
- [ ] Translations: Chinese, with title.zh.txt and description.zh.txt.
- [ ] End screen: the last picture stands still for {stands:g} seconds, for a button to
      subscribe and the next film, in the order of this list:
""",
    "shorts": """# To upload, for each folder here

- [ ] Drag video.mp4 to YouTube Studio, Create, Upload videos: upright and of three
      minutes at most, it becomes a Short.
- [ ] Paste title.en.txt and description.en.txt.
- [ ] Show more: paste tags.txt; language English; category Education.
- [ ] "Made for kids": choose for yourself. "Altered content": no.
- [ ] Subtitles: upload captions.en.srt and captions.zh.srt, with timing.
- [ ] Translations: Chinese, with title.zh.txt and description.zh.txt.
- [ ] The picture in the feed is a frame: choose one in the app.
- [ ] Related video: the same film, wide. The films, in their order:
""",
    "lms": """# To add to a course

- [ ] Add an activity, SCORM package (Moodle: "SCORM package"; Canvas: "SCORM").
- [ ] Upload films.zip as it is: do not unpack it.
- [ ] Each film is a lesson; it is completed at its last step. There is no score.
- [ ] Choose: in a new window, or 1280 x 720 and larger in the page.
- [ ] Films, in the order in which one learns from them:
""",
    "web": """# To put on the web

- [ ] Drag all in this folder, without this list, to the host, or push it to a
      branch for pages. Nothing is computed there, and nothing is asked elsewhere.
- [ ] The first page is index.html.
- [ ] Films, in the order in which one learns from them:
""",
}


def check_upload(platform: str | None, productions: Sequence[Production]) -> None:
    """Refuse at once what a platform does not take.

    Raises:
        FilmError: a film is too long for it.
    """
    for one in productions:
        if platform == "shorts" and one.film.seconds > LONGEST_SHORT:
            raise FilmError(
                f"expected films of at most {LONGEST_SHORT} seconds for shorts, got "
                f"{one.name} of {one.film.seconds:g}; name the others, or tell less "
                f"of it"
            )


def write_upload(
    platform: str, site: Path, productions: Sequence[Production], *, address: str = ""
) -> Path:
    """Write the folder of a platform, whole or not at all.

    Args:
        platform: one of PLATFORMS; for those WITH_VIDEOS the site has some.
        site: the folder that was published.
        productions: of the films to list.
        address: where the site is on the web, for links; "": nobody says.

    Returns:
        The Path of the folder.

    Raises:
        site_folder.FolderError: something else has its name.
    """
    site = Path(site).resolve()
    folder = site.with_name(f"{site.name}-{platform}")
    films = sorted(productions, key=lambda one: learning_order(one.told_name))
    listed = "".join(f"  - {one.title['en']} ({one.upload_name})\n" for one in films)

    def write(new: Path, _: Path) -> None:
        if platform in WITH_VIDEOS:
            for one in films:
                place = new / one.upload_name
                _write_film(place, site / FILMS / one.name, one, address)
                if platform == "youtube":
                    _write_thumbnails(place, one)
        elif platform == "lms":
            lessons = [film_json(site / FILMS / one.name) for one in films]
            write_package(new / "films.zip", site, lessons)
        else:
            shutil.copytree(
                site,
                new,
                dirs_exist_ok=True,
                ignore=shutil.ignore_patterns(MARK, ".git"),
            )
            (new / ".nojekyll").write_bytes(b"")
        told = _LISTS[platform].format(stands=STANDS)
        (new / CHECKLIST).write_text(told + listed, "utf-8")

    site_folder.replace(folder, write)
    return folder


def _write_film(folder: Path, film: Path, production: Production, address: str) -> None:
    """All that is asked for where a film is uploaded."""
    folder.mkdir()
    told = film_json(film)
    best = max(told["rates"], key=int)
    shutil.copyfile(film / told["rates"][best]["video"], folder / "video.mp4")
    for language in LANGUAGES:
        texts = {
            "title": upload_title(told, language),
            "description": upload_description(told, language, address=address),
        }
        for name, text in texts.items():
            (folder / f"{name}.{language}.txt").write_text(text, "utf-8")
        captions = names.captions(language, "srt")
        shutil.copyfile(film / captions, folder / captions)
    kinds = {shot.act.kind for shot in production.film.shots}
    tags = ", ".join(upload_tags(production.record, kinds))
    (folder / "tags.txt").write_text(tags, "utf-8")


def _write_thumbnails(folder: Path, production: Production) -> None:
    for language in LANGUAGES:
        thumbnail(production, language).save(folder / f"thumbnail.{language}.png")
