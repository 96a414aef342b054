"""In which order the tasks of several films are done."""

from itertools import groupby

from scenes.publish.productions import production
from scenes.publish.publishing_plan import Plan
from scenes.publish.score_tasks import ScoreTask
from scenes.score.moments import RATE
from tests.small_film import small_trace


def test_the_tasks_of_a_film_come_together():
    """A process sets the stage of one film at a time, the longest first."""
    made = production("forward", record=small_trace()), production("neurons")
    tasks = [task for task, _ in Plan(made, (10,), (854, 480), False).page_tasks()]
    films = [name for name, _ in groupby(task.film for task in tasks)]
    longest = sorted(made, key=lambda one: -one.film.seconds)
    assert films == [one.name for one in longest]


def test_the_longest_steps_of_a_film_come_first():
    one = production("neurons")
    lengths = [
        length
        for task, length in Plan((one,), (10,), (854, 480), False).page_tasks()
        if isinstance(task, ScoreTask)
    ]
    assert lengths == sorted(lengths, reverse=True)
    # In two languages, for wide screens and for those that are held upright.
    assert sum(lengths) == 2 * 2 * round(one.film.seconds * RATE)
