"""The words of the films: names, titles and sentences about a trace."""

from scenes.words.languages import (  # noqa: F401
    LANGUAGES)
from scenes.words.layers import (  # noqa: F401
    biases_lead, curve_first, curve_lead, curve_name, curve_title, curve_turn, join_title, joined, sheets_lead)
from scenes.words.learning import (  # noqa: F401
    largest_change, sheet_changes, update_lead, update_name, update_title)
from scenes.words.naming import (  # noqa: F401
    code, headed, in_a_row, language, noun, number, plain, said, short, symbol)
from scenes.words.phrases import (  # noqa: F401
    and_so_for_all, furthest, largest_cell, largest_sum, matmul_name, matmul_title, outer_lead, rows_lead, turn_words)
from scenes.words.statements import (  # noqa: F401
    lesson, step_name)
