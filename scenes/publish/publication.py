"""Films published: what is not up to date rendered, then one new folder.

    index.html, FILM.html          the pages
    films/FILM/film.json           what a page knows of the film
              /RATE.mp4 poster.png contact-sheet.png captions.LANGUAGE.vtt ...
              /cells.js upright-cells.js score/
              /chapters.md chapters.csv description.txt slides/
    workbooks/                     one of each network, in each language

Films published before that are not among those named stay as they are, and
so does all that publish did not write.
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path

from network.files.locks import turn_in
from scenes.publish import file_names as names
from scenes.publish import page, workers
from scenes.publish import site_folder as swap
from scenes.publish.beside_tasks import aside, cut_letters
from scenes.publish.cache import Cache
from scenes.publish.film_folder import kept_score, write_film
from scenes.publish.film_json import film_json
from scenes.publish.font_tasks import LETTERS as PAGE_FONT
from scenes.publish.font_tasks import fonts_needed, kept_font, letters_of_fonts
from scenes.publish.pad_page import pad_files, without_lost
from scenes.publish.publishing_plan import SIZES
from scenes.publish.segments import material_of
from scenes.publish.site_files import FILMS, PAGES, STATIC, SiteFiles
from scenes.publish.site_networks import kept_networks, write_networks
from scenes.publish.site_workbooks import only_there, workbooks_of, write_workbooks
from scenes.publish.web_font import LETTERS
from scenes.publish.workbook_tasks import workbook_tasks
from scenes.score.film_score import film_letters
from scenes.words.film_titles import learning_order


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
        books = workbook_tasks(plan.productions, _kept_films(plan, out))
    _check_apart(out, cache)
    kept = Cache(cache)
    materials = {one.name: material_of(one) for one in plan.productions}

    with workers.on_cluster(scheduler) if scheduler else workers.here(count) as done:

        def make(tasks, progress_of):
            """Have what a cache lacks of some tasks made, and kept in it."""
            missing = _missing(kept, tasks)
            with progress_of(tasks, missing) as shown:
                for task, content in done(
                    [task for task, _ in missing], materials, on_frames=shown.drawn
                ):
                    kept.keep(task, content)
                    shown.finished(task)

        with aside(letters_of_fonts):  # to read them takes longer than all else
            make([*((one, 0) for one in books), *plan.page_tasks()], progress.writing)
        plan = replace(plan, drawn=_drawn(plan, kept))
        with aside(cut_letters, plan, books, kept):
            make([*_fonts(plan, kept), *plan.video_tasks()], progress.rendering)
    _around(out).mkdir(parents=True, exist_ok=True)
    with _turn(out, progress):
        swap.replace(
            out,
            lambda new, old: _write(plan, books, kept, new, old, progress),
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


def _fonts(plan, kept):
    """[(task, 0)] of the fonts of all films."""
    return [
        (task, 0)
        for one in plan.productions
        for task in fonts_needed(
            film_letters(*(kept_score(one, kept, size) for size in SIZES)), one.name
        )
    ]


def _written(plan, out):
    """What is written into a folder: the site_folder.Written."""
    others = _other_films(plan, SiteFiles(Path(out).resolve()))
    targets = {*PAGES, *STATIC, LETTERS, swap.MARK}
    for one in plan.productions:
        of_film = names.film_files(
            plan.rates if plan.with_videos else (),
            one.scene.__name__,
            len(one.film.steps) if plan.has_slides else 0,
            one.heard_language,
            one.language,
        )
        targets |= {f"{FILMS}/{one.name}/{file}" for file in of_film}
        targets.add(names.page(one.name))
    for name in others:
        targets |= {f"{FILMS}/{name}/{names.SCRIPT}", names.page(name)}
    networks = [one.network.told for one in plan.productions if one.network]
    targets |= pad_files([*networks, *kept_networks(others, Path(out).resolve())])
    kept = _kept_films(plan, out)
    books = {task.file for task in workbook_tasks(plan.productions, kept)}
    targets |= {f"{names.WORKBOOKS}/{file}" for file in {*books, *workbooks_of(kept)}}
    return swap.Written(targets, others)


def _other_films(plan, site):
    """The names of the films of a site that are not among those published."""
    named = {production.name for production in plan.productions}
    return [name for name in site.films if name not in named]


def _kept_films(plan, out):
    """What film.json says of them.

    Raises:
        FilmError: one is damaged.
    """
    site = SiteFiles(Path(out).resolve())
    return [film_json(site.folder / FILMS / name) for name in _other_films(plan, site)]


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


def _write(plan, books, kept, new, old, progress):
    """Fill a new folder with the films, and with those of the old one."""
    (new / FILMS).mkdir()
    for production in plan.productions:
        progress.say(f"joining {production.name}")
        write_film(plan, production, books, kept, new / FILMS / production.name)
    site = SiteFiles(old)
    others = _other_films(plan, site)
    for name in sorted(site.copied(others)):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(old / name, new / name)
    write_networks(new, old, plan.productions, others)
    told = [film_json(new / FILMS / name) for name in others]
    write_workbooks(new, old, books, kept, told)
    write_all_pages(new, kept)


def write_all_pages(folder, kept=None):
    """Write the pages of all films that a folder has.

    Args:
        kept: a cache.Cache of fonts; None: they are cut anew.
    """
    films = sorted(
        (folder / FILMS).iterdir(), key=lambda film: learning_order(film.name)
    )
    page.write_pages(
        folder,
        [only_there(folder, without_lost(folder, film_json(one))) for one in films],
        cells={film.name for film in films if (film / names.CELLS).is_file()},
        cut_to=kept and (lambda letters: kept_font(PAGE_FONT, letters, kept)),
    )
