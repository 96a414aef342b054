"""A function that is called only when it is asked something else."""

from scenes.stage.remembered import Remembered


def test_it_is_called_with_other_arguments_only():
    asked = []

    def double(*given):
        asked.append(given)
        return tuple(2 * one for one in given)

    remembered = Remembered(double)
    first = remembered(1, (2, 3))
    assert first == (2, (2, 3, 2, 3)) and remembered(1, (2, 3)) is first
    assert remembered(1, (2, 4)) == (2, (2, 4, 2, 4))
    assert remembered(1, (2, 3)) == first
    assert asked == [(1, (2, 3)), (1, (2, 4)), (1, (2, 3))]


def test_no_answer_is_an_answer():
    asked = []
    remembered = Remembered(asked.append)
    assert remembered(()) is None and remembered(()) is None
    assert asked == [()]
