"""The pictures that the README shows, drawn without rendering a film."""

from pathlib import Path

from scenes.film.picture_files import check_picture, write_picture
from scenes.film.stills import best_shot, contact_sheet, last_frames, still

WIDTH = 960
SHEET_WIDTH = 1280
SHEET, CLIP = "contact-sheet.png", "backprop.webp"
SHEET_FILM, CLIP_FILM = "forward", "backprop"
# Of the film: the error flows back, and each hidden neuron stamps the image.
CLIP_SECONDS = 113.2, 128.8
CLIP_WIDTH, CLIP_RATE = 960, 10


def write_gallery(productions, folder):
    """Write a picture of each film; all steps of SHEET_FILM, a clip of CLIP_FILM.

    Args:
        productions: publish.productions.Production.
        folder: to write to; what else is there stays.

    Yields:
        The Path of each file as it is written.

    Raises:
        FilmError: a picture that was not made here has a name that is needed;
            nothing is written then.
    """
    folder, productions = Path(folder), list(productions)
    for production in productions:
        for name in _names(production):
            check_picture(folder / name)
    folder.mkdir(parents=True, exist_ok=True)
    for production in productions:
        path = folder / f"{production.name}.png"
        _write(still(production.film, *best_shot(production.film), width=WIDTH), path)
        yield path
        if production.name == SHEET_FILM:
            _write(
                contact_sheet(
                    last_frames(production.film), across=2, width=SHEET_WIDTH
                ),
                folder / SHEET,
            )
            yield folder / SHEET
        if production.name == CLIP_FILM:
            _write_clip(production.film, folder / CLIP)
            yield folder / CLIP


def _names(production):
    yield f"{production.name}.png"
    if production.name == SHEET_FILM:
        yield SHEET
    if production.name == CLIP_FILM:
        yield CLIP


def _write(picture, path):
    write_picture(picture, path, optimize=True)


def _write_clip(film, path):
    """An animated WebP that repeats: READMEs show no videos."""
    start, end = CLIP_SECONDS
    end = min(end, film.seconds)
    frames = [
        still(film, *film.at(start + number / CLIP_RATE), width=CLIP_WIDTH)
        for number in range(round((end - start) * CLIP_RATE))
    ]
    write_picture(
        frames[0],
        path,
        save_all=True,
        append_images=frames[1:],
        duration=1000 // CLIP_RATE,
        loop=0,
        quality=70,
        method=4,
        minimize_size=False,
    )
