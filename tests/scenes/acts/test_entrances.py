"""How parts come from where their value stood, appear, and leave."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.entrances import Entrances, Role, key_of
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, mix
from scenes.stage.plane import MatrixPlane
from tests.scenes.acts.given import STAGE, column

THERE, ELSEWHERE = Box(200, 400, 300, 200), Box(900, 600, 300, 200)
HIGH_UP = Box(200, 287, 300, 200)  # more than 12 above the act's stage


def plane(value, box):
    return MatrixPlane(value, box)


def bars(value, box, *, span=None):
    return Bars(value, box, span=span)


def value(identity, count=3):
    return column(*range(1, count + 1), identity=identity)


def entering(*parts, standing=(), also_leaving=()):
    """Entrances with (part, value) pairs added, after others that stood."""
    known = {key_of(one): part for part, one in standing}
    entrances = Entrances(STAGE, [*known.values(), *also_leaving], known)
    flights = [entrances.add(part, one) for part, one in parts]
    entrances.ready()
    return entrances, flights


def smooth(share):
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


SECONDS = (0.0, 0.1, 0.2, 0.3, 0.35, 0.45, 0.5, 0.6, 0.75, 0.9, 1.0)


@pytest.mark.parametrize("second", SECONDS)
def test_what_a_film_begins_with_shows_from_the_first_frame_on(second):
    new = plane(value(1), THERE)
    entrances = Entrances(STAGE, [], {}, begins=True)
    entrances.add(new, value(1))
    entrances.ready()
    entrances.show(second)
    opacity = 0.5 + 0.5 * smooth(second / 0.9)
    assert new.opacity == pytest.approx(opacity) and new.box == THERE


@pytest.mark.parametrize("second", SECONDS)
def test_what_stood_elsewhere_comes_from_there(second):
    one = value(1)
    before, after = plane(one, THERE), plane(one, ELSEWHERE)
    entrances, flights = entering((after, one), standing=[(before, one)])
    assert flights == [None] and entrances.leaving == []
    after.set_opacity(0.0)  # as a `move` may leave it
    entrances.show(second)
    way = smooth((second - 0.1) / 0.5)
    np.testing.assert_allclose(
        after.corners, mix(THERE.corners, ELSEWHERE.corners, way), atol=1e-9
    )
    assert (after.opacity, after.words_opacity) == (1.0, 1.0)


@pytest.mark.parametrize("second", SECONDS)
@pytest.mark.parametrize(
    "case, start, end",
    [
        ("nothing before", 0.3, 0.9),
        ("rests", 0.3, 0.9),  # what stays where it is does not hinder
        ("comes", 0.45, 0.9),  # what moves is nearly there first
        ("fades over", 0.05, 0.55),  # nothing stays: the stage is never dark
        ("flies", 0.3, 0.9),
    ],
)
def test_what_is_new_appears(case, start, end, second):
    one, other = value(1), value(2)
    new = Label("=", ELSEWHERE)
    there = plane(one, THERE)
    before = [(plane(one, ELSEWHERE if case == "comes" else THERE), one)]
    parts, standing = {
        "nothing before": ([], []),
        "rests": ([(there, one)], before),
        "comes": ([(there, one)], before),
        "fades over": ([], [(plane(other, THERE), other)]),
        "flies": ([(bars(one, THERE), one)], before),
    }[case]
    entrances, _ = entering(*parts, (new, None), standing=standing)
    new.place(THERE)  # wherever `move` took it before
    entrances.show(second)
    assert new.opacity == pytest.approx(smooth((second - start) / (end - start)))
    np.testing.assert_allclose(new.corners, ELSEWHERE.corners)


@pytest.mark.parametrize("second", SECONDS)
@pytest.mark.parametrize(
    "box, stays, gone",
    [
        (THERE, True, 0.3),
        (THERE, False, 0.55),  # one fades over into the other
        (HIGH_UP, True, 0.15),  # before the growing panel comes to it
        (HIGH_UP, False, 0.15),
        (Box(200, 288, 300, 200), True, 0.3),  # 12 above is no more
        (Box(200, 100, 300, 700), True, 0.15),  # its upper end counts
    ],
)
def test_what_is_not_carried_on_fades(box, stays, gone, second):
    one = value(1)
    leaving = Label("old", box)
    leaving.set_opacity(0.5)
    carried = [(plane(one, THERE), one)] if stays else []
    entrances, _ = entering(
        *[(plane(one, THERE), one)] * stays, standing=carried, also_leaving=[leaving]
    )
    assert entrances.leaving == [leaving]
    entrances.show(second)
    assert leaving.opacity == pytest.approx(0.5 * (1 - smooth(second / gone)))


@pytest.mark.parametrize("second", SECONDS)
@pytest.mark.parametrize(
    "start, end, is_new",
    [
        (THERE, ELSEWHERE, False),
        (HIGH_UP, ELSEWHERE, True),  # its name was under the panel
        (HIGH_UP, HIGH_UP, False),  # but what rests keeps it
    ],
)
def test_names_appear_anew_only_where_they_were_above(start, end, is_new, second):
    one = value(1)
    after = plane(one, end)
    entrances, _ = entering((after, one), standing=[(plane(one, start), one)])
    entrances.show(second)
    shown = smooth((second - 0.45) / 0.45) if is_new else 1.0
    assert after.words_opacity == pytest.approx(shown)


@pytest.mark.parametrize("second", SECONDS)
def test_what_changes_its_form_flies_cell_by_cell(second):
    one = value(1)
    before, after = plane(one, ELSEWHERE), bars(one, THERE)
    entrances, (flight,) = entering((after, one), standing=[(before, one)])
    assert entrances.flights == [(flight, after)] and entrances.leaving == []
    entrances.show(second)
    way = smooth((second - 0.1) / 0.5)
    assert flight.share == pytest.approx(way)
    is_there = second >= 0.6
    assert (flight.opacity, after.opacity) == ((0.0, 1.0) if is_there else (1.0, 0.0))
    assert after.words_opacity == pytest.approx(smooth((second - 0.3) / 0.6))


@pytest.mark.parametrize(
    "count, before, after, flies",
    [
        (3, plane, bars, True),
        (3, bars, plane, True),
        (400, plane, bars, True),
        (401, plane, bars, False),  # too many: they fade over
        (3, plane, plane, False),
        (3, lambda _, box: Label("3", box), bars, False),
        (3, plane, lambda _, box: Label("3", box), False),
        (3, plane, lambda _, box: Bars(value(9, 2), box), False),
    ],
)
def test_what_can_fly(count, before, after, flies):
    one = value(1, count)
    entrances, (flight,) = entering(
        (after(one, THERE), one), standing=[(before(one, ELSEWHERE), one)]
    )
    assert (flight is not None) == flies
    assert entrances.leaving == []


@pytest.mark.parametrize(
    "second, span", [(0.1, (0, 4)), (0.35, (-4, 4)), (0.6, (-8, 4))]
)
def test_bars_change_their_span_on_the_way(second, span):
    one = value(1)
    before, after = bars(one, THERE, span=(0, 4)), bars(one, ELSEWHERE, span=(-8, 4))
    entrances, _ = entering((after, one), standing=[(before, one)])
    entrances.show(second)
    assert after.span == pytest.approx(span)


@pytest.mark.parametrize(
    "known, carried",
    [
        ((1,), 1),
        ((None, 1), 1),
        ((2, 1), 1),  # the first that stands
        ((1, 3), 1),
        ((2,), None),
        ((), None),
    ],
)
def test_what_a_part_may_have_been(known, carried):
    standing = {number: plane(value(number), THERE) for number in (1, 3)}
    entrances = Entrances(
        STAGE,
        list(standing.values()),
        {key_of(value(number)): part for number, part in standing.items()},
    )
    values = [number and value(number) for number in known]
    entrances.add(plane(value(1), ELSEWHERE), *values)
    assert entrances.leaving == [
        part for number, part in standing.items() if number != carried
    ]
    assert entrances.stood(value(1)) == (carried != 1)
    assert entrances.stood(value(3)) and not entrances.stood(value(2))


def test_a_value_that_was_updated_in_place_is_another():
    array = np.ones((3, 1))
    old = Value.of(array, identity=1)
    assert key_of(old) == (1, 0) == key_of(Role(1))
    assert key_of(Value.of(array, identity=1, version=2)) == key_of(Role(1, 2))
    entrances = Entrances(STAGE, [], {})
    assert not entrances.stood(old)
