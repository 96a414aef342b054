"""A sliding window is looked at closely where there is something to see."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.sliding import slide
from scenes.film.film import Film
from scenes.words.naming import language
from tests import window_networks as nets

RANDOM = np.random.default_rng(7)
DENSE = RANDOM.normal(size=(10, 10))


def drawn(value=0.0):
    """A figure on an even ground, far from the corner of a (10, 10) picture."""
    picture = np.full((10, 10), value)
    picture[5:8, 4:8] = RANDOM.uniform(0.5, 1, (3, 4))
    return picture


def sparse(*there, shape=(2, 2, 2)):
    errors = np.zeros(shape)
    for place in there:
        errors[place] = 0.5
    return errors


def pooled_maps():
    """(4, 4, 2): nothing in the first of two maps."""
    maps = np.zeros((4, 4, 2))
    maps[2:, :, 1] = RANDOM.uniform(0.1, 1, (2, 4))
    return maps


def shot_of(call, *arguments):
    film = Film(record(call, *arguments))
    (shot,) = (one for one in film.shots if hasattr(one.player.act, "window"))
    return film, shot


@pytest.mark.parametrize(
    "call, arguments, told, place",
    [
        (nets.from_a_generator, (DENSE, nets.FILTERS), 0, (0, 0)),
        (nets.from_a_generator, (drawn(), nets.FILTERS), 0, (4, 3)),
        (nets.from_a_generator, (drawn(-0.5), nets.FILTERS), 0, (4, 3)),
        (nets.from_a_generator, (np.zeros((10, 10)), nets.FILTERS), 0, (0, 0)),
        (nets.from_a_generator, (np.full((10, 10), np.nan), nets.FILTERS), 0, (0, 0)),
        (nets.largest, (pooled_maps(),), 1, (1, 0)),
        (nets.largest, (RANDOM.normal(size=(4, 4, 2)),), 0, (0, 0)),
        (
            nets.largest_gradient_by_masks,
            (RANDOM.normal(size=(2, 4, 4)), sparse((1, 1, 0))),
            1,
            (1, 0),
        ),
        (
            nets.kernel_gradient,
            (nets.IMAGE, sparse((0, 1, 1), (2, 1, 1), (2, 2, 1), shape=(4, 4, 2))),
            1,
            (2, 1),
        ),
        (  # never where nothing goes back, though there is more beside it
            nets.kernel_gradient,
            (nets.IMAGE, sparse((0, 1, 1), (2, 1, 0), (2, 3, 0), shape=(4, 4, 2))),
            0,
            (2, 1),
        ),
        (nets.deep, (nets.CHANNELS, nets.DEEP, nets.BIASES), 0, (0, 0)),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_where_it_stops_first(call, arguments, told, place):
    film, shot = shot_of(call, *arguments)
    act = shot.player.act
    assert (act.told, divmod(act.slide.first, act.slide.across)) == (told, place)
    time = float(act.turns.starts[act.slide.first_turn]) + 0.1
    where = shot.player.where(time)
    assert (where.row, where.column) == place and where.is_first and where.looked_at


def test_a_bias_is_told_where_an_error_of_its_own_map_goes_back():
    images, kernels = RANDOM.normal(size=(2, 3, 7, 7)), np.ones((4, 3, 3, 3))
    errors = sparse((0, 1, 0, 3), (0, 0, 2, 1), (1, 0, 0, 2), shape=(2, 4, 4, 4))
    film = Film(record(nets.gradients_of_columns, images, kernels, errors))
    acts = [shot.player.act for shot in film.shots]
    (act,) = (one for one in acts if one.kind == "bias_gradient")
    assert (act.told, divmod(act.slide.first, act.slide.across)) == (0, (2, 1))


def test_on_its_way_it_fills_the_map_and_nothing_is_worked_on():
    film, shot = shot_of(nets.from_a_generator, drawn(), nets.FILTERS)
    act, player = shot.player.act, shot.player
    film.show(shot, shot.second_of(act.turns.starts[0] + 0.9 * act.turns.lengths[0]))
    assert player.bench.total.opacity == player.bench.window_part.opacity == 0
    assert 0 < player.maps.revealed[0] < act.slide.first
    assert player.turn_words(0) == "First to row 4, column 3."
    assert player.turn_words(1).startswith("Row 4, column 3: 9 products")
    with language("zh"):
        assert "第 4 行第 3 列" in player.turn_words(0)
    film.show(shot, shot.second_of(act.turns.starts[1] + 0.5 * act.turns.lengths[1]))
    assert player.bench.window_part.opacity == 1
    assert player.maps.revealed[0] == act.slide.first


def test_the_colours_of_products_reach_as_far_as_what_is_shown():
    film, shot = shot_of(nets.from_a_generator, drawn(), nets.FILTERS)
    products = [
        shot.player.bench._products(4, column, 0).array for column in range(3, 6)
    ]
    scale = shot.player.bench.planes[2].color_scale
    assert scale.kind == "diverging"
    assert scale.limit >= np.quantile(np.abs(products), 0.9)


@pytest.mark.parametrize("first", [1, 3, 7, 8, 24])
def test_every_position_has_its_turn_from_any_first(first):
    slid = slide((5, 5), first)
    assert slid.ranges[0] == (0, first)
    assert slid.ranges[1] == (first, first + 1)
    assert [one for start, stop in slid.ranges for one in range(start, stop)] == list(
        range(25)
    )
    alone = {
        slid.position(time)[0]
        for time in np.arange(0, slid.turns.end, 0.01)
        if slid.is_alone(time)
    }
    assert first in alone and not any(one < first for one in alone)


def test_a_range_of_positions_is_gone_through_at_once():
    slid = slide((3, 5))
    turns = zip(slid.ranges, slid.turns.starts, slid.turns.lengths)
    for (start, stop), begin, length in turns:
        number, share = slid.position(begin + 0.6 * length)
        if stop - start == 1:
            assert (number, share) == (start, pytest.approx(0.6))
        else:
            assert start < number < stop and share == 1.0
    assert slid.is_alone(slid.turns.starts[0] + 0.1)
    assert not slid.is_alone(slid.turns.starts[0] - 0.1)  # it has not begun
