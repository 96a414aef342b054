"""Films published: what is not up to date rendered, then one new folder.

    index.html, FILM.html          the pages
    films/FILM/film.json           what a page knows of the film
              /RATE.mp4 poster.png contact-sheet.png captions.LANGUAGE.vtt ...
              /chapters.md chapters.csv description.txt slides/

Films published before that are not among those named stay as they are.
"""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from network.files.turns import turn_in
from scenes.publish import chapters, page, slides, workers
from scenes.publish import file_names as names
from scenes.publish import posters as pictures
from scenes.publish import site_folder as swap
from scenes.publish import subtitles as captions
from scenes.publish.cache import Cache
from scenes.publish.cell_tasks import cells_task_of
from scenes.publish.manifest import step_seconds, step_start
from scenes.publish.segments import material_of, task_of
from scenes.publish.video_joining import join
from scenes.reading.film_error import FilmError
from scenes.stage.typeface import printable
from scenes.words.languages import LANGUAGES

FILMS = "films"  # the folder of the films' folders
_CELLS = 8  # frames are rendered while a second's cells are found
_FILM_NAME = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True)
class Plan:
    """What is to be published.

    Attributes:
        productions: productions.Production, one for each film.
        rates: frames a second, rising; multiples of 10.
        size: of the videos, (width, height) in pixels.
        with_slides: slides too, whose videos run backwards as well.
    """

    productions: tuple
    rates: tuple
    size: tuple
    with_slides: bool = True

    def task(self, production, step, rate, *, backwards=False):
        return task_of(production, step, rate=rate, size=self.size, backwards=backwards)

    def tasks(self):
        """[(task, frames)], the longest first, so that the last are short.

        What finds a film's cells has none.
        """
        found = [
            (
                self.task(production, step, rate, backwards=backwards),
                frames(production, step, rate),
            )
            for production in self.productions
            for step in range(len(production.film.steps))
            for rate, backwards in self._videos()
        ]
        weights = dict(found)
        for one in self.productions:
            weights[cells_task_of(one)] = _CELLS * one.film.seconds
            found.append((cells_task_of(one), 0))
        return sorted(found, key=lambda task: -weights[task[0]])

    def _videos(self):
        yield from ((rate, False) for rate in self.rates)
        if self.with_slides:
            yield max(self.rates), True


def frames(production, step, rate):
    """How many frames a step has at a rate."""
    return round(step_seconds(production.film, step) * rate)


def publish(plan, out, *, cache, progress, count=None, scheduler=None):
    """Render what is not up to date, and publish it whole or not at all.

    Args:
        plan: a Plan.
        out: folder to publish to; it is replaced at the very end.
        cache: folder of finished segments, kept from run to run.
        progress: a progress.Progress.
        count: of processes on this machine; None: one for each core.
        scheduler: address of a Dask scheduler whose workers render instead.

    Raises:
        swap.FolderError: `out` is not to be replaced, or cannot be, or would
            take the cache with it.
        workers.WorkError: what was to be rendered could not be.
        FilmError: a file of the cache, or of a film published before, is
            damaged.
    """
    with _turn(out, progress):
        swap.check_replaceable(out)
    _check_apart(out, cache)
    kept = Cache(cache)
    tasks = plan.tasks()
    missing = [(task, length) for task, length in tasks if kept.find(task) is None]
    materials = {one.name: material_of(one) for one in plan.productions}
    wanted = [task for task, _ in missing]
    with progress.rendering(tasks, missing) as shown:
        made = (
            workers.on_cluster(scheduler, wanted, materials)
            if scheduler
            else workers.here(wanted, materials, workers=count, on_frames=shown.drawn)
        )
        for task, content in made:
            kept.keep(task, content)
            shown.finished(task)
    _around(out).mkdir(parents=True, exist_ok=True)
    with _turn(out, progress):
        swap.replace(out, lambda new, old: _write(plan, kept, new, old, progress))
    kept.clear()


def _around(out):
    """The folder in which `out` takes its name."""
    return Path(out).resolve().parent


def _turn(out, progress):
    return turn_in(
        _around(out),
        lambda: progress.say(
            f"waiting until another publish in {_around(out)} is done"
        ),
    )


def _check_apart(out, cache):
    """Refuse a cache in the folder that is replaced: it would be lost."""
    out, cache = Path(out).resolve(), Path(cache).resolve()
    if cache.is_relative_to(out):
        raise swap.FolderError(
            f"expected a cache that is not in {out}, which is replaced "
            f"whole, got {cache}"
        )


def _write(plan, kept, new, old, progress):
    """Fill a new folder with the films, and with those of the old one."""
    (new / FILMS).mkdir()
    for production in plan.productions:
        progress.say(f"joining {production.name}")
        write_film(plan, production, kept, new / FILMS / production.name)
    named = {production.name for production in plan.productions}
    for film in sorted((old / FILMS).glob("*")):
        if (
            film.name not in named
            and _FILM_NAME.fullmatch(film.name)
            and (film / names.FILM).is_file()
        ):
            shutil.copytree(film, new / FILMS / film.name)
    _write_pages(new)


def _write_pages(folder):
    """Write the pages of all films that a folder has."""
    films = sorted((folder / FILMS).iterdir())
    page.write_pages(
        folder,
        [_manifest(film) for film in films],
        cells={film.name for film in films if (film / names.CELLS).is_file()},
    )


def _manifest(folder):
    """What film.json in a film's folder says, perhaps since long ago."""
    try:
        told = json.loads((folder / names.FILM).read_text("utf-8"))
        if told["name"] == folder.name:
            return told
    except (ValueError, TypeError, LookupError):
        pass
    raise FilmError(
        f"expected what publish wrote of the film {folder.name} in its "
        f"{names.FILM}, got a file that is damaged; publish {folder.name} "
        f"too, or remove its folder from {FILMS}/"
    )


def write_film(plan, production, kept, folder):
    """Write the folder of a film from its segments.

    Args:
        kept: a cache.Cache that has them all.
        folder: Path of a folder to make.
    """
    folder.mkdir()
    film, best = production.film, max(plan.rates)
    for rate in plan.rates:
        join(
            _segments(plan, production, kept, rate),
            folder / names.video(rate),
            rate=rate,
            chapters=[
                (printable(step.name), round(step_start(film, index) * rate))
                for index, step in enumerate(film.steps)
            ],
        )
    video = folder / names.video(best)
    pictures.save(pictures.poster(film, video, best), folder / names.POSTER)
    pictures.save(
        pictures.contact_sheet_of(_segments(plan, production, kept, best)),
        folder / names.CONTACT_SHEET,
    )
    if plan.with_slides:
        slides.write(
            folder,
            production.scene.__name__,
            [
                (
                    *(
                        kept.path(plan.task(production, index, best, backwards=back))
                        for back in (False, True)
                    ),
                    step.caption,
                )
                for index, step in enumerate(film.steps)
            ],
            size=plan.size,
        )
    page.write_cells(folder / names.CELLS, _cells(kept.path(cells_task_of(production))))
    _write_texts(production, production.manifest(plan.rates, plan.size), folder)


def _segments(plan, production, kept, rate):
    return [
        (kept.path(plan.task(production, step, rate)), frames(production, step, rate))
        for step in range(len(production.film.steps))
    ]


def _cells(path):
    """The cells of a film, from the cache's file of them."""
    try:
        return json.loads(path.read_bytes())
    except ValueError:
        raise FilmError(
            f"expected the cells of a film in {path}, got a file "
            "that is damaged; remove it and publish again"
        ) from None


def _write_texts(production, manifest, folder):
    texts = {
        names.FILM: json.dumps(manifest, ensure_ascii=False, indent=1),
        "chapters.csv": chapters.as_csv(manifest),
        "chapters.md": chapters.as_markdown(manifest),
    }
    for language in LANGUAGES:
        told = production.films[language]
        texts[names.captions(language)] = captions.vtt(told, language)
        texts[names.captions(language, "srt")] = captions.srt(told, language)
        texts[names.description(language)] = chapters.description(manifest, language)
    for name, text in texts.items():
        # "\ud800" and its like, which a trace may hold, have no UTF-8 form.
        Path(folder, name).write_bytes(text.encode("utf-8", "replace"))
