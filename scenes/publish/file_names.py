"""What the files of a published film are called, whatever its trace is."""

FILM = "film.json"
CELLS = "cells.js"
POSTER = "poster.png"
CONTACT_SHEET = "contact-sheet.png"


def video(rate):
    """The video at a rate in frames a second."""
    return f"{rate}.mp4"


def captions(language, kind="vtt"):
    """The captions in a language, as "vtt" or "srt"."""
    return f"captions.{language}.{kind}"


def description(language):
    """The text to paste under a video; the plain name is the English one."""
    return "description.txt" if language == "en" else f"description.{language}.txt"


def page(film):
    """A film's page, in the top folder."""
    return f"{film}.html"


def page_link(film, slug):
    """From a film's folder to a step on its page."""
    return f"../../{page(film)}#{film}/{slug}"
