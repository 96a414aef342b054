"""Frames of the film of a training, and histories to make films of."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from network.runs.history import DEFAULT_HISTORY, NAMES, History
from network.trace import Value
from scenes.acts.learned import SUNK
from tests.frames import drawn_at

SLUGS = [
    "random",
    "first-images",
    "first-hundred",
    "first-thousand",
    "the-epoch",
    "trained",
]


def made(*, hidden=3, seen=(0, 1, 5, 10, 20), images=20, seed=0, **changes):
    """A History of random numbers; all fits, nothing was learnt, and images that
    would be are not kept."""
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


def images_learnt(count, seed=0):
    """What a History of so many checkpoints keeps of images that are learnt."""
    random = np.random.default_rng(seed)
    return {
        "learnt": random.integers(0, 256, (count - 1, 28, 28)).astype("u1"),
        "learnt_labels": random.integers(0, 10, count - 1),
    }


def each_checkpoint(film):
    """(film step, checkpoint, Frame) a moment after each came."""
    for shot in film.shots:
        act = shot.player.act
        shown, starts = act.checkpoints, [shot.seconds - 0.5]
        if act.turns is not None:
            shown = shown[1:]
            starts = (act.turns.starts + SUNK * act.turns.lengths).tolist()
        for checkpoint, start in zip(shown, starts, strict=True):
            frame = drawn_at(film, shot, start + 0.02)
            yield film.steps[shot.step], checkpoint, frame


def labels_of(frame):
    """What the labels say, in the order they were drawn."""
    return [record for record in frame.texts if record.part == "Label"]


def values_of(history):
    """The arrays of a history as the checker of cells asks a trace."""
    values = [
        Value.of(picture / 255, name=f"pictures[{index}]")
        for index, picture in enumerate(history.pictures)
    ]
    for index, picture in enumerate(history.learnt if history.has_learnt else ()):
        values.append(Value.of(picture / 255, name=f"learnt[{index}]"))
    for name in ("input_to_hidden_weights", "hidden_to_output_weights"):
        weights = np.moveaxis(getattr(history, name), -1, 0).astype(float)
        values += [Value.of(one, name=name) for one in weights]
        values += [
            Value.of(one - weights[0], name=f"{name}, change") for one in weights
        ]
    for at in range(len(history)):
        weights = history.input_to_hidden_weights[..., (0, at)].astype(float)
        for index, (start, now) in enumerate(np.moveaxis(weights, -1, 1)):
            name = f"input_to_hidden_weights[{index}]"
            changed = name.replace("[", ", change[")
            values += [
                Value.of(now.reshape(28, 28), name=name),
                Value.of((now - start).reshape(28, 28), name=changed),
            ]
    return SimpleNamespace(
        inputs=values, attributes=(), results=(), steps=(), operations=lambda: ()
    )
