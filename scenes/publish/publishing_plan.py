"""What is to be published, and the tasks that it takes."""

from collections import Counter
from dataclasses import dataclass, field

from scenes.publish.cell_tasks import cells_task_of
from scenes.publish.drawn_tasks import drawn_task_of
from scenes.publish.manifest import step_seconds
from scenes.publish.score_tasks import score_task_of
from scenes.publish.segments import task_of
from scenes.score.moments import RATE as SCORE_RATE
from scenes.stage.themes import DARK
from scenes.words.languages import LANGUAGES

_SCORE = 0.3  # of a frame are rendered while a moment's marks are written
_CELLS = 8  # frames are rendered while a second's cells are found


@dataclass(frozen=True)
class Plan:
    """What is to be published.

    Attributes:
        productions: productions.Production, one for each film.
        rates: frames a second, rising; multiples of 10.
        size: of the videos, (width, height) in pixels.
        with_videos: videos too, not only what a browser draws itself.
        with_slides: with the videos slides too, whose videos run backwards
            as well.
        theme: the name of the themes.Theme of the videos.
        drawn: film -> rate, as a text -> a hash of what is drawn in each of
            its steps; {} until it has been looked at.
    """

    productions: tuple
    rates: tuple
    size: tuple
    with_videos: bool = True
    with_slides: bool = True
    theme: str = DARK.name
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
            theme=self.theme,
        )

    def looking_tasks(self):
        """[(task, moments)] of what is drawn in each film, the longest first;
        nobody needs to know without videos."""
        if not self.with_videos:
            return []
        found = [
            (
                drawn_task_of(one, self.rates, self.size),
                round(one.film.seconds * max(self.rates)),
            )
            for one in self.productions
        ]
        return sorted(found, key=lambda task: -task[1])

    def tasks(self):
        """[(task, frames)], the longest film first, and of each its longest, so
        that the last are short; a process that goes from one film to another has
        to set its stage again.

        What finds a film's cells has none.
        """
        steps = [
            (production, step)
            for production in self.productions
            for step in range(len(production.film.steps))
        ]
        found = [
            (
                self.task(production, step, rate, backwards=backwards),
                frames(production, step, rate),
            )
            for production, step in steps
            for rate, backwards in self._videos()
        ]
        weights = dict(found)
        for production, step in steps:
            for spoken in LANGUAGES:
                task = score_task_of(production, step, spoken)
                weights[task] = _SCORE * frames(production, step, SCORE_RATE)
                found.append((task, frames(production, step, SCORE_RATE)))
        for one in self.productions:
            weights[cells_task_of(one)] = _CELLS * one.film.seconds
            found.append((cells_task_of(one), 0))
        of_film = Counter()
        for task, _ in found:
            of_film[task.film] += weights[task]
        return sorted(
            found,
            key=lambda one: (-of_film[one[0].film], one[0].film, -weights[one[0]]),
        )

    def _videos(self):
        """(frames a second, whether backwards) of each video of a step."""
        if self.with_videos:
            yield from ((rate, False) for rate in self.rates)
        if self.has_slides:
            yield max(self.rates), True

    @property
    def has_slides(self):
        """Whether slides are written."""
        return self.with_videos and self.with_slides


def frames(production, step, rate):
    """How many frames a step has at a rate."""
    return round(step_seconds(production.film, step) * rate)
