"""Room at a film's end for what YouTube puts over it: the next film, a button."""

from dataclasses import replace

from scenes.film.narration import Narration
from scenes.publish.platform_rules import END_SCREEN_OF
from scenes.publish.productions import Production

STANDS = 8.0  # seconds for which the last picture stands still: END_SCREEN of them


def with_end_screen(made: Production) -> Production:
    """The same film, whose last picture stands for STANDS seconds more.

    One too short for an end screen stays as it is.
    """
    film = made.film
    if film.seconds + STANDS < END_SCREEN_OF:
        return made
    told = made.narration or Narration(
        made.language, tuple(shot.waits for shot in film.shots)
    )
    *before, last = told.waits
    longer = (*last, (film.shots[-1].moving, STANDS))
    return replace(made, narration=replace(told, waits=(*before, longer)))
