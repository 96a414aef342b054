"""What a learning step does to the pull of each hidden neuron."""

from types import SimpleNamespace

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.moved import MOVES, STAYS, moved
from tests.scenes.acts.given import column, computing, in_both, played, texts_of

IMAGES = tuple(
    Value.of(np.full((784, 1), ink), name=name, identity=number)
    for number, (name, ink) in enumerate((("image", 0.5), ("misread", 1.0)), 10)
)


class Sigmoid(SimpleNamespace):
    def __call__(self, x):
        return 1 / (1 + np.exp(-np.asarray(x, float)))


SIGMOID = Sigmoid(name="sigmoid", parameter="x")
RIVALS = 1, 0


def moved_of(before, after, *, parting, shift=0.0, pixels=None):
    """The plan of neurons whose sums go from some numbers to others.

    Args:
        shift: added to the weights to the wrong answer.
    """
    curve = computing("hidden_neurons")
    vars(curve)["function"] = SIGMOID
    sums = column(*before, identity=1), column(*after, identity=2)
    neurons = tuple(
        column(*SIGMOID(one.array.ravel()), name="hidden_neurons", identity=number)
        for number, one in enumerate(sums, 3)
    )
    rows = np.array([[2.0] * len(before), [1.0] * len(before)])
    weights = Value.of(rows), Value.of(rows + [[shift], [0.0]])
    return moved(curve, neurons, sums, weights, IMAGES, RIVALS, parting, pixels)


def test_the_steep_one_moves_and_the_flat_one_hardly_does():
    english, chinese = in_both(moved_of, (-9.0, 0.0, 1.0), (-8.9, 0.5, 0.9), parting=0)
    assert english.neurons == (1, 0)
    assert english.outcome == (
        "Neuron 1 goes from 0.500 to 0.622. "
        "Neuron 0 stands where the curve is flat: it hardly moves."
    )
    assert chinese.outcome == (
        "神经元 1 从 0.500 到 0.622。神经元 0 在曲线平坦处：几乎不动。"
    )
    player = played(english)
    assert player.bars.labels == ["1", "2", "0"]
    for time, at in ((MOVES[0], (0.0, -9.0)), (STAYS[1], (0.5, -8.9))):
        player.show(np.float64(time))  # as Manim gives it
        assert [dot[0] for dot in player.curve.dots] == pytest.approx(at)
        assert [dot[1] for dot in player.curve.dots] == pytest.approx(SIGMOID(at))
    assert player.bars.focus == 2 and len(player.curve.tangents) == 1
    assert player.words(MOVES[0] - 0.1) == ""
    assert player.words(MOVES[0]) == "Neuron 1 goes from 0.500 to 0.622."
    assert texts_of(player, english.seconds) == ["neuron 1", "neuron 0"]


def test_what_their_weights_have_changed_by_is_seen_in_one_scale():
    random = np.random.default_rng(0)
    before, after = (random.normal(size=(3, 784)) for _ in range(2))
    pixels = tuple(Value.of(one) for one in (before, after))
    player = played(
        moved_of((-9.0, 0.0, 1.0), (-8.9, 0.5, 0.9), parting=0, pixels=pixels)
    )
    change = (after - before).reshape(3, 28, 28)
    for sheet, neuron in zip(player.sheets, (1, 0)):
        np.testing.assert_array_equal(sheet.values.array, change[neuron])
        assert sheet.color_scale.limit == np.abs(change[:2]).max()
    for time, shown in ((MOVES[0], [1, 0]), (STAYS[1], [0, 1])):
        player.show(time)
        assert [sheet.opacity for sheet in player.sheets] == shown
    assert played(moved_of((0.0, 3.0), (0.5, 3.1), parting=0)).sheets == []


def test_one_that_moves_is_not_called_flat():
    act = moved_of((-1.0, 0.0), (-0.8, 0.5), parting=0)
    assert act.outcome.endswith("Neuron 0 goes from 0.269 to 0.310.")
    # It stays by chance, where the curve is steep.
    act = moved_of((-1.0, 0.0), (-1.0, 0.5), parting=0)
    assert act.outcome.endswith("Neuron 0 goes from 0.269 to 0.269.")


def test_the_one_that_parted_the_two_may_be_moved_most():
    act = moved_of((0.0, 3.0), (0.5, 3.1), parting=0)
    assert act.neurons == (0, 0) and act.seconds == STAYS[0]
    assert act.outcome == "Neuron 0 goes from 0.500 to 0.622."


def test_weights_alone_change_pulls_too():
    act = moved_of((0.0, 3.0), (0.0, 3.0), parting=0, shift=0.5)
    assert act.neurons == (1, 0)


@pytest.mark.parametrize("after", [(0.0, 3.0), (np.nan, 3.0)])
def test_where_nothing_moves_nothing_is_told(after):
    assert moved_of((0.0, 3.0), after, parting=0) is None


def test_without_a_curve_nothing_is_told():
    neurons = column(0.5, 0.25), column(0.75, 0.25)
    weights = Value.of(np.array([[2.0, 1.0], [1.0, 0.0]]))
    plain = computing("hidden_neurons")
    assert moved(plain, neurons, neurons, (weights, weights), IMAGES, RIVALS, 0) is None
