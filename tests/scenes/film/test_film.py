"""A film as one that is shown: its listings, its moments, which shot is which."""

import importlib

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from tests.small_film import small_trace
from tests.told import numbers


def of_two_lengths(x, first, second):
    h = first @ x  # (H, 1)
    y = second @ h  # (N, 1)
    return y


@pytest.fixture(scope="module")
def film():
    return Film(small_trace())


def test_below_the_lines_stands_what_the_lengths_in_them_are():
    found = record(of_two_lengths, numbers(2, 1), numbers(3, 2), numbers(4, 3))
    assert {shot.panel.listing.note for shot in Film(found).shots} == {"H = 3, N = 4"}


def test_each_shot_is_known_by_its_place(film):
    assert [film.index_of(shot) for shot in film.shots] == list(range(len(film.shots)))
    assert len(film.shots) > 3
    for later in film.shots[1:]:
        assert film.at(later.start) == (later, 0.0)
        shot, second = film.at(later.start - 0.01)
        assert film.index_of(shot) == film.index_of(later) - 1
        assert second == pytest.approx(shot.seconds - 0.01)


def test_a_step_is_passed_by_the_share_of_its_seconds(film):
    for index in range(len(film.steps)):
        shots = film.shots_of(index)
        whole = sum(shot.seconds for shot in shots)
        for shot in shots:
            film.show(shot, shot.seconds / 2)
            passed = shot.start - shots[0].start + shot.seconds / 2
            assert film.timeline.current == index
            assert film.timeline.share == pytest.approx(passed / whole)


def test_new_statements_come_large_once(film):
    """Each statement as its first act begins, if it is there to be read."""
    begun = [film.shots_of(index)[0] for index in range(len(film.steps))]
    lines = [film.steps[shot.step].statement for shot in begun]
    first = [
        shot
        for at, shot in enumerate(begun)
        if lines[at] is not None and lines[at] not in lines[:at]
    ]
    assert film._news == {shot.start for shot in first}
    assert len(first) >= 3
    np.testing.assert_array_less(0, [shot.seconds for shot in first])


BELOW = """def below(x):
    sizes = [
{}
    ]
    return np.exp(x) * len(sizes)


def above(x):
    y = x + 1
    return below(y)
"""


def test_another_listing_comes_as_it_is_and_does_not_roll_from_the_one_before(
    tmp_path, monkeypatch
):
    lines = "\n".join(f"        {number}," for number in range(40))
    path = tmp_path / "rolled.py"
    path.write_text("import numpy as np\n\n\n" + BELOW.format(lines))
    monkeypatch.syspath_prepend(tmp_path)
    film = Film(record(importlib.import_module("rolled").above, np.ones((2, 3))))
    (shot,) = (
        one for one in film.shots if one.panel_before and one.act.kind != "arrive"
    )
    film.show(shot, 0.0)
    panel = shot.panel
    assert panel.first == panel.first_of(panel.statement, panel.mark) > 10
