"""A step of a film's score in one language, as a task beside the videos.

It gives the step packed, as pages load it: so workers zip, and who publishes
reads little.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from scenes import score
from scenes.film.film import Film
from scenes.publish.productions import Production
from scenes.publish.segments import code_key, in_turn, task_production
from scenes.score.film_score import packed_step
from scenes.score.moments import RATE, piece_of
from scenes.words.naming import language


@dataclass(frozen=True)
class ScoreTask:
    """One step of a film as data.

    Attributes:
        film, content, speed: as of a segments.Task.
        step: index of the step in the film.
        language: in which it is told.
        code: of this project where the task was made.
    """

    film: str
    content: str
    speed: float
    step: int
    language: str
    code: str

    suffix = ".json"

    @cached_property
    def key(self) -> str:
        """Names what `work` gives; other tasks have other keys."""
        return hashlib.sha256(repr(("score", astuple(self))).encode()).hexdigest()

    def __str__(self) -> str:
        return f"{self.film}, step {self.step + 1} in {self.language}"

    def work(self, material: bytes, on_frame: Callable[[], Any] | None = None) -> bytes:
        """What film_score.packed_step gives of `step_score`, as JSON in bytes."""
        with in_turn(self.code, score_code_key()):
            film = task_production(self, material).films[self.language]
            with language(self.language):
                found = step_score(film, self.step, on_frame)
            return json.dumps(packed_step(*found), separators=(",", ":")).encode()


def score_task_of(production: Production, step: int, spoken: str) -> ScoreTask:
    """The ScoreTask of a step of a productions.Production."""
    return ScoreTask(
        production.name,
        production.content_key,
        production.speed,
        step,
        spoken,
        score_code_key(),
    )


def step_score(
    film: Film, step: int, on_frame: Callable[[], Any] | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(the piece of a step, its grids), as moments.piece_of gives them.

    Args:
        film: told in one language.
        step: its index.
        on_frame: called after each moment; None: nothing is.
    """

    def moments():
        for shot in film.shots_of(step):
            for frame in range(round(shot.seconds * RATE)):
                film.show(shot, frame / RATE)
                yield film.parts(shot)
                if on_frame:
                    on_frame()

    return piece_of(moments(), round(film.shots_of(step)[0].start * RATE))


@lru_cache(maxsize=1)
def score_code_key() -> str:
    """A hash of the code that a film's score comes from."""
    digest = hashlib.sha256(code_key().encode())
    for path in (Path(__file__), *sorted(Path(score.__path__[0]).glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()
