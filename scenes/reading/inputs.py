"""What goes into the recorded call."""

from scenes.arrays.shapes import is_picture, is_shown


def picture_of(trace):
    """The first picture that goes into the recorded call, or None."""
    return next(
        (
            value
            for value in trace.inputs
            if is_shown(value) and is_picture(value.shape)
        ),
        None,
    )
