"""What predicting covers: no text names a result before it is revealed."""

import re
from itertools import compress

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.entrances import key_of
from scenes.film.film import Film
from scenes.publish.cells import cells_of
from scenes.stage.part import Box
from tests.frames import drawn_at

RATE = 10


def layers(W, x, b, V):
    z = W @ x + b
    a = 1 / (1 + np.exp(-z))
    y = V @ a
    return y


def batch(X, W):
    h = np.maximum(0, X @ W)
    e = np.exp(h - h.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def learn(W, x, target):
    y = 1 / (1 + np.exp(-(W @ x)))
    d = y - target
    g = d @ x.T
    W -= 0.01 * g
    return W


def numbers(*shape):
    return np.random.default_rng(3).normal(size=shape)


CALLS = {
    "layers": (layers, (numbers(4, 5), numbers(5, 1), numbers(4, 1), numbers(3, 4))),
    "a batch": (batch, (numbers(3, 4), numbers(4, 5))),
    "an update": (learn, (numbers(12, 20), numbers(20, 1), np.eye(12)[:, :1])),
}


def named(text, cells):
    """The numbers of a text that are, as they are written, some of the cells."""
    found = re.findall(r"[-+]?\d+\.\d+", text)
    written = {
        f"{cell:.{len(one.partition('.')[2])}f}" for one in found for cell in cells
    }
    return [one for one in found if one.removeprefix("+") in written]


@pytest.mark.parametrize("name", CALLS)
def test_where_predicting_stops_nothing_is_named_yet(name):
    call, arguments = CALLS[name]
    film = Film(record(call, *arguments))
    results = cells_of(film, rate=RATE)["results"]
    asked = 0
    for shot, result in zip(film.shots, results):
        act = shot.player.act
        if result is None or act.result.dtype.kind != "f":
            continue
        known = [one.array.ravel() for one in act.operands]
        cells = np.setdiff1d(act.result.array, np.concatenate(known).round(9))
        second = max(0.0, result["frame"] / RATE - shot.start)
        frame = drawn_at(film, shot, second, width=640, height=360)
        for text in frame.texts:
            if text.part in ("SourcePanel", "Timeline"):
                continue
            own = named(text.text, cells)
            of_operands = named(text.text, np.concatenate(known))
            assert set(own) <= set(of_operands), (act.kind, text.text)
        asked += 1
    assert asked >= 3


def stands_there(part):
    """Whether a part of the act before is still to be seen, under a cover."""
    return part.opacity > 0.05


@pytest.mark.parametrize("shape", ["wide", "upright"])
@pytest.mark.parametrize("name", CALLS)
def test_where_predicting_stops_the_act_before_is_gone(name, shape):
    """Its numbers, the ends of a scale of the operand's colours and a number that
    goes in name nothing of the result: it stops when the new act stands there."""
    call, arguments = CALLS[name]
    film = Film(record(call, *arguments))
    film = film.upright() if shape == "upright" else film
    follows = 0
    for shot, result in zip(film.shots, cells_of(film, rate=RATE)["results"]):
        if result is not None:
            film.show(shot, result["frame"] / RATE - shot.start)
            leaving = shot.player.entrances.leaving
            follows += bool(leaving)
            assert not any(map(stands_there, leaving)), shot.act.kind
    assert follows


def test_what_came_out_before_is_not_asked_again(produced):
    """The film's last act shows the answer once more."""
    film = produced("forward").films["en"]
    results = cells_of(film, rate=RATE)["results"]
    named = [result["name"] for result in results if result is not None]
    assert named[-1] == "detected" and named.count("detected") == 1
    assert results[-1] is None


@pytest.mark.parametrize("name", CALLS)
def test_what_the_words_name_is_covered(name):
    call, arguments = CALLS[name]
    film = Film(record(call, *arguments))
    results = cells_of(film, rate=RATE)["results"]
    said = 0
    for shot, result in zip(film.shots, results):
        act = shot.player.act
        if result is None or act.result.dtype.kind != "f":
            continue
        for share in 0.5, 0.99:
            frame = drawn_at(film, shot, shot.seconds * share, width=640, height=360)
            for text in frame.texts:
                if text.part != "Caption" or "=" not in text.text:
                    continue
                last = text.text.rpartition("=")[2]
                if not named(last, act.result.array.ravel()):
                    continue
                said += 1
                middle = (text.left + text.right) / 2, (text.top + text.bottom) / 2
                assert any(
                    left <= middle[0] <= left + width
                    and top <= middle[1] <= top + height
                    for left, top, width, height in result["boxes"]
                ), (act.kind, text.text)
    assert said >= 2


def shown_by(part):
    """The sources of cells that are seen: Values, as ids tell them apart."""
    return [
        shown.values.source
        for shown in (part.cells() if part.opacity > 0 else ())
        if np.any(getattr(shown, "there", False))
    ]


@pytest.mark.parametrize("name", ["forward", "backprop", "learning_step"])
def test_nothing_that_is_asked_for_stands_there_yet(produced, name):
    """No cell of the result, of one sheet of it neither, and all that goes in."""
    film = produced(name).films["en"]
    asked = set()
    for shot, result in zip(film.shots, cells_of(film, rate=RATE)["results"]):
        if result is None:
            continue
        player, act = shot.player, shot.act
        own = player.cast.get(key_of(act.result))
        film.show(shot, result["frame"] / RATE - shot.start)
        for part in player.parts:
            if part is own:
                assert not part.has_begun, act.kind
            elif part.opacity > 0:
                assert not any(one is act.result for one in shown_by(part)), act.kind
        goes_in = [player.cast.get(key_of(value)) for value in act.operands]
        assert all(part.opacity > 0.5 for part in goes_in if part), act.kind
        boxes = [Box(*box) for box in result["boxes"]]
        others = [
            film.box_of(part)
            for part in player.parts
            if any(one is not act.result for one in shown_by(part))
        ]
        assert others, act.kind
        for other in others:
            on_it = [one.meets(other, by=10) for one in boxes]
            assert "cover" not in compress(result["asked"], on_it), act.kind
        asked.add(act.kind)
    assert len(asked) >= 4


@pytest.mark.parametrize("name", ["backprop", "learning_step"])
def test_the_sheet_that_is_told_alone_is_covered_where_it_appears(produced, name):
    """ "?" stands where some of the result is seen first."""
    film = produced(name).films["en"]
    asked = 0
    for shot, result in zip(film.shots, cells_of(film, rate=RATE)["results"]):
        if result is None or shot.act.kind not in ("stamp", "update_sheets"):
            continue
        first = Box(*result["boxes"][0])
        for moment in range(round(shot.seconds * RATE)):
            film.show(shot, moment / RATE)
            alone = [
                film.box_of(part)
                for part in shot.player.parts
                if part is not shot.player.cast[key_of(shot.act.result)]
                and any(one is shot.act.result for one in shown_by(part))
            ]
            if alone:
                break
        (alone,) = alone
        assert first.meets(alone, by=min(alone.width, alone.height) - 1)
        asked += 1
    assert asked == 2


@pytest.mark.parametrize("shape", ["wide", "upright"])
def test_a_cover_leaves_what_is_multiplied_to_be_seen(produced, shape):
    """Twenty small sheets come with the result of a stamp and face us at its end,
    where the picture stood; asked is what the picture and the bars will give."""
    film = produced("backprop").films["en"]
    film = film.upright() if shape == "upright" else film
    results = cells_of(film, rate=RATE)["results"]
    place = [shot.act.kind for shot in film.shots].index("stamp")
    shot, result = film.shots[place], results[place]
    film.show(shot, result["frame"] / RATE - shot.start)
    own = film.box_of(shot.player.cast[key_of(shot.act.result)])
    standing = [film.box_of(part) for part in shot.player.parts if shown_by(part)]
    assert len(standing) >= 2  # the picture, the bars
    boxes = [Box(*box) for box in result["boxes"]]
    assert any(box.meets(own, by=0.9 * own.height) for box in boxes)
    assert not [one for one in boxes if any(one.meets(two, by=1) for two in standing)]
