"""The steps of the film, at the bottom, filled as they play."""

from functools import lru_cache

from scenes.stage import palette
from scenes.stage.canvas import Canvas, Drawings
from scenes.stage.part import Box, Part
from scenes.stage.typeface import SMALL, Type

WORDS = Type("words", SMALL, 400)
LIT = Type("words", SMALL, 600)
NEIGHBOURS = 3  # names at either side, where there is no room for all
FINEST = 4  # design pixels: a step that is narrower has no bar of its own
MOST_WITHIN = 4  # calls and passes that are named, the innermost ones
APART = 16  # between them, in design pixels


class Timeline(Part):
    """One bar for each step, lit where it plays; one for all where there are
    too many to tell apart.

    Args:
        names: of the steps, in order.
        within: of each, what the calls and passes are called that it stands
            in; () where nothing is said of that.

    Attributes to change while it plays:
        current: index of the step that plays.
        share: how much of it has played, 0..1.
    """

    def __init__(self, names, box=Box(50, 1012, 1820, 44), *, within=()):
        super().__init__(box)
        self.names = tuple(names)
        self.within = tuple(within) or ((),) * len(self.names)
        self.current = 0
        self.share = 0.0

    def draw(self, canvas):
        box, count = self.box, max(len(self.names), 1)
        pitch = box.width / count
        gap = min(4, pitch / 5)
        self._draw_within(canvas, box, pitch, gap)
        if pitch < FINEST:
            self._draw_all(canvas, box, pitch)
            self._draw_neighbours(canvas, box, pitch, gap)
            return
        if not self.names:
            return
        names_fit = all(LIT.width(name) < pitch - 12 for name in self.names)
        before, after = _steps_beside(self.names, self.current, box, names_fit)
        canvas.marks += before
        self._draw_current(canvas, box, names_fit)
        canvas.marks += after
        if not names_fit:
            self._draw_neighbours(canvas, box, pitch, gap)

    def _draw_current(self, canvas, box, names_fit):
        pitch = box.width / len(self.names)
        wide, left = pitch - min(4, pitch / 5), box.left + self.current * pitch
        canvas.rectangle(left, box.top, wide, 6, fill=palette.LINE, radius=3)
        if self.share > 0:
            # Lit as its name: a slow step is seen to move, too.
            canvas.rectangle(
                left, box.top, wide * self.share, 6, fill=palette.TEXT, radius=3
            )
        if names_fit:
            name = self.names[self.current]
            _draw_name(canvas, box, name, left + wide / 2, True)

    def _draw_within(self, canvas, box, pitch, gap):
        """Above the bars of the call or pass that plays: what it is."""
        own = self.within[self.current] if self.within else ()
        if not own:
            return
        first = last = self.current
        while first and self.within[first - 1][: len(own)] == own:
            first -= 1
        while self.within[last + 1 :] and self.within[last + 1][: len(own)] == own:
            last += 1
        left, right = box.left + first * pitch, box.left + (last + 1) * pitch - gap
        canvas.rectangle(
            left, box.top - 6, right - left, 2, fill=palette.PROGRESS, opacity=0.5
        )
        text = "  ›  ".join(own[-MOST_WITHIN:])
        middle = min(
            max((left + right) / 2, box.left + WORDS.width(text) / 2),
            box.right - WORDS.width(text) / 2,
        )
        canvas.text(text, middle, box.top - 12, WORDS, palette.QUIET, align="middle")

    def _draw_all(self, canvas, box, pitch):
        """One bar, filled as far as the film has come."""
        canvas.rectangle(box.left, box.top, box.width, 6, fill=palette.LINE, radius=3)
        played = (self.current + self.share) * pitch
        if played > 0:
            canvas.rectangle(
                box.left, box.top, played, 6, fill=palette.PROGRESS, radius=3
            )

    def _draw_neighbours(self, canvas, box, pitch, gap):
        """The current name, and beside it what was and what comes."""
        middle = box.left + self.current * pitch + (pitch - gap) / 2
        name, baseline = self.names[self.current], box.top + 34
        half = LIT.width(name) / 2 + APART
        for after in self.names[self.current + 1 :][:1]:
            middle = min(middle, box.right - half - WORDS.width(f"›  {after}"))
        for before in self.names[: self.current][-1:]:
            middle = max(middle, box.left + half + WORDS.width(f"{before}  ›"))
        left, right = _draw_name(canvas, box, name, middle, True)
        for before in self.names[: self.current][: -NEIGHBOURS - 1 : -1]:
            text, left = f"{before}  ›", left - APART
            if left - WORDS.width(text) < box.left:
                break
            canvas.text(text, left, baseline, WORDS, palette.QUIET, align="right")
            left -= WORDS.width(text)
        for after in self.names[self.current + 1 :][:NEIGHBOURS]:
            text, right = f"›  {after}", right + APART
            if right + WORDS.width(text) > box.right:
                break
            canvas.text(text, right, baseline, WORDS, palette.QUIET)
            right += WORDS.width(text)


def _draw_name(canvas, box, name, middle, lit):
    """Draw a name about a middle; returns where it begins and ends."""
    half = LIT.width(name) / 2
    middle = min(max(middle, box.left + half), box.right - half)
    canvas.text(
        name,
        middle,
        box.top + 34,
        LIT if lit else WORDS,
        palette.TEXT if lit else palette.QUIET,
        align="middle",
    )
    return middle - half, middle + half


@lru_cache(maxsize=16)  # they change only where a step begins
def _steps_beside(names, current, box, names_fit):
    """The marks of the steps before the one that plays, and of those after it."""
    pitch = box.width / len(names)
    wide = pitch - min(4, pitch / 5)
    found = []
    for indices in (range(current), range(current + 1, len(names))):
        canvas = Canvas(Drawings())
        for index in indices:
            left = box.left + index * pitch
            canvas.rectangle(left, box.top, wide, 6, fill=palette.LINE, radius=3)
            if index < current:
                canvas.rectangle(
                    left, box.top, wide, 6, fill=palette.PROGRESS, radius=3
                )
            if names_fit:
                _draw_name(canvas, box, names[index], left + wide / 2, False)
        found.append(tuple(canvas.marks))
    return found
