"""The base of all errors that the user of a command or a film can mend."""


class UserError(Exception):
    """Something that its user can mend; the message says what was expected,
    what came, and what to do. Commands print it alone, with no traceback."""
