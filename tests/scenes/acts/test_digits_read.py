"""What ten digits are read as, at a checkpoint and anew."""

import numpy as np
import pytest

from scenes.acts.digits_read import DigitsRead
from scenes.acts.history_values import HistoryValues
from scenes.stage import palette
from tests.training_frames import made

# The strongest output by checkpoint: all are read as 0, then as 3, then as 3.
OUTPUTS = np.zeros((10, 10, 3))
OUTPUTS[:, 0, 0] = 0.5
OUTPUTS[:, 3, 1:] = 0.25, 0.75


@pytest.fixture(name="digits")
def _digits():
    history = made(seen=(0, 1, 5), outputs=OUTPUTS)
    return DigitsRead(HistoryValues(history), history, 100, 500)


def test_where_they_stand_and_what_they_are_called(digits):
    assert [name for _, name in digits.parts] == [
        "digits",
        *(
            f"{what} {index}"
            for index in range(10)
            for what in ("picture", "read", "strength")
        ),
    ]
    title, _ = digits.parts[0]
    assert title.text == "Ten digits it never trains on: its answer, and that output"
    box = title.box
    assert (box.left, box.top) == pytest.approx((100, 464))
    assert (box.width, box.height) == pytest.approx((612, 30))
    for index, (picture, read, strength) in enumerate(digits.digits):
        place = picture.box
        left, top = 100 + index % 5 * 128, 500 + index // 5 * 151
        assert (place.left, place.top, place.width) == pytest.approx((left, top, 100))
        assert picture.source == f"pictures[{index}]"
        for label, begin, width in ((read, left, 30), (strength, left + 40, 60)):
            assert label.box.left == pytest.approx(begin)
            assert label.box.top == pytest.approx(top + 106)
            assert (label.box.width, label.box.height) == pytest.approx((width, 32))


@pytest.mark.parametrize(
    "checkpoint, fresh, digit, strength, size",
    [
        (0, 1.0, 0, "0.50", 26),  # before it nothing was read
        (1, 1.0, 3, "0.25", 34),
        (1, 0.5, 3, "0.25", 30),
        (1, 0.0, 3, "0.25", 26),
        (2, 1.0, 3, "0.75", 26),  # the same again
    ],
)
def test_what_is_read_anew_stands_out(digits, checkpoint, fresh, digit, strength, size):
    digits.show(checkpoint, fresh)
    for index, (picture, read, strong) in enumerate(digits.digits):
        assert (read.text, strong.text) == (str(digit), strength)
        is_right = index == digit
        ink = palette.RIGHT if is_right else palette.QUIET
        assert read.ink == strong.ink == ink
        assert picture.accent == (palette.RIGHT if is_right else None)
        assert (read.kind.size, read.kind.weight) == (size, 600 if is_right else 500)
