"""What is waited for is told before what is not."""

import gc
import threading
import time

import pytest

from scenes.live.teller import CALM_SECS, Dropped, Rank, Teller


@pytest.fixture
def teller():
    made = Teller()
    yield made
    made.close()


def held(teller, rank=Rank.RECORDING):
    """(a function that lets a teller go on, the future of what holds it)."""
    go, begun = threading.Event(), threading.Event()

    def work(_):
        begun.set()
        assert go.wait(20)

    future = teller.submit(rank, work)
    assert begun.wait(20)
    return go.set, future


def test_the_order_is_that_of_the_ranks_and_then_of_asking(teller):
    done = []
    go, _ = held(teller)
    ranks = [Rank.AHEAD, Rank.READINGS, Rank.WATCHED, Rank.AHEAD, Rank.WATCHED]
    futures = [
        teller.submit(rank, lambda _, number=number: done.append(number))
        for number, rank in enumerate(ranks)
    ]
    go()
    for future in futures:
        future.result(20)
    assert done == [2, 4, 1, 0, 3]


def test_what_is_waited_for_comes_between_two_moments(teller):
    done = []

    def long(on_frame):
        for number in range(3):
            done.append(number)
            if number == 1:
                teller.submit(Rank.WATCHED, lambda _: done.append("watched"))
                teller.submit(Rank.AHEAD, lambda _: done.append("ahead"))
            on_frame()

    teller.submit(Rank.READINGS, long).result(20)
    teller.submit(Rank.AHEAD, lambda _: None).result(20)
    assert done == [0, 1, "watched", 2, "ahead"]


def test_other_films_are_made_when_nobody_draws(teller):
    """Making one cannot be interrupted: the next stroke would have to wait for it."""
    done = []
    for number in range(3):
        teller.submit(Rank.RECORDING, lambda _: time.monotonic()).result(20)
        films = teller.submit(Rank.FILMS, lambda _, one=number: done.append(one))
        teller.submit(Rank.AHEAD, lambda _: done.append("ahead")).result(20)
        time.sleep(CALM_SECS / 4)
    last = teller.submit(Rank.RECORDING, lambda _: time.monotonic()).result(20)
    assert done == ["ahead"] * 3
    films.result(20)
    assert time.monotonic() - last >= CALM_SECS
    assert done == ["ahead"] * 3 + [0, 1, 2]


def test_rubbish_is_looked_for_when_nobody_draws(teller):
    """Of old things: a search of them takes longer than telling a frame."""
    searches = []

    def note(phase, about):
        if phase == "start" and about["generation"] > 0:
            searches.append(time.monotonic())

    gc.callbacks.append(note)
    try:
        drawn = teller.submit(Rank.RECORDING, lambda _: time.monotonic()).result(20)
        kept = teller.submit(Rank.SOON, lambda _: [[] for _ in range(2_500_000)])
        assert len(kept.result(20)) == 2_500_000
        while time.monotonic() < drawn + CALM_SECS:
            teller.submit(Rank.AHEAD, lambda _: time.sleep(0.01)).result(20)
        teller.submit(Rank.AHEAD, lambda _: None).result(20)
    finally:
        gc.callbacks.remove(note)
    assert len(searches) == 1 and searches[0] >= drawn + CALM_SECS


def test_what_nobody_wants_any_more_is_left(teller):
    wanted, reached = [True], []

    def long(on_frame):
        while len(reached) < 10_000:
            reached.append(1)
            on_frame()
            time.sleep(0.001)

    going = teller.submit(Rank.AHEAD, long, lambda: wanted[0])
    while len(reached) < 5:
        time.sleep(0.001)
    wanted[0] = False
    with pytest.raises(Dropped):
        going.result(20)
    never = teller.submit(Rank.AHEAD, long, lambda: False)
    teller.submit(Rank.AHEAD, lambda _: None).result(20)
    assert isinstance(never.exception(), Dropped)


def test_what_one_raises_is_its_own(teller):
    def fault(_):
        raise ZeroDivisionError("of its own")

    with pytest.raises(ZeroDivisionError, match="of its own"):
        teller.submit(Rank.WATCHED, fault).result(20)
    assert teller.submit(Rank.WATCHED, lambda _: 7).result(20) == 7


def test_an_end_leaves_what_is_being_told():
    teller, reached = Teller(), threading.Event()

    def long(on_frame):
        while True:
            reached.set()
            on_frame()
            time.sleep(0.001)

    going = teller.submit(Rank.AHEAD, long)
    assert reached.wait(20)
    teller.close()
    with pytest.raises(Dropped):
        going.result(20)


def wait_for_tellers():
    """Wait until those that are closed have ended."""
    for thread in threading.enumerate():
        if thread.name == "teller":
            thread.join(30)


def test_rubbish_is_looked_for_as_before_when_the_last_has_ended():
    wait_for_tellers()
    thresholds, frozen = gc.get_threshold(), gc.get_freeze_count()
    first, second = Teller(), Teller()
    within = gc.get_threshold()
    assert within != thresholds and gc.get_freeze_count() > frozen
    first.close()
    go, _ = held(second)
    second.close()
    assert gc.get_threshold() == within  # until what it does is over
    go()
    wait_for_tellers()
    assert gc.get_threshold() == thresholds and gc.get_freeze_count() <= frozen
