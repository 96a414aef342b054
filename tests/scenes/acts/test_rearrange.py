"""Rearranging: what becomes of the axes, and cells on their way."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.stage.maps import Maps
from scenes.stage.plane import NAME
from scenes.words.naming import language
from tests import attentions as ways
from tests.told import acts_of, kinds_of, numbers, player_of

X, Y = numbers(4, 6), -numbers(4, 3)
STAGE_BOTTOM = 1000  # design pixels: below it stands the timeline


def turned(x, y):
    z = x.T
    return z


def cut(x, y):
    q, k, v = np.split(x, 3, axis=1)
    return q, k, v


def cut_unevenly(x, y):
    return np.split(x, [1, 2], axis=0)


def side_by_side(x, y):
    z = np.concatenate([x, y], axis=1)
    return z


def below(x, y):
    return np.vstack([y, y])


def stacked(x, y):
    return np.stack([y, y])


def heads(x, y):
    z = x.reshape(4, 2, 3).transpose(1, 0, 2)
    return z


def flat(x, y):
    return x.ravel()


def column(x, y):
    return x[0].reshape(-1, 1)


def with_border(x, y):
    return np.pad(y, 1)


def tiled(x, y):
    return np.tile(y, (2, 1))


def backwards(x, y):
    return x[::-1]


def new_axis(x, y):
    return x[:, None]


def upsampled_by_kron(x, y):
    return np.kron(x, np.ones((2, 2)))


SAID = [
    (
        upsampled_by_kron,
        "Every cell stands there 4 times, as a block: 4 × 6 becomes 8 × 12.",
        "每格重复成一块，共 4 次：4 × 6 变成 8 × 12。",
        "x[3, 5] is now result[7, 11].",
    ),
    (
        turned,
        "Each row becomes a column.",
        "每一行变成一列。",
        "x[3, 5] is now z[5, 3].",
    ),
    (
        cut,
        "6 columns are cut into 3 parts of 2.",
        "6 列切成 3 份，每份 2。",
        "x[3, 5] is now v[3, 1].",
    ),
    (
        cut_unevenly,
        "4 rows are cut into 3 parts of 1, 1, 2.",
        "4 行切成 3 份，每份 1, 1, 2。",
        "x[3, 5] is now part 2 [1, 5].",
    ),
    (
        side_by_side,
        "2 arrays stand side by side: 9 columns.",
        "2 个数组左右相接：9 列。",
        "y[3, 2] is now z[3, 8].",
    ),
    (
        below,
        "2 arrays stand one below the other: 8 rows.",
        "2 个数组上下相接：8 行。",
        "y[3, 2] is now np.vstack([y, y])[7, 2].",
    ),
    (
        stacked,
        "2 arrays become one of 2 × 4 × 3.",
        "2 个数组合成一个 2 × 4 × 3。",
        "y[3, 2] is now np.stack([y, y])[1, 3, 2].",
    ),
    (
        heads,
        "6 columns become 2 × 3. The axes 4 × 2 × 3 stand in another order: 2 × 4 × 3.",
        "6 列变成 2 × 3。 轴 4 × 2 × 3 换了次序：2 × 4 × 3。",
        "x[3, 5] is now z[1, 3, 2].",
    ),
    (
        flat,
        "4 × 6 become 24 in one row.",
        "4 × 6 变成一行 24 个。",
        "x[3, 5] is now x.ravel()[23].",
    ),
    (
        with_border,
        "A border comes around: 4 × 3 becomes 6 × 5.",
        "四周加一圈：4 × 3 变成 6 × 5。",
        "y[3, 2] is now np.pad(y, 1)[4, 3].",
    ),
    (
        tiled,
        "Each cell stands there 2 times: 4 × 3 becomes 8 × 3.",
        "每格出现 2 次：4 × 3 变成 8 × 3。",
        "y[3, 2] is now np.tile(y, (2, 1))[7, 2].",
    ),
    (
        backwards,
        "Every cell stays, only their order changes.",
        "格子不变，只换次序。",
        "x[0, 5] is now x[::-1][3, 5].",
    ),
    (
        new_axis,
        "A new axis of length 1: 4 × 6 becomes 4 × 1 × 6.",
        "加一个长度为 1 的轴：4 × 6 变成 4 × 1 × 6。",
        "x[3, 5] is now x[:, None][3, 0, 5].",
    ),
]


MAPS = numbers(2, 7, 6)


def upsampled(x, y):
    return x.repeat(2, axis=1).repeat(3, axis=2)


def unevenly_repeated(x, y):
    return x.repeat([1, 2, 1, 1, 1, 1, 1], axis=1)


def thinned(x, y):
    z = x[:, ::2, 1::3]
    return z


def cropped(x, y):
    z = x[1:, 1:-1, 2:3]
    return z


def middle_of(x):
    z = x[:, 1:3, 1:3]
    return z


@pytest.mark.parametrize(
    "shape, kind",
    [
        ((2, 5, 20), "rearrange"),
        ((2, 20, 5), "rearrange"),
        ((2, 4, 20), "fetch"),
        ((2, 20, 4), "fetch"),
    ],
)
def test_what_is_as_large_as_a_map_is_cut_as_one(shape, kind):
    assert kinds_of(middle_of, numbers(*shape)) == [kind]


@pytest.mark.parametrize(
    "call, title, english, chinese",
    [
        (
            upsampled,
            "Every cell becomes a block of 2 × 3",
            "Every cell stands there 6 times, as a block: 2 × 7 × 6 becomes "
            "2 × 14 × 18.",
            "每格重复成一块，共 6 次：2 × 7 × 6 变成 2 × 14 × 18。",
        ),
        (
            thinned,
            "Keep some of x",
            "Rows 0, 2 … 6, columns 1, 4 stay: 2 × 7 × 6 becomes 2 × 4 × 2.",
            "留下第 0, 2 … 6 行，第 1, 4 列：2 × 7 × 6 变成 2 × 4 × 2。",
        ),
        (
            cropped,
            "Keep some of x",
            "Place 1 along axis 0, rows 1 to 5, column 2 stay: 2 × 7 × 6 becomes "
            "1 × 5 × 1.",
            "留下第 1 处（轴 0），第 1 到 5 行，第 2 列：2 × 7 × 6 变成 1 × 5 × 1。",
        ),
    ],
)
def test_what_becomes_of_maps(call, title, english, chinese):
    (act,) = acts_of(call, MAPS, Y)
    assert (act.kind, act.title, act.lead) == ("rearrange", title, english)
    with language("zh"):
        (act,) = acts_of(call, MAPS, Y)
    assert act.lead == chinese


def test_what_is_repeated_unevenly_is_no_block():
    (act,) = acts_of(unevenly_repeated, MAPS, Y)
    assert "block" not in act.title + act.lead


@pytest.mark.parametrize("shape", [(4, 6, 6), (2, 12, 12, 12), (1, 20, 5, 7), (8, 6)])
def test_cells_of_maps_are_as_wide_as_high(shape):
    def joined(x, y):
        return np.concatenate([x, x])

    board = player_of("rearrange", joined, numbers(*shape), Y).board
    sizes = {
        (round(box.width / columns, 6), round(box.height / rows, 6))
        for _, plane in (*board.sources, *board.results)
        for (rows, columns), box in [(plane.values.array.shape, plane.box)]
    }
    ((wide, high),) = sizes
    assert (wide == high) == (len(shape) > 2) and high > 4
    boxes = [plane.box for _, plane in board.results]
    assert all(box.bottom < STAGE_BOTTOM for box in boxes)


@pytest.mark.parametrize(
    "call, shape",
    [
        (lambda x: np.stack([x, x]), (3, 9, 5, 5)),
        (lambda x: x.reshape(2, 17, 3, 4, 4).transpose(2, 0, 3, 1, 4), (2, 17, 48)),
        (lambda x: x.transpose(0, 2, 1, 3).reshape(2, 17, 16), (2, 4, 17, 4)),
        (lambda x: np.stack([x[:, 0], x[:, 1], x[:, 2]], axis=1), (9, 3)),
        (lambda x: np.hstack([x, x * 1.5, x]), (20, 2)),
    ],
)
def test_names_above_tiles_have_room(call, shape):
    board = [
        shot.player.board
        for shot in Film(record(lambda x: call(x), numbers(*shape))).shots
        if shot.player.act.kind == "rearrange"
    ][-1]
    for planes in (board.sources, board.results):
        lines = {}
        for _, plane in planes:
            lines.setdefault(plane.box.top, []).append(plane)
        for line in lines.values():
            named = [plane for plane in line if plane.name_text]
            assert named[0] is line[0]
            for one, after in zip(named, named[1:]):
                name, kind = NAME.fitted(one.name_text, max(one.box.width, 150))
                assert one.box.left + kind.width(name) < after.box.left


@pytest.mark.parametrize("call, english, chinese, outcome", SAID)
def test_what_becomes_of_the_axes(call, english, chinese, outcome):
    (act,) = (one for one in acts_of(call, X, Y) if one.kind == "rearrange")
    assert (act.lead, act.outcome) == (english, outcome)
    with language("zh"):
        (act,) = (one for one in acts_of(call, X, Y) if one.kind == "rearrange")
    assert act.lead.replace(" ", "") == chinese.replace(" ", "")


def test_a_place_that_is_told_holds_what_stood_there():
    for call, *_, outcome in SAID:
        before, after = outcome.removesuffix(".").split(" is now ")
        x, y, result = X, Y, call(X, Y)
        known = {"x": x, "y": y, "z": result, "result": result, "np": np}
        if isinstance(result, (list, tuple)):
            known |= {"v": result[-1]}
            after = after.replace("part 2 ", "v")
        assert eval(before, known) == eval(after, known)  # noqa: S307


@pytest.mark.parametrize("call", [one for one, *_ in SAID])
def test_every_cell_comes_to_its_place(call):
    player = player_of("rearrange", call, X, Y)
    board = player.board
    player.show(1.0)
    assert not sum(plane.filled.sum() for _, plane in board.results)
    counts, flying = [], []
    for second in np.arange(1.0, player.act.seconds, 0.1):
        player.show(second)
        counts.append(sum(int(plane.filled.sum()) for _, plane in board.results))
        flying.append(int((board.cells.shares > 0).sum()))
    sizes = [plane.values.array.size for _, plane in board.results]
    assert counts == sorted(counts) and counts[-1] == sum(sizes)
    assert max(flying) > 0 and flying[-1] == 0
    results = call(X, Y)
    results = results if isinstance(results, (list, tuple)) else [results]
    shown = np.concatenate([plane.values.array.ravel() for _, plane in board.results])
    expected = np.concatenate([np.ravel(one) for one in results])
    np.testing.assert_array_equal(np.sort(shown), np.sort(expected))


def test_a_cell_flies_from_where_it_stood_to_where_it_stands():
    board = player_of("rearrange", turned, X, Y).board
    ((_, source),), ((_, result),) = board.sources, board.results
    starts, ends = board.cells._starts, board.cells._ends
    for cell in range(24):  # in the order of the result, 6 x 4
        row, across = divmod(cell, 4)
        home, goal = source.cell_box(across, row), result.cell_box(row, across)
        np.testing.assert_allclose(starts[cell, :2], (home.left, home.top))
        np.testing.assert_allclose(ends[cell, :2], (goal.left, goal.top))


def test_the_first_block_goes_alone():
    player = player_of("rearrange", heads, X, Y)
    player.show(2.05)
    first, second = (plane.filled.sum() for _, plane in player.board.results)
    assert (first, second) == (0, 0)
    player.show(2.15)
    first, second = (plane.filled.sum() for _, plane in player.board.results)
    assert (first, second) == (12, 0)


def parted_and_joined(x, w):
    q = (x @ w).reshape(4, 2, 3).transpose(1, 0, 2)
    out = ways.softmax(q @ q.swapaxes(1, 2)) @ q
    z = out.transpose(1, 0, 2).reshape(4, 6)
    return z


def test_heads_are_named_where_attention_has_them():
    acts = acts_of(parted_and_joined, X, np.eye(6))
    parted, joined = (act for act in acts if act.kind == "rearrange")
    assert parted.title == "Each head gets columns of its own"
    assert joined.title == "The heads side by side again"
    assert parted.labels == ((), ("head 0", "head 1"))
    assert joined.labels == (("head 0", "head 1"), ())
    with language("zh"):
        acts = acts_of(parted_and_joined, X, np.eye(6))
    assert [act.title for act in acts if act.kind == "rearrange"] == [
        "每个头分到自己的列",
        "各头重新并排",
    ]


def test_heads_in_a_list_are_named_too():
    parted, _, joined = acts_of(ways.split_in_calls, X, 2)
    assert parted.names == ((("x",), ("head 0", "head 1")),)
    assert joined.names[0][0] == ("head 0", "head 1")


def in_a_loop(x, y):
    return [np.split(one, 3, axis=1) for one in (x, y)]


def test_the_same_with_several_arrays_is_one_act():
    (act,) = acts_of(in_a_loop, X, Y)
    assert len(act.operations) == 2 and act.lead.endswith("The same with 2 arrays.")
    player = player_of("rearrange", in_a_loop, X, Y)
    assert len(player.board.sources) == 2 and len(player.board.results) == 6


@pytest.mark.parametrize(
    "call, arguments",
    [
        (turned, (numbers(1100, 1100), Y)),  # too many cells to follow each
        (lambda x, y: x + 1, (X, Y)),
        (lambda x, y: np.sort(x), (X, Y)),
    ],
)
def test_what_is_none(call, arguments):
    assert "rearrange" not in kinds_of(call, *arguments)


def in_parts(x):
    return np.split(x, len(x))


def put_together(parts):
    return np.concatenate(parts)


@pytest.mark.parametrize("count, kinds", [(12, ["rearrange"]), (13, ["generic"])])
def test_so_many_arrays_stand_on_a_side_and_no_more(count, kinds):
    assert kinds_of(in_parts, numbers(count, 2)) == kinds
    assert kinds_of(put_together, list(numbers(count, 1, 2))) == kinds


def all_kinds():
    yield turned, (numbers(60, 80), Y)
    yield turned, (numbers(1000, 1000), Y)
    yield heads, (numbers(4, 6).astype(np.float32), Y)
    yield flat, (np.arange(24).reshape(4, 6), Y)
    yield flat, (numbers(4, 6) > 1, Y)
    yield flat, (np.where(X > 2, np.nan, X), Y)
    yield stacked, (X, numbers(3))
    yield with_border, (X, numbers(2, 3, 3))
    yield tiled, (X, numbers(5, 2, 3, 4))
    yield column, (numbers(2, 784), Y)


@pytest.mark.broad
def test_every_size_can_be_shown():
    for call, arguments in all_kinds():
        player = player_of("rearrange", call, *arguments)
        for share in (0, 0.4, 0.6, 1):
            player.show(share * player.act.seconds)
            for part in player.parts:
                if part.box.width < 1900:
                    assert part.box.bottom <= player.stage.bottom + 1
                    assert part.box.right <= player.stage.right + 1


def test_images_of_one_channel_that_stands_last_are_images():
    def bordered(x):
        return np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))

    x = numbers(2, 5, 6, 1)
    film = Film(record(bordered, x))
    (arrived,) = (one.player for one in film.shots if one.player.act.kind == "arrive")
    (maps,) = (one for one in arrived.parts if isinstance(one, Maps))
    np.testing.assert_array_equal(maps.values.array, x[..., 0])
    board = next(
        one.player.board for one in film.shots if one.player.act.kind == "rearrange"
    )
    shown = [plane.values.array for _, plane in board.results]
    np.testing.assert_array_equal(shown, bordered(x)[..., 0])
    assert [tile.name for tile, _ in board.sources] == ["x[0]", "x[1]"]


def shares_of(scores):
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def two_heads(x, a, b, c):
    q, k, v = (np.split(one, 2, axis=1) for one in (x @ a, x @ b, x @ c))
    out = [shares_of(q1 @ k1.T / 2**0.5) @ v1 for q1, k1, v1 in zip(q, k, v)]
    return np.concatenate(out, axis=1)


def test_heads_one_by_one_are_parted_and_joined():
    rng = np.random.default_rng(2)
    acts = acts_of(two_heads, *(rng.normal(size=(4, 4)) for _ in range(4)))
    assert [act.title for act in acts if act.kind == "rearrange"] == [
        "Each head gets columns of its own",
        "The heads side by side again",
    ]


def attended(q, k, v):
    return shares_of(q @ k.T / 2**0.5) @ v


def two_heads_and_more(x, a, b, c):
    q, k, v = x @ a, x @ b, x @ c
    q1, q2 = np.split(q, 2, axis=1)
    k1, k2 = np.split(k, 2, axis=1)
    v1, v2 = np.split(v, 2, axis=1)
    first = attended(q1, k1, v1)
    second = attended(q2, k2, v2)
    last_first = second[::-1]
    return np.concatenate([first, second], axis=1) @ a, last_first


def test_what_is_done_with_one_head_joins_nothing():
    rng = np.random.default_rng(2)
    acts = acts_of(two_heads_and_more, *(rng.normal(size=(4, 4)) for _ in range(4)))
    titles = [act.title for act in acts if act.kind == "rearrange"]
    assert titles == [
        "Each head gets columns of its own",
        "Put the cells in another order",
        "The heads side by side again",
    ]
