"""What is to be published, and the tasks that it takes."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from scenes.publish.cell_tasks import cells_task_of
from scenes.publish.drawn_tasks import drawn_task_of
from scenes.publish.manifest import step_seconds
from scenes.publish.picture_tasks import picture_tasks_of
from scenes.publish.score_tasks import score_task_of
from scenes.publish.segments import task_of
from scenes.score.moments import RATE as SCORE_RATE
from scenes.stage.themes import DARK
from scenes.stage.view import UPRIGHT, WIDE
from scenes.words.languages import LANGUAGES

SIZES = WIDE, UPRIGHT  # for which pages have a film
_SCORE = 0.3  # of a frame are rendered while a moment's marks are written
_CELLS = 8  # frames are rendered while a second's cells are found
_PICTURE = 200  # frames are rendered while a picture is drawn


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
        """[(task, moments)] of what is drawn in each film; nobody needs to know
        without videos."""
        if not self.with_videos:
            return []
        return [
            (
                drawn_task_of(one, self.rates, self.size),
                round(one.film.seconds * max(self.rates)),
            )
            for one in self.productions
        ]

    def picture_tasks(self, production):
        """The picture_tasks.PictureTasks of a production: like its videos, if it
        has any."""
        if not self.with_videos:
            return picture_tasks_of(production)
        return picture_tasks_of(production, self.size, self.theme)

    def page_tasks(self):
        """[(task, moments)] of what pages need, and the looking tasks, in an order
        as that of `video_tasks`.

        What finds a film's cells has none, and what draws its pictures.
        """
        weighted = [
            (task, moments, _SCORE * moments) for task, moments in self.looking_tasks()
        ]
        for one in self.productions:
            for step in range(len(one.film.steps)):
                moments = frames(one, step, SCORE_RATE)
                for size, spoken in product(SIZES, LANGUAGES):
                    task = score_task_of(one, step, spoken, size)
                    weighted.append((task, moments, _SCORE * moments))
            for size in SIZES:
                task = cells_task_of(one, size)
                weighted.append((task, 0, _CELLS * one.film.seconds))
            weighted += [(task, 0, _PICTURE) for task in self.picture_tasks(one)]
        return _by_film(weighted)

    def video_tasks(self):
        """[(task, frames)] of the videos, the longest film first, and of each its
        longest, so that the last are short; a process that goes from one film to
        another has to set its stage again."""
        weighted = []
        for one in self.productions:
            for step in range(len(one.film.steps)):
                for rate, backwards in self._videos():
                    count = frames(one, step, rate)
                    task = self.task(one, step, rate, backwards=backwards)
                    weighted.append((task, count, count))
        return _by_film(weighted)

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


def _by_film(weighted):
    """[(task, frames)] of (task, frames, weight)s: those of the heaviest film
    first, and of each its heaviest."""
    of_film = Counter()
    for task, _, weight in weighted:
        of_film[task.film] += weight
    ordered = sorted(
        weighted, key=lambda one: (-of_film[one[0].film], one[0].film, -one[2])
    )
    return [(task, count) for task, count, _ in ordered]


def frames(production, step, rate):
    """How many frames a step has at a rate."""
    return round(step_seconds(production.film, step) * rate)
