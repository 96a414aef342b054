"""The film of a training, from random weights to trained ones."""

import os

from network.history import DEFAULT_HISTORY, History
from scenes.replay import FilmScene
from scenes.training_plans import training_steps


class Training(FilmScene):
    """Replays a history: the file that HISTORY names, else the default."""

    shows = History

    def record(self):
        return History.load(os.environ.get("HISTORY") or DEFAULT_HISTORY)

    def tell(self, history):
        return training_steps(history)
