"""The workbooks of a site, as tasks: one for each network, in each language.

Films of equal weights have one workbook between them, in which their digits can
be chosen. That of the digits'
network is the lesson, whose steps lead back to the films that have them; that
of any other network is its operations.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from network import workbook
from network.trace import Trace
from network.workbook import (
    WorkbookError,
    is_of_digits,
    lesson_of,
    write_trace,
    write_workbook,
)
from network.workbook.shared_books import book_key
from scenes.publish import file_names as names
from scenes.publish.productions import Production, content_key
from scenes.publish.segments import in_turn, task_production
from scenes.words.film_titles import learning_order
from scenes.words.languages import LANGUAGES


@dataclass(frozen=True)
class WorkbookTask:
    """The workbook of one network in one language.

    Attributes:
        film, content, speed: as of a segments.Task: whose record it is made of.
        file: what it is called in the folder of workbooks.
        links: (step, address of it on a page) of steps that films have.
        language: in which it is written.
        code: of this project where the task was made.
    """

    film: str
    content: str
    speed: float
    file: str
    links: tuple[tuple[str, str], ...]
    language: str
    code: str

    suffix = ".xlsx"

    @cached_property
    def key(self) -> str:
        """Names what `work` gives; other tasks have other keys."""
        return hashlib.sha256(repr(("workbook", astuple(self))).encode()).hexdigest()

    def __str__(self) -> str:
        return f"the workbook of {self.film} in {self.language}"

    def work(self, material: bytes, on_frame: Callable[[], Any] | None = None) -> bytes:
        """The workbook; b"" where no spreadsheet can hold what is recorded."""
        with (
            in_turn(self.code, workbook_code_key()),
            tempfile.TemporaryDirectory() as folder,
        ):
            path = Path(folder) / "workbook.xlsx"
            try:
                self._write(task_production(self, material).record, path)
            except WorkbookError:
                return b""
            return path.read_bytes()

    def _write(self, trace: Trace, path: Path) -> None:
        if not is_of_digits(trace):
            write_trace(trace, path, language=self.language, dated=False)
            return
        lesson, links = lesson_of(trace), dict(self.links)
        write_workbook(lesson, path, site=links, language=self.language, dated=False)


def workbook_tasks(
    productions: Iterable[Production], kept: Iterable[dict[str, Any]] = ()
) -> list[WorkbookTask]:
    """The tasks of all workbooks of some films, each network once.

    Args:
        kept: what film.json says of films that stay as they are: links lead to
            them, too, where they have the same workbook.
    """
    groups: dict[str, list[Production]] = {}
    for one in sorted(productions, key=lambda one: learning_order(one.name)):
        if isinstance(one.record, Trace):
            groups.setdefault(_network_key(one.record), []).append(one)
    return [
        task
        for key, films in groups.items()
        for task in _of_one_network(key, films, list(kept))
    ]


def workbook_files(
    production: Production, tasks: Iterable[WorkbookTask]
) -> dict[str, WorkbookTask]:
    """Language -> the task of a film's workbook, among all tasks of a site."""
    if not isinstance(production.record, Trace):
        return {}
    key = _network_key(production.record)
    return {task.language: task for task in tasks if task.file.startswith(key)}


def _of_one_network(
    key: str, films: list[Production], kept: list[dict[str, Any]]
) -> Iterable[WorkbookTask]:
    """The tasks of films that share a network, in the order of learning."""
    # A film of learning has the label that it was taught.
    first = next((one for one in films if _learns(one.record)), films[0])
    for language in LANGUAGES:
        file = names.workbook(key, language)
        links: dict[str, str] = {}
        for film, slugs in (
            *((one.name, [step.slug for step in one.film.steps]) for one in films),
            *(
                (told["name"], [step["slug"] for step in told["steps"]])
                for told in kept
                if told.get("workbooks", {}).get(language) == file
            ),
        ):
            for slug in slugs:
                links.setdefault(
                    slug.rpartition("/")[2], names.workbook_link(film, slug)
                )
        yield WorkbookTask(
            first.name,
            first.content_key,
            first.speed,
            file,
            tuple(sorted(links.items())),
            language,
            workbook_code_key(),
        )


def _learns(record: object) -> bool:
    return isinstance(record, Trace) and record.call == "DigitNetwork.learn"


def _network_key(trace: Trace) -> str:
    """24 hex digits that traces share which can share a workbook."""
    key = book_key(trace) or content_key(trace)
    return hashlib.sha256(key.encode()).hexdigest()[:24]


@lru_cache(maxsize=1)
def workbook_code_key() -> str:
    """A hash of the code that workbooks come from."""
    digest = hashlib.sha256(metadata.version("xlsxwriter").encode())
    for path in (
        Path(__file__),
        *sorted(Path(workbook.__path__[0]).parent.rglob("*.py")),
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()
