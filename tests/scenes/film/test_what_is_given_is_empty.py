"""Networks that are given nothing along some axis: what runs has a film, too."""

from functools import partial

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.reading.film_error import FilmError
from tests.scenes.film.test_what_films_say import told_by
from tests.scenes.film.test_what_is_nearly_known import networks
from tests.variants import given_otherwise, variant

NETWORKS = networks()


@pytest.mark.broad
def test_what_is_given_is_empty():
    told = 0
    for name, (call, given) in sorted(NETWORKS.items()):
        for number, what in given_otherwise(call, given):
            if not what.endswith("have 0"):
                continue
            one = variant(call, given, number)
            try:
                with np.errstate(all="ignore"):
                    trace = record(one.call, *one.given)
            except Exception:  # of NumPy, or the network's own: a largest of none
                continue
            try:
                text = told_by(partial(Film, trace), stage=False)
            except FilmError as error:  # there is nothing to show
                assert "nothing that" in str(error), (name, what)
            else:
                told += bool(text)
    assert told > 60
