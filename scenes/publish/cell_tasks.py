"""What a page needs to read a film's cells, as a task beside the steps."""

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from scenes.publish import cells
from scenes.publish.segments import code_key, in_turn, task_production
from scenes.stage.view import WIDE


@dataclass(frozen=True)
class CellsTask:
    """The cells of one film: where they stand and what they hold.

    Attributes:
        film, content, speed: as of a segments.Task.
        size: (width, height) of the frame that it is laid out for.
        code: of this project where the task was made.
    """

    film: str
    content: str
    speed: float
    size: tuple
    code: str

    suffix = ".json"

    @cached_property
    def key(self):
        """Names what `work` gives; other tasks have other keys."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()

    def __str__(self):
        return f"{self.film}, cells"

    def work(self, material, on_frame=None):
        """What cells.cells_of gives as JSON in bytes."""
        with in_turn(self.code, cells_code_key()):
            film = task_production(self, material).film_at(self.size)
            found = cells.cells_of(film)
            return json.dumps(found, separators=(",", ":")).encode()


def cells_task_of(production, size=WIDE):
    """The CellsTask of a productions.Production; `size` is WIDE or UPRIGHT."""
    return CellsTask(
        production.name,
        production.content_key,
        production.speed,
        size,
        cells_code_key(),
    )


@lru_cache(maxsize=1)
def cells_code_key():
    """A hash of the code that a film's cells come from."""
    digest = hashlib.sha256(code_key().encode())
    for path in sorted(Path(cells.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
