"""What the captions of a film say, and how fast they are to be read."""

import re

from scenes.film.cues import cues
from scenes.words.caption_lines import reading_seconds
from scenes.words.naming import language

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


SLACK = 0.1  # seconds from one look to the next


def unread(film, *, counts=False):
    """What is written beside the title and cannot be read in its time, in the
    language of the film.

    Args:
        counts: whether a sentence whose numbers change counts on: it is read once.

    Returns:
        [(slug, seconds that it stands, words)]: sentences about what happens, and
        of acts that say more than is read in their time all their words.
    """
    found, last = [], ()
    with language(film.language):
        for shot in film.shots:
            runs = _standing(shot, counts=counts)
            lead = shot.player.act.lead
            told = [(lead, shot.seconds)] * bool(lead) + [
                one
                for one in runs
                if one[0] not in last  # it was read before
            ]
            last = shot.player.words(shot.player.act.seconds).split("\n")
            whole = [one for one, _ in told], shot.seconds
            for words, seconds in [*(([one], long) for one, long in told), whole]:
                need = reading_seconds(words, film.language) if words else 0
                if need > seconds + SLACK:
                    slug = film.steps[shot.step].slug
                    found.append((slug, round(seconds, 1), " ".join(words)))
    return found


def _standing(shot, *, counts):
    """[(sentence, seconds that it stands)] of what an act says beside its lead."""
    runs, now = [], {}
    for tenth in range(round(shot.seconds * 10) + 1):
        words = shot.player.words(shot.moment(tenth / 10)).split("\n")
        said = {re.sub(r"[\d.]+", "0", one) if counts else one: one for one in words}
        for key in [one for one in now if one not in said]:
            start, sentence = now.pop(key)
            runs.append((sentence, tenth / 10 - start))
        for key, sentence in said.items():
            if sentence:
                now.setdefault(key, (tenth / 10, sentence))
    return runs + [(one, shot.seconds - start) for start, one in now.values()]
