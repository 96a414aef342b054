"""What is to be published, and the tasks that it takes."""

from dataclasses import dataclass, field

from scenes.publish.cell_tasks import cells_task_of
from scenes.publish.drawn_tasks import drawn_task_of
from scenes.publish.manifest import step_seconds
from scenes.publish.segments import task_of

_CELLS = 8  # frames are rendered while a second's cells are found


@dataclass(frozen=True)
class Plan:
    """What is to be published.

    Attributes:
        productions: productions.Production, one for each film.
        rates: frames a second, rising; multiples of 10.
        size: of the videos, (width, height) in pixels.
        with_slides: slides too, whose videos run backwards as well.
        drawn: film -> rate, as a text -> a hash of what is drawn in each of
            its steps; {} until it has been looked at.
    """

    productions: tuple
    rates: tuple
    size: tuple
    with_slides: bool = True
    drawn: dict = field(default_factory=dict)

    def task(self, production, step, rate, *, backwards=False):
        """The segments.Task of a step; `drawn` has to be known."""
        return task_of(
            production,
            step,
            drawn=self.drawn[production.name][str(rate)][step],
            rate=rate,
            size=self.size,
            backwards=backwards,
        )

    def looking_tasks(self):
        """[(task, moments)] of what is drawn in each film, the longest first."""
        found = [
            (drawn_task_of(one, self.rates), round(one.film.seconds * max(self.rates)))
            for one in self.productions
        ]
        return sorted(found, key=lambda task: -task[1])

    def tasks(self):
        """[(task, frames)], the longest first, so that the last are short.

        What finds a film's cells has none.
        """
        found = [
            (
                self.task(production, step, rate, backwards=backwards),
                frames(production, step, rate),
            )
            for production in self.productions
            for step in range(len(production.film.steps))
            for rate, backwards in self._videos()
        ]
        weights = dict(found)
        for one in self.productions:
            weights[cells_task_of(one)] = _CELLS * one.film.seconds
            found.append((cells_task_of(one), 0))
        return sorted(found, key=lambda task: -weights[task[0]])

    def _videos(self):
        yield from ((rate, False) for rate in self.rates)
        if self.with_slides:
            yield max(self.rates), True


def frames(production, step, rate):
    """How many frames a step has at a rate."""
    return round(step_seconds(production.film, step) * rate)
