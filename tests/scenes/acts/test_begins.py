"""Arrays that begin: what is said of them, how they are filled."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from tests.told import act_in, acts_of


def gathering(x):
    total, count = np.zeros(3), np.zeros((2, 2))
    total += x
    count += 1.0
    return total, count


def written(x):
    made = np.zeros((2, 3))
    made[0] = x
    return made


def ones(x):
    scale = np.ones(1)
    return scale


def room(x):
    made = np.empty((2, 2))
    return made


def endless(x):
    mask = np.full((2, 2), -np.inf)
    return mask


def many(x):
    sums = [np.zeros((n, n)) for n in range(1, 7)]
    return sums


TOLD = [
    (
        gathering,
        "total and count start at 0",
        "total 和 count 从 0 开始",
        "7 numbers: 3 and 2 × 2. They will gather what is added.",
    ),
    (
        written,
        "Made starts at 0",
        "Made 从 0 开始",
        "6 numbers: 2 × 3. They will be written piece by piece.",
    ),
    (ones, "Scale starts at 1", "Scale 从 1 开始", "1 number."),
    (
        room,
        "Room for made",
        "为 Made 留出空间",
        "2 × 2: what stands there is left over and means nothing yet.",
    ),
    (endless, "Mask starts at −inf", "Mask 从 −inf 开始", "4 numbers: 2 × 2."),
    (many, "6 arrays start at 0", "6 个数组从 0 开始", "91 numbers."),
]


@pytest.mark.parametrize("call, title, title_zh, caption", TOLD)
def test_what_is_told(call, title, title_zh, caption):
    act = act_in("en", "begins", call, np.arange(1.0, 4.0))
    assert act.title.lower() == title.lower() and act.caption == caption
    assert (
        act_in("zh", "begins", call, np.arange(1.0, 4.0)).title.lower()
        == title_zh.lower()
    )


def drawn(x):
    weights = np.random.default_rng(0).uniform(-0.5, 0.5, (4, 5))
    return weights


def order(x):
    places = np.random.default_rng(0).permutation(6)
    return places


def test_what_is_drawn_is_told_by_how_far_it_reaches():
    act = act_in("en", "begins", drawn, np.ones(3))
    numbers = act.begun[0].array
    assert act.title == "Weights: drawn at random"
    assert act.outcome == (
        f"They reach from −{-numbers.min():.2f} to +{numbers.max():.2f}, "
        f"on average {act.outcome.split()[-1]}"
    )
    assert act.caption == f"20 numbers: 4 × 5. {act.outcome}"


def test_an_order_holds_each_number_once():
    act = act_in("en", "begins", order, np.ones(3))
    assert act.title == "places: an order at random"
    assert act.outcome == "Each number from 0 to 5 once."


@pytest.mark.parametrize(
    "spoken, title, lead",
    [
        ("en", "whole: ones on the diagonal", "3 × 3: ones on the diagonal, zeros"),
        ("zh", "whole：对角线为 1", "3 × 3：对角线为 1，其余为 0。"),
    ],
)
def test_an_identity_begins_with_ones_on_its_diagonal(spoken, title, lead):
    def identity(x):
        whole = np.eye(3)
        return whole + x

    act = act_in(spoken, "begins", identity, np.full((3, 3), 2.0))
    assert act.title == title and act.lead.startswith(lead)


def test_the_arrays_are_filled_one_after_the_other():
    film = Film(record(many, np.ones(3)))
    player = film.shots[-1].player
    player.show(1.0)
    assert [part.revealed for part in player.shown] == [0] * 6
    middle = 1.0 + (player.act.outcome_at - 1.0) / 2
    player.show(middle)
    assert [part.revealed for part in player.shown] == [1, 4, 9, 0, 0, 0]
    player.show(player.act.seconds)
    sizes = [part.values.array.size for part in player.shown]
    assert [part.revealed for part in player.shown] == sizes == [1, 4, 9, 16, 25, 36]
    for part, value in zip(player.shown, player.act.begun):
        np.testing.assert_array_equal(part.values.array, value.array)


def test_zeros_without_a_name_are_called_what_they_are():
    def rectified(x):
        return np.subtract(x, np.zeros_like(x))

    (act, _) = acts_of(rectified, np.ones(3))
    assert (act.kind, act.title) == ("begins", "Zeros of the same shape")


def listed(x):
    steps = np.array([[0.5, -1], [np.pi, 2 * 3]])
    return steps


def put_together(x):
    parts = np.array([float(x[0]), len(x)])
    return parts


@pytest.mark.parametrize(
    "call, title, title_zh",
    [
        (listed, "steps: as the code has it", "steps：代码中写定"),
        (
            put_together,
            "parts: put together from single numbers",
            "parts：由单个的数拼成",
        ),
    ],
)
def test_only_numbers_that_stand_in_the_code_are_as_it_has_them(call, title, title_zh):
    given = np.arange(1.0, 4.0)
    assert act_in("en", "begins", call, given).title == title
    assert act_in("zh", "begins", call, given).title == title_zh


def decided(x):
    return np.where(len(x) > 2, 2.0, -1.0)


def chosen(x):
    factor = 3 * decided(x)
    return x * factor


def test_what_comes_from_code_that_is_not_seen_is_called_by_it():
    english, chinese = (
        act_in(spoken, "begins", chosen, np.arange(1.0, 4.0)) for spoken in ("en", "zh")
    )
    assert (english.title, chinese.title) == ("What np.where gives", "np.where 的结果")


def copied(x):
    before = x.copy()
    x[0] = 5.0
    return before


def counted(x):
    places = np.arange(4)
    return places * x


@pytest.mark.parametrize(
    "call, spoken, title, lead",
    [
        (copied, "en", "before: a copy", "x again, as an array of its own: 4 numbers."),
        (copied, "zh", "before：副本", "x 的副本，自成一个数组：4 个数。"),
        (
            counted,
            "en",
            "places: counted up",
            "4 numbers at equal distances, from 0 to 3.",
        ),
        (counted, "zh", "places：依次数出", "4 个等距的数，从 0 到 3。"),
    ],
)
def test_copies_and_what_is_counted_begin_too(call, spoken, title, lead):
    act = act_in(spoken, "begins", call, np.array([1.0, 2, 3, 4]))
    assert (act.title, act.lead) == (title, lead)
    sources = [one.name for one in act.sources]
    assert sources == (["x"] if call is copied else [])


def one_of_two_has_a_name():
    kept = [np.zeros(2), 2 * np.zeros(3)]
    return kept


def both_have_one(x):
    first, others = np.zeros(3), [np.zeros(2)]
    return first * x, others


def test_arrays_are_called_by_their_names_only_if_all_have_one():
    (named, *_) = acts_of(both_have_one, 2.0)
    assert named.title == "first and others[0] start at 0"
    (act, *_) = acts_of(one_of_two_has_a_name)
    assert [one.name for one in act.begun] == ["kept[0]", "np.zeros(3)"]
    assert act.title == "An array of zeros"


def drawn_for_x(x):
    w = np.random.default_rng(1).normal(size=(2, 3))
    return w * x


def brought(x, load=np.random.default_rng(1).normal):
    w = load(size=(2, 3))
    return w * x


@pytest.mark.parametrize(
    "call, seconds",
    [
        (drawn_for_x, 1.8),
        (brought, 1.8),
        (both_have_one, 0.8 + 2 * 0.2),
        (counted, 1.0),
    ],
)
def test_what_is_drawn_takes_longer_to_come_than_what_is_filled(call, seconds):
    act = next(one for one in acts_of(call, np.ones(4)[:1]) if one.kind == "begins")
    assert act.outcome_at == pytest.approx(1.0 + seconds)
