"""What is wrong with what was asked for, as opposed to a fault of the code."""

from network.files.user_error import UserError


class FilmError(UserError, ValueError):
    """A film that cannot be made as asked, and what to do about it."""
