"""Normalising as one act: a line is centred, scaled, and moved as learned."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import language
from tests import normalisations as ways
from tests.frames import drawn_at
from tests.legibility import faults_of
from tests.normalisations import GAIN, MAPS, SHIFT, X
from tests.told import act_in, kinds_of, player_of, told_of


@pytest.mark.parametrize(
    "call, kinds",
    [
        (ways.layer_norm, ["normalise"]),
        (ways.in_one_line, ["normalise"]),
        (ways.with_inverse, ["normalise"]),
        (ways.to_length_one, ["normalise"]),
        (ways.into_range, ["normalise"]),
        (ways.of_all, ["normalise"]),
    ],
)
def test_all_of_it_is_one_act(call, kinds):
    assert kinds_of(call, X, GAIN, SHIFT) == kinds


@pytest.mark.parametrize("call", [ways.only_centred, ways.along_another_axis])
def test_what_is_none_is_told_in_parts(call):
    assert "normalise" not in kinds_of(call, X, GAIN, SHIFT)


@pytest.mark.parametrize(
    "spoken, call, title, outcome",
    [
        (
            "en",
            ways.layer_norm,
            "Layer norm: each row by itself",
            "Row 0: mean {0} → {1}, spread {2} → {3}.",
        ),
        (
            "zh",
            ways.layer_norm,
            "层归一化：每行单独归一化",
            "行 0：均值 {0} → {1}，标准差 {2} → {3}。",
        ),
        (
            "en",
            ways.with_inverse,
            "Batch norm: each column over the batch",
            "Column 0: mean {0} → {1}, spread {2} → {3}.",
        ),
        (
            "en",
            ways.with_features_below,
            "Batch norm: each row over the batch",
            "Row 0: mean {0} → {1}, spread {2} → {3}.",
        ),
        (
            "en",
            ways.by_sample,
            "Normalise each column: mean 0, spread 1",
            "Column 0: mean {0} → {1}, spread {2} → {3}.",
        ),
        (
            "en",
            ways.of_all,
            "Normalise the whole array: mean 0, spread 1",
            "All of it: mean {0} → {1}, spread {2} → {3}.",
        ),
    ],
)
def test_what_is_said(spoken, call, title, outcome):
    act = act_in(spoken, "normalise", call, X, GAIN, SHIFT)
    result = call(X, GAIN, SHIFT)
    lines = [
        array.ravel()
        if call is ways.of_all
        else array[0]
        if call in (ways.layer_norm, ways.with_features_below)
        else array[:, 0]
        for array in (X, result)
    ]
    before, after = lines
    numbers = (before.mean(), after.mean(), before.std(), after.std())
    texts = [f"{one + 0.0:.2f}".replace("-", "−") for one in numbers]
    texts = [text.removeprefix("−") if text == "−0.00" else text for text in texts]
    assert (act.title, act.outcome) == (title, outcome.format(*texts))
    assert act.caption.endswith(act.outcome) and told_of(act)[1] == act.lead


@pytest.mark.parametrize(
    "call, title, outcome",
    [
        (ways.root_mean_square, "RMS norm: each by its own size", "root mean square"),
        (ways.to_length_one, "Make each row 1 long", "length 4.65 → 1.00"),
        (ways.into_range, "Stretch each column from 0 to 1", "becomes from 0.00 to 1"),
    ],
)
def test_what_is_said_of_other_kinds(call, title, outcome):
    act = act_in("en", "normalise", call, X, GAIN, SHIFT)
    length = f"{np.linalg.norm(X[0]):.2f}"
    assert act.title == title
    assert outcome.replace("4.65", length) in act.outcome


def told_at(player, *seconds):
    return [player.words(second) for second in seconds]


def test_the_first_row_is_told_with_its_numbers():
    player = player_of("normalise", ways.layer_norm, X, GAIN, SHIFT)
    begins, taken, divided, learned, others = told_at(player, 1.5, 3.0, 5.0, 7.0, 9.5)
    mean, spread = X[0].mean(), np.sqrt(X[0].var() + 1e-5)
    assert begins == "Row 0: its 6 numbers on a line."
    text = f"{mean:.2f}".replace("-", "−")
    assert taken == f"Minus the mean, {text}: around 0 now."
    assert divided == f"Divided by the spread, {spread:.2f}."
    normal = (X[0, 0] - mean) / spread
    assert learned.startswith("× gain + shift: ")
    numbers = re.findall(r"-?\d+\.\d+", learned.replace("−", "-"))
    np.testing.assert_allclose(
        [float(one) for one in numbers],
        [normal, GAIN[0], SHIFT[0], normal * GAIN[0] + SHIFT[0]],
        atol=0.006,
    )
    assert others == "Then the other 3, each by numbers of its own."


def test_dots_fall_from_line_to_line():
    player = player_of("normalise", ways.layer_norm, X, GAIN, SHIFT)
    tracks = player.board.tracks
    reached = []
    for second in np.arange(0, player.act.seconds, 0.2):
        player.show(second)
        reached.append(tracks.reached)
    assert reached == sorted(reached) and (reached[0], reached[-1]) == (0, 3)
    normal = (X[0] - X[0].mean()) / np.sqrt(X[0].var() + 1e-5)
    for track, values in enumerate((X[0], X[0] - X[0].mean(), normal)):
        xs = tracks.dots(track)[:, 0]
        assert np.argsort(xs).tolist() == np.argsort(values).tolist()
        np.testing.assert_allclose(xs, tracks.x_of(track, values))
    # All on one scale: those after the division lie as far apart as they are.
    wide = [np.ptp(tracks.dots(track)[:, 0]) for track in (1, 2)]
    assert wide[1] / wide[0] == pytest.approx(np.ptp(normal) / np.ptp(X[0]))


@pytest.mark.parametrize(
    "call, first",
    [(ways.layer_norm, (0, slice(None))), (ways.with_inverse, (slice(None), 0))],
)
def test_the_first_line_comes_before_the_others(call, first):
    player = player_of("normalise", call, X, GAIN, SHIFT)
    result, (rows, columns) = player.board.result, X.shape

    def there():
        return np.arange(columns) < result.filled[:, None]

    player.show(5.0)
    assert not there().any()
    player.show(player.first_done + 0.5)
    expected = np.zeros((rows, columns), bool)
    expected[first] = True
    np.testing.assert_array_equal(there(), expected)
    player.show(player.act.seconds)
    assert there().all()
    np.testing.assert_allclose(result.values.array, call(X, GAIN, SHIFT))


def test_what_was_learned_stands_below():
    player = player_of("normalise", ways.layer_norm, X, GAIN, SHIFT)
    shown = {part.name_text: part for part in player.parts if hasattr(part, "values")}
    np.testing.assert_array_equal(shown["gain"].values.array, [GAIN])
    np.testing.assert_array_equal(shown["shift"].values.array, [SHIFT])
    assert shown["gain"].box.left == player.board.result.box.left


def test_what_was_learned_stands_below_the_note_of_many_rows():
    shape = (2, 17, 16)
    arrays = np.random.default_rng(0).normal(size=shape), np.ones(16), np.zeros(16)
    film = Film(record(ways.layer_norm, *arrays))
    (shot,) = (one for one in film.shots if one.player.act.kind == "normalise")
    assert shot.player.board.result.note_is_below
    assert faults_of(drawn_at(film, shot, shot.seconds)) == []


def all_kinds():
    random = np.random.default_rng(0)
    for call in (ways.layer_norm, ways.with_inverse, ways.of_all, ways.into_range):
        for shape in ((2, 2), (4, 50), (200, 30)):
            arrays = random.normal(size=shape), np.ones(shape[1]), np.zeros(shape[1])
            yield call, arrays
    yield ways.layer_norm, (random.normal(size=(2, 3, 4)), np.ones(4), np.ones(4))
    yield ways.of_channels, (MAPS, GAIN[:2], SHIFT[:2])
    yield ways.of_a_vector, (X, GAIN, SHIFT)
    yield ways.layer_norm, (1e6 + X, GAIN, SHIFT)
    yield ways.into_range, (np.arange(6).reshape(3, 2), GAIN, SHIFT)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_every_size_can_be_shown(spoken):
    for call, arguments in all_kinds():
        with language(spoken):
            player = player_of("normalise", call, *arguments)
            for share in (0, 0.3, 0.6, 1):
                player.show(share * player.act.seconds)
                player.words(share * player.act.seconds)
                for part in player.parts:
                    assert part.box.bottom <= player.stage.bottom + 1
                    assert part.box.right <= player.stage.right + 1


def test_the_lines_of_the_function_are_lit():
    film = Film(record(ways.layer_norm, X, GAIN, SHIFT))
    (shot,) = (one for one in film.shots if one.player.act.kind == "normalise")
    act, statement = shot.player.act, film.steps[shot.step].statement
    lines = [act.lit_at(second, statement).statement.line for second in (0, 1.5, 4, 7)]
    assert [line - lines[0] for line in lines] == [0, 1, 2, 3]


def test_a_single_line_is_the_whole_array():
    """No row of it, and so no row 0, is spoken of."""

    def power(matrix, v):
        v = matrix @ v
        v = v / np.linalg.norm(v)
        return v

    act = act_in("en", "normalise", power, X[:3, :3], GAIN[:3])
    length = f"{np.linalg.norm(X[:3, :3] @ GAIN[:3]):.2f}"
    assert act.title == "Make the whole array 1 long"
    assert act.lead.startswith("The whole array is divided by its own length")
    assert act.outcome == f"All of it: length {length} → 1.00."


def by_one_more(x, gain):
    centred = x - x.mean(axis=1, keepdims=True)
    return (1 + gain) * centred / np.sqrt((centred**2).mean(axis=1, keepdims=True))


def test_a_gain_that_has_no_name_is_called_as_it_is_written():
    player = player_of("normalise", by_one_more, X, GAIN)
    planes = [part for part in player.parts if isinstance(part, MatrixPlane)]
    assert [part.name_text for part in planes] == ["x", "normalised", "1 + gain"]


def rows_of(x):
    return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)


def all_of(x):
    return (x - x.mean()) / x.std()


@pytest.mark.parametrize(
    "call, lead",
    [
        (
            rows_of,
            "Of each row of 4 numbers (feature) its own mean is taken away; "
            "then it is divided by its own spread.",
        ),
        (
            all_of,
            "Of the whole array its own mean is taken away; "
            "then it is divided by its own spread.",
        ),
    ],
)
def test_a_line_is_called_by_the_axis_that_it_lies_along(call, lead):
    axes = {"x": ("example", "feature")}
    trace = record(call, np.arange(12.0).reshape(3, 4) ** 2, axes=axes)
    acts = [act for step in film_steps(trace) for act in step.acts]
    assert [act.lead for act in acts if act.kind == "normalise"] == [lead]
