"""What is wrong with what was asked for, as opposed to a fault of the code."""


class FilmError(ValueError):
    """A film that cannot be made as asked, and what to do about it."""
