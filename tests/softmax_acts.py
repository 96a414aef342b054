"""The acts of softmaxes, and what plays them, for tests."""

from network.recorder import record
from scenes.film.film import Film


def acts_of(function, z):
    film = Film(record(function, z.copy()))
    return [(shot, shot.player.act) for shot in film.shots]


def softmaxes(function, z):
    return [act for _, act in acts_of(function, z) if act.kind == "softmax"]
