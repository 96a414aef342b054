"""What the files of a published film are called, whatever its trace is."""

import re

from scenes.words.languages import LANGUAGES

FILM_NAME = re.compile(r"\w+")  # what a film may be called
FILM = "film.json"
SCRIPT = "film.js"
CELLS = "cells.js"
UPRIGHT_CELLS = "upright-cells.js"  # of the film laid out upright
POSTER = "poster.png"  # in the language of the film's own screen
CONTACT_SHEET = "contact-sheet.png"
CHAPTERS = "chapters.csv", "chapters.md"
SLIDES = "slides"
SCORE = "score"  # the folder of its pieces
WORKBOOKS = "workbooks"  # the folder of the site's workbooks
SCORE_TOLD = f"{SCORE}/score.json"


def video(rate):
    """The video at a rate in frames a second."""
    return f"{rate}.mp4"


def posters(own):
    """Language -> the poster in it.

    Args:
        own: the language in which the film's screen speaks.
    """
    return {one: POSTER if one == own else f"poster.{one}.png" for one in LANGUAGES}


def captions(language, kind="vtt"):
    """The captions in a language, as "vtt" or "srt"."""
    return f"captions.{language}.{kind}"


def sound(language):
    """What is heard, in a language: MP3, which each browser plays."""
    return f"sound.{language}.mp3"


def description(language):
    """The text to paste under a video; the plain name is the English one."""
    return "description.txt" if language == "en" else f"description.{language}.txt"


def workbook(network, language):
    """The workbook of a network in a language, in the folder WORKBOOKS.

    Args:
        network: 24 hex digits that tell it from others.
    """
    return f"{network}.{language}.xlsx"


def page(film):
    """A film's page, in the top folder."""
    return f"{film}.html"


def page_link(film, slug):
    """From a film's folder to a step on its page."""
    return f"../../{page(film)}#{film}/{slug}"


def workbook_link(film, slug):
    """From the folder WORKBOOKS to a step on a film's page."""
    return f"../{page(film)}#{film}/{slug}"


def slide_videos(number):
    """The videos of a slide, forward and backwards, in a film's folder."""
    return tuple(f"{SLIDES}/files/{number:03}{end}.mp4" for end in ("", "-reversed"))


def slide_show(scene):
    """What manim-slides reads of a scene, in a film's folder."""
    return f"{SLIDES}/{scene}.json"


def film_files(rates, scene="", slides=0, heard="", own=LANGUAGES[0]):
    """All files in a film's folder.

    Args:
        rates: frames a second of the videos.
        scene: name of the scene class.
        slides: how many there are; 0: the film has none.
        heard: the language of what is heard; "": nothing is.
        own: the language in which the film's screen speaks.
    """
    told = [captions(one, kind) for one in LANGUAGES for kind in ("vtt", "srt")]
    shown = [one for number in range(slides) for one in slide_videos(number + 1)]
    return {
        *(
            FILM,
            SCRIPT,
            CELLS,
            UPRIGHT_CELLS,
            SCORE_TOLD,
            CONTACT_SHEET,
            *CHAPTERS,
            *told,
        ),
        *map(description, LANGUAGES),
        *posters(own).values(),
        *map(video, rates),
        *([slide_show(scene), *shown] if slides else []),
        *([sound(heard)] if heard else []),
    }


_OF_A_FILM = re.compile(
    r"film\.json|film\.js|(upright-)?cells\.js|poster(\.[a-z]+)?\.png|contact-sheet\.png"
    r"|chapters\.(csv|md)|captions\.\w+\.(vtt|srt)|sound\.\w+\.mp3|description(\.\w+)?\.txt"
    r"|score/(score\.json|[0-9a-f]{24}\.js)"
    r"|\d+\.mp4|slides/\w+\.json|slides/files/\d+(-reversed)?\.mp4"
)


def is_of_a_film(name):
    """Whether a file in a film's folder is called as one of publish's is."""
    return _OF_A_FILM.fullmatch(name) is not None
