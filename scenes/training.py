"""The film of a training, from random weights to trained ones."""

import os

from network.history import DEFAULT_HISTORY, History, HistoryError
from scenes.film_error import FilmError
from scenes.replay import FilmScene
from scenes.training_plans import training_steps


class Training(FilmScene):
    """Replays a history: the file that HISTORY names, else the default."""

    def record(self):
        path = os.environ.get("HISTORY") or DEFAULT_HISTORY
        try:
            return History.load(path)
        except HistoryError as error:
            raise FilmError(str(error)) from error

    def tell(self, history):
        return training_steps(history)
