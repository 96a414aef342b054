"""The pictures that stand beside a film, as tasks beside the videos.

To draw one takes less time than to find its frame in a video, and needs none.
"""

import hashlib
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from scenes.publish import file_names as names
from scenes.publish import posters
from scenes.publish.productions import Production
from scenes.publish.segments import code_key, in_turn, task_production
from scenes.stage.themes import DARK, theme_named
from scenes.stage.view import WIDE
from scenes.words.naming import language


@dataclass(frozen=True)
class PictureTask:
    """One picture of a film.

    Attributes:
        film, content, speed: as of a segments.Task.
        file: what it is called beside the film.
        language: in which it is told.
        size: (width, height) of a frame in pixels.
        theme: the name of a themes.Theme.
        code: of this project where the task was made.
    """

    film: str
    content: str
    speed: float
    file: str
    language: str
    size: tuple[int, int]
    theme: str
    code: str

    suffix = ".png"

    @cached_property
    def key(self) -> str:
        """Names what `work` gives; other tasks have other keys."""
        return hashlib.sha256(repr(("picture", astuple(self))).encode()).hexdigest()

    def __str__(self) -> str:
        return f"{self.film}, {self.file}"

    def work(self, material: bytes, on_frame: Callable[[], Any] | None = None) -> bytes:
        """The picture, the bytes of a PNG file."""
        with in_turn(self.code, pictures_code_key()):
            made = task_production(self, material)
            is_sheet = self.file == names.CONTACT_SHEET
            draw = posters.last_frames_sheet if is_sheet else posters.poster
            with language(self.language):
                film = made.film_at(self.size, self.language)
                picture = draw(film, self.size, theme_named(self.theme))
            return posters.png(picture)


def picture_tasks_of(
    production: Production, size: tuple[int, int] = WIDE, theme: str = DARK.name
) -> list[PictureTask]:
    """The PictureTasks of a productions.Production."""
    own = production.language
    told = [(file, spoken) for spoken, file in names.posters(own).items()]
    return [
        PictureTask(
            production.name,
            production.content_key,
            production.speed,
            file,
            spoken,
            (size[0], size[1]),
            theme,
            pictures_code_key(),
        )
        for file, spoken in (*told, (names.CONTACT_SHEET, own))
    ]


@lru_cache(maxsize=1)
def pictures_code_key() -> str:
    """A hash of the code that the pictures come from."""
    digest = hashlib.sha256(code_key().encode())
    for path in (__file__, posters.__file__):
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()
