"""The words of the films: names, titles and sentences about a trace."""

from scenes.words.anything import (  # noqa: F401
    OPERATORS, arrive_lead, arrive_title, generic_lead, generic_title,
    is_one_hot, layer_of, of_all, opening_lead, opening_name)
from scenes.words.layers import (  # noqa: F401
    and_so_for_all, biases_lead, curve_first, curve_lead, curve_name,
    curve_title, curve_turn, join_title, joined, largest_sum, matmul_name,
    matmul_title, pick_lead, pick_name, pick_title, pick_turn, picked,
    rows_lead, sheets_lead, turn_words)
from scenes.words.learning import (  # noqa: F401
    change_of_one, compared, comparison, furthest, largest_cell,
    largest_change, lesson, once_more, outer_lead, sheet_changes, step_name,
    update_lead, update_name, update_title)
from scenes.words.naming import (  # noqa: F401
    LANGUAGES, code, headed, in_a_row, language, noun, number, plain,
    said, short, symbol)
from scenes.words.twins import (  # noqa: F401
    biased_and_squashed, mended, parting, parting_turn, products_added, pull,
    rise_and_fall, strokes, strokes_turn, twins_answer, twins_apart,
    twins_images, twins_lead, twins_name, twins_names, twins_title, weights_of,
    weights_times_image)
