"""How large the texts of a film are, on the screen and by what they stand on."""

LEAST = 20  # design pixels, of what has to be read
# Parts whose numbers stand in cells, in circles, or on lines: as large as those
# allow. Also there, none is under 14, see legibility.
IN_CELLS = {"MatrixPlane", "RowsPlane", "NeuronLayer", "WeightLines", "Maps"}


def small_texts(frame):
    """(part, text, size) of texts under LEAST that stand in nothing.

    Args:
        frame: a frames.Frame.
    """
    return {
        (one.part, one.text, round(one.size, 1))
        for one in frame.texts
        if one.size < LEAST - 1e-6 and one.part not in IN_CELLS
    }
