"""What the captions of a film say, and how fast they are to be read."""

from scenes.film.cues import cues

READING_SPEED = 17  # characters a second that a caption may have


def spoken(film):
    """[(start, end, words)] of the English captions, in seconds."""
    return [
        (cue.start / 1000, cue.end / 1000, " ".join(cue.lines))
        for cue in cues(film, "en")
    ]


def hurried(film):
    """Those that cannot be read in their time."""
    return [
        (words, start, end)
        for start, end, words in spoken(film)
        if not 0 < len(words) <= READING_SPEED * (end - start) + 0.1
    ]
