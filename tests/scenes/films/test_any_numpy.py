"""Any NumPy code becomes a film: it draws, and its page has its numbers."""

import json
import warnings

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.publish.cells import cells_of
from tests import odd_numpy, usual_numpy
from tests.frames import drawn_at

CASES = usual_numpy.CASES | odd_numpy.CASES


@pytest.fixture(params=CASES)
def film(request):
    """The Film of a recorded call."""
    call, *arguments = CASES[request.param]
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the code recorded
        trace = record(call, *arguments)
    return Film(trace)


@pytest.mark.filterwarnings("error")
def test_it_is_shown(film):
    for index in range(len(film.steps)):
        shots = film.shots_of(index)
        first, last = shots[0], shots[-1]
        for shot, seconds in ((first, 0.0), (first, first.seconds / 2),
                              (last, last.seconds)):
            frame = drawn_at(film, shot, seconds, width=854, height=480)
            assert (frame.pixels[..., 3] == 255).all()
    cells = cells_of(film, rate=10)
    assert len(cells["results"]) == len(film.shots)
    json.dumps(cells, allow_nan=False)
