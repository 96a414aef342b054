"""The film of a training, from random weights to trained ones."""

import os

from network.runs.history import DEFAULT_HISTORY, History
from scenes.film.replay import FilmScene
from scenes.acts.plan_training import training_steps


class Training(FilmScene):
    """Replays a history: the file that HISTORY names, else the default."""

    shows = History

    def record(self):
        return History.load(os.environ.get("HISTORY") or DEFAULT_HISTORY)

    def tell(self, history):
        return training_steps(history)
