"""A step while its statement is being executed."""

from network.trace import Step


class OpenStep:
    """A statement that is being executed; `closed` makes the Step of it."""

    __slots__ = (
        "number",
        "slug",
        "function",
        "source",
        "statement",
        "parent",
        "depth",
        "call",
        "operations",
        "assigned",
        "error",
        "announced",
        "has_children",
    )

    @property
    def did_nothing(self):
        """It is a header that neither computed nor called anything."""
        return (
            self.statement.is_header
            and not self.operations
            and not self.has_children
            and self.error is None
        )

    def closed(self, *, finished=True):
        """Return the Step; an unfinished one without its operations."""
        statement, call = self.statement, self.call
        return Step(
            self.number,
            self.slug,
            self.function,
            statement.span,
            statement.text,
            self.parent.number if self.parent else None,
            self.depth,
            call.span if call else None,
            call.expression if call else "",
            statement.names,
            tuple(self.assigned) if finished else (),
            tuple(self.operations) if finished else (),
            self.error,
            finished,
        )


def error_text(error):
    """Return an exception as "ValueError: what it says"."""
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:
        return type(error).__name__
