"""The films of the scene files, made without Manim."""

import importlib

from scenes.film.replay import FilmScene

# Name of the scene file -> shortest and longest seconds of its film.
LENGTHS = {
    "forward": (60, 96),
    "backprop": (100, 165),
    "learning_step": (150, 300),
    "training": (45, 65),
    "mistakes": (30, 75),
    "neurons": (30, 66),
}
BACKPROP_STEPS = (
    "expected-output",
    "output-delta",
    "hidden-to-output-adjustment",
    "one-weight",
    "hidden-to-output-weights",
    "output-biases",
    "sigmoid-differential",
    "hidden-error",
    "hidden-delta",
    "error-flows-back",
    "input-to-hidden-adjustment",
    "input-to-hidden-weights",
    "hidden-biases",
    "what-changed",
)


def scene_of(name):
    """The scene of a scene file, without Manim's own set-up of it."""
    module = importlib.import_module(f"scenes.{name}")
    (scene,) = (
        one
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, FilmScene)
        and one.__module__ == module.__name__
    )
    return scene.__new__(scene)
