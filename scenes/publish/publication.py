"""Films published: what is not up to date rendered, then one new folder.

    index.html, FILM.html          the pages
    films/FILM/film.json           what a page knows of the film
              /RATE.mp4 poster.png contact-sheet.png captions.LANGUAGE.vtt ...
              /chapters.md chapters.csv description.txt slides/

Films published before that are not among those named stay as they are, and
so does all that publish did not write.
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path

from network.files.locks import turn_in
from scenes.publish import chapters, page, slides, workers
from scenes.publish import file_names as names
from scenes.publish import posters as pictures
from scenes.publish import site_folder as swap
from scenes.publish import subtitles as captions
from scenes.publish.cache import Cache
from scenes.publish.cell_tasks import cells_task_of
from scenes.publish.film_json import film_json
from scenes.publish.manifest import step_start
from scenes.publish.publishing_plan import frames
from scenes.publish.score_tasks import score_task_of
from scenes.publish.segments import material_of
from scenes.publish.site_files import FILMS, PAGES, STATIC, SiteFiles
from scenes.publish.video_joining import join
from scenes.publish.web_font import LETTERS
from scenes.score.film_score import film_score
from scenes.stage.typeface import printable
from scenes.words.languages import LANGUAGES


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
        swap.check_replaceable(out, _written(plan, out))
        for name in _other_films(plan, SiteFiles(Path(out).resolve())):
            film_json(Path(out).resolve() / FILMS / name)  # raises, before anything
    _check_apart(out, cache)
    kept = Cache(cache)
    materials = {one.name: material_of(one) for one in plan.productions}

    def make(tasks, progress_of):
        """Have what a cache lacks of some tasks made, and kept in it."""
        missing = _missing(kept, tasks)
        wanted = [task for task, _ in missing]
        with progress_of(tasks, missing) as shown:
            for task, content in (
                workers.on_cluster(scheduler, wanted, materials)
                if scheduler
                else workers.here(
                    wanted, materials, workers=count, on_frames=shown.drawn
                )
            ):
                kept.keep(task, content)
                shown.finished(task)

    make(plan.looking_tasks(), progress.looking)
    plan = replace(plan, drawn=_drawn(plan, kept))
    make(plan.tasks(), progress.rendering)
    _around(out).mkdir(parents=True, exist_ok=True)
    with _turn(out, progress):
        swap.replace(
            out,
            lambda new, old: _write(plan, kept, new, old, progress),
            _written(plan, out),
        )
    kept.clear()


def _missing(kept, tasks):
    """Those of [(task, frames)] that a Cache lacks; of several that give the
    same only the first."""
    keys, missing = set(), []
    for task, length in tasks:
        if task.key not in keys and kept.find(task) is None:
            missing.append((task, length))
        keys.add(task.key)
    return missing


def _drawn(plan, kept):
    """What is drawn in the films of a plan, as Plan.drawn has it."""
    return {
        task.film: json.loads(kept.path(task).read_bytes())
        for task, _ in plan.looking_tasks()
    }


def _written(plan, out):
    """What is written into a folder: the site_folder.Written."""
    others = _other_films(plan, SiteFiles(Path(out).resolve()))
    targets = {*PAGES, *STATIC, LETTERS, swap.MARK}
    for one in plan.productions:
        of_film = names.film_files(
            plan.rates if plan.with_videos else (),
            one.scene.__name__,
            len(one.film.steps) if plan.has_slides else 0,
        )
        targets |= {f"{FILMS}/{one.name}/{file}" for file in of_film}
        targets.add(names.page(one.name))
    for name in others:
        targets |= {f"{FILMS}/{name}/{names.SCRIPT}", names.page(name)}
    return swap.Written(targets, others)


def _other_films(plan, site):
    """The names of the films of a site that are not among those published."""
    named = {production.name for production in plan.productions}
    return [name for name in site.films if name not in named]


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
    site = SiteFiles(old)
    others = _other_films(plan, site)
    for name in sorted(site.copied(others)):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(old / name, new / name)
    _write_pages(new)


def _write_pages(folder):
    """Write the pages of all films that a folder has."""
    films = sorted((folder / FILMS).iterdir())
    page.write_pages(
        folder,
        [film_json(film) for film in films],
        cells={film.name for film in films if (film / names.CELLS).is_file()},
    )


def write_film(plan, production, kept, folder):
    """Write the folder of a film from its segments.

    Args:
        kept: a cache.Cache that has them all.
        folder: Path of a folder to make.
    """
    folder.mkdir()
    told = _write_score(production, kept, folder)
    if plan.with_videos:
        _write_videos(plan, production, kept, folder)
    else:
        pictures.save(pictures.drawn_poster(production.film), folder / names.POSTER)
        pictures.save(
            pictures.drawn_contact_sheet(production.film), folder / names.CONTACT_SHEET
        )
    cells = kept.path(cells_task_of(production)).read_bytes()
    page.write_cells(folder / names.CELLS, json.loads(cells))
    rates = plan.rates if plan.with_videos else ()
    manifest = production.manifest(plan.rates, plan.size, videos=rates, score=told)
    _write_texts(production, manifest, folder)


def _write_score(production, kept, folder):
    """Write the files of a film's score; what a page knows of it."""
    told, files = film_score(
        {
            spoken: [
                json.loads(
                    kept.path(score_task_of(production, step, spoken)).read_bytes()
                )
                for step in range(len(production.film.steps))
            ]
            for spoken in LANGUAGES
        }
    )
    (folder / names.SCORE).mkdir()
    for name, content in files.items():
        (folder / names.SCORE / name).write_bytes(content)
    (folder / names.SCORE_TOLD).write_text(json.dumps(told), "utf-8")
    return told


def _write_videos(plan, production, kept, folder):
    """Write a film's videos from their segments, and what is taken from them."""
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
    if plan.has_slides:
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


def _segments(plan, production, kept, rate):
    return [
        (kept.path(plan.task(production, step, rate)), frames(production, step, rate))
        for step in range(len(production.film.steps))
    ]


def _write_texts(production, manifest, folder):
    texts = {
        names.FILM: json.dumps(manifest, ensure_ascii=False, indent=1),
        **dict(
            zip(
                names.CHAPTERS,
                (chapters.as_csv(manifest), chapters.as_markdown(manifest)),
                strict=True,
            )
        ),
    }
    for language in LANGUAGES:
        told = production.films[language]
        texts[names.captions(language)] = captions.vtt(told, language)
        texts[names.captions(language, "srt")] = captions.srt(told, language)
        texts[names.description(language)] = chapters.description(manifest, language)
    for name, text in texts.items():
        # "\ud800" and its like, which a trace may hold, have no UTF-8 form.
        Path(folder, name).write_bytes(text.encode("utf-8", "replace"))
