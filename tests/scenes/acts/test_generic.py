"""Any other operation: what goes in, what is done, what comes out."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.act import Moment
from scenes.acts.forms import fitted, row_of_boxes
from scenes.acts.generic import recognise
from scenes.acts.schedule import ENTER
from scenes.reading.pieces import shown_of
from scenes.reading.value_roles import roles_of
from scenes.words.naming import language
from tests.scenes.acts.given import played
from tests.told import numbers, told_of


def act_of(call, place, *arguments):
    """What the operation at a place of a call's first statements is shown as,
    where no other act of the list takes it."""
    trace = record(call, *arguments)
    roles = roles_of(trace)
    step, operation = [
        (step, one) for step in trace.steps for one in shown_of(step.operations)
    ][place]
    operations = shown_of(step.operations)
    at = [one.number for one in operations].index(operation.number)
    target = step.targets[0] if len(step.targets) == 1 else ""
    return recognise(
        Moment(
            trace,
            step,
            operations[at:],
            target=target,
            closing=True,
            roles=roles,
            previous=operations[at - 1] if at else None,
        )
    ).act


def product(a, b):
    c = a @ b
    return c


def total(a, b):
    sum_of_all = a.sum()
    return sum_of_all


def of_rows(a, b):
    sums = a.sum(axis=1)
    return sums


def chosen(a, b):
    c = np.where(a > 2, a, b)
    return c


def asked(a, b):
    c = LIMITS < a
    return c


def joined(a, b):
    c = np.concatenate([a, b, a, b])
    return c


def begun(a, b):
    c = np.zeros((3, 2))
    return c + a


def parts(a, b):
    c = a[1:, 1:]
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


LIMITS = np.array([0.0, 1.0, 2.0])

TOLD = [
    (
        asked,
        0,
        "Which cells are less",
        "哪些格更小",
        "Is each number of LIMITS less than a?",
        "LIMITS 的每个数是否小于 a？",
        "(3, 3)  =  (3,) < (3, 3)",
    ),
    (
        product,
        0,
        "Multiply row by column, then add up",
        "行乘以列，再相加",
        "Each row of a times each column of b, added up: 3 × 3.",
        "a 的每行乘以 b 的每列，再相加：3 × 3。",
        "(3, 3)  =  (3, 3) @ (3, 3)",
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
        chosen,
        0,
        "Which cells are greater",
        "哪些格更大",
        "Is each number of a greater than 2?",
        "a 的每个数是否大于 2？",
        "(3, 3)  =  (3, 3) > 2",
    ),
    (
        chosen,
        1,
        "Choose cell by cell",
        "逐格选择",
        "Where a > 2 holds, a; elsewhere b.",
        "a > 2 为真处取 a，其余取 b。",
        "(3, 3)  =  where( (3, 3), (3, 3), (3, 3) )",
    ),
    (
        raised,
        0,
        "To a power, cell by cell",
        "逐格取幂",
        "Every number of a to the power of 3.",
        "a 的每个数取幂，指数为 3。",
        "(3, 3)  =  (3, 3) ** 3",
    ),
    (
        twice,
        0,
        "Multiply, cell by cell",
        "逐格相乘",
        "Every number of a times 2.",
        "a 的每个数乘以 2。",
        "(3, 3)  =  (3, 3) * 2",
    ),
    (
        twice,
        1,
        "Add, cell by cell",
        "逐格相加",
        "a * 2 plus a, each number with the one at its place.",
        "a * 2 加 a，同一位置的数两两运算。",
        "(3, 3)  =  (3, 3) + (3, 3)",
    ),
]


@pytest.mark.parametrize("call, place, title, title_zh, lead, lead_zh, shapes", TOLD)
def test_what_is_told(call, place, title, title_zh, lead, lead_zh, shapes):
    arguments = numbers(3, 2 if call is begun else 3), numbers(3, 3)
    for spoken, told in (("en", (title, lead)), ("zh", (title_zh, lead_zh))):
        with language(spoken):
            act = act_of(call, place, *arguments)
        assert act.kind == "generic"
        # The caption ends with what one cell was made of, or how many hold.
        caption = f"{told[1]}{' ' * (spoken == 'en' and act.outcome > '')}{act.outcome}"
        written = shapes.replace("a number", "一个数") if spoken == "zh" else shapes
        assert told_of(act) == (*told, caption, "", written)


@pytest.mark.parametrize(
    "shape, seconds", [((2, 2), 3.3), ((4, 5), 3.5), ((8, 10), 4.5), ((10, 20), 4.8)]
)
def test_larger_results_take_longer(shape, seconds):
    act = act_of(turned_up, 0, numbers(*shape), numbers(1))
    assert act.seconds == seconds


def player_of(call, *arguments):
    """The player of the last operation of a call."""
    return played(act_of(call, -1, *arguments))


@pytest.mark.parametrize(
    "call, signs",
    [
        (product, ["×", "="]),
        (total, ["→"]),
        (chosen, [",", ",", "→"]),
        (joined, [",", ",", "→"]),  # of more operands, three are shown
        (raised, ["^", "="]),
        (turned_up, ["max", "="]),
        (parts, ["→"]),
    ],
)
def test_the_signs_between_what_is_shown(call, signs):
    player = player_of(call, numbers(3, 3), numbers(3, 3))
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
    (product, (3, 4), (4, 3), 2, [(0, 0, 1, 4), (0, 1, 4, 1)], (0, 1, 1, 1)),
    (product, (3, 4), (4, 3), 6, [(1, 0, 1, 4), (0, 2, 4, 1)], (1, 2, 1, 1)),
    (of_rows, (3, 4), (1, 1), 2, [(1, 0, 1, 4)], (0, 1, 1, 1)),
    (chosen, (3, 4), (3, 4), 5, [(1, 0, 1, 1)] * 3, (1, 0, 1, 1)),
    (parts, (3, 4), (1, 1), 4, [(2, 1, 1, 1)], (1, 0, 1, 1)),
    (turned_up, (3, 4), (1, 1), 7, [(1, 2, 1, 1), None], (1, 2, 1, 1)),
    (total, (3, 4), (1, 1), 1, [None], None),
    (begun, (3, 2), (1, 1), 2, [(0, 1, 1, 1)] * 2, (0, 1, 1, 1)),
]


def outlined(player):
    marks = [part.marks for part in (*player.operands, player.result)]
    return [mark[0] if mark else None for mark in marks]


@pytest.mark.parametrize("call, a, b, filled, read, written", READ)
def test_the_cells_that_are_read_are_outlined(call, a, b, filled, read, written):
    player = player_of(call, numbers(*a), numbers(*b))
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
    player = player_of(
        call, numbers(3, 3), np.array(0) if call is turned_up else numbers(3, 3)
    )
    player.show(player.act.seconds)
    assert player.result.revealed == player.result.values.array.size
    assert player.act.outcome.startswith(told) and bool(player.act.outcome) == bool(
        told
    )
    assert player.words(player.act.seconds) == player.act.outcome
    assert player.words(player.act.outcome_at - 0.1) == ""
    assert outlined(player) == [*read, written]


def test_sheets_come_one_after_the_other():
    player = player_of(product, numbers(3, 40), numbers(40, 784))
    shown = []
    whole = player.act.outcome_at - ENTER
    for share in (0, 0.02, 0.3, 0.35, 0.68, 1):
        player.show(ENTER + share * whole)
        shown.append(player.result.shown)
    assert shown == [0, 1, 1, 2, 3, 3]
    player.show(ENTER + 0.35 * whole)
    assert player.operands[0].marks == ((1, 0, 1, 40),)


def test_values_stand_side_by_side_with_room_for_signs():
    a, b = numbers(3, 3), numbers(3, 3)
    player = player_of(product, a, b)
    boxes = row_of_boxes(player.stage, [a, b, a @ b], gap=110)
    for part, box in zip((*player.operands, player.result), boxes):
        place = fitted((3, 3), box)
        assert (part.box.left, part.box.top) == pytest.approx((place.left, place.top))
        assert part.box.width == pytest.approx(place.width)
    signs = [part.box for part in player.parts if hasattr(part, "text")]
    for sign, box in zip(signs, boxes):
        assert sign.left == pytest.approx(box.right + 10)


def singular(a, b):
    left, sizes, right = np.linalg.svd(a, full_matrices=False)
    return left, sizes, right


def kept_together(a, b):
    found = np.linalg.eigh(a @ a.T)
    return found


def whole_and_rest(a, b):
    return divmod(a, 2)


def test_each_of_several_results_stands_below_the_one_before():
    a = numbers(6, 4)
    player = player_of(singular, a, a)
    act, wanted = player.act, np.linalg.svd(a, full_matrices=False)
    assert act.result_name == "left, sizes, right"
    assert act.shapes == "(6, 4), (4,), (4, 4)  =  linalg.svd( (6, 4) )"
    player.show(act.seconds)
    assert [part.name_text for part in player.results] == ["left", "sizes", "right"]
    for part, array in zip(player.results, wanted):
        np.testing.assert_array_equal(part.values.array.reshape(array.shape), array)
        assert part.revealed == array.size
    above, *below = player.results
    assert above.marks and not any(part.marks for part in below)
    for part in below:
        assert part.box.top > above.box.bottom + 40 and part.box.left > 900
        above = part
    assert above.box.bottom < player.stage.bottom
    player.show(ENTER + (act.outcome_at - ENTER) / 2)
    assert [part.revealed for part in player.results] == [12, 2, 8]


def test_several_results_of_one_name_are_told_by_their_places():
    a = numbers(3, 3)
    act = act_of(kept_together, 2, a, a)
    assert (act.result_name, act.names) == ("found", ("found[0]", "found[1]"))


def test_what_gives_several_numbers_is_equal_to_none_of_them():
    a = np.array([[5.0, 4.0]])
    assert act_of(whole_and_rest, 0, a, a).outcome == "Number 0: 2."


def over_both(a, b):
    np.divmod(a, 2, out=(a, b))
    return a


def test_what_is_written_over_keeps_its_name_where_none_is_assigned():
    act = act_of(over_both, 0, numbers(2, 2), numbers(2, 2))
    assert act.names[0] == "a"


def in_order(a, b):
    c = np.sort(a)
    return c


def test_all_that_comes_out_has_its_name():
    one = act_of(in_order, 0, numbers(2, 2), numbers(2, 2))
    assert one.results == (("c", one.result),)
    both = act_of(over_both, 0, numbers(2, 2), numbers(2, 2))
    assert both.results == (
        ("a", both.operations[0].results[0]),
        ("b", both.operations[0].results[1]),
    )


def of_another_type(x):
    same = x.astype(np.float32)
    return same


def to_whole_numbers(x):
    whole = np.rint(x)
    return whole


def test_many_cells_that_are_known_already_fill_as_fast_as_few():
    few, many = np.full((2, 2), 0.5), np.full((30, 20), 0.5)
    known, few_known = (act_of(of_another_type, 0, one).seconds for one in (many, few))
    new, few_new = (act_of(to_whole_numbers, 0, one).seconds for one in (many, few))
    assert known == few_known <= few_new < new
