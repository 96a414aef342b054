"""The files of workbooks in a site, each there once, whatever films have it."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scenes.publish.cache import Cache
from scenes.publish.file_names import WORKBOOKS
from scenes.publish.workbook_tasks import WorkbookTask


def written_workbooks(tasks: dict[str, WorkbookTask], kept: Cache) -> dict[str, str]:
    """Language -> file, what film.json says of a film's workbooks: of those that
    a spreadsheet can hold.

    Args:
        tasks: language -> task of the film's workbook.
        kept: what the tasks gave.
    """
    return {
        language: task.file
        for language, task in tasks.items()
        if kept.path(task).stat().st_size
    }


def write_workbooks(
    new: Path,
    old: Path,
    tasks: Iterable[WorkbookTask],
    kept: Cache,
    others: Iterable[dict[str, Any]],
) -> None:
    """Write the workbooks of all films of a new folder.

    Args:
        new, old: Paths of the folder and of the one that it replaces.
        tasks: of the films that are published.
        kept: what the tasks gave.
        others: what film.json says of films that are copied from the old folder.
    """
    files = {task.file: kept.path(task) for task in tasks}
    for file in workbooks_of(others):
        files.setdefault(file, old / WORKBOOKS / file)
    for name, path in files.items():
        if path.is_file() and path.stat().st_size:
            (new / WORKBOOKS).mkdir(exist_ok=True)
            shutil.copyfile(path, new / WORKBOOKS / name)


def workbooks_of(films: Iterable[dict[str, Any]]) -> list[str]:
    """The files of workbooks, of what film.json says of films."""
    return sorted({file for one in films for file in one.get("workbooks", {}).values()})


def only_there(site: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """What film.json says, without workbooks whose files a site lacks."""
    found = {
        language: file
        for language, file in manifest.get("workbooks", {}).items()
        if (site / WORKBOOKS / file).is_file()
    }
    return {**manifest, "workbooks": found}
