"""The small map of the network stands beside the words of a page."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from network.recorder import record
from network.trace import Trace
from scenes.film.film import Film
from scenes.stage.camera import drawn
from tests.browser import ends, served, visits
from tests.publishing import ALONE, command, run, with_cache_of
from tests.small_film import PACE

pytestmark = pytest.mark.slow


class Net:
    """Two layers, whose weights are its own."""

    def __init__(self):
        rng = np.random.default_rng(5)
        self.weights, self.others = rng.normal(size=(3, 4)), rng.normal(size=(2, 3))

    def forward(self, x):
        neurons = np.maximum(0, self.weights @ x)
        return self.others @ neurons


@pytest.fixture(scope="module")
def trace_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("trace") / "net.trace"
    record(Net().forward, np.array([[0.5], [-1.0], [2.0], [1.5]]), path=path)
    return path


@pytest.fixture(scope="module")
def film(trace_file):
    return Film(Trace.load(trace_file), speed=PACE)


@pytest.fixture
def visit(browser, drawn_once, trace_file, tmp_path):
    with_cache_of(drawn_once, tmp_path)  # fonts
    run(command(trace_file, tmp_path, *ALONE, videos=False))
    with (
        served(tmp_path / "site") as address,
        visits(browser, {"site": address}) as begin,
    ):
        yield begin


def test_the_map_is_what_cairo_draws_of_it(visit, film):
    [part] = film.map.parts
    one = visit(width=1280, height=720)
    looks = []
    for step in (0, len(film.steps) - 1):
        frame = ends(film, 10)[step]
        one.open(f"forward.html#forward@frame={frame}")
        coded = one.page.evaluate("document.getElementById('map').toDataURL()")
        with io.BytesIO(base64.b64decode(coded.split(",")[1])) as file:
            seen = np.asarray(Image.open(file).convert("RGB"), int)
        shot, second = film.at(frame / 10)
        film.show(shot, second)
        whole = Image.fromarray(drawn([part], width=1920, height=1080)[:, :, :3])
        box = part.box
        expected = whole.transform(
            (seen.shape[1], seen.shape[0]),
            Image.Transform.EXTENT,
            (box.left, box.top, box.right, box.bottom),
            Image.Resampling.BILINEAR,
        )
        assert np.abs(np.asarray(expected, int) - seen).mean() < 6
        assert seen.std() > 10
        looks.append(seen)
    assert np.abs(looks[0] - looks[1]).max() > 60  # it says where we are
    # Nothing of it is in the stage, which has the room.
    _, top, _, _ = one.page.evaluate("matreelPlayer.picture.stageBox")
    assert top > part.box.bottom
    # In the whole picture it is there already.
    one.open(f"forward.html?whole#forward@frame={frame}")
    assert one.page.is_hidden("#map")
