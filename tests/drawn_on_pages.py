"""A site on which digits are drawn, and what NumPy makes of them."""

import numpy as np

from network.digits.drawn_digits import PAPER
from network.digits.mnist_like import mnist_like
from scenes.publish.page import write_pages
from scenes.score.film_score import film_score
from scenes.score.moments import piece_of
from tests.scenes.score.shown import shown

# The body of a function that gives what the page has computed.
RESULT = """
  const { image, now, before, blank, near } = result();
  const lists = ({ answer, ...arrays }) => ({ answer, ...Object.fromEntries(
    Object.entries(arrays).map(([name, values]) => [name, Array.from(values)])) });
  return { image: Array.from(image), now: lists(now), blank, near,
    before: before && lists(before) };
"""


def write_pad_site(folder, made):
    """The pages of a film, of which there is a score of the first frame.

    Args:
        made: its productions.Production.
    """
    pieces = [piece_of(shown(made.film, [(made.film.shots[0], 0.0)]))]
    told, files = film_score({"en": pieces, "zh": pieces})
    name, content = made.network.file
    for path, text in (
        *((f"films/{made.name}/score/{one}", text) for one, text in files.items()),
        (f"networks/{name}", content),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    write_pages(folder, [made.manifest([10], [426, 240], score=told)])


def picture_of(strokes):
    """What network/digits makes of strokes of {width, points}: (28, 28)."""
    centres = (np.arange(PAPER) + 0.5) / PAPER
    ink = np.zeros((PAPER, PAPER))
    for stroke in strokes:
        points = np.array(stroke["points"])
        if len(points) == 1:
            points = points[[0, 0]]
        for start, end in zip(points[:-1], points[1:]):
            way = end - start
            x, y = centres[None, :] - start[0], centres[:, None] - start[1]
            along = np.clip((x * way[0] + y * way[1]) / ((way @ way) or 1), 0, 1)
            distance = np.hypot(x - along * way[0], y - along * way[1])
            ink[distance <= stroke["width"] / 2] = 1
    return mnist_like(ink)


def computed(network, image, left_out=()):
    """What NumPy makes of 784 pixels, as the page tells it."""
    image = np.asarray(image).reshape(784, 1)
    sums = network.hidden_biases + network.input_to_hidden_weights @ image
    neurons = 1 / (1 + np.exp(-sums))
    neurons[list(left_out)] = 0
    output_sums = network.output_biases + network.hidden_to_output_weights @ neurons
    return {
        "sums": sums,
        "neurons": neurons,
        "outputSums": output_sums,
        "outputs": 1 / (1 + np.exp(-output_sums)),
    }


def check_reading(network, told, image, left_out=()):
    """Whether a page has the same numbers as NumPy, to 1e-12.

    Args:
        told: what RESULT gives.
        image: 784 pixels in 0..1, of any shape.
    """
    np.testing.assert_allclose(told["image"], np.ravel(image), rtol=0, atol=1e-15)
    expected = computed(network, image, left_out)
    for name, values in expected.items():
        np.testing.assert_allclose(told["now"][name], values[:, 0], rtol=0, atol=1e-12)
    assert told["now"]["answer"] == int(np.argmax(expected["outputs"]))
