"""The words of the films: names, titles and sentences about a trace."""

from scenes.words.languages import (  # noqa: F401
    LANGUAGES)
from scenes.words.learning import (  # noqa: F401
    change_of_one, compared, comparison, largest_change, once_more, sheet_changes, update_lead, update_name, update_title)
from scenes.words.naming import (  # noqa: F401
    code, headed, in_a_row, language, noun, number, plain, said, short, symbol)
from scenes.words.opening import (  # noqa: F401
    layer_of, of_all, opening_lead, opening_name)
from scenes.words.phrases import (  # noqa: F401
    furthest, largest_cell, outer_lead)
from scenes.words.statements import (  # noqa: F401
    lesson, step_name)
from scenes.words.twins import (  # noqa: F401
    biased_and_squashed, mended, parting, parting_turn, products_added, pull, rise_and_fall, strokes, strokes_turn, twins_answer, twins_apart, twins_images, twins_lead, twins_name, twins_names, twins_title, weights_of, weights_times_image)
