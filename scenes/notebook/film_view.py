"""A film as what a notebook shows: a page in a frame of its own."""

from html import escape
from typing import Any

from network.runs.history import History
from network.trace import Trace
from scenes.film.choice import Choice
from scenes.publish.film_files import film_scenes
from scenes.publish.one_page import one_page
from scenes.publish.productions import production
from scenes.reading.film_error import FilmError
from scenes.words.languages import LANGUAGES

HEIGHT = 620  # pixels of the frame


class FilmView:
    """A film that a notebook shows where it is the value of a cell.

    Args:
        page: the text of an HTML file that needs no other.
        title: of the film.
        height: in pixels.
    """

    def __init__(self, page: str, title: str, height: int = HEIGHT) -> None:
        self.page, self.title, self.height = page, title, height

    def __repr__(self) -> str:
        return f"<FilmView: {self.title}>"

    def _repr_html_(self) -> str:
        """The frame. What is in it can reach neither the notebook nor anything
        else: it is a document of an origin of its own."""
        return (
            f'<iframe title="{escape(self.title)}" sandbox="allow-scripts" '
            f'allow="fullscreen" width="100%" height="{self.height}" '
            f'style="border:0;display:block" srcdoc="{escape(self.page)}"></iframe>'
        )


def show(record: Trace | History, film: str | None = None, **options: Any) -> None:
    """Play a film of what was recorded, in the output of this cell.

    Args:
        record, film, options: as `film_view` takes them.

    Raises:
        FilmError, TypeError: as `film_view` does.
    """
    # Only notebooks have it.
    from IPython.display import display

    display(film_view(record, film, **options))


def film_view(
    record: Trace | History,
    film: str | None = None,
    *,
    pace: float = 1.0,
    seconds: float | None = None,
    language: str = LANGUAGES[0],
    height: int = HEIGHT,
) -> FilmView:
    """The FilmView that `show` displays.

    Args:
        record: what network.recorder.record gave or Trace.load read, or a
            History of a training.
        film: its name, as "forward", "neurons" or "backprop", or the path of a
            film's file; None: "forward" if it can show the record, else the
            first that can.
        pace: how long things take, 0.5 (half as long) to 4.
        seconds: how long the film is at most; None: three minutes, but for the
            digit network.
        language: of the picture, "en" or "zh".
        height: of the frame, in pixels.

    Raises:
        FilmError: there is no such film, or it cannot show the record.
        TypeError: it is no record.
    """
    if not isinstance(record, Trace | History):
        raise TypeError(
            "show takes a Trace, which record(...) and Trace.load(...) give, or a "
            f"History, got {type(record).__name__}"
        )
    if language not in LANGUAGES:
        raise FilmError(
            f"expected a language, one of {', '.join(LANGUAGES)}, got {language!r}"
        )
    choice = Choice() if seconds is None else Choice(seconds=seconds)
    made = _made(record, film, speed=pace, choice=choice, language=language)
    return FilmView(one_page(made), made.title[language], height)


def _made(record: Trace | History, film: str | None, **options: Any) -> Any:
    """The Production of a film that can show a record."""
    if film is not None:
        return production(film, record=record, **options)
    usual = "forward" if isinstance(record, Trace) else "training"
    why = None
    for name, scene in sorted(film_scenes().items(), key=lambda one: one[0] != usual):
        shows = scene.shows if isinstance(scene.shows, tuple) else (scene.shows,)
        if type(record) not in shows:
            continue
        try:
            return production(name, record=record, **options)
        except FilmError as error:
            why = why or error
    raise why or FilmError(f"expected a film that shows a {type(record).__name__}")
