"""A step of a film's score in one language, as a task beside the videos.

It gives the step packed, as pages load it: so workers zip, and who publishes
reads little.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from scenes import score
from scenes.film.film import Film
from scenes.film.shot import Shot
from scenes.publish.productions import Production
from scenes.publish.segments import code_key, in_turn, task_production
from scenes.score.film_score import packed_step
from scenes.score.moments import RATE, piece_of
from scenes.stage.view import UPRIGHT, WIDE
from scenes.words.naming import language


@dataclass(frozen=True)
class ScoreTask:
    """One step of a film as data.

    Attributes:
        film, content, speed: as of a segments.Task.
        step: index of the step in the film.
        language: in which it is told.
        size: (width, height) of the frame that it is laid out for.
        code: of this project where the task was made.
    """

    film: str
    content: str
    speed: float
    step: int
    language: str
    size: tuple[int, int]
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
            film = task_production(self, material).film_at(self.size, self.language)
            with language(self.language):
                found = step_score(film, self.step, on_frame)
            return json.dumps(packed_step(*found), separators=(",", ":")).encode()


def score_task_of(
    production: Production, step: int, spoken: str, size: tuple[int, int] = WIDE
) -> ScoreTask:
    """The ScoreTask of a step of a productions.Production; `size` is WIDE or
    UPRIGHT."""
    return ScoreTask(
        production.name,
        production.content_key,
        production.speed,
        step,
        spoken,
        size,
        score_code_key(),
    )


def step_score(
    film: Film, step: int, on_frame: Callable[[], Any] | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(the piece of a step, its grids), as moments.piece_of gives them.

    Args:
        film: told in one language, wide or laid out upright.
        step: its index.
        on_frame: called after each moment; None: nothing is.
    """

    def moments():
        for shot in film.shots_of(step):
            for frame in range(round(shot.seconds * RATE)):
                film.show(shot, frame / RATE)
                yield shot
                if on_frame:
                    on_frame()

    return film_piece(film, moments(), round(film.shots_of(step)[0].start * RATE))


def film_piece(
    film: Film, moments: Iterable[Shot], first: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(a piece of a film's score, its grids), as moments.piece_of gives them.

    Args:
        moments: the shot of each frame, to which the film has been set.
        first: the frame of the film that it begins with.
    """
    shown: list[Shot] = []

    def parts():
        for shot in moments:
            shown[:] = [shot]
            yield film.parts(shot)

    if not film.layout:
        return piece_of(parts(), first)
    return piece_of(
        parts(),
        first,
        told=lambda: film.told(shown[0]),
        unseen=film.map.parts,
        size=UPRIGHT,
    )


@lru_cache(maxsize=1)
def score_code_key() -> str:
    """A hash of the code that a film's score comes from."""
    digest = hashlib.sha256(code_key().encode())
    for path in (Path(__file__), *sorted(Path(score.__path__[0]).glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()
