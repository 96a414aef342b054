"""Films laid out for a phone: legible, true, and the same film."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.signature import NAME
from scenes.film.cues import script
from scenes.film.film import Film
from scenes.film.speaking import narrated
from scenes.film.tall_stages import AREA, LEAST
from scenes.sound.voice import Voice
from scenes.stage.bars import Bars
from scenes.stage.camera import drawn
from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH, Drawings, marks_of
from scenes.stage.legend import Legend
from scenes.stage.mark_edges import edges_of, texts_in
from scenes.stage.part import Box
from scenes.stage.records import records_of
from scenes.stage.typeface import SMALL, Type, written_larger
from scenes.stage.view import UPRIGHT
from scenes.words.naming import language
from tests import told_calls
from tests.color_oracle import colors_of
from tests.frames import with_hyphens
from tests.scene_films import scene_of
from tests.truth_of_numbers import NUMBER, says

FOREIGN = "recurrent", "block", "convnet"
OWN = "forward", "backprop", "learning_step", "training", "mistakes", "neurons"
FILMS = *OWN, "three layers", "softmax batch", "gated cell", *FOREIGN
MOMENTS = 0.35, 0.9  # of each act


@pytest.fixture(scope="module")
def shown(films):
    """A function of a name: the wide Film and the upright one."""
    from tests import other_networks, sequence_networks
    from tests import small_convnet as net

    others = {name: (call, given) for name, call, given in other_networks.cases()}
    step = net.FIGURE, net.KERNELS, net.WEIGHTS, net.WANTED
    others["convnet"] = net.learn, step
    recorded = sequence_networks.recorded()
    known = {}

    def shown(name):
        if name not in known:
            wide = films.get(name)
            if wide is None:
                trace = recorded.get(name)
                if trace is None:
                    call, given = others[name]
                    trace = record(call, *given)
                wide = Film(trace)
            known[name] = wide, wide.upright()
        return known[name]

    yield shown
    _WRITTEN.clear()


def moments(film):
    """(shot, second of it) for each act; of kinds that come often some."""
    seen = {}
    for shot in film.shots:
        kind = shot.player.act.kind
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= 2:
            yield from ((shot, round(share * shot.seconds, 2)) for share in MOMENTS)


def frame(film, shot, second, width=540):
    """(pixels, CellsRecords) of an upright film at a moment."""
    film.show(shot, second)
    records = []
    pixels = drawn(
        film.parts(shot),
        width=width,
        height=width * 16 // 9,
        frame=UPRIGHT,
        records=records,
    )
    return pixels, [one for one in records if hasattr(one, "values")]


_WRITTEN = {}  # what `written` gave, by film, shot and second: several tests ask


def written(film, shot, second):
    """(TextRecords, CellsRecords) of a film at a moment."""
    key = id(film), id(shot), second
    if key not in _WRITTEN:
        _WRITTEN[key] = _written(film, shot, second)
    return _WRITTEN[key]


def _written(film, shot, second):
    film.show(shot, second)
    records = [
        one
        for part in film.parts(shot)
        for one in records_of(marks_of(part, Drawings()), 1.0, part=type(part).__name__)
    ]
    texts = [one for one in records if hasattr(one, "text")]
    return texts, [one for one in records if hasattr(one, "values")]


def in_cells(text, cells):
    x, y = (text.left + text.right) / 2, (text.top + text.bottom) / 2
    return any(
        one.corners[:, 0].min() <= x <= one.corners[:, 0].max()
        and one.corners[:, 1].min() <= y <= one.corners[:, 1].max()
        for one in cells
    )


def seen_texts(texts):
    return [one for one in texts if one.opacity > 0.05 and one.text.strip()]


@pytest.mark.parametrize("name", FILMS)
def test_texts_are_large_apart_and_inside(name, shown):
    _, film = shown(name)
    for shot, second in moments(film):
        texts, cells = written(film, shot, second)
        large = [one for one in seen_texts(texts) if one.size >= LEAST - 1e-6]
        small = [one for one in seen_texts(texts) if one.size < LEAST - 1e-6]
        where = f"{shot.player.act.kind} at {second} s"
        assert [one.text for one in small if not in_cells(one, cells)] == [], where
        assert len(large) >= 4, where
        for one in large:
            assert -2 <= one.left and one.right <= UPRIGHT[0] + 2, (one.text, where)
        on_stage = [one for one in large if one.part == "StageWindow"]
        for index, one in enumerate(on_stage):
            assert 20 <= one.left and one.right <= UPRIGHT[0] - 20, (one.text, where)
            assert AREA.top <= one.top, (one.text, where)
            assert one.bottom <= AREA.bottom, (one.text, where)
            for other in on_stage[index + 1 :]:
                apart = (
                    one.right <= other.left + 3
                    or other.right <= one.left + 3
                    or one.bottom <= other.top + 3
                    or other.bottom <= one.top + 3
                )
                assert apart, (one.text, other.text, where)


def test_two_images_have_their_names_just_above_them(shown):
    """And not beside them, where a scale leaves no room."""
    _, film = shown("mistakes")
    (shot,) = (one for one in film.shots if one.player.act.kind == "parting")
    texts, cells = written(film, shot, shot.seconds)
    names = [one.left for one in texts if one.text in ("read right", "read wrong")]
    images = sorted(one.corners[0, 0] for one in cells if one.shown.size == 784)
    assert names == pytest.approx(images, abs=3) and len(names) == 2


@pytest.mark.parametrize("name", FILMS)
def test_how_far_colours_reach_is_written_as_one(name, shown):
    """Of two ends one might have no room, and the other would be read alone."""
    _, film = shown(name)
    for shot, second in moments(film):
        texts, _ = written(film, shot, second)
        ours = {one.text for one in seen_texts(texts)}
        film.show(shot, second)
        for one in shot.player.parts:
            if isinstance(one, Legend) and one.opacity > 0.9:
                where = f"{shot.player.act.kind} at {second} s"
                assert one.range in ours, where
                assert one.range in (one.ends[1].replace("+", "±"), f"0…{one.ends[1]}")


# (a call of tests.told_calls, a kind of act, what is written at its end)
WRITTEN_AT_ENDS = [
    (
        "gates_by_their_letters",
        "arrive",
        [
            "x",
            "h",
            *(f"{of}['{gate}']" for of in ("weights", "biases") for gate in "ifog"),
        ],
    ),
    ("classified", "batch_product", ["x", "w", "scores", "product"]),
    ("batch_norm", "normalise", ["x", "normalised", "gain", "shift"]),
    ("convolution", "convolve", ["image", "out", "product", "−0.82", "−0.58", "−0.09"]),
]
IN_CHINESE = {"product": "乘积", "normalised": "归一化后"}


@pytest.mark.parametrize("name, kind, expected", WRITTEN_AT_ENDS)
def test_arrays_of_foreign_networks_have_their_names(name, kind, expected):
    """Where texts are twice as large there is room for them, in both languages."""
    call, given = told_calls.calls()[name]
    trace = record(call, *given)
    english = Film(trace).upright()
    with language("zh"):
        chinese = Film(trace).upright(like=english)
    for film in (english, chinese):
        shot = next(one for one in film.shots if one.player.act.kind == kind)
        texts, _ = written(film, shot, shot.seconds)
        said = IN_CHINESE if film is chinese else {}
        wanted = {said.get(one, one) for one in expected}
        assert wanted <= {one.text for one in seen_texts(texts)}


@pytest.mark.parametrize(
    "code, expected",
    [
        ("en", {"input", "hidden", "output", "9 of 784", "9 of 20", "10"}),
        ("zh", {"输入", "隐藏", "输出", "784 中的 9", "20 中的 9", "10"}),
    ],
)
def test_each_layer_has_its_name_and_its_count(code, expected):
    """Numbers in its neurons, which are read only on them, would not fit there."""
    scene = scene_of("neurons")
    film = scene.film().upright()
    if code == "zh":
        with language("zh"):
            film = scene.film().upright(like=film)
    for shot in film.shots:
        texts, _ = written(film, shot, shot.seconds)
        assert expected <= {one.text for one in seen_texts(texts)}
        for layer in shot.player.layers.values():
            film.show(shot, shot.seconds)
            marks = texts_in(marks_of(layer, Drawings()))
            numbers = {layer.text_of(k) for k in range(len(layer.indices))}
            indices = {str(one) for one in (*layer.indices, *layer.labels)}
            assert not (numbers - indices) & {one.text for one in marks}


@pytest.mark.parametrize("code", ["en", "zh"])
def test_it_is_said_what_numbers_of_a_training_count(code):
    scene = scene_of("training")
    film = scene.film().upright()
    if code == "zh":
        with language("zh"):
            film = scene.film().upright(like=film)
    said = {"en": ("images seen", "of the test images read right")}
    said["zh"] = "张图像已看", "的测试图像读对"
    for shot in film.shots[:-1]:
        texts, _ = written(film, shot, shot.seconds)
        assert {*said[code]} <= {one.text for one in seen_texts(texts)}


def test_each_answer_of_a_learning_step_has_its_name_and_its_numbers(shown):
    wide, film = shown("learning_step")
    for kind, texts in (
        ("compare", {"before", "after", "after − before", "a different scale"}),
        ("one_step", {"before", "after one step", "after 10 such steps", "image"}),
    ):
        (shot,) = (one for one in film.shots if one.player.act.kind == kind)
        ours = {
            one.text for one in seen_texts(written(film, shot, shot.seconds - 0.1)[0])
        }
        assert texts <= ours
    theirs, _ = written(wide, wide.shots[film.index_of(shot)], shot.seconds - 0.1)
    numbers = {one.text for one in theirs if one.text.startswith("output_neurons[")}
    assert len(numbers) == 6 and numbers <= ours


@pytest.mark.parametrize("name", OWN)
def test_a_film_ends_with_the_projects_name(name, shown):
    _, film = shown(name)
    shot = film.shots[-1]
    texts, cells = written(film, shot, shot.seconds)
    (name_of_it,) = [one for one in seen_texts(texts) if one.text == NAME]
    assert not in_cells(name_of_it, cells)


@pytest.mark.parametrize("name", ["forward", "backprop", "learning_step", "mistakes"])
def test_a_film_says_which_comes_next(name, shown):
    """Its title stands below the project's name, and has room there."""
    wide, film = shown(name)
    (told,) = (
        one.text
        for one in seen_texts(written(wide, wide.shots[-1], wide.shots[-1].seconds)[0])
        if one.text.startswith("Next: ")
    )
    texts, _ = written(film, film.shots[-1], film.shots[-1].seconds)
    assert told in {one.text for one in seen_texts(texts)}


@pytest.mark.parametrize("name", FILMS)
def test_no_words_are_written_that_the_wide_film_does_not_say(name, shown):
    """But for the numbers at axes and in cells, and for names cut elsewhere."""
    wide, film = shown(name)
    for shot, second in moments(film):
        texts, _ = written(film, shot, second)
        ours = {one.text for one in texts if one.part == "StageWindow"}
        theirs, _ = written(wide, wide.shots[film.index_of(shot)], second)
        new = ours - {one.text for one in theirs}
        names = {one for one in new if re.search(r"[A-Za-z]{2}", one)}
        assert [one for one in names if not is_cut_from(one, theirs)] == []


def is_cut_from(text, theirs):
    """Whether a text is one of others, which is cut or is not."""
    begin, cut, end = text.partition("…")
    counted = re.fullmatch(r"(\d+) of (\d+)", text)
    if counted:
        shown, count = counted.groups()
        return f"{count} in all, {shown} shown" in {one.text for one in theirs}
    for one in theirs:
        first, is_cut, last = one.text.partition("…")
        if cut and one.text.startswith(begin) and one.text.endswith(end):
            return True
        if is_cut and text.startswith(first) and text.endswith(last):
            return True
        if re.search(rf"\b{re.escape(text)}\b", one.text):
            return True  # what it was, without of what
        rest = text.removeprefix(one.text)  # of a name in two lines
        if rest != text and any(rest == other.text for other in theirs):
            return True
    return False


@pytest.mark.parametrize("name", FOREIGN)
def test_numbers_in_cells_are_those_of_the_cells(name, shown):
    _, film = shown(name)
    looked_at = 0
    for shot, second in moments(film):
        texts, cells = written(film, shot, second)
        for one in texts:
            if re.fullmatch(NUMBER, with_hyphens(one.text)) and one.opacity > 0.9:
                under = [
                    found for found in (cell_below(one, c) for c in cells) if found
                ]
                if under:
                    looked_at += 1
                    assert any(says(one.text, value) for value in under), one.text
    assert looked_at > 50


def cell_below(text, cells):
    """The value of the upright cell that a number stands in, or None."""
    (left, top), (right, level), (_, bottom) = cells.corners[:3]
    x, y = (text.left + text.right) / 2, (text.top + text.bottom) / 2
    rows, columns = cells.values.shape
    if level != top or not (left < x < right and top < y < bottom):
        return None
    wide, high = (right - left) / columns, (bottom - top) / rows
    if text.right - text.left > wide or text.bottom - text.top > high:
        return None
    return float(cells.values[int((y - top) / high), int((x - left) / wide)])


@pytest.mark.parametrize("name", ["forward", "backprop", "softmax batch"])
def test_cells_have_the_colours_of_their_values(name, shown):
    """Where the wide film shows a cell, and the window is on it."""
    wide, film = shown(name)
    looked_at = 0
    for shot, second in moments(film):
        pixels, cells = frame(film, shot, second, width=1080)
        same_shot = wide.shots[film.index_of(shot)]
        wide.show(same_shot, second)
        records = []
        plain = drawn(wide.parts(same_shot), records=records)
        others = [one for one in records if hasattr(one, "values")]
        for ours, theirs in zip(cells, others, strict=True):
            if ours.opacity < 1 or not ours.shown.all() or ours.block != (1, 1):
                continue
            if theirs.values.shape != ours.values.shape or cell_size(ours) < 9:
                continue
            if min(ours.values.shape) < 2:  # some rows fly, over each other
                continue
            scale = ours.scale
            expected = colors_of(ours.values, scale.kind, scale.limit, scale.hidden)
            there = same(plain, theirs, expected, (DESIGN_WIDTH, DESIGN_HEIGHT))
            here = same(pixels, ours, expected, UPRIGHT)
            x, y = ours.centers()[..., 0], ours.centers()[..., 1]
            inside = there & (x > 2) & (x < UPRIGHT[0] - 2) & (y > 682) & (y < 1786)
            if inside.sum() >= 16:
                looked_at += inside.sum()
                assert here[inside].mean() > 0.9, (shot.player.act.kind, ours.name)
    assert looked_at > 500 if name != "softmax batch" else looked_at > 20


def cell_size(cells):
    """The shorter side of a cell, in design pixels."""
    rows, columns = cells.values.shape
    across, down = cells.corners[1:3] - cells.corners[0]
    return min(np.hypot(*across) / columns, np.hypot(*down) / rows)


def same(pixels, cells, expected, size):
    """Which cells have their colour above the number in them, boolean."""
    upper_left, _, lower_left = cells.corners[:3]
    up = 0.38 * (lower_left - upper_left) / len(cells.values)
    x, y = np.moveaxis(cells.centers() - up, -1, 0)
    columns = np.clip(np.floor(x), 0, size[0] - 1).astype(int)
    rows = np.clip(np.floor(y), 0, size[1] - 1).astype(int)
    apart = np.abs(pixels[rows, columns, :3].astype(float) - expected)
    return apart.max(axis=-1) <= 3


def test_a_frame_is_the_same_whatever_was_shown_before(shown, films):
    _, film = shown("forward")
    fresh = films["forward"].upright()
    shot = film.shots[2]
    for second in (9.0, 3.3, 17.0, 3.3):
        frame(film, shot, second, width=90)
    ours, theirs = (frame(one, shot, 3.3, width=180)[0] for one in (film, fresh))
    assert np.array_equal(ours, theirs)


@pytest.mark.parametrize("name", FILMS)
def test_nothing_is_cut_off(name, shown):
    """All that an act shows at its end stands in the frame, below the code and
    above the timeline."""
    _, film = shown(name)
    for shot in film.shots:
        film.show(shot, shot.seconds)
        placing = film.layout.stages.stage(film.index_of(shot)).window.placing
        for part in shot.player.parts:
            if part.opacity < 0.9:
                continue
            for mark in marks_of(part, Drawings()):
                box = edges_of(mark)
                if box is None:
                    continue
                where = shot.player.act.kind, type(part).__name__
                assert placing.x(box.left) > -2, where
                assert placing.x(box.right) < UPRIGHT[0] + 2, where
                assert placing.y(box.top) > AREA.top - 2, where
                assert placing.y(box.bottom) < AREA.bottom + 2, where


def test_twenty_sheets_stand_in_four_columns(shown):
    """Those of the hidden neurons, at the end of their training."""
    _, film = shown("training")
    sheets = [parts[0].box for parts in film.shots[-1].player.sheets]
    assert len(sheets) == 20
    assert len({round(one.left) for one in sheets}) == 4
    assert len({round(one.top) for one in sheets}) == 5
    # Below each stands which neuron it is of.
    texts, _ = written(film, film.shots[-1], film.shots[-1].seconds)
    assert set(map(str, range(20))) <= {one.text for one in seen_texts(texts)}


def numbers_in_rows(bars, texts):
    """The numbers of bars as they are to be written; asserts that so they are, one
    below the other, in equal steps."""
    numbers = [bars.write(one) for one in bars.values.array.ravel()]
    rows = sorted((one.bottom, one.text) for one in texts if one.text in numbers)
    assert [text for _, text in rows] == numbers
    steps = np.diff([bottom for bottom, _ in rows])
    assert np.ptp(steps) <= 3
    return numbers


def test_what_a_product_adds_up_to_is_written_for_all_rows(shown):
    _, film = shown("backprop")
    shot = next(one for one in film.shots if one.player.act.kind == "turned")
    texts, _ = written(film, shot, shot.seconds)
    assert len(numbers_in_rows(shot.player.bars, seen_texts(texts))) == 20


def test_a_picture_is_stamped_below_itself(shown):
    """The numbers of all bars stand in their rows, under each other, and between the
    picture and its sheet the product is written."""
    _, film = shown("backprop")
    shot = next(one for one in film.shots if one.player.act.kind == "stamp")
    texts, _ = written(film, shot, 3.5)  # the first sheet fills
    seen = seen_texts(texts)
    beside = [one for one in seen if one.right < UPRIGHT[0] / 2]
    numbers = numbers_in_rows(shot.player.bars, beside)
    picture, sheet = shot.player.picture.box, shot.player.face
    placing = film.layout.window.window.placing
    assert placing.x(picture.left) == placing.x(sheet.left)
    between = {
        one.text
        for one in seen
        if placing.y(picture.bottom) < one.top
        and one.bottom < placing.y(sheet.top)
        and one.left > placing.x(picture.left) - SMALL
    }
    assert {"×", numbers[shot.player.act.turns.peak], "="} <= between


@pytest.mark.parametrize(
    "name, kind, numbers",
    [
        ("forward", "curve", {"−10", "0", "+10"}),
        ("training", "learned", {"0", "1", "10", "10,000"}),
        ("mistakes", "moved", {"−7.5", "−5", "−2.5", "0", "+2.5", "+5", "+7.5"}),
    ],
)
def test_axes_have_their_numbers(name, kind, numbers, shown):
    _, film = shown(name)
    shot = next(one for one in film.shots if one.player.act.kind == kind)
    texts, _ = written(film, shot, shot.seconds)
    assert numbers <= {one.text for one in seen_texts(texts)}


@pytest.mark.parametrize(
    "shape, is_tall", [((1810, 690), False), ((900, 420), False), ((1000, 990), True)]
)
def test_a_stage_says_whether_it_is_tall(shape, is_tall):
    assert Box(60, 290, *shape).is_tall is is_tall


def test_numbers_beside_bars_have_room_where_they_are_enlarged():
    values = np.array([0.5, -12.25])
    with written_larger(2.0):
        wide = Bars(values, Box(0, 0, 600, 100))
    plain = Bars(values, Box(0, 0, 600, 100))
    longest = max(len(plain.write(one)) for one in values)
    assert plain.number_room == Bars.NUMBER_ROOM
    assert wide.number_room >= 2 * Type("code", SMALL).width("0" * longest)


def test_marks_have_plain_numbers_at_a_second_of_numpys(shown):
    """Renderers compare those of a frame with those of the one before."""
    _, film = shown("forward")
    for shot in film.shots[:3]:
        film.show(shot, np.float64(0.3))
        for part in film.parts(shot):
            for mark in marks_of(part, Drawings()):
                assert type(getattr(mark, "line", 0.0)) in (int, float)
                for one in getattr(mark, "marks", ()):
                    assert type(one[0]) is not np.float64


def test_it_is_the_same_film(shown):
    wide, film = shown("forward")
    assert film.seconds == wide.seconds
    for ours, theirs in zip(film.shots, wide.shots, strict=True):
        assert ours.player.act is theirs.player.act
        assert (ours.start, ours.seconds) == (theirs.start, theirs.seconds)
    assert script(film, "en") == script(wide, "en")
    assert wide.layout is None


def test_it_can_be_spoken(shown):
    wide, film = shown("three layers")
    ours = narrated(film, Voice(marks=True), "forward")
    assert ours.layout is not None and ours.narration.heard
    assert len(ours.parts(ours.shots[0])) == len(film.parts(film.shots[0]))
