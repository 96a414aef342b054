"""Any other operation: what goes in, what is done, what comes out."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.forms import fitted, row_of_boxes
from scenes.acts.schedule import ENTER
from scenes.film.film import Film
from scenes.words.naming import language
from tests.told import acts_of, numbers, told_of


def times(a, b):
    c = a * b
    return c


def added(a, b):
    c = a + b
    return c


def total(a, b):
    sum_of_all = np.trace(a)
    return sum_of_all


def of_rows(a, b):
    sums = a.sum(axis=1, where=b < 99)
    return sums


def limited(a, b):
    c = np.clip(a, b, a)
    return c


def joined(a, b):
    c = np.einsum("ij,ij,ij,ij->ij", a, b, a, b)
    return c


def begun(a, b):
    c = np.zeros((3, 2))
    return c + a


def parts(a, b):
    c = np.diagonal(a)
    return c


def twice(a, b):
    c = a * 2 + a
    return c


def raised(a, b):
    c = a**3
    return c


def turned_up(a, b):
    c = np.maximum(a, 0)
    return c


def in_order(a, b):
    c = np.sort(a)
    return c


TOLD = [
    (
        times,
        0,
        "Multiply, cell by cell",
        "逐格相乘",
        "c comes from a and b.",
        "c由 a、b 得到。",
        "(3, 3)  =  (3, 3) * (3, 3)",
    ),
    (
        total,
        0,
        "Add up",
        "求和",
        "All 9 numbers of a become one: its sum.",
        "a 的全部 9 个数变成一个：总和。",
        "a number  =  sum( (3, 3) )",
    ),
    (
        limited,
        0,
        "Keep every cell within limits",
        "把每格限制在范围内",
        "c comes from a and b.",
        "c由 a、b 得到。",
        "(3, 3)  =  clip( (3, 3), (3, 3), (3, 3) )",
    ),
    (
        begun,
        0,
        "An array of zeros",
        "全零数组",
        "c begins here.",
        "c从这里开始。",
        "(3, 2)  =  zeros(  )",
    ),
]


@pytest.mark.parametrize("call, place, title, title_zh, lead, lead_zh, shapes", TOLD)
def test_what_is_told(call, place, title, title_zh, lead, lead_zh, shapes):
    arguments = numbers(3, 2 if call is begun else 3), numbers(3, 3)
    for spoken, told in (("en", (title, lead)), ("zh", (title_zh, lead_zh))):
        with language(spoken):
            act = acts_of(call, *arguments)[place]
        assert act.kind == "generic"
        # The caption ends with what one cell was made of, or how many hold.
        caption = f"{told[1]}{' ' * (spoken == 'en' and act.outcome > '')}{act.outcome}"
        assert told_of(act) == (*told, caption, "", shapes)


@pytest.mark.parametrize(
    "shape, seconds", [((2, 2), 3.3), ((4, 5), 3.5), ((8, 10), 4.5), ((10, 20), 4.8)]
)
def test_larger_results_take_longer(shape, seconds):
    (act,) = acts_of(in_order, numbers(*shape), numbers(1))
    assert act.seconds == seconds


def players(call, *arguments):
    shots = Film(record(call, *arguments)).shots
    return [shot.player for shot in shots if shot.player.act.kind == "generic"]


@pytest.mark.parametrize(
    "call, signs",
    [
        (times, ["×", "="]),
        (total, ["→"]),
        (limited, [",", ",", "→"]),
        (joined, [",", ",", "→"]),  # of more operands, three are shown
        (raised, ["^", "="]),
        (turned_up, ["max", "="]),
    ],
)
def test_the_signs_between_what_is_shown(call, signs):
    shape = (1, 1) if call in (raised, turned_up) else (3, 3)
    player = players(call, numbers(*shape), numbers(*shape))[-1]
    texts = [part.text for part in player.parts[-len(signs) :]]
    assert texts == signs
    shown = [*player.operands, player.result]
    assert len(shown) == len(signs) + 1
    for sign, left, right in zip(player.parts[-len(signs) :], shown, shown[1:]):
        assert left.box.right < sign.box.left + sign.box.width / 2 < right.box.left
        middle = player.stage.top + player.stage.height / 2
        assert sign.box.top + sign.box.height / 2 == middle
        assert (sign.box.width, sign.box.height) == pytest.approx((90, 80))
        assert sign.kind.size == 42
    assert player.result.name_text == player.act.result_name


# What is outlined of each operand, and of the result, at some seconds.
READ = [
    (times, (3, 4), (3, 4), 2.0, 5, [(1, 0, 1, 1)] * 2, (1, 0, 1, 1)),
    (added, (3, 1), (1, 4), 2.5, 7, [(1, 0, 1, 1), (0, 2, 1, 1)], (1, 2, 1, 1)),
    (of_rows, (3, 4), (1, 1), 2.0, 2, [(1, 0, 1, 4)], (0, 1, 1, 1)),
    (limited, (3, 4), (3, 4), 2.0, 5, [(1, 0, 1, 1)] * 3, (1, 0, 1, 1)),
    (parts, (3, 4), (1, 1), 2.5, 4, [(2, 1, 1, 1)], (1, 0, 1, 1)),
    (total, (3, 4), (1, 1), 2.0, 1, [None], None),
]


def outlined(player):
    marks = [part.marks for part in (*player.operands, player.result)]
    return [mark[0] if mark else None for mark in marks]


@pytest.mark.parametrize("call, a, b, filled, read, written", READ)
def test_the_cells_that_are_read_are_outlined(call, a, b, filled, read, written):
    player = players(call, numbers(*a), numbers(*b))[-1]
    size = player.result.values.array.size
    player.show(ENTER + (player.act.outcome_at - ENTER) * (filled - 0.5) / size)
    assert player.result.revealed == filled
    assert outlined(player) == [*read, written]
    player.show(ENTER)
    assert player.result.revealed == 0 and not any(outlined(player))


@pytest.mark.parametrize(
    "call, told, read, written",
    [
        (product, "Row 2, column 2: ", [(2, 0, 1, 3), (0, 2, 3, 1)], (2, 2, 1, 1)),
        (turned_up, "Row 2, column 2: ", [(2, 2, 1, 1), None], (2, 2, 1, 1)),
        (parts, "Row 1, column 1 was row 2, column 2: ", [(2, 2, 1, 1)], (1, 1, 1, 1)),
        (total, "", [None], None),
    ],
)
def test_at_the_end_the_cell_that_is_told_is_outlined(call, told, read, written):
    player = players(
        call, numbers(3, 3), np.array(0) if call is turned_up else numbers(3, 3)
    )[-1]
    player.show(player.act.seconds)
    assert player.result.revealed == player.result.values.array.size
    assert player.act.outcome.startswith(told) and bool(player.act.outcome) == bool(
        told
    )
    assert player.words(player.act.seconds) == player.act.outcome
    assert player.words(player.act.outcome_at - 0.1) == ""
    assert outlined(player) == [*read, written]


def test_sheets_come_one_after_the_other():
    player = players(added, numbers(3, 1), numbers(1, 784))[-1]
    shown = []
    whole = player.act.outcome_at - ENTER
    for share in (0, 0.02, 0.3, 0.35, 0.68, 1):
        player.show(ENTER + share * whole)
        shown.append(player.result.shown)
    assert shown == [0, 1, 1, 2, 3, 3]
    player.show(3.1)
    assert player.operands[0].marks == ((1, 0, 1, 1),)


def test_values_stand_side_by_side_with_room_for_signs():
    a, b = numbers(3, 3), numbers(3, 3)
    player = players(times, a, b)[-1]
    boxes = row_of_boxes(player.stage, [a, b, a * b], gap=110)
    for part, box in zip((*player.operands, player.result), boxes):
        place = fitted((3, 3), box)
        assert (part.box.left, part.box.top) == pytest.approx((place.left, place.top))
        assert part.box.width == pytest.approx(place.width)
    signs = [part.box for part in player.parts if hasattr(part, "text")]
    for sign, box in zip(signs, boxes):
        assert sign.left == pytest.approx(box.right + 10)
