"""The words of the films: names, titles and sentences about a trace."""

from scenes.wording.names import (
    code, layer, noun, number, one_of, plain, short)
from scenes.wording.layers import (
    biases_lead, curve_lead, curve_title, curve_turn, joined, matmul_name,
    matmul_title, pick_lead, pick_name, pick_title, pick_turn, picked,
    rows_lead, sheets_lead, turn_words)
from scenes.wording.learning import (
    combine_turn, compared, comparison, furthest, largest_cell,
    largest_change, lesson, outer_lead, outer_turn, sheet_changes, slope_turn,
    stamp_turn, update_lead, update_name, update_title)
from scenes.wording.twins import (
    mended, parting, parting_turn, twins_answer, twins_apart, twins_images,
    twins_lead, twins_title)
from scenes.wording.anything import (
    DOING, OPERATORS, arrive_lead, arrive_title, generic_lead, generic_title,
    is_one_hot)
