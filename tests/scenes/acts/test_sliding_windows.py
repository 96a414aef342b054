"""Acts of windows that slide: what is planned, said and shown of each kind."""

from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.sliding import slide
from scenes.acts.window_acts import _kept_for_later, ready_at
from scenes.film.film import Film
from scenes.reading.roles_once import known_roles
from scenes.reading.windows import sliding_windows
from scenes.stage.maps import Maps
from scenes.words.naming import language
from tests import window_networks as nets
from tests.frames import drawn_at
from tests.told import act_in, acts_of, kinds_of

RANDOM = np.random.default_rng(6)
POOLED = np.round(RANDOM.normal(size=(2, 4, 4)), 2)
BACK = np.round(RANDOM.normal(size=(2, 2, 2)), 2)
ERRORS = np.round(RANDOM.normal(size=(4, 4, 2)), 2)
CASES = {
    "convolve": (nets.from_a_generator, nets.IMAGE, nets.FILTERS),
    "pool": (nets.largest, POOLED.transpose(1, 2, 0)),
    "pool_back": (nets.largest_gradient_by_masks, POOLED, BACK),
    "kernel_gradient": (nets.kernel_gradient, nets.IMAGE, ERRORS),
    "input_gradient": (
        nets.by_columns_and_back,
        nets.BATCH,
        nets.DEEP,
        nets.BIASES,
        np.round(RANDOM.normal(size=(2, 4, 3, 3)), 2),
    ),
}


def shot_of(kind, call, *arguments):
    """(the Film, the one Shot of a kind) of a call."""
    film = Film(record(call, *[np.array(one) for one in arguments]))
    (shot,) = (shot for shot in film.shots if shot.player.act.kind == kind)
    return film, shot


def maps_at(kind, moment, *case):
    """The Maps on the stage at a second of the act, by name."""
    film, shot = shot_of(kind, *case)
    film.show(shot, shot.second_of(moment(shot.player.act)))
    return shot.player, {
        part.name_text: part
        for part in shot.player.parts
        if isinstance(part, Maps) and part.opacity > 0.99
    }


def after(turn, share):
    """The second of an act at a share of one of its turns."""
    return lambda act: act.turns.starts[turn] + share * act.turns.lengths[turn]


def at_the_end(act):
    return act.seconds


@pytest.mark.parametrize("function", nets.ONE_FILTER)
def test_all_operations_of_a_convolution_are_one_act(function):
    assert kinds_of(function, nets.IMAGE, nets.EDGE) == ["convolve"]


@pytest.mark.parametrize("kind", CASES)
def test_all_of_the_loops_is_one_act(kind):
    assert kind in kinds_of(*CASES[kind])
    assert kinds_of(*CASES[kind]).count("generic") <= 3


def test_the_way_back_is_told_when_there_is_something_to_send_back():
    call = nets.through_a_layer_and_back, RANDOM.normal(size=(2, 3, 4, 4))
    kinds = kinds_of(*call, RANDOM.normal(size=(12, 2)))
    pooled, back = kinds.index("pool"), kinds.index("pool_back")
    assert kinds[pooled + 1] == "flatten" and kinds[back - 1] == "flatten"
    assert "batch_product" in kinds[pooled:back] and "collapse" not in kinds
    assert not {"fetch", "update_grid", "generic"} & set(kinds)
    act = act_in("en", "pool_back", *call, RANDOM.normal(size=(12, 2)))
    step = record(*call, RANDOM.normal(size=(12, 2))).steps[act.operations[0].step]
    assert step.function == "back_to_places"


def test_the_indices_that_windows_are_scattered_by_are_no_acts():
    arrays = nets.BATCH[:, :, :5, :5], nets.DEEP, RANDOM.normal(size=(2, 4, 5, 5))
    (kind,) = kinds_of(nets.by_computed_indices, *arrays)
    assert kind in ("input_gradient", "convolve")  # alone it may be either


@pytest.mark.parametrize(
    "kind, title, sentence",
    [
        ("convolve", "Convolution: 2 kernels of 3 × 3 slide over x", "one number of"),
        ("pool", "Max pooling of x", "only the largest number is kept"),
        ("pool_back", "Back through the pooling", "that was the largest of its 2 × 2"),
        ("kernel_gradient", "Windows of x, each times a number of d", "16 positions"),
        (
            "input_gradient",
            "Back through the kernels, to the picture",
            "where windows overlap, it adds up",
        ),
    ],
)
def test_what_is_said(kind, title, sentence):
    act = act_in("en", kind, *CASES[kind])
    assert act.title == title
    assert sentence in act.lead
    assert act.caption == f"{act.lead} {act.outcome}"
    other = act_in("zh", kind, *CASES[kind])
    for text in (other.title, other.lead, other.outcome, other.step_name):
        assert any("一" <= letter <= "鿿" for letter in text)


def smallest(x):
    return x.reshape(3, 2, 3, 2).min(axis=(1, 3))


def mean(x):
    return x.reshape(3, 2, 3, 2).mean(axis=(1, 3))


def added_up(x):
    return x.reshape(3, 2, 3, 2).sum(axis=(1, 3))


@pytest.mark.parametrize(
    "call, spoken, title, lead",
    [
        (
            smallest,
            "en",
            "Min pooling of x",
            "Of each 2 × 2 window only the smallest number is kept.",
        ),
        (smallest, "zh", "x 的最小池化", "每个 2 × 2 窗口只保留最小的数。"),
        (
            mean,
            "en",
            "Mean pooling of x",
            "Each 2 × 2 window becomes the mean of its numbers.",
        ),
        (mean, "zh", "x 的平均池化", "每个 2 × 2 窗口变成其平均值。"),
        (
            added_up,
            "en",
            "Sums of windows of x",
            "Each 2 × 2 window becomes the sum of its numbers.",
        ),
        (added_up, "zh", "x 的窗口求和", "每个 2 × 2 窗口变成其总和。"),
    ],
)
def test_what_is_said_of_other_poolings(call, spoken, title, lead):
    act = act_in(spoken, "pool", call, nets.IMAGE)
    assert act.title == title and act.lead.startswith(lead)


def test_the_outcome_is_read_off_the_map():
    act = act_in("en", "convolve", *CASES["convolve"])
    maps = act.window.laid("map")[0]
    index, row, column = np.unravel_index(maps.argmax(), maps.shape)
    assert act.outcome == (
        f"The largest number, {maps.max():+.3f}, is of filter {index}, "
        f"at row {row}, column {column}."
    )
    assert act.outcome_at == act.turns.end


@pytest.mark.parametrize(
    "image, outcome",
    [
        (np.zeros((6, 6)), "All 16 numbers are 0."),
        (np.full((6, 6), np.nan), "16 of 16 numbers are not finite."),
    ],
)
def test_the_outcome_of_odd_maps(image, outcome):
    assert act_in("en", "convolve", nets.by_views, image, nets.EDGE).outcome == outcome


def test_sums_are_written_as_they_were_computed():
    film, shot = shot_of("convolve", nets.deep, nets.CHANNELS, nets.DEEP, nets.BIASES)
    player = shot.player
    window = np.pad(nets.CHANNELS, ((0, 0), (1, 1), (1, 1)))[:, :3, :3]
    total = (window * nets.DEEP[0]).sum()
    words = player.turn_words(0)
    assert f"27 products add up: {total:+.3f} + bias +0.500" in words.replace("−", "-")
    assert f"= {total + 0.5:+.3f}." in words.replace("−", "-")
    assert player.turn_words(1).startswith("2 cells to the right")
    assert "for 4 maps alike" in player.turn_words(len(player.slid.ranges) - 1)


@pytest.mark.parametrize(
    "moment, cells",
    [
        (after(0, 0.5), 0),
        (after(0, 0.99), 1),
        (after(1, 0.5), 1),
        (after(1, 0.99), 2),
        (at_the_end, 16),
    ],
)
def test_maps_are_filled_position_by_position(moment, cells):
    player, _ = maps_at("convolve", moment, *CASES["convolve"])
    assert player.maps.revealed.tolist() == [cells, cells]


def test_the_window_stands_where_its_cells_are():
    player, parts = maps_at("convolve", after(1, 0.7), *CASES["convolve"])
    assert player.picture.outlined == {0: ((0, 1, 3, 3),)}
    assert player.maps.outlined == {0: ((0, 1, 1, 1),)}
    bench = parts["x[0:3, 1:4]"]
    np.testing.assert_array_equal(bench.values.array[0], nets.IMAGE[:3, 1:4])
    np.testing.assert_array_equal(parts["k[0]"].values.array[0], nets.FILTERS[0])
    np.testing.assert_allclose(
        parts["product"].values.array[0], nets.IMAGE[:3, 1:4] * nets.FILTERS[0]
    )
    total = (nets.IMAGE[:3, 1:4] * nets.FILTERS[0]).sum()
    assert player.bench.total.text.replace("−", "-") == f"Σ = {total:+.3f}"


@pytest.mark.parametrize(
    "call, arrays, kind, names",
    [
        (
            nets.batch_of_channels_last,
            (
                RANDOM.normal(size=(2, 5, 5, 3)),
                RANDOM.normal(size=(3, 3, 3, 4)),
                nets.BIASES,
            ),
            "convolve",
            {"picture": "x[0, 0:3, 0:3]", "kernels": "k[:, :, :, 0]"},
        ),
        (
            nets.deep_by_einsum,
            (nets.BATCH, nets.DEEP, nets.BIASES),
            "convolve",
            {"picture": "padded[0, :, 0:3, 0:3]", "kernels": "k[0]"},
        ),
        (
            nets.each_channel_alone,
            (nets.CHANNELS, RANDOM.normal(size=(3, 3, 3))),
            "convolve",
            {"picture": "x[0, 0:3, 0:3]", "kernels": "k[0]"},
        ),
        (
            nets.largest_by_reshape,
            (RANDOM.normal(size=(2, 4, 4)),),
            "pool",
            {"picture": "x[0, 0:2, 0:2]"},
        ),
    ],
)
def test_what_is_worked_on_is_called_as_the_code_would_write_it(
    call, arrays, kind, names
):
    player, parts = maps_at(kind, after(0, 0.95), call, *arrays)
    for role, name in names.items():
        code, _, index = name.partition("[")
        value = player.window.values[role]
        assert value.name == code
        cells = eval(f"array[{index}", {"array": value.array})  # noqa: S307
        shown = parts[name].values.array
        assert np.array_equal(np.sort(shown.ravel()), np.sort(cells.ravel()))


def test_a_map_that_is_told_alone_is_recorded_as_the_one_it_is():
    maps = np.zeros((2, 4, 4))
    maps[1] = RANDOM.uniform(0.1, 1, (4, 4))
    film, shot = shot_of("pool", nets.largest_by_reshape, maps)
    frame = drawn_at(film, shot, shot.seconds / 2)
    large = [one for one in frame.records if getattr(one, "name", "") == "x"]
    assert {one.first[0] for one in large} == {0, 1}
    for one in large:
        np.testing.assert_array_equal(one.values, maps[one.first[0]])


def test_in_the_end_the_largest_is_seen_and_where_it_comes_from():
    player, _ = maps_at("convolve", at_the_end, *CASES["convolve"])
    maps = player.maps.values.array
    ((index, (mark,)),) = player.maps.outlined.items()
    assert maps[index][mark[0], mark[1]] == maps.max()
    assert player.picture.outlined == {0: ((mark[0], mark[1], 3, 3),)}


def test_the_border_is_outlined():
    player, _ = maps_at(
        "convolve", at_the_end, nets.deep, nets.CHANNELS, nets.DEEP, nets.BIASES
    )
    assert player.picture.dashed == (1, 1, 7, 7)
    assert player.picture.values.shape == (3, 9, 9)
    player, _ = maps_at(
        "convolve", at_the_end, nets.without_a_border, nets.IMAGE, nets.EDGE
    )
    assert player.picture.values.shape == (1, 8, 8)
    np.testing.assert_array_equal(player.picture.values.array[0, 1:7, 1:7], nets.IMAGE)


def test_a_pool_marks_what_it_keeps():
    player, parts = maps_at("pool", after(0, 0.95), *CASES["pool"])
    window = POOLED[0, :2, :2]
    kept = np.unravel_index(window.argmax(), (2, 2))
    assert parts["x[0:2, 0:2, 0]"].outlined == {0: ((*map(int, kept), 1, 1),)}
    assert player.made.revealed.tolist() == [1]
    assert player.told.outlined == {0: ((0, 0, 2, 2),)}
    shown = player.kept.text.replace("−", "-")
    assert shown == f"largest: {window.max():.3f}"


def test_what_goes_back_arrives_at_the_largest():
    player, _ = maps_at("pool_back", at_the_end, *CASES["pool_back"])
    back = player.made.values.array[0]
    for row, column in np.ndindex(2, 2):
        window = POOLED[player.act.told, 2 * row : 2 * row + 2, 2 * column :][:, :2]
        cells = back[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
        assert cells.flat[window.argmax()] == BACK[player.act.told, row, column]
        assert np.count_nonzero(cells) == 1


@pytest.mark.parametrize("done, positions", [(0, 0), (1, 1), (2, 2)])
def test_kernel_gradients_grow_by_one_window_after_the_other(done, positions):
    moment = after(done, 0.0) if done else lambda act: 0.5
    player, _ = maps_at("kernel_gradient", moment, *CASES["kernel_gradient"])
    if not positions:
        assert not player.made.has_begun
        return
    expected = sum(
        ERRORS[0, column] * nets.IMAGE[:3, column : column + 3, None].reshape(3, 3, 1)
        for column in range(positions)
    )
    np.testing.assert_allclose(
        player.made.values.array, np.moveaxis(expected, 2, 0), atol=1e-12
    )


def test_in_the_end_stands_what_was_recorded():
    for kind in ("kernel_gradient", "input_gradient"):
        player, _ = maps_at(kind, at_the_end, *CASES[kind])
        assert player.made.values.source.digest == player.act.result.digest
        assert player.made.has_begun


def test_pictures_are_put_together_from_kernels():
    player, _ = maps_at("input_gradient", after(1, 0.0), *CASES["input_gradient"])
    kernels, errors = player.kernels.array, player.errors.array
    first = np.einsum("f,fcij->cij", errors[:, 0, 0], kernels)
    shown = player.made.values.array
    np.testing.assert_allclose(shown[:, :3, :3], first, atol=1e-12)
    assert not shown[:, 3:].any()


def test_the_statement_that_cuts_the_window_out_is_lit_first():
    act = act_in("en", "convolve", nets.deep, nets.CHANNELS, nets.DEEP, nets.BIASES)
    texts = [
        Path(lit.statement.file).read_text("utf-8").splitlines()[lit.statement.line - 1]
        for lit in act.lit
    ]
    assert [text.split("=")[0].strip() for text in texts] == ["window", "out[f, i, j]"]
    assert act.lit_at(act.turns.end, None).statement == act.lit[1].statement


def test_of_a_batch_the_first_image_is_seen():
    case = nets.batch_in_loops, nets.BATCH, nets.DEEP, nets.BIASES
    player, _ = maps_at("convolve", at_the_end, *case)
    assert player.act.lead.endswith("Of 2 images the first is seen.")
    np.testing.assert_array_equal(player.maps.values.array, player.act.result.array[0])


@pytest.mark.broad
def test_biases_get_the_sum_of_their_map():
    errors = np.round(RANDOM.normal(size=(2, 4, 4, 4)), 2)
    case = nets.all_gradients, nets.BATCH, nets.DEEP, errors
    player, _ = maps_at("bias_gradient", after(1, 0.1), *case)
    shown = player.made.values.array.ravel()
    np.testing.assert_allclose(shown, errors[:, :, 0, 0].sum(axis=0))
    assert player.error_map.outlined[3] == ((0, 1, 1, 1),)
    player, _ = maps_at("bias_gradient", at_the_end, *case)
    np.testing.assert_allclose(
        player.made.values.array.ravel(), errors.sum(axis=(0, 2, 3))
    )
    act = player.act
    assert "Each map of 2 images is added up over its 16 positions" in act.lead


@pytest.mark.parametrize(
    "positions, ranges",
    [
        ((1, 1), [(0, 1)]),
        ((1, 2), [(0, 1), (1, 2)]),
        ((2, 1), [(0, 1), (1, 2)]),
        ((2, 2), [(0, 1), (1, 2), (2, 4)]),
        ((1, 9), [(0, 1), (1, 2), (2, 3), (3, 9)]),
        ((5, 5), [(0, 1), (1, 2), (2, 3), (3, 5), (5, 25)]),
    ],
)
def test_every_position_has_its_turn(positions, ranges):
    slid = slide(positions)
    assert list(slid.ranges) == ranges
    seen = {
        slid.position(time)[0] for time in np.arange(0, slid.turns.end + 0.1, 0.001)
    }
    assert seen == set(range(positions[0] * positions[1]))


@pytest.mark.parametrize(
    "call, arguments",
    [
        (nets.by_views, (np.zeros((6, 6)), nets.EDGE)),
        (nets.by_views, (np.full((6, 6), np.inf), nets.EDGE)),
        (nets.by_views, (np.ones((3, 9), bool), nets.EDGE)),
        (nets.by_views, (RANDOM.normal(size=(300, 280)), nets.EDGE)),
        (nets.by_views, (np.arange(72).reshape(9, 8), np.eye(3, dtype=int))),
        (nets.in_one_dimension, (RANDOM.normal(size=900), RANDOM.normal(size=3))),
        (nets.batch_in_loops, (nets.BATCH, nets.DEEP, nets.BIASES)),
        (nets.mean_gradient, (BACK,)),
        (nets.moving_average, (RANDOM.normal(size=12),)),
        (nets.each_channel_alone, (nets.CHANNELS, RANDOM.normal(size=(3, 3, 3)))),
        (nets.cut_at_zero, (nets.IMAGE, nets.EDGE)),
        (nets.all_gradients, (nets.BATCH, nets.DEEP, RANDOM.normal(size=(2, 4, 4, 4)))),
    ],
)
@pytest.mark.broad
@pytest.mark.filterwarnings("ignore:invalid value")
def test_odd_ones_are_drawn_at_every_moment(call, arguments):
    film = Film(record(call, *[np.array(one) for one in arguments]))
    shots = [shot for shot in film.shots if hasattr(shot.player.act, "window")]
    assert shots
    for shot in shots:
        for moment in (0.0, 0.5, shot.seconds / 2, shot.seconds):
            frame = drawn_at(film, shot, moment, width=480, height=270)
            assert frame.texts
        with language("zh"):
            assert shot.player.turn_words(0)


@pytest.mark.parametrize(
    "kind, there, words",
    [
        ("convolve", 0.56, "Row 0, column 0: 9 products."),
        ("pool", 0.5, "Row 0, column 0."),
    ],
)
def test_no_number_is_told_before_it_is_there(kind, there, words):
    film, shot = shot_of(kind, *CASES[kind])
    player = shot.player
    before, then = (
        player.words(after(0, share)(player.act))
        for share in (there - 0.05, there + 0.05)
    )
    assert before == words
    assert then.startswith(words.split(".")[0]) and len(then) > len(before)
    label = player.bench.total if kind == "convolve" else player.kept
    for share, is_there in ((there - 0.05, False), (there + 0.05, True)):
        film.show(shot, shot.second_of(after(0, share)(player.act)))
        assert bool(label.text) == is_there


GAPPED = nets.with_gaps, nets.WIDE, nets.EDGE


@pytest.mark.parametrize(
    "spoken, title, told",
    [
        (
            "en",
            "Dilated convolution: a kernel of 3 × 3 slides over x",
            "Its cells lie apart, one cell left out between them: dilation 2.",
        ),
        (
            "zh",
            "空洞卷积：3 × 3 卷积核滑过 x",
            "它的格彼此隔开，中间略过 1 格：扩张率 2。",
        ),
    ],
)
def test_gaps_are_told(spoken, title, told):
    act = act_in(spoken, "convolve", *GAPPED)
    assert act.title == title and told in act.lead
    more = act_in(
        spoken,
        "convolve",
        nets.looking_back,
        RANDOM.normal(size=(2, 9)),
        RANDOM.normal(size=(3, 2, 2)),
        np.zeros(3),
    )
    assert ("3 cells" if spoken == "en" else "3 格") in more.lead


def test_only_the_cells_that_are_read_are_outlined():
    player, maps = maps_at("convolve", after(0, 0.5), *GAPPED)
    window = player.act.window
    row, column = divmod(player.slid.first, 3)
    marks = player.picture.outlined[0]
    expected = [(row + 2 * a, column + 2 * b, 1, 1) for a, b in np.ndindex(3, 3)]
    assert sorted(marks) == expected
    name = f"x[{row}:{row + 5}:2, {column}:{column + 5}:2]"
    under = maps[name].values.array[0]
    np.testing.assert_array_equal(
        under, nets.WIDE[row : row + 5 : 2, column : column + 5 : 2]
    )
    total = float((under * nets.EDGE).sum())
    assert window.map.array[row, column] == pytest.approx(total)


def test_cells_fly_from_where_they_lie():
    player, _ = maps_at("convolve", after(0, 0.05), *GAPPED)
    row, column = divmod(player.slid.first, 3)
    slips = player.chips.items
    there = [
        player.picture.cell_color(0, row + 2 * a, column + 2 * b)
        for a, b in np.ndindex(3, 3)
    ]
    assert [slip.color for slip in slips] == there


def test_a_long_sum_stands_beside_its_products():
    x, k = RANDOM.normal(size=(2, 9)).round(1), RANDOM.normal(size=(3, 2, 2)).round(1)
    film, shot = shot_of("convolve", nets.looking_back, x, k, np.full(3, 0.8))
    act, bench = shot.player.act, shot.player.bench
    film.show(shot, shot.second_of(after(0, 0.8)(act)))
    assert bench.total.text.count("+") >= 1 and "bias" in bench.total.text
    wide = bench.total.kind.width(bench.total.text)
    middle = bench.total.box.left + bench.total.box.width / 2
    assert middle - wide / 2 > bench.planes[2].box.right
    assert middle + wide / 2 < shot.player.stage.right


def after_its_errors(x, out, wanted):
    gradient = np.zeros((2, 3, 3))
    d = 2 * (out - wanted)
    for region, i, j in nets.regions_of(x):
        for f in range(2):
            gradient[f] += d[i, j, f] * region
    return gradient


def after_its_only_error(x, out, wanted):
    gradient = np.zeros((2, 3, 3))
    d = out - wanted
    for region, i, j in nets.regions_of(x):
        for f in range(2):
            gradient[f] += d[i, j, f] * region
    return gradient


def after_errors_laid_out(x, out, wanted):
    gradient = np.zeros((2, 3, 3))
    d = (2 * (out - wanted)).transpose(1, 2, 0)
    for region, i, j in nets.regions_of(x):
        for f in range(2):
            gradient[f] += d[i, j, f] * region
    return gradient


@pytest.mark.parametrize(
    "call, out, before",
    [
        (after_its_only_error, ERRORS, ["cells_combine"]),
        (after_its_errors, ERRORS, ["cells_formula"]),
        (
            after_errors_laid_out,
            ERRORS.transpose(2, 0, 1),
            ["cells_formula", "rearrange"],
        ),
    ],
)
def test_errors_are_made_before_they_go_back(call, out, before):
    """The zeros of the gradient, of the same window, stand before the errors."""
    acts = acts_of(call, nets.IMAGE, out, 2 * out)
    assert [act.kind for act in acts] == ["begins", *before, "kernel_gradient"]
    (first,) = acts[-1].operations
    assert (
        first.number
        == max(one.number for act in acts[:-1] for one in act.operations) + 1
    )


def windows_of(call, *arguments):
    """(roles, windows by their kind, numbers of what computes by their source)."""
    trace = record(call, *arguments)
    roles = known_roles(trace)
    numbers = {one.expression: one.number for _, one in trace.operations()}
    found = {}
    for one in roles.read(sliding_windows):
        found.setdefault(one.kind, []).append(one)
    return roles, found, numbers


def test_what_goes_back_is_there_when_it_is_computed_however_it_is_laid_out():
    arguments = RANDOM.normal(size=(2, 3, 4, 4)), RANDOM.normal(size=(12, 2))
    roles, found, numbers = windows_of(nets.through_a_layer_and_back, *arguments)
    (pooled,), (back,) = found["pooling"], found["pooling gradient"]
    assert ready_at(pooled, roles) == 0
    assert ready_at(back, roles) == numbers["wrong @ weights.T"] + 1


def two_poolings(x, y):
    one, places = nets.pooled_with_places(x)
    other, other_places = nets.pooled_with_places(y)
    slopes = one - 1.0
    back = nets.back_to_places(slopes, places)
    other_slopes = other - 2.0
    other_back = nets.back_to_places(other_slopes, other_places)
    return back, other_back


def test_a_pooling_keeps_its_own_places_for_the_way_back():
    pictures = (RANDOM.normal(size=(2, 3, 4, 4)) for _ in range(2))
    roles, found, _ = windows_of(two_poolings, *pictures)
    first, second = found["pooling"]
    assert len(found["pooling gradient"]) == 2
    for window in (first, second):
        (kept,) = _kept_for_later(window, roles)
        assert min(window.numbers) < kept < max(window.numbers)
