"""A step of a film: what one statement of the trace is shown as."""

from dataclasses import dataclass

from network.trace import Span
from scenes.acts.act import Act
from scenes.stage.typeface import printable
from scenes.words.naming import in_a_row


@dataclass(frozen=True)
class FilmStep:
    """One step of the film: a section, a chapter and a bar of the timeline.

    Attributes:
        slug: names it in sections, captions and links: [a-z0-9-].
        name: in a few words, for the timeline.
        function: the qualified name of the function whose lines are shown.
        statement: the Span of the statement that is lit, or None.
        acts: in order, at least one.
        within: what the calls and the passes of loops are called that it
            stands in, the outermost first; () in a film that has no need.
    """

    slug: str
    name: str
    function: str
    statement: Span | None
    acts: tuple[Act, ...]
    within: tuple[str, ...] = ()

    @property
    def caption(self) -> str:
        """One or more sentences with the numbers of this trace."""
        return printable(in_a_row(*(act.caption for act in self.acts)))
