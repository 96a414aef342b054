"""Frames of the film of a training, and histories to make films of."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from network.runs.history import DEFAULT_HISTORY, NAMES, History
from network.trace import Value
from tests.frames import drawn_at

SLUGS = [
    "random",
    "first-images",
    "first-hundred",
    "first-thousand",
    "the-epoch",
    "trained",
    "what-changed",
]
CHANGES = {"first-images", "what-changed"}


def made(*, hidden=3, seen=(0, 1, 5, 10, 20), images=20, seed=0, **changes):
    """A History of random numbers; all fits, nothing was learnt."""
    random = np.random.default_rng(seed)
    sizes = {"C": len(seen), "H": hidden}
    arrays = {}
    for name, (dtype, shape) in NAMES.items():
        shape = [sizes.get(one) or int(one) for one in shape.split()]
        arrays[name] = random.uniform(0, 1, shape).astype(dtype)
    about = replace(History.load(DEFAULT_HISTORY).about, images=images)
    return History(
        **(
            arrays
            | {
                "seen": np.array(seen),
                "labels": np.arange(10),
                "pictures": random.integers(0, 256, (10, 28, 28)).astype(np.uint8),
                "about": about,
            }
            | changes
        )
    )


def each_checkpoint(film):
    """(film step, checkpoint, Frame) a moment after each came."""
    for shot in film.shots:
        act = shot.player.act
        shown, starts = act.checkpoints, [shot.seconds - 0.5]
        if act.turns is not None:
            shown, starts = shown[1:], act.turns.starts.tolist()
        for checkpoint, start in zip(shown, starts, strict=True):
            yield (film.steps[shot.step], checkpoint, drawn_at(film, shot, start + 0.2))


def labels_of(frame):
    """What the labels say, in the order they were drawn."""
    return [record for record in frame.texts if record.part == "Label"]


def values_of(history):
    """The arrays of a history as the checker of cells asks a trace."""
    values = [
        Value.of(picture / 255, name=f"pictures[{index}]")
        for index, picture in enumerate(history.pictures)
    ]
    for name in ("input_to_hidden_weights", "hidden_to_output_weights"):
        weights = np.moveaxis(getattr(history, name), -1, 0).astype(float)
        values += [Value.of(one, name=name) for one in weights]
        values += [
            Value.of(one - weights[0], name=f"{name}, change") for one in weights
        ]
    return SimpleNamespace(
        inputs=values, attributes=(), results=(), steps=(), operations=lambda: ()
    )
