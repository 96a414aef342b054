"""Which form of a note stands beside a name: the longest that has room."""

from scenes.stage.typeface import Type


def note_in(note: str, room: float, kind: Type) -> str:
    """A note, with the names of its axes where they have room.

    Args:
        note: a text, or a words.axis_words.Note.
        room: in design pixels.
    """
    named = getattr(note, "named", note)
    return named if kind.width(named) <= room else str(note)
