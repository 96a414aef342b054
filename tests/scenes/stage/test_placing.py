"""Marks placed again and again: as if each time anew, and nothing made twice."""

import pytest

from scenes.stage.marks import Cells, Disc, Group, Kept, Polygon, Rectangle, Text
from scenes.stage.palette import POINTED, TEXT, Scale
from scenes.stage.part import Box
from scenes.stage.placing import Placed, PlacedLayers, Placing
from scenes.stage.typeface import Type, ink_box
from scenes.stage.values import Values

HERE, NEARER = Placing(0.5, 10.0, 20.0), Placing(0.75, 10.0, 20.0)
LEAST, AREA = 40.0, Box(0, 0, 1000, 1000)
SMALL, ENLARGED = Type("words", 20.0), Type("words", 40.0)
PLATE = Rectangle(200.0, 100.0, 80.0, 40.0, 4.0, "#222222", None, 2.0, (6.0, 2.0), 1.0)
DISC = Disc(300.0, 50.0, 8.0, "#333333", 1.0)
LINE = Polygon(((0.0, 0.0), (40.0, 8.0)), False, None, "#444444", 1.5, (6.0,), 1.0)


def text(words, x, baseline, kind=SMALL, align="left"):
    return Text(words, x, baseline, kind, TEXT, align, 1.0)


def grid(left, top, shape=(2, 3), side=100.0):
    rows, columns = shape
    values = Values([[0.5] * columns] * rows)
    right, bottom = left + side * columns, top + side * rows
    corners = (left, top), (right, top), (left, bottom)
    scale = Scale("diverging", 1.0)
    return Cells(values, scale, corners, None, False, (300.0, 200.0), None, (0, 0))


def kept(marks, left, top, origin=(0.0, 0.0)):
    return Kept("picture", left, top, 100.0, 60.0, marks, origin)


def again(*, least=LEAST, area=AREA):
    """A function (placing, layers) that places each time by the same
    PlacedLayers, and compares with what is placed anew."""
    placed = PlacedLayers(least=least, area=area)

    def of(layers, placing=HERE):
        found = placed.of(placing, layers)
        anew = Placed(placing, least=least, area=area).of(layers)
        assert tuple(mark for layer in found for mark in layer) == anew
        assert len(found) == len(layers)
        return found

    return of


def words(layers):
    return [one.text for layer in layers for one in layer if isinstance(one, Text)]


def test_a_placing_alone():
    assert (Placing(2.0).x(0.0), Placing(2.0).y(0.0)) == (0.0, 0.0)
    assert (HERE.x(4.0), HERE.y(4.0)) == (12.0, 22.0)
    (name,) = Placed(HERE).of([(text("as large as it is", 4.0, 4.0),)])
    assert (name.x, name.baseline, name.kind) == (12.0, 22.0, Type("words", 10.0))
    assert words([Placed(HERE).of([(name, name)])]) == [name.text] * 2


def test_where_shapes_come_to():
    ((plate, disc, line, cells),) = again(least=0.0)(
        [(PLATE, DISC, LINE, grid(60.0, 80.0))]
    )
    assert plate == (110.0, 70.0, 40.0, 20.0, 2.0, "#222222", None, 1.0, (3.0, 1.0), 1)
    assert disc == (160.0, 45.0, 4.0, "#333333", 1.0)
    assert line.points == ((10.0, 20.0), (30.0, 24.0))
    assert (line.line, line.dashes) == (0.75, (3.0,))
    assert cells.corners == ((40.0, 60.0), (190.0, 60.0), (40.0, 160.0))
    assert cells.room == (150.0, 100.0)


def test_what_is_kept_stands_where_it_is_now():
    marks = (DISC, text("a", 300.0, 90.0))
    picture = kept(marks, 240.0, 110.0, origin=(200.0, 100.0))
    ((disc, name),) = again(least=0.0)([(picture,)])
    assert (disc.x, disc.y) == (10 + 340 / 2, 20 + 60 / 2)
    assert (name.x, name.baseline, name.kind.size) == (180.0, 70.0, 10.0)


def test_a_group_has_room_for_larger_texts():
    inside = (text("a", 300.0, 400.0),)
    ((group,),) = again()([(Group(0.4, 280.0, 380.0, 60.0, 30.0, inside),)])
    assert group[:5] == (0.4, 150.0 - 40, 210.0 - 40, 30.0 + 80, 15.0 + 80)
    assert [one.kind.size for one in group.marks] == [40.0]


def test_layers_that_stay_are_the_same_objects():
    place = again()
    first = (PLATE, text("left", 40.0, 400.0))
    second = (Group(0.5, 0.0, 0.0, 9.0, 9.0, (kept((DISC, LINE), 40.0, 60.0),)),)
    third = text("later", 600.0, 800.0)
    before = place([first, second, (third,)])
    after = place([first, second, (third._replace(text="much later"),)])
    assert after[0] is before[0] and after[1] is before[1]
    assert words(after) == ["left", "much later"]
    assert place([second, first])[0] is before[1]  # in another order
    nearer = place([first, second], NEARER)
    assert nearer[0] != before[0] and nearer[1] != before[1]


def test_a_text_gives_way_and_comes_again():
    """Its layer is the same each time, what else stands there is not."""
    place = again()
    low = (PLATE, text("low", 400.0, 400.0))
    high = (text("high", 410.0, 400.0, Type("words", 36.0)),)
    assert words(place([low])) == ["low"]
    assert words(place([low, high])) == ["high"]
    assert words(place([low])) == ["low"]
    for other in ((), (PLATE._replace(left=700.0),)):
        assert words(place([low, other])) == ["low"]


@pytest.mark.parametrize(
    "plate, expected",
    [
        # Enlarged from its beginning it would lie on what stands right of it, ...
        (PLATE._replace(left=450.0, top=380.0), "ends where it ended"),
        (PLATE._replace(left=460.0, top=600.0), "begins where it began"),
        # ... but on which it was drawn it may stay, as without a fill.
        (PLATE._replace(left=420.0, top=380.0), "begins where it began"),
        (PLATE._replace(left=450.0, top=380.0, fill=None), "begins where it began"),
        (PLATE._replace(left=450.0, top=380.0, opacity=0.0), "begins where it began"),
    ],
)
def test_a_text_covers_nothing_that_it_stood_beside(plate, expected):
    """Also where only that is another than before."""
    place = again()
    layer = (text("word", 400.0, 400.0),)
    place([layer])
    ((name,), _) = place([layer, (plate,)])
    wide = name.kind.width("word")
    begins = {
        "begins where it began": 210.0,
        "ends where it ended": 210.0 + SMALL.width("word") / 2 - wide,
    }
    assert name.x == pytest.approx(begins[expected])


def test_numbers_of_a_grid_are_as_large_as_the_longest_fits():
    place = again()
    cells, short = (grid(100.0, 100.0),), (text("1", 140.0, 160.0),)
    long = (text("-123.456", 205.0, 160.0),)

    def sizes(*layers):
        return [layer[0].kind.size for layer in place(layers, Placing(1.0))[1:]]

    fits = 20.0 * (100 - 7) / SMALL.width("-123.456")
    assert sizes(cells, short) == [40.0]
    assert sizes(cells, short, long) == pytest.approx([fits, fits])
    assert sizes(cells, short) == [40.0]
    assert sizes((grid(100.0, 100.0, side=45.0),), short) == pytest.approx([36.0])
    # Of grids on each other the one drawn last counts, of those that it is in.
    low, high = grid(100.0, 100.0, side=45.0), grid(100.0, 100.0)
    assert sizes((low, high), short) == [40.0]
    assert sizes((high, low), short) == pytest.approx([36.0])
    assert sizes((high, low, grid(500.0, 100.0)), short) == pytest.approx([36.0])
    # A number may be a pixel higher than its cell.
    assert sizes((grid(100.0, 100.0, side=19.0),), (text("1", 103.0, 116.0),)) == [20]
    away = (text("1", 900.0, 900.0),)
    assert sizes((low, low), short, away) == pytest.approx([36.0, 40.0])
    # Where they would be smaller than half of the least size, they are left out.
    assert place([cells, short, long], HERE)[1:] == [(), ()]


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.4])
def test_numbers_of_a_row_are_all_seen(scale):
    """In cells where there is just room for them they become somewhat smaller."""
    kind = Type("words", 36.0)
    wide = kind.width("-1.25")
    side = wide + 6
    row = [text("-1.25", 103.0 + k * side, 160.0, kind) for k in range(4)]
    layers = (grid(100.0, 100.0, (1, 4), side),), *((one,) for one in row)
    placed = again()(layers, Placing(scale))[1:]
    fits = 36 * scale * min((side - 7 / scale) / wide, 1)
    assert [one.kind.size for (one,) in placed] == pytest.approx(4 * [fits])


def test_a_picture_drawn_twice_has_its_text_once():
    """Of equal texts on each other the first is seen: that of one of two layers
    which are the same object."""
    place = again()
    layer = (text("twice", 400.0, 400.0), DISC)
    for other in ("", "what is known now", "is known again"):
        *both, _ = place([layer, layer, (text(other, 400.0, 800.0),)])
        assert words(both) == ["twice"] and [len(one) for one in both] == [2, 1]


@pytest.mark.parametrize("align, share", [("left", 0), ("middle", 0.5), ("right", 1)])
def test_a_text_stands_as_it_stood(align, share):
    ((name,),) = again()([(text("word", 400.0, 400.0, align=align),)])
    assert name.x == pytest.approx(210.0 - share * ENLARGED.width("word"))
    assert (name.baseline, name.kind, name.align) == (220.0, ENLARGED, "left")


@pytest.mark.parametrize(
    "outside, left",
    [(0.0, 24.0), (0.4, 24.0), (0.6, None), (1.5, None)],  # of its own width
)
def test_a_text_that_is_half_seen_stands_inside(outside, left):
    """24 pixels from the edge of the area, at least."""
    wide, enlarged = SMALL.width("word"), ENLARGED.width("word")
    place = again()
    before = place([(text("word", 28.0 - outside * wide, 400.0),)])
    after = place([(text("word", 1932.0 + outside * wide, 400.0, align="right"),)])
    if left is None:
        assert before == after == [()]
    else:
        assert before[0][0].x == pytest.approx(left)
        assert after[0][0].x + enlarged == pytest.approx(1000.0 - left)


def test_a_text_that_is_wider_than_the_area_is_left_out():
    fits = "m" * int(952 / ENLARGED.width("m"))
    assert words(again()([(text(fits, 400.0, 400.0),)])) == [fits]
    assert again()([(text(fits + "m", 400.0, 400.0),)]) == [()]


@pytest.mark.parametrize(
    "bottom, below, baseline",
    [
        (338.0, None, 220.0),
        (340.0, None, 242.8),
        (384.0, 446.0, 242.8),
        (384.0, 445.0, None),
        (386.0, 445.0, 220.0),  # it stood on it
    ],
)
def test_below_something_a_text_grows_downwards(bottom, below, baseline):
    """Its ink reaches up 0.76 of its size, which is 80 of the pixels in which it
    was drawn with 20: from 339.2 or, with its top where it was, from 384.8."""
    wide = PLATE._replace(left=200.0, width=600.0)
    plates = [wide._replace(top=300.0, height=bottom - 300.0)]
    if below:
        plates.append(wide._replace(top=below))
    (found,) = again()([(*plates,), (text("word", 400.0, 400.0),)])[1:]
    assert [one.baseline for one in found] == pytest.approx(
        [baseline or 0][: bool(baseline)]
    )


def test_a_text_does_not_grow_out_of_the_area():
    plate = PLATE._replace(left=200.0, top=1700.0, width=600.0, height=184.0)
    for top, is_seen in ((17.0, True), (18.0, False)):
        placing = Placing(0.5, 10.0, top)
        layers = [(plate,), (text("word", 400.0, 1900.0),)]
        (found,) = again()(layers, placing)[1:]
        assert bool(found) is is_seen


@pytest.mark.parametrize("gap, both", [(5.0, False), (7.0, True)])
@pytest.mark.parametrize("first", [0, 1])
def test_texts_are_apart(gap, both, first):
    """Six pixels, whichever of them is drawn first."""
    beside = (210.0 + ENLARGED.width("left") + gap - 10) * 2
    texts = text("left", 400.0, 400.0), text("right", beside, 400.0)
    found = words(again()([(texts[first],), (texts[1 - first],)]))
    assert found == [texts[one].text for one in (first, 1 - first)][: 1 + both]


# (how much higher the second word is drawn than would just touch, in pixels; by how
# many it stands lower then, or None: it is left out)
@pytest.mark.parametrize(
    "over, lower", [(-0.5, 0.0), (0.5, 1.5), (4.5, 5.5), (5.5, None)]
)
@pytest.mark.parametrize("is_below", [True, False])
def test_a_text_gives_way_a_little_before_it_is_left_out(over, lower, is_below):
    """Words of Chinese are higher than those of English in the same place."""
    high = _heights("权重")
    apart = 2 * (high - over) * (1 if is_below else -1)
    first, second = text("权重", 400.0, 800.0), text("权重", 420.0, 800.0 + apart)
    (there,), found = again()([(first,), (second,)])
    assert there.baseline == HERE.y(800.0)
    if lower is None:
        assert found == ()
    else:
        moved = lower if is_below else -lower
        assert found[0].baseline == pytest.approx(HERE.y(800.0 + apart) + moved)


def test_a_text_between_two_gives_way_to_neither():
    high = 2 * (_heights("权重") - 1)
    lines = [(text("权重", 400.0, 800.0 + k * high),) for k in (0, 2, 1)]
    assert words(again()(lines)) == ["权重"] * 2
    assert words(again()(lines[::2])) == ["权重"] * 2
    # And the next one to one that has given way.
    below = [(text("权重", 400.0, 800.0 + k * high),) for k in (0, 1, 2)]
    first, second, third = (one for (one,) in again()(below))
    assert second.baseline - first.baseline == pytest.approx(high / 2 + 2)
    assert third.baseline - second.baseline == pytest.approx(high / 2 + 2)


def _heights(word):
    """Pixels from the top to the bottom of a word's ink, as it is enlarged."""
    _, top, _, bottom = ink_box(word, "words", ENLARGED.weight, ENLARGED.size)
    return bottom - top


def test_only_those_that_are_seen_are_in_the_way():
    """What lies on one that is left out itself is not in the way of another."""
    place = again()
    one, other = text("one more word", 400.0, 400.0), text("other", 1100.0, 400.0)
    between = text("a long word between", 500.0, 400.0)
    assert words(place([(one,), (other,)])) == ["one more word", "other"]
    assert words(place([(one,), (between,)])) == ["one more word"]
    assert words(place([(between,), (other,)])) == ["a long word between"]
    assert words(place([(one, other, between)])) == ["one more word", "other"]
    assert words(place([(one, between, other)])) == ["one more word", "other"]
    near = text("near the other", 1110.0, 400.0)
    assert words(place([(one, other, near)])) == ["one more word", "other"]
    # What is not seen is in nobody's way.
    hidden = one._replace(opacity=0.0)
    assert words(place([(hidden, between)])) == ["one more word", "a long word between"]


POINTED_AT = text("pointed", 400.0, 400.0, Type("words", 14.0))._replace(color=POINTED)
STRONG = text("strong", 400.0, 400.0, Type("words", 14.0, 600))
LARGE = text("large", 400.0, 400.0, Type("words", 22.0))
PLAIN = text("plain", 400.0, 400.0)
TINY = text("tiny", 400.0, 400.0, Type("words", 14.0))


@pytest.mark.parametrize(
    "more, less",
    [
        (POINTED_AT, STRONG),
        (POINTED_AT, LARGE),
        (STRONG, PLAIN),
        (LARGE, PLAIN),
        (PLAIN, TINY),
    ],
)
def test_what_matters_more_is_seen(more, less):
    place = again()
    assert words(place([(more,), (less,)])) == [more.text]
    assert words(place([(less,), (more,)])) == [more.text]


@pytest.mark.parametrize("one, other", [(STRONG, LARGE), (LARGE, STRONG)])
def test_of_equal_ones_the_first_is_seen(one, other):
    assert words(again()([(one,), (other,)])) == [one.text]


def digits(whole, rest, align="left"):
    """Two parts of a number without a gap, the first where it says."""
    begin = text(whole, 400.0, 400.0, align=align)
    return begin, text(rest, begin.left + SMALL.width(whole), 400.0)


@pytest.mark.parametrize("order", [1, -1])
def test_digits_stay_one_number_over_two_layers(order):
    layers = [(one,) for one in digits("12", ".5")][::order]
    place = again()
    first, second = (one for (one,) in place(layers)[::order])
    assert first.x == 210.0
    assert second.x == pytest.approx(210.0 + ENLARGED.width("12"))
    over = (text("high", 410.0, 400.0, Type("words", 36.0)),)
    assert words(place([*layers, over])) == ["high"]
    assert words(place(layers)) == ["12", ".5"][::order]


def test_a_number_ends_where_it_ended_if_its_beginning_did():
    whole, rest = again()([digits("12", ".5", align="right")])[0]
    ended = 210.0 + 0.5 * SMALL.width(".5")
    assert rest.x + ENLARGED.width(".5") == pytest.approx(ended)
    assert whole.x + ENLARGED.width("12") == pytest.approx(rest.x)


@pytest.mark.parametrize("gap, both", [(13.0, False), (15.0, True)])
@pytest.mark.parametrize("index_first", [False, True])
@pytest.mark.parametrize("color", ["#8B949E", POINTED])
@pytest.mark.parametrize("told", ["0", "1, 2"])
def test_an_index_is_not_read_as_the_last_digit_of_a_number(
    gap, both, index_first, color, told
):
    """It is farther from it than names are from each other, or is left out, even
    where it is pointed at: the number stands only there."""
    beside = (210.0 + ENLARGED.width("3.3e-4") + gap - 10) * 2
    number = text("3.3e-4", 400.0, 400.0)
    index = text(told, beside, 400.0)._replace(color=color)
    layers = [(index,), (number,)] if index_first else [(number,), (index,)]
    assert sorted(words(again()(layers))) == [told, "3.3e-4"][not both :]


def test_a_number_matters_as_much_as_any_of_its_digits():
    whole, rest = digits("12", ".5")
    layers = [(LARGE,), (whole, rest._replace(color=POINTED))]
    assert words(again()(layers)) == ["12", ".5"]


def test_what_only_stands_beside_is_no_number_with_it():
    whole, rest = digits("-12", ".5")
    gap = 0.12 * 20
    for other in (
        rest._replace(baseline=401.0),
        rest._replace(kind=Type("words", 19.0)),
        rest._replace(x=rest.x + gap + 0.1),
        rest._replace(x=rest.x - gap - 0.1),
    ):
        assert words(again()([(whole, other)])) == ["-12"], other
    assert words(again()([(whole, rest._replace(x=rest.x + gap - 0.1))])) == [
        "-12",
        ".5",
    ]


def test_how_many_are_left_out():
    low, high = text("low", 400.0, 400.0), Type("words", 36.0)
    layers = [(low,), (text("high", 410.0, 400.0, high),), (text(" ", 0.0, 900.0),)]
    placed = Placed(HERE, least=LEAST, area=AREA)
    assert placed.left_out(layers, 20.0) == 0.5
    assert placed.left_out(layers, 30.0) == 0.0
    assert placed.left_out(layers[:1], 20.0) == 0.0
    assert placed.left_out([], 20.0) == 0.0
    blank = text(" ", 400.0 - SMALL.width(" "), 400.0)
    wide = (text("w" * 90, 400.0, 400.0),)
    assert placed.left_out([(blank, *wide)], 20.0) == 1.0  # one line
    assert placed.left_out([(wide[0]._replace(opacity=0.0),)], 20.0) == 0.0
