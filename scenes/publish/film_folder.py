"""The folder of a published film, written from what its tasks gave."""

import json
from pathlib import Path

from scenes.publish import chapters, page, slides
from scenes.publish import file_names as names
from scenes.publish import subtitles as captions
from scenes.publish.cell_tasks import cells_task_of
from scenes.publish.font_tasks import fonts_of_score
from scenes.publish.manifest import step_start
from scenes.publish.publishing_plan import frames
from scenes.publish.score_tasks import score_task_of
from scenes.publish.site_workbooks import written_workbooks
from scenes.publish.video_joining import join
from scenes.publish.workbook_tasks import workbook_files
from scenes.score.film_score import score_of_packed
from scenes.sound.sound_track import write_track
from scenes.stage.typeface import printable
from scenes.stage.view import UPRIGHT, WIDE
from scenes.words.languages import LANGUAGES


def write_film(plan, production, books, kept, folder):
    """Write the folder of a film from its segments.

    Args:
        books: the WorkbookTasks of the site.
        kept: a cache.Cache that has them all.
        folder: Path of a folder to make.
    """
    folder.mkdir()
    told = _write_score(production, kept, folder)
    if plan.with_videos:
        _write_videos(plan, production, kept, folder)
    for task in plan.picture_tasks(production):
        (folder / task.file).write_bytes(kept.path(task).read_bytes())
    spoken = production.heard_language
    if spoken:
        track = production.narration.track(production.film.seconds)
        write_track(folder / names.sound(spoken), track)
    for file, size in ((names.CELLS, WIDE), (names.UPRIGHT_CELLS, UPRIGHT)):
        cells = kept.path(cells_task_of(production, size)).read_bytes()
        page.write_cells(folder / file, json.loads(cells))
    rates = plan.rates if plan.with_videos else ()
    manifest = production.manifest(
        plan.rates,
        plan.size,
        videos=rates,
        score=told,
        sound={"language": spoken, "file": names.sound(spoken)} if spoken else None,
        workbooks=written_workbooks(workbook_files(production, books), kept),
    )
    _write_texts(production, manifest, folder)


def _write_score(production, kept, folder):
    """Write the files of a film's score; what a page knows of it."""
    told, files = score_of_packed(
        kept_score(production, kept),
        lambda letters: fonts_of_score(letters, kept),
        kept_score(production, kept, UPRIGHT),
    )
    (folder / names.SCORE).mkdir()
    for name, content in files.items():
        (folder / names.SCORE / name).write_bytes(content)
    (folder / names.SCORE_TOLD).write_text(json.dumps(told), "utf-8")
    return told


def kept_score(production, kept, size=WIDE):
    """Language -> what the task of each step gave, as score_of_packed takes it;
    `size` is WIDE or UPRIGHT."""
    return {
        spoken: [
            json.loads(
                kept.path(score_task_of(production, step, spoken, size)).read_bytes()
            )
            for step in range(len(production.film.steps))
        ]
        for spoken in LANGUAGES
    }


def _write_videos(plan, production, kept, folder):
    """Write a film's videos from their segments, and its slides."""
    film, best, heard = production.film, max(plan.rates), production.narration
    for rate in plan.rates:
        join(
            _segments(plan, production, kept, rate),
            folder / names.video(rate),
            rate=rate,
            chapters=[
                (printable(step.name), round(step_start(film, index) * rate))
                for index, step in enumerate(film.steps)
            ],
            track=heard and heard.track(film.seconds),
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
