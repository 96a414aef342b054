"""The networks of other kinds that come along run, and are told as what they are."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from network.examples import char_rnn, convnet, self_attention
from network.trace import Trace
from scenes.film.choice import Choice
from scenes.forward import Forward

EXAMPLES = Path(self_attention.__file__).parent


def film_of(name, folder):
    """The film of an example, recorded as the README says."""
    path = folder / f"{name}.trace"
    script = EXAMPLES / f"{name}.py"
    subprocess.run(
        [sys.executable, "-m", "network", "record", "--out", path, script],
        check=True,
        capture_output=True,
    )
    return Forward().film_of(Trace.load(path), 1.0, Choice())


@pytest.mark.parametrize(
    "name, kinds",
    [
        ("self_attention", {"fetch", "batch_product", "attention"}),
        ("convnet", {"convolve", "pool", "flatten", "softmax"}),
        ("char_rnn", {"strip", "curve", "softmax", "loss"}),
    ],
)
def test_each_is_a_short_film_of_its_own_movements(tmp_path, name, kinds):
    film = film_of(name, tmp_path)
    acts = [shot.player.act.kind for shot in film.shots]
    assert kinds <= set(acts) and "generic" not in acts
    assert film.seconds <= 180


def test_they_compute_what_their_names_say():
    shares = self_attention.softmax(np.array([[0.0, np.log(3)]]))
    np.testing.assert_allclose(shares, [[0.25, 0.75]])
    lying, standing = convnet.convolve(convnet.FIGURE, convnet.KERNELS)
    assert lying[0, 2] == -3 and standing[0, 0] == -2
    assert convnet.pool(np.arange(16.0).reshape(1, 4, 4)).tolist() == [
        [[5.0, 7.0], [13.0, 15.0]]
    ]
    assert char_rnn.one_hot("l").ravel().tolist() == [
        float(letter == "l") for letter in char_rnn.LETTERS
    ]
