"""The words of the films: names, titles and sentences about a trace."""

from scenes.words.languages import (  # noqa: F401
    LANGUAGES)
from scenes.words.learning import (  # noqa: F401
    largest_change, sheet_changes, update_lead, update_name, update_title)
from scenes.words.naming import (  # noqa: F401
    code, headed, in_a_row, language, noun, number, plain, said, short, symbol)
from scenes.words.phrases import (  # noqa: F401
    furthest, largest_cell, outer_lead)
from scenes.words.statements import (  # noqa: F401
    lesson, step_name)
