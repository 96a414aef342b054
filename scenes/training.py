"""The film of a training, from random weights to trained ones."""

import os

from network.history import DEFAULT_HISTORY, History
from scenes.film import Film
from scenes.replay import FilmScene, speed_from
from scenes.training_plans import training_steps


class Training(FilmScene):
    """Replays a history: the file that HISTORY names, else the default."""

    def film(self):
        history = History.load(os.environ.get("HISTORY") or DEFAULT_HISTORY)
        return Film(history, speed=speed_from(os.environ),
                    tell=training_steps)
