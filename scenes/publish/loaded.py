"""What a process loads that does tasks, before others are forked from it.

Which code that is, is found at once: a later edit is not of what was loaded. No
garbage is looked for in it: that takes a tenth of the time in which frames are
drawn, and copies what the processes share.
"""

import gc

from scenes.publish.processes import loading

with loading():
    from scenes.publish import (
        cell_tasks,
        drawn_tasks,
        font_tasks,
        picture_tasks,
        score_tasks,
        segments,
        workbook_tasks,
        workers,
    )

__all__ = [
    "cell_tasks",
    "drawn_tasks",
    "font_tasks",
    "picture_tasks",
    "score_tasks",
    "segments",
    "workbook_tasks",
    "workers",
]

segments.code_key()
segments.paint_key()
cell_tasks.cells_code_key()
picture_tasks.pictures_code_key()
score_tasks.score_code_key()
workbook_tasks.workbook_code_key()
gc.freeze()
