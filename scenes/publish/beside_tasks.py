"""What is done beside the tasks, while the process that publishes waits for them.

To cut the font of the pages' own letters takes most of what is left to do once the
videos are there. What pages say is known before.
"""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scenes.publish import file_names as names
from scenes.publish import page
from scenes.publish.cache import Cache
from scenes.publish.cell_tasks import cells_task_of
from scenes.publish.font_tasks import LETTERS, kept_font
from scenes.publish.publishing_plan import Plan
from scenes.publish.site_files import FILMS
from scenes.publish.site_workbooks import written_workbooks
from scenes.publish.workbook_tasks import WorkbookTask, workbook_files


@contextmanager
def aside(do: Callable[..., Any], *given: Any) -> Iterator[None]:
    """Have something done when the block ends, in a thread beside it."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(do, *given)
        yield
    done.result()


def cut_letters(plan: Plan, books: Sequence[WorkbookTask], kept: Cache) -> None:
    """Cut the font of a site's pages into the cache.

    Films that stand on the site already may say what needs more letters: then it is
    cut once more with the pages.

    Args:
        books: the WorkbookTasks of the site.
        kept: has what they gave, and the cells of all films.
    """
    # The pages are written without what they only load, into no site.
    with tempfile.TemporaryDirectory() as place:
        manifests = []
        for one in plan.productions:
            folder = Path(place, FILMS, one.name)
            folder.mkdir(parents=True)
            cells = kept.path(cells_task_of(one)).read_bytes()
            page.write_cells(folder / names.CELLS, json.loads(cells))
            manifests.append(
                one.manifest(
                    plan.rates,
                    plan.size,
                    videos=(),
                    score={"ramps": "", "fonts": {}},
                    workbooks=written_workbooks(workbook_files(one, books), kept),
                )
            )
        page.write_pages(
            place, manifests, cut_to=lambda letters: kept_font(LETTERS, letters, kept)
        )
